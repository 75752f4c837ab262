"""Owns by what means a rule is run over a profile: in one pass over a series, over whole series, from what is rare, place by place."""

from __future__ import annotations

from enum import Enum

from desktop.catalogue import expression as ex
from desktop.validation.plans import Form, Plan


class Manner(Enum):
    """The means; each gives the same findings, some quicker."""

    FUSED = "the value, its predecessors, limits and years: one pass over each series for all such rules"
    SERIES = "rows of floats for each function"
    RIVALS = "sought from the cells without a choice"
    HIDDEN = "sought from the hidden cells"
    SMALLEST = "the smallest number of each period"
    METADATA = "asked of the source, once for each indicator and source"
    PLACES = "place by place"


def manner_of(plan: Plan) -> Manner:
    match plan.form:
        case Form.SINGLE:
            if asked_field(plan) is not None:
                return Manner.METADATA
            return Manner.FUSED if _can_fuse(plan) else Manner.PLACES
        case Form.CELLS:
            for function, manner in ((ex.Rivals, Manner.RIVALS), (ex.Hidden, Manner.HIDDEN)):
                if _only_asks(plan, function):
                    return manner
            return Manner.FUSED if _can_fuse(plan) else Manner.SERIES
        case Form.COMBINATIONS:
            return Manner.SERIES
        case Form.PERIODS:
            return Manner.SMALLEST if _only_asks(plan, ex.MinCell) else Manner.PLACES
        case _:
            return Manner.PLACES


def asked_field(plan: Plan) -> str | None:
    """The metadata field, if the rule compares one `meta(ANY, field)` with a number and does nothing else."""
    left, right = plan.rule.left, plan.rule.right
    if isinstance(left, ex.Meta) and isinstance(right, ex.Number):
        return left.field
    return right.field if isinstance(right, ex.Meta) and isinstance(left, ex.Number) else None


def asks_only_has(plan: Plan) -> bool:
    """Whether all it wants to know of figures is whether there is one, of one cell."""
    return len(set(plan.leaves)) == 1 and all(isinstance(node, ex.Has) and not node.years for _, node in plan.leaves)


def _nodes(plan: Plan) -> list[ex.Expression]:
    return [*ex.walk(plan.rule.left), *ex.walk(plan.rule.right)]


def _only_asks(plan: Plan, function: type[ex.Expression]) -> bool:
    """Whether one side is this function of `ANY`, and the rest of the rule numbers and limits."""
    is_plain = all(isinstance(node, function) and ref.code == ex.ANY and not ref.fixed for ref, node in plan.leaves)
    sides = (plan.rule.left, plan.rule.right)
    return is_plain and all(isinstance(side, function | ex.Number | ex.Limit | ex.ThisYear) for side in sides)


def _can_fuse(plan: Plan) -> bool:
    """The value itself, beside it values of earlier years, limits and years; divided by constants only."""
    if not any(isinstance(function, ex.Ref) for _, function in plan.leaves):
        return False  # what does not read the value may speak where there is no cell
    if not all(isinstance(function, ex.Ref | ex.Lag) and ref == ex.Ref(plan.first) for ref, function in plan.leaves):
        return False
    return not any(
        isinstance(inner, ex.Ref | ex.Year)
        for node in _nodes(plan)
        if isinstance(node, ex.Binary) and node.operator == "/"
        for inner in ex.walk(node.right)
    )


def is_askable(plan: Plan, limits: frozenset[str], dimensions: tuple[str, ...], has_formula: bool) -> bool:
    """Whether no part of the rule is missing for an indicator everywhere: no formula, no such dimension, no limit."""
    if any(isinstance(node, ex.Limit) and node.column not in limits for node in _nodes(plan)):
        return False
    for ref, function in plan.leaves:
        if ref.code != ex.ANY:
            continue
        names = [name for name, _ in ref.fixed]
        if isinstance(function, ex.Sum | ex.Count):
            names.append(function.dimension)
        if any(name not in dimensions for name in names):
            return False
        if (isinstance(function, ex.FormulaOf) and not has_formula) or (
            isinstance(function, ex.Whole) and not dimensions
        ):
            return False
    return True
