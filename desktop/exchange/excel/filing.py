"""Owns the file of a workbook: openpyxl writes what stands around the cells, the rows go in as they were made.

The one place that stands on the inside of openpyxl's writer; `tests/exchange/excel/test_filing.py` tells when that changes.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook
from openpyxl.comments.comment_sheet import CommentRecord
from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.worksheet.dimensions import SheetDimension
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter
from openpyxl.xml.functions import Element

from desktop.exchange.excel.cells import Pen, Remark, letters

_EMPTY = b"<sheetData/>"
_SIGNS_A_LINE = 42
_MOST_HIGH = 360


def save(workbook: Workbook, path: Path, pens: Mapping[Worksheet, Pen]) -> None:
    """Write the workbook; each of its sheets has a pen."""
    workbook.properties.modified = datetime.now(UTC).replace(tzinfo=None)
    with ZipFile(path, "w", ZIP_DEFLATED, compresslevel=3) as archive:
        _BookWriter(workbook, archive, pens).write_data()


class _BookWriter(ExcelWriter):  # type: ignore[misc]  # openpyxl has no types
    def __init__(self, workbook: Workbook, archive: ZipFile, pens: Mapping[Worksheet, Pen]):
        super().__init__(workbook, archive)
        self._pens = pens

    def write_worksheet(self, ws: Any) -> None:
        pen = self._pens[ws]
        ws._drawing = _Drawing(pen)
        writer = _SheetWriter(pen)
        writer.write()
        ws._rels = writer._rels
        before, _, after = writer.read().partition(_EMPTY)
        with self._archive.open(ws.path[1:], "w") as part:
            part.write(before + b"<sheetData>")
            for row in _rows(pen):
                part.write(row.encode())
            part.write(b"</sheetData>" + after)
        self.manifest.append(ws)


class _SheetWriter(WorksheetWriter):  # type: ignore[misc]  # openpyxl has no types
    """Everything of a sheet but its rows."""

    def __init__(self, pen: Pen):
        super().__init__(pen.sheet, BytesIO())
        self._pen = pen
        self.ws._comments = [_comment(remark) for remark in pen.remarks]
        self.ws._hyperlinks = [
            Hyperlink(ref=link.place, location=link.target, display=link.shown) for link in pen.links
        ]

    def write_dimensions(self) -> None:
        widest = max((max(cells) for cells in self._pen.rows.values() if cells), default=1)
        self.xf.send(SheetDimension(f"A1:{letters(widest)}{max(self._pen.rows, default=1)}").to_tree())

    def write_rows(self) -> None:
        self.xf.send(Element("sheetData"))


class _Drawing(SpreadsheetDrawing):  # type: ignore[misc]  # openpyxl has no types
    """Charts that say in words what they show."""

    __elements__ = SpreadsheetDrawing.__elements__

    def __init__(self, pen: Pen):
        super().__init__()
        self.charts = pen.sheet._charts
        self._descriptions = pen.descriptions

    def _chart_frame(self, idx: int) -> Any:
        frame = super()._chart_frame(idx)
        frame.nvGraphicFramePr.cNvPr.descr = self._descriptions[idx - 1]
        return frame


def _rows(pen: Pen) -> Iterator[str]:
    for number in sorted(pen.rows.keys() | pen.heights.keys()):
        cells = pen.rows[number]
        height = f' ht="{pen.heights[number]:g}" customHeight="1"' if number in pen.heights else ""
        yield f'<row r="{number}"{height}>{"".join(cells[column] for column in sorted(cells))}</row>'


def _comment(remark: Remark) -> CommentRecord:
    """A comment as high as its text needs."""
    lines = sum(math.ceil(max(len(part), 1) / _SIGNS_A_LINE) for part in remark.text.split("\n"))
    made = CommentRecord(
        ref=remark.place, author="Migration Profile", width=300, height=min(18 * lines + 12, _MOST_HIGH)
    )
    made.text.t = remark.text
    return made
