"""Owns what is entered in a cell: the published observation, its number, and what the metadata say of it (semantics.md 1, 3, 5)."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Set as AbstractSet

from desktop.domain.address import Cell
from desktop.domain.observation import REASONS, Observation
from desktop.domain.profile import Figures, Published, SeriesByItems, Undecided
from desktop.domain.source import Source
from desktop.validation.exact import Exact, read_exact

CONFIDENTIAL = frozenset("NCAD")
SUPPRESSED = "Q"
CANNOT_EXIST = "M"
BREAK = "B"
YES_OR_NO = frozenset(("0", "1"))


class Entries:
    """Answers about single observations and the published one of a cell."""

    def __init__(self, figures: Figures, numeric: frozenset[str], yes_no: frozenset[str]):
        self.figures = figures
        self._numeric, self._yes_no = numeric, yes_no

    def of(self, code: str) -> SeriesByItems:
        return self.figures.of(code)

    def published(self, code: str, items: str, period: str) -> Published:
        """Source and observation, undecided, or None where nothing (or only blank) is entered."""
        sources = self.figures.of(code).get(items)
        if not sources:
            return None
        if len(sources) == 1:
            for source, series in sources.items():
                observation = series.at(period)
                if observation is None or (observation[0] is None and observation.is_blank):
                    return None
                return source, observation
        cell = Cell(code, items, period)
        return self.figures.published_of(self.figures.at(cell), cell)

    def free(self, code: str, items: str, periods: AbstractSet[str]) -> AbstractSet[str]:
        """Those of the periods at which nothing, or only blank, is entered: where `published` is None."""
        for series in self.figures.of(code).get(items, {}).values():
            there = periods & series.keys()
            periods = periods - (there if series.packed else {at for at in there if not series[at].is_blank})
        return periods

    def is_numeric(self, code: str) -> bool:
        return code in self._numeric

    def has_numbers(self, code: str) -> bool:
        return code in self._numeric or code in self._yes_no

    def number(self, code: str, observation: Observation) -> Exact | None:
        """The number of an observation; None for a reason, unreadable text, or a type without numbers."""
        value = observation.value
        if value is None or observation.status in REASONS:
            return None
        if code in self._numeric or (code in self._yes_no and value in YES_OR_NO):
            return read_exact(value, observation.multiplier)
        return None

    def is_value(self, code: str, observation: Observation) -> bool:
        """Whether an observation is a value: a number, or a text where the type has texts."""
        return self.number(code, observation) is not None if self.has_numbers(code) else observation.is_valued

    def meta(self, source_id: str, observation: Observation, field: str) -> int | None:
        """`meta` of semantics.md 5 for one observation: 1, 0, or None where the question is not asked."""
        return meta_of(observation, source_id, self.figures.sources.get(source_id), field)

    def is_documented(self, source_id: str) -> bool:
        """Whether a source is on file with reference date and coverage."""
        source = self.figures.sources.get(source_id)
        return source is not None and has_reference_date(source) and filled(source.coverage)


def is_hidden(entry: tuple[str, Observation]) -> bool:
    """Whether a published observation hides its cell."""
    observation = entry[1]
    return observation.status == SUPPRESSED or observation.confidentiality in CONFIDENTIAL


def is_break(entry: Published) -> bool:
    """Whether a published observation marks a break in its series."""
    return entry is not None and not isinstance(entry, Undecided) and entry[1].status == BREAK and entry[1].is_valued


def filled(text: str) -> bool:
    return bool(text.strip())


def has_reference_date(source: Source) -> bool:
    return filled(source.reference_date) or (filled(source.period_from) and filled(source.period_to))


_OF_SOURCE: dict[str, Callable[[Source], bool]] = {
    "reference_date": has_reference_date,
    "coverage": lambda source: filled(source.coverage),
    "provider": lambda source: filled(source.institution),
    "definition_note": lambda source: filled(source.definition_note),
}


def meta_of(observation: Observation, source_id: str, source: Source | None, field: str) -> int | None:
    """The table of `meta` fields; `source` is None where it is not on file."""
    if field == "missing_reason":
        if not observation.is_reason:
            return None
        return int(observation.status != "O" or filled(observation.note))
    if not observation.is_valued:
        return None
    if field == "source":
        return int(bool(source_id))
    if field == "break_note":
        return int(filled(observation.note)) if observation.status == BREAK else None
    if source is None:
        return None
    if field == "method_note":
        if observation.status not in ("E", "F") and source.type != "ESTIM":
            return None
        return int(filled(source.method_note) or filled(observation.note))
    return int(_OF_SOURCE[field](source))
