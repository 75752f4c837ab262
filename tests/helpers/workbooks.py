"""What stands in a workbook as it was written, found by keys and headers."""

from __future__ import annotations

from typing import Any

from openpyxl.cell import Cell

from desktop.exchange.excel.carried import taken_apart

HEADER = 4
_ROWS = ("source", "text", "sheet", "row")


def sheet_of(book: Any, code: str) -> Any:
    return next(sheet for sheet in book if sheet.title.startswith(f"{code} "))


def columns(sheet: Any) -> dict[str, int]:
    return {cell.value: cell.column for cell in sheet[HEADER] if cell.value}


def row_of(sheet: Any, key: str) -> int:
    place = columns(sheet)["Key"]
    return next(row for row in range(HEADER + 1, sheet.max_row + 1) if sheet.cell(row, place).value == key)


def keys_of(sheet: Any) -> list[str]:
    place = columns(sheet)["Key"]
    return [sheet.cell(row, place).value for row in range(HEADER + 1, sheet.max_row + 1)]


def cell_of(book: Any, key: str, column: str) -> Cell:
    sheet = sheet_of(book, key.split(".", maxsplit=1)[0])
    return sheet.cell(row_of(sheet, key), columns(sheet)[column])


def facts_of(book: Any) -> dict[str, str]:
    """The facts on the hidden sheet."""
    return {row[0]: row[1] for row in book["_mp"].iter_rows(values_only=True) if row[0] not in _ROWS}


def carried_rows(book: Any, name: str) -> list[list[str]]:
    """The fields of the rows of that name on the hidden sheet."""
    rows = [
        "".join(part for part in row[1:] if part) for row in book["_mp"].iter_rows(values_only=True) if row[0] == name
    ]
    return [taken_apart(row) for row in rows]
