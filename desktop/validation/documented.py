"""Owns rules on metadata and the `VAL-` checks: what is wrong with a source is asked once for each indicator and source."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from heapq import nsmallest
from itertools import islice
from typing import TypeVar

from desktop.catalogue import expression as ex
from desktop.domain.address import Key
from desktop.domain.finding import Finding
from desktop.domain.observation import Observation
from desktop.domain.period import overlaps
from desktop.validation.entries import meta_of
from desktop.validation.exact import Exact
from desktop.validation.grids import Remarks
from desktop.validation.judging import MOST_ADDRESSES, Judge, holds
from desktop.validation.manners import asked_field
from desktop.validation.own_rules import Looked, OwnRule
from desktop.validation.plans import Merge, Plan
from desktop.validation.programs import Place, Read

OF_SOURCE = frozenset("source reference_date coverage provider definition_note".split())
"""Fields that are the same for all values of a source."""
_BY_REMARK = {"missing_reason": "reasons", "break_note": "breaks", "method_note": "estimates"}
_ANY_VALUE = Observation("1")
R = TypeVar("R")


class Documented:
    """Findings of such rules in one profile, merged already."""

    def __init__(self, judge: Judge):
        self._judge = judge
        self._figures, self._entries = judge.evaluator.figures, judge.evaluator.entries
        self._catalogue = judge.evaluator.catalogue
        self._known: dict[str, dict[str, list[str]]] = {}

    def forget(self, code: str) -> None:
        """Many series of an indicator came or went."""
        self._known.pop(code, None)

    def note(self, code: str, items: str) -> None:
        """Series at these items may have come or gone."""
        known = self._known.get(code)
        if known is None:
            return
        there = self._entries.of(code).get(items, {})
        for source in {*known, *there}:
            listed = known.setdefault(source, [])
            at = bisect_left(listed, items)
            is_listed = listed[at : at + 1] == [items]
            if source in there and not is_listed:
                listed.insert(at, items)
            elif is_listed and source not in there:
                del listed[at]

    def of_sources(self, plan: Plan, code: str) -> Iterator[Finding]:
        """A rule on a field that is the same for all values of a source."""
        field, failing = asked_field(plan) or "", _failing_answers(plan)
        for source in self._sources(code) if failing else ():
            if meta_of(_ANY_VALUE, source, self._figures.sources.get(source), field) in failing:
                keys = (key for key, observation in self._of(code, source) if observation.is_valued)
                yield from self._joined(self._finding, plan, self._admitted(plan, keys))

    def failing(self, plan: Plan, code: str, remarks: Remarks) -> set[Key]:
        """The observations that fail a rule on a field of their own."""
        field = asked_field(plan) or ""
        keys = [Key(code, items, period, source) for items, period, source in getattr(remarks, _BY_REMARK[field])]
        if field == "method_note":
            for source in self._sources(code):
                on_file = self._figures.sources.get(source)
                if on_file is not None and on_file.type == "ESTIM":
                    keys += [key for key, _ in self._of(code, source)]
        return {key for key in keys if self.fails(plan, key)}

    def fails(self, plan: Plan, key: Key) -> bool:
        observation = self._figures.get(key)
        if observation is None or not plan.admits(self._judge.evaluator.items.parts(key.items)):
            return False
        return self._entries.meta(key.source, observation, asked_field(plan) or "") in _failing_answers(plan)

    def of_keys(self, plan: Plan, keys: Iterable[Key]) -> Iterator[Finding]:
        """The findings for the observations of one indicator that fail a rule."""
        if plan.merge is not Merge.SOURCE:
            yield from (finding for key in keys if (finding := self._finding(plan, key)) is not None)
            return
        groups: dict[str, list[Key]] = {}
        for key in keys:
            groups.setdefault(key.source, []).append(key)
        for group in groups.values():
            yield from self._joined(self._finding, plan, nsmallest(MOST_ADDRESSES, group))

    def own(self, rule: OwnRule, code: str, keys: Iterable[Key]) -> Iterator[Finding]:
        """Findings of a `VAL-` check in one indicator; `keys`: where it can find something, unless it is about sources."""
        match rule.merge:
            case Merge.SOURCE:
                for source in self._sources(code):
                    if source and source not in self._figures.sources:
                        yield from self._joined(self.own_finding, rule, (key for key, _ in self._of(code, source)))
            case Merge.INDICATOR:
                for joined in self._joined(self.own_finding, rule, nsmallest(MOST_ADDRESSES, keys)):
                    yield joined._replace(source=None)
            case _:
                yield from (finding for key in keys if (finding := self.own_finding(rule, key)) is not None)

    def own_finding(self, rule: OwnRule, key: Key) -> Finding | None:
        observation = self._figures.get(key)
        if observation is None:
            return None
        indicator = self._catalogue.indicators[key.indicator]
        looked = Looked(indicator, key.period, key.source, observation, self._figures, self._catalogue)
        return self._judge.own_finding(rule, key, looked)

    def outside(self, code: str, periods: Iterable[str]) -> set[Key]:
        """Observations that are not blank at those of the periods that lie outside the years of the profile."""
        first, last = self._figures.settings.years
        outside = {period for period in periods if not overlaps(period, first, last)}
        if not outside or self._catalogue.indicators[code].frequency == "five-yearly":
            return set()
        return {
            Key(code, items, period, source)
            for items, sources in self._entries.of(code).items()
            for source, series in sources.items()
            for period in series.keys() & outside
            if not series[period].is_blank
        }

    def _finding(self, plan: Plan, key: Key) -> Finding | None:
        return self._judge.finding(plan, Place(*key, self._figures.get(key)))

    def _admitted(self, plan: Plan, keys: Iterable[Key]) -> Iterator[Key]:
        parts = self._judge.evaluator.items.parts
        return (key for key in keys if plan.admits(parts(key.items)))

    def _joined(self, find: Callable[[R, Key], Finding | None], rule: R, keys: Iterable[Key]) -> Iterator[Finding]:
        """One finding for observations that all fail: the first gives the numbers, each gives its address, in order."""
        rest = iter(keys)
        first = next((finding for key in rest if (finding := find(rule, key)) is not None), None)
        if first is not None:
            others = (self._judge.cell_of(Read(key.cell, key.source)) for key in islice(rest, MOST_ADDRESSES - 1))
            yield first._replace(cells=(*first.cells, *others), is_merged=True)

    def _sources(self, code: str) -> list[str]:
        return sorted(source for source, listed in self._items_by_source(code).items() if listed)

    def _items_by_source(self, code: str) -> dict[str, list[str]]:
        """The items, in order, that each source says something of."""
        known = self._known.get(code)
        if known is None:
            known = self._known[code] = {}
            series = self._entries.of(code)
            for items in sorted(series):
                for source in series[items]:
                    known.setdefault(source, []).append(items)
        return known

    def _of(self, code: str, source: str) -> Iterator[tuple[Key, Observation]]:
        """The observations of one source that are not blank, in order."""
        series = self._entries.of(code)
        for items in self._items_by_source(code).get(source, ()):
            there = series[items][source]
            for period, observation in sorted(there.items()):
                if not observation.is_blank:
                    yield Key(code, items, period, source), observation


@lru_cache
def _failing_answers(plan: Plan) -> frozenset[int]:
    """Answers of `meta` that break the rule."""

    def side(tree: ex.Expression, answer: int) -> Exact:
        return tree.value if isinstance(tree, ex.Number) else answer

    rule = plan.rule
    return frozenset(
        answer
        for answer in (0, 1)
        if not holds(side(rule.left, answer), rule.operator, side(rule.right, answer), plan.tolerance)
    )
