"""Story: what goes out as SDMX-CSV or long table comes back, its table of sources first, with the same fingerprint."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from desktop.resources import resource
from desktop.services import asking, recording
from desktop.services.exporting import export
from desktop.services.importing.planning import plan_import
from desktop.services.importing.storing import apply_import
from desktop.services.profile import OpenProfile, open_profile
from tests.helpers.profiles import make_profile, opened, typed


def bring_in(profile: OpenProfile, *paths: Path) -> list[dict[str, int]]:
    """Import files one after the other; what each did."""
    counts = []
    for path in paths:
        plan = plan_import(profile, path)
        apply_import(profile, plan)
        counts.append({name: n for name, n in plan.counts.items() if n})
    return counts


@pytest.mark.parametrize("ending", ["long.csv", "csv"])
def test_everything_readable_comes_back(ending: str, tmp_path: Path) -> None:
    with opened(tmp_path) as profile:
        bring_in(profile, *(resource("samples", f"mda{end}") for end in (".sources.csv", ".csv")))
        typed(
            profile,
            ("FDP.SOL.RESET@2015/2019", "77"),
            ("CTX.EXT.FDI@2016-S1", "-0.10"),
            ("CTX.EXT.FDI@2017-Q3", "0.0000"),
        )
        typed(profile, ("CTX.EXT.ODA@2018-07", "=1+1"), note='=HYPERLINK(1)\n"x";\t\'y')
        typed(profile, ("CTX.EXT.ODA@2018-07", "12"))
        for n, note in enumerate(["+1", "-2", "@x", "'q", "|c", "\tt", "%d", "''", "a\rb", "\r=1"]):
            typed(
                profile, (f"CTX.EXT.FDI@{2010 + n}", str(n)), note=note, status="E", confidentiality="N", multiplier=3
            )
        for n, status in enumerate("OMLQ"):
            typed(profile, (f"REM.COST.OUT@{2010 + n}", ""), status=status)
        out = export(profile, tmp_path / f"o.{ending}")
        assert bring_in(profile, tmp_path / f"o.{ending}")[0].keys() == {"unchanged"}
    second = make_profile(tmp_path, "second.mprofile")
    with open_profile(second, write=True) as empty:
        done = bring_in(empty, tmp_path / "o.sources.csv", tmp_path / f"o.{ending}")
        assert asking.fingerprint(empty) == out.fingerprint
        assert done[1].keys() == {"new"}
        assert bring_in(empty, tmp_path / "o.sources.csv", tmp_path / f"o.{ending}") == [
            {"unchanged": 12},
            {"unchanged": out.observations},
        ]


def test_an_independent_reader_reads_the_same_numbers(tmp_path: Path) -> None:
    """SDMX-CSV read by nothing but the csv module and the words of the standard."""
    with opened(tmp_path) as profile:
        bring_in(profile, *(resource("samples", f"per{end}") for end in (".sources.csv", ".csv")))
        export(profile, tmp_path / "o.csv")
        held = {}
        for key, obs in profile.figures.observations():
            dimensions = profile.catalogue.indicators[key.indicator].dimensions
            items = dict(part.split("=") for part in key.items.split(",") if part)
            members = tuple((d, items.get(d, "_T")) for d in dimensions)
            held[key.indicator, members, key.period, key.source] = (obs.value, obs.status, obs.multiplier)
    with (tmp_path / "o.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == len(held) > 3000
    for row in rows:
        dimensions = profile.catalogue.indicators[row["INDICATOR"]].dimensions
        period = row["TIME_PERIOD"]
        found = held[row["INDICATOR"], tuple((d, row[d]) for d in dimensions), period, row["DATA_SOURCE"]]
        value = found[0]
        assert (row["OBS_STATUS"], int(row["UNIT_MULT"])) == found[1:]
        assert row["OBS_VALUE"] == (value or "")
        assert row["STRUCTURE_ID"].startswith("MPROFILE:MP(")


def test_unreadable_text_stays_in_and_never_goes_out_as_number(tmp_path: Path) -> None:
    with opened(tmp_path, ("CTX.EXT.FDI@2020", "about 12"), ("CTX.EXT.FDI@2021", "5")) as profile:
        for ending in ("long.csv", "csv"):
            done = export(profile, tmp_path / f"o.{ending}")
            assert [problem.address for problem in done.problems] == ["CTX.EXT.FDI@2020"]
            assert "about" not in (tmp_path / f"o.{ending}").read_text(encoding="utf-8")


def test_practice_figures_stay_in_practice(tmp_path: Path) -> None:
    with opened(
        tmp_path, ("CTX.EXT.FDI@2021", "5"), name="practice.mprofile", country="XXV", practice=True
    ) as practice:
        export(practice, tmp_path / "o.long.csv")
    with opened(tmp_path) as real, pytest.raises(recording.Refused) as refused:
        plan_import(real, tmp_path / "o.long.csv")
    assert refused.value.code == "PRACTICE-FILE"
