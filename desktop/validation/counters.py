"""Owns the counters that the program keeps about the profile itself (semantics.md 8)."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import TYPE_CHECKING

from desktop.catalogue.model import Indicator
from desktop.domain.period import year_of
from desktop.validation.exact import Exact, simplest

if TYPE_CHECKING:
    from desktop.validation.evaluation import Evaluator

CORE, FILLED, METADATA, BY_SEX = "DAT.CORE.TOT", "DAT.CORE.FILLED", "DAT.META.COV", "DAT.DISAGG.SEX"
RECENT_YEARS = 5


class Counters:
    """Counted when asked for, at the last year of the profile; what was found for an indicator is kept until `forget`."""

    def __init__(self, evaluator: Evaluator):
        self._evaluator = evaluator
        self._filled: dict[str, bool] = {}
        self._by_sex: dict[str, bool] = {}
        self._observed: dict[str, dict[str, tuple[int, int]]] = {}
        self._sums: dict[str, tuple[int, int]] = {}

    def value(self, code: str, items: str, period: str) -> Exact | None:
        """The value of a counter, None at any other cell than its total in the last year."""
        if items or period != str(self._evaluator.figures.settings.years[1]):
            return None
        if code == CORE:
            return len(self.core)
        if code == FILLED:
            return sum(self.is_filled(indicator.code) for indicator in self.core)
        if code == METADATA:
            return self._metadata()
        return self._by_sex_share() if code == BY_SEX else None

    def forget(self, codes: Iterable[str]) -> None:
        for code in codes:
            for memo in (self._filled, self._by_sex, self._observed, self._sums):
                memo.pop(code, None)

    def forget_items(self, code: str, items: str) -> None:
        """Some cells of an indicator changed, all with these items."""
        self._filled.pop(code, None)
        self._by_sex.pop(code, None)
        counts = self._observed.get(code)
        if counts is not None:
            before, now = counts.get(items, (0, 0)), self._counted(code, items)
            complete, valued = self._sums[code]
            self._sums[code] = complete + now[0] - before[0], valued + now[1] - before[1]
            counts[items] = now

    def readers(self, code: str) -> list[str]:
        """Codes of the counters that look at an indicator."""
        indicators = self._evaluator.catalogue.indicators
        readers = [METADATA] + ([FILLED, BY_SEX] if code in self._evaluator.definitions.core_codes else [])
        return [reader for reader in readers if reader in indicators and indicators[reader].is_counter]

    @property
    def core(self) -> list[Indicator]:
        modules = self._evaluator.figures.settings.modules
        return [indicator for indicator in self._evaluator.definitions.core if indicator.module in modules]

    def is_filled(self, code: str) -> bool:
        """A value in some recent cell, entered (undecided too) or computed."""
        known = self._filled.get(code)
        if known is None:
            known = self._filled[code] = any(
                self._evaluator.is_filled(code, items, period)
                for items, periods in self._evaluator.universe.of(code).items()
                for period in periods
                if self._is_recent(period)
            )
        return known

    def _is_recent(self, period: str) -> bool:
        last = self._evaluator.figures.settings.years[1]
        return last - RECENT_YEARS < year_of(period) <= last

    def _metadata(self) -> Exact | None:
        complete = valued = 0
        for code in self._evaluator.figures.codes():
            if code not in self._sums:
                counts = {items: self._counted(code, items) for items in self._evaluator.entries.of(code)}
                self._observed[code] = counts
                self._sums[code] = sum(pair[0] for pair in counts.values()), sum(pair[1] for pair in counts.values())
            complete += self._sums[code][0]
            valued += self._sums[code][1]
        return simplest(Fraction(100 * complete, valued)) if valued else None

    def _counted(self, code: str, items: str) -> tuple[int, int]:
        """Valued observations: those whose source has date and coverage, and all."""
        complete = valued = 0
        for source, series in self._evaluator.entries.of(code).get(items, {}).items():
            number = series.number_valued
            valued += number
            complete += number if self._evaluator.entries.is_documented(source) else 0
        return complete, valued

    def _by_sex_share(self) -> Exact | None:
        filled = [
            indicator.code
            for indicator in self.core
            if indicator.unit == "persons" and "SEX" in indicator.dimensions and self.is_filled(indicator.code)
        ]
        return simplest(Fraction(100 * sum(map(self._is_by_sex, filled)), len(filled))) if filled else None

    def _is_by_sex(self, code: str) -> bool:
        known = self._by_sex.get(code)
        if known is None:
            places, value = self._evaluator.universe.of(code), self._evaluator.value
            periods = places.get("SEX=F", set()) & places.get("SEX=M", set())
            known = self._by_sex[code] = any(
                value(code, "SEX=F", period) is not None and value(code, "SEX=M", period) is not None
                for period in periods
                if self._is_recent(period)
            )
        return known
