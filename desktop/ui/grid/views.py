"""Owns what a page of figures shows: a module or one indicator of it, through which filter, which years, laid out how."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from desktop.catalogue.model import Indicator
from desktop.domain.finding import Finding
from desktop.domain.period import is_year, overlaps
from desktop.language import marked
from desktop.services import asking, exported
from desktop.ui.grid.building import Added, ModuleRows
from desktop.ui.grid.indicator import IndicatorRows, Layout
from desktop.ui.grid.usage import Usage
from desktop.ui.session import ProfileSession

FILTERS = {
    "all": marked("All {n}"), "mine": marked("Mine"), "empty": marked("Empty"), "findings": marked("With findings"),
    "changed": marked("Changed since the last export"), "core": marked("Core indicators"),
}  # fmt: skip
"""Which indicators of a module are shown."""


class Years(NamedTuple):
    """Which periods are columns: all, or only those with figures, less the hidden ones."""

    only_filled: bool = False
    hidden: frozenset[str] = frozenset()


class View:
    """What the page shows now. Layouts, and rows that were asked for and are still empty, are kept while the page lives."""

    def __init__(self, session: ProfileSession):
        self.session = session
        self.added = Added()
        self.module = ""
        self.indicator = ""
        """The indicator shown alone with its items; empty for the whole module."""
        self.filter = "all"
        self.layouts: dict[str, Layout] = {}
        self._years = {False: Years(), True: Years(only_filled=True)}
        self._usage = Usage(session.profile.figures)
        self.all_periods: list[str] = []
        """The years of the profile, and the other periods at which the indicators shown have figures."""
        self.periods: list[str] = []
        """Those that are columns; every one where the choice would leave none."""

    @property
    def years(self) -> Years:
        return self._years[bool(self.indicator)]

    @years.setter
    def years(self, years: Years) -> None:
        self._years[bool(self.indicator)] = years

    @property
    def usage(self) -> Usage:
        """Kept from table to table; the table says what to forget."""
        if self._usage.figures is not self.session.profile.figures:  # the profile was read anew
            self._usage = Usage(self.session.profile.figures)
        return self._usage

    def module_rows(self) -> ModuleRows:
        return ModuleRows(self.session.profile, self.module, self.added, self.usage)

    def indicator_rows(self, layout: Layout) -> IndicatorRows:
        self.layouts[self.indicator] = layout
        return IndicatorRows(self.session.profile, self.indicator, layout, self.added, self.usage)

    # Years

    def look_at_years(self) -> None:
        """Learn which periods there are; before rows are shown."""
        first, last = self.session.profile.settings.years
        filled = self._filled()
        self.all_periods = sorted({str(year) for year in range(first, last + 1)} | filled)
        wanted = filled if self.years.only_filled else set(self.all_periods)
        shown = [period for period in self.all_periods if period in wanted and period not in self.years.hidden]
        self.periods = shown or self.all_periods

    def _filled(self) -> set[str]:
        """Periods with figures: other than years all, years those of the profile."""
        profile = self.session.profile
        codes = [self.indicator] if self.indicator else [indicator.code for indicator in self._indicators()]
        found = set().union(*(profile.figures.periods_of(code) for code in codes))
        return {period for period in found if not is_year(period) or overlaps(period, *profile.settings.years)}

    def _indicators(self) -> Iterable[Indicator]:
        return self.session.profile.catalogue.by_module[self.module]

    # Filter

    def codes(self) -> list[str]:
        """The indicators that pass the filter, in the order of the catalogue."""
        every = list(self._indicators())
        if self.filter == "core":
            return [indicator.code for indicator in every if indicator.is_core]
        codes = [indicator.code for indicator in every]
        if self.filter == "mine":
            return [code for code in codes if self.session.writer_of(code) == self.session.my_institution]
        if self.filter == "empty":
            return [code for code in codes if asking.filling(self.session.profile, code) != "filled"]
        if self.filter == "findings":
            found = {part.cell.indicator for finding in self.findings() for part in finding.cells}
            return [code for code in codes if code in found]
        if self.filter == "changed":
            changed = exported.changed(self.session.profile)
            return [code for code in codes if code in changed]
        return codes

    def findings(self) -> list[Finding]:
        """Those of the module, or those that name the indicator shown alone."""
        if self.indicator:
            return [f for f in self.session.findings if any(p.cell.indicator == self.indicator for p in f.cells)]
        return [finding for finding in self.session.findings if finding.module == self.module]
