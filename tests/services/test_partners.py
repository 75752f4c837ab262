"""Mirror figures: partner countries' figures from profiles, SDMX-CSV and long tables; other files are refused in words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from desktop.domain.errors import Refused
from desktop.services import checking
from desktop.services.exporting import export
from desktop.services.partners import read_partners, read_those_there
from desktop.services.profile import OpenProfile
from tests.helpers.profiles import opened, table

THEIRS = ("EMI.STOCK.TOT[COUNTRY_OF_RESIDENCE=MDA]@2020", "900")
OURS = ("IMM.STOCK.TOT[COUNTRY_OF_BIRTH=ROU]@2020", "300")


@pytest.fixture
def profile(tmp_path: Path) -> Iterator[OpenProfile]:
    with opened(tmp_path, OURS) as made:
        yield made


def a_profile(folder: Path) -> Path:
    with opened(folder, THEIRS, name="romania.mprofile", country="ROU") as partner:
        return partner.path


def an_sdmx(folder: Path) -> Path:
    with opened(folder, THEIRS, name="romania.mprofile", country="ROU") as partner:
        return export(partner, folder / "what-they-sent.csv").path


def a_table(folder: Path) -> Path:
    return table(folder / "rou-2024.long.csv", f"address value\n{THEIRS[0]} {THEIRS[1]}")


@pytest.mark.parametrize("make", [a_profile, an_sdmx, a_table])
def test_each_kind_of_file_gives_the_same_finding(
    profile: OpenProfile, tmp_path: Path, make: Callable[[Path], Path]
) -> None:
    assert not checking.check(profile, rules=["MIR-IMM"]).findings, "silent without a file"
    partners = read_partners(profile, [make(tmp_path)])
    assert (list(partners.figures), partners.problems) == (["ROU"], ())
    (finding,) = checking.check(profile, rules=["MIR-IMM"], partners=partners.figures).findings
    assert (finding.id, finding.left, finding.right) == (f"MIR-IMM {OURS[0]}", "300", "900")


def test_a_row_that_cannot_be_read_is_left_out_and_named(profile: OpenProfile, tmp_path: Path) -> None:
    file = table(tmp_path / "ROU.csv", f"address value\nNO.SUCH@2020 1\n{THEIRS[0]} {THEIRS[1]}\n{THEIRS[0]} 7")
    partners = read_partners(profile, [file])
    assert [problem.where.line for problem in partners.problems if problem.where] == [2, 4]
    assert sum(1 for _ in partners.figures["ROU"].observations()) == 1


def refused_files(folder: Path) -> dict[str, list[Path]]:
    ours = opened(folder, name="ours.mprofile")
    ours.close()
    nameless = table(folder / "figures.long.csv", f"address value\n{THEIRS[0]} 1")
    sources = table(folder / "ROU.sources.csv", "id title\nA Census")
    return {
        "PARTNER-OURS": [ours.path],
        "PARTNER-COUNTRY": [nameless],
        "PARTNER-TWICE": [a_table(folder), a_profile(folder)],
        "PARTNER-KIND": [sources],
        "FILE-MISSING": [folder / "none.csv"],
    }


@pytest.mark.parametrize("code", ["PARTNER-OURS", "PARTNER-COUNTRY", "PARTNER-TWICE", "PARTNER-KIND", "FILE-MISSING"])
def test_other_files_are_refused_or_beside_a_window_named(profile: OpenProfile, tmp_path: Path, code: str) -> None:
    files = refused_files(tmp_path)[code]
    with pytest.raises(Refused) as refused:
        read_partners(profile, files)
    assert refused.value.code == code
    assert code in [problem.message.code for problem in read_those_there(profile, files).problems]
