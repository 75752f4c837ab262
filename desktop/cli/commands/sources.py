"""`sources`: lists the sources of a profile with the figures they are cited by, joins two that are one, takes one away."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from desktop.cli.answer import Answer
from desktop.cli.parser import CommandParser
from desktop.language import _, marked, plural
from desktop.services import asking, recording, sources
from desktop.services.profile import open_profile

SUMMARY = marked("list sources, join two that are one")
EXAMPLES = (
    "sources moldova.mprofile",
    "sources moldova.mprofile --join CENSUS-14 CENSUS-2014",
    "sources moldova.mprofile --export moldova.sources.csv",
)


def parser() -> CommandParser:
    p = CommandParser("sources", _(SUMMARY), EXAMPLES)
    p.add_argument("profile")
    deed = p.add_mutually_exclusive_group()
    deed.add_argument(
        "--join",
        nargs=2,
        metavar=("GONE", "KEPT"),
        help=_("move all figures of the first to the second; the first goes"),
    )
    deed.add_argument("--remove", metavar="SOURCE", help=_("take a source away that no figure names"))
    deed.add_argument("--export", metavar="FILE", help=_("write the table of sources (CSV)"))
    return p


def run(options: Namespace) -> Answer:
    with open_profile(Path(options.profile), write=bool(options.join or options.remove)) as profile:
        if options.join:
            sources.join(profile, *options.join)
        elif options.remove:
            recording.remove_source(profile, options.remove)
        elif options.export:
            sources.write_list(profile, Path(options.export))
        uses = asking.uses_of_sources(profile)
        listed = [
            {**held._asdict(), "figures": sum(use.figures for use in uses.get(held.id, []))}
            for _id, held in sorted(profile.figures.sources.items())
        ]
    lines = [
        f"{one['id']}: {one['title']} ({plural('{n} figure', '{n} figures', int(one['figures']))})" for one in listed
    ]
    return Answer({"sources": listed}, "\n".join(lines))
