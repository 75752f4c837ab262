"""Who fills in what: indicators assigned to institutions."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.domain.errors import Refused
from desktop.services import asking, recording
from desktop.services.assigning import assign, assigned, institutions, share, unassign
from desktop.services.profile import open_profile
from tests.helpers.profiles import opened


@pytest.mark.parametrize(
    ("codes", "first", "number"),
    [
        (["IMM.STOCK.TOT"], "IMM.STOCK.TOT", 1),
        (["imm.stock.tot", "IMM.STOCK.TOT"], "IMM.STOCK.TOT", 1),
        (["REM.IN.TOT", "CTX.POP.TOT"], "CTX.POP.TOT", 2),
        (["IMM.NATZ.*"], "IMM.NATZ.TOT", 2),
    ],
)
def test_codes_and_beginnings_name_indicators(tmp_path: Path, codes: list[str], first: str, number: int) -> None:
    with opened(tmp_path) as profile:
        assign(profile, "Interior", codes)
        held = assigned(profile, "Interior")
    assert (held[0], len(held)) == (first, number)


@pytest.mark.parametrize("code", ["IMM", "IMM.*"])
def test_a_module_is_all_its_indicators(tmp_path: Path, code: str) -> None:
    with opened(tmp_path) as profile:
        assign(profile, "Interior", [code])
        assert assigned(profile, "Interior") == [it.code for it in profile.catalogue.by_module["IMM"]]


def test_one_group_that_stays_and_is_taken_back(tmp_path: Path) -> None:
    with opened(tmp_path) as profile:
        before = asking.fingerprint(profile)
        assert assign(profile, "Ministry of  Interior ", ["IMM.NATZ.*", "FDP"]).group
        assert asking.fingerprint(profile) != before
        number = len(assigned(profile, "Ministry of Interior"))
        group = unassign(profile, "ministry of interior", ["FDP"]).group
        assert group and len(assigned(profile, "Ministry of Interior")) < number
        place = profile.path
    with open_profile(place, write=True) as profile:
        assert institutions(profile) == ["Ministry of Interior"]
        assert set(assigned(profile, "Ministry of Interior")) == {"IMM.NATZ.TOT", "IMM.NATZ.RATE"}
        recording.undo(profile, group)
        assert len(assigned(profile, "Ministry of Interior")) == number


def test_names_that_mean_nothing_are_told_together_and_nothing_is_assigned(tmp_path: Path) -> None:
    with opened(tmp_path) as profile:
        with pytest.raises(Refused) as refused:
            assign(profile, "Interior", ["IMM", "XYZ", "LAB", "IMM.NOTHING.*", ".*"])
        told = [problem.message.context["code"] for problem in refused.value.problems]
        assert told == ["XYZ", "LAB", "IMM.NOTHING.*", ".*"]
        assert not profile.figures.assignments
        with pytest.raises(Refused) as refused:
            assign(profile, "  ", ["IMM"])
    assert refused.value.code == "INSTITUTION-EMPTY"


def test_a_share_of_nobody_names_those_who_have_one(tmp_path: Path) -> None:
    with opened(tmp_path) as profile:
        with pytest.raises(Refused) as refused:
            share(profile, "Interior")
        assert refused.value.code == "INSTITUTION-NONE"
        assign(profile, "Labour", ["REM"])
        assign(profile, "Central Bank", ["REM.IN.TOT"])
        with pytest.raises(Refused) as refused:
            unassign(profile, "Interior", ["REM"])
        assert share(profile, "labour").institution == "Labour"
    assert refused.value.code == "INSTITUTION-UNKNOWN"
    assert refused.value.problems[0].message.context["known"] == "Central Bank, Labour"
