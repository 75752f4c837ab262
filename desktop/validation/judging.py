"""Owns the verdict of one rule at one place: both sides worked out exactly, compared, reported (semantics.md 6)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from desktop.catalogue import expression as ex
from desktop.domain.address import Cell, Key
from desktop.domain.finding import Finding, FindingCell
from desktop.domain.printing import printed
from desktop.domain.profile import Undecided
from desktop.validation.compiling import compiled
from desktop.validation.entries import CANNOT_EXIST
from desktop.validation.evaluation import Evaluator
from desktop.validation.exact import Exact, size
from desktop.validation.own_rules import Looked, OwnRule
from desktop.validation.plans import Form, Plan, Tolerance
from desktop.validation.programs import Place, Program, Read, Setting

MOST_ADDRESSES = 100


class _Sides(NamedTuple):
    left: Program
    right: Program


class Judge:
    """Works rules out at places. `partners`: evaluators of other countries' files by country."""

    def __init__(self, evaluator: Evaluator, this_year: int, partners: Mapping[str, Evaluator] | None = None):
        self.evaluator, self.this_year, self.partners = evaluator, this_year, partners or {}
        self._sides: dict[tuple[str, str], _Sides] = {}

    def finding(self, plan: Plan, place: Place) -> Finding | None:
        """What the rule reports at a place; None if it holds there, or a side is missing."""
        sides = self._programs(plan, place.code)
        right = sides.right.value(place)  # first, because it is the shorter side of nearly every rule
        if right is None:
            return None
        left = sides.left.value(place)
        if left is None:
            return None
        operator = self._operator(plan, place)
        if holds(left, operator, right, plan.tolerance):
            return None
        single = plan.form is Form.SINGLE and place.observation is not None
        return Finding(
            plan.rule.code,
            plan.rule.severity,
            self.evaluator.catalogue.indicators[place.code].module,
            place.code,
            place.items,
            place.period,
            place.source or None if single else None,
            self._cells(plan, place, sides),
            printed(left),
            operator,
            printed(right),
            printed(left - right),
            plan.rule.tolerance,
        )

    def own_finding(self, rule: OwnRule, key: Key, looked: Looked) -> Finding | None:
        """What a `VAL-` check reports of one stored observation."""
        if looked.observation.is_blank != rule.at_blank:
            return None
        right = rule.right(looked)
        if right is None:
            return None
        return Finding(
            rule.code,
            rule.severity,
            looked.indicator.module,
            key.indicator,
            key.items,
            key.period,
            key.source or None,
            (self.cell_of(Read(key.cell, key.source)),),
            looked.observation.text,
            "is",
            right,
            None,
            "0",
        )

    def cell_of(self, read: Read) -> FindingCell:
        """A cell as a finding names it, with its value as text."""
        cell, source = read
        if source is None:
            return FindingCell(cell.address, self.evaluator.shown(*cell), cell)
        observation = self.evaluator.figures.get(Key(*cell, source))
        value = None if observation is None else self.evaluator.shown_observation(cell.indicator, observation)
        return FindingCell(Key(*cell, source).address, value, cell, source)

    def _programs(self, plan: Plan, code: str) -> _Sides:
        key = (plan.rule.code, code)
        sides = self._sides.get(key)
        if sides is None:
            rule = plan.rule
            setting = Setting(self.this_year, self.partners, rule.dims, plan.form is Form.ONCE)
            sides = _Sides(*(compiled(tree, code, self.evaluator, setting) for tree in (rule.left, rule.right)))
            self._sides[key] = sides
        return sides

    def _operator(self, plan: Plan, place: Place) -> str:
        """The rule's, but `<=` while an open list of countries may still grow: without a line `_O`."""
        if plan.open_list is None:
            return plan.rule.operator
        ref, dimension = plan.open_list.ref, plan.open_list.dimension
        code = place.code if ref.code == ex.ANY else ref.code
        items = self.evaluator.items.of_reference(code, ((*ref.fixed, (dimension, "_O"))), place.items)
        if items is None or self._is_settled(code, items, place.period):
            return plan.rule.operator
        return "<="

    def _is_settled(self, code: str, items: str, period: str) -> bool:
        entry = self.evaluator.entries.published(code, items, period)
        if entry is not None and not isinstance(entry, Undecided) and entry[1].status == CANNOT_EXIST:
            return True
        return self.evaluator.has_value(code, items, period)

    def _cells(self, plan: Plan, place: Place, sides: _Sides) -> tuple[FindingCell, ...]:
        here = Cell(place.code, place.items, place.period)
        if plan.form in (Form.ONCE, Form.LATEST):
            return (self.cell_of(Read(here)),)
        if plan.form is Form.SINGLE:
            return (self.cell_of(Read(here, None if place.observation is None else place.source)),)
        reads = dict.fromkeys([*sides.left.reads(place), *sides.right.reads(place)])
        found: dict[str, FindingCell] = {}
        for read in reads:
            cell = self.cell_of(read)
            found.setdefault(cell.address, cell)
            if len(found) == MOST_ADDRESSES:
                break
        return tuple(found.values()) or (self.cell_of(Read(here)),)


def holds(left: Exact, operator: str, right: Exact, tolerance: Tolerance) -> bool:
    """Whether a comparison holds; the tolerance widens `==`, `<=`, `>=` only."""
    match operator:
        case "==":
            return size(left - right) <= tolerance.allowed(left, right)
        case "<=":
            return left <= right + tolerance.allowed(left, right)
        case ">=":
            return left >= right - tolerance.allowed(left, right)
        case "!=":
            return left != right
        case "<":
            return left < right
        case _:
            return left > right


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    return sorted(findings, key=lambda finding: finding.order)
