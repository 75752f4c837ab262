"""`maps`: lists the mappings of foreign spreadsheets that a profile keeps, shows, keeps or removes one."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from desktop.cli.answer import Answer
from desktop.cli.parser import CommandParser
from desktop.language import _, marked
from desktop.services.foreign import keeping, mapfile
from desktop.services.profile import open_profile

SUMMARY = marked("keep mappings of foreign spreadsheets")
EXAMPLES = (
    "maps moldova.mprofile",
    "maps moldova.mprofile --save 'UN stock' un-stock.toml",
    "maps moldova.mprofile --show 'UN stock'",
)


def parser() -> CommandParser:
    p = CommandParser("maps", _(SUMMARY), EXAMPLES)
    p.add_argument("profile")
    deed = p.add_mutually_exclusive_group()
    deed.add_argument("--save", nargs=2, metavar=("NAME", "MAP.toml"), help=_("keep a mapping under a name"))
    deed.add_argument("--show", metavar="NAME", help=_("print a mapping as a file"))
    deed.add_argument("--remove", metavar="NAME", help=_("take a mapping away"))
    return p


def run(options: Namespace) -> Answer:
    with open_profile(Path(options.profile), write=bool(options.save or options.remove)) as profile:
        if options.show:
            text = mapfile.write_toml(keeping.kept_map(profile, options.show))
            return Answer({"name": options.show, "map": text}, text.rstrip())
        if options.save:
            name, file = options.save
            keeping.keep_map(profile, name, mapfile.read_file(Path(file)))
        elif options.remove:
            keeping.remove_map(profile, options.remove)
        names = list(keeping.kept_maps(profile))
    return Answer({"maps": names}, "\n".join(names) or _("This profile keeps no mappings."))
