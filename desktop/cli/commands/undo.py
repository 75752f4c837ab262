"""`undo`: takes a group of changes back, as new changes."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from desktop.cli import shapes
from desktop.cli.answer import Answer
from desktop.cli.parser import CommandParser
from desktop.language import _, marked
from desktop.services import recording
from desktop.services.profile import open_profile

SUMMARY = marked("take a group of changes back, as new changes")
EXAMPLES = ("undo moldova.mprofile 3f0c9a52-6d0f-4f52-9f4e-0d6f6f1f2a11",)


def parser() -> CommandParser:
    p = CommandParser("undo", _(SUMMARY), EXAMPLES)
    p.add_argument("profile")
    p.add_argument("group")
    p.add_argument("--reason", default="")
    return p


def run(options: Namespace) -> Answer:
    with open_profile(Path(options.profile), write=True) as profile:
        done = recording.undo(profile, options.group, options.reason)
        data = shapes.recorded(profile, done)
    return Answer(data, _("{n} figures are as they were.").format(n=len(done.changes)))
