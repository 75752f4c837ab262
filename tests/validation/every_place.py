"""Every rule at every place by the exact evaluator alone: what the floats of a full check must not miss, at sizes no plain walk can do."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.catalogue.model import Catalogue
from desktop.domain.finding import Finding
from desktop.domain.profile import Figures
from desktop.validation.definitions import definitions
from desktop.validation.evaluation import Evaluator
from desktop.validation.judging import Judge, in_order
from desktop.validation.merging import merged
from desktop.validation.own_rules import OWN_RULES, Looked
from desktop.validation.places import combination, places
from desktop.validation.plans import Form, Plan
from desktop.validation.programs import Place
from desktop.validation.series import SeriesChecks


def findings(catalogue: Catalogue, figures: Figures, this_year: int) -> list[Finding]:
    judge = Judge(Evaluator(catalogue, figures), this_year)
    found: list[Finding] = []
    for plan in definitions(catalogue).plans:
        judged = (judge.finding(plan, place) for place in _every(plan, judge.evaluator))
        found += merged((finding for finding in judged if finding is not None), plan.merge)
    for rule in OWN_RULES.values():
        own = []
        for key, it in figures.observations():
            looked = Looked(catalogue.indicators[key.indicator], key.period, key.source, it, figures, catalogue)
            own.append(judge.own_finding(rule, key, looked))
        found += merged((finding for finding in own if finding is not None), rule.merge)
    series = SeriesChecks(judge, definitions(catalogue).plans)
    for code in filter(series.looks_at, figures.codes()):
        gaps = {items: series.gaps(code, items) for items in figures.of(code)}
        found += series.gaps_found(code, gaps)
        found += [jump for items in figures.of(code) for jump in series.jumps(code, items)]
    return in_order(found)


def _every(plan: Plan, evaluator: Evaluator) -> Iterator[Place]:
    if plan.form is Form.CELLS:
        for code in evaluator.definitions.indicators(plan):
            for items, period in evaluator.cells(code):
                if plan.admits(evaluator.items.parts(items)):
                    yield Place(code, items, period)
    elif plan.form is Form.COMBINATIONS:
        found = set()
        for code in plan.codes:
            for items, period in evaluator.cells(code):
                found |= {("", period), (combination(plan, items, evaluator), period)}
        for items, period in sorted(found):
            yield Place(plan.first, items, period)
    else:
        yield from places(plan, evaluator)
