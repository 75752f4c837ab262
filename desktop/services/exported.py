"""Owns what was known when a profile was last exported on this computer: the ids of its findings, kept in the person's folder.

Not in the profile, so that exporting never writes to it and works from a stick that is only read.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from desktop.domain.finding import Finding
from desktop.services import person
from desktop.services.profile import OpenProfile
from desktop.storage.files import appearing


def remember(profile: OpenProfile, findings: Iterable[Finding]) -> None:
    """Keep which findings an export just had."""
    path = _file(profile)
    path.parent.mkdir(parents=True, exist_ok=True)
    with appearing(path, replace=True) as temporary:
        temporary.write_text(json.dumps(sorted(finding.id for finding in findings)), encoding="utf-8")


def known(profile: OpenProfile) -> frozenset[str]:
    """Ids of the findings at the last export; none where nothing was exported yet, so that all are new."""
    try:
        held = json.loads(_file(profile).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return frozenset()
    return frozenset(str(finding) for finding in held) if isinstance(held, list) else frozenset()


def _file(profile: OpenProfile) -> Path:
    return person.data_folder() / "exported" / f"{profile.settings.profile_id}.json"
