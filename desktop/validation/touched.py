"""Owns which places of a rule can read a cell: the way back from a changed cell to where rules have to run again (semantics.md 4)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

from desktop.catalogue import expression as ex
from desktop.catalogue.model import TOTAL
from desktop.domain.address import Cell
from desktop.domain.period import shifted
from desktop.validation.evaluation import Evaluator
from desktop.validation.places import Where, combinations, is_certain, names_of
from desktop.validation.plans import Plan
from desktop.validation.reach import fits, taken_from

Place = tuple[str, str]
"""Items and period."""


class Touched:
    """Answers for one profile."""

    def __init__(self, evaluator: Evaluator):
        self._evaluator, self._items = evaluator, evaluator.items

    def series(self, plan: Plan, code: str, where: Where) -> Where:
        """Items at which a rule with `ANY` that runs on each cell can read something of the indicator at `where`."""
        if where is None:
            return None
        dimensions, everywhere = self._items.dimensions(code), self._evaluator.universe.of(code)
        found = set(where)
        for ref, function in plan.leaves:
            for items in where if ref.code == ex.ANY else ():
                found.update(self._reading(ref, function, (code, items), dimensions, lambda: everywhere))
                if len(found) >= len(everywhere):
                    return None
        return found

    def combinations(self, plan: Plan, changed: Mapping[str, Where]) -> Where:
        """Places of a rule on named indicators that can read something of what changed."""
        found: set[str] = set()
        names = names_of(plan, self._evaluator)
        for code in plan.codes & changed.keys():
            where = changed[code]
            if where is None:
                return None
            for items in where:
                for _, places in self._combinations(plan, code, items):
                    found.update(places)
            for here in {self._items.only(items, names) for items in where}:
                found.update(self._uncertain(plan, here))
        return found

    def cells(self, plan: Plan, cell: Cell) -> set[Place]:
        """Places of a rule with `ANY` that runs on each cell, for the indicator of the cell."""
        code = cell.indicator
        dimensions = self._items.dimensions(code)
        found = {cell[1:]}
        for ref, function in plan.leaves:
            if ref.code == ex.ANY:
                everywhere = lambda: self._evaluator.universe.of(code)  # noqa: E731
                places = self._reading(ref, function, cell[:2], dimensions, everywhere)
                found.update((items, period) for items in places for period in _periods(function, cell.period))
        return {place for place in found if plan.admits(self._items.parts(place[0]))}

    def combined(self, plan: Plan, cell: Cell) -> set[Place]:
        """Places of a rule on named indicators."""
        found = {
            (items, cell.period)
            for items in self._uncertain(plan, self._items.only(cell.items, names_of(plan, self._evaluator)))
        }
        for function, places in self._combinations(plan, *cell[:2]):
            found.update((items, period) for items in places for period in _periods(function, cell.period))
        return found

    def _combinations(self, plan: Plan, code: str, items: str) -> Iterator[tuple[ex.Expression, Iterable[str]]]:
        """By function the combinations at which it reads something at these items."""
        ordered = names_of(plan, self._evaluator)
        for ref, function in plan.leaves:
            if ref.code == code and not isinstance(function, ex.Partner):
                everywhere = lambda: combinations(plan, self._evaluator)  # noqa: E731
                yield function, self._reading(ref, function, (code, items), ordered, everywhere)

    def _uncertain(self, plan: Plan, here: str) -> Collection[str]:
        """Combinations that may occur or not because of what is at this one."""
        if is_certain(plan, "", self._evaluator) and is_certain(plan, here, self._evaluator):
            return ()
        return ("", here)

    def _reading(
        self,
        ref: ex.Ref,
        function: ex.Expression,
        series: tuple[str, str],
        dimensions: tuple[str, ...],
        everywhere: Callable[[], Iterable[str]],
    ) -> Iterable[str]:
        """Items, in the order of `dimensions`, of the places at which this function reads the series, or of all places."""
        code, items = series
        if isinstance(function, ex.Whole | ex.Hidden):
            if ref.fixed or ref.code != ex.ANY:
                return everywhere()
            if isinstance(function, ex.Whole):
                return self._evaluator.universe.below(code, items)
            return (items, *self._items.parents(code, items))
        summed = function.dimension if isinstance(function, ex.Sum | ex.Count) else ""
        members, own = self._items.parts(items), self._items.dimensions(code)
        if not summed and not ref.fixed and dimensions == own:
            return (items,)
        taken = taken_from(members, ref, summed, own, dimensions)
        if taken is None:
            return ()
        if len(taken) == len(dimensions):
            return (",".join(f"{name}={taken[name]}" for name in dimensions if taken[name] != TOTAL),)
        return [there for there in everywhere() if fits(self._items.parts(there), taken)]


def periods_ahead(plan: Plan, period: str) -> set[str]:
    """Periods at which a rule reads cells at `period`."""
    return {period, *(ahead for _, function in plan.leaves for ahead in _periods(function, period))}


def _periods(function: ex.Expression, period: str) -> Iterator[str]:
    """Periods at which a function reads a cell at `period`, or a break there."""
    yield period
    years = 1 if isinstance(function, ex.Yoy) else function.years if isinstance(function, ex.Lag | ex.Has) else 0
    for ahead in range(1, years + 1):
        yield shifted(period, ahead)
