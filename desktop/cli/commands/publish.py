"""`publish`: chooses which source's value is the published one."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from desktop.catalogue.addresses import read_address
from desktop.cli import shapes
from desktop.cli.answer import Answer
from desktop.cli.parser import CommandParser
from desktop.language import _, marked
from desktop.services import asking, recording
from desktop.services.profile import open_profile

SUMMARY = marked("choose which source's value is published")
EXAMPLES = ("publish moldova.mprofile IMM.STOCK.TOT@2020#CENSUS --reason 'official figure'",)


def parser() -> CommandParser:
    p = CommandParser("publish", _(SUMMARY), EXAMPLES)
    p.add_argument("profile")
    p.add_argument("address")
    p.add_argument("--reason", default="")
    return p


def run(options: Namespace) -> Answer:
    with open_profile(Path(options.profile), write=True) as profile:
        recording.publish(profile, options.address, options.reason)
        cell = read_address(options.address, profile.catalogue).cell
        row = next(row for row in asking.rows_in(profile, cell) if row.is_published)
        data = shapes.observation(profile, row)
    return Answer(data, _("{address} is published.").format(address=data["address"]))
