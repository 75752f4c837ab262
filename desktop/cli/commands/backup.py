"""`backup`: a complete copy."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import Any

from desktop.cli.answer import Answer
from desktop.cli.parser import CommandParser
from desktop.language import _, marked
from desktop.services import asking, health
from desktop.services.profile import OpenProfile, open_profile

SUMMARY = marked("make a complete copy")
EXAMPLES = ("backup moldova.mprofile", "backup moldova.mprofile copies/moldova-june.mprofile")


def parser() -> CommandParser:
    p = CommandParser("backup", _(SUMMARY), EXAMPLES)
    p.add_argument("profile")
    p.add_argument("out", nargs="?", help=_("name of the copy; without it among your backups"))
    return p


def run(options: Namespace) -> Answer:
    with open_profile(Path(options.profile), write=False) as profile:
        path = health.back_up(profile, Path(options.out) if options.out else None)
        data = state(profile, path)
    return Answer(data, _("Backup: {path}").format(path=path))


def state(profile: OpenProfile, path: Path) -> dict[str, Any]:
    """What `backup`, `restore` and `rebuild` answer."""
    return {
        "path": str(path),
        "observations": asking.number_of_observations(profile),
        "changes": profile.store.reader.number_of_changes(),
        "fingerprint": asking.fingerprint(profile),
    }
