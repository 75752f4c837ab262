"""The file of a workbook: cells as we make them inside what openpyxl writes. These tests tell when openpyxl changes."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.chart import LineChart, Reference
from python_calamine import CalamineWorkbook

from desktop.exchange.excel.cells import Pen, in_xml
from desktop.exchange.excel.filing import save
from desktop.exchange.excel.pages import as_table, protect, widths
from desktop.exchange.excel.styles import Style, Styles

TEXTS = ("=1+1", " blanks ", "<&>\"'", "line\nbreak\r\ttab", "ünïcode 𝄞 ع", "\ufffe", "")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    pen = Pen(sheet, Styles(book))
    for row, text in enumerate(TEXTS, 5):
        pen.text(row, 1, text, Style("input_text", locked=False))
    pen.number(5, 3, "12.50", Style("input", 2, "E", "error", locked=False))
    pen.number(5, 2, "-4", Style("input", 0))
    pen.formula(6, 2, 'IF(COUNT(B5,C5)=2,B5+C5,"")', "8.5", Style("derived", 1))
    pen.formula(7, 2, 'IF(COUNT(A5)=1,A5&"<","")', "", Style("derived", 1))
    pen.link(1, 1, "there", "'Sheet'!C5", Style("link"))
    pen.remark(5, 3, "Why & <how>")
    pen.heights[5] = 40
    pen.chart(_chart(sheet), "F5", "A line that rises & falls")
    for column, head in enumerate(("Text", "B", "C"), 1):
        pen.text(4, column, head, Style("head"))
    as_table(sheet, "T_all", 4, 11, ["Text", "B", "C"])
    widths(sheet, 30, 12)
    protect(sheet)
    save(book, tmp_path / "o.xlsx", {sheet: pen})
    return tmp_path / "o.xlsx"


def _chart(sheet: Any) -> LineChart:
    chart = LineChart()
    chart.add_data(Reference(sheet, min_col=2, max_col=3, min_row=5), from_rows=True)
    return chart


def test_every_kind_of_cell_is_read_back(path: Path) -> None:
    made = openpyxl.load_workbook(path)
    sheet = made.active
    assert [sheet.cell(row, 1).value for row, _ in enumerate(TEXTS[:5], 5)] == list(TEXTS[:5])
    assert (sheet["A10"].value, sheet["A11"].value) == ("\ufffd", None)
    assert (sheet["B5"].value, sheet["C5"].value) == (-4, 12.5)
    assert (sheet["B6"].value, sheet["B6"].data_type) == ('=IF(COUNT(B5,C5)=2,B5+C5,"")', "f")
    assert sheet["A1"].hyperlink.location == "'Sheet'!C5"
    assert sheet["C5"].comment.text == "Why & <how>"
    assert (sheet.row_dimensions[5].height, sheet.column_dimensions["A"].width) == (40, 30)
    assert sheet.dimensions == "A1:C11"
    assert sheet.protection.sheet and sheet.tables["T_all"].ref == "A4:C11"
    assert len(sheet._charts) == 1
    made.close()


def test_a_look_is_the_named_style_with_its_own_parts(path: Path) -> None:
    made = openpyxl.load_workbook(path)
    cell = made.active["C5"]
    assert (cell.style, cell.number_format) == ("mp_input", '#,##0.00" E"')
    assert (cell.fill.fgColor.rgb, cell.border.left.style) == ("00FBE9E7", "thick")
    assert not cell.protection.locked
    assert made.active["B5"].protection.locked
    made.close()


def test_a_formula_has_its_result_beside_it(path: Path) -> None:
    made = openpyxl.load_workbook(path, data_only=True)
    assert (made.active["B6"].value, made.active["B7"].value) == (8.5, None)
    made.close()
    rows = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python(skip_empty_area=False)
    assert (rows[4][1], rows[5][1], rows[6][1]) == (-4.0, 8.5, "")


def test_a_chart_says_in_words_what_it_shows(path: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        drawing = archive.read("xl/drawings/drawing1.xml").decode()
        names = archive.namelist()
    assert 'descr="A line that rises &amp; falls"' in drawing
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("text", "xml"), [("a\x00b", "a\ufffdb"), ("\ud800", "\ufffd"), ("\r", "&#13;"), ("a&b", "a&amp;b")]
)
def test_what_no_xml_can_hold_is_replaced(text: str, xml: str) -> None:
    assert in_xml(text) == xml
