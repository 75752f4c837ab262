"""Living with findings: explained one by one or as a series, given a reason, listed as a file, new since the last export."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from desktop.domain.address import Key
from desktop.domain.errors import Refused
from desktop.domain.finding import Finding
from desktop.domain.source import Source
from desktop.services import asking, checking, exported, recording
from desktop.services.exporting import export, export_findings
from desktop.services.profile import OpenProfile
from tests.helpers.profiles import opened, typed

JUMPS = [("CTX.POP.TOT@2018", "10000"), ("CTX.POP.TOT@2019", "20000"), ("CTX.POP.TOT@2020", "40000")]


@pytest.fixture
def profile(tmp_path: Path) -> Iterator[OpenProfile]:
    with opened(tmp_path, *JUMPS, institution="Statistics Office") as made:
        yield made


def found(profile: OpenProfile, rule: str) -> list[Finding]:
    return checking.check(profile, rules=[rule]).findings


def test_a_series_is_explained_with_one_text_as_one_step(profile: OpenProfile) -> None:
    jumps = found(profile, "YOY-COUNT")
    done = recording.explain(profile, jumps, "Registers were joined.")
    assert len(jumps) == 2 and len(done.edits) == 2 and done.group
    assert all(checking.explanation(profile, finding) for finding in jumps)
    typed(profile, ("CTX.POP.TOT@2020", "41000"))
    kept = [checking.explanation(profile, finding) is not None for finding in found(profile, "YOY-COUNT")]
    assert kept == [True, False], "an explanation ends when one of its values changes"


def test_without_a_source_the_finding_of_the_published_value_is_meant(profile: OpenProfile) -> None:
    typed(profile, ("EMI.STOCK.TOT@2020", "-5"))
    recording.save_source(profile, Source("UN", "UN"))
    typed(profile, ("EMI.STOCK.TOT@2020#UN", "-6"))
    recording.publish(profile, "EMI.STOCK.TOT@2020#UN", "newer")
    assert checking.find(profile, "BND-HARD-MIN", "EMI.STOCK.TOT@2020").source == "UN"
    assert checking.find(profile, "BND-HARD-MIN", "EMI.STOCK.TOT@2020#").source is None


def test_an_error_among_them_explains_none(profile: OpenProfile) -> None:
    typed(profile, ("IMM.STOCK.TOT@2020", "50000"))
    both = [*found(profile, "YOY-COUNT"), *found(profile, "SUB-IMM-POP")]
    with pytest.raises(Refused):
        recording.explain(profile, both, "all well")
    assert not profile.figures.explanations


def test_a_gap_is_given_a_reason_in_one_step(profile: OpenProfile) -> None:
    years = [("EMI.FLOW.TOT@" + year, "500") for year in ("2012", "2013", "2014", "2016", "2017")]
    typed(profile, *years)
    (gap,) = found(profile, "SER-GAP")
    recording.say_missing(profile, [cell.cell for cell in gap.cells], "L")
    assert found(profile, "SER-GAP") == []
    assert [row.observation.status for row in asking.rows_at(profile, "EMI.FLOW.TOT@2015")] == ["L"]
    recording.say_missing(profile, [gap.cells[0].cell._replace(period="2014")], "L")
    assert [row.observation.value for row in asking.rows_at(profile, "EMI.FLOW.TOT@2014")] == ["500"]


def test_a_marked_break_ends_the_comparison(profile: OpenProfile) -> None:
    jump = found(profile, "YOY-COUNT")[0]
    key = Key(jump.indicator, jump.items, jump.period, "")
    recording.mark_break(profile, key)
    assert [finding.period for finding in found(profile, "YOY-COUNT")] == ["2020"]
    with pytest.raises(Refused):
        recording.mark_break(profile, key._replace(period="2001"))


def test_the_list_is_a_file_with_every_finding(profile: OpenProfile, tmp_path: Path) -> None:
    findings = checking.check(profile).findings
    export_findings(profile, tmp_path / "f.csv", language="fr")
    with (tmp_path / "f.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["rule"], row["indicator"], row["period"]) for row in rows] == [
        (finding.rule, finding.indicator, finding.period) for finding in findings
    ]
    assert rows[0]["message"] == checking.say(profile, findings[0], "fr")
    export_findings(profile, tmp_path / "f.xlsx", findings[:2])
    sheet = openpyxl.load_workbook(tmp_path / "f.xlsx").worksheets[0]
    assert [row[11].value for row in sheet.iter_rows(min_row=5, max_row=6)] == [it.rule for it in findings[:2]]
    with pytest.raises(Refused):
        export_findings(profile, tmp_path / "f.pdf")


def test_new_is_what_the_last_export_did_not_have(profile: OpenProfile, tmp_path: Path) -> None:
    assert exported.known(profile) == frozenset()
    export(profile, tmp_path / "o.long.csv")
    before = exported.known(profile)
    assert before == {finding.id for finding in checking.check(profile).findings}
    typed(profile, ("IMM.STOCK.TOT@2020", "50000"))
    new = {finding.id for finding in checking.check(profile).findings} - before
    assert "SUB-IMM-POP IMM.STOCK.TOT@2020" in new


def test_who_writes_an_indicator_is_who_entered_most_of_it(profile: OpenProfile) -> None:
    assert asking.institutions(profile) == {"CTX.POP.TOT": "Statistics Office"}, "nobody said: the profile's own"
    profile.author = profile.author._replace(institution="Border Police")
    typed(profile, ("IMM.BORDER.IN@2020", "9000"), ("CTX.POP.TOT@2021", "41000"))
    assert asking.institutions(profile) == {"CTX.POP.TOT": "Statistics Office", "IMM.BORDER.IN": "Border Police"}
    states = asking.institution_states(profile, checking.check(profile).findings, asking.institutions(profile))
    assert [(state.code, state.indicators, state.filled) for state in states] == [
        ("Border Police", 1, 1),
        ("Statistics Office", 1, 1),
    ]
