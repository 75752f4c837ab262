"""How long an explanation holds (semantics.md 6, Identity)."""

from __future__ import annotations

from desktop.catalogue.reading import shipped
from desktop.domain.finding import Finding
from desktop.domain.observation import Observation
from desktop.domain.profile import Figures
from desktop.validation.explaining import explained_as, explanation_of
from tests.helpers.figures import figures, key
from tests.helpers.rules import found_in

TABLE = "CTX.POP.TOT@2020 3000; CTX.POP.TOT@2021 9000; CTX.POP.TOT@2022 9100"


def one(profile: Figures, rule: str) -> Finding:
    (finding,) = found_in(rule, profile)
    return finding


def explain(profile: Figures, finding: Finding) -> None:
    profile.explanations[finding.id] = explained_as(finding, "Small island", "Ana", "2026-01-01T00:00:00Z")


def test_it_holds_while_the_numbers_are_the_same_and_ends_with_them() -> None:
    profile = figures(TABLE)
    explain(profile, one(profile, "UNIT-POP"))
    held = explanation_of(one(profile, "UNIT-POP"), profile)
    assert held is not None and (held.text, held.by) == ("Small island", "Ana")
    profile.put(key("CTX.POP.TOT@2022"), Observation("9200"))
    assert explanation_of(one(profile, "UNIT-POP"), profile) is not None
    profile.put(key("CTX.POP.TOT@2020"), Observation("3001"))
    assert explanation_of(one(profile, "UNIT-POP"), profile) is None
    profile.put(key("CTX.POP.TOT@2020"), Observation("3000"))
    assert explanation_of(one(profile, "UNIT-POP"), profile) is not None


def test_it_ends_when_a_value_is_written_otherwise() -> None:
    profile = figures("CTX.POP.TOT@2020 3000")
    explain(profile, one(profile, "UNIT-POP"))
    profile.put(key("CTX.POP.TOT@2020"), Observation("3000.0"))
    assert explanation_of(one(profile, "UNIT-POP"), profile) is None


def test_of_merged_findings_it_holds_while_the_id_occurs() -> None:
    profile = figures("CTX.POP.TOT@2020#C 9000", sources="C coverage=")
    explain(profile, one(profile, "MET-COVERAGE"))
    profile.put(key("CTX.POP.TOT@2020#C"), Observation("9001"))
    profile.put(key("CTX.POP.TOT@2021#C"), Observation("9002"))
    assert explanation_of(one(profile, "MET-COVERAGE"), profile) is not None
    profile.put(key("CTX.POP.TOT@2019#C"), Observation("9002"))
    assert explanation_of(one(profile, "MET-COVERAGE"), profile) is None


def test_errors_are_never_explained() -> None:
    profile = figures("CTX.POP.TOT@2020 -1")
    explain(profile, one(profile, "BND-HARD-MIN"))
    assert explanation_of(one(profile, "BND-HARD-MIN"), profile) is None
    assert shipped().rules["BND-HARD-MIN"].severity == "error"
