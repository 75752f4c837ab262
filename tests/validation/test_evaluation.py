"""The value of a cell: entered, by formula, sum of children; several sources; what is computed, from what (semantics.md 1 to 3)."""

from __future__ import annotations

from fractions import Fraction

import pytest

from desktop.catalogue.reading import shipped
from desktop.domain.observation import Observation
from desktop.validation.evaluation import Evaluator
from tests.helpers.figures import cell, figures, key


def evaluator(table: str, **more: object) -> Evaluator:
    return Evaluator(shipped(), figures(table, **more))  # type: ignore[arg-type]


def value(table: str, address: str, **more: object) -> str | None:
    number = evaluator(table, **more).number(cell(address))
    return None if number is None else str(number)


STORED = [
    ("[SEX=F] 60, [SEX=M] 50", "", "110"),
    ("[SEX=F] 60", "", None),
    ("[SEX=F] 60, [SEX=M] status=M", "", "60"),
    ("[SEX=F] status=M, [SEX=M] status=M", "", None),
    ("[SEX=F] 60, [SEX=M] status=Q", "", None),
    ("[SEX=F] 60, [SEX=M] status=O", "", None),
    ("[SEX=F] 60, [SEX=M] status=L", "", None),
    ('[SEX=F] 60, [SEX=M] text="about 50"', "", None),
    ("[SEX=F] 60, [SEX=M] 50, [SEX=_U] 3", "", "113"),
    ("[SEX=F] 60, [SEX=M] 50, [SEX=_U] status=Q", "", None),
    ("[SEX=F] 60, [SEX=M] 50, [SEX=_U] status=M", "", "110"),
    ("[SEX=F] 60, [SEX=M] 50,  status=O", "", None),
    ("[SEX=F] 60, [SEX=M] 50,  9", "", "9"),
    ("[AGE=Y0T4] 3, [AGE=Y5T9] 4, [AGE=Y10T14] 5", "", None),
    ("[AGE=Y0T4] 3, [AGE=Y5T9] 4, [AGE=Y10T14] 5", "[AGE=Y0T14]", "12"),
    ("[AGE=Y0T4] 3, [AGE=Y5T9] 4, [AGE=Y10T14] 5, [AGE=Y15T64] 7, [AGE=Y_GE65] 1", "", "20"),
    ("[SEX=F,AGE=Y0T4] 3, [SEX=F,AGE=Y5T9] 4, [SEX=F,AGE=Y10T14] 5", "[SEX=F,AGE=Y0T14]", "12"),
    ("[SEX=F,URB_RUR=U] 3, [SEX=F,URB_RUR=R] 4, [SEX=M] 5", "", "12"),
    ("[REGION=A] 60, [REGION=B] 50", "", None),
    ("[URB_RUR=U] 1, [URB_RUR=R] 2, [SEX=F] 60", "", "3"),
    ("[SEX=F] 60, [SEX=M] 50, [URB_RUR=U] 1, [URB_RUR=R] 2", "", "110"),
]


@pytest.mark.parametrize(("stored", "items", "expected"), STORED)
def test_sum_of_children(stored: str, items: str, expected: str | None) -> None:
    lines = []
    for part in stored.split(", "):
        where, _, what = part.strip().partition(" ") if part.strip().startswith("[") else ("", "", part.strip())
        lines.append(f"CTX.POP.TOT{where}@2020 {what}")
    assert value("\n".join(lines), f"CTX.POP.TOT{items}@2020") == expected


def test_education_and_rates_are_never_summed() -> None:
    levels = "\n".join(f"IMM.STOCK.TOT[EDUCATION={level}]@2020 10" for level in ("ISCED0_2", "ISCED3_4", "ISCED5_8"))
    assert value(levels, "IMM.STOCK.TOT@2020") is None
    tertiary = "\n".join(f"IMM.STOCK.TOT[EDUCATION=ISCED{level}]@2020 {level}" for level in (5, 6, 7, 8))
    assert value(tertiary, "IMM.STOCK.TOT[EDUCATION=ISCED5_8]@2020") == "26"
    rates = "CTX.LAB.UNERATE[SEX=F]@2020 5; CTX.LAB.UNERATE[SEX=M]@2020 6"
    assert value(rates, "CTX.LAB.UNERATE@2020") is None


@pytest.mark.parametrize(
    ("stored", "number"),
    [
        ("CTX.POP.TOT@2020 12.5 mult=3", "12500"),
        ("CTX.POP.TOT@2020 12 status=E", "12"),
        ("CTX.POP.TOT@2020 12 status=O", None),
        ("CTX.POP.TOT@2020 status=A", None),
        ("CTX.POP.TOT@2020 0", "0"),
        ("CTX.POP.TOT@2020 12 conf=C", "12"),
    ],
)
def test_number_of_an_observation(stored: str, number: str | None) -> None:
    assert value(stored, "CTX.POP.TOT@2020") == number


def test_yes_and_no_are_numbers_and_texts_are_none() -> None:
    yes_no = next(code for code, it in shipped().indicators.items() if it.value_type == "boolean")
    profile = evaluator(f"{yes_no}@2020 1; {yes_no}@2021 0; {yes_no}@2022 2; GOV.SDG.CAT@2020 MEETS")
    assert [profile.number(cell(f"{yes_no}@{year}")) for year in (2020, 2021, 2022)] == [1, 0, None]
    assert profile.number(cell("GOV.SDG.CAT@2020")) is None and profile.has_value(*cell("GOV.SDG.CAT@2020"))


def test_what_is_entered_stands_for_a_derived_indicator() -> None:
    parts = "IMM.FLOW.TOT@2020 1000; EMI.FLOW.TOT@2020 1500"
    assert value(parts, "DRV.NET.TOT@2020") == "-500"
    assert value(parts + "; DRV.NET.TOT@2020 7", "DRV.NET.TOT@2020") == "7"
    assert value(parts + "; DRV.NET.TOT@2020 status=O", "DRV.NET.TOT@2020") is None
    assert value(parts + "; DRV.NET.TOT@2020 status=A", "DRV.NET.TOT@2020") == "-500"


def test_formulas_of_formulas_in_breakdowns_and_over_years() -> None:
    table = """
        CTX.POP.TOT@2019 6;  CTX.POP.TOT@2020 7;  CTX.POP.TOT[SEX=F]@2020 3
        IMM.STOCK.TOT@2020 3;  IMM.STOCK.TOT[SEX=F]@2020 1
        IMM.FLOW.TOT@2020 10;  EMI.FLOW.TOT@2020 3
    """
    assert value(table, "IMM.STOCK.SHARE@2020") == "300/7"
    assert value(table, "IMM.STOCK.SHARE[SEX=F]@2020") == "100/3"
    assert value(table, "CTX.POP.GROWTH@2020") == "50/3"
    assert value(table, "IMM.STOCK.FSHARE@2020") == "100/3"
    assert value(table, "DRV.NET.RATE@2020") == "1000"
    assert value(table, "DRV.NET.RATE@2019") is None


def test_division_by_zero_is_missing() -> None:
    assert value("CTX.POP.TOT@2020 0; IMM.STOCK.TOT@2020 3", "IMM.STOCK.SHARE@2020") is None


def test_a_period_is_compared_as_text() -> None:
    table = "CTX.POP.TOT@2020-Q3 10; IMM.STOCK.TOT@2020-Q3 1; CTX.POP.TOT@2019-Q3 5; IMM.STOCK.TOT@2020 9"
    assert value(table, "IMM.STOCK.SHARE@2020-Q3") == "10"
    assert value(table, "IMM.STOCK.SHARE@2020") is None
    assert value(table, "CTX.POP.GROWTH@2020-Q3") == "100"
    assert value("CTX.POP.TOT@2014/2018 10; CTX.POP.TOT@2015/2019 11", "CTX.POP.GROWTH@2015/2019") == "10"


def test_a_reference_reads_the_cell_with_its_own_dimensions() -> None:
    table = """
        HEA.HW.STOCK[HEALTH_WORKER=DOC]@2020 20;  CTX.POP.TOT@2020 1000
        CTX.POP.TOT[URB_RUR=U,SEX=F]@2020 5
    """
    assert value(table, "HEA.HW.DENS[HEALTH_WORKER=DOC]@2020") == "200"


SOURCES = [
    ("#CENSUS 100", "", "100", True),
    ("#CENSUS 100, #UN 120", "", None, False),
    ("#CENSUS 100, #UN 100", "", None, False),
    ("#CENSUS 100, #UN 120", "IMM.STOCK.TOT@2020#UN", "120", True),
    ("#CENSUS 100, #UN status=L", "", "100", True),
    ("#CENSUS status=O, #UN status=M", "", None, False),
    ("#CENSUS 100, #UN status=L", "IMM.STOCK.TOT@2020#UN", None, False),
    ("#CENSUS 100, #UN status=A", "IMM.STOCK.TOT@2020#UN", "100", True),
    ("#CENSUS 100, # 120", "IMM.STOCK.TOT@2020#", "120", True),
]


@pytest.mark.parametrize(("stored", "choice", "published", "share"), SOURCES)
def test_several_sources(stored: str, choice: str, published: str | None, share: bool) -> None:
    table = "\n".join(f"IMM.STOCK.TOT@2020{part}" for part in stored.split(", ")) + "\nCTX.POP.TOT@2020 1000"
    profile = evaluator(table, choices=choice)
    assert profile.number(cell("IMM.STOCK.TOT@2020")) == (None if published is None else int(published))
    assert (profile.computed(cell("IMM.STOCK.SHARE@2020")) is not None) == share


def test_a_choice_at_the_total_settles_the_breakdown() -> None:
    table = """
        IMM.STOCK.TOT@2020#CENSUS 100;  IMM.STOCK.TOT@2020#UN 120
        IMM.STOCK.TOT[SEX=F]@2020#CENSUS 50;  IMM.STOCK.TOT[SEX=F]@2020#UN 66
        IMM.STOCK.TOT[SEX=M]@2020#CENSUS 50
    """
    chosen = evaluator(table, choices="IMM.STOCK.TOT@2020#UN")
    assert chosen.number(cell("IMM.STOCK.TOT[SEX=F]@2020")) == 66
    assert chosen.number(cell("IMM.STOCK.TOT[SEX=M]@2020")) == 50
    assert evaluator(table).number(cell("IMM.STOCK.TOT[SEX=F]@2020")) is None


def test_nothing_is_computed_in_place_of_undecided_values() -> None:
    table = "CTX.POP.TOT[SEX=F]@2020 1; CTX.POP.TOT[SEX=M]@2020 2; CTX.POP.TOT@2020#A 3; CTX.POP.TOT@2020#B 4"
    assert value(table, "CTX.POP.TOT@2020") is None
    table = "CTX.POP.TOT[SEX=F]@2020#A 1; CTX.POP.TOT[SEX=F]@2020#B 1; CTX.POP.TOT[SEX=M]@2020 2"
    assert value(table, "CTX.POP.TOT@2020") is None


def test_a_break_lies_between_a_year_and_the_one_before() -> None:
    table = "CTX.POP.TOT@2018 10; CTX.POP.TOT@2019 20 status=B; CTX.POP.TOT@2020 22; CTX.POP.TOT@2021 33"
    growth = {year: value(table, f"CTX.POP.GROWTH@{year}") for year in (2019, 2020, 2021)}
    assert growth == {2019: None, 2020: "10", 2021: "50"}


def test_a_computed_value_breaks_with_what_it_reads_at_its_own_period() -> None:
    table = "CTX.POP.TOT[SEX=F]@2020 1 status=B; CTX.POP.TOT[SEX=M]@2020 2; CTX.POP.TOT@2019 2"
    assert value(table, "CTX.POP.TOT@2020") == "3"
    assert value(table, "CTX.POP.GROWTH@2020") is None
    profile = evaluator("CTX.POP.TOT@2019 10; CTX.POP.TOT@2020 11; CTX.POP.TOT@2021 12; CTX.POP.TOT@2018 9 status=B")
    assert not profile.is_break("CTX.POP.GROWTH", "", "2019")


HIDDEN = [
    ("CTX.POP.TOT@2020 5 conf=C", "CTX.POP.TOT@2020", True),
    ("CTX.POP.TOT@2020 5 conf=N", "CTX.POP.TOT@2020", True),
    ("CTX.POP.TOT@2020 status=Q", "CTX.POP.TOT@2020", True),
    ("CTX.POP.TOT@2020 status=M", "CTX.POP.TOT@2020", False),
    ("CTX.POP.TOT@2020#A 5 conf=C; CTX.POP.TOT@2020#B 5 conf=C", "CTX.POP.TOT@2020", False),
    ("CTX.POP.TOT[SEX=F]@2020 5 conf=C; CTX.POP.TOT[SEX=M]@2020 6", "CTX.POP.TOT@2020", False),
    ("CTX.POP.TOT[SEX=F]@2020 5 conf=C; CTX.POP.TOT[SEX=M]@2020 6 conf=A", "CTX.POP.TOT@2020", True),
    ("CTX.POP.TOT[SEX=F]@2020 5 conf=D; CTX.POP.TOT[SEX=M]@2020 status=M", "CTX.POP.TOT@2020", True),
    ("IMM.FLOW.TOT@2020 5 conf=D; EMI.FLOW.TOT@2020 3", "DRV.NET.TOT@2020", True),
    ("IMM.FLOW.TOT@2020 5; EMI.FLOW.TOT@2020 3", "DRV.NET.TOT@2020", False),
    ("IMM.FLOW.TOT@2020 5 conf=D", "DRV.NET.TOT@2020", False),
]


@pytest.mark.parametrize(("table", "address", "is_hidden"), HIDDEN)
def test_hidden_cells(table: str, address: str, is_hidden: bool) -> None:
    assert evaluator(table).is_hidden(*cell(address)) == is_hidden


def test_computed_values_tell_their_parts() -> None:
    profile = evaluator(
        "IMM.FLOW.TOT@2020 1.50 mult=3; EMI.FLOW.TOT[SEX=F]@2020 700; EMI.FLOW.TOT[SEX=M]@2020 800.0; CTX.POP.TOT@2020 2000"
    )
    net = profile.computed(cell("DRV.NET.TOT@2020"))
    assert net == (Fraction(0), "0", (("IMM.FLOW.TOT@2020", "1500"), ("EMI.FLOW.TOT@2020", "1500")))
    total = profile.computed(cell("EMI.FLOW.TOT@2020"))
    assert total is not None
    assert total.parts == (("EMI.FLOW.TOT[SEX=F]@2020", "700"), ("EMI.FLOW.TOT[SEX=M]@2020", "800.0"))
    assert profile.computed(cell("CTX.POP.TOT@2020")) is None
    assert profile.computed(cell("CTX.POP.TOT@2019")) is None


def test_parts_are_named_once_in_reading_order() -> None:
    growth = evaluator("CTX.POP.TOT@2019 8; CTX.POP.TOT@2020 9").computed(cell("CTX.POP.GROWTH@2020"))
    assert growth is not None
    assert (growth.text, growth.parts) == ("12.5", (("CTX.POP.TOT@2020", "9"), ("CTX.POP.TOT@2019", "8")))
    share = evaluator("EMI.STOCK.TOT@2020 1; CTX.POP.TOT@2020 3").computed(cell("EMI.STOCK.SHARE@2020"))
    assert share is not None and [address for address, _ in share.parts] == ["EMI.STOCK.TOT@2020", "CTX.POP.TOT@2020"]


def test_lists_all_computed_cells_and_all_cells() -> None:
    profile = evaluator("""
        CTX.POP.TOT[SEX=F,AGE=Y0T4]@2020 1;  CTX.POP.TOT[SEX=F,AGE=Y5T9]@2020 2;  CTX.POP.TOT[SEX=F,AGE=Y10T14]@2020 3
        CTX.POP.TOT[SEX=M]@2020 status=M;  CTX.POP.TOT@2021 9;  CTX.POP.TOT@2022 status=A
        IMM.STOCK.TOT@2021 3;  IMM.STOCK.TOT[SEX=F,AGE=Y0T14]@2020 3
    """)
    assert profile.computed_cells("CTX.POP.TOT") == [("SEX=F,AGE=Y0T14", "2020")]
    assert profile.cells("CTX.POP.TOT") == [
        ("", "2021"),
        ("SEX=F,AGE=Y0T14", "2020"),
        ("SEX=F,AGE=Y0T4", "2020"),
        ("SEX=F,AGE=Y10T14", "2020"),
        ("SEX=F,AGE=Y5T9", "2020"),
        ("SEX=M", "2020"),
    ]
    assert profile.computed_cells("IMM.STOCK.SHARE") == [("", "2021"), ("SEX=F,AGE=Y0T14", "2020")]
    assert profile.computed_cells("GOV.SDG.CAT") == []


def test_what_changed_is_worked_out_again() -> None:
    stored = figures("CTX.POP.TOT@2019 8; CTX.POP.TOT@2020 9")
    profile = Evaluator(shipped(), stored)
    assert profile.number(cell("CTX.POP.GROWTH@2020")) == Fraction(25, 2)
    assert profile.number(cell("CTX.POP.GROWTH@2021")) is None
    stored.put(key("CTX.POP.TOT@2019"), Observation("4"))
    stored.put(key("CTX.POP.TOT@2021"), Observation("18"))
    profile.forget([cell("CTX.POP.TOT@2019"), cell("CTX.POP.TOT@2021")])
    assert profile.number(cell("CTX.POP.GROWTH@2020")) == 125
    assert profile.computed_cells("CTX.POP.GROWTH") == [("", "2020"), ("", "2021")]


def test_dependents_are_followed_through_formulas_and_counters() -> None:
    profile = evaluator("")
    assert {"DRV.NET.TOT", "DRV.NET.RATE", "IMP.DEM.GROWTH", "DAT.META.COV"} <= profile.dependents("IMM.FLOW.TOT")
    assert "DAT.CORE.COV" in profile.dependents("CTX.POP.TOT")
    assert "CTX.POP.TOT" not in profile.dependents("CTX.POP.TOT")
