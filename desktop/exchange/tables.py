"""Owns the tables of a report before they take the form of a file: which rows, in which groups, with which words; nothing invented.

Per indicator with a breakdown one table; indicators without one share the first table of their module. Of a breakdown by country the
ten largest are shown; the others are one row, only where it is the plain sum of figures that are there, and it says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import NamedTuple

from desktop.catalogue import wording
from desktop.catalogue.model import Indicator, Module, in_language
from desktop.domain.address import items_of
from desktop.domain.number import shown as shown_number
from desktop.domain.observation import REASONS
from desktop.exchange import words
from desktop.exchange.presenting import Shown, in_time_order
from desktop.exchange.published import Point, Row, rows_of

LARGEST = 10
"""Countries of a breakdown that are shown one by one."""
MOST_NOTES = 6
LONG = 10
"""Signs of a figure above which its row stands in a table of its own kind."""


class Figure(NamedTuple):
    """A cell: its text, the status letter beside it, and whether it is a sign for no number."""

    text: str
    letter: str = ""
    is_sign: bool = False


class TableRow(NamedTuple):
    """A row: `kind` is `total`, `row`, `group` (a heading without figures) or `rest` (a sum of what is not shown)."""

    label: str
    kind: str
    level: int
    figures: tuple[Figure, ...] = ()
    is_worked_out: bool = False


class TableBlock(NamedTuple):
    """One table with what stands beneath it."""

    number: str
    title: str
    unit: str
    periods: tuple[str, ...]
    rows: tuple[TableRow, ...]
    legend: tuple[str, ...]
    notes: tuple[str, ...]
    sources: tuple[str, ...]
    has_more: bool
    """Whether notes were left out for their number."""


class TextBlock(NamedTuple):
    """An indicator that is told in words, by period."""

    title: str
    texts: tuple[tuple[str, str], ...]


class Tables:
    """Makes the tables of a report."""

    def __init__(self, shown: Shown):
        self.shown, self.t = shown, shown.t
        self._sources = {source.id: source for source in shown.content.sources}

    def of(self, module: Module, number: int) -> tuple[list[TableBlock], list[TextBlock]]:
        """Tables and texts of a module; `number` is the module's in the report."""
        plain: list[Row] = []
        broken_down: list[list[Row]] = []
        texts: list[TextBlock] = []
        for indicator in self.shown.catalogue.by_module[module.code]:
            rows = rows_of(self.shown, indicator)
            if not rows:
                continue
            if indicator.value_type == "text":
                texts.append(self._text(rows))
            elif any(row.items for row in rows):
                broken_down.append(rows)
            else:
                plain += rows
        blocks: list[TableBlock] = []
        short = in_language(module.short, self.shown.language)
        long = [row for row in plain if self._is_long(row)]
        brief = [row for row in plain if row not in long]
        for rows, title in (
            (brief, self.t("{module}: main figures")),
            (long, self.t("{module}: figures with many digits")),
        ):
            if rows:
                named = title.format(module=short)
                blocks.append(self._table(f"{number}.{len(blocks) + 1}", named, "", self._plain(rows)))
        for rows in broken_down:
            indicator = rows[0].indicator
            title = f"{self.shown.title(indicator)}{self._by(rows)}"
            multiplier = uniform_multiplier(rows)
            made = self._broken_down([row._replace(said_multiplier=multiplier) for row in rows])
            blocks.append(self._table(f"{number}.{len(blocks) + 1}", title, self._unit(indicator, multiplier), made))
        return blocks, texts

    def _table(self, number: str, title: str, unit: str, made: list[tuple[TableRow, Row | None]]) -> TableBlock:
        """Fill in the figures of rows that were laid out, in the periods in which any of them has something."""
        printed = [source for _, source in made if source is not None]
        periods = in_time_order({period for row in printed for period in row.points})
        filled = tuple(
            laid if row is None else laid._replace(figures=tuple(self.figure(row, period) for period in periods))
            for laid, row in made
        )
        notes = self._notes(printed)
        points = [point for row in printed for point in row.points.values()]
        return TableBlock(
            number, title, unit, tuple(periods), filled, self._legend(points, any(r.is_worked_out for r in filled)),
            tuple(notes[:MOST_NOTES]), self._cited(points), len(notes) > MOST_NOTES,
        )  # fmt: skip

    def figure(self, row: Row, period: str) -> Figure:
        """A cell as it is printed, in the number format of the report's language."""
        point = row.points.get(period)
        if point is None:
            return Figure("")
        observation, indicator = point.observation, row.indicator
        if observation.status in REASONS and observation.text is None:
            return Figure(f"[{observation.status}]", is_sign=True)
        if observation.value is None:
            return Figure("[?]", is_sign=True)
        if row.said_multiplier == observation.multiplier:
            point = point._replace(observation=observation._replace(multiplier=0))
        letter = "" if observation.status == "A" else observation.status
        return Figure(self.number(indicator, point), letter)

    def _is_long(self, row: Row) -> bool:
        """Whether the figures need so much room that only few years stand side by side."""
        return any(len(self.figure(row, period).text) > LONG for period in row.points)

    def number(self, indicator: Indicator, point: Point) -> str:
        value = point.observation.value or ""
        if not indicator.is_numeric:
            return self.shown.value_in_words(indicator, value)
        if indicator.unit == "year":
            return value
        if point.is_computed:
            value = wording.rounded(value, wording.computed_decimals(indicator))
        return shown_number(value, self.shown.language) + power(point.observation.multiplier)

    def _plain(self, rows: Iterable[Row]) -> list[tuple[TableRow, Row | None]]:
        """Indicators one below the other, each with its unit; several sources of one under its name."""
        made: list[tuple[TableRow, Row | None]] = []
        for plain in rows:
            row = plain._replace(said_multiplier=uniform_multiplier([plain]))
            label = self._label(row)
            made.append((TableRow(label + self._source_of(row), "row", 0, is_worked_out=_is_worked_out(row)), row))
        return made

    def _label(self, row: Row) -> str:
        indicator = row.indicator
        if indicator.value_list or indicator.value_type == "boolean":
            return self.shown.title(indicator)
        return f"{self.shown.title(indicator)}, {self._unit(indicator, row.said_multiplier)}"

    def _unit(self, indicator: Indicator, multiplier: int) -> str:
        unit = self.shown.unit(indicator)
        if not multiplier:
            return unit
        return self.t("{multiplier} {unit}").format(multiplier=self.t(words.MULTIPLIERS.get(multiplier, "")), unit=unit)

    def _source_of(self, row: Row) -> str:
        """Named only where several stand side by side and nobody chose."""
        return "" if row.source is None else f" ({row.source or self.t('no source')})"

    def _by(self, rows: Sequence[Row]) -> str:
        dimensions = dict.fromkeys(d for row in rows for d in items_of(row.items))
        titles = [self._dimension(dimension) for dimension in dimensions]
        if not titles:
            return ""
        listed = (
            titles[0]
            if len(titles) == 1
            else self.t("{first} and {last}").format(first=", ".join(titles[:-1]), last=titles[-1])
        )
        return self.t(", by {dimensions}").format(dimensions=listed)

    def _dimension(self, dimension: str) -> str:
        title = in_language(self.shown.catalogue.dimensions[dimension].title, self.shown.language)
        return title[:1].lower() + title[1:]

    def _broken_down(self, rows: Sequence[Row]) -> list[tuple[TableRow, Row | None]]:
        """Total first, then a group for each kind of breakdown."""
        made: list[tuple[TableRow, Row | None]] = []
        groups: dict[tuple[str, ...], list[Row]] = {}
        for row in rows:
            if row.items:
                groups.setdefault(tuple(items_of(row.items)), []).append(row)
            else:
                made.append(
                    (
                        TableRow(self.t("Total") + self._source_of(row), "total", 0, is_worked_out=_is_worked_out(row)),
                        row,
                    )
                )
        for dimensions, members in groups.items():
            if len(groups) > 1 or not made:
                listed = " · ".join(self._dimension(dimension) for dimension in dimensions)
                made.append((TableRow(self.t("By {dimensions}").format(dimensions=listed), "group", 0), None))
            country = next((d for d in dimensions if self.shown.catalogue.dimensions[d].is_country), "")
            made += self._members(dimensions, country, members) if country else self._closed(members)
        return made

    def _closed(self, rows: Iterable[Row]) -> list[tuple[TableRow, Row | None]]:
        return [
            (
                TableRow(
                    self.shown.items(row.items) + self._source_of(row), "row", 1, is_worked_out=_is_worked_out(row)
                ),
                row,
            )
            for row in rows
        ]

    def _members(self, dimensions: tuple[str, ...], country: str, rows: list[Row]) -> list[tuple[TableRow, Row | None]]:
        """Countries, under a heading for each combination of the other items: the ten largest, then the sum of the others."""
        made: list[tuple[TableRow, Row | None]] = []
        others: dict[tuple[str, ...], list[Row]] = {}
        for row in rows:
            items = items_of(row.items)
            others.setdefault(tuple(items[d] for d in dimensions if d != country), []).append(row)
        rest = [d for d in dimensions if d != country]
        for members, found in others.items():
            if rest:
                label = " · ".join(self.shown.member(d, m) for d, m in zip(rest, members, strict=True))
                made.append((TableRow(label, "group", 1), None))
            made += self._largest(found, country, 2 if rest else 1)
        return made

    def _largest(self, rows: list[Row], country: str, level: int) -> list[tuple[TableRow, Row | None]]:
        named = [row for row in rows if not items_of(row.items)[country].startswith("_")]
        unnamed = [row for row in rows if items_of(row.items)[country].startswith("_")]
        ranked = sorted(named, key=lambda row: -_weight(row))
        shown, left = (ranked[:LARGEST], ranked[LARGEST:]) if len(ranked) > LARGEST + 1 else (ranked, [])
        made: list[tuple[TableRow, Row | None]] = [
            (
                TableRow(
                    self.shown.member(country, items_of(row.items)[country]) + self._source_of(row), "row", level,
                    is_worked_out=_is_worked_out(row),
                ),
                row,
            )
            for row in shown
        ]  # fmt: skip
        summed = _sum(left)
        if left and summed is None:
            label = self.t.plural(
                "{n} other country is in the workbook", "{n} other countries are in the workbook", len(left)
            )
            made.append((TableRow(label, "rest", level), None))
        elif left:
            label = self.t.plural("{n} other country", "{n} other countries, sum", len(left))
            made.append((TableRow(label, "rest", level), summed))
        made += [(laid._replace(level=level, label=self.shown.member(country, items_of(row.items)[country])), row)
                 for laid, row in self._closed(unnamed) if row is not None]  # fmt: skip
        return made

    def _legend(self, points: Iterable[Point], has_worked_out: bool) -> tuple[str, ...]:
        members = self.shown.catalogue.dimensions["OBS_STATUS"].members
        used = {point.observation.status for point in points}
        found = []
        for status in (member for member in members if member in used and member != "A"):
            sign = f"[{status}]" if status in REASONS else status
            found.append(f"{sign} {_lower(self.shown.member('OBS_STATUS', status))}")
        if any(point.observation.is_unreadable for point in points):
            found.append(f"[?] {self.t('text that cannot be read as a number')}")
        if has_worked_out:
            found.append(f"ƒ {self.t('worked out from other figures')}")
        return tuple(found)

    def _notes(self, rows: Iterable[Row]) -> list[str]:
        """Each note once, with the periods it is about."""
        found: dict[str, set[str]] = {}
        for row in rows:
            for period, point in row.points.items():
                if point.observation.note:
                    found.setdefault(point.observation.note, set()).add(period)
        return [f"{note} ({spans(periods)})" for note, periods in found.items()]

    def _cited(self, points: Iterable[Point]) -> tuple[str, ...]:
        cited = dict.fromkeys(point.source for point in points if point.source)
        return tuple(self._sources[source].title if source in self._sources else source for source in sorted(cited))

    def _text(self, rows: list[Row]) -> TextBlock:
        texts = [(period, point.observation.text or "") for row in rows for period, point in row.points.items()]
        return TextBlock(self.shown.title(rows[0].indicator), tuple(texts))


def power(multiplier: int) -> str:
    """`×10³` after a number that stands in thousands."""
    return f"×10{str(multiplier).translate(str.maketrans('0369', '⁰³⁶⁹'))}" if multiplier else ""


def uniform_multiplier(rows: Sequence[Row]) -> int:
    """The multiplier that every figure of these rows has; 0 where they differ."""
    found = {
        point.observation.multiplier
        for row in rows
        for point in row.points.values()
        if point.observation.value is not None
    }
    return found.pop() if len(found) == 1 else 0


def spans(periods: Iterable[str]) -> str:
    """`2010–2014, 2020`: years that follow one another as a span."""
    runs: list[list[str]] = []
    for period in in_time_order(periods):
        if runs and len(period) == len(runs[-1][-1]) == 4 and int(period) == int(runs[-1][-1]) + 1:
            runs[-1].append(period)
        else:
            runs.append([wording.period_text(period)])
    return ", ".join(run[0] if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)


def _is_worked_out(row: Row) -> bool:
    return all(point.is_computed for point in row.points.values())


def _weight(row: Row) -> float:
    """The last figure of a row, by which countries are ranked."""
    for period in sorted(row.points, reverse=True):
        number = row.points[period].number
        if number is not None:
            return number
    return 0.0


def _sum(rows: Sequence[Row]) -> Row | None:
    """The plain sum of rows by period; None where anything but plain numbers in the indicator's unit would go in."""
    if not rows or not rows[0].indicator.is_additive:
        return None
    totals: dict[str, Decimal] = {}
    for row in rows:
        if row.source is not None:
            return None
        for period, point in row.points.items():
            observation = point.observation
            if observation.value is None or observation.multiplier or observation.status in REASONS:
                return None
            totals[period] = totals.get(period, Decimal(0)) + Decimal(observation.value)
    observation = next(iter(rows[0].points.values())).observation
    points = {
        period: Point(observation._replace(value=f"{total:f}", typed=None, status="A", note=""), "")
        for period, total in totals.items()
    }
    return Row(rows[0].indicator, "", points)


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
