"""`restore`: brings a backup back."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from desktop.cli.answer import Answer
from desktop.cli.commands.backup import state
from desktop.cli.parser import CommandParser
from desktop.language import _, marked
from desktop.services import health

SUMMARY = marked("bring a backup back; what is there is backed up first")
EXAMPLES = ("restore moldova.mprofile copies/moldova-june.mprofile",)


def parser() -> CommandParser:
    p = CommandParser("restore", _(SUMMARY), EXAMPLES)
    p.add_argument("profile")
    p.add_argument("source", metavar="FROM")
    return p


def run(options: Namespace) -> Answer:
    path = Path(options.profile)
    with health.restore(path, Path(options.source)) as profile:
        data = state(profile, path)
    return Answer(data, _("{path} is as it was in the backup.").format(path=path))
