"""Owns filling tables: sums of children and formulas, row by row; what floats cannot say is asked of the exact evaluator."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from math import fsum, isnan
from typing import TYPE_CHECKING

from desktop.catalogue import expression as ex
from desktop.catalogue.model import TOTAL
from desktop.validation.axes import NAN, Axis, Row
from desktop.validation.exact import Exact
from desktop.validation.grids import UNIT, WHOLE
from desktop.validation.items import is_summed
from desktop.validation.vectors import ENDLESS, Vector, evaluated

if TYPE_CHECKING:
    from desktop.validation.tables import Table, Tables

SUMMED_ERROR = 4096 * UNIT
"""Relative to the largest value: sums of some dozen children, level on level."""


def fill(tables: Tables, code: str, table: Table, where: Iterable[str]) -> None:
    """Put the computed values of an indicator at these items into its table."""
    indicator = tables.evaluator.catalogue.indicators[code]
    if indicator.is_derived:
        for items in where:
            vector = formula_vector(tables, code, items, table.grid.axis)
            if vector is not None:
                _add(table, items, vector)
    elif indicator.is_counter:
        _fill_counter(tables, code, table)
    elif indicator.is_additive and indicator.dimensions:
        Sums(tables, code, table).fill(where)


def _fill_counter(tables: Tables, code: str, table: Table) -> None:
    evaluator, axis = tables.evaluator, table.grid.axis
    period = str(evaluator.figures.settings.years[1])
    if period in axis.index and evaluator.is_computed(code, "", period):
        row = axis.new()
        number = as_float(evaluator.value(code, "", period))
        row[axis.index[period]] = number
        _add(table, "", Vector(row, number, number * UNIT, False))


def formula_vector(tables: Tables, code: str, items: str, axis: Axis) -> Vector | None:
    """What the formula gives over an axis, whatever is entered; None without formula or value."""
    evaluator = tables.evaluator
    tree = evaluator.catalogue.indicators[code].formula
    if tree is None:
        return None

    def leaf(node: ex.Expression) -> Vector | None:
        return tables.leaves.vector(node, code, items, axis)

    vector = evaluated(tree, leaf, axis)
    if vector is None or vector.error < ENDLESS:
        return vector
    row = [as_float(evaluator.by_formula(code, items, period)) for period in axis.periods]
    largest = max((abs(number) for number in row if number == number), default=0.0)
    return Vector(row, largest, largest * UNIT, False)


def _add(table: Table, items: str, vector: Vector) -> None:
    """Put computed values where neither a number nor a reason for none is entered."""
    row, known = vector.row, table.rows.get(items)
    if known is not None:
        row = [NAN if there == there else number for there, number in zip(known, row, strict=True)]
    taken = table.taken(items)
    if taken:
        row = [NAN if place in taken else number for place, number in enumerate(row)]
    numbers = [abs(number) for number in row if number == number]
    if not numbers:
        return
    table.largest = max(table.largest, *numbers)
    table.error = max(table.error, vector.error)
    table.is_whole = table.is_whole and vector.is_whole
    kept = array("d", row)
    table.rows[items] = kept if known is None else _either(known, kept)
    before = table.computed.get(items)
    table.computed[items] = kept if before is None else _either(before, kept)


def _either(first: Row, second: Row) -> Row:
    return array("d", [one if one == one else other for one, other in zip(first, second, strict=True)])


class Sums:
    """Sums of children for one indicator on one axis."""

    def __init__(self, tables: Tables, code: str, table: Table):
        self._code, self._table, self._evaluator = code, table, tables.evaluator
        self._items = tables.evaluator.items
        self._dimensions = tables.evaluator.catalogue.dimensions
        self._closed = [name for name in self._items.dimensions(code) if not self._dimensions[name].is_open]
        self._universe = tables.evaluator.universe.of(code)
        self._done: set[str] = set()

    def fill(self, where: Iterable[str]) -> None:
        """Put sums where nothing is entered, children before parents."""
        for items in where if self._closed else ():
            self._fill(items)
        table = self._table
        if table.computed and not (table.is_whole and table.largest < WHOLE):
            table.error = SUMMED_ERROR * table.largest

    def _fill(self, items: str) -> None:
        if items in self._done:
            return
        self._done.add(items)
        if not self._has_gaps(items):
            return
        for name in self._closed:
            member = self._items.member(items, name)
            if not is_summed(name, member):
                continue
            children = self._items.children(self._code, items, name, member)
            for child, _ in children:
                if child in self._universe:
                    self._fill(child)
            total = self.total(items, name, member) if children else None
            if total is not None:
                _add(self._table, items, self._table.vector(total))

    def _has_gaps(self, items: str) -> bool:
        row = self._table.rows.get(items)
        if row is None:
            return True
        if not isnan(sum(row)):
            return False
        taken = self._table.taken(items)
        return any(number != number and place not in taken for place, number in enumerate(row))

    def total(self, items: str, name: str, member: str) -> Row | None:
        """`sum(code, DIM, m)` over the axis; None where it is missing at every place."""
        if name not in self._items.dimensions(self._code):
            return None
        if self._dimensions[name].is_open:
            total = self._open(items, name) if member == TOTAL else None
        else:
            total = self._listed(items, name, member)
        return total if total is not None and any(number == number for number in total) else None

    def _listed(self, items: str, name: str, member: str) -> Row | None:
        """A child that may be left out counts as zero where nothing is there; reasons `M` are left to the exact evaluator."""
        rows, grid, axis = self._table.rows, self._table.grid, self._table.grid.axis
        children = self._items.children(self._code, items, name, member)
        found: list[Row] = []
        unsure: set[int] = set()
        for child, may_lack in children:
            row = rows.get(child)
            if may_lack:
                found += self._if_there(child, row)
                continue
            zero = grid.zero.get(child)
            if row is None and zero is None:
                return None
            unsure |= zero or set()
            found.append(axis.blank if row is None else row)
        if all(may_lack for _, may_lack in children):
            unsure = set(range(len(axis.periods)))
        total = list(map(fsum, zip(*found, strict=True))) if found else axis.new()
        for place in unsure:
            total[place] = as_float(self._evaluator.total(self._code, items, axis.periods[place], name, member))
        return total

    def _if_there(self, child: str, row: Row | None) -> list[Row]:
        """The row of a child that may be left out, zero where it is; none if it has nothing at all."""
        blocked = self._table.grid.blocked.get(child, ())
        if row is None and not blocked:
            return []
        numbers = enumerate(self._table.grid.axis.blank if row is None else row)
        return [[NAN if place in blocked else number if number == number else 0.0 for place, number in numbers]]

    def _open(self, items: str, name: str) -> Row | None:
        """Over the members in use: those without a value count as zero, one value is enough."""
        evaluator, grid, code = self._evaluator, self._table.grid, self._code
        if evaluator.catalogue.indicators[code].is_derived:
            return [as_float(evaluator.total(code, items, period, name, TOTAL)) for period in grid.axis.periods]
        members = evaluator.universe.members(code, name, items)
        children = [self._items.replaced(code, items, name, member) for member in members]
        rows = [self._table.rows[child] for child in children if child in self._table.rows]
        blocked: set[int] = set().union(*(grid.blocked[child] for child in children if child in grid.blocked))
        if not rows:
            return None
        total = list(map(fsum, zip(*rows, strict=True)))
        for place, number in enumerate(total):
            if place in blocked:
                total[place] = NAN
            elif number != number:
                numbers = [row[place] for row in rows if row[place] == row[place]]
                total[place] = fsum(numbers) if numbers else NAN
        return total


def as_float(number: Exact | None) -> float:
    return NAN if number is None else float(number)
