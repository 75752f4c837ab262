"""Automatic backups: 7 days, 4 weeks, 12 months and the 10 newest "before …"; restoring is undoable."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from desktop.domain.errors import CannotOpen, Refused
from desktop.services import asking, health
from desktop.services.profile import open_profile
from desktop.storage.backup import kept, name_of
from tests.helpers.profiles import make_profile, opened, typed

NOW = datetime(2026, 6, 15, 12, tzinfo=UTC)


def _ms(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)


def test_which_backups_are_kept() -> None:
    daily = [name_of(_ms(NOW - timedelta(days=n))) for n in range(500)]
    before = [name_of(_ms(NOW - timedelta(hours=n)), "import") for n in range(30)]
    left = kept([*daily, *before, "a letter.mprofile"], _ms(NOW))
    assert {n for n in left if "before" in n} == set(before[:10])
    assert "a letter.mprofile" in left
    regular = sorted(n for n in left if n in daily)
    assert set(daily[:7]) <= set(regular)
    assert len({n[:7] for n in regular}) == 12
    assert len(regular) <= 7 + 4 + 12


def test_an_import_and_the_first_opening_of_a_day_make_a_backup(tmp_path: Path) -> None:
    with opened(tmp_path) as profile:
        assert len(health.automatic_backups(profile)) == 1
    with open_profile(profile.path, write=True) as again:
        assert len(health.automatic_backups(again)) == 1


def test_restore_brings_back_and_is_itself_undone(tmp_path: Path) -> None:
    with opened(tmp_path, ("CTX.EXT.FDI@2020", "1")) as profile:
        copy = health.back_up(profile, tmp_path / "copy.mprofile")
        first = asking.fingerprint(profile)
        typed(profile, ("CTX.EXT.FDI@2020", "2"))
        second = asking.fingerprint(profile)
    with health.restore(profile.path, copy) as restored:
        assert asking.fingerprint(restored) == first
        before = next(path for path in health.automatic_backups(restored) if "before-restore" in path.name)
    with health.restore(profile.path, before) as again:
        assert asking.fingerprint(again) == second


def test_other_profiles_and_damaged_files_are_not_restored(tmp_path: Path) -> None:
    path, other = make_profile(tmp_path), make_profile(tmp_path, "other.mprofile")
    half = tmp_path / "half.mprofile"
    half.write_bytes(path.read_bytes()[:9000])
    before = path.read_bytes()
    with pytest.raises(Refused) as refused:
        health.restore(path, other)
    assert refused.value.code == "RESTORE-OTHER"
    with pytest.raises(CannotOpen):
        health.restore(path, half)
    assert path.read_bytes() == before


def test_a_backup_never_overwrites(tmp_path: Path) -> None:
    with opened(tmp_path) as profile:
        (tmp_path / "there").write_text("mine", encoding="utf-8")
        with pytest.raises(Refused) as refused:
            health.back_up(profile, tmp_path / "there")
    assert refused.value.code == "FILE-EXISTS"
    assert (tmp_path / "there").read_text(encoding="utf-8") == "mine"
