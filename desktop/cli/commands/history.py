"""`history`: the past of a profile or of an address."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from desktop.cli import shapes
from desktop.cli.answer import Answer
from desktop.cli.commands import get
from desktop.cli.parser import CommandParser
from desktop.language import _, marked
from desktop.services import asking, history
from desktop.services.profile import open_profile

SUMMARY = marked("who changed what, when, why")
EXAMPLES = ("history moldova.mprofile IMM.STOCK.TOT@2020", "history moldova.mprofile --at 2024-05-31")


def parser() -> CommandParser:
    p = CommandParser("history", _(SUMMARY), EXAMPLES)
    p.add_argument("profile")
    p.add_argument("address", nargs="?", default="")
    p.add_argument("--at", default="", help=_("the figures as they stood at this moment"))
    p.add_argument("--since", default="", help=_("changes from this moment on"))
    p.add_argument("--by", default="", help=_("changes of this person or institution"))
    return p


def run(options: Namespace) -> Answer:
    with open_profile(Path(options.profile), write=False) as profile, profile.store.one_state():
        if options.at:
            profile.show(history.state_at(profile, options.at))
            rows = asking.rows_at(profile, options.address) if options.address else list(asking.stored(profile))
            return get.answer(profile, rows)
        rows_found = history.changes(profile, options.address, since=options.since, by=options.by)
        data = {"changes": [shapes.change(one, history.utc_text(one.at)) for one in rows_found]}
    lines = [
        f"{one['at']}  {one['who']}  {one['address']}: {_shown(one['before'])} → {_shown(one['after'])}  ({one['origin']})"
        for one in data["changes"]
    ]
    return Answer(data, "\n".join(lines))


def _shown(state: dict[str, str | None] | None) -> str:
    if state is None:
        return "–"
    return state["value"] or state["typed"] or f"[{state['status']}]"
