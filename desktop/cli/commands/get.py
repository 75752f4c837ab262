"""`get`: values, worked-out ones too."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from desktop.cli import shapes
from desktop.cli.answer import Answer
from desktop.cli.parser import CommandParser
from desktop.language import _, marked
from desktop.services import asking
from desktop.services.asking import Row
from desktop.services.profile import OpenProfile, open_profile

SUMMARY = marked("read values, worked-out ones too")
EXAMPLES = (
    "get moldova.mprofile",
    "get moldova.mprofile IMM.STOCK.TOT",
    "get moldova.mprofile IMM.STOCK.SHARE@2020 --json",
)


def parser() -> CommandParser:
    p = CommandParser("get", _(SUMMARY), EXAMPLES)
    p.add_argument("profile")
    p.add_argument("addresses", nargs="*", metavar="ADDRESS", help=_("an address, or a code for all its cells"))
    p.add_argument("--all-sources", action="store_true", help=_("also values that are not published"))
    return p


def run(options: Namespace) -> Answer:
    with open_profile(Path(options.profile), write=False) as profile, profile.store.one_state():
        rows = _rows(profile, options.addresses, options.all_sources)
        return answer(profile, rows)


def answer(profile: OpenProfile, rows: list[Row]) -> Answer:
    data = {"observations": [shapes.observation(profile, row) for row in rows]}
    lines = []
    for one in data["observations"]:
        mark = "ƒ " if one["derived"] else ""
        shown = one["value"] if one["value"] is not None else one["typed"] or f"[{one['status']}]"
        letter = f" ({one['status']})" if one["status"] != "A" and one["value"] is not None else ""
        lines.append(f"{one['address']}\t{mark}{shown}{letter}")
    return Answer(data, "\n".join(lines))


def _rows(profile: OpenProfile, addresses: list[str], all_sources: bool) -> list[Row]:
    if not addresses:
        rows = list(asking.stored(profile))
        return rows if all_sources else asking.published_only(rows)
    found: dict[object, Row] = {}
    for address in addresses:
        is_code = "@" not in address and "[" not in address and "#" not in address
        rows = asking.rows_of(profile, address) if is_code else asking.rows_at(profile, address)
        if not all_sources and "#" not in address:
            rows = asking.published_only(rows)
        found.update({row.key: row for row in rows})
    return sorted(found.values(), key=lambda row: row.key)
