"""`rebuild`: makes what is shown anew from the log."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from desktop.cli.answer import Answer
from desktop.cli.commands.backup import state
from desktop.cli.parser import CommandParser
from desktop.language import _, marked
from desktop.services import health
from desktop.services.profile import open_profile

SUMMARY = marked("make what is shown anew from the log of changes")
EXAMPLES = ("rebuild moldova.mprofile",)


def parser() -> CommandParser:
    p = CommandParser("rebuild", _(SUMMARY), EXAMPLES)
    p.add_argument("profile")
    return p


def run(options: Namespace) -> Answer:
    path = Path(options.profile)
    with open_profile(path, write=True) as profile:
        health.rebuild(profile)
        data = state(profile, path)
    return Answer(data, _("{path} was made anew from its log.").format(path=path))
