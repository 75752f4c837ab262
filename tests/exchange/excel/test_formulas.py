"""Worked-out figures are formulas over the cells of the workbook, and say what the program says."""

from __future__ import annotations

import math
import random
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from desktop.services import recording
from desktop.services.exporting import export
from desktop.services.profile import OpenProfile
from tests.helpers.exports import filled
from tests.helpers.profiles import opened, typed
from tests.helpers.recalculating import Recalculator
from tests.helpers.workbooks import cell_of


def made(profile: OpenProfile, folder: Path, **options: Any) -> tuple[Any, Any]:
    """A workbook with its formulas, and with the results beside them."""
    path = export(profile, folder / "o.xlsx", **options).path
    return openpyxl.load_workbook(path), openpyxl.load_workbook(path, data_only=True)


def agree(formulas: Any, results: Any) -> int:
    """Work every formula out again; the number of those with a result."""
    again, number = Recalculator(formulas), 0
    for sheet in formulas:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    result = results[sheet.title][cell.coordinate].value
                    value = again.value(sheet.title, cell.coordinate)
                    if result in (None, ""):
                        assert value == "", (sheet.title, cell.coordinate, cell.value)
                    else:
                        assert isinstance(value, int | float)
                        assert math.isclose(value, result, rel_tol=5.1e-12), (sheet.title, cell.coordinate, cell.value)
                        number += 1
    return number


def test_formulas_give_what_the_program_gives(tmp_path: Path) -> None:
    with filled(tmp_path) as profile:
        for year in range(2012, 2021):
            typed(profile, (f"CTX.POP.TOT@{year}", str(2_600_000 + 331 * year)), (f"CTX.GDP.USD@{year}", "7000.25"))
            typed(profile, (f"REM.IN.PT@{year}", "12.5"), (f"REM.IN.COE@{year}", "0.7"), (f"REM.IN.TOT@{year}", ""))
            typed(profile, *((f"IMM.STOCK.TOT[SEX={s}]@{year}", str(40 + year)) for s in "FM"), source="CENSUS")
        formulas, results = made(profile, tmp_path)
    assert agree(formulas, results) > 40


@pytest.mark.parametrize("seed", range(4))
def test_formulas_agree_whatever_is_entered(tmp_path: Path, seed: int) -> None:
    """Sources side by side, breaks, multipliers, reasons, unreadable texts, entered derived figures, by chance."""
    chance = random.Random(seed)
    codes = "CTX.POP.TOT CTX.VIT.BIRTHS CTX.VIT.DEATHS CTX.GDP.USD IMM.STOCK.TOT IMM.STOCK.CIT REM.IN.PT REM.IN.COE REM.IN.TOT"
    texts = ("0", "7", "1250", "-3", "12.5", "0.000123", "1234567890.12345678", "[M]", "n/a", "about ten")
    with opened(tmp_path, modules=("CTX", "IMM", "REM"), years=(2018, 2022)) as profile:
        for code in codes.split():
            has_sex = "SEX" in profile.catalogue.indicators[code].dimensions
            for items in ("", "[SEX=F]", "[SEX=M]") if has_sex else ("",):
                for year in range(2018, 2023):
                    attributes: dict[str, Any] = {"status": "B"} if chance.random() < 0.1 else {}
                    if chance.random() < 0.15:
                        attributes["multiplier"] = 3
                    if chance.random() < 0.15:
                        attributes["source"] = chance.choice(("A", "B"))
                    for _ in range(chance.choice((0, 1, 1, 1, 2))):
                        typed(profile, (f"{code}{items}@{year}", chance.choice(texts)), **attributes)
                        attributes["source"] = "C"
        formulas, results = made(profile, tmp_path)
    assert agree(formulas, results) > 3


@pytest.mark.parametrize(
    ("key", "year", "formula"),
    [
        ("CTX.POP.GROWTH", "2020", 'IF(COUNT(P5,O5)=2,IFERROR(100*(P5/O5-1),""),"")'),
        ("CTX.GDP.PC", "2020", 'IF(COUNT(P{gdp},P5)=2,IFERROR(1000000*P{gdp}/(P5*1000),""),"")'),
    ],
)
def test_a_formula_names_the_cells_of_its_period(tmp_path: Path, key: str, year: str, formula: str) -> None:
    with opened(tmp_path, ("CTX.POP.TOT@2019", "1000"), ("CTX.GDP.USD@2020", "20"), modules=("CTX",)) as profile:
        typed(profile, ("CTX.POP.TOT@2020", "1.1"), multiplier=3 if key == "CTX.GDP.PC" else 0)
        formulas, results = made(profile, tmp_path)
    cell = cell_of(formulas, key, year)
    gdp = cell_of(formulas, "CTX.GDP.USD", year).row
    assert cell.value == f"={formula.format(gdp=gdp)}"
    assert cell.protection.locked
    assert agree(formulas, results)


def test_a_formula_reaches_over_sheets_and_into_breakdowns(tmp_path: Path) -> None:
    pairs = [(f"{code}{items}@2020", "10") for code in ("CTX.POP.TOT", "IMM.STOCK.TOT") for items in ("", "[SEX=F]")]
    with opened(tmp_path, *pairs, modules=("CTX", "IMM")) as profile:
        formulas, results = made(profile, tmp_path)
    population = cell_of(formulas, "CTX.POP.TOT[SEX=F]", "2020").coordinate
    assert f"'CTX Country context'!{population}" in str(cell_of(formulas, "IMM.STOCK.SHARE[SEX=F]", "2020").value)
    assert cell_of(results, "IMM.STOCK.SHARE[SEX=F]", "2020").value == 100
    assert agree(formulas, results) >= 2


def test_a_sum_of_children_is_a_sum_of_their_rows(tmp_path: Path) -> None:
    ages = "Y0T4 Y5T9 Y10T14".split()
    pairs = [(f"CTX.POP.TOT[AGE={age}]@2020", str(n)) for n, age in enumerate(ages, 3)]
    with opened(tmp_path, *pairs, ("CTX.VIT.BIRTHS[SEX=F]@2020", "5"), modules=("CTX",)) as profile:
        typed(profile, ("CTX.VIT.BIRTHS[SEX=M]@2020", "7"), multiplier=3)
        formulas, results = made(profile, tmp_path)
    first, last = (cell_of(formulas, f"CTX.POP.TOT[AGE={age}]", "2020").coordinate for age in (ages[0], ages[-1]))
    total = cell_of(formulas, "CTX.POP.TOT[AGE=Y0T14]", "2020")
    assert total.value == f'=IF(COUNT({first}:{last})=3,SUM({first}:{last}),"")'
    assert cell_of(results, "CTX.POP.TOT[AGE=Y0T14]", "2020").value == 12
    assert "*1000" in str(cell_of(formulas, "CTX.VIT.BIRTHS", "2020").value)
    assert cell_of(results, "CTX.VIT.BIRTHS", "2020").value == 7005
    assert agree(formulas, results) == 2


def test_where_cells_do_not_say_the_same_the_value_stands_alone(tmp_path: Path) -> None:
    """A break, a number of too many digits, a choice of sources: what the formula would give is not what the program gives."""
    with opened(tmp_path, modules=("CTX", "IMM")) as profile:
        typed(profile, ("CTX.POP.TOT@2014", "900"), ("CTX.POP.TOT@2016", "1000"))
        typed(profile, ("CTX.POP.TOT@2015", "950"), status="B")
        typed(
            profile,
            ("CTX.POP.TOT@2018", "1000.1234567890123456"),
            ("IMM.STOCK.TOT@2018", "10"),
            ("IMM.STOCK.TOT@2014", "9"),
        )
        typed(profile, ("IMM.STOCK.TOT@2016#", "10"), ("IMM.STOCK.TOT@2016#UN", "11"))
        formulas, results = made(profile, tmp_path)
        assert agree(formulas, results)
        for key, year in (("CTX.POP.GROWTH", "2015"), ("IMM.STOCK.SHARE", "2018"), ("IMM.STOCK.SHARE", "2016")):
            assert cell_of(formulas, key, year).data_type != "f", key
        assert cell_of(results, "IMM.STOCK.SHARE", "2018").value is not None
        assert cell_of(formulas, "IMM.STOCK.SHARE", "2016").value is None
        recording.publish(profile, "IMM.STOCK.TOT@2016#UN", "later")
        formulas, results = made(profile, tmp_path)
    chosen = cell_of(formulas, "IMM.STOCK.TOT#UN", "2016").coordinate
    assert chosen in str(cell_of(formulas, "IMM.STOCK.SHARE", "2016").value)
    assert cell_of(results, "IMM.STOCK.SHARE", "2016").value == 1.1
    assert agree(formulas, results)


def test_a_blank_workbook_calculates_once_it_is_filled_in(tmp_path: Path) -> None:
    with opened(tmp_path, ("CTX.POP.TOT@2020", "1000"), modules=("CTX",)) as profile:
        formulas, results = made(profile, tmp_path, blank=True)
    growth = cell_of(formulas, "CTX.POP.GROWTH", "2020")
    assert not agree(formulas, results)
    for year, value in (("2019", 1000), ("2020", 1100)):
        cell_of(formulas, "CTX.POP.TOT", year).value = value
    assert Recalculator(formulas).value(growth.parent.title, growth.coordinate) == pytest.approx(10)
    cell_of(formulas, "CTX.POP.TOT", "2019").value = 0
    assert Recalculator(formulas).value(growth.parent.title, growth.coordinate) == ""
