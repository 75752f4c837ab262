"""Owns reading a foreign spreadsheet as a whole: by a mapping given, a kept one that fits, or one proposed without a question."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from desktop.domain.errors import Message, Problem, Refused
from desktop.exchange.sheets.model import Book
from desktop.services.foreign.keeping import find_map
from desktop.services.foreign.mapfile import quoted
from desktop.services.foreign.mapping import Field, Mapping
from desktop.services.foreign.plan import Question, SheetPlan
from desktop.services.foreign.planning import plan_sheet
from desktop.services.foreign.proposing import propose
from desktop.services.profile import OpenProfile


def read_foreign(
    profile: OpenProfile, book: Book, file: Path, mapping: Mapping | None = None, *, is_trial: bool = False
) -> tuple[str, SheetPlan]:
    """Name of the kept mapping that was used (empty for none), and what a spreadsheet brings.

    By a mapping figures in question wait; without one, nothing may be in question, but in a trial they are as the program would answer.
    Raises `Refused` MAP-NEEDED with every question and what the program would write, MAP-WORD for a mapping that says what is not here.
    """
    name = ""
    if mapping is None and (kept := find_map(profile, book, file)) is not None:
        name, mapping = kept
    if mapping is not None:
        return name, plan_sheet(profile, book, file, mapping)
    plan = propose(profile, book, file)
    if plan.questions and not is_trial:
        needed = Problem(Message("MAP-NEEDED", {"file": file.name}))
        raise Refused.of([needed, *problems_of(plan.questions, file)])
    return name, plan


def problems_of(questions: Sequence[Question], file: Path) -> list[Problem]:
    """Each question with its place, then the line of the mapping that would answer it as the program would choose."""
    made = []
    for question in questions:
        where = question.area.place(file.name)
        line = {"table": question.field.table + 1, "line": written(question.field, question.choice)}
        made += [Problem(question.message, "error", where), Problem(Message("MAP-WRITE", line), "info", where)]
    return made


def written(at: Field, answer: str) -> str:
    """The line of a mapping file that gives an answer: `words."(male)" = "SEX=M"`."""
    if at.heading is not None and at.word is None:
        role, _, dimension = answer.partition(":")
        of = f", dimension = {quoted(dimension)}" if dimension else ""
        return f"column heading = {quoted(at.heading)}, role = {quoted(role)}{of}"
    if at.heading is not None:
        return f"column heading = {quoted(at.heading)}, words.{quoted(at.word or '')} = {quoted(answer)}"
    if at.word is not None:
        return f"{at.name}.{quoted(at.word)} = {quoted(answer)}"
    if at.name == "indicator" and answer == "leave":
        return "leave = true"
    return f"{at.name} = {answer if at.name in {'multiplier', 'scale'} else quoted(answer)}"
