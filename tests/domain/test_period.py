"""Periods: read once, compared as text."""

from __future__ import annotations

import pytest

from desktop.domain.errors import Refused
from desktop.domain.period import frequency_of, overlaps, read_period, shifted, year_of


@pytest.mark.parametrize(
    "text", ["2020", "2020-S1", "2020-S2", "2020-Q1", "2020-Q4", "2020-01", "2020-12", "2015/2019"]
)
def test_canonical_periods_stay(text: str) -> None:
    assert read_period(f" {text} ") == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "20",
        "20x0",
        "2020-Q5",
        "2020-S3",
        "2020-13",
        "2020-00",
        "2020-1",
        "2019/2015",
        "2015/2015",
        "2020-q1",
        "٢٠٢٠",
        "0999",
        "4000",
        "2020-Q1/2021",
    ],
)
def test_others_are_refused(text: str) -> None:
    with pytest.raises(Refused):
        read_period(text)


@pytest.mark.parametrize(
    ("period", "year", "back", "frequency"),
    [
        ("2020", 2020, "2019", "A"),
        ("2020-Q3", 2020, "2019-Q3", "Q"),
        ("2020-S1", 2020, "2019-S1", "S"),
        ("2020-07", 2020, "2019-07", "M"),
        ("2015/2019", 2019, "2014/2018", "A5"),
    ],
)
def test_year_shift_frequency(period: str, year: int, back: str, frequency: str) -> None:
    assert (year_of(period), shifted(period, -1), frequency_of(period)) == (year, back, frequency)


def test_overlap_of_spans() -> None:
    assert overlaps("2005/2010", 2010, 2024)
    assert not overlaps("2005/2009", 2010, 2024)
