"""`set`: stores values as one change group."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path

from desktop.cli import shapes
from desktop.cli.answer import Answer
from desktop.cli.parser import CommandParser
from desktop.domain.errors import Refused, WrongUse
from desktop.language import _, marked
from desktop.services.profile import open_profile
from desktop.services.recording import Attributes, enter

SUMMARY = marked("store values, as a person types them")
EXAMPLES = (
    "set moldova.mprofile IMM.STOCK.TOT@2020 104000 --source UNDESA-2024",
    "set moldova.mprofile 'IMM.STOCK.TOT[SEX=F]@2020' '' --status Q --reason 'too few'",
)


def parser() -> CommandParser:
    p = CommandParser("set", _(SUMMARY), EXAMPLES)
    p.add_argument("profile")
    p.add_argument("pairs", nargs="+", metavar="ADDRESS VALUE", help=_("address and value; an empty value clears"))
    p.add_argument("--status", help=_("observation status: A B D E F P U V O M L Q"))
    p.add_argument("--confidentiality", help=_("F N C A D"))
    p.add_argument("--multiplier", help=_("0 3 6 9: the value is in units, thousands, millions, billions"))
    p.add_argument("--note")
    p.add_argument("--reason", default="")
    p.add_argument("--source", help=_("id of the source"))
    p.add_argument("--numbers", default="", help=_("number format: en fr es pt ru ar"))
    return p


def run(options: Namespace) -> Answer:
    if len(options.pairs) % 2:
        parser().print_usage(sys.stderr)
        raise WrongUse("USAGE", reason=_("each address needs a value"))
    pairs = list(zip(options.pairs[::2], options.pairs[1::2], strict=True))
    attributes = Attributes(
        options.status, options.confidentiality, _multiplier(options.multiplier), options.note, options.source
    )
    with open_profile(Path(options.profile), write=True) as profile:
        done = enter(profile, pairs, numbers=options.numbers, attributes=attributes, reason=options.reason)
        data = shapes.recorded(profile, done)
    lines = [f"{c['address']}: {_shown(c['before'])} → {_shown(c['after'])}" for c in data["changes"]]
    lines += [f"{f['severity']}: {f['id']}: {f['message']}" for f in data["findings"]]
    return Answer(data, "\n".join(lines) or _("Nothing differed, so nothing was changed."))


def _multiplier(text: str | None) -> int | None:
    if text is None:
        return None
    if not (text.isascii() and text.isdigit()):
        raise Refused("MULTIPLIER-UNKNOWN", multiplier=text, multipliers="0 3 6 9")
    return int(text)


def _shown(state: dict[str, str | None] | None) -> str:
    if state is None:
        return _("nothing")
    return state["value"] or state["typed"] or f"[{state['status']}]"
