"""`indicators`: lists the indicators that a profile adds to its catalogue, adds, changes or takes them away."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from desktop.catalogue.model import in_language
from desktop.cli.answer import Answer
from desktop.cli.parser import CommandParser
from desktop.language import _, current, marked
from desktop.services import indicators
from desktop.services.profile import open_profile

SUMMARY = marked("list and add national indicators")
EXAMPLES = (
    "indicators moldova.mprofile",
    "indicators moldova.mprofile --add national-indicators.csv",
    "indicators moldova.mprofile --remove NAT.IMM.SEASONAL",
)


def parser() -> CommandParser:
    p = CommandParser("indicators", _(SUMMARY), EXAMPLES)
    p.add_argument("profile")
    deed = p.add_mutually_exclusive_group()
    deed.add_argument(
        "--add",
        metavar="FILE",
        help=_("add or change national indicators (NAT.…): a table with the columns of indicators.csv"),
    )
    deed.add_argument("--remove", metavar="CODE", help=_("take a national indicator away"))
    return p


def run(options: Namespace) -> Answer:
    with open_profile(Path(options.profile), write=bool(options.add or options.remove)) as profile:
        if options.add:
            indicators.write(profile, indicators.read_indicators(profile, Path(options.add)))
        elif options.remove:
            indicators.remove(profile, options.remove)
        listed = indicators.listed(profile)
    lines = [f"{one.code:24}{in_language(one.title, current())} ({one.unit})" for one in listed]
    return Answer({"indicators": [dict(one.columns) for one in listed]}, "\n".join(lines))
