"""Owns where the cells of a module stand on its sheet, and finding them again by what they say."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from desktop.catalogue.model import Module
from desktop.domain.finding import Finding
from desktop.exchange.excel.cells import letters, place_of
from desktop.exchange.presenting import Line

HEADER = 4
BEFORE = 5
"""Columns before the periods: code, indicator, breakdown, unit, ƒ."""


@dataclass(frozen=True)
class Layout:
    """A sheet of a module: its tab, the lines below the header, the periods in the order of columns."""

    name: str
    module: Module
    periods: list[str]
    lines: list[Line]

    @property
    def after(self) -> int:
        """The first column after the periods."""
        return BEFORE + len(self.periods) + 1

    @property
    def bottom(self) -> int:
        """The row of the last line."""
        return HEADER + len(self.lines)

    @cached_property
    def columns(self) -> dict[str, str]:
        """Period → letters of its column."""
        return {period: letters(column) for column, period in enumerate(self.periods, BEFORE + 1)}


class Spot(NamedTuple):
    """A line where it stands."""

    layout: Layout
    row: int
    line: Line


class Places:
    """Every line of a workbook."""

    def __init__(self, layouts: Iterable[Layout]):
        self._spots: dict[tuple[str, str], list[Spot]] = {}
        for layout in layouts:
            for row, line in enumerate(layout.lines, HEADER + 1):
                self._spots.setdefault((line.indicator.code, line.items), []).append(Spot(layout, row, line))

    def of(self, code: str, items: str) -> list[Spot]:
        """The lines of an indicator at some items, one for each source."""
        return self._spots.get((code, items), [])

    def place(self, finding: Finding) -> str:
        """Where a finding leads: its cell, else its line, else the indicator; empty where none of them is here."""
        exact = self.of(finding.indicator, finding.items)
        spots = exact or self.of(finding.indicator, "")
        if not spots:
            return ""
        spot = next((spot for spot in spots if spot.line.source == finding.source), spots[0])
        column = spot.layout.columns.get(finding.period, "A") if exact else "A"
        return place_of(spot.layout.name, f"{column}{spot.row}")
