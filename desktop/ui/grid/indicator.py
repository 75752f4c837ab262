"""Owns the rows and columns of one indicator alone:
its sources side by side, its items, crossed or at a part of another dimension, sum and difference lines.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from desktop.catalogue import wording
from desktop.catalogue.model import TOTAL, Indicator, in_language
from desktop.domain.address import items_of
from desktop.language import _, current, plural
from desktop.services import places
from desktop.services.profile import OpenProfile
from desktop.ui.common import words
from desktop.ui.grid import largest
from desktop.ui.grid.building import Added, ModuleRows, joined
from desktop.ui.grid.largest import LATE
from desktop.ui.grid.rows import Column, Row, RowKey
from desktop.ui.grid.usage import Usage


class Layout(NamedTuple):
    """How items are laid out: the dimension of the rows, the one beside the year (or none), items held fixed, one source or all
    (None), sum lines, how many of a long list (0: all).
    """

    rows: str
    columns: str
    base: str = ""
    source: str | None = None
    sums: bool = True
    most: int = 10


class IndicatorRows(ModuleRows):
    """Rows of one indicator; opened ones show what is below in the same dimension."""

    def __init__(self, profile: OpenProfile, code: str, layout: Layout, added: Added, usage: Usage):
        self.indicator = profile.catalogue.indicators[code]
        super().__init__(profile, self.indicator.module, added, usage)
        self.code, self.layout = code, layout
        self.shows_unused = True
        self.base = items_of(layout.base)

    # Columns

    def columns(self, periods: Iterable[str]) -> list[Column]:
        """The periods, each with its total and its parts by the dimension beside the year."""
        dimension = self.layout.columns
        if not dimension:
            return [Column(period, wording.period_text(period)) for period in periods]
        members = [(TOTAL, self._word(dimension, TOTAL))]
        members += [(member, self._word(dimension, member)) for member in self._beside(dimension)]
        return [
            Column(
                period, title, "" if member == TOTAL else f"{dimension}={member}", wording.period_text(period), member == TOTAL
            )
            for period in periods
            for member, title in members
        ]  # fmt: skip

    def _beside(self, dimension: str) -> list[str]:
        known = self.profile.catalogue.dimensions[dimension]
        used = self.used(self.code, self.layout.base, dimension)
        return [member for member in known.children(TOTAL) if member in used or member not in LATE]

    def _word(self, dimension: str, member: str) -> str:
        if member == TOTAL:
            return in_language(self.profile.catalogue.dimensions[dimension].members[TOTAL].title, current())
        return words.member_word(self.profile.catalogue, dimension, member)

    # Rows

    def top(self, chosen: Iterable[str] | None = None) -> list[Row]:
        """All rows with nothing opened."""
        rows = self._totals()
        if self.layout.rows:
            is_open = self.profile.catalogue.dimensions[self.layout.rows].is_open
            rows += self._long_list(rows[1]) if is_open else self._tree(rows[1])
        return rows

    def _totals(self) -> list[Row]:
        """The head, the total, and what each source says of it."""
        named = words.members_words(self.profile.catalogue, self.layout.base)
        head = Row(RowKey("group", dimension="total"), named or _("Total"), unit=words.unit(self.indicator))
        total = Row(RowKey("indicator", self.code, self.layout.base), _("All"), indicator=self.indicator, strong=True)
        if self.layout.source is not None:
            self._pin(total)
            total.label = words.source_word(self.profile.figures, self.layout.source)
            return [head, total]
        sources = self._source_ids(self.code, self.layout.base)
        if len(sources) < 2:
            return [head, total]
        head.label = _("{items}, by source").format(items=named or _("Total"))
        total.label = _("Published")
        return [head, total, *self._sources(total), *self._apart(sources)]

    def _apart(self, sources: list[str]) -> list[Row]:
        """Two sources held against each other, as a number and in per cent; of more each against the published figure."""
        if len(sources) == 2:
            pairs = [("apart", _("Difference between the two"), sources), ("percent", _("in per cent"), sources)]
        else:
            label = _("{source} against the published, %")
            named = [(words.source_word(self.profile.figures, source), source) for source in sources]
            pairs = [("percent", label.format(source=name), [source]) for name, source in named]
        return [
            Row(RowKey(kind, self.code, self.layout.base, "|".join(pair)), text, indicator=self.indicator, level=1, parts=tuple(pair))
            for kind, text, pair in pairs
        ]  # fmt: skip

    def _group(self, title: str, dimension: str) -> Row:
        return Row(RowKey("group", dimension=f"by {dimension}"), title)

    def _by(self, dimension: str) -> str:
        name = in_language(self.profile.catalogue.dimensions[dimension].title, current())
        return _("By {dimension}").format(dimension=name[:1].lower() + name[1:])

    def _tree(self, total: Row) -> list[Row]:
        dimension = self.layout.rows
        listed = self._with_sum(self._members(total, dimension, TOTAL), "", dimension)
        return [self._group(self._by(dimension), dimension), *listed]

    def _long_list(self, total: Row) -> list[Row]:
        """Countries or regions: the largest, the others in one line that opens, not known, what is missing to the total; areas."""
        dimension = self.layout.rows
        used = self.used(self.code, self.layout.base, dimension)
        kept = self.added.members.get((self.code, dimension), set())
        split = largest.split(self.by_size(self.indicator, self.base, dimension, used), self.layout.most, kept)
        shown = [self._item(total, self.indicator, self.base, dimension, member) for member in split.shown]
        title = self._by(dimension)
        if split.hidden:
            latest = self.latest(self.indicator, self.base, dimension, split.shown)
            title = _("{n} largest in {year}").format(n=len(shown), year=wording.period_text(latest))
        rows = [self._group(title, dimension), *shown]
        if split.hidden:
            rows.append(self._others(split.hidden, dimension))
        rows += [self._item(total, self.indicator, self.base, dimension, member) for member in split.late]
        if self.layout.sums and self.indicator.is_additive and (split.shown or split.hidden):
            every = (*split.shown, *split.hidden, *split.late)
            rows.append(self._rest_of_total([self._items(dimension, member) for member in every], dimension))
        return rows + self._areas([*split.shown, *split.hidden], split.areas, dimension, total)

    def _others(self, hidden: tuple[str, ...], dimension: str) -> Row:
        is_country = self.profile.catalogue.dimensions[dimension].is_country
        n = len(hidden)
        label = (
            plural("{n} other country", "Other {n} countries", n) if is_country else plural("{n} other region", "Other {n} regions", n)
        )  # fmt: skip
        key = RowKey("rest", self.code, self.layout.base, self.layout.source or "", dimension)
        parts = tuple(self._items(dimension, member) for member in hidden)
        return self._pin(Row(key, label, indicator=self.indicator, can_open=True, parts=parts))

    def _areas(self, countries: list[str], entered: tuple[str, ...], dimension: str, total: Row) -> list[Row]:
        """Areas that were entered, and those worked out from the countries in them."""
        if not self.profile.catalogue.dimensions[dimension].is_country or not (
            self.layout.sums and self.indicator.is_additive
        ):
            return [self._item(total, self.indicator, self.base, dimension, area) for area in entered]
        made = [self._item(total, self.indicator, self.base, dimension, area) for area in entered]
        made += [
            row for row in self._areas_below(countries, places.WORLD, dimension, 0) if self._code_of(row) not in entered
        ]
        return [self._group(_("By area"), "area"), *made] if made else []

    def _areas_below(self, countries: Iterable[str], above: str, dimension: str, level: int) -> list[Row]:
        rows = []
        for code, name, inside in largest.areas(countries, above):
            key = RowKey("area", self.code, self._items(dimension, code), self.layout.source or "", dimension)
            parts = tuple(self._items(dimension, member) for member in inside)
            row = self._pin(Row(key, name, indicator=self.indicator, level=level, parts=parts))
            row.can_open = len(largest.areas(inside, code)) > 0
            rows.append(row)
        return rows

    def below(self, row: Row) -> list[Row]:
        dimension = self.layout.rows
        if row.kind == "rest":
            members = [items_of(part)[dimension] for part in row.parts]
            return [self._item(row, self.indicator, self.base, dimension, member) for member in members]
        if row.kind == "area":
            countries = [items_of(part)[dimension] for part in row.parts]
            return self._areas_below(countries, self._code_of(row), dimension, row.level + 1)
        if row.kind != "item":
            return []
        member = items_of(row.key.items).get(dimension, "")
        return self._with_sum(self._members(row, dimension, member), member, dimension, row.level + 1)

    # Parts of rows

    def _item(self, row: Row, indicator: Indicator, base: dict[str, str], dimension: str, member: str) -> Row:
        made = super()._item(row, indicator, base, dimension, member)
        made.level = row.level + 1 if row.kind in ("item", "rest") else 0
        known = self.profile.catalogue.dimensions[dimension]
        made.can_open = bool(known.children(member)) and not known.is_open
        if known.is_open:
            made.unit = member
        return self._pin(made)

    def _items(self, dimension: str, member: str) -> str:
        return joined(self.indicator, self.base, dimension, member)

    def _code_of(self, row: Row) -> str:
        return items_of(row.key.items)[self.layout.rows]

    def _pin(self, row: Row) -> Row:
        """Where one source is chosen its figures stand in the row, published or not."""
        if self.layout.source is not None:
            row.key, row.is_pinned = row.key._replace(source=self.layout.source), True
        return row

    def _with_sum(self, rows: list[Row], member: str, dimension: str, level: int = 0) -> list[Row]:
        if not (rows and self.layout.sums and self.indicator.is_additive):
            return rows
        parts = [row.key.items for row in rows]
        whole = self._items(dimension, member) if member else self.layout.base
        key = RowKey("sum", self.code, whole, self.layout.source or "", dimension)
        label = plural("Sum of the one", "Sum of the {n}", len(rows))
        sums = self._pin(Row(key, label, indicator=self.indicator, level=level, parts=tuple(parts)))
        return [*rows, sums, self._rest_of_total(parts, dimension, member, level)]

    def _rest_of_total(self, parts: list[str], dimension: str, member: str = "", level: int = 0) -> Row:
        whole = self._items(dimension, member) if member else self.layout.base
        name = words.member_word(self.profile.catalogue, dimension, member) if member else _("total")
        key = RowKey("difference", self.code, whole, self.layout.source or "", dimension)
        label = _("Sum minus {name}").format(name=name)
        return self._pin(Row(key, label, indicator=self.indicator, level=level, parts=(*parts, whole)))
