"""Tables of text: alphabet and delimiter by evidence, never silently by guess; cells exactly as they stand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.errors import Refused
from desktop.exchange.sheets import bounds
from desktop.exchange.sheets.model import CONTROL
from tests.helpers.spreadsheets import open_book, xlsx, zipped


def table(text: str | bytes) -> list[list[object]]:
    data = text if isinstance(text, bytes) else text.encode()
    book = open_book(data)
    assert (book.kind, len(book.sheets)) == ("csv", 1)
    return [list(cells) for cells in book.sheets[0].rows]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_an_alphabet_that_is_told_is_read(encoding: str) -> None:
    text = "Año;Región;Été\n2020;Ñuble;Москва\n"
    mark = "\ufeff" if encoding.endswith(("le", "be")) else ""
    book = open_book((mark + text).encode(encoding))
    assert book.sheets[0].rows == [["Año", "Región", "Été"], ["2020", "Ñuble", "Москва"]]
    assert not book.remarks


def test_western_letters_are_read_and_told() -> None:
    book = open_book("Pays;Étrangers\nCôte d’Ivoire;1 234\nEspaña – total;5 €\n".encode("windows-1252"))
    assert book.sheets[0].at(2, 0) == "España – total"
    assert [remark.code for remark in book.remarks] == ["REMARK-WESTERN"]


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Страна;Всего\nМолдова;5\n", "cp1251"),
        ("Страна;Всего\nМолдова;5\n", "koi8-r"),
        ("Région;Été\n", "cp850"),
        ("Région;Été\n", "mac-roman"),
        ("a;b\n東京;5\n", "shift-jis"),
        ("البلد;5\n", "cp1256"),
        ("a,b\n1,\0\n", "utf-8"),
    ],
)
def test_an_alphabet_that_nothing_tells_is_refused(text: str, encoding: str) -> None:
    with pytest.raises(Refused) as refused:
        open_book(text.encode(encoding))
    assert refused.value.code == "FILE-ENCODING"


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("a,b\n1,2\n", [["a", "b"], ["1", "2"]]),
        ("a;b\n1,5;2,5\n", [["a", "b"], ["1,5", "2,5"]]),
        ("a\tb, c\n1,5\t2\n", [["a", "b, c"], ["1,5", "2"]]),
        ("a|b\n1|2,3\n", [["a", "b"], ["1", "2,3"]]),
        ('"a;x",b\n1,"2;3"\n', [["a;x", "b"], ["1", "2;3"]]),
        ("Title, with a comma\n\nYear;Number\n2020;1,5\n2021;2,5\n", None),
        ("only\none\ncolumn\n", [["only"], ["one"], ["column"]]),
        ("sep=;\na;b\n", [["a", "b"]]),
        ('a,b\n"two\nlines",2\n', [["a", "b"], ["two\nlines", "2"]]),
        ("a,,\n,,\n\n,b\n", [["a"], [], [], [None, "b"]]),
        ("a, 1 234,5 \n'=1+1,b,c\n", [["a", " 1 234", "5 "], ["'=1+1", "b", "c"]]),
    ],
)
def test_the_delimiter_is_the_one_that_divides_the_lines(text: str, rows: list[list[object]] | None) -> None:
    found = table(text)
    if rows is None:
        assert found[2:] == [["Year", "Number"], ["2020", "1,5"], ["2021", "2,5"]]
    else:
        assert found == rows


def test_control_characters_are_taken_out_and_told() -> None:
    book = open_book(b"a,b\x07c\n")
    assert (book.sheets[0].at(0, 1), book.sheets[0].doubts) == ("bc", {(0, 1): CONTROL})


@given(
    st.lists(
        st.lists(
            st.text(st.characters(codec="utf-8", exclude_categories=("C",)), min_size=1, max_size=9),
            min_size=2,
            max_size=5,
        ),
        min_size=1,
        max_size=5,
    )
)
def test_what_csv_writes_is_read_back(rows: list[list[str]]) -> None:
    import csv
    import io

    file = io.StringIO()
    csv.writer(file, delimiter="\t", quoting=csv.QUOTE_ALL).writerows([["head", "of"], *rows])
    assert table("sep=\t\n" + file.getvalue()) == [["head", "of"], *rows]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("CSV-BROKEN", 'a,"b\n1,2\n'),
        ("CSV-BROKEN", 'a,"b"c\n'),
        ("FILE-EMPTY", " \n\n"),
        ("CELL-LONG", "a," + "x" * (bounds.LONGEST_CELL + 1)),
        ("CSV-BROKEN", "a," + "x" * 5 * bounds.LONGEST_CELL),
        ("SHEET-COLUMNS", "a," * 200 + "b\n"),
        ("SHEET-ROWS", "a\n" * (bounds.MOST_TEXT_ROWS + 1)),
    ],
)
def test_a_table_of_text_that_cannot_be_read_is_refused(code: str, text: str) -> None:
    with pytest.raises(Refused) as refused:
        open_book(text.encode())
    assert refused.value.code == code


def test_pipe_tables_are_sheets_named_by_their_headings() -> None:
    first = "# Census\n\n|Region|Total|\n|:-|-:|\n|País|1.608|\n|a\\|b| 2 |\n\n"
    text = first + "Words | not a table\n\nx | y\n--|--\n1 | 2\n\n## Other\n|z|\n|-|\n"
    book = open_book(text.encode())
    assert book.kind == "markdown"
    assert [(sheet.name, sheet.rows) for sheet in book.sheets] == [
        ("Census", [["Region", "Total"], ["País", "1.608"], ["a|b", "2"]]),
        ("Census 2", [["x", "y"], ["1", "2"]]),
        ("Other", [["z"]]),
    ]


@pytest.mark.parametrize(
    ("code", "data"),
    [
        ("KIND-PDF", b"%PDF-1.7\n"),
        ("KIND-DOCUMENT", b"{\\rtf1 x}"),
        ("KIND-DOCUMENT", zipped({"word/document.xml": b"<a/>", "[Content_Types].xml": b"<a/>"})),
        (
            "KIND-DOCUMENT",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "WordDocument".encode("utf-16-le") + bytes(60),
        ),
        (
            "FILE-PASSWORD",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(60),
        ),
        ("KIND-OTHER", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)),
        ("KIND-WEB", b"\n<html><table><tr><td>1</td></tr></table></html>"),
        ("KIND-WEB", b"\xef\xbb\xbf<!DOCTYPE html>"),
        ("KIND-WEB", "<table>".encode("utf-16")),
        ("KIND-MARKUP", b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'),
        ("KIND-DATABASE", b"SQLite format 3\0" + bytes(100)),
        ("KIND-PROGRAM", b"MZ\x90\0\3\0\0\0"),
        ("KIND-PROGRAM", b"\x7fELF\2"),
        ("KIND-SHORTCUT", b"L\0\0\0\1\x14\2\0" + bytes(70)),
        ("KIND-PICTURE", b"\x89PNG\r\n\x1a\n"),
        ("KIND-PICTURE", b"\xff\xd8\xff\xe0"),
        ("KIND-PACKED", b"\x1f\x8b\x08"),
        ("KIND-PACKED", zipped({"readme.txt": b"x", "a.xlsx": xlsx("")})),
        ("KIND-OLD", b"\x09\x08\x10\0\0\6"),
        ("FILE-EMPTY", b""),
        ("FILE-ZEROED", bytes(5000)),
    ],
)
def test_what_is_no_spreadsheet_is_told_by_its_content(code: str, data: bytes) -> None:
    with pytest.raises(Refused) as refused:
        open_book(data)
    assert refused.value.code == code


@pytest.mark.parametrize("text", ["BMI,value\n1,2\n", "MZ,country\n1,2\n"])
def test_a_table_that_begins_like_a_picture_is_a_table(text: str) -> None:
    assert table(text)[1] == ["1", "2"]
