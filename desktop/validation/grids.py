"""Owns what is entered, as rows of floats: the observations of one indicator read once, with all that is odd about them put aside.

Floats only ever nominate a place for the exact evaluator; `largest` and `error` bound how far off they can be.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from desktop.domain.address import Cell
from desktop.domain.observation import Observation
from desktop.domain.profile import Undecided
from desktop.domain.series import SEPARATOR, Series
from desktop.validation.axes import Axes, Axis, Row
from desktop.validation.entries import CANNOT_EXIST, CONFIDENTIAL, Entries, is_break, is_hidden

WHOLE = 2.0**53
"""Below this whole numbers are exact as floats."""
UNIT = 2.0**-52
"""Twice the relative error of one rounding: room for what is added up on the way."""
_PLAIN = frozenset("ADPUV")
_ESTIMATED = frozenset("EF")
_is_number = re.compile(r"-?[0-9]+(?:\.[0-9]+)?").fullmatch
_are_numbers = re.compile(rf"-?[0-9]+(?:\.[0-9]+)?(?:{SEPARATOR}-?[0-9]+(?:\.[0-9]+)?)*").fullmatch

Sparse = dict[str, set[int]]
"""Items → places on the axis."""


@dataclass(slots=True)
class Grid:
    """The figures of one indicator on one axis.

    `entered`: published numbers, NaN elsewhere. `by_source`: where several sources stand side by side, the numbers of each.
    Texts stand as 1. `zero`: reason M; `blocked`: something else is entered that gives no number (undecided, unreadable, reasons O, L, Q).
    """

    axis: Axis
    entered: dict[str, Row] = field(default_factory=dict)
    by_source: dict[str, dict[str, Row]] = field(default_factory=dict)
    zero: Sparse = field(default_factory=dict)
    blocked: Sparse = field(default_factory=dict)
    undecided: Sparse = field(default_factory=dict)
    breaks: Sparse = field(default_factory=dict)
    hidden: Sparse = field(default_factory=dict)
    largest: float = 0.0
    is_whole: bool = True

    def drop(self, items: Iterable[str]) -> None:
        """Take out what is entered there; the bounds stay."""
        kinds = self.entered, self.by_source, self.zero, self.blocked, self.undecided, self.breaks, self.hidden
        for there in items:
            for kind in kinds:
                kind.pop(there, None)

    @property
    def error(self) -> float:
        """The most that a float here differs from its number."""
        return 0.0 if self.is_whole and self.largest < WHOLE else self.largest * UNIT


@dataclass(slots=True)
class Remarks:
    """Observations that need a look of their own, as (items, period, source)."""

    odd: list[tuple[str, str, str]] = field(default_factory=list)
    """No readable value, or a reason: for the `VAL-` checks."""
    reasons: list[tuple[str, str, str]] = field(default_factory=list)
    breaks: list[tuple[str, str, str]] = field(default_factory=list)
    estimates: list[tuple[str, str, str]] = field(default_factory=list)
    fractions: list[tuple[str, str, str]] = field(default_factory=list)
    """Numbers with decimals or a multiplier where whole numbers are expected."""

    def drop(self, items: Collection[str]) -> None:
        for kind in (self.odd, self.reasons, self.breaks, self.estimates, self.fractions):
            kind[:] = [where for where in kind if where[0] not in items]


class GridReader:
    """Reads the observations of indicators into grids."""

    def __init__(self, entries: Entries, axes: Axes, whole_codes: frozenset[str]):
        self._entries, self._axes, self._whole_codes = entries, axes, whole_codes

    def read(self, code: str) -> tuple[dict[Axis, Grid], Remarks]:
        reading = _Reading(code, self._entries, self._axes, code in self._whole_codes)
        for items, sources in self._entries.of(code).items():
            reading.read(items, sources)
        return reading.grids, reading.remarks

    def read_again(self, code: str, grids: dict[Axis, Grid], remarks: Remarks, items: Collection[str]) -> None:
        """What is entered at these items now, in the place of what was."""
        for grid in grids.values():
            grid.drop(items)
        remarks.drop(items)
        reading = _Reading(code, self._entries, self._axes, code in self._whole_codes)
        reading.grids, reading.remarks = grids, remarks
        there = self._entries.of(code)
        for each in items:
            if each in there:
                reading.read(each, there[each])


class _Reading:
    """One indicator being read."""

    def __init__(self, code: str, entries: Entries, axes: Axes, expects_whole: bool):
        self.code, self._entries, self._axes, self._expects_whole = code, entries, axes, expects_whole
        self._simple, self._has_numbers = entries.is_numeric(code), entries.has_numbers(code)
        self.grids: dict[Axis, Grid] = {}
        self.remarks = Remarks()

    def read(self, items: str, sources: Mapping[str, Series]) -> None:
        """All that is entered at some items. The only series there is published as it is."""
        is_alone = len(sources) == 1
        for source, series in sources.items():
            plain = self._plain(series)
            if plain is not None:
                self._keep(*plain, items, source, is_alone=is_alone)
                continue
            for axis, part in self._axes.split(series):
                grid = self._grid(axis)
                row, odd = self._row(grid, items, source, part)
                self._keep(grid, row, items, source, is_alone=is_alone)
                for place, period in odd if is_alone else ():
                    self._note(grid, items, place, (source, part[period]))
        if not is_alone:
            self._publish(items, sources)

    def _grid(self, axis: Axis) -> Grid:
        grid = self.grids.get(axis)
        if grid is None:
            grid = self.grids[axis] = Grid(axis)
        return grid

    def _keep(self, grid: Grid, row: Row, items: str, source: str, *, is_alone: bool) -> None:
        if is_alone:
            grid.entered[items] = row
        else:
            grid.by_source.setdefault(items, {})[source] = row
        numbers = [number for number in row if number == number]
        if numbers:
            grid.largest = max(grid.largest, *numbers, -min(numbers))

    def _publish(self, items: str, sources: Mapping[str, Series]) -> None:
        """The published rows of items that several sources fill."""
        side_by_side: dict[str, dict[str, Observation]] = {}
        for source in sorted(sources):
            for period, observation in sources[source].items():
                side_by_side.setdefault(period, {})[source] = observation
        for axis, there in self._axes.split(side_by_side):
            grid, row = self._grid(axis), axis.new()
            grid.entered[items] = row
            for period, observations in there.items():
                place = axis.index[period]
                cell = Cell(self.code, items, period)
                entry = self._entries.figures.published_of(observations, cell)
                if isinstance(entry, Undecided):
                    grid.undecided.setdefault(items, set()).add(place)
                    grid.blocked.setdefault(items, set()).add(place)
                elif entry is not None:
                    row[place] = grid.by_source[items][entry[0]][place]
                    if row[place] != row[place] or not _is_plain(entry[1]):
                        self._note(grid, items, place, entry)

    def _plain(self, series: Series) -> tuple[Grid, Row] | None:
        """The row of a series of nothing but plain numbers at periods of one kind, read at once; None for any other."""
        packed = series.packed
        if packed is None or not self._simple or packed.multiplier or not _are_numbers(packed.texts):
            return None
        has_decimals = "." in packed.texts
        if packed.status not in _PLAIN or packed.confidentiality != "F" or (has_decimals and self._expects_whole):
            return None
        there = self._axes.at(packed.periods)
        if there is None:
            return None
        axis, places = there
        grid, row = self._grid(axis), axis.new()
        for place, number in zip(places, map(float, packed.texts.split(SEPARATOR)), strict=True):
            row[place] = number
        grid.is_whole = grid.is_whole and not has_decimals
        return grid, row

    def _row(
        self, grid: Grid, items: str, source: str, periods: Mapping[str, Observation]
    ) -> tuple[Row, list[tuple[int, str]]]:
        """The numbers of one series, and the places at which something is odd."""
        row, odd, places = grid.axis.new(), [], grid.axis.index
        simple, whole = self._simple, self._expects_whole
        for period, (value, _, status, confidentiality, multiplier, _) in periods.items():
            if simple and value is not None and not multiplier and status in _PLAIN and confidentiality == "F":
                if value.isdigit() and value.isascii():
                    row[places[period]] = float(value)
                    continue
                if _is_number(value):
                    row[places[period]] = float(value)
                    if "." in value:
                        grid.is_whole = False
                        if whole:
                            self.remarks.fractions.append((items, period, source))
                    continue
            place = places[period]
            odd.append((place, period))
            self._odd(grid, row, place, (items, period, source), periods[period])
        return row, odd

    def _odd(
        self, grid: Grid, row: array[float], place: int, where: tuple[str, str, str], observation: Observation
    ) -> None:
        """Anything but a plain readable number: found out by the exact reading."""
        remarks, number = self.remarks, self._entries.number(self.code, observation)
        if number is not None:
            row[place] = float(number)
            if number.denominator != 1:
                grid.is_whole = False
            if self._expects_whole and (observation.multiplier or "." in (observation.value or "")):
                remarks.fractions.append(where)
        elif not self._has_numbers and observation.is_valued:
            row[place] = 1.0  # stands for the text
        if not self._simple or number is None:
            remarks.odd.append(where)
        if observation.is_reason:
            remarks.reasons.append(where)
        elif observation.status == "B":
            remarks.breaks.append(where)
        elif observation.status in _ESTIMATED:
            remarks.estimates.append(where)

    def _note(self, grid: Grid, items: str, place: int, entry: tuple[str, Observation]) -> None:
        """What is special about a published observation."""
        observation = entry[1]
        if observation.is_blank:
            return
        if is_break(entry):
            grid.breaks.setdefault(items, set()).add(place)
        if is_hidden(entry):
            grid.hidden.setdefault(items, set()).add(place)
        if observation.status == CANNOT_EXIST:
            grid.zero.setdefault(items, set()).add(place)
        elif not self._entries.is_value(self.code, observation):
            grid.blocked.setdefault(items, set()).add(place)


def _is_plain(observation: Observation) -> bool:
    return observation.status in _PLAIN and observation.confidentiality not in CONFIDENTIAL
