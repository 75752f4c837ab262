"""Comparing and reporting: tolerance, open lists, addresses and their values, order (semantics.md 6)."""

from __future__ import annotations

from fractions import Fraction

import pytest

from desktop.catalogue.reading import shipped
from desktop.validation.engine import check
from desktop.validation.judging import holds
from desktop.validation.plans import tolerance_of
from tests.helpers.figures import figures
from tests.helpers.rules import addresses, found, lines
from tests.helpers.small_catalogue import rule

TABLE = """
99     ==  100   1        yes
98.9   ==  100   1        no
70     ==  100   30%      yes
69.9   ==  100   30%      no
-1     ==  1     30%      no
3      ==  60    30%+50   yes
101    <=  100   1        yes
101.1  <=  100   1        no
99     >=  100   1        yes
98.9   >=  100   1        no
5      <   5     1        no
5      >   5     1        no
5      !=  5     1        no
5.1    !=  5     1        yes
4      <   5     0        yes
100/3  <=  20    0        no
130    <=  100   30%      yes
"""


@pytest.mark.parametrize("line", TABLE.strip().splitlines())
def test_comparison(line: str) -> None:
    left, operator, right, tolerance, expected = line.split()
    assert holds(Fraction(left), operator, Fraction(right), tolerance_of(tolerance)) == (expected == "yes")


def test_numbers_are_exact_decimals() -> None:
    below = rule("NAT-X", "REM.IN.PT - 100", "==", "0", tolerance="1")
    (finding,) = found(below, "REM.IN.PT@2020 98.90")
    assert (finding.left, finding.right, finding.difference, finding.tolerance) == ("-1.1", "0", "-1.1", "1")
    third = rule("NAT-X", "REM.IN.PT / 3", "<=", "20")
    (finding,) = found(third, "REM.IN.PT@2020 100")
    assert (finding.left, finding.difference) == ("33.3333333333", "13.3333333333")
    assert found(rule("NAT-X", "REM.IN.PT", "==", "0.3"), "REM.IN.PT@2020 0.30") == []
    assert found(rule("NAT-X", "REM.IN.PT + REM.IN.COE", "==", "0.3"), "REM.IN.PT@2020 0.1; REM.IN.COE@2020 0.2") == []
    (finding,) = found(rule("NAT-X", "REM.IN.PT", "==", "0.3"), "REM.IN.PT@2020 0.30000000000000000000000000001")
    assert finding.difference == "0.00000000000000000000000000001"


OPEN_LISTS = [
    ("[COUNTRY_OF_BIRTH=UKR] 5", []),
    ("[COUNTRY_OF_BIRTH=UKR] 12", ["IMM.STOCK.TOT@2020 12 <= 10"]),
    ("[COUNTRY_OF_BIRTH=UKR] 5, [COUNTRY_OF_BIRTH=_O] 2", ["IMM.STOCK.TOT@2020 7 == 10"]),
    ("[COUNTRY_OF_BIRTH=UKR] 5, [COUNTRY_OF_BIRTH=_O] status=M", ["IMM.STOCK.TOT@2020 5 == 10"]),
    ("[COUNTRY_OF_BIRTH=UKR] 5, [COUNTRY_OF_BIRTH=_O] status=O", []),
    ("[COUNTRY_OF_BIRTH=UKR] 5, [COUNTRY_OF_BIRTH=_U] 1", []),
]


@pytest.mark.parametrize(("stored", "expected"), OPEN_LISTS)
def test_a_list_of_countries_without_other_is_a_lower_bound(stored: str, expected: list[str]) -> None:
    parts = "\n".join(f"IMM.STOCK.TOT{part.replace('] ', ']@2020 ')}" for part in stored.split(", "))
    assert lines("SUM-IMM-COB", f"IMM.STOCK.TOT@2020 10\n{parts}") == expected


def test_regions_are_no_countries() -> None:
    assert lines("SUM-POP-REG", "CTX.POP.TOT@2020 10; CTX.POP.TOT[REGION=A]@2020 5") == ["CTX.POP.TOT@2020 5 == 10"]


def test_addresses_stand_in_reading_order_each_once() -> None:
    table = "CTX.POP.TOT[SEX=M]@2020 5; CTX.POP.TOT[SEX=F]@2020 6; CTX.POP.TOT[SEX=_U]@2020 1; CTX.POP.TOT@2020 99"
    assert addresses("SUM-POP-SEX", table) == [
        "CTX.POP.TOT[SEX=F]@2020",
        "CTX.POP.TOT[SEX=M]@2020",
        "CTX.POP.TOT[SEX=_U]@2020",
        "CTX.POP.TOT@2020",
    ]
    years = "LAB.MW.STOCK@2019 1"
    assert addresses(
        rule("NAT-X", "yoy(CTX.POP.TOT) + CTX.POP.TOT", "<", "0"), "CTX.POP.TOT@2019 2; CTX.POP.TOT@2020 3"
    ) == [
        "CTX.POP.TOT@2020",
        "CTX.POP.TOT@2019",
    ]
    assert addresses(rule("NAT-X", "LAB.MW.STOCK * 0 + 5", "<", "0"), years) == ["LAB.MW.STOCK@2019"]


def test_an_empty_list_becomes_the_cell_reported() -> None:
    future = rule("NAT-X", "has(CTX.POP.TOT)", "==", "1")
    assert addresses(future, "CTX.POP.TOT@2020 status=M") == ["CTX.POP.TOT@2020"]


def test_values_of_addresses() -> None:
    table = "CTX.POP.TOT@2020 0.0060 mult=6; IMM.STOCK.TOT[SEX=F]@2020 4000; IMM.STOCK.TOT[SEX=M]@2020 3500"
    (finding,) = found("SUB-IMM-POP", table)
    assert [(it.address, it.value) for it in finding.cells] == [
        ("IMM.STOCK.TOT@2020", "7500"),
        ("CTX.POP.TOT@2020", "6000"),
    ]
    (finding,) = found("SUB-REF-POP", "CTX.POP.TOT@2020 6000.0; FDP.REF.STOCK@2020 7000")
    assert finding.cells[1].value == "6000.0"
    (finding,) = found(rule("NAT-X", "has(CTX.POP.TOT)", "==", "1"), "CTX.POP.TOT@2020 status=M")
    assert finding.cells[0].value is None


def test_single_value_findings_name_the_source() -> None:
    (finding,) = found("BND-HARD-MIN", "CTX.POP.TOT@2020#CENSUS -5")
    assert (finding.id, finding.source) == ("BND-HARD-MIN CTX.POP.TOT@2020#CENSUS", "CENSUS")
    assert (finding.cells[0].address, finding.cells[0].source) == ("CTX.POP.TOT@2020#CENSUS", "CENSUS")
    (finding,) = found("SUB-IMM-POP", "CTX.POP.TOT@2020#CENSUS 5; IMM.STOCK.TOT@2020#CENSUS 6")
    assert (finding.id, finding.source, finding.cells[0].source) == ("SUB-IMM-POP IMM.STOCK.TOT@2020", None, None)


def test_at_most_a_hundred_addresses() -> None:
    table = "\n".join(f"CTX.POP.TOT[REGION=R{i:03}]@2020 1" for i in range(120)) + "\nCTX.POP.TOT@2020 1"
    (finding,) = found("SUM-POP-REG", table)
    assert len(finding.cells) == 100 and finding.cells[0].address == "CTX.POP.TOT[REGION=R000]@2020"


MERGED = """
    IMM.STOCK.TOT@2021#CENSUS 7; IMM.STOCK.TOT@2020#CENSUS 5; IMM.STOCK.TOT[SEX=F]@2020#CENSUS 3
    IMM.STOCK.TOT@2020#UN 6; IMM.STOCK.CIT@2020#CENSUS 5
"""


def test_metadata_of_a_source_is_one_finding_for_each_indicator() -> None:
    findings = found("MET-COVERAGE", MERGED, sources="CENSUS coverage=\nUN coverage=all")
    assert [finding.id for finding in findings] == [
        "MET-COVERAGE IMM.STOCK.CIT@2020#CENSUS",
        "MET-COVERAGE IMM.STOCK.TOT@2020#CENSUS",
    ]
    assert [it.address for it in findings[1].cells] == [
        "IMM.STOCK.TOT@2020#CENSUS",
        "IMM.STOCK.TOT@2021#CENSUS",
        "IMM.STOCK.TOT[SEX=F]@2020#CENSUS",
    ]
    assert findings[1].is_merged


def test_several_values_without_a_choice_are_one_finding_for_each_period() -> None:
    table = """
        IMM.STOCK.TOT@2020#A 1; IMM.STOCK.TOT@2020#B 2
        IMM.STOCK.TOT[SEX=F]@2020#A 1; IMM.STOCK.TOT[SEX=F]@2020#B 1; IMM.STOCK.TOT[SEX=F]@2020#C 1
        IMM.STOCK.TOT[SEX=M]@2021#A 1; IMM.STOCK.TOT[SEX=M]@2021#B 1
    """
    findings = found("PUB-CHOICE", table)
    assert [(finding.id, finding.left) for finding in findings] == [
        ("PUB-CHOICE IMM.STOCK.TOT@2020", "2"),
        ("PUB-CHOICE IMM.STOCK.TOT[SEX=M]@2021", "2"),
    ]
    assert len(findings[0].cells) == 5
    assert [finding.id for finding in found("PUB-CHOICE", table, choices="IMM.STOCK.TOT@2020#A")] == [
        "PUB-CHOICE IMM.STOCK.TOT[SEX=M]@2021"
    ]


def test_findings_are_ordered_by_indicator_items_period_source_rule() -> None:
    profile = figures("""
        IMM.STOCK.TOT@2020 -1; CTX.POP.TOT[SEX=F]@2020 -3; CTX.POP.TOT@2021#B -1.5; CTX.POP.TOT@2021#A -2; CTX.POP.TOT@2020 -2
    """)
    findings = check(shipped(), profile, this_year=2026).findings
    assert findings == sorted(findings, key=lambda it: (it.indicator, it.items, it.period, it.source or "", it.rule))
    ids = [finding.id for finding in findings]
    assert len(ids) == len(set(ids))


def test_an_address_is_named_once_whatever_reads_it() -> None:
    both = rule("NAT-A", "has(CTX.POP.TOT)", "<=", "rivals(CTX.POP.TOT)")
    assert addresses(both, "CTX.POP.TOT@2020 10000") == ["CTX.POP.TOT@2020"]


def test_a_choice_at_the_total_ends_with_what_was_chosen() -> None:
    table = "CTX.POP.TOT@2020#UN 1200; CTX.POP.TOT[SEX=F]@2020#UN 600; CTX.POP.TOT[SEX=F]@2020#CENSUS 500"
    chosen = "CTX.POP.TOT@2020#CENSUS"
    assert [it.items for it in found("PUB-CHOICE", table, choices=chosen)] == ["SEX=F"]
    assert found("PUB-CHOICE", f"{table}; {chosen} 1000", choices=chosen) == []
