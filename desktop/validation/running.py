"""Owns one run of rules over a whole profile: floats nominate, the exact judge decides, remarks that belong together are merged."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from desktop.domain.address import Cell, Key
from desktop.domain.errors import Cancelled
from desktop.domain.finding import Finding
from desktop.validation.documented import OF_SOURCE, Documented
from desktop.validation.judging import Judge
from desktop.validation.manners import Manner, asked_field
from desktop.validation.merging import merged
from desktop.validation.nominating import Candidate, Nominator, among
from desktop.validation.own_rules import OwnRule
from desktop.validation.places import Where, places
from desktop.validation.plans import Form, Merge, Plan
from desktop.validation.series import GAP, JUMP, SeriesChecks, SeriesRule, may_jump, may_lack
from desktop.validation.sparse import Sparse, fails
from desktop.validation.tables import Table, Tables
from desktop.validation.touched import Touched


class Rules(NamedTuple):
    """What is to be run: the catalogue's rules, the checks of single values, those of a series."""

    plans: Sequence[Plan]
    own: Sequence[OwnRule]
    series: Sequence[SeriesRule]


class Run:
    """Runs over one profile: after edits `renew`, so that the tables hold the figures as they are now.

    Of the last run, `ran`: by rule and indicator where it ran; `watched`: by rule and indicator the observations that fail a rule on
    their own metadata, or lie outside the years. `gaps`: by indicator and items the years that are missing inside a series.
    """

    def __init__(self, judge: Judge, series: SeriesChecks, cancelled: Callable[[], bool] | None = None):
        self._judge, self._evaluator, self._cancelled = judge, judge.evaluator, cancelled
        self._series = series
        self._manners = judge.evaluator.definitions.manners
        self._documented = Documented(judge)
        self._touched = Touched(judge.evaluator)
        self._use(Tables(judge.evaluator))
        self.ran: dict[tuple[str, str], Where] = {}
        self.watched: dict[tuple[str, str], set[Key]] = {}
        self.gaps: dict[str, dict[str, frozenset[str]]] = {}

    def _use(self, tables: Tables) -> None:
        self._tables, self._nominator = tables, Nominator(self._judge, tables)
        self._sparse = Sparse(self._judge, tables)

    def renew(self, edited: Iterable[Cell], affected: Iterable[Cell]) -> None:
        """`edited` cells changed; `affected` may have another value because of them."""
        is_covered = all(self._tables.covers(period) for period in {cell.period for cell in edited})
        self._use(self._tables if is_covered else Tables(self._evaluator))
        series = {cell[:2] for cell in affected}
        self._tables.renew(series)
        for code in {code for code, _ in series}:
            self._documented.forget(code)

    def findings(self, rules: Rules, only: Mapping[str, Where] | None = None) -> list[Finding]:
        """What these rules find, not in order; `only`: what can have to do with these indicators at these items."""
        self.ran, self.watched = {}, {}
        before, self._evaluator.shortlist = self._evaluator.shortlist, self._sparse.shortlist
        try:
            return list(self._findings(rules, only))
        finally:
            self._evaluator.shortlist = before

    def hidden_cells(self, code: str) -> set[tuple[str, str]]:
        """Items and period of the cells of an indicator that are entered as hidden."""
        return {
            (items, axis.periods[at])
            for axis in self._tables.axes.all
            for items, places_there in self._tables.grid(code, axis).hidden.items()
            for at in places_there
        }

    def _findings(self, rules: Rules, only: Mapping[str, Where] | None) -> Iterator[Finding]:
        wanted = set(rules.plans)
        for code in sorted({*self._codes(), *(only or ())}):
            self._ask()
            is_meant, where = only is None or code in only, (only or {}).get(code)
            if is_meant:
                yield from self._own(rules.own, code)
                yield from self._against_itself(rules.series, code, where)
            mine = [plan for plan in self._evaluator.definitions.looking_at(code) if plan in wanted]
            named = [plan for plan in mine if plan.names_others and not plan.codes.isdisjoint(only or ())]
            yield from self._of_indicator(named, code, None)
            if is_meant:
                yield from self._of_indicator([plan for plan in mine if plan not in named], code, where)
        for plan in rules.plans:
            if only is None or not plan.codes.isdisjoint(only) or (plan.form is Form.LATEST):
                self._ask()
                yield from self._of_rule(plan, only)

    def _ask(self) -> None:
        if self._cancelled is not None and self._cancelled():
            raise Cancelled

    def _codes(self) -> list[str]:
        """Indicators that have figures, or can have computed values somewhere."""
        indicators = self._evaluator.catalogue.indicators.values()
        computed = {indicator.code for indicator in indicators if indicator.is_derived or indicator.is_counter}
        return sorted(code for code in computed.union(self._tables.codes) if self._evaluator.universe.of(code))

    def _own(self, rules: Sequence[OwnRule], code: str) -> Iterator[Finding]:
        """The `VAL-` checks of an indicator."""
        if code not in self._tables.codes:
            return
        odd = [Key(code, items, period, source) for items, period, source in self._tables.remarks(code).odd]
        for rule in rules:
            keys: Collection[Key] = odd
            if rule.merge is Merge.INDICATOR:
                periods = [period for axis in self._tables.axes.all for period in axis.periods]
                keys = self.watched[rule.code, code] = self._documented.outside(code, periods)
            yield from self._documented.own(rule, code, keys)

    def _against_itself(self, rules: Sequence[SeriesRule], code: str, where: Where) -> Iterator[Finding]:
        """The checks of series of an indicator against themselves."""
        if not self._series.looks_at(code):
            return
        table = self.years(code)
        if JUMP in rules:
            self.ran[JUMP.code, code] = where
            for items, _ in among(table.grid.entered, where):
                yield from self.jumps(code, items, table)
        if GAP in rules:
            gaps = self.gaps.setdefault(code, {})
            for items in [*gaps] if where is None else where:
                gaps.pop(items, None)
            for items, _ in among(table.grid.entered, where):
                if years := self.gaps_of(code, items, table):
                    gaps[items] = years
            yield from self._series.gaps_found(code, gaps)

    def years(self, code: str) -> Table:
        """The values of an indicator in plain years."""
        return self._tables.table(code, self._tables.axes.years)

    def jumps(self, code: str, items: str, table: Table) -> list[Finding]:
        """The jumps of one series; floats say whether there may be any."""
        row = table.grid.entered.get(items)
        return self._series.jumps(code, items) if row is not None and may_jump(row, table.grid.axis.years) else []

    def gaps_of(self, code: str, items: str, table: Table) -> frozenset[str]:
        """The years missing inside one series."""
        is_sought = items in table.grid.entered and may_lack(
            table.rows[items], table.grid.axis.years, table.taken(items)
        )
        return self._series.gaps(code, items) if is_sought else frozenset()

    def _of_indicator(self, plans: Sequence[Plan], code: str, where: Where) -> Iterator[Finding]:
        """Rules on single values, cells and periods."""
        indicator = self._evaluator.catalogue.indicators[code]
        single: list[Plan] = []
        fused: list[Plan] = []
        series: list[Plan] = []
        for plan in plans:
            manner = self._manners[plan]
            self.ran[plan.rule.code, code] = where if manner is Manner.FUSED else None
            if manner is Manner.FUSED:
                (single if plan.form is Form.SINGLE else fused).append(plan)
            elif manner is Manner.METADATA:
                yield from self._of_metadata(plan, code)
            elif manner is Manner.PLACES:
                found = self._judged((plan, place) for place in places(plan, self._evaluator, code))
                yield from merged(found, plan.merge)
            elif manner is Manner.SMALLEST:
                yield from self._judged(self._sparse.smallest(plan, code))
            elif manner is Manner.RIVALS and not fails(plan, indicator, 0, self._judge.this_year):
                yield from merged(self._judged(self._sparse.rivals(plan, code)), plan.merge)
            elif manner is Manner.HIDDEN and not fails(plan, indicator, 0, self._judge.this_year):
                yield from self._judged(self._sparse.hidden(plan, code))
            else:
                series.append(plan)
        if single:
            yield from self._judged(self._nominator.singles(code, single, where))
        if fused:
            yield from self._judged(self._nominator.fused(code, fused, where))
        for plan in series:
            there = self._touched.series(plan, code, where) if plan.merge is Merge.NONE else None
            self.ran[plan.rule.code, code] = there
            yield from merged(self._judged(self._nominator.each_cell(plan, code, there)), plan.merge)

    def _of_metadata(self, plan: Plan, code: str) -> Iterator[Finding]:
        if asked_field(plan) in OF_SOURCE:
            return self._documented.of_sources(plan, code)
        failing = self.watched[plan.rule.code, code] = self._documented.failing(plan, code, self._tables.remarks(code))
        return self._documented.of_keys(plan, failing)

    def _of_rule(self, plan: Plan, only: Mapping[str, Where] | None) -> list[Finding]:
        """Rules that run once, or on combinations."""
        if plan.form is Form.COMBINATIONS:
            is_whole = only is None or plan.merge is not Merge.NONE
            where = None if is_whole else self._touched.combinations(plan, only or {})
            self.ran[plan.rule.code, plan.first] = where
            return merged(self._judged(self._nominator.combined(plan, where)), plan.merge)
        if plan.form in (Form.ONCE, Form.LATEST):
            self.ran.update(((plan.rule.code, code), None) for code in self._evaluator.definitions.indicators(plan))
            return merged(self._judged((plan, place) for place in places(plan, self._evaluator)), plan.merge)
        return []

    def _judged(self, candidates: Iterable[Candidate]) -> Iterator[Finding]:
        for plan, place in dict.fromkeys(candidates):
            finding = self._judge.finding(plan, place)
            if finding is not None:
                yield finding
