"""Owns arithmetic on whole series: rows of floats, NaN for missing, with a bound of how far off they may be.

A comparison *nominates*: it gives every place at which the exact numbers may break the rule, never fewer.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from operator import add, mul, neg, sub
from typing import NamedTuple

from desktop.catalogue import expression as ex
from desktop.validation.axes import NAN, Axis, Row
from desktop.validation.exact import Exact
from desktop.validation.grids import UNIT, WHOLE
from desktop.validation.plans import Tolerance

ENDLESS = float("inf")


class Vector(NamedTuple):
    """A series: no number is larger than `bound`, none off by more than `error`; `is_whole`: all are whole numbers, exactly."""

    row: Row
    bound: float
    error: float
    is_whole: bool


def constant(number: Exact, axis: Axis) -> Vector:
    value = float(number)
    is_whole = number.denominator == 1 and abs(value) < WHOLE
    return Vector([value] * len(axis.blank), abs(value), 0.0 if is_whole else abs(value) * UNIT, is_whole)


def evaluated(tree: ex.Expression, leaf: Callable[[ex.Expression], Vector | None], axis: Axis) -> Vector | None:
    """The expression over an axis; None where a part is missing at every place. `leaf` gives references, functions, limits, years."""
    match tree:
        case ex.Number(value):
            return constant(value, axis)
        case ex.Negative(operand):
            inner = evaluated(operand, leaf, axis)
            return None if inner is None else inner._replace(row=list(map(neg, inner.row)))
        case ex.Abs(operand):
            inner = evaluated(operand, leaf, axis)
            return None if inner is None else inner._replace(row=list(map(abs, inner.row)))
        case ex.Mod(operand, divisor):
            return _modulo(evaluated(operand, leaf, axis), divisor)
        case ex.Binary(operator, left, right):
            one = evaluated(left, leaf, axis)
            other = None if one is None else evaluated(right, leaf, axis)
            return None if one is None or other is None else _OPERATIONS[operator](one, other)
        case _:
            return leaf(tree)


def _summed(work: Callable[[float, float], float]) -> Callable[[Vector, Vector], Vector]:
    def apply(one: Vector, other: Vector) -> Vector:
        bound = one.bound + other.bound
        is_whole = one.is_whole and other.is_whole and bound < WHOLE
        error = 0.0 if is_whole else one.error + other.error + bound * UNIT
        return Vector(list(map(work, one.row, other.row)), bound, error, is_whole)

    return apply


def _multiplied(one: Vector, other: Vector) -> Vector:
    bound = one.bound * other.bound
    is_whole = one.is_whole and other.is_whole and bound < WHOLE
    error = 0.0 if is_whole else one.bound * other.error + other.bound * one.error + 2 * bound * UNIT
    return Vector(list(map(mul, one.row, other.row)), bound, error, is_whole)


def divided(one: Vector, other: Vector) -> Vector:
    """NaN by zero. Where a divisor may or may not be zero the number is of no use: any, with an endless error."""
    unsure = 2 * other.error
    pairs = zip(one.row, other.row, strict=True)
    if unsure and not all(abs(bottom) > unsure for bottom in other.row if bottom == bottom):
        row = [top / bottom if abs(bottom) > unsure else top * 0.0 + bottom * 0.0 for top, bottom in pairs]
        return Vector(row, ENDLESS, ENDLESS, False)
    row = [top / bottom if bottom else NAN for top, bottom in pairs]
    least = min((abs(bottom) for bottom in other.row if bottom and bottom == bottom), default=1.0)
    most = max((abs(number) for number in row if number == number), default=0.0)
    error = 2 * (one.error + most * other.error) / least + most * UNIT
    return Vector(row, most + error, error, False)


def _modulo(inner: Vector | None, divisor: Fraction) -> Vector | None:
    if inner is None or not divisor:
        return None
    by = float(divisor)
    row = [number % by for number in inner.row]
    is_whole = inner.is_whole and divisor.denominator == 1
    return Vector(row, abs(by), 0.0 if is_whole else ENDLESS, is_whole)


_OPERATIONS: dict[str, Callable[[Vector, Vector], Vector]] = {
    "+": _summed(add),
    "-": _summed(sub),
    "*": _multiplied,
    "/": divided,
}


def nominated(left: Vector, operator: str, right: Vector, tolerance: Tolerance) -> list[int]:
    """The places at which the comparison may not hold."""
    slack = left.error + right.error
    if not (left.is_whole and right.is_whole):
        slack += (left.bound + right.bound) * UNIT
    percent, amount = float(tolerance.percent) / 100, float(tolerance.amount)
    if slack or not is_exact(tolerance):
        slack = slack * (1 + percent) + 4 * UNIT * (percent * (left.bound + right.bound) + amount)
    gaps = list(map(sub, left.row, right.row))
    if not slack < ENDLESS:
        return [place for place, gap in enumerate(gaps) if gap == gap]
    if operator not in _WIDENED:
        return _OUTSIDE[operator](gaps, slack)
    if not percent:
        return _OUTSIDE[operator](gaps, amount - slack)
    if operator != "<=":
        gaps = list(map(abs if operator == "==" else neg, gaps))
    return [
        place
        for place, (gap, one, other) in enumerate(zip(gaps, left.row, right.row, strict=True))
        if gap > percent * max(abs(one), abs(other)) + amount - slack
    ]


def is_exact(tolerance: Tolerance) -> bool:
    """Whether floats of whole numbers are held against it without error: many a sum is off by just what is allowed."""
    return not tolerance.percent and tolerance.amount.denominator == 1 and tolerance.amount < WHOLE


_WIDENED = frozenset(("==", "<=", ">="))
_OUTSIDE: dict[str, Callable[[Row, float], list[int]]] = {
    "!=": lambda gaps, slack: [place for place, gap in enumerate(gaps) if -slack <= gap <= slack],
    "<": lambda gaps, slack: [place for place, gap in enumerate(gaps) if gap >= -slack],
    ">": lambda gaps, slack: [place for place, gap in enumerate(gaps) if gap <= slack],
    "==": lambda gaps, limit: [place for place, gap in enumerate(gaps) if gap > limit or gap < -limit],
    "<=": lambda gaps, limit: [place for place, gap in enumerate(gaps) if gap > limit],
    ">=": lambda gaps, limit: [place for place, gap in enumerate(gaps) if gap < -limit],
}
"""Where left minus right lies outside what is allowed."""
