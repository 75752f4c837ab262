"""Owns what a sheet is beside its cells: widths and heights, the marked table, how it prints, what is locked."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from openpyxl.worksheet.filters import AutoFilter
from openpyxl.worksheet.table import Table, TableColumn, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from desktop.exchange.excel.cells import Pen, letters

HIGHEST = 400.0


def widths(sheet: Worksheet, *widths: float) -> None:
    """Column widths from the first column on."""
    for number, width in enumerate(widths, 1):
        sheet.column_dimensions[letters(number)].width = width


def fit_height(pen: Pen, row: int, texts: Sequence[str], widths: Sequence[float], least: float = 0) -> None:
    """Make a row as high as its texts need when they wrap in columns of these widths; not every program does it by itself."""
    lines = max(
        sum(math.ceil(max(len(part), 1) / width) for part in text.split("\n"))
        for text, width in zip(texts, widths, strict=True)
    )
    pen.heights[row] = min(HIGHEST, max(least, 14.0 * lines + 3))


def as_table(sheet: Worksheet, name: str, top: int, bottom: int, headers: Sequence[str]) -> None:
    """Mark a range as one table; its header stays in view and is printed on each page.

    Its columns are named here: openpyxl would walk over every cell to find them.
    """
    ref = f"A{top}:{letters(len(headers))}{max(bottom, top + 1)}"
    table = Table(displayName=name, ref=ref, autoFilter=AutoFilter(ref=ref))
    table.tableColumns = [TableColumn(id=number, name=text) for number, text in enumerate(headers, 1)]
    table.tableStyleInfo = TableStyleInfo(showRowStripes=False)
    sheet.add_table(table)
    sheet.print_title_rows = f"{top}:{top}"


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
