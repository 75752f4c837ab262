"""Every function of the expression language: what it gives, and the cells it names (semantics.md 5, 6)."""

from __future__ import annotations

import pytest

from desktop.validation.engine import check
from tests.helpers.figures import figures
from tests.helpers.rules import addresses, found, line, lines
from tests.helpers.small_catalogue import derived, rule, with_indicators, with_rules

POP = "CTX.POP.TOT@2020"


def left(expression: str, table: str, *, dims: str = "", family: str = "bound", **more: object) -> list[str]:
    """What an expression gives, and where: every place at which it is not missing."""
    asked = rule("NAT-X", expression, ">", "123456789", dims=dims, family=family)
    return [f"{it.address} {it.left}" for it in found(asked, table, **more)]  # type: ignore[arg-type]


ARITHMETIC = [
    ("CTX.POP.TOT + 2 * 3", "CTX.POP.TOT@2020 16"),
    ("(CTX.POP.TOT + 2) * 3", "CTX.POP.TOT@2020 36"),
    ("CTX.POP.TOT - 2 - 3", "CTX.POP.TOT@2020 5"),
    ("CTX.POP.TOT / 4 / 5", "CTX.POP.TOT@2020 0.5"),
    ("-CTX.POP.TOT", "CTX.POP.TOT@2020 -10"),
    ("abs(3 - CTX.POP.TOT)", "CTX.POP.TOT@2020 7"),
    ("mod(CTX.POP.TOT, 4)", "CTX.POP.TOT@2020 2"),
    ("mod(-CTX.POP.TOT, 4)", "CTX.POP.TOT@2020 2"),
    ("mod(CTX.POP.TOT, 0.3)", "CTX.POP.TOT@2020 0.1"),
    ("mod(CTX.POP.TOT, 0)", None),
    ("CTX.POP.TOT / 0", None),
    ("CTX.POP.TOT + year()", "CTX.POP.TOT@2020 2030"),
    ("CTX.POP.TOT + this_year()", "CTX.POP.TOT@2020 2036"),
    ("CTX.POP.TOT + limit(min)", "CTX.POP.TOT@2020 10"),
    ("CTX.POP.TOT + limit(warn_min)", None),
]


@pytest.mark.parametrize(("expression", "expected"), ARITHMETIC)
def test_arithmetic(expression: str, expected: str | None) -> None:
    assert left(expression, f"{POP} 10") == ([expected] if expected else [])


def test_year_of_other_periods() -> None:
    table = "CTX.POP.TOT@2020-07 0; CTX.POP.TOT@2015/2019 0; CTX.POP.TOT@2020-Q3 0"
    assert [line.split()[1] for line in left("CTX.POP.TOT + year()", table)] == ["2019", "2020", "2020"]


SUMS = [
    ("sum(CTX.POP.TOT, SEX)", "[SEX=F] 6, [SEX=M] 5", "11"),
    ("sum(CTX.POP.TOT, SEX)", "[SEX=F] 6", None),
    ("sum(CTX.POP.TOT, SEX)", "[SEX=F] 6, [SEX=M] status=M", "6"),
    ("sum(CTX.POP.TOT, SEX)", "[SEX=F] 6, [SEX=M] 5, [SEX=_U] 2", "13"),
    ("sum(CTX.POP.TOT, SEX)", "[SEX=F] 6, [SEX=M] 5, [SEX=_O] status=L", None),
    ("sum(CTX.POP.TOT, SEX)", "[SEX=F] status=M, [SEX=M] status=M", None),
    ("sum(CTX.POP.TOT, SEX)", "[SEX=F] 6, [SEX=M]#A 5, [SEX=M]#B 5", None),
    ("sum(CTX.POP.TOT, AGE, Y0T14)", "[AGE=Y0T4] 1, [AGE=Y5T9] 2, [AGE=Y10T14] 4", "7"),
    ("sum(CTX.POP.TOT, AGE, Y0T4)", "[AGE=Y0T4] 1", None),
    ("sum(CTX.POP.TOT, REGION)", "[REGION=A] 1, [REGION=B] 2", "3"),
    ("sum(CTX.POP.TOT, REGION)", "[REGION=A] 1, [REGION=B] status=M", "1"),
    ("sum(CTX.POP.TOT, REGION)", "[REGION=A] 1, [REGION=B] status=Q", None),
    ("sum(CTX.POP.TOT, REGION)", '[REGION=A] 1, [REGION=B] text="two"', None),
    ("sum(CTX.POP.TOT, REGION)", " 5", None),
    ("sum(CTX.POP.TOT, REGION, A)", "[REGION=A] 1", None),
    (
        "sum(IMM.STOCK.TOT, COUNTRY_OF_BIRTH)",
        "[COUNTRY_OF_BIRTH=UKR] 1, [COUNTRY_OF_BIRTH=150] 9, [COUNTRY_OF_BIRTH=_U] 2",
        "3",
    ),
]


@pytest.mark.parametrize(("expression", "stored", "expected"), SUMS)
def test_sum(expression: str, stored: str, expected: str | None) -> None:
    code = "IMM.STOCK.TOT" if "IMM" in expression else "CTX.POP.TOT"
    table = "\n".join(f"{code}{part.replace(']#', ']@2020#').replace('] ', ']@2020 ')}" for part in stored.split(", "))
    table = table.replace("TOT 5", "TOT@2020 5")
    assert left(expression, table) == ([f"{code}@2020 {expected}"] if expected else [])


def test_sum_of_a_derived_value_is_missing_where_a_part_has_no_match() -> None:
    table = "INM.REG.IN[REGION=A]@2020 5; INM.REG.OUT[REGION=A]@2020 3; INM.REG.IN[REGION=B]@2020 2"
    assert left("sum(INM.REG.NET, REGION)", table) == []
    assert left("sum(INM.REG.NET, REGION)", table + "; INM.REG.OUT[REGION=B]@2020 9") == ["INM.REG.NET@2020 -5"]
    assert left("sum(INM.REG.NET, REGION)", table + "; INM.REG.NET[REGION=B]@2020 status=M") == ["INM.REG.NET@2020 2"]


def test_count_answers_for_reasons_too() -> None:
    table = f"{POP} 1; CTX.POP.TOT[SEX=F]@2020 6; CTX.POP.TOT[SEX=M]@2020 status=L; CTX.POP.TOT[SEX=_U]@2020 status=O"
    assert left("count(CTX.POP.TOT, SEX)", table) == ["CTX.POP.TOT@2020 2"]
    assert left("count(CTX.POP.TOT, SEX)", f"{POP} 1") == ["CTX.POP.TOT@2020 0"]
    undecided = "CTX.POP.TOT[SEX=F]@2020#A 6; CTX.POP.TOT[SEX=F]@2020#B 6"
    assert left("count(CTX.POP.TOT, SEX)", undecided) == ["CTX.POP.TOT@2020 1"]


def test_lag_and_yoy() -> None:
    table = "CTX.POP.TOT@2018 8; CTX.POP.TOT@2019 10; CTX.POP.TOT@2020 12"
    assert left("lag(CTX.POP.TOT, 2)", table) == ["CTX.POP.TOT@2020 8"]
    assert left("yoy(CTX.POP.TOT)", table) == ["CTX.POP.TOT@2019 25", "CTX.POP.TOT@2020 20"]
    assert left("yoy(CTX.POP.TOT)", "CTX.POP.TOT@2019 0; CTX.POP.TOT@2020 12") == []


def test_lag_does_not_reach_across_a_break() -> None:
    table = "CTX.POP.TOT@2018 8; CTX.POP.TOT@2019 10 status=B; CTX.POP.TOT@2020 12"
    assert left("lag(CTX.POP.TOT, 1)", table) == ["CTX.POP.TOT@2020 10"]
    assert left("lag(CTX.POP.TOT, 2)", table) == []
    assert left("has(lag(CTX.POP.TOT, 2))", table)[2] == "CTX.POP.TOT@2020 1"


def test_has() -> None:
    assert left("has(CTX.POP.TOT)", f"{POP} 1") == ["CTX.POP.TOT@2020 1"]
    assert left("has(CTX.POP.TOT)", f"{POP} status=M") == ["CTX.POP.TOT@2020 0"]
    assert left("has(CTX.POP.TOT)", f"{POP}#A 1; {POP}#B 1") == ["CTX.POP.TOT@2020 1"]
    assert left("has(GOV.SDG.CAT)", "GOV.SDG.CAT@2020 MEETS") == ["GOV.SDG.CAT@2020 1"]
    assert left("has(CTX.POP.TOT[SEX=F])", f"{POP} 1") == ["CTX.POP.TOT@2020 0"]


def test_rivals_names_the_values_side_by_side() -> None:
    table = f"{POP}#A 1; {POP}#B 1; {POP}#C status=M; CTX.POP.TOT@2021#A 1"
    assert left("rivals(CTX.POP.TOT)", table) == ["CTX.POP.TOT@2020 2", "CTX.POP.TOT@2021 0"]
    assert addresses("PUB-CHOICE", table) == [f"{POP}#A", f"{POP}#B"]


def test_whole_is_the_smallest_parent() -> None:
    table = f"{POP} 10; CTX.POP.TOT[SEX=F]@2020 6; CTX.POP.TOT[AGE=Y0T14]@2020 5; CTX.POP.TOT[SEX=F,AGE=Y0T14]@2020 9"
    assert lines("SUB-PART", table) == ["CTX.POP.TOT[SEX=F,AGE=Y0T14]@2020 9 <= 5"]
    assert addresses("SUB-PART", table) == ["CTX.POP.TOT[SEX=F,AGE=Y0T14]@2020", "CTX.POP.TOT[AGE=Y0T14]@2020"]
    level = "CTX.POP.TOT[AGE=Y0T14]@2020 5; CTX.POP.TOT[AGE=Y0T4]@2020 9"
    assert lines("SUB-PART", level) == ["CTX.POP.TOT[AGE=Y0T4]@2020 9 <= 5"]
    equal = f"{POP} 100; CTX.POP.TOT[SEX=F]@2020 6; CTX.POP.TOT[AGE=Y0T14]@2020 6; CTX.POP.TOT[SEX=F,AGE=Y0T14]@2020 9"
    assert addresses("SUB-PART", equal)[1] == "CTX.POP.TOT[AGE=Y0T14]@2020"


def test_partner_reads_the_other_country_s_file() -> None:
    theirs = figures("EMI.STOCK.TOT[COUNTRY_OF_RESIDENCE=MDA]@2020 900", country="UKR")
    table = "IMM.STOCK.TOT[COUNTRY_OF_BIRTH=UKR]@2020 300; IMM.STOCK.TOT[COUNTRY_OF_BIRTH=ROU]@2020 300"
    assert lines("MIR-IMM", table, partners={"UKR": theirs}) == ["IMM.STOCK.TOT[COUNTRY_OF_BIRTH=UKR]@2020 300 == 900"]
    assert lines("MIR-IMM", table) == []
    assert addresses("MIR-IMM", table, partners={"UKR": theirs}) == ["IMM.STOCK.TOT[COUNTRY_OF_BIRTH=UKR]@2020"]


def test_partner_keeps_the_other_dimensions_of_the_cell() -> None:
    theirs = figures("EMI.STOCK.TOT[SEX=F,COUNTRY_OF_RESIDENCE=MDA]@2020 9", country="UKR")
    mirror = rule(
        "NAT-X", "IMM.STOCK.TOT", "==", "partner(EMI.STOCK.TOT, COUNTRY_OF_RESIDENCE)", dims="COUNTRY_OF_BIRTH;SEX"
    )
    table = "IMM.STOCK.TOT[SEX=F,COUNTRY_OF_BIRTH=UKR]@2020 3; IMM.STOCK.TOT[COUNTRY_OF_BIRTH=UKR]@2020 5"
    found_there = lines(mirror, table, partners={"UKR": theirs})
    assert found_there == ["IMM.STOCK.TOT[SEX=F,COUNTRY_OF_BIRTH=UKR]@2020 3 == 9"]


def test_mincell_looks_at_what_is_not_hidden() -> None:
    table = """
        TRF.VICT.DET@2020 9; TRF.VICT.DET[SEX=F]@2020 4; TRF.VICT.DET[SEX=M]@2020 3; TRF.VICT.DET[SEX=_U]@2020 1 conf=C
        TRF.VICT.DET[EXPLOITATION=LAB]@2020 0; TRF.VICT.DET@2021 5
    """
    assert lines("CNF-TRF", table) == ["TRF.VICT.DET@2020 3 >= 5"]
    assert addresses("CNF-TRF", table) == ["TRF.VICT.DET[SEX=F]@2020", "TRF.VICT.DET[SEX=M]@2020"]
    least = rule("NAT-X", "mincell(ANY)", ">=", "100", scope="code=TRF.VICT.DET")
    assert addresses(least, "TRF.VICT.DET@2020 50; TRF.VICT.DET[SEX=F]@2020 7; TRF.VICT.DET[SEX=M]@2020 7") == [
        "TRF.VICT.DET[SEX=F]@2020",
        "TRF.VICT.DET[SEX=M]@2020",
    ]


HIDDEN = [
    ("[SEX=F] 4 conf=C, [SEX=M] 5", ["1"]),
    ("[SEX=F] 4 conf=C, [SEX=M] 5 conf=C", []),
    ("[SEX=F] 4 conf=C", []),
    ("[SEX=F] status=Q, [SEX=M] 5, [SEX=_U] 1 conf=A", []),
]


@pytest.mark.parametrize(("stored", "expected"), HIDDEN)
def test_hidden(stored: str, expected: list[str]) -> None:
    table = f"{POP} 10\n" + "\n".join(f"CTX.POP.TOT{part.replace('] ', ']@2020 ')}" for part in stored.split(", "))
    assert [it.left for it in found("CNF-SECOND", table)] == expected


def test_hidden_names_the_cell_and_its_hidden_children() -> None:
    table = f"""
        {POP} 30; CTX.POP.TOT[SEX=F]@2020 4 conf=C; CTX.POP.TOT[SEX=M]@2020 5
        CTX.POP.TOT[URB_RUR=U]@2020 4 conf=C; CTX.POP.TOT[URB_RUR=R]@2020 5 conf=C; CTX.POP.TOT[URB_RUR=_U]@2020 1
    """
    assert addresses("CNF-SECOND", table) == [
        POP,
        "CTX.POP.TOT[SEX=F]@2020",
        "CTX.POP.TOT[URB_RUR=U]@2020",
        "CTX.POP.TOT[URB_RUR=R]@2020",
    ]


META = [
    ("source", "12", "0"),
    ("source", "status=M", None),
    ("source", "#NEW 12", "1"),
    ("reference_date", "12", None),
    ("reference_date", "#NEW 12", None),
    ("reference_date", "#BARE 12", "0"),
    ("reference_date", "#SPAN 12", "1"),
    ("coverage", "#BARE 12", "0"),
    ("coverage", "#SPAN 12", "1"),
    ("provider", "#SPAN 12", "0"),
    ("definition_note", "#SPAN 12", "0"),
    ("method_note", "#BARE 12", None),
    ("method_note", "#BARE 12 status=E", "0"),
    ("method_note", "#BARE 12 status=F note=how", "1"),
    ("method_note", "#MODEL 12", "0"),
    ("method_note", "12 status=E", None),
    ("break_note", "12", None),
    ("break_note", "12 status=B", "0"),
    ("break_note", "12 status=B note=why", "1"),
    ("missing_reason", "12", None),
    ("missing_reason", "status=O", "0"),
    ("missing_reason", 'status=O note=" "', "0"),
    ("missing_reason", "status=O note=why", "1"),
    ("missing_reason", "status=L", "1"),
]
ON_FILE = """BARE coverage=" "
SPAN period_from=2019 period_to=2020 coverage=all
MODEL type=ESTIM"""


@pytest.mark.parametrize(("field", "stored", "expected"), META)
def test_meta(field: str, stored: str, expected: str | None) -> None:
    where = f"{POP}{stored}" if stored.startswith("#") else f"{POP} {stored}"
    asked = rule("NAT-X", f"meta(CTX.POP.TOT, {field})", "==", "7")
    assert [it.left for it in found(asked, where, sources=ON_FILE)] == ([] if expected is None else [expected])


def test_meta_is_not_asked_of_computed_values() -> None:
    table = "CTX.POP.TOT[SEX=F]@2020 1; CTX.POP.TOT[SEX=M]@2020 1"
    assert lines(rule("NAT-X", "meta(CTX.POP.TOT, source)", "==", "7"), table) == []


def test_formula_beside_what_is_entered() -> None:
    table = "IMM.FLOW.TOT@2020 1000; EMI.FLOW.TOT@2020 1500; DRV.NET.TOT@2020 -400"
    assert lines("FML-ALL", table) == ["DRV.NET.TOT@2020 -400 == -500"]
    assert addresses("FML-ALL", table) == ["DRV.NET.TOT@2020", "IMM.FLOW.TOT@2020", "EMI.FLOW.TOT@2020"]


def test_a_dimension_that_an_indicator_lacks_makes_any_missing() -> None:
    table = "CTX.GDP.USD@2020 5; CTX.POP.TOT@2020 5"
    for expression in ("ANY[SEX=F]", "sum(ANY, SEX)", "count(ANY, SEX)", "has(ANY[SEX=F])"):
        asked = rule("NAT-X", expression, "==", "7", scope="code=CTX.GDP.USD")
        assert lines(asked, table) == []


def test_the_smallest_cell_is_missing_without_the_dimension_in_brackets() -> None:
    table = "CTX.GDP.USD@2020 5; CTX.POP.TERT@2020 5"
    assert left("mincell(ANY[SEX=_T])", table) == ["CTX.POP.TERT@2020 5"]
    asked = rule("NAT-X", "mincell(ANY[SEX=_T])", ">", "9", scope="module_code=CTX", family="completeness")
    assert lines(asked, table) == ["CTX.POP.TERT@2020 5 > 9"]


def test_a_formula_on_a_category_is_missing() -> None:
    catalogue = with_indicators(
        with_rules(rule("NAT-X", "has(DRV.OWN.F)", "==", "has(GOV.SDG.CAT)")),
        derived("DRV.OWN.F", "CTX.POP.TOT / GOV.SDG.CAT"),
    )
    profile = figures("CTX.POP.TOT@2020 5; GOV.SDG.CAT@2020 MEETS")
    assert [line(it) for it in check(catalogue, profile, this_year=2026).findings] == ["DRV.OWN.F@2020 0 == 1"]
