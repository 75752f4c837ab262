"""The ways to run the rules: what is chosen, counted, stopped; and what is told at once when a value is typed."""

from __future__ import annotations

import gc

import pytest

from desktop.catalogue.reading import shipped
from desktop.domain.errors import Cancelled
from desktop.validation.engine import PROGRAM_RULES, check, check_observations
from desktop.validation.evaluation import Evaluator
from desktop.validation.judging import Judge
from tests.helpers.figures import FULL, figures, key, packed

TABLE = """
    CTX.POP.TOT@2020 6000; IMM.STOCK.TOT@2020 7500; IMM.STOCK.TOT[SEX=F]@2020 4000; IMM.STOCK.TOT[SEX=M]@2020 3000
    REM.COST.IN@2020 250
"""


def run(**more: object) -> list[str]:
    return [it.id for it in check(shipped(), figures(TABLE), this_year=2026, **more).findings]  # type: ignore[arg-type]


def test_all_rules_run() -> None:
    assert check(shipped(), figures(""), this_year=2026).rules_run == len(shipped().rules) + len(PROGRAM_RULES) == 144


def test_rules_modules_and_severity_choose() -> None:
    assert run(rules=["SUM-IMM-SEX", "VAL-NUMBER"]) == ["SUM-IMM-SEX IMM.STOCK.TOT@2020"]
    assert check(shipped(), figures(TABLE), this_year=2026, rules=["SUM-IMM-SEX", "VAL-NUMBER"]).rules_run == 2
    assert {it.split()[1][:3] for it in run(modules=["REM"])} == {"REM"}
    findings = check(shipped(), figures(TABLE), this_year=2026, severity="error").findings
    assert {it.severity for it in findings} == {"error"}
    assert set(run()) == {it for level in ("error", "warning", "info") for it in run(severity=level)}


def test_rules_switched_off_do_not_run() -> None:
    checked = check(shipped(), figures(TABLE), this_year=2026, switched_off={"SUM-IMM-SEX"})
    assert checked.rules_run == 143 and "SUM-IMM-SEX" not in {it.rule for it in checked.findings}


def test_it_can_be_stopped_and_leaves_the_collector_as_it_was() -> None:
    with pytest.raises(Cancelled):
        check(shipped(), figures(TABLE), this_year=2026, cancelled=lambda: True)
    assert gc.isenabled()


def test_it_changes_nothing() -> None:
    profile = figures(TABLE)
    before = list(profile.observations())
    check(shipped(), profile, this_year=2026)
    assert list(profile.observations()) == before


def test_the_year_of_the_calendar_is_passed_in() -> None:
    profile = figures("CTX.POP.TOT@2022 9000")
    for year, is_future in ((2021, True), (2022, False)):
        ids = {it.id for it in check(shipped(), profile, this_year=year).findings}
        assert ("BND-FUTURE CTX.POP.TOT@2022" in ids) == is_future


def test_typed_values_are_told_their_single_value_findings() -> None:
    profile = figures(
        'REM.COST.IN@2020 250; CTX.POP.TOT@2020 -5.5; CTX.POP.TOT@2021 text="x"; CTX.POP.TOT@2022 status=E'
    )
    typed = [key("REM.COST.IN@2020"), key("CTX.POP.TOT@2020")]
    assert [it.id for it in check_observations(Judge(Evaluator(shipped(), profile), 2026), typed)] == [
        "BND-HARD-MIN CTX.POP.TOT@2020",
        "BND-WHOLE CTX.POP.TOT@2020",
        "MET-SOURCE CTX.POP.TOT@2020",
        "UNIT-POP CTX.POP.TOT@2020",
        "BND-HARD-MAX REM.COST.IN@2020",
        "BND-SOFT-MAX REM.COST.IN@2020",
        "MET-SOURCE REM.COST.IN@2020",
    ]
    typed = [key("CTX.POP.TOT@2021"), key("CTX.POP.TOT@2022"), key("CTX.POP.TOT@2023")]
    rules = [it.rule for it in check_observations(Judge(Evaluator(shipped(), profile), 2026), typed)]
    assert rules == ["MET-SOURCE", "VAL-NUMBER", "VAL-NOVALUE"]


def test_typed_values_agree_with_a_full_check() -> None:
    profile = figures(
        "CTX.POP.TOT@2020#C -5.5; CTX.POP.TOT@2021#C 9 status=E; CTX.POP.TOT@2022#N status=O", sources="C\nN"
    )
    profile.sources["C"] = profile.sources["C"]._replace(**FULL | {"coverage": "", "method_note": ""})
    keys = [at for at, _ in profile.observations()]
    told = check_observations(Judge(Evaluator(shipped(), profile), 2026), keys)
    single = {it.rule for it in told}
    assert {"BND-HARD-MIN", "MET-COVERAGE", "MET-ESTIM", "MET-MISSING"} <= single
    assert told == [
        it for it in check(shipped(), profile, this_year=2026, rules=single).findings if it.indicator == "CTX.POP.TOT"
    ]


def test_series_without_candidates_are_not_taken_apart() -> None:
    totals = [f"CTX.POP.TOT@{year}#{source}" for year in range(2000, 2026) for source in "CN"]
    children = [total.replace("@", "[AGE=Y0T14]@") for total in totals]
    table = "\n".join([*(f"{total} 4000000" for total in totals), *(f"{child} 900000" for child in children)])
    chosen = " ".join(total for total in totals if total.endswith("C"))
    profile = packed(figures(table, sources="C\nN", choices=chosen))
    rules = ["BND-HARD-MIN", "BND-WHOLE", "YOY-COUNT", "SUB-PART", "UNIT-POP", "PUB-CHOICE"]
    assert check(shipped(), profile, this_year=2026, rules=rules).findings == []
    assert all(series.packed is not None for series in profile.of("CTX.POP.TOT")["AGE=Y0T14"].values())
