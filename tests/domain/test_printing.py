"""Exact numbers as text (semantics.md 6)."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.printing import printed
from desktop.validation.exact import read_exact

TABLE = """
0                      0
-0                     0
12500                  12500
1/2                    0.5
-1/4                   -0.25
100/3                  33.3333333333
-100/3                 -33.3333333333
2/3                    0.666666666667
1/7                    0.142857142857
1/30000000             0.0000000333333333333
2000000000000000/3     666666666667000
999999999999999/1000   999999999999.999
2999999999999/3        1000000000000
1/1024                 0.0009765625
123456789012345123456789012345/1000000000000000   123456789012345.123456789012345
1/1000000000000000000000000000000                 0.000000000000000000000000000001
"""


@pytest.mark.parametrize("line", TABLE.strip().splitlines())
def test_prints_plain_decimals(line: str) -> None:
    number, text = line.split()
    assert printed(Fraction(number)) == text


@given(st.fractions())
def test_what_is_printed_is_right_to_twelve_digits(number: Fraction) -> None:
    text = printed(number)
    assert "e" not in text.lower() and text != "-0" and not (("." in text) and text.endswith("0"))
    assert abs(Fraction(text) - number) <= abs(number) / 10**11


@given(st.integers(-(10**30), 10**30), st.integers(0, 30))
def test_decimals_come_back_exactly(digits: int, places: int) -> None:
    assert Fraction(printed(Fraction(digits, 10**places))) == Fraction(digits, 10**places)


@pytest.mark.parametrize(
    ("text", "multiplier", "number"),
    [
        ("12.5", 3, 12500),
        ("2", 3, 2000),
        ("-0.10", 0, Fraction(-1, 10)),
        ("0012", 0, 12),
        ("0.30000000000000004", 0, Fraction("0.30000000000000004")),
        ("9007199254740993", 9, 9007199254740993 * 10**9),
    ],
)
def test_reads_value_times_multiplier(text: str, multiplier: int, number: Fraction) -> None:
    assert read_exact(text, multiplier) == number


@pytest.mark.parametrize("text", ["", "about 12", "1,5", "1e5", "+1", ".5", "5.", " 5", "٣", "nan", "--1"])
def test_other_texts_are_no_numbers(text: str) -> None:
    assert read_exact(text, 0) is None
