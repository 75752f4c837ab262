"""Tables as other offices would make them, without a mapping: what is asked, and what is taken once the likeliest answers are given."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

import pytest

from desktop.exchange.sheets.model import DATE, FORMULA, PERCENT, Sheet
from desktop.services.foreign.planning import plan_sheet
from desktop.services.foreign.proposing import propose
from tests.helpers.books import book, sheet
from tests.helpers.profiles import opened
from tests.services.foreign.test_messy_files import all_add_up, held, reasons

STOCK = "Immigrant stock (foreign-born)"


class Case(NamedTuple):
    """Sheets; the questions in order (code and word or what else is asked about); some figures: address → value, status, multiplier."""

    name: str
    sheets: list[Sheet]
    asked: list[str]
    figures: dict[str, tuple[str | None, str | None, int | None]]
    left: Mapping[str, int] = MappingProxyType({})
    file: str = "tables.xlsx"


CASES = [
    Case(
        "years above, sexes below",
        [sheet(STOCK, "", "Country of birth|2019|||2020||", "|Total|Men|Women|Total|Men|Women", "Total|300|140|160|330|150|180",
               "Romania|200|90|110|210|95|115", "", "Source: office")],
        [],
        {
            "IMM.STOCK.TOT@2019": ("300", None, 0),
            "IMM.STOCK.TOT[SEX=F]@2020": ("180", None, 0),
            "IMM.STOCK.TOT[SEX=M,COUNTRY_OF_BIRTH=ROU]@2020": ("95", None, 0),
        },
        {"SHEET-HEAD": 2},
    ),
    Case(
        "French, thousands, decimal commas",
        [sheet("Tableau 3. Population résidente selon le sexe (en milliers)", "Année|Total|Hommes|Femmes",
               "2018|'2 706,1|'1 300,2|'1 405,9", "2019 p|'2 686,3|'1 290,0|'1 396,3", "Note : chiffres provisoires.")],
        ["SHEET-ASK-INDICATOR"],
        {
            "CTX.POP.TOT@2018": ("2706.1", None, 3),
            "CTX.POP.TOT[SEX=F]@2019": ("1396.3", "P", 3),
        },
    ),
    Case(
        "Arabic words and digits",
        [sheet(STOCK, "السنة|المجموع|ذكور|إناث", "'٢٠١٩|'١٠٤٬٧١٣|'٤٢٬٨٣٩|'٦١٬٨٧٤")],
        [],
        {"IMM.STOCK.TOT@2019": ("104713", None, 0), "IMM.STOCK.TOT[SEX=F]@2019": ("61874", None, 0)},
    ),
    Case(
        "quarters down the side, the year in its first row",
        [sheet("Remittance inflows, million USD", "Year|Quarter|Value", "2019|Q1|300.5", "|Q2|310",
               "|Q3|320.25", "2020|Q1|305", "|Q2|280", "|Q3|1")],
        ["SHEET-ASK-INDICATOR"],
        {"REM.IN.TOT@2019-Q3": ("320.25", None, 0), "REM.IN.TOT@2020-Q2": ("280", None, 0)},
    ),
    Case(
        "a sum in the middle, told by arithmetic",
        [sheet("Foreign citizens resident", "Citizenship|2021|2022", "Ukraine|500|900", "Romania|100|110", "Neighbours|600|1010",
               "Turkey|50|60", "Israel|20|30", "Total|670|1100")],
        [],
        {"IMM.STOCK.CIT[COUNTRY_OF_CITIZENSHIP=TUR]@2022": ("60", None, 0), "IMM.STOCK.CIT@2021": ("670", None, 0)},
        {"SHEET-SUM": 2},
    ),
    Case(
        "a table that begins at D7",
        [sheet("", "", "", "", "|||Immigration flow", "", "|||Previous residence|2020|2021", "|||Italy|10|20",
               "|||Russian Federation|30|40", "|||Not stated|1|2", "|||All countries|41|62")],
        ["SHEET-ASK-WORD Not stated"],
        {
            "IMM.FLOW.TOT[COUNTRY_OF_PREV_RES=ITA]@2021": ("20", None, 0),
            "IMM.FLOW.TOT[COUNTRY_OF_PREV_RES=_U]@2021": ("2", None, 0),
            "IMM.FLOW.TOT@2020": ("41", None, 0),
        },
    ),
    Case(
        "two tables on one sheet",
        [sheet("Table 1. Immigration flow", "Sex|2020|2021", "Male|10|20", "Female|30|40", "", "Table 2. Emigration flow",
               "Sex|2020|2021", "Male|1|2", "Female|3|4", "", "Source: office")],
        ["SHEET-ASK-INDICATOR", "SHEET-ASK-INDICATOR"],
        {"IMM.FLOW.TOT[SEX=M]@2020": ("10", None, 0), "EMI.FLOW.TOT[SEX=F]@2021": ("4", None, 0)},
    ),
    Case(
        "two tables beside each other",
        [sheet("Immigration flow||||Emigration flow||", "Year|Men|Women||Year|Men|Women", "2019|1|2||2019|5|6", "2020|3|4||2020|7|8")],
        ["SHEET-ASK-INDICATOR", "SHEET-ASK-INDICATOR"],
        {"IMM.FLOW.TOT[SEX=F]@2020": ("4", None, 0), "EMI.FLOW.TOT[SEX=M]@2019": ("5", None, 0)},
    ),
    Case(
        "cells shown as percentages",
        [Sheet("Data", [["Immigrants in the population"], ["", 2020.0, 2021.0], ["Male", 0.123, 0.125], ["Female", 0.1, 0.11]],
               doubts={(row, column): PERCENT for row in (2, 3) for column in (1, 2)})],
        ["SHEET-ASK-PERCENT"],
        {"IMM.STOCK.SHARE[SEX=M]@2020": ("12.3", None, 0), "IMM.STOCK.SHARE[SEX=F]@2021": ("11", None, 0)},
    ),
    Case(
        "sections of both sexes under one header",
        [sheet("Immigrant stock by age", "Age group|2019|2020", "Men", "0-14|1|2", "15-64|3|4", "Women", "0-14|5|6", "15-64|7|8")],
        ["SHEET-ASK-INDICATOR"],
        {"IMM.STOCK.TOT[SEX=M,AGE=Y0T14]@2019": ("1", None, 0), "IMM.STOCK.TOT[SEX=F,AGE=Y15T64]@2020": ("8", None, 0)},
    ),
    Case(
        "a sex above the first column of its block only",
        [sheet("Foreign citizens resident", "|Men||Women|", "Age|2020|2021|2020|2021", "0-14|1|2|3|4", "65+|9|10|11|12")],
        ["SHEET-ASK-CARRIED Men", "SHEET-ASK-CARRIED Women"],
        {"IMM.STOCK.CIT[SEX=M,AGE=Y0T14]@2021": ("2", None, 0), "IMM.STOCK.CIT[SEX=F,AGE=Y_GE65]@2020": ("11", None, 0)},
    ),
    Case(
        "seasons",
        [sheet("First residence permits", "Reason|2018/19|2019/20", "Work|4|5", "Total|5|7")],
        ["SHEET-ASK-SEASON 2018/19"],
        {"IMM.PERMIT.FIRST[REASON=WORK]@2018/2019": ("4", None, 0), "IMM.PERMIT.FIRST@2019/2020": ("7", None, 0)},
    ),
    Case(
        "thousand or decimal sign",
        [sheet(STOCK, "Sex|2019|2020", "Male|'1,234|'2,345", "Female|'4,321|'5,432")],
        ["SHEET-ASK-DECIMAL 1,234"],
        {"IMM.STOCK.TOT[SEX=M]@2019": ("1234", None, 0)},
    ),
    Case(
        "countries across, years down",
        [sheet("Foreign citizens resident", "Country|Romania|Ukraine|Russia|Total", "2019|1|2|3|6", "2020|2|3|4|9")],
        [],
        {"IMM.STOCK.CIT[COUNTRY_OF_CITIZENSHIP=RUS]@2019": ("3", None, 0), "IMM.STOCK.CIT@2020": ("9", None, 0)},
    ),
    Case(
        "a matrix of origins and destinations",
        [sheet("Migrant stock by origin and destination 2020", "Destination\\Origin|Italy|Moldova|Romania|Ukraine",
               "Italy|-|100|200|300", "Moldova|5|-|6|7", "Romania|1|2|-|3")],
        ["SHEET-ASK-INDICATOR", "SHEET-ASK-COLUMN Destination\\Origin", "SHEET-ASK-COLUMN >", "SHEET-ASK-PERIOD", "SHEET-ASK-MARK -"],
        {"IMM.STOCK.TOT[COUNTRY_OF_BIRTH=ITA]@2020": ("5", None, 0), "IMM.STOCK.TOT[COUNTRY_OF_BIRTH=UKR]@2020": ("7", None, 0)},
        {"SHEET-OTHER-COUNTRY": 6},
    ),
    Case(
        "flags behind the figures, the legend below",
        [sheet("Dataset:|Immigration flow", "", "TIME|2019||2020||2021|", "GEO (Labels)||||||", "Total|'12,345.5||13456|p|:|",
               "Romania|1000|b|2000|p|:|c", "Italy|900||850.5|s|700|e", "", "Special value", "|:|not available")],
        ["SHEET-ASK-COLUMN TIME"],
        {
            "IMM.FLOW.TOT@2020": ("13456", "P", 0),
            "IMM.FLOW.TOT[COUNTRY_OF_PREV_RES=ROU]@2019": ("1000", "B", 0),
            "IMM.FLOW.TOT[COUNTRY_OF_PREV_RES=ITA]@2021": ("700", "E", 0),
            "IMM.FLOW.TOT@2021": (None, "O", None),
        },
    ),
    Case(
        "numbers beside shares",
        [sheet(STOCK, "|2019||2020|", "Sex|Number|%|Number|%", "Men|100|40|120|41", "Women|150|60|170|59")],
        ["SHEET-ASK-WORD %"],
        {"IMM.STOCK.TOT[SEX=F]@2020": ("170", None, 0)},
        {"SHEET-WORD-LEFT": 4},
    ),
    Case(
        "the header again at the top of a page",
        [sheet("Immigration flow", "Country of previous residence|2019|2020", "Romania|5|6", "Italy|7|8",
               "Country of previous residence|2019|2020", "France|1|2")],
        [],
        {"IMM.FLOW.TOT[COUNTRY_OF_PREV_RES=FRA]@2020": ("2", None, 0)},
        {"SHEET-HEAD": 4},
    ),
    Case(
        "a sheet for each year",
        [sheet(STOCK, "Sex|Number", "Men|1", "Women|2", name="2019"), sheet(STOCK, "Sex|Number", "Men|3", "Women|4", name="2020")],
        ["SHEET-ASK-PERIOD", "SHEET-ASK-PERIOD"],
        {"IMM.STOCK.TOT[SEX=M]@2019": ("1", None, 0), "IMM.STOCK.TOT[SEX=F]@2020": ("4", None, 0)},
    ),
    Case(
        "codes beside names, a group, a country of the past",
        [sheet(STOCK, "Code|Country of birth|2020", "642|642 Romania|5", "804|Ukraine / Ukraine|6",
               "|Soviet Union|3", "|Europe|11", "900|World|14")],
        [],
        {"IMM.STOCK.TOT[COUNTRY_OF_BIRTH=ROU]@2020": ("5", None, 0), "IMM.STOCK.TOT[COUNTRY_OF_BIRTH=UKR]@2020": ("6", None, 0)},
        {"SHEET-FORMER": 1, "SHEET-AGGREGATE": 2},
    ),
    Case(
        "small figures withheld, other marks",
        [sheet("Refugees hosted", "Country of origin|2020|2021", "Syria|<5|10", "Iraq|12|c", "Eritrea|n.d.|…")],
        ["SHEET-ASK-MARK <5"],
        {
            "FDP.REF.STOCK[COUNTRY_OF_ORIGIN=SYR]@2020": (None, "Q", None),
            "FDP.REF.STOCK[COUNTRY_OF_ORIGIN=IRQ]@2021": (None, "Q", None),
            "FDP.REF.STOCK[COUNTRY_OF_ORIGIN=ERI]@2021": (None, "O", None),
        },
    ),
    Case(
        "figures that look like years",
        [sheet("Foreign citizens resident, 2021", "Citizenship|Men|Women|Total", "Romania|1900|2000|3900", "Ukraine|1950|1990|3940")],
        ["SHEET-ASK-INDICATOR", "SHEET-ASK-PERIOD"],
        {"IMM.STOCK.CIT[SEX=M,COUNTRY_OF_CITIZENSHIP=ROU]@2021": ("1900", None, 0)},
    ),
    Case(
        "indicators in the rows",
        [sheet("|2019|2020", "Immigrants|5|6", "Emigrants|7|8", "Refugees hosted|9|10")],
        ["SHEET-ASK-INDICATOR", "SHEET-ASK-COLUMN #1", "SHEET-ASK-WORD Immigrants", "SHEET-ASK-WORD Emigrants"],
        {"IMM.STOCK.TOT@2019": ("5", None, 0), "EMI.STOCK.TOT@2020": ("8", None, 0), "FDP.REF.STOCK@2020": ("10", None, 0)},
    ),
    Case(
        "months by number",
        [sheet("Immigration flow", "Year|Month|Number", "2020|1|10", "2020|2|20")],
        [],
        {"IMM.FLOW.TOT@2020-01": ("10", None, 0), "IMM.FLOW.TOT@2020-02": ("20", None, 0)},
    ),
    Case(
        "Spanish, blocks by sex, thousands",
        [sheet("Inmigrantes según país de nacimiento y sexo. Años 2019-2020. (miles)", "País de nacimiento|Hombres||Mujeres|",
               "|2019|2020|2019|2020", "Rumania|'1,5|'1,6|'2,1|'2,25", "Total|'4,5|'4,7|'6,1|'6,35", "Fuente: INE.")],
        ["SHEET-ASK-INDICATOR", "SHEET-ASK-CARRIED Hombres", "SHEET-ASK-CARRIED Mujeres"],
        {"IMM.STOCK.TOT[SEX=F,COUNTRY_OF_BIRTH=ROU]@2020": ("2.25", None, 3), "IMM.STOCK.TOT[SEX=M]@2019": ("4.5", None, 3)},
    ),
]  # fmt: skip


def _asked(message_context: dict[str, object]) -> str:
    return next((str(message_context[it]) for it in ("word", "heading", "text") if it in message_context), "")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_table_of_another_office(case: Case, tmp_path: Path) -> None:
    with opened(tmp_path) as profile:
        plan = propose(profile, book(*case.sheets), Path(case.file))
        again = plan_sheet(profile, book(*case.sheets), Path(case.file), plan.mapping)
    asked = [f"{it.message.code} {_asked(dict(it.message.context))}".strip() for it in plan.questions]
    short = [it for it in asked if "INDICATOR" not in it]
    assert [it for it in asked if "INDICATOR" in it] == [it for it in case.asked if "INDICATOR" in it]
    assert short == [it for it in case.asked if "INDICATOR" not in it]
    figures = held(plan)
    assert {address: figures.get(address) for address in case.figures} == case.figures
    found = reasons(plan)
    assert {code: found.get(code) for code in case.left} == case.left
    all_add_up(plan)
    assert held(again) == figures


def test_what_a_program_took_for_a_date_waits(tmp_path: Path) -> None:
    rows = [["Immigration flow"], ["Sex", 2020.0, 2021.0], ["Male", "2021-02-01T00:00:00", 5.0], ["Female", None, 8.0]]
    with opened(tmp_path) as profile:
        doubts = {(2, 1): DATE, (3, 1): FORMULA}
        plan = propose(profile, book(Sheet("Data", rows, doubts=doubts)), Path("x.xlsx"))
    waiting = {it.row.cell.address: it.row.doubt.code for it in plan.cells if it.row.cell and it.row.doubt}
    assert waiting == {"IMM.FLOW.TOT[SEX=M]@2020": "SHEET-DATE", "IMM.FLOW.TOT[SEX=F]@2020": "SHEET-FORMULA"}
    assert plan.counts["doubtful"] == 2
    all_add_up(plan)


def test_two_figures_for_one_cell_are_not_taken(tmp_path: Path) -> None:
    with opened(tmp_path) as profile:
        plan = propose(profile, book(sheet(STOCK, "Sex|2019|2019", "Male|1|2", "Female|3|3")), Path("x.xlsx"))
    assert held(plan) == {"IMM.STOCK.TOT[SEX=F]@2019": ("3", None, 0)}
    assert reasons(plan) == {"SHEET-HEAD": 2, "SHEET-TWICE": 1, "SHEET-SAME": 1}
    assert (plan.counts["refused"], plan.counts["left"]) == (2, 3)


def test_a_blank_beside_items_is_no_total(tmp_path: Path) -> None:
    with opened(tmp_path) as profile:
        rows = ("Country of birth|Sex|2020", "Romania|Men|5", "Ukraine|Men|6", "|Men|11", "Italy|Women|1")
        plan = propose(profile, book(sheet(STOCK, *rows)), Path("x.xlsx"))
    assert [it.message.code for it in plan.questions] == ["SHEET-ASK-BLANK"]
    assert "IMM.STOCK.TOT[SEX=M]@2020" not in held(plan)
