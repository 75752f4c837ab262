"""What the program counts about the profile itself (semantics.md 8)."""

from __future__ import annotations

import pytest

from desktop.catalogue.reading import shipped
from desktop.validation.evaluation import Evaluator
from tests.helpers.figures import cell, figures

CORE = [it for it in shipped().indicators.values() if it.is_core]


def count(code: str, table: str, *, at: str = "2025", **more: object) -> str | None:
    number = Evaluator(shipped(), figures(table, **more)).number(cell(f"{code}@{at}"))  # type: ignore[arg-type]
    return None if number is None else str(number)


def test_core_indicators_of_the_modules_of_the_profile() -> None:
    counted = [it for it in CORE if it.code != "DAT.CORE.COV"]
    assert count("DAT.CORE.TOT", "") == str(len(counted))
    assert count("DAT.CORE.TOT", "", modules=("IMM",)) == str(sum(it.module == "IMM" for it in CORE))


def test_only_at_the_last_year_and_only_if_nothing_is_entered() -> None:
    assert count("DAT.CORE.TOT", "", at="2024") is None
    assert count("DAT.CORE.TOT", "DAT.CORE.TOT@2025 7") == "7"
    assert count("DAT.CORE.TOT", "DAT.CORE.TOT@2025 status=O") is None


FILLED = [
    ("", "0"),
    ("CTX.POP.TOT@2021 9", "1"),
    ("CTX.POP.TOT@2020 9", "0"),
    ("CTX.POP.TOT@2026 9", "0"),
    ("CTX.POP.TOT@2017/2021 9", "1"),
    ("CTX.POP.TOT@2025-Q1 9", "1"),
    ("CTX.POP.TOT[SEX=F]@2023 9", "1"),
    ("CTX.POP.TOT@2023 status=M", "0"),
    ("CTX.POP.TOT@2023#A 9; CTX.POP.TOT@2023#B 9", "1"),
    ("IMM.FLOW.TOT@2023 9; EMI.FLOW.TOT@2023 9", "3"),
    ("DRV.NARR.MAIN@2023 work", "1"),
]


@pytest.mark.parametrize(("table", "expected"), FILLED)
def test_core_indicators_filled_in_recent_years(table: str, expected: str) -> None:
    assert count("DAT.CORE.FILLED", table) == expected


METADATA = [
    ("", None),
    ("CTX.POP.TOT@2003 status=M", None),
    ("CTX.POP.TOT@2003#GOOD 9", "100"),
    ("CTX.POP.TOT@2003#GOOD 9; CTX.POP.TOT@2004 9; CTX.POP.TOT@2005#BARE 9", "100/3"),
    (
        "CTX.POP.TOT@2003#GOOD 9; CTX.POP.TOT@2003#LOST 9; GOV.SDG.CAT@2020#GOOD MEETS; CTX.POP.TOT@2020#GOOD status=O",
        "200/3",
    ),
]


@pytest.mark.parametrize(("table", "expected"), METADATA)
def test_values_with_complete_metadata(table: str, expected: str | None) -> None:
    assert count("DAT.META.COV", table, sources="GOOD reference_date=2020 coverage=all\nBARE coverage=all") == expected


BY_SEX = [
    ("", None),
    ("CTX.POP.TOT@2023 9", "0"),
    ("CTX.POP.TOT[SEX=F]@2023 4; CTX.POP.TOT[SEX=M]@2023 5", "100"),
    ("CTX.POP.TOT[SEX=F]@2023 4; CTX.POP.TOT[SEX=M]@2022 5", "0"),
    ("CTX.POP.TOT[SEX=F]@2023 4; CTX.POP.TOT[SEX=M]@2023 5; IMM.STOCK.TOT@2022 9; CTX.GDP.USD@2022 9", "50"),
]


@pytest.mark.parametrize(("table", "expected"), BY_SEX)
def test_indicators_broken_down_by_sex(table: str, expected: str | None) -> None:
    assert count("DAT.DISAGG.SEX", table) == expected


def test_a_formula_reads_counters() -> None:
    assert count("DAT.CORE.COV", "DAT.CORE.FILLED@2025 7; DAT.CORE.TOT@2025 14") == "50"
