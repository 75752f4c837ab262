"""Owns the sheet of a module: one row per indicator × items × source, periods as columns, what is open to be filled in."""

from __future__ import annotations

import math
from itertools import groupby
from typing import NamedTuple

from desktop.catalogue.model import Indicator, Module, in_language
from desktop.exchange.excel import attributes, bounds
from desktop.exchange.excel.book import Book
from desktop.exchange.excel.cells import Pen, letters, place_of
from desktop.exchange.excel.figures import Figures, has_reason
from desktop.exchange.excel.formulas import Formulas
from desktop.exchange.excel.layouts import BEFORE, HEADER, Layout
from desktop.exchange.excel.lists import Lists
from desktop.exchange.excel.pages import as_page, as_table, protect, widths
from desktop.exchange.excel.styles import Style
from desktop.exchange.presenting import Line, in_time_order, periods_of

_HEAD, _HEAD_RIGHT = Style("head"), Style("head_right")
_INPUT_TEXT = Style("input_text", locked=False)
_NOTE = Style("note", locked=False)
_CLOSED = Style("derived")
_CODE, _LABEL, _LABEL_AGAIN = Style("code"), Style("label"), Style("label_again")
_ITEMS, _UNIT, _FORMULA, _SUBTITLE = Style("items"), Style("unit"), Style("formula"), Style("subtitle")
_WIDTHS = (17.0, 37.0, 28.0, 12.0, 3.0)
_WIDTHS_AFTER = (19.0, 13.0, 15.0, 12.0, 34.0, 30.0)
_ORDINARY = ("A", "F", 0, "")
"""Status, confidentiality, multiplier, note of a figure that nothing more is said of."""


class RowText(NamedTuple):
    """What stands in the columns after the periods of a row, as written."""

    source: str
    status: str = ""
    confidentiality: str = ""
    multiplier: str = ""
    note: str = ""


class Written(NamedTuple):
    """A module's sheet as it was written: what charts and the way back need."""

    name: str
    module: Module
    periods: list[str]
    lines: list[Line]
    texts: list[RowText]


def layout_of(book: Book, module: Module) -> Layout:
    """Where everything of a module will stand."""
    lines = book.shown.module_lines(module)
    sent = {
        key.period for key in book.content.sent if book.shown.catalogue.indicators[key.indicator].module == module.code
    }
    periods = in_time_order(periods_of(lines) | sent | set(book.shown.years))
    return Layout(book.name_of(module), module, periods, lines)


class ModuleSheet:
    """Writes one module."""

    def __init__(self, book: Book, layout: Layout, lists: Lists, formulas: Formulas):
        self.book, self.layout, self.lists = book, layout, lists
        self.shown, self.t = book.shown, book.t
        self.pen: Pen = book.sheet(layout.name)
        self.figures = Figures(book, layout, self.pen, formulas)

    def write(self) -> Written:
        self._head()
        texts: list[RowText] = []
        row = HEADER
        for indicator, lines in groupby(self.layout.lines, key=lambda line: line.indicator):
            self._definition(row + 1, indicator)
            for number, line in enumerate(lines):
                row += 1
                self._labels(row, line, is_first=not number)
                self.figures.write(row, line)
                texts.append(self._attributes(row, line))
        self._lists()
        bounds.mark(self.book, self.pen.sheet, self.layout)
        self._page()
        return Written(self.layout.name, self.layout.module, self.layout.periods, self.layout.lines, texts)

    def _head(self) -> None:
        settings, module = self.book.content.settings, self.layout.module
        practice = f"{self.t('Practice')} · " if settings.practice else ""
        about = f"{practice}{self.shown.country()} · {settings.title} · {self.t('state')} {self.book.state}"
        self.pen.text(1, 1, f"{module.code}  {self.shown.module_title(module)}", Style("title"))
        self.pen.text(2, 1, about, _SUBTITLE)
        self.pen.link(3, 1, self.t("Contents"), place_of(self.t("Contents")), Style("link"))
        self.pen.text(3, 2, self._legend(), _SUBTITLE)
        for column, text in enumerate(self._headers(), 1):
            is_period = BEFORE < column < self.layout.after
            self.pen.text(HEADER, column, text, _HEAD_RIGHT if is_period else _HEAD)
        self.pen.heights[HEADER] = 24

    def _headers(self) -> list[str]:
        t = self.t
        first = [t("Code"), t("Indicator"), t("Breakdown"), t("Unit"), "ƒ"]
        last = [t("Source"), t("Status"), t("Confidentiality"), t("Multiplier"), t("Note"), t("Key")]
        return [*first, *self.layout.periods, *last]

    def _legend(self) -> str:
        members = self.book.content.catalogue.dimensions["OBS_STATUS"].members
        signs = " · ".join(f"[{s}] {self.shown.member('OBS_STATUS', s)}" for s in "OMLQ" if s in members)
        return f"{signs} · ƒ {self.t('worked out, not to be typed')}"

    def _definition(self, row: int, indicator: Indicator) -> None:
        """What an indicator means, as a comment at its first label."""
        definition = in_language(indicator.definition, self.shown.language)
        if definition:
            self.pen.remark(row, 2, definition)

    def _labels(self, row: int, line: Line, *, is_first: bool) -> None:
        indicator, pen = line.indicator, self.pen
        title, items = self.shown.title(indicator), self.shown.items(line.items)
        pen.text(row, 1, indicator.code, _CODE)
        pen.text(row, 2, title, _LABEL if is_first else _LABEL_AGAIN)
        pen.text(row, 3, items or (self.t("Total") if indicator.dimensions else ""), _ITEMS)
        pen.text(row, 4, self.shown.unit(indicator), _UNIT)
        if line.is_worked_out or (line.computed and not line.entered):
            pen.text(row, 5, "ƒ", _FORMULA)
        longest = max(math.ceil(len(title) / 36) if is_first else 1, math.ceil(len(items) / 27))
        pen.heights[row] = max(15, 13 * longest)

    def _texts(self, line: Line) -> RowText:
        special = {period: o for period, o in line.entered.items() if o[2:] != _ORDINARY}
        if not special:
            return RowText(line.source)
        filled = [period for period in self.layout.periods if period in line.entered]
        status = {p: o.status for p, o in special.items() if o.status != "A" and not has_reason(o)}
        confidentiality = {p: o.confidentiality for p, o in special.items() if o.confidentiality != "F"}
        multiplier = {p: str(o.multiplier) for p, o in special.items() if o.multiplier}
        noted = {p: o.note for p, o in special.items() if o.note}
        return RowText(
            line.source, attributes.spread(status, filled), attributes.spread(confidentiality, filled),
            attributes.spread(multiplier, filled), attributes.notes(noted, filled),
        )  # fmt: skip

    def _attributes(self, row: int, line: Line) -> RowText:
        texts, after = self._texts(line), self.layout.after
        is_closed = line.is_worked_out
        for column, text in enumerate(texts, after):
            if is_closed:
                self.pen.text(row, column, text, _CLOSED)
            elif text:
                self.pen.text(row, column, text, _NOTE if column == after + 4 else _INPUT_TEXT)
        self.pen.text(row, after + 5, line.key, _CODE)
        return texts

    def _lists(self) -> None:
        """Drop-down lists, each over all rows that it is for."""
        layout = self.layout
        ranges: dict[str, list[str]] = {}
        first, last = letters(BEFORE + 1), letters(layout.after - 1)
        for row, line in enumerate(layout.lines, HEADER + 1):
            name = line.indicator.value_list or ("yes/no" if line.indicator.value_type == "boolean" else "")
            if name and not line.is_worked_out:
                ranges.setdefault(name, []).append(f"{first}{row}:{last}{row}")
        for name, places in ranges.items():
            self.lists.offer(self.pen.sheet, name, places)
        if layout.lines:
            for number, name in enumerate(("sources", "OBS_STATUS", "CONF_STATUS", "UNIT_MULT")):
                column = letters(layout.after + number)
                self.lists.offer(self.pen.sheet, name, [f"{column}{HEADER + 1}:{column}{layout.bottom}"])

    def _page(self) -> None:
        sheet, layout = self.pen.sheet, self.layout
        as_table(sheet, f"T_{layout.module.code}", HEADER, layout.bottom, self._headers())
        widths(sheet, *_WIDTHS, *map(self.figures.width, layout.periods), *_WIDTHS_AFTER)
        for column in range(layout.after, layout.after + 5):
            self.pen.open_column(column, _NOTE if column == layout.after + 4 else _INPUT_TEXT)
            for row in range(1, HEADER):
                self.pen.text(row, column, "", _SUBTITLE)
        sheet.freeze_panes = f"{letters(BEFORE + 1)}{HEADER + 1}"
        sheet.print_area = f"A1:{letters(layout.after + 4)}{layout.bottom}"
        as_page(sheet, self.book.footer, wide=True)
        protect(sheet)
