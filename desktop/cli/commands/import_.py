"""`import`: long tables, tables of sources, SDMX-CSV, our workbooks on their way back."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import Any

from desktop.cli import shapes, sheets
from desktop.cli.answer import Answer
from desktop.cli.parser import CommandParser
from desktop.domain.address import Key
from desktop.language import _, marked
from desktop.services.importing.plan import ImportPlan
from desktop.services.importing.planning import plan_import
from desktop.services.importing.refusals import STAYED_OUT, send_back
from desktop.services.importing.storing import apply_import
from desktop.services.profile import OpenProfile, open_profile

SUMMARY = marked("read files of figures or sources")
EXAMPLES = (
    "import moldova.mprofile figures.csv --dry-run --full",
    "import moldova.mprofile sources.csv figures.csv --numbers fr --accept all",
)


def parser() -> CommandParser:
    p = CommandParser("import", _(SUMMARY), EXAMPLES)
    p.add_argument("profile")
    p.add_argument("files", nargs="+", metavar="FILE")
    p.add_argument("--kind", default="", help=_("table, sources, sdmx, workbook or sheet; found by content without it"))
    p.add_argument("--numbers", default="", help=_("number format of the file; without it a point and no grouping"))
    p.add_argument("--dry-run", action="store_true", help=_("say what would happen, change nothing"))
    p.add_argument("--accept", default="changes", help=_("new, changes, all or theirs"))
    p.add_argument(
        "--refusals", default="", metavar="OUT.xlsx", help=_("write what stayed out into a workbook to send back")
    )
    sheets.add_options(p)
    p.add_argument("--full", action="store_true", help=_("list every cell"))
    return p


def run(options: Namespace) -> Answer:
    with open_profile(Path(options.profile), write=not options.dry_run) as profile:
        done = [_one(profile, Path(name), options) for name in options.files]
    data = done[0].data if len(done) == 1 else {"files": [one.data for one in done]}
    text, status = "\n".join(one.text for one in done), max(one.exit for one in done)
    return Answer(data, text, status, [problem for one in done for problem in one.problems])


def _one(profile: OpenProfile, path: Path, options: Namespace) -> Answer:
    plan = plan_import(
        profile, path, kind=options.kind, numbers=options.numbers, accept=options.accept, everything=options.full,
        mapping=sheets.mapping_of(options), is_trial=options.dry_run,
    )  # fmt: skip
    group = None if options.dry_run else apply_import(profile, plan)
    stayed_out = [cell for cell in plan.cells if cell.outcome in STAYED_OUT and isinstance(cell.about, Key)]
    if options.refusals and stayed_out:
        send_back(profile, stayed_out, Path(options.refusals))
    data = {
        "file": str(path),
        "sha256": plan.sha256,
        "kind": plan.kind,
        "group": group,
        "dry_run": options.dry_run,
        "counts": plan.counts,
        "cells": _cells(plan, str(path), options.full),
    }
    if plan.sheet is not None:
        data |= sheets.shape(plan.sheet, path)
    lines = [f"{path.name}: " + " · ".join(f"{_(name)} {n}" for name, n in plan.counts.items() if n)]
    for cell in plan.cells:
        if cell.reason is not None:
            place = f"{cell.sheet} {cell.cell}" if cell.cell else _("line {n}").format(n=cell.line)
            lines.append(f"  {place}: {_(cell.outcome)}: {cell.reason.text(_)}")
    return Answer(
        data,
        "\n".join(lines),
        1 if plan.needs_attention or any(one.severity == "error" for one in plan.remarks) else 0,
        plan.remarks,
    )


def _cells(plan: ImportPlan, path: str, full: bool) -> list[dict[str, Any]]:
    return [
        {
            "outcome": cell.outcome,
            "address": cell.address,
            "before": shapes.state(cell.before),
            "after": shapes.state(cell.after),
            "base": shapes.state(cell.base),
            "where": cell.place(path).parts(),
            "reason": {"code": cell.reason.code, "message": cell.reason.text(_)} if cell.reason else None,
        }
        for cell in plan.cells
        if full or cell.outcome not in ("new", "unchanged")
    ]
