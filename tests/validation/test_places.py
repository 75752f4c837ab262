"""Where a rule runs and where it reports (semantics.md 4)."""

from __future__ import annotations

import pytest

from desktop.catalogue.model import Rule
from desktop.catalogue.reading import shipped
from desktop.validation.definitions import definitions
from desktop.validation.manners import Manner
from desktop.validation.plans import Form, Merge, plan_of
from tests.helpers.rules import lines
from tests.helpers.small_catalogue import rule

POP, STOCK = "CTX.POP.TOT", "IMM.STOCK.TOT"

FORMS = [
    ("CMP-STOCK", Form.ONCE),
    ("CMP-CORE", Form.ONCE),
    ("CMP-SEX", Form.LATEST),
    ("CMP-SERIES", Form.LATEST),
    ("CNF-SMALL", Form.PERIODS),
    ("BND-HARD-MIN", Form.SINGLE),
    ("BND-SOFT-MAX", Form.SINGLE),
    ("BND-WHOLE", Form.SINGLE),
    ("BND-CENSUSYEAR", Form.SINGLE),
    ("UNIT-POP", Form.SINGLE),
    ("UNIT-PCT-SMALL", Form.SINGLE),
    ("MET-SOURCE", Form.SINGLE),
    ("MET-MISSING", Form.SINGLE),
    ("YOY-COUNT", Form.CELLS),
    ("FML-ALL", Form.CELLS),
    ("BND-FUTURE", Form.CELLS),
    ("PUB-CHOICE", Form.CELLS),
    ("SUB-PART", Form.CELLS),
    ("SUM-POP-SEX", Form.COMBINATIONS),
    ("BND-FSHARE", Form.COMBINATIONS),
    ("FML-SDGCAT", Form.COMBINATIONS),
]


@pytest.mark.parametrize(("code", "form"), FORMS)
def test_form_of_a_rule(code: str, form: Form) -> None:
    assert plan_of(shipped().rules[code], shipped()).form is form


def test_every_metadata_rule_is_single_value_and_the_first_six_fields_merge() -> None:
    plans = {plan.rule.code: plan for plan in definitions(shipped()).plans if plan.rule.code.startswith("MET-")}
    assert all(plan.form is Form.SINGLE for plan in plans.values())
    apart = {code for code, plan in plans.items() if plan.merge is Merge.NONE}
    assert apart == {"MET-BREAK", "MET-MISSING"}


def test_every_shipped_rule_runs_by_quick_means() -> None:
    slow = {plan.rule.code for plan, manner in definitions(shipped()).manners.items() if manner is Manner.PLACES}
    assert all(code.startswith("CMP-") for code in slow)


HALF_YEARS = (
    "CTX.POP.TOT[SEX=F,AGE=Y0T14]@2020 10; CTX.POP.TOT[SEX=F,AGE=Y15T64]@2020 20; CTX.POP.TOT[SEX=F,AGE=Y_GE65]@2020 5"
)


def test_sums_run_on_the_total_and_on_each_combination_that_occurs() -> None:
    table = HALF_YEARS + "; CTX.POP.TOT[SEX=F]@2020 30"
    assert lines("SUM-POP-AGE", table) == ["CTX.POP.TOT[SEX=F]@2020 35 == 30"]


def test_other_items_of_a_cell_are_disregarded() -> None:
    ages = rule("NAT-X", "sum(CTX.POP.TOT, AGE)", "<=", "3", dims="SEX;URB_RUR")
    assert lines(ages, HALF_YEARS) == ["CTX.POP.TOT[SEX=F]@2020 35 <= 3"]


def test_the_total_runs_at_each_period_at_which_a_named_indicator_has_a_cell() -> None:
    presence = rule("NAT-X", "has(CTX.POP.TOT) + has(IMM.STOCK.TOT)", ">=", "2")
    table = "IMM.STOCK.TOT[SEX=F]@2020 1; CTX.POP.TOT@2021 status=M; CTX.GDP.USD@2022 1"
    assert lines(presence, table) == ["CTX.POP.TOT@2020 0 >= 2", "CTX.POP.TOT@2021 0 >= 2"]


def test_combinations_take_groups_of_every_level_and_report_the_first_reference() -> None:
    table = """
        CTX.POP.TOT[SEX=F,AGE=Y0T4]@2020 1; IMM.STOCK.TOT[SEX=F,AGE=Y0T4]@2020 2
        CTX.POP.TOT[SEX=M]@2020 5; IMM.STOCK.TOT[SEX=M]@2020 6; CTX.POP.TOT@2020 9; IMM.STOCK.TOT@2020 9
    """
    assert lines("SUB-IMM-POP", table) == [
        "IMM.STOCK.TOT[SEX=F,AGE=Y0T4]@2020 2 <= 1",
        "IMM.STOCK.TOT[SEX=M]@2020 6 <= 5",
    ]


def test_completeness_of_each_indicator_looks_at_its_latest_year() -> None:
    table = (
        "IMM.STOCK.TOT[SEX=F]@2015 3; IMM.STOCK.TOT[SEX=M]@2015 4; IMM.STOCK.TOT@2020 9; IMM.STOCK.TOT@2021 status=O"
    )
    assert lines("CMP-SEX", table) == ["IMM.STOCK.TOT@2020 0 >= 2"]
    assert lines("CMP-SEX", table.replace("2020 9", "2030 9")) == []
    assert lines("CMP-SEX", "IMM.STOCK.TOT@2020#A 1; IMM.STOCK.TOT@2020#B 2") == ["IMM.STOCK.TOT@2020 0 >= 2"]


def test_completeness_of_the_profile_runs_once_and_takes_any_cell() -> None:
    assert lines("CMP-STOCK", "CTX.POP.TOT@2003 1") == ["IMM.STOCK.TOT@2025 0 >= 1"]
    assert lines("CMP-STOCK", "IMM.STOCK.CIT[SEX=F]@2003 1") == []
    assert lines("CMP-STOCK", "IMM.STOCK.CIT[SEX=F]@1990 1") == ["IMM.STOCK.TOT@2025 0 >= 1"]
    assert lines("CMP-STOCK", "IMM.STOCK.CIT@1998/2000 1") == []
    assert lines("CMP-STOCK", "IMM.STOCK.CIT@2003#A 1; IMM.STOCK.CIT@2003#B 1") == []
    women = rule("NAT-X", "has(IMM.STOCK.CIT[SEX=F])", "==", "1", family="completeness")
    assert lines(women, "IMM.STOCK.CIT[SEX=M]@2003 1") == ["IMM.STOCK.CIT@2025 0 == 1"]
    assert lines(women, "IMM.STOCK.CIT[SEX=F,AGE=Y0T14]@2003 1") == []


def test_single_value_rules_run_on_every_observation_and_computed_value() -> None:
    table = "REM.COST.IN@2020#A 250; REM.COST.IN@2020#B 300; IMM.STOCK.TOT@2020 9; CTX.POP.TOT@2020 3"
    assert lines("BND-HARD-MAX", table) == [
        "IMM.STOCK.SHARE@2020 300 <= 100",
        "REM.COST.IN@2020#A 250 <= 100",
        "REM.COST.IN@2020#B 300 <= 100",
    ]


def test_without_any_a_single_value_rule_runs_on_cells_of_its_dimensions() -> None:
    table = "CTX.POP.TOT@2020 3; CTX.POP.TOT[SEX=F]@2020 2"
    assert lines("UNIT-POP", table) == ["CTX.POP.TOT@2020 3 >= 5000"]
    by_sex = rule("NAT-X", "CTX.POP.TOT", ">=", "5000", dims="SEX")
    assert len(lines(by_sex, table + "; CTX.POP.TOT[AGE=Y0T14]@2020 1")) == 2


SCOPES = [
    ("value_type=integer", ["CTX.POP.TOT"]),
    ("value_type!=integer", ["CTX.GDP.USD", "REM.IN.TOT"]),
    ("formula=", ["CTX.GDP.USD", "CTX.POP.TOT"]),
    ("formula!=", ["REM.IN.TOT"]),
    ("dimensions=SEX", ["CTX.POP.TOT"]),
    ("unit=USD million;code!=REM.IN.TOT", ["CTX.GDP.USD"]),
]


@pytest.mark.parametrize(("scope", "expected"), SCOPES)
def test_scope(scope: str, expected: list[str]) -> None:
    below: Rule = rule("NAT-X", "ANY", "<", "0", scope=scope)
    table = "CTX.POP.TOT@2020 1; CTX.GDP.USD@2020 1; REM.IN.TOT@2020 1; GOV.SDG.CAT@2020 MEETS"
    seen = [line.split("@")[0] for line in lines(below, table)]
    assert [code for code in seen if f"{code}@" in table] == expected


def test_any_stands_for_texts_only_inside_has_meta_and_rivals() -> None:
    table = "GOV.SDG.CAT@2020 MEETS"
    assert lines(rule("NAT-X", "has(ANY)", "==", "0", scope="module_code=GOV"), table) == ["GOV.SDG.CAT@2020 1 == 0"]
    assert lines(rule("NAT-X", "has(ANY) * 1 + 0 * count(ANY, SEX)", "==", "0"), table) == []


def test_dims_with_any_limit_the_cells() -> None:
    dims = rule("NAT-X", "ANY - lag(ANY, 1)", "==", "0", dims="SEX", scope="code=CTX.POP.TOT")
    table = "\n".join(
        f"CTX.POP.TOT{items}@{year} {year}" for items in ("", "[SEX=F]", "[AGE=Y0T14]") for year in (2019, 2020)
    )
    assert lines(dims, table) == ["CTX.POP.TOT@2020 1 == 0", "CTX.POP.TOT[SEX=F]@2020 1 == 0"]


def test_rules_run_outside_the_years_of_the_profile_too() -> None:
    assert lines("SUB-IMM-POP", "CTX.POP.TOT@1990 3; IMM.STOCK.TOT@1990 5") == ["IMM.STOCK.TOT@1990 5 <= 3"]


BEFORE_AND_NOW = [("status=A", []), ("status=L", ["CTX.POP.TOT@2020 5 == 3"]), ("9", ["CTX.POP.TOT@2020 5 == 3"])]


@pytest.mark.parametrize(("now", "expected"), BEFORE_AND_NOW)
def test_with_any_a_rule_on_the_year_before_runs_where_there_is_a_cell_now(now: str, expected: list[str]) -> None:
    table = f"CTX.POP.TOT@2019 5; CTX.POP.TOT@2020 {now}; CTX.GDP.USD@2020 1"
    assert lines(rule("NAT-X", "lag(ANY, 1)", "==", "3", scope="code=CTX.POP.TOT"), table) == expected


def test_two_questions_whether_there_is_a_value_have_two_answers() -> None:
    table = "CTX.POP.TOT@2020 9; CTX.POP.TOT[SEX=M]@2020 4; CTX.POP.TOT[SEX=F]@2021 5"
    assert lines(rule("NAT-X", "has(ANY)", "==", "has(ANY[SEX=F])", scope="code=CTX.POP.TOT"), table) == [
        "CTX.POP.TOT@2020 1 == 0",
        "CTX.POP.TOT[SEX=M]@2020 1 == 0",
    ]
