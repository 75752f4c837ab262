"""Owns the sheet of a module: one row per indicator × items × source, periods as columns, what is open to be filled in."""

from __future__ import annotations

import math
from typing import NamedTuple

from openpyxl.comments import Comment
from openpyxl.utils import get_column_letter

from desktop.catalogue import wording
from desktop.catalogue.model import Indicator, Module
from desktop.domain.address import Cell
from desktop.domain.observation import REASONS, Observation
from desktop.exchange.excel import attributes
from desktop.exchange.excel.book import Book
from desktop.exchange.excel.cells import (
    LONGEST,
    Pen,
    as_number,
    as_page,
    as_table,
    decimals_of,
    protect,
    shown_length,
    widths,
)
from desktop.exchange.excel.lists import Lists
from desktop.exchange.excel.styles import LETTERS, Style
from desktop.exchange.presenting import Line, in_time_order, periods_of

HEADER = 4
BEFORE = 5
"""Columns before the periods: code, indicator, breakdown, unit, ƒ."""
_HEAD, _HEAD_RIGHT = Style("head"), Style("head_right")
_INPUT_TEXT = Style("input_text", locked=False)
_NOTE = Style("note", locked=False)
_CLOSED = Style("derived")


class RowText(NamedTuple):
    """What stands in the columns after the periods of a row, as written."""

    source: str
    status: str
    confidentiality: str
    multiplier: str
    note: str


class Written(NamedTuple):
    """A module's sheet as it was written: what charts and the way back need."""

    name: str
    module: Module
    periods: list[str]
    lines: list[Line]
    texts: list[RowText]


class ModuleSheet:
    """Writes one module."""

    def __init__(self, book: Book, module: Module, lists: Lists):
        self.book, self.module, self.lists = book, module, lists
        self.shown, self.t = book.shown, book.t
        self.lines = book.shown.module_lines(module)
        self.periods = in_time_order(periods_of(self.lines) | set(book.shown.years))
        self.pen: Pen = book.sheet(book.name_of(module))
        self.after = BEFORE + len(self.periods) + 1
        self._inputs: dict[str, list[str]] = {}
        self._first_sources: dict[tuple[str, str], str] = {}
        for line in self.lines:
            self._first_sources.setdefault((line.indicator.code, line.items), line.source)

    def write(self) -> Written:
        self._head()
        texts = [self._line(HEADER + number, line) for number, line in enumerate(self.lines, 1)]
        self._lists()
        self._table()
        self._page()
        return Written(self.pen.sheet.title, self.module, self.periods, self.lines, texts)

    def _head(self) -> None:
        settings = self.book.content.settings
        practice = f"{self.t('Practice')} · " if settings.practice else ""
        self.pen.text(1, 1, f"{self.module.code}  {self.shown.module_title(self.module)}", Style("title"))
        self.pen.text(
            2,
            1,
            f"{practice}{self.shown.country()} · {settings.title} · {self.t('state')} {self.book.state}",
            Style("subtitle"),
        )
        self.pen.link(3, 1, self.t("Contents"), self.t("Contents"), Style("link"))
        self.pen.text(3, 2, self._legend(), Style("subtitle"))
        for column, text in enumerate(self._headers(), 1):
            is_period = BEFORE < column < self.after
            self.pen.text(HEADER, column, text, _HEAD_RIGHT if is_period else _HEAD)
        self.pen.sheet.row_dimensions[HEADER].height = 24

    def _headers(self) -> list[str]:
        t = self.t
        first = [t("Code"), t("Indicator"), t("Breakdown"), t("Unit"), "ƒ"]
        last = [t("Source"), t("Status"), t("Confidentiality"), t("Multiplier"), t("Note"), t("Key")]
        return [*first, *self.periods, *last]

    def _legend(self) -> str:
        members = self.book.content.catalogue.dimensions["OBS_STATUS"].members
        signs = " · ".join(f"[{s}] {self.shown.member('OBS_STATUS', s)}" for s in "OMLQ" if s in members)
        return f"{signs} · ƒ {self.t('worked out, not to be typed')}"

    def _line(self, row: int, line: Line) -> RowText:
        indicator, pen = line.indicator, self.pen
        pen.text(row, 1, indicator.code, Style("code"))
        is_first = row == HEADER + 1 or self.lines[row - HEADER - 2].indicator is not indicator
        pen.text(row, 2, self.shown.title(indicator), Style("label" if is_first else "label_again"))
        items = self.shown.items(line.items)
        pen.text(row, 3, items or (self.t("Total") if indicator.dimensions else ""), Style("items"))
        pen.text(row, 4, self.shown.unit(indicator), Style("unit"))
        if line.is_worked_out:
            pen.text(row, 5, "ƒ", Style("formula"))
        for column, period in enumerate(self.periods, BEFORE + 1):
            self._cell(row, column, line, period)
        self._note_inputs(row, line)
        texts = self._texts(line)
        self._attributes(row, line, texts)
        longest = max(math.ceil(len(self.shown.title(indicator)) / 36) if is_first else 1, math.ceil(len(items) / 22))
        pen.sheet.row_dimensions[row].height = max(15, 13 * longest)
        return texts

    def _cell(self, row: int, column: int, line: Line, period: str) -> None:
        observation = line.entered.get(period)
        findings = self.book.findings_by_cell.get((line.indicator.code, line.items, period), ())
        here = [
            f for f in findings if f.source in (None, line.source) and self._is_published_line(f.source, line, period)
        ]
        mark = self.book.gravest(here) if here else ""
        remarks = [self.book.say(finding) for finding in here]
        if observation is None or observation.is_blank:
            self._without_value(row, column, line, period, mark)
        else:
            remarks += self._value(row, column, line.indicator, observation, mark)
        if remarks:
            self._comment(row, column, remarks)

    def _is_published_line(self, source: str | None, line: Line, period: str) -> bool:
        """Whether a finding about the published value belongs to this line: the published one, else the line without source."""
        if source is not None:
            return True
        published = self.book.content.published(Cell(line.indicator.code, line.items, period))
        if published is not None:
            return line.source == published[0]
        return period in line.entered or line.source == self._first_sources[line.indicator.code, line.items]

    def _without_value(self, row: int, column: int, line: Line, period: str, mark: str) -> None:
        computed = line.computed.get(period)
        if computed is not None:
            decimals = wording.computed_decimals(line.indicator)
            self.pen.number(row, column, float(computed), Style("derived", decimals, finding=mark))
        elif line.is_worked_out:
            self.pen.text(row, column, "", Style("derived", finding=mark))
        else:
            kind = "input" if line.indicator.is_numeric else "input_text"
            self.pen.text(row, column, "", Style(kind, finding=mark, locked=False))

    def _value(self, row: int, column: int, indicator: Indicator, observation: Observation, mark: str) -> list[str]:
        """Write what is entered; the remarks are what a reader must know of how it is written."""
        letter = observation.status if observation.status in LETTERS else ""
        if observation.value is None:
            if observation.typed is None:
                self.pen.text(row, column, f"[{observation.status}]", Style("reason", finding=mark, locked=False))
                return []
            self.pen.text(row, column, observation.typed, Style("unreadable", finding=mark, locked=False))
            return [self.t("The text cannot be read as a value; it stands here as it was typed.")]
        if not indicator.is_numeric:
            text = self.shown.value_in_words(indicator, observation.value)
            self.pen.text(row, column, text, Style("input_text", finding=mark, locked=False))
            return []
        number = as_number(observation.value)
        if number is None:
            self.pen.text(row, column, observation.value, Style("exact", finding=mark, locked=False))
            return [
                self.t(
                    "The number has more digits than a spreadsheet keeps. It stands here as text, so that none is lost."
                )
            ]
        style = Style("input", decimals_of(observation.value), letter, mark, locked=False)
        self.pen.number(row, column, number, style)
        return []

    def _comment(self, row: int, column: int, remarks: list[str]) -> None:
        text = "\n".join(remarks)[:LONGEST]
        lines = sum(math.ceil(max(len(part), 1) / 42) for part in text.split("\n"))
        comment = Comment(text, "Migration Profile", width=300, height=min(18 * lines + 12, 360))
        self.pen.sheet.cell(row, column).comment = comment

    def _texts(self, line: Line) -> RowText:
        held = line.entered
        filled = [period for period in self.periods if period in held]
        status = {
            p: o.status for p, o in held.items() if o.status != "A" and not (o.status in REASONS and o.text is None)
        }
        confidentiality = {p: o.confidentiality for p, o in held.items() if o.confidentiality != "F"}
        multiplier = {p: str(o.multiplier) for p, o in held.items() if o.multiplier}
        noted = {p: o.note for p, o in held.items() if o.note}
        return RowText(
            line.source, attributes.spread(status, filled), attributes.spread(confidentiality, filled),
            attributes.spread(multiplier, filled), attributes.notes(noted, filled),
        )  # fmt: skip

    def _attributes(self, row: int, line: Line, texts: RowText) -> None:
        is_open = not line.is_worked_out
        for column, text in enumerate(texts, self.after):
            if not is_open:
                self.pen.text(row, column, text, _CLOSED)
            elif text:
                self.pen.text(row, column, text, _NOTE if column == self.after + 4 else _INPUT_TEXT)
        self.pen.text(row, self.after + 5, line.key, Style("code"))

    def _note_inputs(self, row: int, line: Line) -> None:
        """Remember which rows get which drop-down list."""
        if line.is_worked_out:
            return
        first, last = get_column_letter(BEFORE + 1), get_column_letter(self.after - 1)
        name = line.indicator.value_list or ("yes/no" if line.indicator.value_type == "boolean" else "")
        if name:
            self._inputs.setdefault(name, []).append(f"{first}{row}:{last}{row}")

    def _lists(self) -> None:
        for name, ranges in self._inputs.items():
            self.lists.offer(self.pen.sheet, name, ranges)
        if self.lines:
            letters = [get_column_letter(self.after + n) for n in range(4)]
            bottom = HEADER + len(self.lines)
            self.lists.offer(self.pen.sheet, "sources", [f"{letters[0]}{HEADER + 1}:{letters[0]}{bottom}"])

    def _table(self) -> None:
        as_table(self.pen.sheet, f"T_{self.module.code}", HEADER, HEADER + len(self.lines), self._headers())

    def _page(self) -> None:
        sheet = self.pen.sheet
        widths(
            sheet,
            16,
            36,
            23,
            9,
            3,
            *[self._width(column) for column in range(len(self.periods))],
            19,
            12,
            13,
            10,
            34,
            30,
        )
        for column in range(self.after, self.after + 5):
            self.pen.open_column(column, _NOTE if column == self.after + 4 else _INPUT_TEXT)
            for row in range(1, HEADER):
                self.pen.text(row, column, "", Style("subtitle"))
        sheet.freeze_panes = sheet.cell(HEADER + 1, BEFORE + 1)
        sheet.print_title_rows = f"{HEADER}:{HEADER}"
        sheet.print_area = f"A1:{get_column_letter(self.after + 4)}{HEADER + len(self.lines)}"
        as_page(sheet, self.book.footer, wide=True)
        protect(sheet)

    def _width(self, number: int) -> float:
        """Wide enough for the widest number of a period."""
        period = self.periods[number]
        texts = [o.text or "" for line in self.lines if (o := line.entered.get(period)) and line.indicator.is_numeric]
        return min(max([8.5, len(period) + 2.0, *[shown_length(text) + 1.5 for text in texts]]), 24)
