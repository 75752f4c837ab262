"""Owns rules on a value and its predecessors, made one Python function for each indicator: one pass over a series tests them all.

Such a function only nominates. Constants, limits and the error that floats can have made are written into it as numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache
from math import ceil, log10

from desktop.catalogue import expression as ex
from desktop.validation.axes import Row
from desktop.validation.exact import read_exact
from desktop.validation.grids import UNIT, WHOLE
from desktop.validation.plans import Plan
from desktop.validation.vectors import is_exact

Test = Callable[..., list[int]]
_ENDLESS = float("inf")


@dataclass(frozen=True, slots=True)
class Fused:
    """Rules of one indicator as functions of its rows: the value, then each lag of `lags`, then the years of the axis.

    `any_of` gives the places at which one of them may fail; `failing` tells which.
    """

    plans: tuple[Plan, ...]
    lags: tuple[int, ...]
    any_of: Test
    sources: tuple[str, ...]

    def failing(self, rows: list[Row]) -> list[tuple[Plan, int]]:
        """Rules that may fail, and where."""
        if not self.any_of(*rows):
            return []
        return [
            (plan, at) for plan, source in zip(self.plans, self.sources, strict=True) for at in _made(source)(*rows)
        ]


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of the numbers of an indicator: limits, bound, error, whether all are whole; and the year in which rules run.

    `fractions_apart`: where whole numbers are expected, those with decimals are looked at one by one.
    """

    limits: tuple[tuple[str, str], ...]
    bound: float
    error: float
    is_whole: bool
    this_year: int
    fractions_apart: bool = False

    def in_round_numbers(self) -> Known:
        """Bound and error rounded up to powers of ten: safe, and the same function serves many indicators."""
        return replace(self, bound=_rounded_up(self.bound), error=_rounded_up(self.error))


@dataclass(frozen=True, slots=True)
class _Term:
    """Source of an expression, with bound and error; `number` where it is a constant."""

    source: str
    bound: float
    error: float
    is_whole: bool
    number: Fraction | None = None


def _rounded_up(number: float) -> float:
    return 10.0 ** ceil(log10(number)) if number else 0.0


def fused(plans: Sequence[Plan], known: Known) -> Fused | None:
    """One function for rules that can be fused; those that ask for a limit the indicator lacks are left out."""
    return _fused(tuple(plans), known.in_round_numbers())


@lru_cache(1 << 12)
def _fused(plans: tuple[Plan, ...], known: Known) -> Fused | None:
    shared: dict[str, str] = {}
    tests = [(plan, test) for plan in plans if (test := _test(plan, known, shared)) is not None]
    if not tests:
        return None
    lags = sorted({lag for plan, _ in tests for lag in _lags(plan)})
    names = ["x", *(f"x{lag}" for lag in lags), "y"]
    rows = ", ".join(f"rows[{place}]" for place in range(len(names)))
    sizes = "".join(f" for {name} in [{source}]" for source, name in shared.items())
    head = f"lambda *rows: [i for i, ({', '.join(names)}) in enumerate(zip({rows})){sizes} if "
    any_of = _made(head + " or ".join(f"({test})" for _, test in tests) + "]")
    return Fused(tuple(plan for plan, _ in tests), tuple(lags), any_of, tuple(f"{head}{test}]" for _, test in tests))


@lru_cache(1 << 14)
def _made(source: str) -> Test:
    made: Test = eval(source, {"__builtins__": {"abs": abs, "max": max, "enumerate": enumerate, "zip": zip}})
    return made


def _lags(plan: Plan) -> set[int]:
    return {function.years for _, function in plan.leaves if isinstance(function, ex.Lag)}


def _test(plan: Plan, known: Known, shared: dict[str, str]) -> str | None:
    """Source of "may fail"; None where a constant side is missing. NaN makes every comparison false.

    `shared`: sources of absolute values, worked out once for all rules, and their names.
    """
    left, right = _term(plan.rule.left, known, shared), _term(plan.rule.right, known, shared)
    if left is None or right is None:
        return None
    percent, amount = float(plan.tolerance.percent) / 100, float(plan.tolerance.amount)
    slack = (left.error + right.error) * (1 + percent)
    if not (left.is_whole and right.is_whole):
        slack += (left.bound + right.bound) * UNIT * (1 + 4 * percent)
    if slack or not is_exact(plan.tolerance):
        slack = _rounded_up(slack + 4 * UNIT * amount) if slack < _ENDLESS else _ENDLESS
    gap = f"{left.source} - ({right.source})"
    if not slack < _ENDLESS:
        return f"({gap}) == ({gap})"
    allowed = f"{amount - slack!r}"
    if percent:
        allowed = f"{percent!r} * max(abs({left.source}), abs({right.source})) + {amount - slack!r}"
    match plan.rule.operator:
        case "==":
            return f"abs({gap}) > {allowed}"
        case "<=":
            return f"{gap} > {allowed}"
        case ">=":
            return f"{right.source} - ({left.source}) > {allowed}"
        case "!=":
            return f"abs({gap}) <= {slack!r}"
        case "<":
            return f"{gap} >= {-slack!r}"
        case _:
            return f"{right.source} - ({left.source}) >= {-slack!r}"


def _term(tree: ex.Expression, known: Known, shared: dict[str, str]) -> _Term | None:
    match tree:
        case ex.Number(value):
            return _constant(value)
        case ex.Limit(column):
            text = dict(known.limits).get(column)
            number = read_exact(text, 0) if text else None
            return None if number is None else _constant(Fraction(number))
        case ex.ThisYear():
            return _constant(Fraction(known.this_year))
        case ex.Year():
            return _Term("y", 9999.0, 0.0, True)
        case ex.Ref():
            return _Term("x", known.bound, known.error, known.is_whole)
        case ex.Lag(_, years):
            return _Term(f"x{years}", known.bound, known.error, known.is_whole)
        case ex.Negative(operand):
            return _negative(_term(operand, known, shared))
        case ex.Abs(operand):
            return _size(_term(operand, known, shared), shared)
        case ex.Mod(operand, divisor):
            return _modulo(
                _term(operand, known, shared), divisor, known.fractions_apart and isinstance(operand, ex.Ref)
            )
        case ex.Binary(operator, one, other):
            left, right = _term(one, known, shared), _term(other, known, shared)
            return None if left is None or right is None else _joined(operator, left, right)
    raise AssertionError(tree)


def _constant(number: Fraction) -> _Term:
    value = float(number)
    is_whole = number.denominator == 1 and abs(value) < WHOLE
    return _Term(f"({value!r})", abs(value), 0.0 if is_whole else abs(value) * UNIT, is_whole, number)


def _negative(term: _Term | None) -> _Term | None:
    if term is None or term.number is None:
        return None if term is None else replace(term, source=f"(-{term.source})")
    return _constant(-term.number)


def _size(term: _Term | None, shared: dict[str, str]) -> _Term | None:
    if term is None:
        return None
    if term.number is not None:
        return _constant(abs(term.number))
    source = f"abs({term.source})"
    return replace(term, source=shared.setdefault(source, f"a{len(shared)}"))


def _modulo(term: _Term | None, divisor: Fraction, is_apart: bool) -> _Term | None:
    """Of whole numbers exactly; of the value itself too where those with decimals are looked at apart."""
    if term is None or not divisor:
        return None
    is_sure = term.is_whole or is_apart
    by = float(divisor)
    error = 0.0 if is_sure and divisor.denominator == 1 else _ENDLESS
    return _Term(f"(({term.source}) % {by!r})", abs(by), error, is_sure and divisor.denominator == 1)


def _joined(operator: str, left: _Term, right: _Term) -> _Term | None:
    if left.number is not None and right.number is not None:
        return _of_constants(operator, left.number, right.number)
    source = f"({left.source} {operator} {right.source})"
    if operator in "+-":
        bound = left.bound + right.bound
        error = left.error + right.error + bound * UNIT
    elif operator == "*":
        bound = left.bound * right.bound
        error = left.bound * right.error + right.bound * left.error + 2 * bound * UNIT
    else:
        if not right.number:
            return None
        least = abs(float(right.number))
        bound = left.bound / least
        return _Term(source, bound, left.error / least + 4 * bound * UNIT, False)
    is_whole = left.is_whole and right.is_whole and bound < WHOLE
    return _Term(source, bound, 0.0 if is_whole else error, is_whole)


def _of_constants(operator: str, left: Fraction, right: Fraction) -> _Term | None:
    match operator:
        case "+":
            return _constant(left + right)
        case "-":
            return _constant(left - right)
        case "*":
            return _constant(left * right)
        case _:
            return _constant(left / right) if right else None
