"""Owns the ways to run the rules: once over a profile, and over the observations just typed."""

from __future__ import annotations

import gc
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from desktop.catalogue.model import Catalogue
from desktop.domain.address import Key
from desktop.domain.finding import Finding
from desktop.domain.profile import Figures
from desktop.validation.definitions import definitions
from desktop.validation.evaluation import Evaluator
from desktop.validation.judging import Judge, in_order
from desktop.validation.merging import merged
from desktop.validation.own_rules import OWN_RULES, Looked
from desktop.validation.programs import Place
from desktop.validation.running import Rules, Run
from desktop.validation.series import SERIES_RULES, SeriesChecks

PROGRAM_RULES = frozenset((*OWN_RULES, *SERIES_RULES))
"""Codes of the rules that stand in no catalogue."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What a run of the rules gave: how many rules ran, and the findings in the order of semantics.md 6."""

    rules_run: int
    findings: list[Finding]


def check(
    catalogue: Catalogue,
    figures: Figures,
    *,
    this_year: int,
    partners: Mapping[str, Figures] | None = None,
    rules: Collection[str] | None = None,
    modules: Collection[str] | None = None,
    severity: str | None = None,
    switched_off: Collection[str] = (),
    cancelled: Callable[[], bool] | None = None,
) -> Checked:
    """Run the rules over the whole profile.

    `partners`: files of other countries by country code. `rules`: only these codes; `modules`: findings of indicators of these
    modules only; `severity`: exactly this one; `switched_off`: rules not to run. `cancelled` is asked now and then; when it says
    true `domain.errors.Cancelled` is raised.
    """

    def wanted(code: str, its_severity: str) -> bool:
        return (rules is None or code in rules) and (severity is None or severity == its_severity)

    judge = Judge(Evaluator(catalogue, figures), this_year, partner_evaluators(catalogue, partners))
    in_effect = rules_in_effect(catalogue, switched_off)
    series = SeriesChecks(judge, in_effect.plans)
    rules_run = Rules(
        [plan for plan in in_effect.plans if wanted(plan.rule.code, plan.rule.severity)],
        [rule for rule in in_effect.own if wanted(rule.code, rule.severity)],
        [rule for rule in in_effect.series if wanted(rule.code, rule.severity)],
    )
    with collector_paused():
        findings = Run(judge, series, cancelled).findings(rules_run)
    if modules is not None:
        findings = [finding for finding in findings if finding.module in modules]
    return Checked(sum(map(len, rules_run)), in_order(findings))


def partner_evaluators(catalogue: Catalogue, partners: Mapping[str, Figures] | None) -> dict[str, Evaluator]:
    """Other countries' values, by country, worked out with our definitions."""
    return {country: Evaluator(catalogue, theirs) for country, theirs in (partners or {}).items()}


def rules_in_effect(catalogue: Catalogue, switched_off: Collection[str] = ()) -> Rules:
    """The rules of the catalogue and of the program, without those that are switched off."""
    return Rules(
        [plan for plan in definitions(catalogue).plans if plan.rule.code not in switched_off],
        [rule for rule in OWN_RULES.values() if rule.code not in switched_off],
        [rule for rule in SERIES_RULES.values() if rule.code not in switched_off],
    )


@contextmanager
def collector_paused() -> Iterator[None]:
    """No collection of garbage while so many small things are made that all stay."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def check_observations(judge: Judge, keys: Iterable[Key]) -> list[Finding]:
    """The findings of the single-value rules, `VAL-` ones too, for exactly these observations."""
    catalogue, figures = judge.evaluator.catalogue, judge.evaluator.figures
    found: dict[str, list[Finding]] = {}
    merges = {rule.code: rule.merge for rule in OWN_RULES.values()}
    for key in keys:
        observation = figures.get(key)
        if observation is None:
            continue
        looked = Looked(catalogue.indicators[key.indicator], key.period, key.source, observation, figures, catalogue)
        for rule in OWN_RULES.values():
            finding = judge.own_finding(rule, key, looked)
            if finding is not None:
                found.setdefault(rule.code, []).append(finding)
        if observation.is_blank:
            continue
        for plan in definitions(catalogue).single(key.indicator):
            merges[plan.rule.code] = plan.merge
            if plan.admits(judge.evaluator.items.parts(key.items)):
                finding = judge.finding(plan, Place(*key, observation))
                if finding is not None:
                    found.setdefault(plan.rule.code, []).append(finding)
    return in_order(finding for code, findings in found.items() for finding in merged(findings, merges[code]))
