"""Floats nominate: every place at which the exact numbers break a rule, at ties and at the edge of what floats hold (always on)."""

from __future__ import annotations

from fractions import Fraction
from math import isnan

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.catalogue.model import Rule
from desktop.validation.axes import Axes, Axis
from desktop.validation.engine import check
from desktop.validation.judging import holds
from desktop.validation.plans import tolerance_of
from desktop.validation.vectors import Vector, nominated
from tests.helpers.figures import figures
from tests.helpers.rules import lines
from tests.helpers.small_catalogue import only, rule
from tests.validation.every_place import findings as exact_findings


def test_lags_move_by_years_in_every_kind_of_period() -> None:
    axes = Axes(["2019", "2020", "2022", "2019-Q3", "2020-Q3", "2020-Q4", "2014/2018", "2015/2019"])
    rows = {axis.periods[0]: axis.lagged([float(i) for i in range(len(axis.periods))], 1) for axis in axes.all}
    shown = {first: [None if isnan(number) else number for number in row] for first, row in rows.items()}
    assert shown == {"2019": [None, 0.0, None], "2019-Q3": [None, 0.0, None], "2014/2018": [None, 0.0]}


def test_a_break_cuts_off_what_lies_before() -> None:
    axis = Axis(["2018", "2019", "2020", "2021"])
    row = axis.broken(axis.lagged([1.0, 2.0, 3.0, 4.0], 2), [1], 2)
    assert [isnan(number) for number in row] == [True, True, True, False]


EDGES = [
    "0.1",
    "0.2",
    "0.3",
    "0.30000000000000004",
    "100",
    "100.00000000000000000001",
    "9007199254740993",
    "9007199254740992",
]
EDGES += ["-0.1", "99999999999999.9", "99999999999999.8", "1", "0", "33.3", "66.6", "99.9", "0.15", "1.15"]
RULES = (
    rule("NAT-SUM", "REM.IN.PT + REM.IN.COE", "==", "REM.IN.TOT"),
    rule("NAT-LE", "REM.IN.PT + REM.IN.COE", "<=", "REM.IN.TOT", tolerance="0.1"),
    rule("NAT-GE", "REM.IN.PT - REM.IN.COE", ">=", "REM.IN.TOT / 3", tolerance="50%+0.05"),
    rule("NAT-NE", "REM.IN.PT - REM.IN.COE", "!=", "REM.IN.TOT"),
    rule("NAT-LT", "1000000 * abs(ANY - lag(ANY, 1))", "<", "abs(ANY)"),
    rule("NAT-GT", "0.3 * ANY", ">", "0.1 * ANY + 0.2 * lag(ANY, 1)"),
    rule("NAT-DIV", "REM.IN.PT / (REM.IN.COE - REM.IN.TOT)", "<=", "1"),
    rule("NAT-MOD", "mod(ANY, 0.1)", "==", "0"),
    rule("NAT-ONE", "mod(ANY, 1)", "==", "0"),
    rule("NAT-BND", "ANY", "<=", "limit(max_yoy_change_pct) + 0.3"),
    rule("NAT-MIN", "mincell(ANY)", "<=", "0.3"),
)
SMALL = only("REM.IN.PT REM.IN.COE REM.IN.TOT REM.NET.TOT REM.OUT.TOT REM.OUT.PT REM.OUT.COE".split(), *RULES)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(EDGES), min_size=8, max_size=8), st.sampled_from([0, 0, 0, 9]))
def test_ties_are_decided_exactly(texts: list[str], multiplier: int) -> None:
    codes = ("REM.IN.PT", "REM.IN.COE", "REM.IN.TOT", "REM.OUT.TOT")
    lines = [
        f"{code}@{year} {text} mult={multiplier}" for (code, year), text in zip(_places(codes), texts, strict=True)
    ]
    profile = figures("\n".join(lines))
    assert check(SMALL, profile, this_year=2026).findings == exact_findings(SMALL, profile, 2026)


def _places(codes: tuple[str, ...]) -> list[tuple[str, int]]:
    return [(code, year) for code in codes for year in (2019, 2020)]


@pytest.mark.parametrize("operator", ["==", "<=", ">=", "!=", "<", ">"])
@given(left=st.integers(-20, 20), right=st.integers(-20, 20), tolerance=st.sampled_from(["0", "1", "10%", "10%+1"]))
def test_whole_numbers_are_nominated_when_they_fail(operator: str, left: int, right: int, tolerance: str) -> None:
    sides = [Vector([float(number)], 20.0, 0.0, True) for number in (left, right)]
    if not holds(Fraction(left), operator, Fraction(right), tolerance_of(tolerance)):
        assert nominated(sides[0], operator, sides[1], tolerance_of(tolerance)) == [0]


@pytest.mark.parametrize("operator", ["==", "<=", ">="])
@pytest.mark.parametrize("gap", [-1, 0, 1])
def test_whole_numbers_off_by_just_what_is_allowed_are_not_asked_about(operator: str, gap: int) -> None:
    left, right = (
        Vector([float(number)], 2.0**52, 0.0, True) for number in (4_000_000_000_000 + gap, 4_000_000_000_000)
    )
    assert nominated(left, operator, right, tolerance_of("1")) == []


def test_missing_is_never_nominated() -> None:
    missing, one = Vector([float("nan")], 1.0, 0.0, True), Vector([1.0], 1.0, 0.0, True)
    for operator in ("==", "<=", ">=", "!=", "<", ">"):
        assert nominated(missing, operator, one, tolerance_of("5%")) == []


def test_rules_of_ones_own_run_by_slower_means() -> None:
    mixed: Rule = rule("NAT-MIX", "ANY", "<=", "REM.IN.TOT * 2", scope="unit=USD million")
    catalogue = only(["REM.IN.PT", "REM.IN.COE", "REM.IN.TOT"], mixed)
    profile = figures("REM.IN.PT@2020 9; REM.IN.TOT@2020 4; REM.IN.COE@2020 7")
    assert check(catalogue, profile, this_year=2026, rules=["NAT-MIX"]).findings == [
        it for it in exact_findings(catalogue, profile, 2026) if it.rule == "NAT-MIX"
    ]


REMAINDERS = [
    ("REM.IN.PT * mod(REM.IN.PT, 7)", "30", "29"),
    ("-mod(REM.IN.PT, 7)", "-3", "-4"),
    ("9 * mod(REM.IN.PT, 7)", "27", "26"),
]


@pytest.mark.parametrize(("expression", "number", "most"), REMAINDERS)
def test_a_remainder_is_worked_out_before_it_is_joined(expression: str, number: str, most: str) -> None:
    asked = rule("NAT-X", expression, "<=", most)
    assert lines(asked, "REM.IN.PT@2020 10") == [f"REM.IN.PT@2020 {number} <= {most}"]
