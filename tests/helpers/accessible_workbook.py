"""What makes a workbook hard to use for people who hear it, see few colours, or go through it by keys: the rules, one by one."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import openpyxl
from openpyxl.cell import Cell

LEAST_CONTRAST = 4.5
_GENERIC = re.compile(r"(sheet|feuille|hoja|table|tabla)\s*\d*", re.IGNORECASE)
_NAMELESS = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}cNvPr"
_MARKS = {"FBE9E7", "FFF3D9", "E1F2F3", "F8E8F4"}
"""Grounds that say that something is wrong."""


def faults(path: Path) -> list[str]:
    """Everything that breaks a rule, in words."""
    book = openpyxl.load_workbook(path)
    try:
        return [*_of_book(book), *_of_drawings(path), *(fault for sheet in book for fault in _of_sheet(sheet))]
    finally:
        book.close()


def contrast(one: str, other: str) -> float:
    """The ratio of two colours by the formula of WCAG."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _of_book(book: Any) -> Iterator[str]:
    if not book.properties.title:
        yield "the document has no title"
    if not book.properties.language:
        yield "the document has no language"
    names = [sheet.title.casefold() for sheet in book]
    if len(set(names)) < len(names):
        yield "two sheets have one name"
    if book.active.title != book.worksheets[0].title:
        yield "it does not open on the first sheet"


def _of_drawings(path: Path) -> Iterator[str]:
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if re.fullmatch(r"xl/drawings/drawing\d+\.xml", name):
                for shape in ElementTree.fromstring(archive.read(name)).iter(_NAMELESS):
                    if len(shape.get("descr", "")) < 20:
                        yield f"{name}: a chart without words"


def _of_sheet(sheet: Any) -> Iterator[str]:
    said = sheet.title
    if _GENERIC.fullmatch(said):
        yield f"{said}: the name says nothing"
    if sheet.merged_cells.ranges:
        yield f"{said}: merged cells"
    if sheet.sheet_state != "visible":
        return
    if not sheet["A1"].value:
        yield f"{said}: no title in A1"
    if len(sheet.tables) > 1:
        yield f"{said}: several tables"
    for table in sheet.tables.values():
        yield from _of_table(sheet, table)
    for row in sheet.iter_rows():
        for cell in row:
            yield from (f"{said}!{cell.coordinate}: {fault}" for fault in _of_cell(cell))


def _of_table(sheet: Any, table: Any) -> Iterator[str]:
    said = sheet.title
    rows = list(sheet[table.ref])
    heads = [cell.value for cell in rows[0]]
    if not table.headerRowCount or not all(heads):
        yield f"{said}: a column without a head"
    if len(set(heads)) < len(heads):
        yield f"{said}: two columns with one head"
    if sheet.freeze_panes is None or int(re.sub(r"\D", "", sheet.freeze_panes)) != rows[1][0].row:
        yield f"{said}: the heads do not stay in view"
    if sheet.print_title_rows != f"${rows[0][0].row}:${rows[0][0].row}":
        yield f"{said}: the heads are not printed on each page"
    for row in rows[1:]:
        if all(cell.value is None and cell.protection.locked for cell in row):
            yield f"{said}: row {row[0].row} of the table is empty"


def _of_cell(cell: Cell) -> Iterator[str]:
    ground = cell.fill.fgColor.rgb[-6:] if cell.fill.fill_type == "solid" else "FFFFFF"
    if cell.value is not None:
        found = contrast(str(cell.font.color.rgb)[-6:] if cell.font.color else "000000", ground)
        if found < LEAST_CONTRAST:
            yield f"contrast {found:.1f}"
    if ground in _MARKS:
        has_words = cell.comment is not None or bool(cell.value)
        if cell.border.left.style != "thick" and not has_words:
            yield "a colour says it alone"
