"""Owns what `import` says of foreign spreadsheets: its options, the mapping that is named, numbers that are not taken as JSON."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import Any

from desktop.cli.parser import CommandParser
from desktop.language import _
from desktop.services.foreign.mapfile import read_file, write_toml
from desktop.services.foreign.mapping import Mapping
from desktop.services.foreign.plan import SheetPlan


def add_options(parser: CommandParser) -> None:
    """`--map` of a command that reads files."""
    parser.add_argument(
        "--map", metavar="MAP.toml", help=_("how a foreign spreadsheet is read; without it a kept one that fits")
    )


def mapping_of(options: Namespace) -> Mapping | None:
    """The mapping that was named. Raises `Refused` MAP-…"""
    return read_file(Path(options.map)) if options.map else None


def shape(plan: SheetPlan, file: Path) -> dict[str, Any]:
    """`numbers` and `not_taken` of a foreign spreadsheet, and the mapping by which it was read."""
    return {
        "map": write_toml(plan.mapping),
        "numbers": plan.counts,
        "not_taken": [
            {
                "where": it.area.place(file.name).parts(),
                "numbers": it.numbers,
                "fate": it.fate,
                "reason": {"code": it.reason.code, "message": it.reason.text(_)},
            }
            for it in plan.not_taken
        ],
    }
