"""Owns what was known when a profile was last exported on this computer: the ids of its findings and its last change.

Kept in the person's folder, not in the profile, so that exporting never writes to it and works from a stick that is only read.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from desktop.domain.finding import Finding
from desktop.services import person
from desktop.services.profile import OpenProfile
from desktop.storage.files import appearing


class LastExport(NamedTuple):
    """What an export had: its findings, and the newest change in it (place and time)."""

    findings: frozenset[str]
    change: tuple[int, int]


NEVER = LastExport(frozenset(), (0, 0))
"""Nothing was exported yet: everything is new."""


def remember(profile: OpenProfile, findings: Iterable[Finding], change: tuple[int, int]) -> None:
    """Keep what an export just had; `change` was the newest before it read anything."""
    path = _file(profile)
    path.parent.mkdir(parents=True, exist_ok=True)
    kept = {"findings": sorted(finding.id for finding in findings), "change": change}
    with appearing(path, replace=True) as temporary:
        temporary.write_text(json.dumps(kept), encoding="utf-8")


def known(profile: OpenProfile) -> frozenset[str]:
    """Ids of the findings at the last export."""
    return _last(profile).findings


def changed(profile: OpenProfile) -> set[str]:
    """Indicators with a figure that changed since the last export; all that have figures where there was none."""
    return profile.store.reader.indicators_changed_since(_last(profile).change)


def _last(profile: OpenProfile) -> LastExport:
    try:
        kept = json.loads(_file(profile).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return NEVER
    match kept:
        case {"findings": list(findings), "change": [int(seq), int(hlc)]}:
            return LastExport(frozenset(map(str, findings)), (seq, hlc))
    return NEVER


def _file(profile: OpenProfile) -> Path:
    return person.data_folder() / "exported" / f"{profile.settings.profile_id}.json"
