"""Owns running rules again after a few edits, exactly and place by place, and keeping what that needs to know."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from desktop.catalogue.expression import MinCell, Number
from desktop.domain.address import Cell, Key
from desktop.domain.finding import Finding
from desktop.domain.period import is_year, overlaps
from desktop.domain.profile import Undecided
from desktop.validation.documented import OF_SOURCE, Documented
from desktop.validation.entries import is_hidden
from desktop.validation.judging import Judge, holds
from desktop.validation.ledger import Ledger
from desktop.validation.manners import Manner, asked_field
from desktop.validation.merging import merged
from desktop.validation.places import combinations, is_certain, occurs, places
from desktop.validation.plans import Form, Merge, Plan
from desktop.validation.programs import Place
from desktop.validation.running import Rules, Run
from desktop.validation.series import GAP, JUMP, SeriesChecks
from desktop.validation.smallest import Smallest
from desktop.validation.sparse import fails
from desktop.validation.touched import Touched, periods_ahead

Watched = dict[tuple[str, str], set[str]]
"""Items and period → sources."""


class Again:
    """Brings a ledger up to date.

    `watched`: by rule and indicator the observations that fail on their own metadata, or lie outside the years; `hidden`: by
    indicator the cells entered as hidden; `gaps`: by indicator and items the years missing inside a series.
    """

    def __init__(self, judge: Judge, ledger: Ledger, series: SeriesChecks, rules: Rules, run: Run):
        self._judge, self._evaluator, self._ledger = judge, judge.evaluator, ledger
        self._figures, self._definitions = judge.evaluator.figures, judge.evaluator.definitions
        self._series, self._rules, self._wanted = series, rules, frozenset(rules.plans)
        self._completeness = [plan for plan in rules.plans if plan.form in (Form.ONCE, Form.LATEST)]
        self._naming_others = [plan for plan in rules.plans if plan.names_others and plan not in self._completeness]
        self._run, self._gaps = run, run.gaps
        self._touched = Touched(self._evaluator)
        self._documented = Documented(judge)
        self._smallest = Smallest(self._evaluator)
        self._watched: dict[tuple[str, str], Watched] = {}
        self._hidden: dict[str, set[tuple[str, str]]] = {}

    def restart(self, codes: Collection[str]) -> None:
        """The run has just gone over these indicators."""
        for code in codes:
            self._documented.forget(code)
            self._smallest.forget(code)
            self._hidden[code] = self._run.hidden_cells(code)
        self._watched = {rule: there for rule, there in self._watched.items() if rule[1] not in codes}
        for rule, keys in self._run.watched.items():
            there = self._watched[rule] = {}
            for key in keys:
                there.setdefault(key[1:3], set()).add(key.source)

    def run(self, edited: set[Cell], affected: set[Cell]) -> None:
        """`edited` cells had an observation or a choice changed; `affected` may have another value because of them."""
        self._evaluator.shortlist = self._smallest.shortlist
        try:
            self._smallest.update(affected)
            for cell in edited:
                self._documented.note(cell.indicator, cell.items)
                self._note_hidden(cell)
            for cell in edited:
                self._own_checks(cell)
                self._metadata(cell)
            self._values(affected)
            self._against_itself(affected)
        finally:
            self._evaluator.shortlist = None

    def _values(self, affected: set[Cell]) -> None:
        codes = {cell.indicator for cell in affected}
        tasks: dict[Plan, set[tuple[str, str, str]]] = {}
        for cell in affected:
            for plan in self._definitions.looking_at(cell.indicator):
                if plan in self._wanted and self._definitions.manners[plan] is not Manner.METADATA:
                    tasks.setdefault(plan, set()).update(self._places_of(plan, cell))
            for plan in self._definitions.naming(cell.indicator):
                if plan in self._wanted and plan.form is Form.COMBINATIONS:
                    places_there = self._touched.combined(plan, cell)
                    tasks.setdefault(plan, set()).update((plan.first, *place) for place in places_there)
        for plan in self._completeness:
            self._once(plan, codes)
        for plan in self._naming_others:
            if not plan.codes.isdisjoint(codes):
                tasks.pop(plan, None)
                self._whole(plan)
        for plan, where in tasks.items():
            self._rerun(plan, where)

    def _places_of(self, plan: Plan, cell: Cell) -> Iterable[tuple[str, str, str]]:
        """Where a rule that looks at an indicator has to run again."""
        code, _, period = cell
        manner = self._manner(plan, code)
        if manner is Manner.SMALLEST:
            return [(code, "", period)] if self._may_be_small(plan, cell) else []
        if manner is Manner.RIVALS:
            is_undecided = isinstance(self._evaluator.entries.published(*cell), Undecided)
            return [cell] if is_undecided or self._ledger.has(plan.rule.code, code, period) else []
        if manner is Manner.HIDDEN and not (self._may_hide(code) or self._ledger.has(plan.rule.code, code, period)):
            return []
        if plan.form is Form.PERIODS:
            return [(code, "", ahead) for ahead in periods_ahead(plan, period)]
        if plan.form is Form.SINGLE:
            return [cell] if plan.admits(self._evaluator.items.parts(cell.items)) else []
        return [(code, *place) for place in self._touched.cells(plan, cell)]

    def _manner(self, plan: Plan, code: str) -> Manner:
        """By what means a rule is run for an indicator: what finds fault with most cells is not sought from rare ones."""
        manner = self._definitions.manners[plan]
        if manner in (Manner.RIVALS, Manner.HIDDEN):
            indicator = self._evaluator.catalogue.indicators[code]
            return Manner.SERIES if fails(plan, indicator, 0, self._judge.this_year) else manner
        return manner

    def _may_be_small(self, plan: Plan, cell: Cell) -> bool:
        """Whether `mincell(…) >= number` can say anything new: it did before, or this cell breaks it."""
        rule = plan.rule
        if not (isinstance(rule.left, MinCell) and rule.operator == ">=" and isinstance(rule.right, Number)):
            return True
        if self._ledger.has(rule.code, cell.indicator, cell.period):
            return True
        number = self._smallest.counted(*cell)
        return number is not None and not holds(number, ">=", rule.right.value, plan.tolerance)

    def _may_hide(self, code: str) -> bool:
        """Whether a cell of the indicator may be hidden."""
        if self._hidden.get(code):
            return True
        return any(self._may_hide(part.ref.code) for part in self._definitions.parts[code])

    def _note_hidden(self, cell: Cell) -> None:
        entry = self._evaluator.entries.published(*cell)
        hidden = self._hidden.setdefault(cell.indicator, set())
        hidden.discard(cell[1:])
        if entry is not None and not isinstance(entry, Undecided) and is_hidden(entry):
            hidden.add(cell[1:])

    def _rerun(self, plan: Plan, where: Iterable[tuple[str, str, str]]) -> None:
        """Work a rule out again at these places."""
        rule = plan.rule.code
        if plan.merge is Merge.PERIOD:
            for code, period in {(code, period) for code, _, period in where}:
                found = [finding for place in self._cells_at(plan, code, period) for finding in self._at(plan, place)]
                self._ledger.replace_where(rule, code, period, merged(found, plan.merge))
        elif plan.merge is Merge.SOURCE:
            for code in {code for code, _, _ in where}:
                found = [
                    finding for place in places(plan, self._evaluator, code) for finding in self._judged(plan, place)
                ]
                self._ledger.replace_where(rule, code, None, merged(found, plan.merge))
        else:
            for place in where:
                self._ledger.replace_at(rule, place[0], place[1:], self._at(plan, place))

    def _cells_at(self, plan: Plan, code: str, period: str) -> list[tuple[str, str, str]]:
        """The cells at which a rule merged by period can say anything."""
        if plan.form is Form.COMBINATIONS:
            return [(code, items, period) for items in combinations(plan, self._evaluator)]
        if self._manner(plan, code) is Manner.RIVALS:
            series = self._evaluator.entries.of(code)
            return [(code, items, period) for items, sources in series.items() if len(sources) > 1]
        universe = self._evaluator.universe.of(code)
        return [(code, items, period) for items, periods in universe.items() if period in periods]

    def _at(self, plan: Plan, place: tuple[str, str, str]) -> list[Finding]:
        """What a rule says at a place, by observation if it is a single-value rule."""
        _, items, period = place
        match plan.form:
            case Form.SINGLE:
                observed = self._figures.at(Cell(*place))
                there = [Place(*place, source, it) for source, it in observed.items() if not it.is_blank]
                if self._evaluator.is_computed(*place):
                    there.append(Place(*place))
                return [finding for one in there for finding in self._judged(plan, one)]
            case Form.CELLS if not (
                plan.admits(self._evaluator.items.parts(items)) and self._evaluator.is_cell(*place)
            ):
                return []
            case Form.COMBINATIONS:
                found = self._judged(plan, Place(*place))
                is_there = found and (
                    is_certain(plan, items, self._evaluator) or occurs(plan, items, period, self._evaluator)
                )
                return found if is_there else []
        return self._judged(plan, Place(*place))

    def _judged(self, plan: Plan, place: Place) -> list[Finding]:
        finding = self._judge.finding(plan, place)
        return [] if finding is None else [finding]

    def _once(self, plan: Plan, codes: set[str]) -> None:
        """Completeness: once for the profile, or for each indicator at its latest year."""
        names = not plan.codes.isdisjoint(codes)
        if plan.form is Form.ONCE and not names:
            return
        indicators = set(self._definitions.indicators(plan))
        for code in indicators if names else indicators & codes:
            found = [finding for place in places(plan, self._evaluator, code) for finding in self._judged(plan, place)]
            self._ledger.replace_where(plan.rule.code, code, None, merged(found, plan.merge))

    def _whole(self, plan: Plan) -> None:
        """A rule that reports on one indicator and names another that changed: everywhere."""
        found = self._run.findings(Rules([plan], [], []))
        self._ledger.replace_all(lambda finding: finding.rule == plan.rule.code, found)

    def _against_itself(self, affected: set[Cell]) -> None:
        """The checks of the series in which something changed."""
        for code, items in {cell[:2] for cell in affected if is_year(cell.period)}:
            if not self._series.looks_at(code):
                continue
            table = self._run.years(code)
            if JUMP in self._rules.series:
                self._ledger.replace_series(JUMP.code, code, items, self._run.jumps(code, items, table))
            if GAP in self._rules.series:
                known = self._gaps.setdefault(code, {})
                before, years = known.pop(items, frozenset()), self._run.gaps_of(code, items, table)
                if years:
                    known[items] = years
                for year in before | years:
                    found = list(self._series.gaps_found(code, known, (year,)))
                    self._ledger.replace_where(GAP.code, code, year, found)

    # What is asked of observations and their sources

    def _own_checks(self, cell: Cell) -> None:
        code = cell.indicator
        there = self._figures.at(cell)
        first, last = self._figures.settings.years
        indicator = self._evaluator.catalogue.indicators[code]
        for rule in self._rules.own:
            if rule.merge is Merge.NONE:
                found = list(self._documented.own(rule, code, [Key(*cell, source) for source in there]))
                self._ledger.replace_at(rule.code, code, cell[1:], found)
                continue
            if rule.merge is Merge.INDICATOR:
                if overlaps(cell.period, first, last) or indicator.frequency == "five-yearly":
                    continue
                self._watch(rule.code, cell, {source for source, it in there.items() if not it.is_blank})
            keys = self._keys(rule.code, code)
            self._ledger.replace_where(rule.code, code, None, list(self._documented.own(rule, code, keys)))

    def _watch(self, rule: str, cell: Cell, sources: set[str]) -> bool:
        """Remember for which sources a rule fails at a cell; whether there were or are any."""
        there = self._watched.setdefault((rule, cell.indicator), {})
        before = there.pop(cell[1:], None)
        if sources:
            there[cell[1:]] = sources
        return bool(before or sources)

    def _keys(self, rule: str, code: str) -> list[Key]:
        there = self._watched.get((rule, code), {})
        return [Key(code, *place, source) for place, sources in there.items() for source in sources]

    def _metadata(self, cell: Cell) -> None:
        code = cell.indicator
        for plan in self._definitions.single(code):
            if plan not in self._wanted or self._definitions.manners[plan] is not Manner.METADATA:
                continue
            if asked_field(plan) in OF_SOURCE:
                self._ledger.replace_where(plan.rule.code, code, None, list(self._documented.of_sources(plan, code)))
                continue
            sources = {source for source in self._figures.at(cell) if self._documented.fails(plan, Key(*cell, source))}
            if self._watch(plan.rule.code, cell, sources):
                if plan.merge is Merge.SOURCE:
                    found = list(self._documented.of_keys(plan, self._keys(plan.rule.code, code)))
                    self._ledger.replace_where(plan.rule.code, code, None, found)
                else:
                    found = list(self._documented.of_keys(plan, [Key(*cell, source) for source in sources]))
                    self._ledger.replace_at(plan.rule.code, code, cell[1:], found)
