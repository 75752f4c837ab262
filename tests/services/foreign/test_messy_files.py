"""Spreadsheets as offices publish them, each read by the mapping a person would keep for it, against figures taken from the source."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from desktop.services import indicators
from desktop.services.foreign.mapfile import read_file, read_toml, write_toml
from desktop.services.foreign.plan import SheetPlan
from desktop.services.foreign.planning import plan_sheet
from desktop.services.foreign.proposing import propose
from desktop.services.profile import OpenProfile
from tests.helpers.books import MAPS, MESSY, messy
from tests.helpers.profiles import opened

NATIONAL = {
    **dict.fromkeys(("NAT.MOVE.SEOUL", "NAT.MOVE.BUSAN"), "REGION"),
    **dict.fromkeys(("NAT.FDP.ORIGIN", "NAT.FDP.ARRIVED"), "COUNTRY_OF_ORIGIN"),
    **dict.fromkeys(("NAT.PERMIT.TRANSIT", "NAT.PERMIT.TEMP", "NAT.PERMIT.PERM", "NAT.PERMIT.ALL"), "REGION"),
    "NAT.FOREIGN.STOCK": "SEX;AGE;COUNTRY_OF_BIRTH;REGION",
}
"""What the catalogue has no indicator for, with its dimensions."""


class Case(NamedTuple):
    """A file, its mapping, the profile; how many numbers are taken, and some figures by hand: address → value, status, multiplier."""

    file: str
    mapping: str
    country: str
    years: tuple[int, int]
    taken: int
    figures: dict[str, tuple[str | None, str | None, int | None]]
    left: dict[str, int]


CASES = [
    Case(
        "UNDESA", "un_stock_2019", "MDA", (2010, 2024), 21,
        {
            "IMM.STOCK.TOT@2010#UNDESA-2019": ("129488", None, 0),
            "IMM.STOCK.TOT@2019#UNDESA-2019": ("104713", None, 0),
                        "IMM.STOCK.TOT[SEX=F]@2019#UNDESA-2019": ("61874", None, 0),
            "CTX.POP.TOT@2019#UNDESA-2019": ("4043.263", None, 3),
        },
        {"SHEET-YEARS": 27, "SHEET-TABLE-LEFT": 12283},
    ),
    Case(
        "KNOMAD", "knomad_inflows", "BEN", (1990, 2024), 34,
        {
            "REM.IN.TOT@1990#KNOMAD": ("93.7036338473323", None, 0),
            "REM.IN.TOT@2022#KNOMAD": ("208.824979632991", "E", 0),
            "REM.IN.GDP@2022#KNOMAD": ("1.19008935791298", None, 0),
        },
        {"SHEET-OTHER-COUNTRY": 6592},
    ),
    Case(
        "KNOMAD", "knomad_inflows", "MDA", (1990, 2024), 34,
        {"REM.IN.TOT@1990#KNOMAD": (None, "O", None), "REM.IN.TOT@2009#KNOMAD": ("1352.3", None, 0)},
        {},
    ),
    Case(
        "WB_", "wb_net_migration", "PER", (1990, 2024), 32,
        {"DRV.NET.TOT@1990#WB-WDI": ("-35982", None, 0), "DRV.NET.TOT@2021#WB-WDI": ("68012", None, 0)},
        {"SHEET-YEARS": 30},
    ),
    Case(
        "KOR", "kor_moves", "KOR", (1970, 2020), 1506,
        {
            "NAT.MOVE.SEOUL[REGION=KR-11]@1970": ("1232619", None, 0),
            "NAT.MOVE.SEOUL[REGION=KR-26]@1971": ("11130", None, 0),
            "NAT.MOVE.SEOUL[REGION=KR-27]@1970": (None, "O", None),
            "NAT.MOVE.SEOUL[REGION=KR-28]@1981": ("54879", None, 0),
            "NAT.MOVE.BUSAN[REGION=KR-11]@1970": ("24263", None, 0),
        },
        {"SHEET-WORD-LEFT": 9841},
    ),
    Case(
        "CHL", "chl_census", "CHL", (2010, 2024), 103,
        {
            "IMM.STOCK.TOT@2024#INE-2024": ("1608650", None, 0),
            "IMM.STOCK.TOT[SEX=F,REGION=CL-RM]@2024#INE-2024": ("498874", None, 0),
            "IMM.STOCK.TOT[SEX=M,REGION=CL-NB]@2024#INE-2024": ("5358", None, 0),
            "IMM.STOCK.TOT[SEX=F,REGION=CL-NB]@2024#INE-2024": ("5358", None, 0),
            "IMM.STOCK.TOT[SEX=F,REGION=CL-NB]@2024#INE-2024-BIRTH": ("5576", None, 0),
            "IMM.STOCK.TOT[AGE=Y_GE65,REGION=CL-NB]@2024#INE-2024": ("507", None, 0),
            "IMM.STOCK.TOT[SEX=M,COUNTRY_OF_BIRTH=VEN]@2024#INE-2024-BIRTH": ("326127", None, 0),
            "IMM.STOCK.TOT[COUNTRY_OF_BIRTH=BOL,REGION=CL-NB]@2024#INE-2024-BIRTH": ("413", None, 0),
        },
        {},
    ),
    Case(
        "ARG_DNM_residencias_otorgadas_2017", "arg_permits", "ARG", (2010, 2024), 84,
        {
            "NAT.PERMIT.TRANSIT[REGION=AR-C]@2017-Q1": ("2836", None, 0),
            "NAT.PERMIT.ALL[REGION=AR-L]@2017-Q1": ("87", None, 0),
        },
        {},
    ),
    Case(
        "ARG_DNM_residencias_otorgadas_2020", "arg_permits", "ARG", (2010, 2024), 80,
        {"NAT.PERMIT.TEMP[REGION=AR-B]@2020-Q2": ("4852", None, 0)},
        {},
    ),
    Case(
        "ARG_ext", "arg_foreigners", "ARG", (2010, 2024), 8012,
        {
            "NAT.FOREIGN.STOCK[SEX=F,AGE=Y0T4,COUNTRY_OF_BIRTH=BOL,REGION=AR-B]@2023": ("305", None, 0),
            "NAT.FOREIGN.STOCK[SEX=M,AGE=Y65T69,COUNTRY_OF_BIRTH=VEN,REGION=AR-T]@2023": ("4", None, 0),
        },
        {"SHEET-WORD-LEFT": 1519, "SHEET-HEAD": 9531},
    ),
    Case(
        "USA_DHS_imm", "usa_immigrants", "USA", (1820, 2024), 1353,
        {
            "IMM.FLOW.TOT@1820#DHS": ("8385", None, 0),
            "IMM.FLOW.TOT[COUNTRY_OF_PREV_RES=HUN]@1891/1900#DHS": ("181288", None, 0),
            "IMM.FLOW.TOT[COUNTRY_OF_PREV_RES=POL]@1901/1910#DHS": ("23", None, 0),
            "IMM.FLOW.TOT[COUNTRY_OF_PREV_RES=HKG]@1891/1900#DHS": (None, "O", None),
            "IMM.FLOW.TOT[COUNTRY_OF_PREV_RES=_U]@1820/2003#DHS": ("355154", None, 0),
        },
        {"SHEET-FORMER": 170, "SHEET-AGGREGATE": 312},
    ),
    Case(
        "USA_DHS_ref", "usa_refugees", "USA", (1990, 2024), 1252,
        {
            "NAT.FDP.ARRIVED@1990#DHS": ("109078", None, 0),
            "NAT.FDP.ARRIVED[COUNTRY_OF_ORIGIN=BIH]@1998#DHS": ("30906", None, 0),
            "NAT.FDP.ARRIVED[COUNTRY_OF_ORIGIN=MDA]@2004#DHS": ("1711", None, 0),
            "NAT.FDP.ARRIVED[COUNTRY_OF_ORIGIN=ALB]@1998#DHS": (None, "O", None),
        },
        {"SHEET-FORMER": 41},
    ),
    Case(
        "GBR", "gbr_costs", "GBR", (2010, 2024), 39,
        {"REM.COST.OUT@2013-Q1#ONS-SDG": ("7.96", None, 0), "REM.COST.OUT@2022-Q3#ONS-SDG": ("6.33", None, 0)},
        {},
    ),
    Case(
        "CAN", "can_refugees", "CAN", (1980, 2024), 815,
        {
            "NAT.FDP.ORIGIN[COUNTRY_OF_ORIGIN=USA]@1980/1990": ("0.280218068226603", None, 0),
            "NAT.FDP.ORIGIN[COUNTRY_OF_ORIGIN=PNG]@2016/2021": ("0.0998711063501445", None, 0),
        },
        {},
    ),
]  # fmt: skip


def profile_of(folder: Path, country: str, years: tuple[int, int]) -> OpenProfile:
    profile = opened(folder, country=country, years=years)
    usual = {
        "module_code": "IMM",
        "definition_en": "Counted by the office.",
        "unit": "persons",
        "value_type": "integer",
    }
    indicators.write(
        profile, {code: {**usual, "title_en": code.title(), "dimensions": it} for code, it in NATIONAL.items()}
    )
    return profile


def held(plan: SheetPlan) -> dict[str, tuple[str | None, str | None, int | None]]:
    """What is taken: address → value, status, multiplier."""
    return {
        f"{it.row.cell.address}{'#' if it.row.source else ''}{it.row.source}": (
            it.row.value,
            it.row.status,
            it.row.multiplier,
        )
        for it in plan.cells
        if it.row.cell and not it.row.fault and not it.row.doubt
    }


def reasons(plan: SheetPlan) -> dict[str, int]:
    """Numbers that are not taken, by reason."""
    found: dict[str, int] = {}
    for it in plan.not_taken:
        found[it.reason.code] = found.get(it.reason.code, 0) + it.numbers
    return found


def all_add_up(plan: SheetPlan) -> None:
    """Each number of the file is taken, refused, doubtful or left out, once."""
    counts = plan.counts
    assert counts["numbers"] == sum(counts[it] for it in ("taken", "refused", "doubtful", "left"))
    listed = sum(it.numbers for it in plan.not_taken) + sum(it.is_number for it in plan.cells)
    assert listed == counts["numbers"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.file}-{case.country}")
def test_a_messy_file_goes_in_by_its_mapping(case: Case, tmp_path: Path) -> None:
    with profile_of(tmp_path, case.country, case.years) as profile:
        book, path = messy(case.file)
        plan = plan_sheet(profile, book, path, read_file(MAPS / f"{case.mapping}.toml"))
    assert [it.message for it in plan.questions] == []
    figures = held(plan)
    assert {address: figures.get(address) for address in case.figures} == case.figures
    found = reasons(plan)
    assert {code: found.get(code) for code in case.left} == case.left
    assert (plan.counts["taken"], plan.counts["refused"], plan.counts["doubtful"]) == (case.taken, 0, 0)
    all_add_up(plan)


@pytest.mark.parametrize("path", sorted(MESSY.glob("*_*.[cmx]*")), ids=lambda path: path.name)
def test_every_number_of_a_proposal_adds_up(path: Path, tmp_path: Path) -> None:
    with profile_of(tmp_path, "MDA", (1990, 2024)) as profile:
        plan = propose(profile, *messy(path.name))
        all_add_up(plan)
        assert plan.questions
        again = plan_sheet(profile, *messy(path.name), plan.mapping)
    assert again.questions == []
    assert held(again) == held(plan)


@pytest.mark.parametrize("path", sorted(MAPS.glob("*.toml")), ids=lambda path: path.stem)
def test_a_mapping_is_the_same_after_writing_it(path: Path) -> None:
    mapping = read_file(path)
    assert read_toml(write_toml(mapping)) == mapping
