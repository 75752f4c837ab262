"""The checks on single values that the program does itself (semantics.md 7)."""

from __future__ import annotations

import pytest

from desktop.catalogue.reading import shipped
from desktop.validation.own_rules import OWN_RULES
from tests.helpers.rules import found, line

YES_NO = next(code for code, it in shipped().indicators.items() if it.value_type == "boolean")
CASES = [
    ("VAL-NUMBER", 'CTX.POP.TOT@2020 text="about 12"', ["CTX.POP.TOT@2020 about 12 is number"]),
    ("VAL-NUMBER", 'CTX.POP.TOT@2020 text="about 12" status=M', ["CTX.POP.TOT@2020 about 12 is number"]),
    ("VAL-NUMBER", "CTX.POP.TOT@2020 12.5", []),
    ("VAL-NUMBER", "GOV.SDG.CAT@2020 MEETS", []),
    ("VAL-YESNO", f"{YES_NO}@2020 2; {YES_NO}@2021 1; {YES_NO}@2022 0", [f"{YES_NO}@2020 2 is 1 or 0"]),
    ("VAL-CODE", 'GOV.SDG.CAT@2020 text="Nearly"', ["GOV.SDG.CAT@2020 Nearly is POLICY_CAT"]),
    ("VAL-CODE", "GOV.SDG.CAT@2020 MEETS", []),
    ("VAL-STATUS", "CTX.POP.TOT@2020#X 12.0 status=L", ["CTX.POP.TOT@2020#X 12.0 is no value"]),
    ("VAL-STATUS", "CTX.POP.TOT@2020 status=L", []),
    ("VAL-NOVALUE", "CTX.POP.TOT@2020 status=E", ["CTX.POP.TOT@2020 None is value"]),
    ("VAL-NOVALUE", "CTX.POP.TOT@2020 note=later; CTX.POP.TOT@2021 status=O; CTX.POP.TOT@2022 5 status=E", []),
    ("VAL-SOURCE", "CTX.POP.TOT@2020#LOST 5", ["CTX.POP.TOT@2020#LOST 5 is source on file"]),
    ("VAL-SOURCE", "CTX.POP.TOT@2020#CENSUS 5; CTX.POP.TOT@2021 5; CTX.POP.TOT@2022#LOST status=A", []),
    ("VAL-PERIOD", "CTX.POP.TOT@1999 5", ["CTX.POP.TOT@1999 5 is 2000:2025"]),
    ("VAL-PERIOD", "CTX.POP.TOT@1998/2000 5; CTX.POP.TOT@2025-Q4 5", []),
    ("VAL-PERIOD", "INM.FIVE.TOT@1990/1995 5", []),
]


@pytest.mark.parametrize(("rule", "stored", "expected"), CASES)
def test_check(rule: str, stored: str, expected: list[str]) -> None:
    assert [line(finding) for finding in found(rule, stored, sources="CENSUS")] == expected


def test_fields_of_such_a_finding() -> None:
    (finding,) = found("VAL-STATUS", "CTX.POP.TOT@2020#X 12.0 status=L")
    assert finding.id == "VAL-STATUS CTX.POP.TOT@2020#X"
    assert (finding.severity, finding.source, finding.difference, finding.tolerance) == ("error", "X", None, "0")
    assert [(cell.address, cell.value, cell.source) for cell in finding.cells] == [("CTX.POP.TOT@2020#X", "12.0", "X")]


def test_sources_not_on_file_are_one_finding_for_each_indicator_and_source() -> None:
    table = "CTX.POP.TOT@2021#L 5; CTX.POP.TOT@2020#L 5; CTX.POP.TOT[SEX=F]@2020#L status=M; CTX.POP.TOT@2020#K 6; CTX.GDP.USD@2020#L 1"
    assert [(finding.id, len(finding.cells)) for finding in found("VAL-SOURCE", table)] == [
        ("VAL-SOURCE CTX.GDP.USD@2020#L", 1),
        ("VAL-SOURCE CTX.POP.TOT@2020#K", 1),
        ("VAL-SOURCE CTX.POP.TOT@2020#L", 3),
    ]


def test_periods_outside_the_years_are_one_finding_for_each_indicator_without_source() -> None:
    table = "CTX.POP.TOT@1990#A 5; CTX.POP.TOT@1991#B 6; CTX.POP.TOT[SEX=F]@2030 7; CTX.POP.TOT@2020 8"
    (finding,) = found("VAL-PERIOD", table)
    assert (finding.id, finding.source, finding.left, finding.severity) == (
        "VAL-PERIOD CTX.POP.TOT@1990",
        None,
        "5",
        "warning",
    )
    assert [cell.address for cell in finding.cells] == [
        "CTX.POP.TOT@1990#A",
        "CTX.POP.TOT@1991#B",
        "CTX.POP.TOT[SEX=F]@2030",
    ]


def test_they_speak_three_languages() -> None:
    for rule in OWN_RULES.values():
        assert set(rule.message) == {"en", "fr", "es"} and len(set(rule.message.values())) == 3
        assert rule.family == "value" and rule.severity in ("error", "warning")
