"""Owns the health of a profile: is it whole, copies of it, bringing one back, making projections anew."""

from __future__ import annotations

from pathlib import Path

from desktop.domain.errors import Problem, Refused
from desktop.services import person
from desktop.services.profile import OpenProfile, backup_before, open_profile
from desktop.storage.health import problems_of


def check(profile: OpenProfile) -> list[Problem]:
    """Everything wrong inside a file that opens; empty for a sound one."""
    return problems_of(profile.store.reader)


def back_up(profile: OpenProfile, target: Path | None = None) -> Path:
    """A complete copy at `target`, or among the person's backups. Raises `Refused` FILE-EXISTS …"""
    if target is None:
        return backup_before(profile, "asked")
    profile.store.backup_to(target)
    return target


def restore(path: Path, source: Path) -> OpenProfile:
    """Put a backup in the place of a profile, after a backup of what is there. Gives the profile opened anew.

    Raises `CannotOpen` for a damaged or foreign file, `Refused` RESTORE-OTHER for a backup of another profile.
    """
    if source.resolve() == path.resolve():
        raise Refused("RESTORE-ITSELF", file=path.name)
    with open_profile(source, write=False) as old:
        identity, faults = old.settings.profile_id, check(old)
    if faults:
        raise Refused.of(faults)
    with open_profile(path, write=True) as current:
        if current.settings.profile_id != identity:
            raise Refused("RESTORE-OTHER", file=source.name)
        backup_before(current, "restore")
        current.store.replace_with(source)
    return open_profile(path, write=True)


def rebuild(profile: OpenProfile) -> None:
    """Make all projections anew from the log, after a backup."""
    backup_before(profile, "rebuild")
    profile.store.rebuild()
    profile.reload()


def automatic_backups(profile: OpenProfile) -> list[Path]:
    """The person's automatic backups of this profile, newest first."""
    folder = person.backup_folder(profile.settings.profile_id)
    return sorted(folder.glob("*.mprofile"), reverse=True) if folder.is_dir() else []
