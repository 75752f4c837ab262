"""How figures are spelled in the six languages, and what becomes of each: one reading, a question, or kept as text."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.entry import LONE_DASHES, ValueKind, read_entry
from desktop.domain.errors import Refused
from desktop.domain.number import FORMATS, canonical

NUMBER, PERCENT = ValueKind("decimal", False, {}), ValueKind("percentage", True, {})
BLANKS = {"_": " ", "~": "\u00a0", "^": "\u202f", "`": "\u2009", "´": "\u2007"}
"""How the tables below write blanks: plain, not breaking, narrow, thin, as wide as a figure."""

EVERYWHERE = """
0 = 0 | 7 = 7 | 007 = 7 | 1234 = 1234 | 12345678 = 12345678 | +5 = 5 | +_5 = 5 | -5 = -5 | −5 = -5 | –5 = -5 | ‐5 = -5 | ‑5 = -5
5- = -5 | 5_- = -5 | 5− = -5 | (5) = -5 | (_5_) = -5 | -0 = 0 | 1_234 = 1234 | 1~234 = 1234 | 1^234 = 1234 | 1`234 = 1234
1´234 = 1234 | 12_345_678 = 12345678 | 12^345^678 = 12345678 | 1'234 = 1234 | 1’234 = 1234 | 1‘234 = 1234 | 1ʼ234 = 1234
1'234'567 = 1234567 | (1_234) = -1234 | (1’234) = -1234 | 1^234- = -1234 | -1^234 = -1234 | −1~234~567 = -1234567
1_234,5 = 1234.5 | 1_234.5 = 1234.5 | 1'234,50 = 1234.50 | 1’234.50 = 1234.50 | 1.234,56 = 1234.56 | 1,234.56 = 1234.56
1.234.567 = 1234567 | 1,234,567 = 1234567 | 1.234.567,8 = 1234567.8 | 1,234,567.8 = 1234567.8 | 1_234.567 = 1234.567
1_234,567 = 1234.567 | 12,5 = 12.5 | 12.5 = 12.5 | 0,5 = 0.5 | 0.5 = 0.5 | ,5 = 0.5 | .5 = 0.5 | 5, = 5 | 5. = 5 | 0,125 = 0.125
0.125 = 0.125 | 0,1250 = 0.1250 | 1234,567 = 1234.567 | 1234.567 = 1234.567 | 12,3456 = 12.3456 | 12.34 = 12.34 | -0,50 = -0.50
１２３４ = 1234 | １２．５ = 12.5 | １２，５ = 12.5 | （１２） = -12 | १२३४ = 1234 | ۱۲۳۴ = 1234 | ١٢٣٤ = 1234 | ১২৩ = 123
١٬٢٣٤ = 1234 | ١٬٢٣٤٫٥ = 1234.5 | ١٢٫٥ = 12.5 | ١٫٢٣٤ = 1.234 | ۱٬۲۳۴٫۵ = 1234.5 | ١٢،٥ = 12.5 | ١٬٢٣٤٬٥٦٧ = 1234567
−١٢ = -12 | ١٢- = -12 | (١٢) = -12 | ١٢_٣٤٥ = 12345
1234* = 1234 | 1234_** = 1234 | *1234 = 1234 | 1234† = 1234 | 1234‡ = 1234 | 1234§ = 1234 | 1234¹ = 1234 | 1234_² = 1234
1234¹⁾ = 1234 | 1234⁽²⁾ = 1234 | 1234¹,² = 1234 | 1_234_1) = 1234 | 1234_a) = 1234 | 1234a) = 1234 | 1234_(a) = 1234
1234(a) = 1234 | 1234_[1] = 1234 | 1234[2] = 1234 | 1234_[a] = 1234 | 12③ = 12 | ¹1234 = 1234 | (1_234)* = -1234 | 1234_c) = 1234
12_p = 12:P | 12p = 12:P | 12_P = 12:P | 12_e = 12:E | 12e = 12:E | 12_b = 12:B | 12~b = 12:B | 12_u = 12:U | 12_(p) = 12:P
12(p) = 12:P | 12_[e] = 12:E | 12ᵖ = 12:P | p_12 = 12:P | (e)_12 = 12:E | 12*_p = 12:P | 12_p* = 12:P | 1^234_b = 1234:B
1.234,5_e = 1234.5:E | (12)_p = -12:P
.. = :O | : = :O | n/a = :O | N/A = :O | n.a. = :O | NA = :O | … = :O | ... = :O | n/d = :O | n.d. = :O | s/d = :O | н/д = :O
z = :M | Z = :M | :_z = :M | c = :Q | C = :Q | :_c = :Q | [c] = :Q | [O] = :O | [M] = :M | [L] = :L | [Q] = :Q
- = ? | – = ? | — = ? | − = ? | ‐ = ? | ‒ = ?
abc = ! | 12_or_13 = ! | ca._12 = ! | ~12 = ! | <5 = ! | >5 = ! | ≈5 = ! | ±5 = ! | =1+1 = ! | 1e5 = ! | 1E+5 = ! | 0x10 = ! | . = !
, = ! | ' = ! | -- = ! | --5 = ! | -(5) = ! | (-5) = ! | 5+ = ! | +-5 = ! | 1_23 = ! | 12_34 = ! | 1_2345 = ! | 1__234 = ! | 0_123 = !
1.2.3 = ! | 1,2,3 = ! | 1,23,456 = ! | 12,34,567 = ! | 1.23.456 = ! | 1'23 = ! | 1'234.567'8 = ! | 1,234_567 = ! | 1.234'567 = !
1,234,56 = ! | 1.234.56 = ! | 1,234.567.8 = ! | 1.234,56,7 = ! | 1/2 = ! | ½ = ! | 1½ = !
10² = ! | 10⁶ = ! | 5.10³ = ! | 25⁰ = ! | 12.- = ! | 12,- = ! | 1'234.– = !
3,2O7 = ! | l2 = ! | IV = !
12_345_6 = ! | 1234_(5) = ! | 1234(5) = ! | 1234_2 = ! | 1_234) = ! | 12_34) = ! | (1_234 = ! | (1234_a) = ! | 1234_(c) = ! | 1234_z = !
1234_r = ! | 1234_bp = ! | p12 = ! | e12 = ! | $5 = ! | 5_€ = ! | 5_km² = ! | 12_% = ! | 5‰ = ! | 1–2 = ! | 5_-_6 = ! | 1_234_- _567 = !
١2 = ! | 1٢ = ! | ١٢٣٫٤٫٥ = ! | 2020-01 = ! | 12:30 = ! | 1_million = ! | 5k = ! | "12" = ! | #N/A = ! | TRUE = ! | 10/2020 = !
"""
BY_FORMAT = """
en 1,234 = 1234 | en 1.234 = 1.234 | en 12,345 = 12345 | en 1,234* = 1234 | en (1,234) = -1234 | en 1,234- = -1234 | en 101,730 p = 101730:P
en 999,999 = 999999 | en ١،٢٣٤ = ?1234/1.234 | en 12.345 = 12.345 | en １，２３４ = 1234
es 1.234 = 1234 | es 1,234 = 1.234 | es 12.345 = 12345 | es 1.234 ¹ = 1234 | es (1.234) = -1234
es 1.234- = -1234 | es 101.730 p = 101730:P
pt 1.234 = 1234 | pt 1,234 = 1.234 | pt 999.999 = 999999 | pt 101.730 e = 101730:E | pt -1.234 = -1234
fr 1,234 = 1.234 | fr 1.234 = ?1.234/1234 | fr 8.412 = ?8.412/8412 | fr -1.234 = ?-1.234/-1234 | fr (1.234) = ?-1.234/-1234
fr 1.234- = ?-1.234/-1234 | fr 999.000 = ?999.000/999000 | fr 8.412* = ?8.412/8412 | fr 8.412 p = ?8.412/8412 | fr 12,345 = 12.345
ru 1,234 = 1.234 | ru 1.234 = ?1.234/1234 | ru 12.345 1) = ?12.345/12345 | ru 1 234,5 = 1234.5
ar 1,234 = ?1234/1.234 | ar 1.234 = ?1.234/1234 | ar ١،٢٣٤ = ?1234/1.234 | ar ١.٢٣٤ = ?1.234/1234 | ar ١٬٢٣٤ = 1234 | ar ١٢,٥ = 12.5
"""
PER_CENT = """
12_% = 12 | 12% = 12 | 12,5~% = 12.5 | %12 = 12 | ١٢٪ = 12 | ٪١٢ = 12 | (12_%) = -12 | (12)% = -12 | 12_%_p = 12:P | 12%* = 12
12 %% = !
"""


def _cases(text: str) -> list[tuple[str, str]]:
    pairs = (case.rsplit(" = ", 1) for line in text.strip().splitlines() for case in line.split(" | "))
    return [(text.strip(), expected.strip()) for text, expected in pairs]


def _blanks(text: str) -> str:
    return text if text[:1] == "~" else "".join(BLANKS.get(sign, sign) for sign in text)


def _outcome(text: str, form: str, kind: ValueKind = NUMBER) -> str:
    entry = read_entry(text, kind, form)
    if entry.readings:
        return "?" if entry.readings == ("O", "M", "0") else "?" + "/".join(entry.readings)
    if not entry.is_readable:
        return "!"
    return (entry.value or "") + (f":{entry.status}" if entry.status else "")


def test_there_are_enough_spellings() -> None:
    assert len({text for text, _ in _cases(EVERYWHERE) + _cases(BY_FORMAT)}) >= 270


@pytest.mark.parametrize("form", ["en", "fr", "es", "pt", "ru", "ar"])
def test_spellings_with_one_meaning_in_all_six_formats(form: str) -> None:
    wrong = [
        (text, found, expected)
        for text, expected in _cases(EVERYWHERE)
        if (found := _outcome(_blanks(text), form)) != expected
    ]
    assert wrong == []


@pytest.mark.parametrize(("spelling", "expected"), _cases(BY_FORMAT))
def test_spellings_whose_meaning_the_format_decides(spelling: str, expected: str) -> None:
    form, _, text = spelling.partition(" ")
    assert _outcome(text, form) == expected


@pytest.mark.parametrize(("text", "expected"), _cases(PER_CENT))
def test_per_cent_where_the_unit_has_it(text: str, expected: str) -> None:
    assert _outcome(_blanks(text), "fr", PERCENT) == expected


SIGNS = st.sampled_from("0123456789٠١٢٣.,'’ \u00a0\u202f\u2009٫٬،-−()%*†¹²[]abepuzcn/:…$€½")


@given(st.one_of(st.text(max_size=14), st.text(SIGNS, max_size=14)), st.sampled_from(sorted(FORMATS)), st.booleans())
def test_any_text_is_read_one_way_asked_about_or_kept(text: str, form: str, is_percent: bool) -> None:
    """Never more than one of the three; what is read has the very digits of the text, in their order."""
    try:
        entry = read_entry(text, PERCENT if is_percent else NUMBER, form)
    except Refused as refused:
        assert refused.code == "NUMBER-SIZE"
        return
    asked, kept = bool(entry.readings), not entry.is_readable
    assert not (asked and kept)
    assert not (asked or kept) or entry.value is None
    if text.strip() in LONE_DASHES:
        return
    assert len(entry.readings) in (0, 2)
    for value in entry.readings or ((entry.value,) if entry.value is not None else ()):
        assert canonical(value) == value
        digits = "".join(str(unicodedata.decimal(sign)) for sign in text if unicodedata.decimal(sign, None) is not None)
        assert value.lstrip("-0.").replace(".", "") in digits


@given(
    st.from_regex(r"[1-9][0-9]{0,2}[.,][0-9]{3}", fullmatch=True), st.sampled_from(["fr", "ru", "ar", "en", "es", "pt"])
)
def test_three_digits_behind_a_sign_of_another_format_ask(text: str, form: str) -> None:
    own = FORMATS[form]
    is_own = text.strip("0123456789") in (own.decimal, own.group)
    assert bool(read_entry(text, NUMBER, form).readings) != is_own
