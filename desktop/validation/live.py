"""Owns the findings of an open profile: kept current edit by edit, at any time what a full check would give."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping

from desktop.domain.address import Cell
from desktop.domain.finding import Finding
from desktop.domain.profile import Figures
from desktop.validation.again import Again, runs_whole
from desktop.validation.engine import collector_paused, partner_evaluators, rules_in_effect
from desktop.validation.evaluation import MANY_EDITS, Evaluator
from desktop.validation.judging import Judge
from desktop.validation.ledger import Ledger
from desktop.validation.plans import Form, Plan
from desktop.validation.running import Run
from desktop.validation.series import SeriesChecks


class LiveCheck:
    """The findings of the figures of an evaluator, which it keeps current too.

    After a change of sources, settings or many choices call `full`; after edits `update`. `partners` as for `engine.check`; their
    figures stay as they are. Not to be used from two threads at once.
    """

    def __init__(
        self, evaluator: Evaluator, this_year: int, switched_off: Collection[str] = (),
        partners: Mapping[str, Figures] | None = None,
    ):  # fmt: skip
        self._evaluator = evaluator
        self._judge = Judge(evaluator, this_year, partner_evaluators(evaluator.catalogue, partners))
        self._rules = rules_in_effect(evaluator.catalogue, switched_off)
        self._series = SeriesChecks(self._judge, self._rules.plans)
        self._ledger = Ledger()
        self._again = Again(self._judge, self._ledger, self._series, self._rules)

    @property
    def findings(self) -> list[Finding]:
        """In the order of semantics.md 6; not to be changed by the caller."""
        return self._ledger.findings

    @property
    def rules_run(self) -> int:
        return sum(map(len, self._rules))

    def full(self, cancelled: Callable[[], bool] | None = None) -> None:
        """Run everything again. Raises `Cancelled`, and the findings are as they were, but no longer current."""
        self._evaluator.forget_all()
        run = Run(self._judge, self._series, cancelled)
        with collector_paused():
            self._ledger.reset(run.findings(self._rules))
        self._again.restart(self._evaluator.catalogue.indicators, run)

    def update(self, changed: Iterable[Cell]) -> None:
        """Run what can depend on these cells, whose observations or choice of source changed."""
        edited = set(changed)
        affected = self._evaluator.forget(edited)
        if len(edited) > MANY_EDITS:
            self._indicators({cell.indicator for cell in edited})
        else:
            self._again.run(edited, affected)

    def _indicators(self, changed: set[str]) -> None:
        """Everything that can have to do with these indicators."""
        codes = changed.union(*(self._evaluator.dependents(code) for code in changed))
        run = Run(self._judge, self._series)
        with collector_paused():
            found = run.findings(self._rules, codes)
        whole = {plan.rule.code for plan in self._rules.plans if _runs_whole(plan, codes)}
        self._ledger.replace_all(lambda finding: finding.rule in whole or finding.indicator in codes, found)
        self._again.restart(codes, run)


def _runs_whole(plan: Plan, codes: set[str]) -> bool:
    """Whether a run for some indicators gives all findings of a rule, not only those of these indicators."""
    if plan.form is Form.LATEST:
        return True
    return not plan.codes.isdisjoint(codes) and (runs_whole(plan) or plan.form in (Form.COMBINATIONS, Form.ONCE))
