"""How a block shows the way its numbers are written; and the text that spreadsheets put on the clipboard."""

from __future__ import annotations

import pytest

from desktop.ui.grid.clipboard import text_block
from desktop.ui.grid.pasting import forms_of


@pytest.mark.parametrize(
    ("texts", "forms"),
    [
        ("1,234 5.5", ("en",)),
        ("1.234 5,5", ("es",)),
        ("1,234,567", ("en",)),
        ("1.234.567", ("es",)),
        ("1,234", ("en", "es")),
        ("8.412 9.100", ("en", "es")),
        ("1,234.5", ("en",)),
        ("0.123", ("en",)),
        ("1200 1300", ("fr",)),
        ("1.5 1,5", ("en", "es")),
        ("1.234 1.5 2,5", ("en", "es")),
    ],
)
def test_a_block_is_the_evidence(texts: str, forms: tuple[str, ...]) -> None:
    assert forms_of(texts.split(), "fr") == forms


def test_text_of_a_spreadsheet_in_rows_and_columns() -> None:
    assert text_block('a\tb\r\n"two\nlines"\t"say ""x"""\r\n') == [["a", "b"], ["two\nlines", 'say "x"']]
    assert text_block("one") == [["one"]]
    assert text_block("1\t\t3\n\t2\t\n") == [["1", "", "3"], ["", "2", ""]]
