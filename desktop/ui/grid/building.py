"""Owns which rows a module shows: groups, indicators, and below an opened one its sources and the items in use."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from fractions import Fraction

from desktop.catalogue import wording
from desktop.catalogue.model import TOTAL, Indicator, in_language
from desktop.domain.address import Cell, items_of, items_text
from desktop.language import _, current
from desktop.services.profile import OpenProfile
from desktop.ui.common import words
from desktop.ui.grid.largest import LATE
from desktop.ui.grid.rows import Column, Row, RowKey
from desktop.ui.grid.usage import Usage

FIRST_SHOWN = "SEX"
"""The dimension whose items stand directly below an indicator; the others below a heading of their own."""


@dataclass(slots=True)
class Added:
    """Rows that a person asked for and that hold no figure yet: by indicator, and for items by dimension too."""

    members: dict[tuple[str, str], set[str]] = field(default_factory=dict)
    sources: dict[str, set[str]] = field(default_factory=dict)


class ModuleRows:
    """Rows of one module. `top` gives the closed table; `below` what an opened row shows."""

    def __init__(self, profile: OpenProfile, module: str, added: Added, usage: Usage):
        self.profile, self.module, self.added, self.usage = profile, module, added, usage
        self.indicators = profile.catalogue.by_module[module]
        self.shows_sources = False
        self.shows_unused = False
        """Whether all children of a listed item stand below it, or only where one has figures."""

    def top(self, chosen: Iterable[str] | None = None) -> list[Row]:
        """Groups and indicators; with `chosen` only these codes, and the groups that have any."""
        wanted = None if chosen is None else set(chosen)
        rows: list[Row] = []
        groups: dict[str, list[Indicator]] = {}
        for indicator in self.indicators:
            if wanted is None or indicator.code in wanted:
                groups.setdefault(words.group_title(indicator), []).append(indicator)
        for title, members in groups.items():
            units = ", ".join(dict.fromkeys(words.unit(member) for member in members))
            rows.append(Row(RowKey("group", dimension=title), title, unit=units))
            rows += [self._indicator(member) for member in members]
        return rows

    def columns(self, periods: Iterable[str]) -> list[Column]:
        """One column for each period."""
        return [Column(period, wording.period_text(period)) for period in periods]

    def _indicator(self, indicator: Indicator) -> Row:
        return Row(
            RowKey("indicator", indicator.code), words.title(indicator), indicator=indicator, unit=words.unit(indicator),
            can_open=bool(indicator.dimensions) or self._has_sources(indicator.code, ""),
        )  # fmt: skip

    def below(self, row: Row) -> list[Row]:
        """The rows one step below an indicator, an item or a heading."""
        if row.indicator is None:
            return []
        if row.kind == "by":
            return self._members(row, row.key.dimension, TOTAL)
        rows = self._sources(row) if self.shows_sources else []
        held = items_of(row.key.items)
        last = next(reversed(held), "")
        if last:
            rows += self._members(row, last, held[last])
        for dimension in row.indicator.dimensions:
            if dimension in held:
                continue
            used = self.used(row.indicator.code, row.key.items, dimension)
            if dimension == FIRST_SHOWN and (used or not held):
                rows += self._members(row, dimension, TOTAL)
            elif used:
                rows.append(self._heading(row, dimension, len(used)))
        return rows

    def _heading(self, row: Row, dimension: str, used: int) -> Row:
        name = in_language(self.profile.catalogue.dimensions[dimension].title, current())
        return Row(
            RowKey("by", row.key.indicator, row.key.items, "", dimension), _("By {dimension}").format(dimension=_lower(name)),
            indicator=row.indicator, level=row.level + 1, unit=str(used), can_open=True,
        )  # fmt: skip

    def _members(self, row: Row, dimension: str, parent: str) -> list[Row]:
        """Children of a member in a dimension: those of the list, or those in use."""
        indicator = row.indicator
        assert indicator is not None
        known = self.profile.catalogue.dimensions[dimension]
        base = {name: member for name, member in items_of(row.key.items).items() if name != dimension}
        used = self.used(indicator.code, items_text(base), dimension)
        if known.is_open:
            listed = self.by_size(indicator, base, dimension, used) if parent == TOTAL else []
        else:
            children = known.children(parent)
            shown = parent == TOTAL or self.shows_unused or any(child in used for child in children)
            listed = [child for child in children if shown and (child in used or child not in LATE)]
        return [self._item(row, indicator, base, dimension, member) for member in listed]

    def _item(self, row: Row, indicator: Indicator, base: dict[str, str], dimension: str, member: str) -> Row:
        items = joined(indicator, base, dimension, member)
        made = Row(
            RowKey("item", indicator.code, items, "", dimension), words.member_word(self.profile.catalogue, dimension, member),
            indicator=indicator, level=row.level + 1,
        )  # fmt: skip
        children = self.profile.catalogue.dimensions[dimension].children(member)
        used = self.used(indicator.code, items_text(base), dimension)
        made.can_open = (
            self.usage.has_more(indicator.code, items) or any(child in used for child in children) or self.shows_sources
        )
        return made

    def used(self, code: str, items: str, dimension: str) -> Collection[str]:
        """Members that have figures together with these items, and those a person asked for."""
        added = self.added.members.get((code, dimension))
        found = self.usage.members(code, items, dimension)
        return found | added if added else found

    def by_size(self, indicator: Indicator, base: dict[str, str], dimension: str, used: Collection[str]) -> list[str]:
        """Countries or regions in use, the largest first; other and not known last."""
        sizes = self._sizes(indicator, base, dimension, used)[1]
        return sorted(used, key=lambda member: (member in LATE, -sizes.get(member, Fraction(-1)), member))

    def latest(self, indicator: Indicator, base: dict[str, str], dimension: str, used: Collection[str]) -> str:
        """The last period at which any of these members has a figure; empty where none has."""
        return self._sizes(indicator, base, dimension, used)[0]

    def _sizes(
        self, indicator: Indicator, base: dict[str, str], dimension: str, used: Collection[str]
    ) -> tuple[str, dict[str, Fraction]]:
        """Members and their figures at the last period at which there are any."""
        number = self.profile.evaluator.number
        items = {member: joined(indicator, base, dimension, member) for member in used}
        for period in sorted(self.profile.figures.periods_of(indicator.code), reverse=True):
            found = {member: number(Cell(indicator.code, text, period)) for member, text in items.items()}
            sizes = {member: size for member, size in found.items() if size is not None}
            if sizes:
                return period, sizes
        return "", {}

    def _source_ids(self, code: str, items: str) -> list[str]:
        return sorted({*self.profile.figures.of(code).get(items, {}), *self.added.sources.get(code, ())})

    def _has_sources(self, code: str, items: str) -> bool:
        return bool(self._source_ids(code, items))

    def _sources(self, row: Row) -> list[Row]:
        return [
            Row(
                RowKey("source", row.key.indicator, row.key.items, source),
                words.source_word(self.profile.figures, source),
                indicator=row.indicator,
                level=row.level + 1,
            )
            for source in self._source_ids(row.key.indicator, row.key.items)
        ]


def joined(indicator: Indicator, base: dict[str, str], dimension: str, member: str) -> str:
    """Items with one more, in the order of the indicator's dimensions."""
    pairs = {**base, dimension: member}
    return items_text({name: pairs[name] for name in indicator.dimensions if name in pairs})


def _lower(text: str) -> str:
    """A title inside a sentence."""
    return text[:1].lower() + text[1:]
