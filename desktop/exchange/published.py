"""Owns what is published of an indicator, row by row: one figure per cell, the source lines where nobody chose, and what to draw."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from desktop.catalogue.model import Indicator, Module
from desktop.domain.address import Cell, items_of
from desktop.domain.observation import Observation
from desktop.domain.period import is_year
from desktop.exchange.presenting import Line, Shown

HEADLINES = ("CTX.POP.TOT", "IMM.STOCK.TOT", "EMI.STOCK.TOT", "DRV.NET.TOT", "REM.IN.TOT", "FDP.REF.STOCK")
"""The figures that every reader looks for."""
FEWEST_POINTS = 3
MOST_SERIES = 4
_SMALLEST_SHARE = 0.05
"""A series below so much of the largest one would lie on the axis."""


class Point(NamedTuple):
    """What is published in a cell: an observation with its source, or a value that is worked out."""

    observation: Observation
    source: str
    is_computed: bool = False

    @property
    def number(self) -> float | None:
        """The figure in the unit of the indicator, None for none."""
        value, status = self.observation.value, self.observation.status
        if value is None or self.observation.is_reason or status in "OMLQ":
            return None
        return float(value) * 10.0**self.observation.multiplier


class Row(NamedTuple):
    """Indicator × items. `source` names the source of a line that stands beside others because nobody chose; else None."""

    indicator: Indicator
    items: str
    points: Mapping[str, Point]
    source: str | None = None
    said_multiplier: int = 0
    """The multiplier that label or caption name already, so that the figures need not."""

    def numbers(self, periods: Iterable[str]) -> list[float | None]:
        return [self.points[period].number if period in self.points else None for period in periods]

    def count(self, periods: Iterable[str]) -> int:
        return sum(number is not None for number in self.numbers(periods))


def rows_of(shown: Shown, indicator: Indicator) -> list[Row]:
    """The published rows of an indicator in the order they are shown; nothing for an indicator without figures."""
    return _rows(shown, indicator, shown.lines(indicator))


def totals_of(shown: Shown, indicator: Indicator) -> list[Row]:
    """The published rows of the total alone."""
    return _rows(shown, indicator, [line for line in shown.lines(indicator) if not line.items])


def _rows(shown: Shown, indicator: Indicator, lines: Sequence[Line]) -> list[Row]:
    found: dict[tuple[str, str | None], dict[str, Point]] = {}
    side_by_side = Counter(line.items for line in lines if line.entered)
    for line in lines:
        for period, observation in line.entered.items():
            if observation.is_blank:
                continue
            source: str | None = None
            if side_by_side[line.items] > 1:
                published = shown.content.published(Cell(indicator.code, line.items, period))
                if published is None:
                    source = line.source
                elif published[0] != line.source:
                    continue
            found.setdefault((line.items, source), {})[period] = Point(observation, line.source)
        for period, text in line.computed.items():
            found.setdefault((line.items, None), {}).setdefault(period, Point(Observation(text), "", True))
    ordered = sorted(found.items(), key=lambda pair: (shown.rank(indicator, pair[0][0]), pair[0][1] or ""))
    return [Row(indicator, items, dict(sorted(points.items())), source) for (items, source), points in ordered]


def has_country(shown: Shown, items: str) -> bool:
    return any(shown.catalogue.dimensions[dimension].is_country for dimension in items_of(items))


def to_draw(shown: Shown, module: Module) -> list[Row]:
    """The rows of a module's chart, all in one unit: totals that go together, or the largest countries of the only one."""
    by_unit: dict[str, list[Row]] = {}
    for indicator in shown.indicators(module):
        if indicator.is_numeric:
            for row in totals_of(shown, indicator):
                if row.source is None and row.count(shown.years) >= FEWEST_POINTS:
                    by_unit.setdefault(indicator.unit, []).append(row)
    kept = {unit: rows for unit, rows in by_unit.items() if any(_size(shown, row) for row in rows)}
    if not kept:
        return []
    chosen = max(
        kept.values(), key=lambda rows: (rows[0].indicator.is_additive, sum(row.indicator.is_core for row in rows))
    )
    headline = next((row for row in chosen if row.indicator.code in HEADLINES), None)
    countries = _countries(shown, headline) if headline else []
    if len(countries) > 1:
        return countries
    together = _comparable(shown, sorted(chosen, key=lambda row: -row.count(shown.years)))
    return together if len(together) > 1 else _countries(shown, together[0]) or together


def _comparable(shown: Shown, rows: list[Row]) -> list[Row]:
    largest = max(_size(shown, row) for row in rows)
    kept = [row for row in rows if _size(shown, row) >= largest * _SMALLEST_SHARE]
    return kept[:MOST_SERIES]


def _size(shown: Shown, row: Row) -> float:
    return max((abs(number) for number in row.numbers(shown.years) if number is not None), default=0.0)


def _countries(shown: Shown, total: Row) -> list[Row]:
    """The largest countries of the last year, where a breakdown by country alone has enough points."""
    alone = [
        line
        for line in shown.lines(total.indicator)
        if len(items_of(line.items)) == 1 and has_country(shown, line.items) and not line.items.endswith(("=_O", "=_U"))
    ]
    rows = [
        row
        for row in _rows(shown, total.indicator, alone)
        if row.source is None and row.count(shown.years) >= FEWEST_POINTS
    ]
    last = max((p for row in rows for p in row.points if is_year(p) and p in shown.years), default="")
    rows.sort(key=lambda row: -((row.points[last].number or 0) if last in row.points else 0))
    together = _comparable(shown, rows) if rows else []
    return together if len(together) > 1 else []
