"""Owns how the bytes of a spreadsheet become sheets: kind by content, values by calamine or csv."""

from __future__ import annotations

import hashlib
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from desktop.domain.errors import Refused
from desktop.exchange.sheets.model import DATE, ERROR, Book, Sheet, Value


def open_book(path: Path) -> Book:
    """A workbook of any kind that calamine reads. Raises `Refused`."""
    try:
        workbook = CalamineWorkbook.from_path(path)
        sheets = [_sheet(workbook, data) for data in workbook.sheets_metadata if data.typ == SheetTypeEnum.WorkSheet]
    except CalamineError as error:
        raise Refused("FILE-UNREADABLE", file=path.name, reason=str(error)) from error
    return Book(path.suffix[1:].lower(), hashlib.sha256(path.read_bytes()).hexdigest(), sheets)


def _sheet(workbook: Any, data: Any) -> Sheet:
    sheet = workbook.get_sheet_by_name(data.name)
    doubts: dict[tuple[int, int], str] = {}
    rows = [
        [_value(value, doubts, row, column) for column, value in enumerate(cells)]
        for row, cells in enumerate(sheet.to_python(skip_empty_area=False))
    ]
    merged = [(*start, *end) for start, end in sheet.merged_cell_ranges or ()]
    return Sheet(data.name, rows, data.visible != SheetVisibleEnum.Visible, doubts, merged)


def _value(value: Any, doubts: dict[tuple[int, int], str], row: int, column: int) -> Value:
    if isinstance(value, (datetime, date, time)):
        doubts[row, column] = DATE
        return value.isoformat()
    if isinstance(value, timedelta):
        doubts[row, column] = DATE
        return str(value)
    if isinstance(value, str) and value.startswith("#") and value.endswith(("!", "?", "/A", "F!")):
        doubts[row, column] = ERROR
    return None if value == "" else value
