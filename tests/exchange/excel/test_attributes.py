"""Letters and notes of single figures in one cell: short to read, and exact to read back."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.exchange.excel.attributes import notes, spread

YEARS = [str(year) for year in range(2010, 2025)]


@pytest.mark.parametrize(
    ("letters", "filled", "text"),
    [
        ({}, YEARS, ""),
        ({"2010": "E", "2011": "E"}, ["2010", "2011"], "E"),
        ({"2010": "E"}, YEARS, "E 2010"),
        (dict.fromkeys(YEARS[:5], "E") | {"2024": "P"}, YEARS, "E 2010–2014; P 2024"),
        ({"2010": "E", "2015": "E"}, ["2010", "2015", "2020"], "E 2010–2015"),
        ({"2020-Q1": "P", "2020-Q2": "P"}, ["2020", "2020-Q1", "2020-Q2"], "P 2020-Q1–2020-Q2"),
    ],
)
def test_letters_by_period(letters: dict[str, str], filled: list[str], text: str) -> None:
    assert spread(letters, filled) == text


def test_notes_by_period() -> None:
    assert notes({"2010": "a", "2011": "a"}, ["2010", "2011"]) == "a"
    assert notes({"2010": "a\nb", "2012": "c"}, ["2010", "2011", "2012"]) == "2010: a\n    b\n2012: c"


@given(st.dictionaries(st.sampled_from(YEARS), st.sampled_from("EPBDU")), st.sets(st.sampled_from(YEARS)))
def test_letters_come_back(letters: dict[str, str], more: set[str]) -> None:
    filled = sorted(set(letters) | more)
    assert read_back(spread(letters, filled), filled) == letters


def read_back(text: str, filled: list[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for part in filter(None, text.split("; ")):
        letter, _, places = part.partition(" ")
        for place in places.split():
            first, _, last = place.partition("–")
            span = filled[filled.index(first) : filled.index(last or first) + 1]
            found |= dict.fromkeys(span, letter)
        if not re.search(r"\d", places):
            found |= dict.fromkeys(filled, letter)
    return found
