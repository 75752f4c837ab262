"""Figures that cannot be are marked while they are typed, by few rules over ranges, with a sentence."""

from __future__ import annotations

from typing import Any

import openpyxl
import pytest

from desktop.services.exporting import export
from tests.helpers.exports import filled
from tests.helpers.workbooks import cell_of, sheet_of


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Any:
    folder = tmp_path_factory.mktemp("bounds")
    with filled(folder) as profile:
        return openpyxl.load_workbook(export(profile, folder / "o.xlsx").path)


@pytest.mark.parametrize(
    ("key", "bounds", "sentence"),
    [
        ("CTX.VIT.LIFEEXP", ("{0}<0", "{0}>100"), "from 0 to 100"),
        ("CTX.POP.TOT", ("{0}<0",), "at least 0"),
        ("CTX.EXT.FDI", (), "A number belongs here"),
    ],
)
def test_an_open_row_has_its_bounds(book: Any, key: str, bounds: tuple[str, ...], sentence: str) -> None:
    cell = cell_of(book, key, "2010")
    sheet = cell.parent
    ranges, formula = next(
        (str(found.sqref), rules[0].formula[0])
        for found, rules in sheet.conditional_formatting._cf_rules.items()
        if cell.coordinate in found.sqref
    )
    top = ranges.split(":")[0]
    assert all(bound.format(top) in formula for bound in bounds)
    assert ("ISNUMBER" in formula) == bool(bounds)
    assert f"ISTEXT({top})" in formula
    asked = next(
        rule
        for rule in sheet.data_validations.dataValidation
        if rule.type == "custom" and cell.coordinate in rule.sqref
    )
    assert (asked.errorStyle, asked.formula1) == ("warning", f"NOT({formula})")
    assert sentence in asked.error
    assert len(asked.error) <= 225 and len(asked.errorTitle) <= 32 and len(asked.formula1) <= 255


def test_worked_out_rows_and_words_have_none(book: Any) -> None:
    for key in ("CTX.POP.GROWTH", "GOV.RAT.C97"):
        cell = cell_of(book, key, "2020")
        assert not [found for found in cell.parent.conditional_formatting if cell.coordinate in found.sqref]


def test_there_are_few_rules(book: Any) -> None:
    for code in ("CTX", "IMM", "REM", "FDP", "GOV"):
        assert len(list(sheet_of(book, code).conditional_formatting)) <= 12
