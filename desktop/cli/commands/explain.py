"""`explain`: explains a warning or information."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from desktop.cli import shapes
from desktop.cli.answer import Answer
from desktop.cli.parser import CommandParser
from desktop.language import _, marked
from desktop.services import checking, recording
from desktop.services.profile import open_profile

SUMMARY = marked("explain a warning; an error cannot be explained")
EXAMPLES = ("explain moldova.mprofile YOY-COUNT IMM.STOCK.TOT@2020 'New register from 2020'",)


def parser() -> CommandParser:
    p = CommandParser("explain", _(SUMMARY), EXAMPLES)
    p.add_argument("profile")
    p.add_argument("rule")
    p.add_argument("address")
    p.add_argument("text")
    return p


def run(options: Namespace) -> Answer:
    with open_profile(Path(options.profile), write=True) as profile:
        found = checking.find(profile, options.rule, options.address)
        recording.explain(profile, found, options.text)
        data = shapes.finding(profile, found)
    return Answer(data, _("{id}: explained.").format(id=found.id))
