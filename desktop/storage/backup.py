"""Owns copies of a profile: made by the engine's backup function, checked, renamed; which automatic ones are kept; restoring."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from desktop.domain.errors import CannotOpen
from desktop.storage.connection import connect, in_words
from desktop.storage.files import appearing

DAYS, WEEKS, MONTHS, BEFORE = 7, 4, 12, 10
"""How many daily, weekly, monthly and "before …" backups are kept (reliability.md)."""
_STAMP = "%Y-%m-%dT%H%M%S"


def copy_profile(connection: Any, target: Path, *, replace: bool) -> None:
    """A complete copy of an open profile under a name of its own, checked before it appears."""
    with appearing(target, replace=replace) as temporary, in_words(target.name):
        copy = connect(temporary, "rwc")
        try:
            connection.backup(copy)
            copy.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            faults = [line for (line,) in copy.execute("PRAGMA quick_check") if line != "ok"]
        finally:
            copy.close()
        if faults:
            raise CannotOpen("PROFILE-DAMAGED", file=target.name, reason=faults[0])


def name_of(moment: int, before: str = "") -> str:
    """File name of an automatic backup; `before` names the deed it was made before."""
    stamp = datetime.fromtimestamp(moment / 1000, UTC).strftime(_STAMP)
    return f"{stamp}-before-{before}.mprofile" if before else f"{stamp}.mprofile"


def has_one_of_today(folder: Path, moment: int) -> bool:
    today = datetime.fromtimestamp(moment / 1000, UTC).strftime("%Y-%m-%d")
    return folder.is_dir() and any(
        path.name.startswith(today) and "-before-" not in path.name for path in folder.iterdir()
    )


def tidy(folder: Path, moment: int) -> None:
    """Take away the automatic backups that are no longer kept."""
    names = [path.name for path in folder.glob("*.mprofile")]
    for name in set(names) - kept(names, moment):
        (folder / name).unlink(missing_ok=True)


def kept(names: Iterable[str], moment: int) -> set[str]:
    """Of backup names those to keep: the newest of each of 7 days, 4 weeks, 12 months, and the 10 newest "before …"."""
    dated = sorted(((_time(name), name) for name in names), reverse=True)
    before = [name for _, name in dated if "-before-" in name]
    result = set(before[:BEFORE])
    now = datetime.fromtimestamp(moment / 1000, UTC)
    regular = [(when, name) for when, name in dated if "-before-" not in name]
    for limit, form in ((DAYS, "%Y-%j"), (WEEKS, "%G-%V"), (MONTHS, "%Y-%m")):
        seen: dict[str, str] = {}
        for when, name in regular:
            if when <= now:
                seen.setdefault(when.strftime(form), name)
        result.update(list(seen.values())[:limit])
    return result | {name for when, name in regular if when > now}


def _time(name: str) -> datetime:
    try:
        return datetime.strptime(name[:17], _STAMP).replace(tzinfo=UTC)
    except ValueError:
        return datetime.max.replace(tzinfo=UTC)  # not one of ours: never taken away
