"""What each way of writing a cell becomes: value, doubt, place. Excel, LibreOffice and others write the same in many ways."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from desktop.domain.errors import Refused
from desktop.exchange.sheets import bounds, details
from desktop.exchange.sheets.model import CONTROL, DATE, DIRECTION, ERROR, FORMULA, PERCENT, Book, Sheet
from tests.helpers.exports import exported
from tests.helpers.hostile import DATA
from tests.helpers.spreadsheets import (
    MAIN,
    STRICT,
    ods,
    ods_cell,
    ods_row,
    open_book,
    sheet,
    styles,
    xlsx,
    xlsx_parts,
    zipped,
)


def read(*bodies: str, **options: object) -> Sheet:
    return open_book(xlsx(*bodies, **options)).sheets[0]


def row(*cells: str) -> str:
    return f'<row r="1">{"".join(cells)}</row>'


SHARED = (
    f'<sst xmlns="{MAIN}"><si><t>plain</t></si><si><r><t>ri</t></r><r><t xml:space="preserve">ch </t></r></si>'
    '<si><t>東京</t><rPh sb="0" eb="2"><t>トウキョウ</t></rPh></si><si><t></t></si></sst>'
)


@pytest.mark.parametrize(
    ("cell", "value", "doubt"),
    [
        ('<c r="A1"><v>12</v></c>', 12, None),
        ('<c r="A1" t="n"><v>101730.00000000001</v></c>', 101730.00000000001, None),
        ('<c r="A1"><v>12345678901234567890</v></c>', 12345678901234567890.0, None),
        ('<c r="A1"><v>1e999</v></c>', "inf", ERROR),
        ('<c r="A1"><v>NaN</v></c>', "nan", ERROR),
        ('<c r="A1" t="b"><v>1</v></c>', True, None),
        ('<c r="A1" t="b"><v>0</v></c>', False, None),
        ('<c r="A1" t="e"><v>#N/A</v></c>', "#N/A", ERROR),
        ('<c r="A1" t="e"><f>1/0</f><v>#DIV/0!</v></c>', "#DIV/0!", ERROR),
        ('<c r="A1" t="d"><v>2020-03-01</v></c>', "2020-03-01", DATE),
        ('<c r="A1" t="d"><v>2020-03-01T10:30:00</v></c>', "2020-03-01T10:30:00", DATE),
        ('<c r="A1" t="s"><v>0</v></c>', "plain", None),
        ('<c r="A1" t="s"><v>1</v></c>', "rich ", None),
        ('<c r="A1" t="s"><v>2</v></c>', "東京", None),
        ('<c r="A1" t="s"><v>3</v></c>', None, None),
        ('<c r="A1" t="inlineStr"><is><t>in</t></is></c>', "in", None),
        ('<c r="A1" t="inlineStr"><is><r><t>a</t></r><r><t xml:space="preserve"> b</t></r></is></c>', "a b", None),
        ('<c r="A1" t="inlineStr"><is><t xml:space="preserve">  1 234,5 </t></is></c>', "  1 234,5 ", None),
        ('<c r="A1" t="str"><f>A2</f><v>text</v></c>', "text", None),
        ('<c r="A1" t="str"><f>""</f><v></v></c>', None, None),
        ('<c r="A1"><f>1+1</f><v>2</v></c>', 2, None),
        ('<c r="A1"><f>1+1</f></c>', None, FORMULA),
        ('<c r="A1"><f>1+1</f><v/></c>', None, FORMULA),
        ('<c r="A1"><f>1+1</f><v></v></c>', None, FORMULA),
        ('<c r="A1"><f t="shared" si="0"/></c>', None, FORMULA),
        ('<c r="A1" t="str"><f>A2</f></c>', None, FORMULA),
        ('<c r="A1" s="1"><v>0.123</v></c>', 0.123, PERCENT),
        ('<c t="n" s="1" r="A1"><f>B1</f><v>0.5</v></c>', 0.5, PERCENT),
        ('<c r="A1" s="2"><v>5</v></c>', 5, None),
        ('<c r="A1" s="3"><v>43891</v></c>', "2020-03-01", DATE),
        ("<c><v>7</v></c>", 7, None),
        ('<c r="A1" t="str"><v>a_x0008_b</v></c>', "ab", CONTROL),
        ('<c r="A1" t="str"><v>line\none\ttwo</v></c>', "line\none\ttwo", None),
        ('<c r="A1" t="str"><v>abc\u202edef</v></c>', "abc\u202edef", DIRECTION),
        ('<c r="A1" t="str"><v>=1+1</v></c>', "=1+1", None),
    ],
)
def test_a_cell_is_read_as_it_stands(cell: str, value: object, doubt: str | None) -> None:
    formats = styles("General", "0.0%", "0.0&quot;%&quot;", "yyyy-mm-dd")
    found = read(row(cell), shared=SHARED, styles=formats)
    assert found.at(0, 0) == value
    assert type(found.at(0, 0)) is (float if type(value) is int else type(value))
    assert found.doubts == ({(0, 0): doubt} if doubt else {})


@pytest.mark.parametrize(
    ("code", "shows"),
    [
        ("0%", True),
        ("0.00%;[Red]-0.00%", True),
        ('0.0"%"', False),
        (r"0.0\%", False),
        ("0_%", False),
        ('[$-409]0 "a % b"', False),
        ("General", False),
    ],
)
def test_a_percentage_is_told_by_its_format(code: str, shows: bool) -> None:
    assert details.is_percent(code) is shows


def test_dates_begin_where_the_workbook_says() -> None:
    formats = styles("yyyy-mm-dd")
    assert read(row('<c r="A1" s="0"><v>1</v></c>'), styles=formats).at(0, 0) == "1900-01-01"
    in_1904 = read(row('<c r="A1" s="0"><v>1</v></c>'), styles=formats, properties='<workbookPr date1904="1"/>')
    assert in_1904.at(0, 0) == "1904-01-02"


def test_places_are_the_files_own() -> None:
    found = read(
        '<row r="3"><c r="C3"><v>1</v></c><c r="E3" t="str"><v>x</v></c></row><row r="5"><c r="B5"><v>2</v></c></row>'
    )
    assert [list(cells) for cells in found.rows] == [[], [], [None, None, 1, None, "x"], [], [None, 2]]
    assert found.at(2, 4) == "x"


def test_a_sheet_that_says_it_is_small_is_read_whole() -> None:
    body = f'<worksheet xmlns="{MAIN}"><dimension ref="A1"/><sheetData><row r="9"><c r="J9"><v>5</v></c></row></sheetData></worksheet>'
    assert read(body).at(8, 9) == 5


@pytest.mark.parametrize("prefix", ["", "x:"])
@pytest.mark.parametrize("form", [MAIN, STRICT])
def test_any_way_of_naming_the_elements_is_read(prefix: str, form: str) -> None:
    space = f'xmlns{":x" if prefix else ""}="{form}"'
    body = (
        f'<{prefix}worksheet {space}><{prefix}sheetData><{prefix}row r="1"><{prefix}c r="A1"><{prefix}v>4</{prefix}v></{prefix}c>'
        f'<{prefix}c r="B1"><{prefix}f>A1</{prefix}f></{prefix}c></{prefix}row></{prefix}sheetData></{prefix}worksheet>'
    )
    found = read(body, form=form)
    assert (found.at(0, 0), dict(found.doubts)) == (4, {(0, 1): FORMULA})


def test_hidden_sheets_and_rows_are_read_and_merged_cells_told() -> None:
    import openpyxl

    book = openpyxl.Workbook()
    book.active["A1"], book.active["A2"] = "title", 2
    book.active.merge_cells("A1:C1")
    book.active.row_dimensions[2].hidden = True
    for state in ("hidden", "veryHidden"):
        book.create_sheet(state)["B2"] = 1
        book[state].sheet_state = state
    book.create_chartsheet("chart")
    book.create_sheet("last")["A1"] = "end"
    packed = io.BytesIO()
    book.save(packed)
    read_back = open_book(packed.getvalue())
    assert [(found.name, found.is_hidden) for found in read_back.sheets] == [
        ("Sheet", False),
        ("hidden", True),
        ("veryHidden", True),
        ("last", False),
    ]
    first = read_back.sheets[0]
    assert (first.at(0, 0), first.at(1, 0), list(first.merged)) == ("title", 2, [(0, 0, 0, 2)])
    assert read_back.sheets[3].at(0, 0) == "end"


@pytest.mark.parametrize(
    ("code", "cell", "rows"),
    [
        ("CELL-TWICE", "A1", row('<c r="A1"><v>1</v></c><c r="A1"><v>2</v></c>')),
        ("CELL-TWICE", "B2", '<row r="2"><c r="B2"><v>1</v></c></row><row r="2"><c r="B2" t="str"><v>2</v></c></row>'),
        ("CELL-GRID", "XFE1", row('<c r="XFE1"><v>1</v></c>')),
        ("SHEET-COLUMNS", "GS1", row('<c r="GS1"><v>1</v></c>')),
        ("CELL-GRID", "A1048577", row('<c r="A1048577"><v>1</v></c>')),
        ("SHEET-FAR", "GR1048576", row('<c r="A1"><v>1</v></c>', '<c r="GR1048576"><v>1</v></c>')),
        ("CELL-ADDRESS", "ZZZZZZZZZ1", row('<c r="ZZZZZZZZZ1"><v>1</v></c>')),
        ("CELL-ADDRESS", "A4294967297", row('<c r="A4294967297"><v>1</v></c>')),
        ("CELL-ADDRESS", "$A$1", row('<c r="$A$1"><v>1</v></c>')),
        ("CELL-GRID", "ZZZZZ1", row("<c r='ZZZZZ1'><v>1</v></c>")),
        ("CELL-LONG", "B1", row(f'<c r="B1" t="str"><v>{"x" * 32768}</v></c>')),
    ],
)
def test_a_cell_that_cannot_be_is_refused_by_name(code: str, cell: str, rows: str) -> None:
    with pytest.raises(Refused) as refused:
        read(rows)
    problem = refused.value.problems[0]
    assert (problem.message.code, problem.message.context["cell"], problem.message.context["sheet"]) == (
        code,
        cell,
        "S1",
    )


def test_formats_far_out_do_no_harm() -> None:
    """Coloured empty cells down to the last row are no content."""
    found = read(row('<c r="A1"><v>1</v></c>') + '<row r="1048576"><c r="XFD1048576" s="0"/></row>')
    assert [list(cells) for cells in found.rows] == [[1]]


@pytest.mark.parametrize(
    ("code", "n", "limit", "rows"),
    [
        ("SHEET-ROWS", 3, "MOST_ROWS", 2),
        ("CELLS-MANY", 3, "MOST_CELLS", 2),
        ("SHEET-MERGED", 3, "MOST_MERGED", 2),
        ("DOUBTS-MANY", 3, "MOST_DOUBTS", 2),
    ],
)
def test_limits_are_told_with_the_files_own_number(
    code: str, n: int, limit: str, rows: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bounds, limit, rows)
    body = "".join(f'<row r="{2 * at}"><c r="A{2 * at}"><v>{at}</v></c><c><f>1</f></c></row>' for at in (1, 2, 3))
    after = "<mergeCells>" + "".join(f'<mergeCell ref="D{at}:E{at}"/>' for at in (1, 2, 3)) + "</mergeCells>"
    with pytest.raises(Refused) as refused:
        read(sheet(body, after=after))
    message = refused.value.problems[0].message
    assert (message.code, message.context["n"], message.context["most"]) == (code, n, rows)


def test_more_sheets_than_are_read_are_refused() -> None:
    with pytest.raises(Refused) as refused:
        read(*["" for _ in range(51)])
    assert refused.value.problems[0].message.context == {"n": 51, "most": 50}


def test_sheets_that_are_wide_and_empty_are_refused_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "LARGEST_AREA", 250)
    wide = row('<c r="CV1"><v>1</v></c>')
    assert len(open_book(xlsx(wide, wide)).sheets) == 2
    with pytest.raises(Refused) as refused:
        open_book(xlsx(wide, wide, wide))
    assert refused.value.code == "SHEET-FAR"


def test_two_sheets_of_one_name_are_refused() -> None:
    with pytest.raises(Refused) as refused:
        read("", "", names=("Data", "DATA"))
    assert refused.value.code == "SHEETS-TWICE"


def test_a_sheet_that_leads_nowhere_is_refused() -> None:
    parts = xlsx_parts(row('<c r="A1"><v>1</v></c>'))
    parts["xl/worksheets/other.xml"] = parts.pop("xl/worksheets/sheet1.xml")
    with pytest.raises(Refused) as refused:
        open_book(zipped(parts))
    assert refused.value.code in ("SHEET-LOST", "FILE-BROKEN")


@pytest.mark.parametrize(
    ("cell", "value", "doubt"),
    [
        (ods_cell("1.5"), 1.5, None),
        (ods_cell("0.12", "percentage"), 0.12, PERCENT),
        ('<table:table-cell office:value-type="date" office:date-value="2020-01-02"/>', "2020-01-02", DATE),
        ('<table:table-cell office:value-type="boolean" office:boolean-value="true"/>', True, None),
        (
            '<table:table-cell office:value-type="string"><text:p>a<text:s text:c="2"/>b</text:p></table:table-cell>',
            "a  b",
            None,
        ),
        ('<table:table-cell table:formula="of:=1+1"/>', None, FORMULA),
        ('<table:table-cell table:formula="of:=1+1" office:value-type="float" office:value="2"/>', 2.0, None),
        (
            '<table:table-cell table:formula="of:=1/0" office:value-type="string" office:string-value="" '
            'calcext:value-type="error"><text:p>#DIV/0!</text:p></table:table-cell>',
            "#DIV/0!",
            ERROR,
        ),
    ],
)
def test_an_open_document_cell_is_read_as_it_stands(cell: str, value: object, doubt: str | None) -> None:
    book = open_book(ods(ods_row("<table:table-cell/>", cell)))
    assert (book.kind, book.sheets[0].at(0, 1)) == ("ods", value)
    assert book.sheets[0].doubts == ({(0, 1): doubt} if doubt else {})


def test_open_document_repeats_and_merges() -> None:
    wide = 'table:number-columns-spanned="2" table:number-rows-spanned="3"'
    first = f'<table:table-cell office:value-type="float" office:value="1" {wide}/>'
    repeated = ods_row(ods_cell("2", table__number_columns_repeated="3"), attributes='table:number-rows-repeated="2"')
    end = ods_row(
        '<table:table-cell table:number-columns-repeated="16384"/>', attributes='table:number-rows-repeated="1048570"'
    )
    found = open_book(ods(ods_row(first) + repeated + end)).sheets[0]
    assert [list(cells) for cells in found.rows] == [[1], [2, 2, 2], [2, 2, 2]]
    assert list(found.merged) == [(0, 0, 2, 1)]


@pytest.mark.parametrize(
    ("code", "rows"),
    [
        ("SHEET-COLUMNS", ods_row(ods_cell("1", table__number_columns_repeated="16384"))),
        ("SHEET-ROWS", ods_row(ods_cell("1"), attributes='table:number-rows-repeated="1000000"')),
        (
            "SHEET-FAR",
            ods_row(attributes='table:number-rows-repeated="1000000"')
            + ods_row("<table:table-cell/>" * 9 + ods_cell("1")),
        ),
        (
            "CELLS-MANY",
            ods_row(
                ods_cell("1", table__number_columns_repeated="199"), attributes='table:number-rows-repeated="19999"'
            ),
        ),
        (
            "CELLS-MANY",
            ods_row(
                '<table:table-cell table:formula="of:=1" table:number-columns-repeated="9999"/>',
                attributes='table:number-rows-repeated="9999"',
            ),
        ),
        (
            "ARCHIVE-DAMAGED",
            ods_row(ods_cell("1"), attributes='table:number-rows-repeated="-5"') + ods_row(ods_cell("1", "percentage")),
        ),
    ],
)
def test_open_document_repeats_that_never_end_are_refused(code: str, rows: str) -> None:
    with pytest.raises(Refused) as refused:
        open_book(ods(rows))
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("part", "remark"),
    [
        ("xl/vbaProject.bin", "REMARK-MACROS"),
        ("xl/externalLinks/externalLink1.xml", "REMARK-LINKS"),
        ("xl/connections.xml", "REMARK-LINKS"),
        ("xl/embeddings/oleObject1.bin", "REMARK-OBJECTS"),
    ],
)
def test_what_is_left_alone_is_told(part: str, remark: str) -> None:
    book: Book = open_book(zipped({**xlsx_parts(row('<c r="A1"><v>1</v></c>')), part: b"<a/>"}))
    assert [message.code for message in book.remarks] == [remark]
    assert book.sheets[0].at(0, 0) == 1


@pytest.mark.parametrize(("ending", "truth"), [("xlsx", True), ("ods", 1.0), ("xls", True)])
def test_what_libreoffice_writes_is_read(ending: str, truth: object) -> None:
    """The same workbook, saved by LibreOffice 7.4: what each format can hold of it."""
    book = open_book((DATA / f"libreoffice.{ending}").read_bytes())
    assert book.kind == ending
    first = book.sheets[0]
    assert (first.name, [sheet.name for sheet in book.sheets if sheet.is_hidden]) == ("Año é", ["hid", "very"])
    assert list(first.rows[2]) == [None, "text", 1.5, 0.123, "2020-01-02", "#DIV/0!", 3.0, truth, "line1\nline2"]
    assert (first.at(3, 1), first.at(4, 1), list(first.merged)) == ("  spaced  ", "m", [(4, 1, 5, 2)])
    doubts = {(2, 4): DATE, (6, 2): DATE, (6, 3): DATE, (2, 3): PERCENT, (2, 5): ERROR, (6, 4): ERROR}
    if ending == "ods":
        doubts[6, 5] = FORMULA  # an empty text as result is written as no result
    assert first.doubts == doubts


def test_what_we_export_is_read_as_another_library_reads_it(tmp_path: Path) -> None:
    import openpyxl

    path = exported(tmp_path, "xlsx")
    other = openpyxl.load_workbook(path, data_only=True)
    book = open_book(path.read_bytes())
    assert [sheet.name for sheet in book.sheets] == other.sheetnames
    for found in book.sheets:
        cells = [cell for cells in other[found.name].iter_rows() for cell in cells if cell.value not in (None, "")]
        assert cells
        assert [found.at(cell.row - 1, cell.column - 1) for cell in cells] == [cell.value for cell in cells]
