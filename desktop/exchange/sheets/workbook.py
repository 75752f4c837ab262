"""Owns the values of a workbook, by calamine: .xlsx, .xlsb, .xls, .ods, a sheet at a time, inside the limits."""

from __future__ import annotations

import math
import posixpath
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from desktop.domain.errors import Place, Refused
from desktop.exchange.sheets import bounds, details, oldbook, opendocument
from desktop.exchange.sheets.archive import Archive
from desktop.exchange.sheets.bounds import Count
from desktop.exchange.sheets.model import CONTROL, DATE, DIRECTION, ERROR, Sheet, Value

Told = Callable[[int], None]
"""Called now and then with the number of rows read so far."""
ERRORS = frozenset("#DIV/0! #N/A #NAME? #NULL! #NUM! #REF! #VALUE! #GETTING_DATA".split())
_STEP = 1000
_LONG_TEXTS = 30_000
"""Bytes of a workbook's shared texts from which on it is reckoned how much they take where they are shown."""
Rows = list[list[Value]]
Doubts = dict[tuple[int, int], str]
Areas = list[tuple[int, int, int, int]]


def sheets_of(kind: str, data: bytes, archive: Archive | None, told: Told) -> Iterator[Sheet]:
    """The sheets of a workbook in their order; charts and the like are no sheets.

    Raises `Refused`: FILE-PASSWORD, FILE-BROKEN, what the limits say, SHEET-LOST where not everything that stands there could be read.
    """
    reader = _reader(kind, data, archive)
    try:
        workbook = CalamineWorkbook.from_filelike(archive.checked() if archive else BytesIO(data))
        listed = [sheet for sheet in workbook.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet]
    except PasswordError as error:
        raise Refused("FILE-PASSWORD") from error
    except CalamineError as error:
        raise Refused("FILE-BROKEN", reason=str(error)) from error
    names = [sheet.name.casefold() for sheet in workbook.sheets_metadata]
    if len(set(names)) < len(names):
        raise Refused("SHEETS-TWICE")
    count = Count(bounds.MOST_ROWS)
    count.sheet(len(listed))
    for n, sheet in enumerate(workbook.sheets_metadata):
        if sheet.typ == SheetTypeEnum.WorkSheet:
            reader.before(n, sheet.name)
            before = count.cells
            rows, doubts, merged = _contents(workbook, n, count, told)
            merged += reader.after(sheet.name, rows, count.cells - before, doubts)
            is_hidden = sheet.visible != SheetVisibleEnum.Visible
            yield Sheet(sheet.name, rows, is_hidden, doubts, merged, reader.formulas(sheet.name))
    reader.at_end(count.cells)


def _contents(workbook: Any, n: int, count: Count, told: Told) -> tuple[Rows, Doubts, Areas]:
    """Rows, doubts and merged areas of a sheet as calamine tells them."""
    name = workbook.sheet_names[n]
    try:
        found = workbook.get_sheet_by_index(n)
        merged = [(*start, *end) for start, end in found.merged_cell_ranges or ()]
    except CalamineError as error:
        raise Refused("FILE-BROKEN", where=Place(sheet=name), reason=str(error)) from error
    height, width = found.total_height, found.total_width
    if height * width > bounds.LARGEST_AREA:
        raise bounds.in_cell("SHEET-FAR", name, height - 1, width - 1)
    if len(merged) > bounds.MOST_MERGED:
        raise Refused("SHEET-MERGED", n=len(merged), most=bounds.MOST_MERGED)
    doubts: Doubts = {}
    return _rows(name, found, doubts, count, told), doubts, merged


def _rows(name: str, found: Any, doubts: Doubts, count: Count, told: Told) -> Rows:
    """The rows of a sheet from its very first one, without empty cells behind the last."""
    # calamine gives the empty rows above the first filled cell, but not the empty columns before it.
    _, left = found.start or (0, 0)
    nothing: list[Value] = []
    rows: Rows = []
    before = [""] * left
    filled_rows = 0
    for n, found_cells in enumerate(found.iter_rows()):
        cells = before + found_cells if left else found_cells
        kinds = set(map(type, cells))
        empty = cells.count("") if str in kinds else 0
        if empty == len(cells):
            rows.append(nothing)
            count.empty_row()
            continue
        if empty:
            while cells[-1] == "":
                cells.pop()
                empty -= 1
        filled_rows += 1
        count.row(name, n, len(cells), len(cells) - empty)
        if not kinds <= _NUMBERS or not math.isfinite(sum(cells)):
            rows.append([_value(value, doubts, name, n, column) for column, value in enumerate(cells)])
        else:
            rows.append(cells)
        if filled_rows % _STEP == 0:
            told(count.all_rows)
    count.rows(name, filled_rows)
    told(count.all_rows)
    while rows and not rows[-1]:
        rows.pop()
    return rows


_NUMBERS = {float, int, bool}
_CONTROL = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_DIRECTION = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def _value(value: Any, doubts: Doubts, sheet: str, row: int, column: int) -> Value:
    if type(value) is float:
        if math.isfinite(value):
            return value
        doubts[row, column] = ERROR
        return str(value)
    if type(value) is str:
        return None if value == "" else checked_text(value, doubts, sheet, row, column)
    if isinstance(value, (datetime, date, time)):
        doubts[row, column] = DATE
        return value.isoformat()
    if isinstance(value, timedelta):
        doubts[row, column] = DATE
        return str(value)
    kept: Value = value
    return kept


def checked_text(text: str, doubts: Doubts, sheet: str, row: int, column: int) -> Value:
    """A text as it is kept (reliability.md, rule 15). Raises `Refused` CELL-LONG."""
    if len(text) > bounds.LONGEST_CELL:
        raise bounds.in_cell("CELL-LONG", sheet, row, column, n=len(text), most=bounds.LONGEST_CELL)
    if not text.isprintable():
        if _CONTROL.search(text):
            doubts[row, column] = CONTROL
            return _CONTROL.sub("", text) or None
        if _DIRECTION.search(text):
            doubts[row, column] = DIRECTION
    elif text[0] == "#" and text in ERRORS:
        doubts[row, column] = ERROR
    return text


def _add(found: Doubts, errors: Mapping[tuple[int, int], str], rows: Rows, doubts: Doubts) -> None:
    """What a close look found is added to what calamine told: doubts, and the errors, of which it tells nothing."""
    for place, doubt in found.items():
        doubts.setdefault(place, doubt)
    for (row, column), text in errors.items():
        doubts[row, column] = ERROR
        while len(rows) <= row:
            rows.append([])
        rows[row] = [*rows[row], *[None] * (column + 1 - len(rows[row]))]
        rows[row][column] = text


class _Plain:
    """What is looked at before and after the values are read: nothing, in the formats whose records only calamine knows."""

    def before(self, n: int, sheet: str) -> None:
        """Refuse what calamine cannot be given; `n` is the place of the sheet in the list, from 0."""

    def after(self, sheet: str, rows: Rows, filled: int, doubts: Doubts) -> Areas:
        """Add the doubts that calamine does not tell; the merged areas that it does not tell."""
        return []

    def formulas(self, sheet: str) -> frozenset[tuple[int, int]] | None:
        """Cells of the sheet just read whose value a formula made; None where nobody can tell."""
        return None

    def at_end(self, cells: int) -> None:
        """Refuse a workbook of which too little was read."""


class _Excel(_Plain):
    """A sheet of an .xlsx: its markup is looked at, and every value in it must be among those read."""

    def __init__(self, archive: Archive):
        self.archive = archive
        self.parts = _parts(archive)
        styles = archive.named("xl/styles.xml")
        self.percent = details.percent_styles(archive.pieces(styles)) if styles else frozenset()
        shared = archive.named("xl/sharedStrings.xml")
        # Only texts of some size can become too much: two million cells may hold short ones.
        if shared and archive.entries[shared].size > _LONG_TEXTS:
            sheets = (archive.pieces(part) for part in self.parts if part)
            details.check_texts(archive.pieces(shared), sheets)
        nothing = details.Look(0, False)
        self.looks = [details.look_at(archive.pieces(part), self.percent) if part else nothing for part in self.parts]
        values = sum(look.values for look in self.looks)
        if values > bounds.MOST_CELLS:
            raise Refused("CELLS-MANY", n=values, most=bounds.MOST_CELLS)
        self.part, self.look = "", nothing
        self.cells: details.Cells | None = None

    def before(self, n: int, sheet: str) -> None:
        part = self.parts[n] if n < len(self.parts) else None
        if not part:
            raise Refused("SHEET-LOST", where=Place(sheet=sheet), sheet=sheet)
        self.part, self.look, self.cells = part, self.looks[n], None
        if self.look.is_close_needed:
            self.cells = self._close_look(sheet)

    def _close_look(self, sheet: str) -> details.Cells:
        return details.cells_of(self.archive.pieces(self.part), self.percent, sheet)

    def after(self, sheet: str, rows: Rows, filled: int, doubts: Doubts) -> Areas:
        if self.cells is None and filled != self.look.values:
            self.cells = self._close_look(sheet)
        if self.cells is None:
            return []
        _add(self.cells.doubts, self.cells.errors, rows, doubts)
        for row, owed in self.cells.owed.items():
            read = sum(1 << at for at, value in enumerate(rows[row]) if value is not None) if row < len(rows) else 0
            if lost := owed & ~read:
                raise bounds.in_cell("SHEET-LOST", sheet, row, lost.bit_length() - 1)
        return []

    def formulas(self, sheet: str) -> frozenset[tuple[int, int]]:
        return self.look.formulas if self.cells is None else frozenset(self.cells.formulas)


class _OpenDocument(_Plain):
    """A sheet of an .ods: one part holds them all, and is looked at once."""

    def __init__(self, archive: Archive):
        self.archive = archive
        self.tables = opendocument.tables_of(archive)

    def after(self, sheet: str, rows: Rows, filled: int, doubts: Doubts) -> Areas:
        table = self.tables.get(sheet)
        if table is None:
            return []
        _add(table.doubts, table.errors, rows, doubts)
        return table.merged

    def formulas(self, sheet: str) -> frozenset[tuple[int, int]]:
        table = self.tables.get(sheet)
        return frozenset(table.formulas) if table else frozenset()

    def at_end(self, cells: int) -> None:
        are_any_read = cells or any(table.errors for table in self.tables.values())
        if not are_any_read and opendocument.has_values(self.archive):
            raise Refused("FILE-BROKEN", reason="content.xml")


class _OldBook(_Plain):
    """A sheet of an .xls: its records are walked through once, where they may hold a percentage or an error."""

    def __init__(self, data: bytes):
        self.tables = oldbook.tables_of(data)
        self.n = 0

    def before(self, n: int, sheet: str) -> None:
        self.n = n

    def after(self, sheet: str, rows: Rows, filled: int, doubts: Doubts) -> Areas:
        if self.n < len(self.tables):
            table = self.tables[self.n]
            _add(table.doubts, table.errors, rows, doubts)
        return []


def _reader(kind: str, data: bytes, archive: Archive | None) -> _Plain:
    if archive is None:
        return _OldBook(data)
    return {"xlsx": _Excel, "ods": _OpenDocument}[kind](archive) if kind != "xlsb" else _Plain()


def _parts(archive: Archive) -> list[str | None]:
    """The parts in which the sheets stand, in the order of the sheets."""
    targets: dict[str, str] = {}
    listed: list[str] = []

    def relation(name: str, attributes: Mapping[str, str]) -> None:
        if name == "Relationship":
            target = posixpath.normpath(posixpath.join("/xl", attributes.get("Target", ""))).lstrip("/")
            targets[attributes.get("Id", "")] = target

    def sheet(name: str, attributes: Mapping[str, str]) -> None:
        if name == "sheet":
            listed.append(next((value for key, value in attributes.items() if key.endswith(":id")), ""))

    for name, start in (("xl/_rels/workbook.xml.rels", relation), ("xl/workbook.xml", sheet)):
        part = archive.named(name)
        if part:
            details.parse(archive.pieces(part), start, lambda name: None, None, "")
    return [archive.named(targets.get(number, "")) for number in listed]
