"""How the numbers of a pasted block are read: by what the block shows, by the numbers of the sheet, else asked about."""

from __future__ import annotations

import pytest

from desktop.domain.entry import ValueKind
from desktop.services.recognising.numbers import Doubt, Reader, Reading, SheetCell, form_of

NUMBER, PERCENT = ValueKind("decimal", False, {}), ValueKind("percentage", True, {})


@pytest.mark.parametrize(
    ("texts", "form"),
    [
        ("1,234 5.5", "en"),
        ("1.234 5,5", "es"),
        ("1,234,567", "en"),
        ("1.234.567", "es"),
        ("1,234.5", "en"),
        ("0.123 8.412", "en"),
        ("1,234", ""),
        ("8.412 9.100", ""),
        ("1,234 1,310 7", ""),
        ("1,234 1.310", ""),
        ("1.5 1,5", ""),
        ("1.234 1.5 2,5", ""),
        ("01.02.2020 8.412", ""),
        ("1'234.567 8.412", "en"),
    ],
)
def test_a_block_is_the_evidence(texts: str, form: str) -> None:
    assert form_of(texts.split()) == form


def _read(text: str, exact: str = "", kind: ValueKind = NUMBER, form: str = "", own: str = "fr") -> Reading | Doubt:
    return Reader(own, form, {}).read(SheetCell(text, exact), kind, "X")


@pytest.mark.parametrize(
    ("text", "exact", "value", "more"),
    [
        ("1,234", "1234", "1234", False),
        ("1.234", "1.234", "1.234", False),
        ("1,234.50", "1234.5", "1234.50", False),
        ("1 234", "1234", "1234", False),
        ("0,13", "0.125", "0.125", True),
        ("0,12", "0.125", "0.125", True),
        ("98.765", "98765.4321", "98765.4321", True),
        ("12", "12345", "12345", True),
        ("1/1/2020", "43831", None, False),
    ],
)
def test_the_number_of_the_sheet_settles_the_reading(text: str, exact: str, value: str | None, more: bool) -> None:
    reading = _read(text, exact)
    assert isinstance(reading, Reading)
    assert (reading.entry.value, reading.has_more) == (value, more)


def test_a_share_shown_as_per_cent() -> None:
    reading = _read("7,1 %", "0.071234", PERCENT)
    assert isinstance(reading, Reading)
    assert (reading.entry.value, reading.has_more) == ("7.1234", True)


def test_a_number_of_the_sheet_that_the_text_contradicts_settles_nothing() -> None:
    assert _read("1.234", "77") == Doubt("1.234", ("1.234", "1234"))


def test_an_arabic_comma_is_asked_about_in_every_format() -> None:
    assert [_read("١،٢٣٤", own=own) for own in ("en", "fr", "ar")] == [Doubt("١،٢٣٤", ("1234", "1.234"))] * 3
    assert [_read("١،٢٣٤", form=form).entry.value for form in ("en", "es")] == ["1234", "1.234"]  # type: ignore[union-attr]


def test_a_flag_beside_a_number_in_doubt_is_kept() -> None:
    reading = _read("8.412 p", form="es")
    assert isinstance(reading, Reading)
    assert (reading.entry.value, reading.entry.status) == ("8412", "P")
