"""Owns what stands behind a worked-out figure: its formula over cells of this workbook, as far as they can say it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from desktop.catalogue.expression import Abs, Binary, Expression, Lag, Mod, Negative, Number, Ref, Yoy
from desktop.catalogue.model import TOTAL
from desktop.domain.address import Cell, items_of
from desktop.domain.observation import REASONS
from desktop.domain.period import shifted
from desktop.exchange.excel.cells import is_number, quoted
from desktop.exchange.excel.layouts import Layout, Places, Spot
from desktop.exchange.presenting import Line, Shown

_STRENGTH = {"+": 1, "-": 1, "*": 2, "/": 2}
_ATOM = 3


class _Part(NamedTuple):
    """A cell that a formula reads: the lines where it may stand, so many years back."""

    code: str
    items: str
    years: int


class _Said(NamedTuple):
    """A formula with `{0}`, `{1}`, … for its parts."""

    text: str
    parts: tuple[_Part, ...]
    divides: bool


class _Operand(NamedTuple):
    """A cell of this workbook; `factor` is what its number is multiplied by."""

    place: str
    factor: str
    has_number: bool

    @property
    def text(self) -> str:
        return f"({self.place}{self.factor})" if self.factor else self.place


class _Unsayable(Exception):
    """A formula has a part that no spreadsheet formula says."""


class Formulas:
    """The formulas of one workbook.

    A formula is given only where the cells it reads say the same as the profile: all of them hold numbers exactly where the program
    has a value. So a choice of sources, a break in a series or a number of too many digits leaves the value alone.
    """

    def __init__(self, shown: Shown, places: Places):
        self._shown, self._places = shown, places
        self._said: dict[tuple[str, str], _Said | None] = {}

    def of(self, layout: Layout, line: Line, period: str) -> str:
        """The formula of a worked-out cell, without its sign of equality; empty where the value stands alone."""
        if not line.indicator.is_derived:
            return self._sum(layout, line, period)
        said = self._of_line(line)
        if said is None:
            return ""
        operands = self._operands(layout, said.parts, period)
        if operands is None or all(o.has_number for o in operands) != (period in line.computed):
            return ""
        text = said.text.format(*(o.text for o in operands))
        return guarded([o.place for o in operands], f'IFERROR({text},"")' if said.divides else text)

    def _sum(self, layout: Layout, line: Line, period: str) -> str:
        """The sum of the rows that the program added up."""
        parts = self._shown.children(line, period)
        operands = self._operands(layout, [_Part(line.indicator.code, items, 0) for items in parts], period)
        if not operands or not all(o.has_number for o in operands):
            return ""
        if any(o.factor for o in operands):
            return guarded([o.place for o in operands], "+".join(o.text for o in operands))
        ranges = ",".join(_ranges([o.place for o in operands]))
        return f'IF(COUNT({ranges})={len(operands)},SUM({ranges}),"")'

    def _operands(self, layout: Layout, parts: Sequence[_Part], period: str) -> list[_Operand] | None:
        found = []
        for part in parts:
            operand = self._operand(layout, part, shifted(period, -part.years) if part.years else period)
            if operand is None:
                return None
            found.append(operand)
        return found

    def _operand(self, layout: Layout, part: _Part, period: str) -> _Operand | None:
        spot = self._spot(part, period)
        if spot is None or period not in spot.layout.columns or not spot.line.indicator.is_numeric:
            return None
        sheet = "" if spot.layout is layout else f"{quoted(spot.layout.name)}!"
        place = f"{sheet}{spot.layout.columns[period]}{spot.row}"
        observation = spot.line.entered.get(period)
        if observation is None or observation.is_blank:
            return _Operand(place, "", period in spot.line.computed)
        factor = f"*1{'0' * observation.multiplier}" if observation.multiplier else ""
        value = observation.value
        has_number = value is not None and is_number(value) and observation.status not in REASONS
        return _Operand(place, factor, has_number)

    def _spot(self, part: _Part, period: str) -> Spot | None:
        """The line that holds what is published at a cell."""
        spots = self._places.of(part.code, part.items)
        if len(spots) < 2:
            return spots[0] if spots else None
        published = self._shown.content.published(Cell(part.code, part.items, period))
        if published is None:
            return next((spot for spot in spots if period in spot.line.computed), None)
        return next((spot for spot in spots if spot.line.source == published[0]), None)

    def _of_line(self, line: Line) -> _Said | None:
        key = (line.indicator.code, line.items)
        if key not in self._said:
            assert line.indicator.formula is not None
            writer = _Writer(self._shown, items_of(line.items))
            try:
                text, _ = writer.write(line.indicator.formula)
                self._said[key] = _Said(text, tuple(writer.parts), writer.divides)
            except _Unsayable:
                self._said[key] = None
        return self._said[key]


class _Writer:
    """Writes a formula of the catalogue as one of a spreadsheet, at some items."""

    def __init__(self, shown: Shown, items: Mapping[str, str]):
        self._shown, self._items = shown, items
        self.parts: dict[_Part, int] = {}
        self.divides = False

    def write(self, tree: Expression) -> tuple[str, int]:
        """The text, and how strongly it holds together."""
        match tree:
            case Number():
                return tree.text, _ATOM
            case Negative(operand):
                return f"-{self._within(operand, _ATOM)}", _STRENGTH["*"]
            case Binary(operator, left, right):
                self.divides = self.divides or operator == "/"
                strength = _STRENGTH[operator]
                tighter = strength + (operator in "-/")
                return f"{self._within(left, strength)}{operator}{self._within(right, tighter)}", strength
            case Ref():
                return self._part(tree, 0), _ATOM
            case Lag(ref, years):
                return self._part(ref, years), _ATOM
            case Yoy(ref):
                self.divides = True
                return f"100*({self._part(ref, 0)}/{self._part(ref, 1)}-1)", _STRENGTH["*"]
            case Abs(operand):
                return f"ABS({self.write(operand)[0]})", _ATOM
            case Mod(operand, divisor):
                self.divides = True
                return f"MOD({self.write(operand)[0]},{divisor.numerator}/{divisor.denominator})", _ATOM
        raise _Unsayable

    def _within(self, tree: Expression, least: int) -> str:
        text, strength = self.write(tree)
        return text if strength >= least else f"({text})"

    def _part(self, ref: Ref, years: int) -> str:
        """The place of a reference: its members in brackets, else those of the cell (semantics.md 2)."""
        fixed, pairs = dict(ref.fixed), []
        for dimension in self._shown.catalogue.indicators[ref.code].dimensions:
            member = fixed.get(dimension) or self._items.get(dimension, TOTAL)
            if member != TOTAL:
                pairs.append(f"{dimension}={member}")
        part = _Part(ref.code, ",".join(pairs), years)
        return f"{{{self.parts.setdefault(part, len(self.parts))}}}"


def guarded(places: Sequence[str], formula: str) -> str:
    """A formula that gives nothing while one of its cells holds no number."""
    return f'IF(COUNT({",".join(places)})={len(places)},{formula},"")'


def _ranges(places: Sequence[str]) -> list[str]:
    """Cells of one column with neighbours joined: `H5:H7`."""
    if len(places) < 3 or any("!" in place for place in places):
        return list(places)
    column = places[0].rstrip("0123456789")
    rows = sorted(int(place[len(column) :]) for place in places)
    if all(after - before == 1 for before, after in pairwise(rows)):
        return [f"{column}{rows[0]}:{column}{rows[-1]}"]
    return list(places)
