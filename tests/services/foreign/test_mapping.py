"""Mappings: kept in a profile, found again, next year's file, what only a person can correct."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.domain.errors import Refused
from desktop.services.foreign.keeping import find_map, keep_map, kept_map, kept_maps, remove_map
from desktop.services.foreign.mapfile import read_file, read_toml, write_toml
from desktop.services.foreign.mapping import Field, Mapping, TableMap, answered
from desktop.services.foreign.opening import read_foreign
from desktop.services.foreign.planning import plan_sheet
from desktop.services.foreign.proposing import propose
from desktop.services.recording import undo
from tests.helpers.books import MAPS, book, messy, sheet
from tests.helpers.profiles import opened
from tests.services.foreign.test_messy_files import all_add_up, held

TITLE = "Foreigners registered with the ministry, by citizenship"
HEADER = "Nationality|2021|2022"
ROWS = ("Ukraine|500|900", "Romania|100|110", "Elsewhere|3|4", "Total|603|1014")
FILE = Path("foreigners.xlsx")


def _settled(*rows: str, tmp_path: Path) -> Mapping:
    """The mapping a person would keep for these rows."""
    with opened(tmp_path) as profile:
        mapping = propose(profile, book(sheet(*rows)), FILE).mapping
    at = Field(0, "columns", "Nationality", "Elsewhere")
    return answered(answered(mapping, Field(0, "indicator"), "IMM.STOCK.CIT"), at, "_O")


def test_a_kept_mapping_is_found_and_reads_next_years_file_without_a_question(tmp_path: Path) -> None:
    mapping = _settled(TITLE, HEADER, *ROWS, tmp_path=tmp_path)
    with opened(tmp_path, name="next.mprofile") as profile:
        group = keep_map(profile, "Ministry", mapping).group
        later = book(
            sheet("A new line above", "", TITLE, "No|Nationality|2021|2022|2023", "1|Ukraine|501|900|1200", "2|Israel|1|2|3",
                  "3|Elsewhere|3|4|5", "|Total|605|1016|1208")
        )  # fmt: skip
        found = find_map(profile, later, FILE)
        assert found is not None
        assert found[0] == "Ministry"
        plan = read_foreign(profile, later, FILE)[1]
        assert plan.questions == []
        assert held(plan)["IMM.STOCK.CIT[COUNTRY_OF_CITIZENSHIP=UKR]@2023"] == ("1200", None, 0)
        assert held(plan)["IMM.STOCK.CIT[COUNTRY_OF_CITIZENSHIP=_O]@2023"] == ("5", None, 0)
        assert find_map(profile, book(sheet(STRANGE, "Province|2021", "North|1")), FILE) is None
        assert group is not None
        undo(profile, group)
        assert kept_maps(profile) == {}


STRANGE = "Quite another table"


def test_a_file_that_changed_asks_only_about_what_changed(tmp_path: Path) -> None:
    mapping = _settled(TITLE, HEADER, *ROWS, tmp_path=tmp_path)
    with opened(tmp_path, name="next.mprofile") as profile:
        rows = ("Nationality|2021|2022|2022 change", *(f"{row}|7" for row in ROWS), "Stateless in law|1|1|7")
        plan = plan_sheet(profile, book(sheet(TITLE, *rows)), FILE, mapping)
    assert [it.message.context["word"] for it in plan.questions] == ["2022 change", "Stateless in law"]
    assert held(plan)["IMM.STOCK.CIT@2022"] == ("1014", None, 0)
    assert plan.counts["doubtful"] == 7
    all_add_up(plan)


def test_without_a_mapping_nothing_is_read_while_something_is_in_question(tmp_path: Path) -> None:
    with opened(tmp_path) as profile:
        with pytest.raises(Refused) as refusal:
            read_foreign(profile, book(sheet(TITLE, HEADER, *ROWS)), FILE)
        codes = [problem.message.code for problem in refusal.value.problems]
        assert codes[:3] == ["MAP-NEEDED", "SHEET-ASK-INDICATOR", "MAP-WRITE"]
        places = [problem.where.parts() for problem in refusal.value.problems[1:] if problem.where]
        assert {"file": "foreigners.xlsx", "sheet": "Data", "cell": "A5"} in places
        lines = [str(it.message.context["line"]) for it in refusal.value.problems if it.message.code == "MAP-WRITE"]
        assert 'column heading = "Nationality", words."Elsewhere" = "leave"' in lines
        plan = read_foreign(profile, book(sheet("Immigrant stock (foreign-born)", "Sex|2020", "Men|1")), FILE)[1]
        assert held(plan) == {"IMM.STOCK.TOT[SEX=M]@2020": ("1", None, 0)}


def test_words_that_are_not_here_are_refused(tmp_path: Path) -> None:
    with opened(tmp_path) as profile:
        for word in ("NO.SUCH.CODE", "SEX=Z", "AGE", "@20"):
            mapping = Mapping((TableMap(indicator="IMM.STOCK.TOT", words={"2020": word}),))
            with pytest.raises(Refused, match="MAP-WORD"):
                plan_sheet(profile, book(sheet("x|2020", "Total|1")), FILE, mapping)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("[[table]]\nsheet = 3", "MAP-VALUE"),
        ("[[table]]\nrow = 3", "MAP-FIELD"),
        ('others = "perhaps"', "MAP-VALUE"),
        ("[[table]]\nscale = true", "MAP-VALUE"),
        ("[[table]]\ncolumn = 3", "MAP-VALUE"),
        ('[[table]]\n[[table.column]]\nheading = "x"', "MAP-VALUE"),
        ('[[table]]\n[[table.column]]\nheading = "x"\nrole = "rule"', "MAP-VALUE"),
        ("[[table]]\n[table.words]\nx = 3", "MAP-VALUE"),
        ("not toml", "MAP-FORM"),
    ],
)
def test_a_file_that_is_no_mapping(text: str, code: str) -> None:
    with pytest.raises(Refused, match=code):
        read_toml(text)


def test_a_mapping_is_written_with_all_that_words_may_hold() -> None:
    words = {'say "no"': "leave", "back\\slash": "", "line\nbreak": "SEX=F", "": "_T"}
    mapping = Mapping(
        (TableMap("*", "caption", words=words, multiplier=3, scale=-3, leave=True, marks={"-": "M"}),), "leave"
    )
    assert read_toml(write_toml(mapping)) == mapping


def test_names_of_mappings(tmp_path: Path) -> None:
    mapping = read_file(MAPS / "gbr_costs.toml")
    with opened(tmp_path) as profile:
        for name in ("", " ", "a|b", "x" * 61):
            with pytest.raises(Refused, match="MAP-NAME"):
                keep_map(profile, name, mapping)
        keep_map(profile, "b", mapping)
        keep_map(profile, "a", read_file(MAPS / "can_refugees.toml"))
        assert list(kept_maps(profile)) == ["a", "b"]
        assert kept_map(profile, "b") == mapping
        remove_map(profile, "a")
        with pytest.raises(Refused, match="MAP-UNKNOWN"):
            kept_map(profile, "a")


def test_the_word_for_the_country_can_be_said(tmp_path: Path) -> None:
    rows = ("Net international migration", "State|2020|2021", "MLD (right bank)|5|6", "Romania|7|8", "Ukraine|1|2")
    with opened(tmp_path) as profile:
        plan = propose(profile, book(sheet(*rows)), FILE)
        assert [it.message.code for it in plan.questions] == ["SHEET-ASK-COUNTRY"]
        assert held(plan) == {}
        (question,) = plan.questions
        named = answered(plan.mapping, question.field, "MLD (right bank)")
        assert held(plan_sheet(profile, book(sheet(*rows)), FILE, named)) == {
            "DRV.NET.TOT@2020": ("5", None, 0),
            "DRV.NET.TOT@2021": ("6", None, 0),
        }


def test_units_scaled_or_kept_beside(tmp_path: Path) -> None:
    rows = ("Personal remittances received (thousand US$)", "|2020", "Total|1500")
    with opened(tmp_path) as profile:
        plan = propose(profile, book(sheet(*rows)), FILE)
        assert held(plan) == {"REM.IN.TOT@2020": ("1.5", None, 0)}
        kept = plan_sheet(
            profile,
            book(sheet("Population (000)", "|2020", "Total|2643.9")),
            FILE,
            Mapping((TableMap(indicator="CTX.POP.TOT"),)),
        )
        assert held(kept) == {"CTX.POP.TOT@2020": ("2643.9", None, 3)}


def test_a_proposal_of_the_un_workbook_is_nearly_right(tmp_path: Path) -> None:
    with opened(tmp_path) as profile:
        plan = propose(profile, *messy("UNDESA"))
    first = next(table for table in plan.mapping.tables if table.sheet == "Table 1")
    assert first.indicator == "IMM.STOCK.TOT"
    assert {it.heading: it.role for it in first.columns if it.role == "country"} == {
        "Major area, region, country or area of destination": "country",
        "Code": "country",
    }
    assert first.words["International migrant stock at mid-year (male)"] == "SEX=M"
    asked = {(it.area.sheet, it.area.name) for it in plan.questions if it.message.code == "SHEET-ASK-CARRIED"}
    assert {("Table 1", "M15"), ("Table 1", "T15")} <= asked
    outside = [it for it in plan.not_taken if it.reason.code == "SHEET-YEARS" and it.area.sheet == "Table 1"]
    assert [it.area.name for it in outside] == ["F248:I248", "M248:P248", "T248:W248"]
