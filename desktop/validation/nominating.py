"""Owns finding, with floats, every place at which a rule over values may fail; the exact judge decides on each (semantics.md 4)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from desktop.catalogue import expression as ex
from desktop.catalogue.model import Indicator
from desktop.validation.axes import Axis, Row
from desktop.validation.filling import as_float
from desktop.validation.functions import leaf_of
from desktop.validation.fused import Fused, Known, fused
from desktop.validation.grids import UNIT
from desktop.validation.judging import Judge
from desktop.validation.leaves import VECTORIAL
from desktop.validation.manners import asks_only_has
from desktop.validation.places import Where, combinations, is_certain, occurs
from desktop.validation.plans import Plan
from desktop.validation.programs import Leaf, Place, Setting
from desktop.validation.tables import Table, Tables
from desktop.validation.vectors import Vector, constant, evaluated, nominated

Candidate = tuple[Plan, Place]


class Nominator:
    """Candidates of one profile; settings and exact values are asked of the judge and its evaluator."""

    def __init__(self, judge: Judge, tables: Tables):
        self.judge, self.tables, self.evaluator = judge, tables, judge.evaluator
        self._exact_leaves: dict[tuple[int, str], Leaf] = {}

    def singles(self, code: str, plans: Sequence[Plan], where: Where = None) -> Iterator[Candidate]:
        """Single-value rules without metadata: on each observation, published or not, and on each computed value."""
        for axis in self.tables.axes.all:
            table = self.tables.table(code, axis)
            yield from self._observed(code, plans, table, where)
            made = _ByNames(plans, self._known(code, table.numbers))
            for items, row in among(table.computed, where):
                for plan, at in made.failing(self.evaluator.items.parts(items), row, axis):
                    yield plan, Place(code, items, axis.periods[at])
        for items, period, source in self.tables.remarks(code).fractions:
            if where is None or items in where:
                place = self.place(code, items, period, source)
                yield from ((plan, place) for plan in plans if plan.admits(self.evaluator.items.parts(items)))

    def _observed(self, code: str, plans: Sequence[Plan], table: Table, where: Where) -> Iterator[Candidate]:
        grid, axis, series = table.grid, table.grid.axis, self.evaluator.entries.of(code)
        indicator = self.evaluator.catalogue.indicators[code]
        known = self._known(
            code, (grid.largest, grid.error, grid.is_whole and not grid.error), apart=_is_integer(indicator)
        )
        made = _ByNames(plans, known)
        for items, published in among(grid.entered, where):
            parts = self.evaluator.items.parts(items)
            rows = grid.by_source.get(items)
            for source, row in rows.items() if rows else ((next(iter(series[items])), published),):
                for plan, at in made.failing(parts, row, axis):
                    yield plan, self.place(code, items, axis.periods[at], source)

    def place(self, code: str, items: str, period: str, source: str) -> Place:
        """One observation."""
        return Place(code, items, period, source, self.tables.observation(code, items, source, period))

    def fused(self, code: str, plans: Sequence[Plan], where: Where = None) -> Iterator[Candidate]:
        """Rules with `ANY` on a value and its predecessors."""
        for axis in self.tables.axes.all:
            table = self.tables.table(code, axis)
            if table.rows:
                yield from self._fused(code, plans, table, where)

    def _fused(self, code: str, plans: Sequence[Plan], table: Table, where: Where) -> Iterator[Candidate]:
        axis = table.grid.axis
        made = _ByNames(plans, self._known(code, table.numbers))
        for items, row in among(table.rows, where):
            parts = self.evaluator.items.parts(items)
            functions = made.of(parts)
            if functions is None:
                continue
            lagged = [self.tables.leaves.lagged(code, items, axis, row, years) for years in functions.lags]
            for plan, at in functions.failing([row, *lagged, axis.years]):
                yield plan, Place(code, items, axis.periods[at])

    def each_cell(self, plan: Plan, code: str, where: Where = None) -> Iterator[Candidate]:
        """Any other rule with `ANY` that runs on each cell."""
        for axis in self.tables.axes.all:
            table = self.tables.table(code, axis)
            if table.rows:
                yield from self._each_cell(plan, code, table, where)

    def _each_cell(self, plan: Plan, code: str, table: Table, where: Where) -> Iterator[Candidate]:
        axis = table.grid.axis
        if asks_only_has(plan) and not any(self._fires(plan, code, axis, number) for number in (0, 1)):
            return
        for items, _ in among(table.rows, where):
            if not plan.admits(self.evaluator.items.parts(items)):
                continue
            for at in self._failing_at(plan, code, items, axis):
                if self.evaluator.is_cell(code, items, axis.periods[at]):
                    yield plan, Place(code, items, axis.periods[at])

    def _fires(self, plan: Plan, code: str, axis: Axis, number: int) -> bool:
        """Whether the rule can fail anywhere with this number in the place of every function."""

        def leaf(node: ex.Expression) -> Vector | None:
            if isinstance(node, (*VECTORIAL, ex.ThisYear)) and not isinstance(node, ex.Has):
                return self._leaf(plan, node, code, "", axis)
            return constant(number, axis)

        left, right = evaluated(plan.rule.left, leaf, axis), evaluated(plan.rule.right, leaf, axis)
        return (
            left is not None and right is not None and bool(nominated(left, plan.rule.operator, right, plan.tolerance))
        )

    def combined(self, plan: Plan, where: Where = None) -> Iterator[Candidate]:
        """Rules on named indicators: the total, and each combination of the members of the rule's dimensions."""
        if not all(code in self.evaluator.catalogue.indicators for code in plan.codes):
            return
        there = combinations(plan, self.evaluator)
        for items in there if where is None else there.intersection(where):
            certain = is_certain(plan, items, self.evaluator)
            for axis in self.tables.axes.all:
                for at in self._failing_at(plan, plan.first, items, axis):
                    if certain or occurs(plan, items, axis.periods[at], self.evaluator):
                        yield plan, Place(plan.first, items, axis.periods[at])

    def _failing_at(self, plan: Plan, code: str, items: str, axis: Axis) -> list[int]:
        def leaf(node: ex.Expression) -> Vector | None:
            return self._leaf(plan, node, code, items, axis)

        left = evaluated(plan.rule.left, leaf, axis)
        right = None if left is None else evaluated(plan.rule.right, leaf, axis)
        if left is None or right is None:
            return []
        return nominated(left, self._operator(plan, code, items, axis), right, plan.tolerance)

    def _leaf(self, plan: Plan, node: ex.Expression, code: str, items: str, axis: Axis) -> Vector | None:
        if isinstance(node, ex.ThisYear):
            return constant(self.judge.this_year, axis)
        if isinstance(node, VECTORIAL):
            return self.tables.leaves.vector(node, code, items, axis)
        if isinstance(node, ex.Partner) and not self.judge.partners:
            return None
        return self._exactly(plan, node, code, items, axis)

    def _exactly(self, plan: Plan, node: ex.Expression, code: str, items: str, axis: Axis) -> Vector | None:
        """A function that is not made for whole series, asked period by period."""
        key = (id(node), code)
        leaf = self._exact_leaves.get(key)
        if leaf is None:
            setting = Setting(self.judge.this_year, self.judge.partners, plan.rule.dims)
            leaf = self._exact_leaves[key] = leaf_of(node, code, self.evaluator, setting)
        row: Row = [as_float(leaf.value(Place(code, items, period))) for period in axis.periods]
        numbers = [abs(number) for number in row if number == number]
        largest = max(numbers, default=0.0)
        return Vector(row, largest, largest * UNIT, False) if numbers else None

    def _operator(self, plan: Plan, code: str, items: str, axis: Axis) -> str:
        """`<=` for a list of countries that has no line `_O` at all; else the rule's, which nominates no less."""
        if plan.open_list is None:
            return plan.rule.operator
        ref, dimension = plan.open_list.ref, plan.open_list.dimension
        target = code if ref.code == ex.ANY else ref.code
        other = self.evaluator.items.of_reference(target, (*ref.fixed, (dimension, "_O")), items)
        grid = self.tables.grid(target, axis)
        if other is None or (other not in self.tables.table(target, axis).rows and other not in grid.zero):
            return "<="
        return plan.rule.operator

    def _known(self, code: str, numbers: tuple[float, float, bool], *, apart: bool = False) -> Known:
        limits = tuple(self.evaluator.catalogue.indicators[code].limits.items())
        return Known(limits, *numbers, self.judge.this_year, apart)


class _ByNames:
    """Fused rules by the dimensions of a cell: rules with `dims` run on some cells only."""

    def __init__(self, plans: Iterable[Plan], known: Known):
        self._plans, self._known = list(plans), known
        self._made: dict[tuple[str, ...], Fused | None] = {}
        self._by_plans: dict[tuple[str, ...], Fused | None] = {}

    def of(self, parts: dict[str, str]) -> Fused | None:
        names = tuple(parts)
        if names not in self._made:
            admitted = [plan for plan in self._plans if plan.admits(parts)]
            key = tuple(plan.rule.code for plan in admitted)
            if key not in self._by_plans:
                self._by_plans[key] = fused(admitted, self._known)
            self._made[names] = self._by_plans[key]
        return self._made[names]

    def failing(self, parts: dict[str, str], row: Row, axis: Axis) -> list[tuple[Plan, int]]:
        """Rules without lags that may fail, and where."""
        made = self.of(parts)
        return [] if made is None else made.failing([row, axis.years])


def among(rows: Mapping[str, Row], where: Where) -> Iterable[tuple[str, Row]]:
    """Those rows that are meant."""
    return rows.items() if where is None else [(items, rows[items]) for items in where if items in rows]


def _is_integer(indicator: Indicator) -> bool:
    return indicator.value_type == "integer"
