"""Owns the periods of a profile as axes: one for each kind (years, quarters, spans …), so that a series is one row of floats."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from desktop.domain.period import frequency_of, is_year, shifted, year_of

Row = Sequence[float]
"""Those that are kept are arrays: a quarter of the memory of a list."""
NAN = float("nan")
T = TypeVar("T")


class Axis:
    """The periods of one kind that occur, in order. `blank` is the row without any value: shared, never written to."""

    def __init__(self, periods: Iterable[str]):
        self.periods = sorted(periods)
        self.index = {period: place for place, period in enumerate(self.periods)}
        self.years: Row = array("d", map(year_of, self.periods))
        self.blank = array("d", [NAN]) * len(self.periods)
        self._back: dict[int, tuple[int, list[int]]] = {}

    def new(self) -> array[float]:
        return self.blank[:]

    def lagged(self, row: Row, years: int) -> Row:
        """The row moved: at each period what stands `years` back, NaN where that period does not occur."""
        if row is self.blank:
            return row
        shift, places = self._moves(years)
        if shift >= 0:
            return [*self.blank[:shift], *row[: len(row) - shift]]
        return [row[place] if place >= 0 else NAN for place in places]

    def broken(self, row: Row, breaks: Iterable[int], years: int) -> Row:
        """A lagged row without what lies beyond a break at one of these places."""
        kept = [*row]
        for place in breaks:
            for ahead in range(years):
                after = self.index.get(shifted(self.periods[place], ahead))
                if after is not None:
                    kept[after] = NAN
        return kept

    def _moves(self, years: int) -> tuple[int, list[int]]:
        """By how many places all move alike (-1: they do not), and for each place the one `years` back (-1: none)."""
        known = self._back.get(years)
        if known is None:
            places = [self.index.get(shifted(period, -years), -1) for period in self.periods]
            inside = {here - there for here, there in enumerate(places) if there >= 0}
            shift = inside.pop() if len(inside) == 1 else -1
            if any(there >= 0 for there in places[: max(shift, 0)]) or any(
                there < 0 for there in places[max(shift, 0) :]
            ):
                shift = -1
            known = self._back[years] = (shift if shift >= 0 else -1, places)
        return known


class Axes:
    """All axes of a profile."""

    def __init__(self, periods: Iterable[str]):
        kinds: dict[str, list[str]] = {}
        for period in periods:
            kinds.setdefault(frequency_of(period), []).append(period)
        self.all = [Axis(group) for _, group in sorted(kinds.items())]
        self._of = {period: axis for axis in self.all for period in axis.periods}
        self._places: dict[tuple[str, ...], tuple[Axis, list[int]] | None] = {}

    def of(self, period: str) -> Axis | None:
        return self._of.get(period)

    @property
    def years(self) -> Axis:
        """The axis of plain years; the last year of the profile is always there."""
        return next(axis for axis in self.all if is_year(axis.periods[0]))

    def split(self, periods: Mapping[str, T]) -> Iterable[tuple[Axis, dict[str, T]]]:
        """What stands at some periods, parted by axis; usually there is one."""
        parts: dict[Axis, dict[str, T]] = {}
        for period, thing in periods.items():
            parts.setdefault(self._of[period], {})[period] = thing
        return parts.items()

    def at(self, periods: Iterable[str]) -> tuple[Axis, list[int]] | None:
        """Axis and places of periods of one kind; None where there are several. The same ones are asked for again and again."""
        key = tuple(periods)
        if key not in self._places:
            axes = {self._of[period] for period in key}
            axis = axes.pop()
            self._places[key] = None if axes else (axis, [axis.index[period] for period in key])
        return self._places[key]
