"""Owns the places of rules that floats are not made for, and the combinations of members that occur (semantics.md 4)."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from desktop.domain.period import is_year, year_of
from desktop.validation.evaluation import Evaluator
from desktop.validation.plans import Form, Plan
from desktop.validation.programs import Place

Where = Collection[str] | None
"""Items at which something is to be run; None: all."""


def places(plan: Plan, evaluator: Evaluator, only: str | None = None) -> Iterator[Place]:
    """Every place at which the rule runs, of one indicator or all: forms ONCE, LATEST, PERIODS, SINGLE."""
    codes = evaluator.definitions.indicators(plan) if only is None else [only]
    match plan.form:
        case Form.ONCE:
            yield Place(plan.first, "", str(evaluator.figures.settings.years[1]))
        case Form.LATEST:
            for code in codes:
                yield from latest_year(code, evaluator)
        case Form.PERIODS:
            for code in codes:
                for period in sorted({period for _, period in evaluator.cells(code)}):
                    yield Place(code, "", period)
        case Form.SINGLE:
            for code in codes:
                yield from _single(plan, code, evaluator)
        case _:
            raise AssertionError(plan.form)


def latest_year(code: str, evaluator: Evaluator) -> Iterator[Place]:
    """The total of an indicator without formula at the latest plain year of the profile at which it is filled; or nowhere."""
    first, last = evaluator.figures.settings.years
    if evaluator.catalogue.indicators[code].is_derived:
        return
    periods = evaluator.universe.of(code).get("", set())
    years = (period for period in periods if is_year(period) and first <= year_of(period) <= last)
    for period in sorted(years, reverse=True):
        if evaluator.is_filled(code, "", period):
            yield Place(code, "", period)
            return


def _single(plan: Plan, code: str, evaluator: Evaluator) -> Iterator[Place]:
    for key, observation in evaluator.figures.observations_of(code):
        if not observation.is_blank and plan.admits(evaluator.items.parts(key.items)):
            yield Place(code, key.items, key.period, key.source, observation)
    for items, period in evaluator.computed_cells(code):
        if plan.admits(evaluator.items.parts(items)):
            yield Place(code, items, period)


def combinations(plan: Plan, evaluator: Evaluator) -> set[str]:
    """The total, and the combinations of members of the rule's dimensions in cells of the codes it names, at any period."""
    names = names_of(plan, evaluator)
    return {""}.union(*(evaluator.universe.combinations(code, names) for code in plan.codes if names))


def combination(plan: Plan, items: str, evaluator: Evaluator) -> str:
    """The members of the rule's dimensions in a cell, its other items disregarded, in the order of the first indicator."""
    return evaluator.items.only(items, names_of(plan, evaluator))


def names_of(plan: Plan, evaluator: Evaluator) -> tuple[str, ...]:
    """The rule's dimensions in the order of the first indicator."""
    own, dims = evaluator.items.dimensions(plan.first), plan.rule.dims
    return (*(name for name in own if name in dims), *(name for name in dims if name not in own))


def occurs(plan: Plan, items: str, period: str, evaluator: Evaluator) -> bool:
    """Whether the combination occurs at the period in a cell of a code that the rule names (the total: whether there is a cell)."""
    return any(
        period in periods
        and (not items or combination(plan, there, evaluator) == items)
        and evaluator.is_cell(code, there, period)
        for code in plan.codes
        for there, periods in evaluator.universe.of(code).items()
    )


def is_certain(plan: Plan, items: str, evaluator: Evaluator) -> bool:
    """Whether a place with both sides present is sure to occur: the cell that a reference takes its value from shows it."""
    return evaluator.definitions.is_certain(plan, tuple(evaluator.items.parts(items)))
