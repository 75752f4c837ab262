"""Owns which places of a rule can read a cell: the way back from a changed cell to where rules have to run again (semantics.md 4)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from desktop.catalogue import expression as ex
from desktop.catalogue.model import TOTAL
from desktop.domain.address import Cell
from desktop.domain.period import shifted
from desktop.validation.evaluation import Evaluator
from desktop.validation.places import combination, combinations, is_certain
from desktop.validation.plans import Plan
from desktop.validation.reach import fits, taken_from

Place = tuple[str, str]
"""Items and period."""


class Touched:
    """Answers for one profile."""

    def __init__(self, evaluator: Evaluator):
        self._evaluator, self._items = evaluator, evaluator.items

    def cells(self, plan: Plan, cell: Cell) -> set[Place]:
        """Places of a rule with `ANY` that runs on each cell, for the indicator of the cell."""
        code = cell.indicator
        dimensions = self._items.dimensions(code)
        found = {cell[1:]}
        for ref, function in plan.leaves:
            if ref.code == ex.ANY:
                places = self._reading(ref, function, cell, dimensions, lambda: self._evaluator.universe.of(code))
                found.update((items, period) for items in places for period in _periods(function, cell.period))
        return {place for place in found if plan.admits(self._items.parts(place[0]))}

    def combined(self, plan: Plan, cell: Cell) -> set[Place]:
        """Places of a rule on named indicators."""
        own = self._items.dimensions(plan.first)
        dims = plan.rule.dims
        ordered = (*(name for name in own if name in dims), *(name for name in dims if name not in own))
        found: set[Place] = set()
        for ref, function in plan.leaves:
            if ref.code == cell.indicator and not isinstance(function, ex.Partner):
                places = self._reading(ref, function, cell, ordered, lambda: combinations(plan, self._evaluator))
                found.update((items, period) for items in places for period in _periods(function, cell.period))
        here = combination(plan, cell.items, self._evaluator)
        if not (is_certain(plan, "", self._evaluator) and is_certain(plan, here, self._evaluator)):
            found |= {("", cell.period), (here, cell.period)}
        return found

    def _reading(
        self,
        ref: ex.Ref,
        function: ex.Expression,
        cell: Cell,
        dimensions: tuple[str, ...],
        everywhere: Callable[[], Iterable[str]],
    ) -> Iterable[str]:
        """Items, in the order of `dimensions`, of the places at which this function reads the cell, or of all places."""
        if isinstance(function, ex.Whole | ex.Hidden):
            if ref.fixed or ref.code != ex.ANY:
                return everywhere()
            if isinstance(function, ex.Whole):
                return self._evaluator.universe.below(*cell[:2])
            return (cell.items, *self._items.parents(*cell[:2]))
        summed = function.dimension if isinstance(function, ex.Sum | ex.Count) else ""
        members, own = self._items.parts(cell.items), self._items.dimensions(cell.indicator)
        if not summed and not ref.fixed and dimensions == own:
            return (cell.items,)
        taken = taken_from(members, ref, summed, own, dimensions)
        if taken is None:
            return ()
        if len(taken) == len(dimensions):
            return (",".join(f"{name}={taken[name]}" for name in dimensions if taken[name] != TOTAL),)
        return [items for items in everywhere() if fits(self._items.parts(items), taken)]


def periods_ahead(plan: Plan, period: str) -> set[str]:
    """Periods at which a rule reads cells at `period`."""
    return {period, *(ahead for _, function in plan.leaves for ahead in _periods(function, period))}


def _periods(function: ex.Expression, period: str) -> Iterator[str]:
    """Periods at which a function reads a cell at `period`, or a break there."""
    yield period
    years = 1 if isinstance(function, ex.Yoy) else function.years if isinstance(function, ex.Lag | ex.Has) else 0
    for ahead in range(1, years + 1):
        yield shifted(period, ahead)
