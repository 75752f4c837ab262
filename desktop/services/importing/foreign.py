"""Owns the plan of a spreadsheet of another office: read by a mapping that is given, kept, or so plain that nothing is in question."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from desktop.domain.errors import Problem, Refused
from desktop.exchange.sheets.model import Book, cell_name
from desktop.services.foreign.keeping import edit_to_keep
from desktop.services.foreign.mapfile import write_toml
from desktop.services.foreign.mapping import Mapping
from desktop.services.foreign.opening import problems_of, read_foreign
from desktop.services.foreign.plan import LEFT, SheetPlan
from desktop.services.importing.plan import ImportPlan, PlannedCell, Steps
from desktop.services.importing.rows import plan_rows
from desktop.services.profile import OpenProfile


def plan_foreign(  # noqa: PLR0917
    profile: OpenProfile, path: Path, book: Book, accept: str, steps: Steps, mapping: Mapping | None = None, *,
    is_trial: bool = False,
) -> ImportPlan:  # fmt: skip
    """What a spreadsheet would bring. Without a mapping the kept one that fits is taken, else one is proposed.

    What is in question is never answered by the program: by a mapping its figures wait, without one it raises `Refused` with every
    question; in a trial the questions are told, and figures are planned as the program would answer.
    """
    name, sheet = read_foreign(profile, book, path, mapping, is_trial=is_trial)
    if not sheet.counts["numbers"]:
        raise Refused("SHEET-NO-NUMBERS", file=path.name)
    return planned(profile, path, book, accept, steps, sheet, name, problems_of(sheet.questions, path))


def planned(  # noqa: PLR0917
    profile: OpenProfile, path: Path, book: Book, accept: str, steps: Steps, sheet: SheetPlan, name: str,
    questions: Sequence[Problem] = (),
) -> ImportPlan:  # fmt: skip
    """The plan of a spreadsheet that was read by a mapping; what is wrong or in doubt stands among its cells."""
    cells = (*plan_rows(profile, (cell.row for cell in sheet.cells), accept, steps), *_not_taken(sheet))
    remarks = (*(Problem(message, "info") for message in book.remarks), *questions)
    name = name or hashlib.sha256(write_toml(sheet.mapping).encode()).hexdigest()[:12]
    return ImportPlan(path, book.sha256, "sheet", accept, cells, remarks, sheet=sheet, map_name=name)


def keeping(plan: ImportPlan, name: str) -> ImportPlan:
    """The plan, with its mapping kept under a name in the same group. Raises `Refused` MAP-NAME."""
    assert plan.sheet is not None
    kept = PlannedCell("new", name, None, None, edits=(edit_to_keep(name, plan.sheet.mapping),))
    return replace(plan, cells=(*plan.cells, kept), map_name=name)


def _not_taken(sheet: SheetPlan) -> Iterator[PlannedCell]:
    """Numbers that are wrong or in doubt, one by one; those that are not meant for this profile are listed beside the plan."""
    for run in sheet.not_taken:
        if run.fate == LEFT:
            continue
        for row in range(run.area.top, run.area.bottom + 1):
            for column in range(run.area.left, run.area.right + 1):
                place = run.area.sheet, cell_name(row, column)
                yield PlannedCell(run.fate, None, None, None, 0, run.reason, *place)
