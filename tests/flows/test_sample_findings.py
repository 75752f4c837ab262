"""What the rules say about the shipped samples: no error, and the contradictions that their README names."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.services import checking
from desktop.services.profile import open_profile
from desktop.services.samples import make_sample

CONTRADICTIONS = {
    "MDA": {
        "PUB-CHOICE DRV.NET.TOT@2010",
        "MIR-STOCK EMI.STOCK.TOT[COUNTRY_OF_RESIDENCE=ROU]@2020",
        "MIR-STOCK EMI.STOCK.TOT[COUNTRY_OF_RESIDENCE=FRA]@2020",
        "YOY-COUNT IMM.STOCK.TOT@2020",
    },
    "BEN": {"PUB-CHOICE DRV.NET.TOT@2010", "PUB-CHOICE FDP.IDP.STOCK[CAUSE=CONF]@2024"},
    "PER": {"PUB-CHOICE DRV.NET.TOT@2010", "YOY-COUNT IMM.STOCK.TOT@2020"},
}
CONSISTENT = {"SUM", "SUB", "FML", "MET", "VAL"}
"""Families that must be silent: sums, parts, formulas, metadata and single values of one source agree."""


@pytest.mark.parametrize("country", CONTRADICTIONS)
def test_the_samples_break_the_rules_they_should(country: str, tmp_path: Path) -> None:
    path = tmp_path / "sample.mprofile"
    make_sample(country, path)
    with open_profile(path, write=False) as profile:
        findings = checking.check(profile).findings
    assert [finding for finding in findings if finding.severity == "error"] == []
    assert {finding.rule for finding in findings if finding.rule.partition("-")[0] in CONSISTENT} <= {"FML-SDGCAT"}
    assert {finding.id for finding in findings} >= CONTRADICTIONS[country]
