"""Owns rules on what is rare: hidden cells, cells without a choice, small counts. Their places are sought from there."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.catalogue import expression as ex
from desktop.catalogue.addresses import is_area
from desktop.catalogue.model import Indicator
from desktop.validation.axes import NAN, Axis, Row
from desktop.validation.exact import Exact, read_exact
from desktop.validation.functions import SMALL
from desktop.validation.judging import MOST_ADDRESSES, Judge, holds
from desktop.validation.plans import Plan
from desktop.validation.programs import Place
from desktop.validation.tables import Table, Tables
from desktop.validation.vectors import ENDLESS, Vector, constant, evaluated, nominated

Candidate = tuple[Plan, Place]


def fails(plan: Plan, indicator: Indicator, number: Exact, this_year: int) -> bool:
    """Whether the rule is broken where its function gives this number; if it is by 0, its places are not rare."""

    def side(tree: ex.Expression) -> Exact | None:
        match tree:
            case ex.Number(value):
                return value
            case ex.Limit(column):
                text = indicator.limits.get(column)
                return read_exact(text, 0) if text else None
            case ex.ThisYear():
                return this_year
            case _:
                return number

    left, right = side(plan.rule.left), side(plan.rule.right)
    return left is not None and right is not None and not holds(left, plan.rule.operator, right, plan.tolerance)


class Sparse:
    """Candidates of such rules in one profile."""

    def __init__(self, judge: Judge, tables: Tables):
        self._judge, self._tables, self._evaluator = judge, tables, judge.evaluator
        self._risky: dict[str, bool] = {}
        self._least_known: dict[tuple[str, Axis], Row] = {}

    def rivals(self, plan: Plan, code: str) -> Iterator[Candidate]:
        """Cells without a choice."""
        for axis in self._tables.axes.all:
            for items, places in self._tables.grid(code, axis).undecided.items():
                if plan.admits(self._evaluator.items.parts(items)):
                    yield from ((plan, Place(code, items, axis.periods[at])) for at in sorted(places))

    def hidden(self, plan: Plan, code: str) -> Iterator[Candidate]:
        """Cells above hidden ones, where the number of these in some dimension breaks the rule."""
        indicator = self._evaluator.catalogue.indicators[code]
        if not self._may_hide(code):
            return
        for axis in self._tables.axes.all:
            for (items, at), numbers in self._counts(code, self._tables.table(code, axis)).items():
                if plan.admits(self._evaluator.items.parts(items)) and any(
                    fails(plan, indicator, number, self._judge.this_year) for number in numbers.values()
                ):
                    yield plan, Place(code, items, axis.periods[at])

    def _counts(self, code: str, table: Table) -> dict[tuple[str, int], dict[str, int]]:
        """Cell above hidden ones → dimension → number of its hidden children."""
        counts: dict[tuple[str, int], dict[str, int]] = {}
        ahead = self._seeds(code, table)
        seen = set(ahead)
        while ahead:
            items, at = ahead.pop()
            names = self._evaluator.items.parts(items)
            for (name, member), parent in zip(names.items(), self._evaluator.items.parents(code, items), strict=True):
                if is_area(member) and self._evaluator.catalogue.dimensions[name].is_country:
                    continue  # an area is nobody's child
                above = counts.setdefault((parent, at), {})
                above[name] = above.get(name, 0) + 1
                computed = table.computed.get(parent)
                if computed is None or computed[at] != computed[at] or (parent, at) in seen:
                    continue
                seen.add((parent, at))
                if self._evaluator.is_hidden(code, parent, table.grid.axis.periods[at]):
                    ahead.append((parent, at))
        return counts

    def _seeds(self, code: str, table: Table) -> list[tuple[str, int]]:
        """Hidden cells: entered ones, and those of formulas that read one."""
        seeds = [(items, at) for items, places in table.grid.hidden.items() for at in places]
        if self._evaluator.catalogue.indicators[code].is_derived:
            periods, is_hidden = table.grid.axis.periods, self._evaluator.is_hidden
            seeds += [
                (items, at)
                for items, row in table.computed.items()
                for at, number in enumerate(row)
                if number == number and is_hidden(code, items, periods[at])
            ]
        return seeds

    def _may_hide(self, code: str) -> bool:
        """Whether any cell of the indicator can be hidden."""
        known = self._risky.get(code)
        if known is None:
            parts = self._evaluator.definitions.parts[code]
            known = self._risky[code] = any(
                self._tables.grid(code, axis).hidden for axis in self._tables.axes.all
            ) or any(self._may_hide(part.ref.code) for part in parts)
        return known

    def smallest(self, plan: Plan, code: str) -> Iterator[Candidate]:
        """Periods at which the smallest number above zero breaks the rule."""
        for axis in self._tables.axes.all:
            table = self._tables.table(code, axis)
            if not table.rows:
                continue
            least = table.vector(self._least(code, table))

            def leaf(node: ex.Expression, axis: Axis = axis, least: Vector = least) -> Vector | None:
                match node:
                    case ex.Limit(column):
                        text = self._evaluator.catalogue.indicators[code].limits.get(column)
                        return constant(read_exact(text, 0) or 0, axis) if text else None
                    case ex.ThisYear():
                        return constant(self._judge.this_year, axis)
                    case _:
                        return least

            left, right = evaluated(plan.rule.left, leaf, axis), evaluated(plan.rule.right, leaf, axis)
            if left is None or right is None:
                continue
            for at in nominated(left, plan.rule.operator, right, plan.tolerance):
                yield plan, Place(code, "", axis.periods[at])

    def _least(self, code: str, table: Table) -> Row:
        """At each place the smallest number above zero of the cells that are not hidden."""
        key = (code, table.grid.axis)
        known = self._least_known.get(key)
        if known is not None:
            return known
        least = [ENDLESS] * len(table.grid.axis.periods)
        error, risky = table.error, self._may_hide(code)
        for items, row in table.rows.items():
            for at, number in enumerate(row):
                if -error < number < least[at] and not (
                    (error and not self._is_above_zero(code, table, items, at))
                    or (risky and self._is_hidden(code, table, items, at))
                ):
                    least[at] = number
        row = self._least_known[key] = [NAN if number == ENDLESS else number for number in least]
        return row

    def _is_above_zero(self, code: str, table: Table, items: str, at: int) -> bool:
        number = table.rows[items][at]
        if abs(number) > table.error:
            return number > 0
        exact = self._evaluator.value(code, items, table.grid.axis.periods[at])
        return exact is not None and exact > 0

    def _is_hidden(self, code: str, table: Table, items: str, at: int) -> bool:
        if at in table.grid.hidden.get(items, ()):
            return True
        computed = table.computed.get(items)
        if computed is None or computed[at] != computed[at]:
            return False
        return self._evaluator.is_hidden(code, items, table.grid.axis.periods[at])

    def shortlist(self, code: str, period: str) -> list[str]:
        """Items of the cells among which `mincell` finds its number and its first addresses, in order."""
        axis = self._tables.axes.of(period)
        if axis is None:
            return []
        table, at = self._tables.table(code, axis), axis.index[period]
        error, least = table.error, self._least(code, table)[at]
        column = {items: number for items, row in table.rows.items() if -error <= (number := row[at])}
        found, small = [], 0
        for items, number in sorted(column.items()):
            is_wanted = number <= least + 2 * error or (number < SMALL + error and small < MOST_ADDRESSES)
            if is_wanted and not self._is_hidden(code, table, items, at):
                small += error < number < SMALL - error
                found.append(items)
        return found
