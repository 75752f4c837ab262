"""Periods as other offices write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.period import read_period
from desktop.services.recognising.periods import numbered_part, part_of_year, periods_in, written_period


@pytest.mark.parametrize(
    ("text", "period", "status"),
    [
        ("2022", "2022", ""),
        ("1990.0", "1990", ""),
        ("2022e", "2022", "E"),
        ("2021 (est.)", "2021", "E"),
        ("2019p", "2019", "P"),
        ("2019 (p)", "2019", "P"),
        ("2020 prov.", "2020", "P"),
        ("2020*", "2020", ""),
        ("2019²", "2019", ""),
        ("2020 1)", "2020", ""),
        ("Y1970 1970", "1970", ""),
        ("Año 2019", "2019", ""),
        ("2019 г.", "2019", ""),
        ("٢٠١٩", "2019", ""),
        ("1890-1900", "1890/1900", ""),
        ("1821-30", "1821/1830", ""),
        ("1995–99", "1995/1999", ""),
        ("1980 to 1990", "1980/1990", ""),
        ("de 1980 à 1990", "1980/1990", ""),
        ("1820-2003", "1820/2003", ""),
        ("2013 Q1", "2013-Q1", ""),
        ("2013-Q1", "2013-Q1", ""),
        ("Q1 2013", "2013-Q1", ""),
        ("T1 2013", "2013-Q1", ""),
        ("1T2013", "2013-Q1", ""),
        ("1er trimestre 2013", "2013-Q1", ""),
        ("IV trim. 2013", "2013-Q4", ""),
        ("III кв. 2013", "2013-Q3", ""),
        ("2013 H2", "2013-S2", ""),
        ("2º semestre de 2013", "2013-S2", ""),
        ("2013M07", "2013-07", ""),
        ("2013-07", "2013-07", ""),
        ("07/2013", "2013-07", ""),
        ("July 2013", "2013-07", ""),
        ("juillet 2013", "2013-07", ""),
        ("julio de 2013", "2013-07", ""),
        ("Dec. 2013", "2013-12", ""),
    ],
)
def test_what_is_sure(text: str, period: str, status: str) -> None:
    found = written_period(text)
    assert found is not None
    assert (found.period, found.status) == (period, status)


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("2002/03", {"first": "2002", "last": "2003", "span": "2002/2003"}),
        ("2010-2011", {"first": "2010", "last": "2011", "span": "2010/2011"}),
        ("2002-03", {"month": "2002-03", "first": "2002", "last": "2003", "span": "2002/2003"}),
        ("1901-10", {"month": "1901-10", "span": "1901/1910"}),
        ("2020-12-31", {"year": "2020", "month": "2020-12"}),
        ("31.12.2020", {"year": "2020", "month": "2020-12"}),
        ("1 January 2021", {"year": "2021", "month": "2021-01"}),
    ],
)
def test_what_is_asked(text: str, readings: dict[str, str]) -> None:
    found = written_period(text)
    assert found is not None
    assert found.readings == readings


@pytest.mark.parametrize(
    "text", ["", "12", "2836", "1 Canada", "US 2010", "2020x", "July", "FY 2019", "2013-13", "1999 1 2", "0-4", "65+"]
)
def test_what_is_no_period(text: str) -> None:
    assert written_period(text) is None


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("Q1", "-Q1"),
        ("T2", "-Q2"),
        ("3rd quarter", "-Q3"),
        ("2nd half", "-S2"),
        ("July", "-07"),
        ("décembre", "-12"),
        ("total", None),
        ("Q5", None),
    ],
)
def test_parts_of_a_year_that_stands_elsewhere(text: str, part: str | None) -> None:
    assert part_of_year(text) == part


def test_numbers_of_months_and_quarters_by_their_heading() -> None:
    assert numbered_part("Month", "3") == "-03"
    assert numbered_part("Trimestre", "4") == "-Q4"
    assert numbered_part("Month", "13") is None
    assert numbered_part("Age", "3") is None


def test_periods_in_the_name_of_a_file() -> None:
    assert periods_in("ARG_DNM_residencias_otorgadas_2017T1") == ["2017-Q1"]
    assert periods_in("extranjeros_2023") == ["2023"]
    assert periods_in("flows 1990-2020") == ["1990", "2020"]
    assert periods_in("table 12") == []


@given(st.text(alphabet="0123456789-/ QTSMHeppto*()janviejul.", max_size=14))
def test_every_reading_is_a_period_of_the_profile(text: str) -> None:
    found = written_period(text)
    for period in found.readings.values() if found else ():
        assert read_period(period) == period
