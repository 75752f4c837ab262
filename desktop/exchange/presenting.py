"""Owns a module as it is shown in workbook and report: which lines there are, in which order, and how they read in a language."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from desktop.catalogue import wording
from desktop.catalogue.model import Catalogue, Indicator, Module, in_language
from desktop.domain.address import Cell, items_of
from desktop.domain.observation import REASONS, Observation
from desktop.domain.period import is_year, years_of
from desktop.exchange.base import Content, ExportRow
from desktop.language import Translator, translator

_REST = ("_O", "_U")
"""Members that stand last: other, not known."""


class Line(NamedTuple):
    """One indicator × items × source: what is entered and what is worked out, by period."""

    indicator: Indicator
    items: str
    source: str
    entered: Mapping[str, Observation]
    computed: Mapping[str, str]

    @property
    def key(self) -> str:
        """`CODE[items]#source`: the address without its period."""
        bracket = f"[{self.items}]" if self.items else ""
        return f"{self.indicator.code}{bracket}" + (f"#{self.source}" if self.source else "")

    @property
    def is_worked_out(self) -> bool:
        """Derived by a formula and not entered by anybody in this line."""
        return self.indicator.is_derived and not self.entered

    @property
    def is_empty(self) -> bool:
        return not self.entered and not self.computed


class Shown:
    """The content of a profile in the words of one language."""

    def __init__(self, content: Content, language: str):
        self.content, self.language = content, language
        self.catalogue, self.settings = content.catalogue, content.settings
        self.t: Translator = translator(language)
        self._labels: dict[str, str] = {}
        self._ranks: dict[str, tuple[object, ...]] = {}
        self._lines: dict[str, list[Line]] = {}

    @cached_property
    def modules(self) -> list[Module]:
        """The modules of the profile in the order of the catalogue."""
        return [module for code, module in self.catalogue.modules.items() if code in self.settings.modules]

    @cached_property
    def years(self) -> list[str]:
        first, last = self.settings.years
        return [str(year) for year in range(first, last + 1)]

    @cached_property
    def _rows(self) -> dict[str, list[ExportRow]]:
        found: dict[str, list[ExportRow]] = {}
        for row in self.content.rows:
            found.setdefault(row.key.indicator, []).append(row)
        return found

    @cached_property
    def _sent(self) -> dict[str, set[tuple[str, str]]]:
        """Indicator → items and source of what came back and was not taken."""
        found: dict[str, set[tuple[str, str]]] = {}
        for key in self.content.sent:
            found.setdefault(key.indicator, set()).add((key.items, key.source))
        return found

    @cached_property
    def _children(self) -> dict[Cell, tuple[str, ...]]:
        return {}

    @cached_property
    def _computed(self) -> dict[str, dict[str, dict[str, str]]]:
        return {}

    def title(self, indicator: Indicator) -> str:
        return in_language(indicator.title, self.language)

    def module_title(self, module: Module) -> str:
        return in_language(module.title, self.language)

    def country(self) -> str:
        return self.content.country(self.language)

    def computed(self, code: str) -> dict[str, dict[str, str]]:
        """items → period → exact text of what is worked out for an indicator."""
        found = self._computed.get(code)
        if found is None:
            found = self._computed[code] = {}
            for value in self.content.derived(code):
                found.setdefault(value.cell.items, {})[value.cell.period] = value.text
                if value.children:
                    self._children[value.cell] = value.children
        return found

    def children(self, line: Line, period: str) -> tuple[str, ...]:
        """The items that were added up for a worked-out cell of a line; none for a formula."""
        return self._children.get(Cell(line.indicator.code, line.items, period), ())

    def lines(self, indicator: Indicator) -> list[Line]:
        """All lines of an indicator; one empty line for the total where there is none."""
        made = self._lines.get(indicator.code)
        if made is None:
            made = self._lines[indicator.code] = self._made_lines(indicator)
        return made

    def _made_lines(self, indicator: Indicator) -> list[Line]:
        entered: dict[tuple[str, str], dict[str, Observation]] = {}
        for row in self._rows.get(indicator.code, ()):
            entered.setdefault((row.key.items, row.key.source), {})[row.key.period] = row.observation
        computed = self.computed(indicator.code)
        keys = set(entered) | {(items, "") for items in computed} | set(self.content.lines.get(indicator.code, ()))
        keys |= self._sent.get(indicator.code, set())
        if not any(items == "" for items, _ in keys):
            keys.add(("", ""))
        return [
            Line(indicator, *key, entered.get(key, {}), computed.get(key[0], {}) if not key[1] else {})
            for key in sorted(keys, key=lambda key: (self.rank(indicator, key[0]), key[1]))
        ]

    def module_lines(self, module: Module) -> list[Line]:
        return [line for indicator in self.indicators(module) for line in self.lines(indicator)]

    def indicators(self, module: Module) -> list[Indicator]:
        """Those of a module that belong to this share."""
        wanted = self.content.codes
        return [it for it in self.catalogue.by_module[module.code] if wanted is None or it.code in wanted]

    def rank(self, indicator: Indicator, items: str) -> tuple[object, ...]:
        """Where items stand below an indicator: the total, then by dimensions, members as the catalogue lists them, countries by name."""
        known = self._ranks.get(items)
        if known is None:
            pairs = items_of(items)
            known = self._ranks[items] = (
                len(pairs), tuple(self._dimension_rank(d) for d in pairs), tuple(self.member_rank(d, m) for d, m in pairs.items()),
            )  # fmt: skip
        return known

    def _dimension_rank(self, dimension: str) -> int:
        return self._dimension_order[dimension]

    @cached_property
    def _dimension_order(self) -> dict[str, int]:
        return {code: number for number, code in enumerate(self.catalogue.dimensions)}

    def member_rank(self, dimension: str, member: str) -> tuple[int, int, str]:
        members = self.catalogue.dimensions[dimension].members
        if member in _REST:
            return (2, _REST.index(member), "")
        if self.catalogue.dimensions[dimension].is_open:
            return (1, 0, self.member(dimension, member).casefold())
        return (0, list(members).index(member) if member in members else len(members), member)

    def member(self, dimension: str, member: str) -> str:
        """A member in words; the code of an area that nobody names."""
        return member_in_words(dimension, member, self.catalogue, self.language, self.content.place_name)

    def items(self, items: str) -> str:
        """Items in words: `Female · 15–64 years`; empty for the total."""
        label = self._labels.get(items)
        if label is None:
            label = self._labels[items] = items_in_words(items, self.catalogue, self.language, self.content.place_name)
        return label

    def unit(self, indicator: Indicator) -> str:
        """The unit in one short word."""
        return wording.unit(indicator, self.t)

    def value_in_words(self, indicator: Indicator, text: str) -> str:
        """A category or yes/no in words; anything else as it is."""
        if indicator.value_type == "boolean":
            return {"1": self.t("yes"), "0": self.t("no")}.get(text, text)
        if indicator.value_list:
            return self.member(indicator.value_list, text)
        return text


def items_in_words(items: str, catalogue: Catalogue, language: str, place_name: Callable[[str, str], str]) -> str:
    """Canonical items as sheets and tables show them; `place_name`: of a country member, in a language."""
    pairs = items_of(items).items()
    return " · ".join(member_in_words(*pair, catalogue, language, place_name) for pair in pairs)


def member_in_words(
    dimension: str, member: str, catalogue: Catalogue, language: str, place_name: Callable[[str, str], str]
) -> str:
    found = catalogue.dimensions[dimension].members.get(member)
    if found is not None:
        return wording.with_ranges(in_language(found.title, language))
    return place_name(member, language) if catalogue.dimensions[dimension].is_country else member


def periods_of(lines: Iterable[Line]) -> set[str]:
    """Every period in which something stands."""
    return {period for line in lines for period in (*line.entered, *line.computed)}


def in_time_order(periods: Iterable[str]) -> list[str]:
    """Years, then other periods, each in the order of time."""
    return sorted(periods, key=lambda period: (not is_year(period), years_of(period), period))


def reasons_in(lines: Sequence[Line]) -> list[str]:
    """Which of the four reasons for no number occur."""
    found = {o.status for line in lines for o in line.entered.values()}
    return [status for status in "OMLQ" if status in found & REASONS]
