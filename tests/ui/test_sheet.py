"""The clipboards of spreadsheets as those programs write them: texts, numbers of the sheet, merged cells."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.domain.number import exact_number
from desktop.services.recognising.numbers import SheetCell
from desktop.ui.grid.paste.sheet import read_sheet, text_block

CLIPBOARDS = Path(__file__).parent.parent / "data" / "clipboard"


def clipboard(name: str) -> tuple[str, str]:
    """Text and HTML of a saved clipboard."""
    html = (CLIPBOARDS / f"{name}.html").read_text(encoding="utf-8")
    return (CLIPBOARDS / f"{name}.txt").read_text(encoding="utf-8"), html


def test_text_of_a_spreadsheet_in_rows_and_columns() -> None:
    assert text_block('a\tb\r\n"two\nlines"\t"say ""x"""\r\n') == [["a", "b"], ["two\nlines", 'say "x"']]
    assert text_block("one") == [["one"]]
    assert text_block("1\t\t3\n\t2\t\n") == [["1", "", "3"], ["", "2", ""]]
    assert text_block('"quoted" words\t2') == [['"quoted" words', "2"]]
    assert text_block("\n5") == [[""], ["5"]]
    assert text_block("") == []


@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_libreoffice_says_the_number_of_every_cell(language: str) -> None:
    sheet = read_sheet(*clipboard(f"lo-{language}-all"))
    assert [[cell.exact for cell in line] for line in sheet.rows] == [
        ["", "", "", ""],
        ["", "2019", "2020", "2021"],
        ["", "1234", "101730", "1234567"],
        ["", "1234.5", "0.125", "98765.4321"],
        ["", "0.125", "0.071234", "1"],
        ["", "", "-5.25", ""],
    ]
    assert [cell.text for cell in sheet.rows[5]] == ["..", "..", "-5.25", "n/a"]


@pytest.mark.parametrize("name", sorted(path.stem for path in CLIPBOARDS.glob("*.html")))
def test_both_forms_of_a_clipboard_have_the_same_shape_and_texts(name: str) -> None:
    text, html = clipboard(name)
    shown = [[" ".join(cell.text.split()) for cell in line] for line in read_sheet(text, html).rows]
    plain = [[" ".join(cell.text.split()) for cell in line] for line in read_sheet(text).rows]
    raised = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
    assert [[cell.translate(raised) for cell in line] for line in shown] == plain


def test_excel_says_with_which_sign_it_writes_numbers() -> None:
    assert [read_sheet(*clipboard(f"excel-{name}")).decimal for name in ("en", "fr", "es")] == [".", ",", ","]


def test_a_raised_digit_is_a_footnote_and_no_digit() -> None:
    cell = read_sheet(*clipboard("excel-en")).rows[4][1]
    assert cell.text == "1,234¹"


def test_google_sheets_says_numbers_too() -> None:
    html = '<table data-sheets-root="1"><tr><td data-sheets-value=\'{"1":3,"3":1234.5}\'>1.234,5</td><td>x</td></tr></table>'
    assert read_sheet("1.234,5\tx", html).rows == [[SheetCell("1.234,5", "1234.5"), SheetCell("x")]]


def test_a_cell_over_several_columns_and_rows_leaves_the_others_blank() -> None:
    html = '<table><tr><td rowspan=2>a</td><td colspan=2 sdval="2">2</td></tr><tr><td>b</td><td>c</td></tr></table>'
    texts = [[cell.text for cell in line] for line in read_sheet("a\t2\t\n\tb\tc", html).rows]
    assert texts == [["a", "2", ""], ["", "b", "c"]]


def test_a_table_of_another_shape_is_not_trusted() -> None:
    assert read_sheet("1\t2", '<table><tr><td sdval="1">1</td></tr></table>').rows == [[SheetCell("1"), SheetCell("2")]]


@pytest.mark.parametrize(
    ("text", "number"),
    [("1234", "1234"), ("0.1", "0.1"), ("0.30000000000000004", "0.3"), ("1E+3", "1000"), ("-5.250", "-5.25"), ("0.0", "0"),
     ("1e300", ""), ("nan", ""), ("Infinity", ""), ("x", ""), ("1234567890123456789", "")],
)  # fmt: skip
def test_numbers_of_a_sheet_have_fifteen_digits(text: str, number: str) -> None:
    assert exact_number(text) == number
