"""Owns what a profile is: its settings, and the figures it holds side by side, with the one per cell that is published."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from desktop.domain.address import Cell, Key
from desktop.domain.observation import Observation
from desktop.domain.series import Series
from desktop.domain.source import Source


class CatalogueId(NamedTuple):
    """Which definitions a profile was made with; `sha256` over the four catalogue files in the order of design.md 5."""

    id: str
    version: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Settings:
    """What a profile is about. `years` are first and last year shown; `numbers` is a key of `number.FORMATS`."""

    profile_id: str
    country: str
    title: str
    years: tuple[int, int]
    modules: tuple[str, ...]
    languages: tuple[str, ...]
    numbers: str
    institution: str
    practice: bool
    catalogue: CatalogueId


class Choice(NamedTuple):
    """Which source's value of a cell is published, and why."""

    source: str
    reason: str


class Explanation(NamedTuple):
    """Why a finding is as it is. Holds while `left`, `right` and `values` of the finding are as they were (semantics.md 6)."""

    text: str
    left: str | None
    right: str | None
    values: tuple[str | None, ...]
    by: str
    at: str


class Undecided(NamedTuple):
    """Several valued observations stand side by side and nobody chose (semantics.md 3)."""

    number_of_values: int


Published = tuple[str, Observation] | Undecided | None
"""Source id and observation that is published in a cell; undecided; or None for an empty cell."""

SeriesByItems = dict[str, dict[str, Series]]
"""items text → source id → series: the figures of one indicator."""


@dataclass(slots=True)
class Figures:
    """All observations of a profile, by indicator, loaded when first asked for; kept current by `put`.

    `load` gives the figures of one indicator; `codes` the indicators that have any. Without `load` everything is given in `held`.
    """

    settings: Settings
    sources: dict[str, Source] = field(default_factory=dict)
    choices: dict[Cell, Choice] = field(default_factory=dict)
    explanations: dict[str, Explanation] = field(default_factory=dict)
    national: dict[str, dict[str, str]] = field(default_factory=dict)
    """Rules and indicators that the profile adds: code → columns (`catalogue/national.py`, `national_indicators.py`)."""
    switched_off: dict[str, str] = field(default_factory=dict)
    """Rules that are not run here: code → reason."""
    texts: dict[tuple[str, str], str] = field(default_factory=dict)
    """Narrative: block and language → text."""
    assignments: set[tuple[str, str]] = field(default_factory=set)
    """Institution and code of an indicator assigned to it."""
    held: dict[str, SeriesByItems] = field(default_factory=dict)
    load: Callable[[str], SeriesByItems] | None = None
    stored_codes: set[str] = field(default_factory=set)

    def of(self, indicator: str) -> SeriesByItems:
        """The figures of an indicator; not to be changed by the caller."""
        series = self.held.get(indicator)
        if series is None:
            series = self.load(indicator) if self.load and indicator in self.stored_codes else {}
            self.held[indicator] = series
        return series

    def codes(self) -> list[str]:
        """Codes of the indicators with observations, in order of code."""
        return sorted(self.stored_codes | {code for code, series in self.held.items() if series})

    def periods_of(self, indicator: str) -> set[str]:
        """Every period at which an indicator has an observation."""
        found: set[str] = set()
        shared: set[int] = set()
        for sources in self.of(indicator).values():
            for series in sources.values():
                periods = series.keys()
                if series.packed is not None:  # thousands of packed series share a few lists of periods
                    if id(periods) in shared:
                        continue
                    shared.add(id(periods))
                found.update(periods)
        return found

    def at(self, cell: Cell) -> dict[str, Observation]:
        """Source id → observation in a cell, in the order of source ids; blank ones too."""
        sources = self.of(cell.indicator).get(cell.items, {})
        found = ((source, sources[source].at(cell.period)) for source in sorted(sources))
        return {source: observation for source, observation in found if observation is not None}

    def get(self, key: Key) -> Observation | None:
        series = self.of(key.indicator).get(key.items, {}).get(key.source)
        return None if series is None else series.at(key.period)

    def put(self, key: Key, observation: Observation | None) -> None:
        """Write one observation through; None takes it away."""
        sources = self.of(key.indicator).setdefault(key.items, {})
        series = sources.get(key.source)
        if series is None:
            series = sources[key.source] = Series()
        if observation is not None:
            series.put(key.period, observation)
            return
        series.take(key.period)
        if not series:
            del sources[key.source]
        if not sources:
            del self.of(key.indicator)[key.items]

    def observations(self) -> Iterator[tuple[Key, Observation]]:
        """Every observation in address order: code, items, period, source."""
        for code in self.codes():
            yield from self.observations_of(code)

    def observations_of(self, code: str) -> Iterator[tuple[Key, Observation]]:
        """The observations of an indicator in address order."""
        for items, sources in sorted(self.of(code).items()):
            rows = [(period, source, obs) for source, series in sources.items() for period, obs in series.items()]
            for period, source, observation in sorted(rows, key=lambda row: row[:2]):
                yield Key(code, items, period, source), observation

    def published(self, cell: Cell) -> Published:
        """The published observation of a cell by the four lines of semantics.md 3."""
        return self.published_of(self.at(cell), cell)

    def published_of(self, side_by_side: Mapping[str, Observation], cell: Cell) -> Published:
        """The same, from the observations of the cell by source id, in order.

        A choice counts while what was chosen is there, at the total too: profiles with the same content say the same.
        """
        filled = {source: observation for source, observation in side_by_side.items() if not observation.is_blank}
        if not filled:
            return None
        chosen = self.choices.get(cell)
        if chosen and chosen.source in filled:
            return chosen.source, filled[chosen.source]
        valued = [source for source, observation in filled.items() if observation.is_valued]
        if len(valued) == 1:
            return valued[0], filled[valued[0]]
        if not valued:
            source = min(filled)
            return source, filled[source]
        total = Cell(cell.indicator, "", cell.period)
        for_total = self.choices.get(total)
        if for_total and for_total.source in valued:
            there = self.get(Key(*total, for_total.source))
            if there is not None and not there.is_blank:
                return for_total.source, filled[for_total.source]
        return Undecided(len(valued))

    def has_rivals(self, cell: Cell) -> bool:
        """Whether several sources, blank ones aside, stand side by side in the cell."""
        return sum(not observation.is_blank for observation in self.at(cell).values()) > 1
