"""Series that are read whole say what is stored, and so do those that are read value by value."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.domain.address import Key
from desktop.domain.change import ObservationEdit
from desktop.domain.observation import Observation
from desktop.services.profile import open_profile
from desktop.services.recording import record
from tests.helpers.profiles import make_profile

CODE = "CTX.POP.TOT"
PLAIN = {"2010": Observation("1"), "2011": Observation("2.50"), "2012": Observation("-3")}
ALIKE = {period: observation._replace(status="E", multiplier=3) for period, observation in PLAIN.items()}


@pytest.mark.parametrize(
    ("stored", "is_packed"),
    [
        (PLAIN, True),
        (ALIKE, True),
        ({**PLAIN, "2013-Q1": Observation("4")}, True),
        ({**PLAIN, "2013": Observation("4", None, "E")}, False),
        ({**PLAIN, "2013": Observation("4", "4,0")}, False),
        ({**PLAIN, "2013": Observation(None, "about 4")}, False),
        ({**PLAIN, "2013": Observation(None, None, "L")}, False),
        ({**PLAIN, "2013": Observation("4", None, "A", "F", 0, "a note")}, False),
        ({**PLAIN, "2013": Observation("4,5")}, False),
    ],
)
def test_what_was_stored_is_read(tmp_path: Path, stored: dict[str, Observation], is_packed: bool) -> None:
    path = make_profile(tmp_path)
    with open_profile(path, write=True) as profile:
        record(profile, [ObservationEdit(Key(CODE, "", period, ""), it) for period, it in stored.items()])
    with open_profile(path, write=False) as again:
        series = again.figures.of(CODE)[""][""]
        assert (series.packed is not None) == is_packed
        assert series == stored


def test_what_was_emptied_is_not_there(tmp_path: Path) -> None:
    path, key = make_profile(tmp_path), Key(CODE, "SEX=F", "2010", "")
    with open_profile(path, write=True) as profile:
        record(
            profile, [ObservationEdit(key, Observation("1")), ObservationEdit(key._replace(items=""), PLAIN["2010"])]
        )
        record(profile, [ObservationEdit(key, None)])
    with open_profile(path, write=False) as again:
        assert list(again.figures.of(CODE)) == [""]


@pytest.mark.parametrize("late", [Observation("4", None, "P", "N", 6), Observation(None, "about 4")])
@pytest.mark.parametrize("period", ["2011", "2011-Q3"])
def test_figures_read_late_may_have_what_another_opening_numbered_since(
    tmp_path: Path, late: Observation, period: str
) -> None:
    path, key = make_profile(tmp_path), Key(CODE, "", "2010", "")
    with open_profile(path, write=True) as profile:
        record(profile, [ObservationEdit(key, Observation("1"))])
        with open_profile(path, write=False) as beside:
            record(profile, [ObservationEdit(key._replace(period=period), late)])
            assert beside.figures.get(key._replace(period=period)) == late
