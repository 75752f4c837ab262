"""A series against itself: a jump is found once and with its limit, a missing year inside is offered a reason, nothing else is said."""

from __future__ import annotations

import random

import pytest

from desktop.catalogue.reading import shipped
from desktop.domain.observation import Observation
from desktop.validation.engine import check
from desktop.validation.evaluation import Evaluator
from desktop.validation.live import LiveCheck
from desktop.validation.series import SERIES_RULES
from desktop.validation.wording import message
from tests.helpers.figures import figures, key
from tests.helpers.rules import found, line

EVEN = "900 " * 10
"""Ten years without any movement: the median deviation is 0, so the mean one decides; ten points are usual at least."""
GROWING = "1000 1100 1210 1331 1464.1 1610.51 1771.561 1948.7171"
"""A tenth more every year."""


def series(values: str, where: str = "EMI.FLOW.TOT", first: int = 2010) -> str:
    """`1 2 - 3`: figures of years from `first` on; `-`: none."""
    rows = [(first + n, value) for n, value in enumerate(values.split())]
    return "; ".join(f"{where}@{year} {value.replace('~', ' ')}" for year, value in rows if value != "-")


JUMPS = [
    ("a step up", f"{EVEN} 1300", ["EMI.FLOW.TOT@2020 1300 <= 1075.46396"]),
    ("at the limit", f"{EVEN} 990", []),
    ("above it", f"{EVEN} 991", ["EMI.FLOW.TOT@2020 991 <= 990"]),
    ("a step down", f"{EVEN} 700", ["EMI.FLOW.TOT@2020 700 >= 799.764407178"]),
    ("up and back again is one", f"{EVEN} 1300 900 900", ["EMI.FLOW.TOT@2020 1300 <= 1192.43993333"]),
    (
        "two jumps are two",
        f"{EVEN} 1300 1300 800",
        ["EMI.FLOW.TOT@2020 1300 <= 1251.84179479", "EMI.FLOW.TOT@2022 800 >= 934.622893139"],
    ),
    ("growth that stops", f"{GROWING} 1753.84539", ["EMI.FLOW.TOT@2018 1753.84539 >= 1918.48659806"]),
    ("a median of its own", f"{GROWING} 2000", []),
    ("seven years have no history", "900 900 900 900 900 900 1300", []),
    ("eight years have", "900 900 900 900 900 900 900 1300", ["EMI.FLOW.TOT@2017 1300 <= 1150.6628"]),
    ("a hole breaks the neighbourhood", "900 900 900 900 - 900 900 900 1300", []),
    # changes ±0.5: median 0, MAD 0.5, usual up to 0.5 × 3.5 / 0.6745
    ("up and down every second year is usual", "900 1200 900 1200 900 1200 900 1200 900 1200", []),
    ("a wild series may move", "1000 1500 1000 1500 1000 1500 1000 1500 3000", []),
    ("too few persons", "90 90 90 90 90 90 90 90 900", []),
    ("moved by too few persons", "110 110 110 110 110 110 110 110 150", []),
    ("a marked break explains", f"{EVEN} 1300~status=B", []),
    ("zero has no change", "0 0 0 0 0 0 0 0 0 500", []),
    ("said by a rule already", f"{EVEN} 9000", []),
]


@pytest.mark.parametrize(("values", "expected"), [row[1:] for row in JUMPS], ids=[row[0] for row in JUMPS])
def test_jumps(values: str, expected: list[str]) -> None:
    assert [line(it) for it in found("SER-JUMP", series(values))] == expected


def test_a_jump_names_both_years_and_runs_in_every_breakdown() -> None:
    where = "EMI.FLOW.TOT[SEX=F,COUNTRY_OF_NEXT_RES=ITA]"
    (finding,) = found("SER-JUMP", series(f"{EVEN} 1300", where))
    assert [(cell.address, cell.value) for cell in finding.cells] == [
        (f"{where}@2020", "1300"),
        (f"{where}@2019", "900"),
    ]
    assert (finding.id, finding.severity, finding.difference) == (f"SER-JUMP {where}@2020", "info", "224.53604")


def test_the_figure_of_each_year_is_the_published_one() -> None:
    table = series(f"{EVEN} 900") + "; EMI.FLOW.TOT@2020#OTHER 1300"
    assert found("SER-JUMP", table) == []  # undecided
    assert len(found("SER-JUMP", table, choices="EMI.FLOW.TOT@2020#OTHER")) == 1


def test_a_rule_that_is_switched_off_leaves_the_jump_to_the_series() -> None:
    profile = figures(series(f"{EVEN} 9000"))
    said = check(
        shipped(), profile, this_year=2026, rules=["SER-JUMP"], switched_off={"YOY-COUNT", "YOY-CORRIDOR"}
    ).findings
    assert [finding.id for finding in said] == ["SER-JUMP EMI.FLOW.TOT@2020"]


GAPS = [
    ("a year inside", "500 500 500 - 500 500", ["EMI.FLOW.TOT@2013 1 == 0"]),
    ("two years are two", "500 500 500 - - 500 500 500", ["EMI.FLOW.TOT@2013 1 == 0", "EMI.FLOW.TOT@2014 1 == 0"]),
    ("a reason is no gap", "500 500 500 status=L 500 500", []),
    ("before and after is no gap", "- - 500 500 500 500 500 500 - -", []),
    ("a sparse series has no gaps", "500 - - 500 - 500 - 500 - - 500", []),
    ("in a small corridor it is often a zero", "5 5 5 - 5 5", []),
    ("four years are no series", "500 500 - 500 500", []),
]


@pytest.mark.parametrize(("values", "expected"), [row[1:] for row in GAPS], ids=[row[0] for row in GAPS])
def test_gaps(values: str, expected: list[str]) -> None:
    assert [line(it) for it in found("SER-GAP", series(values))] == expected


def test_a_year_missing_in_several_series_is_one_finding() -> None:
    places = ("", "[SEX=F]", "[SEX=M]")
    (finding,) = found(
        "SER-GAP", "; ".join(series("500 500 500 - 500 500", f"EMI.FLOW.TOT{place}") for place in places)
    )
    assert [cell.address for cell in finding.cells] == [f"EMI.FLOW.TOT{place}@2013" for place in places]
    assert (finding.left, finding.is_merged) == ("3", True)


def test_gaps_are_looked_for_in_the_years_of_the_profile() -> None:
    table = series("500 500 500 - 500 500 500 500 500")
    assert len(found("SER-GAP", table)) == 1
    assert found("SER-GAP", table, years=(2014, 2020)) == []


def test_what_is_worked_out_fills_a_year() -> None:
    table = series("500 500 500 - 500 500") + "; EMI.FLOW.TOT[SEX=F]@2013 200; EMI.FLOW.TOT[SEX=M]@2013 300"
    assert found("SER-GAP", table) == []


@pytest.mark.parametrize("code", ["CTX.POP.GROWTH", "CTX.POP.PROJ", "DAT.CORE.TOT"])
def test_series_of_other_kinds_are_left_alone(code: str) -> None:
    table = series(f"500 500 500 - {EVEN} 1300", code)
    assert found("SER-GAP", table) + found("SER-JUMP", table) == []


@pytest.mark.parametrize("seed", range(10))
def test_after_edits_as_in_a_full_check(seed: int) -> None:
    chance = random.Random(seed)
    places = ["EMI.FLOW.TOT", "EMI.FLOW.TOT[SEX=F]", "EMI.FLOW.TOT[SEX=M]", "REM.IN.PT"]
    profile = figures("; ".join(series(EVEN, place) for place in places), years=(2005, 2025))
    kept = LiveCheck(Evaluator(shipped(), profile), 2026)
    kept.full()
    for _ in range(12):
        at = key(f"{chance.choice(places)}@{chance.randint(2008, 2022)}")
        profile.put(at, chance.choice([None, Observation("900"), Observation("1300"), Observation(None, status="L")]))
        kept.update([at.cell])
        assert kept.findings == check(shipped(), profile, this_year=2026).findings


def test_words() -> None:
    (jump,) = found("SER-JUMP", series(f"{EVEN} 1300"))
    (gap,) = found("SER-GAP", series("500 500 500 - 500 500"))
    assert message(jump, shipped(), "en").startswith(
        "The figure moved far more than it usually does in this series (1,300 against 1,075.464, difference 224.536)."
    )
    assert message(gap, shipped(), "fr").startswith("Une année manque dans une série remplie (2013).")
    for rule in SERIES_RULES.values():
        assert len(set(rule.message.values())) == 3
