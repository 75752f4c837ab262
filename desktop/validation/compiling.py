"""Owns making expressions ready to run: tree → closures over exact numbers (semantics.md 5)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from desktop.catalogue import expression as ex
from desktop.domain.period import year_of
from desktop.validation.exact import Exact, divided, read_exact, simplest, size
from desktop.validation.functions import leaf_of
from desktop.validation.programs import Leaf, Place, Program, Setting, Worker

if TYPE_CHECKING:
    from desktop.validation.evaluation import Evaluator


def compiled(tree: ex.Expression, code: str, evaluator: Evaluator, setting: Setting) -> Program:
    """The expression for the current indicator `code`, which `ANY` stands for."""
    leaves: list[Leaf] = []

    def build(node: ex.Expression) -> Worker:
        match node:
            case ex.Number(value):
                return _constant(simplest(value))
            case ex.Limit(column):
                text = evaluator.catalogue.indicators[code].limits.get(column)
                return _constant(read_exact(text, 0) if text else None)
            case ex.ThisYear():
                return _constant(setting.this_year)
            case ex.Year():
                return lambda place: year_of(place.period)
            case ex.Negative(operand):
                return _of_one(build(operand), lambda number: -number)
            case ex.Abs(operand):
                return _of_one(build(operand), size)
            case ex.Mod(operand, divisor):
                return _modulo(build(operand), simplest(divisor))
            case ex.Binary(operator, left, right):
                return _of_two(operator, build(left), build(right))
            case _:
                leaf = leaf_of(node, code, evaluator, setting)
                leaves.append(leaf)
                return leaf.value

    return Program(build(tree), leaves)


def _constant(number: Exact | None) -> Worker:
    return lambda place: number


def _of_one(operand: Worker, work: Callable[[Exact], Exact]) -> Worker:
    def value(place: Place) -> Exact | None:
        number = operand(place)
        return None if number is None else work(number)

    return value


def _modulo(operand: Worker, divisor: Exact) -> Worker:
    """`x - n * floor(x / n)`; missing for n = 0."""
    return _of_one(operand, lambda number: number % divisor) if divisor else _constant(None)


_OPERATIONS: dict[str, Callable[[Exact, Exact], Exact | None]] = {
    "+": lambda left, right: left + right,
    "-": lambda left, right: left - right,
    "*": lambda left, right: left * right,
    "/": divided,
}


def _of_two(operator: str, left: Worker, right: Worker) -> Worker:
    work = _OPERATIONS[operator]

    def value(place: Place) -> Exact | None:
        first = left(place)
        if first is None:
            return None
        second = right(place)
        return None if second is None else work(first, second)

    return value
