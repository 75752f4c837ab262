"""Owns the plan of a spreadsheet of another office: read by a mapping that is given, kept, or so plain that nothing is in question."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from desktop.domain.errors import Problem, Refused
from desktop.exchange.sheets.model import Book, cell_name
from desktop.services.foreign.keeping import edit_to_keep, find_map
from desktop.services.foreign.mapfile import write_toml
from desktop.services.foreign.mapping import Mapping
from desktop.services.foreign.plan import LEFT, Question, SheetPlan
from desktop.services.foreign.planning import plan_sheet
from desktop.services.foreign.proposing import propose
from desktop.services.importing.plan import ImportPlan, PlannedCell, Steps
from desktop.services.importing.rows import plan_rows
from desktop.services.profile import OpenProfile


def plan_foreign(  # noqa: PLR0917
    profile: OpenProfile, path: Path, book: Book, accept: str, steps: Steps, mapping: Mapping | None = None, *,
    is_trial: bool = False,
) -> ImportPlan:  # fmt: skip
    """What a spreadsheet would bring. Without a mapping the kept one that fits is taken, else one is proposed.

    What is in question is never answered by the program: it raises `Refused` with every question, or in a trial they are problems and the
    figures are planned as the program would answer.
    """
    name = ""
    if mapping is None and (kept := find_map(profile, book, path)) is not None:
        name, mapping = kept
    sheet = propose(profile, book, path) if mapping is None else plan_sheet(profile, book, path, mapping)
    if not sheet.counts["numbers"]:
        raise Refused("SHEET-NO-NUMBERS", file=path.name)
    questions = tuple(_problem(question, path) for question in sheet.questions)
    if questions and not is_trial:
        raise Refused.of(questions)
    return planned(profile, path, book, accept, steps, sheet, name, questions)


def planned(  # noqa: PLR0917
    profile: OpenProfile, path: Path, book: Book, accept: str, steps: Steps, sheet: SheetPlan, name: str,
    questions: tuple[Problem, ...] = (),
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


def _problem(question: Question, path: Path) -> Problem:
    return Problem(question.message, "error", question.area.place(path.name))
