"""Owns what is entered, as rows of floats: the observations of one indicator read once, with all that is odd about them put aside.

Floats only ever nominate a place for the exact evaluator; `largest` and `error` bound how far off they can be.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from desktop.domain.observation import Observation
from desktop.domain.profile import Undecided
from desktop.validation.axes import Axes, Axis, Row
from desktop.validation.entries import CANNOT_EXIST, CONFIDENTIAL, Entries, is_break, is_hidden

WHOLE = 2.0**53
"""Below this whole numbers are exact as floats."""
UNIT = 2.0**-52
"""Twice the relative error of one rounding: room for what is added up on the way."""
_PLAIN = frozenset("ADPUV")
_ESTIMATED = frozenset("EF")
_is_number = re.compile(r"-?[0-9]+(?:\.[0-9]+)?").fullmatch

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


class GridReader:
    """Reads the observations of indicators into grids."""

    def __init__(self, entries: Entries, axes: Axes, whole_codes: frozenset[str]):
        self._entries, self._axes, self._whole_codes = entries, axes, whole_codes

    def read(self, code: str) -> tuple[dict[Axis, Grid], Remarks]:
        reading = _Reading(code, self._entries, code in self._whole_codes)
        for items, sources in self._entries.of(code).items():
            if len(sources) == 1:
                for source, periods in sources.items():
                    for axis, part in self._axes.split(periods):
                        reading.alone(axis, items, source, part)
            else:
                for source, periods in sources.items():
                    for axis, part in self._axes.split(periods):
                        reading.beside(axis, items, source, part)
                for axis in self._axes.all:
                    reading.publish(axis, items, {period for periods in sources.values() for period in periods})
        for grid in reading.grids.values():
            rows = [row for by_source in grid.by_source.values() for row in by_source.values()]
            numbers = [abs(number) for row in (*grid.entered.values(), *rows) for number in row if number == number]
            grid.largest = max(numbers, default=0.0)
        return reading.grids, reading.remarks


class _Reading:
    """One indicator being read."""

    def __init__(self, code: str, entries: Entries, expects_whole: bool):
        self.code, self._entries, self._expects_whole = code, entries, expects_whole
        self._simple, self._has_numbers = entries.is_numeric(code), entries.has_numbers(code)
        self.grids: dict[Axis, Grid] = {}
        self.remarks = Remarks()

    def _grid(self, axis: Axis) -> Grid:
        grid = self.grids.get(axis)
        if grid is None:
            grid = self.grids[axis] = Grid(axis)
        return grid

    def alone(self, axis: Axis, items: str, source: str, periods: Mapping[str, Observation]) -> None:
        """The only series of its items: all of it is published."""
        grid = self._grid(axis)
        row, odd = self._row(grid, items, source, periods)
        grid.entered[items] = row
        for place, period in odd:
            self._note(grid, items, place, (source, periods[period]))

    def beside(self, axis: Axis, items: str, source: str, periods: Mapping[str, Observation]) -> None:
        """One of several series of the same items."""
        grid = self._grid(axis)
        row, _ = self._row(grid, items, source, periods)
        grid.by_source.setdefault(items, {})[source] = row

    def publish(self, axis: Axis, items: str, periods: set[str]) -> None:
        """The published row of items that several sources fill."""
        rows = None
        for period in periods & axis.index.keys():
            grid = self._grid(axis)
            rows = grid.by_source.get(items, {})
            place = axis.index[period]
            entry = self._entries.published(self.code, items, period)
            if isinstance(entry, Undecided):
                grid.undecided.setdefault(items, set()).add(place)
                grid.blocked.setdefault(items, set()).add(place)
            elif entry is not None:
                published = grid.entered.setdefault(items, axis.new())
                published[place] = rows[entry[0]][place]
                if published[place] != published[place] or not _is_plain(entry[1]):
                    self._note(grid, items, place, entry)
        if rows is not None:
            self._grid(axis).entered.setdefault(items, axis.new())

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

    def _odd(self, grid: Grid, row: Row, place: int, where: tuple[str, str, str], observation: Observation) -> None:
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
