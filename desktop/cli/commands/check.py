"""`check`: is the file whole."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from desktop.cli import problems
from desktop.cli.answer import Answer
from desktop.cli.parser import CommandParser
from desktop.language import _, marked
from desktop.services import asking, health
from desktop.services.profile import open_profile

SUMMARY = marked("is the file whole")
EXAMPLES = ("check moldova.mprofile",)


def parser() -> CommandParser:
    p = CommandParser("check", _(SUMMARY), EXAMPLES)
    p.add_argument("profile")
    return p


def run(options: Namespace) -> Answer:
    with open_profile(Path(options.profile), write=False) as profile:
        faults = health.check(profile)
        data = {
            "healthy": not faults,
            "problems": [problems.shape(fault, _) for fault in faults],
            "observations": asking.number_of_observations(profile),
            "changes": profile.store.reader.number_of_changes(),
        }
    text = _("The file is whole.") if not faults else _("The file has faults.")
    return Answer(data, text, 1 if faults else 0, faults)
