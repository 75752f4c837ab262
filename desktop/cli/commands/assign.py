"""`assign`: says which indicators an institution fills in."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from desktop.cli.answer import Answer
from desktop.cli.parser import CommandParser
from desktop.language import _, marked, plural
from desktop.services import assigning
from desktop.services.profile import open_profile

SUMMARY = marked("say which indicators an institution fills in")
EXAMPLES = (
    "assign moldova.mprofile 'Ministry of Interior' IMM.PERMIT.* NAT IRR",
    "assign moldova.mprofile 'Ministry of Interior' IRR --remove",
)


def parser() -> CommandParser:
    p = CommandParser("assign", _(SUMMARY), EXAMPLES)
    p.add_argument("profile")
    p.add_argument("institution")
    p.add_argument("codes", nargs="+", help=_("indicators, modules, or a beginning such as IMM.STOCK.*"))
    p.add_argument("--remove", action="store_true", help=_("take them away again"))
    return p


def run(options: Namespace) -> Answer:
    with open_profile(Path(options.profile), write=True) as profile:
        change = assigning.unassign if options.remove else assigning.assign
        done = change(profile, options.institution, options.codes)
        institution = assigning.known_as(profile, options.institution)
        codes = assigning.assigned(profile, institution)
    text = f"{institution}: {plural('{n} indicator assigned', '{n} indicators assigned', len(codes))}"
    return Answer({"institution": institution, "codes": codes, "group": done.group}, text)
