"""Owns the functions of the expression language over whole series: node → row of floats (semantics.md 5)."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from desktop.catalogue import expression as ex
from desktop.validation.axes import Axis, Row
from desktop.validation.exact import read_exact
from desktop.validation.filling import SUMMED_ERROR, Sums, formula_vector
from desktop.validation.grids import WHOLE
from desktop.validation.vectors import Vector, constant, divided, evaluated

if TYPE_CHECKING:
    from desktop.validation.tables import Table, Tables

VECTORIAL = (ex.Ref, ex.Lag, ex.Yoy, ex.Sum, ex.Has, ex.Whole, ex.FormulaOf, ex.Limit, ex.Year)
"""What is worked out over whole series."""
_NUMBERS = (ex.Ref, ex.Lag, ex.Yoy, ex.Sum, ex.Whole)
_HUNDRED, _ONE = Fraction(100), Fraction(1)


class Leaves:
    """Rows of what stands in expressions, at the items of a place, over one axis."""

    def __init__(self, tables: Tables):
        self._tables = tables
        self._items = tables.evaluator.items

    def vector(self, node: ex.Expression, code: str, items: str, axis: Axis) -> Vector | None:
        """The values of a leaf for the current indicator `code` at `items`; None where all are missing."""
        match node:
            case ex.Limit(column):
                text = self._tables.evaluator.catalogue.indicators[code].limits.get(column)
                number = read_exact(text, 0) if text else None
                return None if number is None else constant(number, axis)
            case ex.Year():
                return Vector(axis.years, max(axis.years, default=0.0), 0.0, True)
            case ex.Ref() | ex.Lag() | ex.Yoy() | ex.Sum() | ex.Has() | ex.Whole() | ex.FormulaOf():
                ref = node if isinstance(node, ex.Ref) else node.ref
                target = code if ref.code == ex.ANY else ref.code
                there = self._items.of_reference(target, ref.fixed, items)
                return None if there is None else self._of_reference(node, target, there, axis)
            case _:
                raise AssertionError(node)

    def _of_reference(self, node: ex.Expression, code: str, items: str, axis: Axis) -> Vector | None:
        if isinstance(node, _NUMBERS) and not self._tables.evaluator.entries.has_numbers(code):
            return None  # the rows of categories and texts say only where there is one
        table = self._tables.table(code, axis)
        match node:
            case ex.Ref():
                row = table.rows.get(items)
                return None if row is None else table.vector(row)
            case ex.Lag(_, years):
                row = table.rows.get(items)
                return None if row is None else table.vector(self.lagged(code, items, axis, row, years))
            case ex.Yoy():
                return self._yoy(code, items, axis)
            case ex.Sum(_, dimension, member):
                return self._sum(table, code, items, (dimension, member))
            case ex.Has(_, years):
                return Vector(self.has(code, items, axis, years), 1.0, 0.0, True)
            case ex.Whole():
                return self._whole(code, items, axis)
            case _:
                row = None if items in table.grid.entered else table.rows.get(items)
                return formula_vector(self._tables, code, items, axis) if row is None else table.vector(row)

    def lagged(self, code: str, items: str, axis: Axis, row: Row, years: int) -> Row:
        """The row `years` back, nothing across a break."""
        moved = axis.lagged(row, years)
        breaks = self._tables.breaks(code, items, axis) if years else ()
        return axis.broken(moved, breaks, years) if breaks else moved

    def has(self, code: str, items: str, axis: Axis, years: int) -> Row:
        """1 where there is a value or several without a choice, `years` back, else 0."""
        row = self._tables.row(code, items, axis)
        filled = [1.0 if number == number else 0.0 for number in row]
        for place in self._tables.grid(code, axis).undecided.get(items, ()):
            filled[place] = 1.0
        return [1.0 if number == 1.0 else 0.0 for number in axis.lagged(filled, years)] if years else filled

    def _yoy(self, code: str, items: str, axis: Axis) -> Vector | None:
        table = self._tables.table(code, axis)
        row = table.rows.get(items)
        if row is None:
            return None
        ratio = divided(table.vector(row), table.vector(self.lagged(code, items, axis, row, 1)))
        tree = ex.Binary("*", ex.Number(_HUNDRED, "100"), ex.Binary("-", ex.Ref(ex.ANY), ex.Number(_ONE, "1")))
        return evaluated(tree, lambda node: ratio, axis)

    def _sum(self, table: Table, code: str, items: str, over: tuple[str, str]) -> Vector | None:
        row = Sums(self._tables, code, table).total(items, *over)
        if row is None:
            return None
        bound = table.largest * max(len(table.rows), 1)
        is_whole = table.vector(row).is_whole and bound < WHOLE
        return Vector(row, bound, 0.0 if is_whole else SUMMED_ERROR * bound, is_whole)

    def _whole(self, code: str, items: str, axis: Axis) -> Vector | None:
        """The smallest of the parents, place by place."""
        table = self._tables.table(code, axis)
        least: Row | None = None
        for parent in self._items.parents(code, items):
            row = table.rows.get(parent)
            if row is not None:
                least = (
                    row
                    if least is None
                    else [
                        one if one <= other or other != other else other for one, other in zip(least, row, strict=True)
                    ]
                )
        return None if least is None else table.vector(least)
