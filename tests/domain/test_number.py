"""Numbers as typed: one reading, a question, or unreadable."""

from __future__ import annotations

import string

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from desktop.domain.errors import Refused
from desktop.domain.number import FORMATS, canonical, read_number, read_plain, shown

ONE_READING = """
en 0 0|en 5. 5|en .5 0.5|en -0 0|en -0.00 0.00|en 007 7|en 12.50 12.50|en 101,730 101730|en 1,234,567.80 1234567.80|en +5 5
en (1,234) -1234|en 5- -5|en −5.25 -5.25|en –5 -5|en 1'234.50 1234.50|en 1’234 1234|en 12,5 12.5|en 1234,5 1234.5|en 1,23 1.23
en 0,500 0.500|en 1.234.567 1234567|en １２ 12|en ١٢٣ 123|en ١٬٢٣٤٫٥ 1234.5
fr 1234,50 1234.50|fr 0,10 0.10|fr -0,10 -0.10|fr 12.5 12.5|fr 1,234 1.234|fr 1.234.567 1234567|fr 1.234,5 1234.5|fr 0.500 0.500
fr 1,234.5 1234.5|fr 1234.567 1234.567
es 101.730 101730|es 1.234.567,80 1234567.80|es 12.5 12.5|es 0,1 0.1|es 1.234 1234|es 1,5 1.5
pt 1.234,5 1234.5|ru 1234,5 1234.5|ar ١٬٢٣٤٫٥ 1234.5|ar ١٢٫٥ 12.5|ar 12.5 12.5|plain 12.50 12.50|plain -.5 -0.5
"""
TWO_READINGS = "fr 8.412|fr 12.345|fr -1.234|fr 999.000|ru 1.234|ar 1,234|ar 1.234"
UNREADABLE = """
en abc|en 12_or_13|en about_12|en =1+1|en 1e5|en .|en ,|en -|en --5|en 1,234,56|en 12,34,567|en 1_23|en 12_34|en 1.2.3|en 0x10|en ١2
en ½|en 5%|en 1-2|fr 1.23.456|es 1.23.456|plain 1,234|plain 12,5|plain 1_234|plain 1e999999|plain +5|plain %
"""


def _cases(text: str) -> list[list[str]]:
    return [case.split() for line in text.strip().splitlines() for case in line.split("|")]


@pytest.mark.parametrize(("form", "text", "value"), _cases(ONE_READING))
def test_read_one_way(form: str, text: str, value: str) -> None:
    assert read_number(text, form).values == (value,)


@pytest.mark.parametrize("blank", [" ", "\u00a0", "\u202f", "\u2009", "\u2007"])
@pytest.mark.parametrize(
    ("form", "text", "value"),
    [("fr", "1{}234,50", "1234.50"), ("en", "-1{}234.5", "-1234.5"), ("ru", "12{}345", "12345")],
)
def test_blanks_of_all_kinds_group(form: str, text: str, value: str, blank: str) -> None:
    assert read_number(text.format(blank), form).value == value


@pytest.mark.parametrize(("form", "text"), _cases(TWO_READINGS))
def test_two_readings_are_asked_about(form: str, text: str) -> None:
    reading = read_number(text, form)
    assert reading.is_ambiguous
    assert reading.value is None
    assert len(set(reading.values)) == 2


@pytest.mark.parametrize(("form", "text"), _cases(UNREADABLE))
def test_unreadable_stays_unreadable(form: str, text: str) -> None:
    assert read_number(text.replace("_", " "), form).values == ()


def test_per_cent_sign_only_where_the_unit_has_one() -> None:
    assert read_number("12.5 %", "en", percent=True).value == "12.5"
    assert read_number("12.5 %", "en").values == ()


def test_invisible_direction_marks_do_not_matter() -> None:
    assert read_number("\u200f12\u200e", "ar").value == "12"


@pytest.mark.parametrize("text", ["1" * 17, "0." + "1" * 31, "1" * 16 + "." + "1" * 15, "0." + "0" * 30 + "1"])
def test_more_digits_than_are_kept_are_refused(text: str) -> None:
    with pytest.raises(Refused) as refused:
        read_number(text, "en")
    assert refused.value.code == "NUMBER-SIZE"


@pytest.mark.parametrize(
    "text", ["9007199254740993", "0." + "0" * 29 + "1", "1" * 15 + "." + "1" * 15, "0.123456789012345678901234567890"]
)
def test_thirty_digits_are_kept(text: str) -> None:
    assert read_number(text, "en").value == text


decimals = st.from_regex(r"-?(0|[1-9][0-9]{0,14})(\.[0-9]{1,15})?", fullmatch=True).filter(lambda t: canonical(t) == t)


@given(decimals, st.sampled_from(["en", "fr", "es", "pt", "ru", "ar"]))
def test_what_is_shown_is_read_back(value: str, form: str) -> None:
    assert read_number(shown(value, form), form).values == (value,)


@given(decimals)
def test_plain_is_its_own_form(value: str) -> None:
    assert read_plain(value).values == (value,)


@given(st.text(string.digits + "., '-\u202f%abc()", max_size=12), st.sampled_from(sorted(FORMATS)))
@example("1,234", "fr")
def test_never_a_guess(text: str, form: str) -> None:
    """Any text is read one way, asked about with different readings, or unreadable; values are canonical."""
    values = read_number(text, form).values
    assert len(set(values)) == len(values) <= 2
    assert all(canonical(value) == value for value in values)


def test_shown_pads_and_never_rounds() -> None:
    assert shown("1234.5", "en", 2) == "1,234.50"
    assert shown("-1234.5678", "fr", 2) == "\u22121\u202f234,5678"
    assert shown("999", "es") == "999"
