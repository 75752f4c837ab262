"""Rules of a profile: its own ones are looked at, tried out, run and taken away; others are switched off with a reason that is told."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from pypdf import PdfReader

from desktop.domain.errors import Refused
from desktop.services import asking, checking, recording, rules
from desktop.services.exporting import export
from desktop.services.profile import OpenProfile, open_profile
from tests.helpers.profiles import opened

BIG = {"left": "IMM.STOCK.TOT", "operator": "<=", "right": "0.1 * CTX.POP.TOT", "message_en": "More than a tenth."}
FIGURES = (("CTX.POP.TOT@2020", "60000"), ("IMM.STOCK.TOT@2020", "7500"))


@pytest.fixture
def profile(tmp_path: Path) -> Iterator[OpenProfile]:
    with opened(tmp_path, *FIGURES) as made:
        yield made


def ids(profile: OpenProfile, rule: str) -> list[str]:
    return [finding.id for finding in checking.check(profile, rules=[rule]).findings]


def test_a_national_rule_runs_speaks_and_goes(profile: OpenProfile) -> None:
    number = checking.check(profile).rules_run
    assert [f.id for f in rules.try_out(profile, {"NAT-TENTH": BIG}).findings] == ["NAT-TENTH IMM.STOCK.TOT@2020"]
    assert checking.check(profile).rules_run == number, "trying out stores nothing"
    rules.write(profile, {"NAT-TENTH": BIG})
    assert checking.check(profile).rules_run == number + 1
    (finding,) = checking.check(profile, rules=["NAT-TENTH"]).findings
    assert checking.say(profile, finding, "en") == "More than a tenth (7,500 against 6,000, difference 1,500)."
    assert checking.say(profile, finding, "fr").startswith("More than a tenth"), "one language is enough"
    assert finding.severity == "warning"
    rules.remove(profile, "NAT-TENTH")
    assert "NAT-TENTH" not in profile.catalogue.rules


def test_it_is_there_when_the_file_is_opened_again_and_is_undone(profile: OpenProfile) -> None:
    done = rules.write(profile, {"NAT-TENTH": BIG})
    with open_profile(profile.path, write=False) as again:
        assert ids(again, "NAT-TENTH") == ["NAT-TENTH IMM.STOCK.TOT@2020"]
    assert done.group is not None
    recording.undo(profile, done.group)
    assert profile.figures.national == {}


FAULTS = [
    ("POP-TENTH", {}, "code"),
    ("NAT-tenth", {}, "code"),
    ("NAT-A", {"left": "IMM.STOCK.TOT +"}, "left"),
    ("NAT-A", {"left": "NO.SUCH.CODE"}, "left"),
    ("NAT-A", {"left": "sum(IMM.STOCK.TOT, NOWHERE)"}, "left"),
    ("NAT-A", {"left": ""}, "left"),
    ("NAT-A", {"operator": "="}, "operator"),
    ("NAT-A", {"tolerance": "ten"}, "tolerance"),
    ("NAT-A", {"dims": "OCCUPATION"}, "dims"),
    ("NAT-A", {"scope": "unit=persons"}, "scope"),
    ("NAT-A", {"severity": "grave"}, "severity"),
    ("NAT-A", {"message_en": ""}, "message_en"),
    ("NAT-A", {"left": "7", "right": "8"}, "left"),
]


@pytest.mark.parametrize(("code", "changed", "column"), FAULTS)
def test_what_is_wrong_with_a_rule_is_told_and_nothing_stored(
    profile: OpenProfile, code: str, changed: dict[str, str], column: str
) -> None:
    faults = rules.faults(profile, code, BIG | changed)
    assert column in [fault.where.column for fault in faults if fault.where]
    with pytest.raises(Refused):
        rules.write(profile, {code: BIG | changed, "NAT-GOOD": BIG})
    assert profile.figures.national == {}


def test_a_rule_is_switched_off_only_with_a_reason_and_on_again(profile: OpenProfile) -> None:
    number, mark = checking.check(profile).rules_run, asking.fingerprint(profile)
    with pytest.raises(Refused):
        rules.switch_off(profile, "CMP-FX", "  ")
    rules.switch_off(profile, "CMP-FX", "no market rate")
    assert checking.check(profile).rules_run == number - 1
    assert ids(profile, "CMP-FX") == []
    assert asking.fingerprint(profile) != mark
    with pytest.raises(Refused):
        rules.switch_on(profile, "CMP-SEX")
    rules.switch_on(profile, "CMP-FX")
    assert asking.fingerprint(profile) == mark


@pytest.mark.parametrize(("code", "refusal"), [("VAL-NUMBER", "RULE-STAYS-ON"), ("NO-SUCH", "RULE-UNKNOWN")])
def test_what_cannot_be_switched_off(profile: OpenProfile, code: str, refusal: str) -> None:
    with pytest.raises(Refused) as refused:
        rules.switch_off(profile, code, "why")
    assert refused.value.code == refusal


def test_a_series_check_can_be_switched_off(profile: OpenProfile) -> None:
    rules.switch_off(profile, "SER-GAP", "five-yearly census")
    assert "SER-GAP" in {rule.code for rule in rules.listed(profile) if rule.off}


def test_every_export_says_which_rules_are_off_and_why(profile: OpenProfile, tmp_path: Path) -> None:
    rules.switch_off(profile, "CMP-FX", "no market rate")
    for name in ("a.xlsx", "a.pdf", "a.csv", "a.long.csv"):
        problems = [problem.message.context for problem in export(profile, tmp_path / name).problems]
        assert {"rule": "CMP-FX", "reason": "no market rate"} in problems
    cells = [cell.value for row in openpyxl.load_workbook(tmp_path / "a.xlsx")["Findings"].iter_rows() for cell in row]
    assert "no market rate" in cells and "CMP-FX" in cells
    text = "".join(page.extract_text() for page in PdfReader(tmp_path / "a.pdf").pages)
    assert "no market rate" in text and "Rule that is switched off" in text


def test_the_fingerprint_knows_rules_whatever_their_history(profile: OpenProfile, tmp_path: Path) -> None:
    rules.write(profile, {"NAT-TENTH": BIG})
    rules.switch_off(profile, "CMP-FX", "no market rate")
    with opened(tmp_path, *FIGURES, name="other.mprofile") as other:
        rules.switch_off(other, "CMP-FX", "no market rate")
        rules.write(other, {"NAT-TENTH": BIG})
        assert asking.fingerprint(other) == asking.fingerprint(profile)
