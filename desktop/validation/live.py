"""Owns the findings of an open profile: kept current edit by edit, at any time what a full check would give."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping

from desktop.domain.address import Cell
from desktop.domain.finding import Finding
from desktop.domain.profile import Figures
from desktop.validation.again import Again
from desktop.validation.engine import collector_paused, partner_evaluators, rules_in_effect
from desktop.validation.evaluation import MOST_FOLLOWED, Evaluator
from desktop.validation.judging import Judge
from desktop.validation.ledger import Ledger
from desktop.validation.running import Run
from desktop.validation.series import SeriesChecks

MANY_EDITS = 75
"""Above so many edits at once it is quicker to run rules over whole series than at each place."""
FEW = 2
"""Of an indicator with not more than so many times the series concerned all are run: that is quicker than to seek those."""


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
        self._begin(Run(self._judge, self._series))

    def _begin(self, run: Run) -> None:
        self._run, self._again = run, Again(self._judge, self._ledger, self._series, self._rules, run)

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
        self._begin(run)
        self._again.restart(self._evaluator.catalogue.indicators)

    def update(self, changed: Iterable[Cell]) -> None:
        """Run what can depend on these cells, whose observations or choice of source changed."""
        edited = set(changed)
        if len(edited) > MOST_FOLLOWED:
            self.full()
            return
        affected = self._evaluator.forget(edited)
        self._run.renew(edited, affected)
        if len(edited) > MANY_EDITS:
            self._series_of(affected)
        else:
            self._again.run(edited, affected)

    def _series_of(self, affected: set[Cell]) -> None:
        """Everything that can have to do with the series of these cells; where many of an indicator are, with all of them."""
        series: dict[str, set[str]] = {}
        for code, items, _ in affected:
            series.setdefault(code, set()).add(items)
        only = {
            code: there if FEW * len(there) < len(self._evaluator.universe.of(code)) else None
            for code, there in series.items()
        }
        with collector_paused():
            found = self._run.findings(self._rules, only)
        self._ledger.exchange(only.keys(), self._run.ran, found)
        self._again.restart(only)
