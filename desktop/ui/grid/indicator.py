"""Owns the rows and columns of one indicator alone: its sources side by side, its items, sum and difference lines."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from desktop.catalogue import wording
from desktop.catalogue.model import Indicator, in_language
from desktop.domain.address import items_of
from desktop.domain.period import overlaps
from desktop.language import _, current
from desktop.services.profile import OpenProfile
from desktop.ui.common import words
from desktop.ui.grid.building import ModuleRows
from desktop.ui.grid.rows import Column, Row, RowKey

LATE = ("_O", "_U")


class Layout(NamedTuple):
    """How items are laid out:
    the dimension of the rows, the one beside the year (or none), one source or all, sum lines.
    """

    rows: str
    columns: str
    source: str | None = None
    sums: bool = True


class IndicatorRows(ModuleRows):
    """Rows of one indicator; opened ones show what is below in the same dimension."""

    def __init__(self, profile: OpenProfile, code: str, layout: Layout):
        self.indicator = profile.catalogue.indicators[code]
        super().__init__(profile, self.indicator.module)
        self.code, self.layout = code, layout

    def columns(self) -> list[Column]:
        """Years that have figures by the chosen items, each with its parts; all years where there are none yet."""
        periods = sorted(
            {
                period
                for held in self.profile.figures.of(self.code).values()
                for periods in held.values()
                for period in periods
            }
        )
        first, last = self.profile.settings.years
        shown = [period for period in periods if overlaps(period, first, last)] or [
            str(y) for y in range(first, last + 1)
        ]
        dimension = self.layout.columns
        if not dimension:
            return [Column(period, wording.period_text(period)) for period in shown]
        known = self.profile.catalogue.dimensions[dimension]
        used = self.usage.members(self.code, "", dimension)
        parts = [m for m in known.children("_T") if m not in LATE or m in used]
        made = []
        for period in shown:
            band = wording.period_text(period)
            made.append(Column(period, in_language(known.members["_T"].title, current()), "", band, is_strong=True))
            made += [
                Column(period, words.member_word(self.profile.catalogue, dimension, m), f"{dimension}={m}", band)
                for m in parts
            ]
        return made

    def top(self, chosen: Iterable[str] | None = None) -> list[Row]:
        """All rows with nothing opened."""
        unit = words.unit(self.indicator)
        rows = [Row(RowKey("group", dimension="total"), _("Total"), unit=unit)]
        total = Row(
            RowKey("indicator", self.code), words.title(self.indicator), indicator=self.indicator, unit="", strong=True
        )
        sources = self._source_ids(self.code, "")
        total.label = _("Published") if len(sources) > 1 else _("All")
        rows.append(total)
        if len(sources) > 1:
            rows[0].label = _("Total, by source")
            lines = [row for row in self._sources(total) if self.layout.source in (None, row.key.source)]
            rows += lines
            if len(sources) == 2 and self.layout.source is None:
                rows.append(self._difference(sources))
        dimension = self.layout.rows
        if dimension:
            name = in_language(self.profile.catalogue.dimensions[dimension].title, current())
            rows.append(
                Row(
                    RowKey("group", dimension=dimension),
                    _("By {dimension}").format(dimension=name[:1].lower() + name[1:]),
                )
            )
            rows += self._with_sum(self._members(total, dimension, "_T"), "", dimension)
        return rows

    def below(self, row: Row) -> list[Row]:
        if row.kind != "item":
            return []
        dimension = self.layout.rows
        member = items_of(row.key.items).get(dimension, "")
        return self._with_sum(self._members(row, dimension, member), member, dimension, row.level + 1)

    def _item(self, row: Row, indicator: Indicator, base: dict[str, str], dimension: str, member: str) -> Row:
        made = super()._item(row, indicator, base, dimension, member)
        made.level = row.level + 1 if row.kind == "item" else 0
        known = self.profile.catalogue.dimensions[dimension]
        used = self.usage.members(indicator.code, "", dimension)
        made.can_open = any(child in used for child in known.children(member))
        return made

    def _with_sum(self, rows: list[Row], member: str, dimension: str, level: int = 0) -> list[Row]:
        known = self.profile.catalogue.dimensions[dimension]
        if not (rows and self.layout.sums and self.indicator.is_additive) or (known.is_open and member):
            return rows
        parts = tuple(row.key.items for row in rows)
        whole = f"{dimension}={member}" if member else ""
        head = self.profile.catalogue.dimensions[dimension].members.get(member or "_T")
        name = words.member_word(self.profile.catalogue, dimension, member) if member and head else _("total")
        key = RowKey("sum", self.code, whole, "", dimension)
        sums = Row(key, _("Sum of the {n}").format(n=len(rows)), indicator=self.indicator, level=level, parts=parts)
        rest = Row(
            key._replace(kind="difference"), _("Sum minus {name}").format(name=name), indicator=self.indicator, level=level,
            parts=(*parts, whole),
        )  # fmt: skip
        return [*rows, sums, rest]

    def _difference(self, sources: list[str]) -> Row:
        key = RowKey("difference", self.code, "", "|".join(sources))
        return Row(key, _("Difference between the two"), indicator=self.indicator, level=1)
