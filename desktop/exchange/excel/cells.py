"""Owns putting a value into a cell: numbers as numbers, texts never as formulas, nothing longer than a cell holds."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from openpyxl.cell import Cell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.filters import AutoFilter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.table import Table, TableColumn, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from desktop.exchange.excel.styles import Style, Styles

SAFE_DIGITS = 15
"""So many digits survive in the number of a spreadsheet; more are written as text."""
MOST_DECIMALS = 3
HIGHEST = 400.0
LONGEST = 32_767
_NOT_IN_XML = dict.fromkeys((0xFFFE, 0xFFFF), "\ufffd")


class Pen:
    """Writes cells of one sheet."""

    def __init__(self, sheet: Worksheet, styles: Styles):
        self.sheet, self._styles = sheet, styles

    def text(self, row: int, column: int, text: str, style: Style) -> Cell:
        """A text, whatever it begins with."""
        cell = self.sheet.cell(row, column)
        if text:
            cell.value = held(text)
            cell.data_type = "s"
        self._styles.dress(cell, style)
        return cell

    def open_column(self, column: int, style: Style) -> None:
        """Give a column the look of its empty cells: they need not be written one by one."""
        self._styles.dress(self.sheet.column_dimensions[get_column_letter(column)], style)

    def number(self, row: int, column: int, number: float, style: Style) -> Cell:
        cell = self.sheet.cell(row, column, number)
        self._styles.dress(cell, style)
        return cell

    def link(self, row: int, column: int, text: str, sheet: str, style: Style) -> Cell:
        """A text that leads to a sheet of this workbook."""
        cell = self.text(row, column, text, style)
        cell._hyperlink = Hyperlink(ref=cell.coordinate, location=f"{quoted(sheet)}!A1", display=text)
        return cell


def held(text: str) -> str:
    """The text as a cell can hold it; a cut is marked and never silent."""
    text = text.translate(_NOT_IN_XML)
    return text if len(text) <= LONGEST else text[: LONGEST - 4] + " […]"


def as_number(text: str) -> int | float | None:
    """The number of a stored text, None where a spreadsheet could not hold all its digits."""
    if len(text) > SAFE_DIGITS and sum(map(str.isdigit, text.lstrip("-0."))) > SAFE_DIGITS:
        return None
    return float(text) if "." in text else int(text)


def decimals_of(text: str) -> int:
    """Decimals to show; of many only so many, the cell keeps them all."""
    decimals = len(text.partition(".")[2])
    return decimals if decimals <= MOST_DECIMALS + 1 else MOST_DECIMALS


def shown_length(text: str) -> int:
    """About how many signs a number takes with its grouping."""
    whole = text.partition(".")[0]
    return len(whole) + len(whole) // 4 + decimals_of(text) + 1


def quoted(sheet: str) -> str:
    doubled = sheet.replace("'", "''")
    return f"'{doubled}'"


def widths(sheet: Worksheet, *widths: float) -> None:
    """Column widths from the first column on."""
    for number, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width


def fit_height(sheet: Worksheet, row: int, texts: Sequence[str], widths: Sequence[float]) -> None:
    """Make a row as high as its texts need when they wrap in columns of these widths; not every program does it by itself."""
    lines = max(
        sum(math.ceil(max(len(part), 1) * 1.1 / width) for part in text.split("\n"))
        for text, width in zip(texts, widths, strict=True)
    )
    sheet.row_dimensions[row].height = min(HIGHEST, 14.0 * lines + 2)


def as_table(sheet: Worksheet, name: str, top: int, bottom: int, headers: Sequence[str]) -> None:
    """Mark a range as one table. Its columns are named here: openpyxl would walk over every cell to find them."""
    ref = f"A{top}:{get_column_letter(len(headers))}{max(bottom, top + 1)}"
    table = Table(displayName=name, ref=ref, autoFilter=AutoFilter(ref=ref))
    table.tableColumns = [TableColumn(id=number, name=text) for number, text in enumerate(headers, 1)]
    table.tableStyleInfo = TableStyleInfo(showRowStripes=False)
    sheet.add_table(table)


def as_page(sheet: Any, footer: str, *, wide: bool) -> None:
    """How the sheet prints: fitted to the width, landscape where it is wide, with the state of the profile and page numbers."""
    setup = sheet.page_setup
    setup.orientation = "landscape" if wide else "portrait"
    setup.paperSize = sheet.PAPERSIZE_A3 if wide else sheet.PAPERSIZE_A4
    setup.fitToWidth, setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.oddFooter.left.text = footer.replace("&", "&&")
    sheet.oddFooter.right.text = "&P / &N"
    for side in ("left", "right"):
        setattr(sheet.page_margins, side, 0.5)


def protect(sheet: Any) -> None:
    """Locked cells stay locked, without a password; columns and rows may be sized, moved, sorted, inserted."""
    protection = sheet.protection
    protection.sheet = True
    for allowed in ("formatCells", "formatColumns", "formatRows", "insertRows", "insertColumns", "sort", "autoFilter"):
        setattr(protection, allowed, False)
