"""Owns proposing a mapping: what is sure is taken, what is not is taken as the likeliest answer and asked."""

from __future__ import annotations

from pathlib import Path

from desktop.exchange.sheets.model import Book
from desktop.services.foreign.mapping import Field, Mapping, answered
from desktop.services.foreign.plan import Question, SheetPlan
from desktop.services.foreign.planning import Found, plan_found
from desktop.services.profile import OpenProfile

_MOST_ROUNDS = 6
"""An answer may bring new questions: the indicator, its dimensions, their words."""
_SKETCH = 200
"""Rows of figures of each table that are looked at before all are read."""
NO_MAPPING = Mapping()


def propose(profile: OpenProfile, book: Book, file: Path, mapping: Mapping = NO_MAPPING) -> SheetPlan:
    """A mapping completed with what the program would choose, every question on the way, and what the spreadsheet would bring then."""
    return propose_found(Found(profile, book, file), mapping, len(mapping.tables))


def propose_found(found: Found, mapping: Mapping, given: int) -> SheetPlan:
    """The same for tables that were found before. `given`: how many parts of the mapping a person has made as a whole."""
    asked: dict[Field, Question] = {}
    for _ in range(_MOST_ROUNDS):
        plan = plan_found(found, mapping, given, most=_SKETCH)
        fresh = [it for it in plan.questions if it.field not in asked]
        mapping = plan.mapping
        for question in fresh:
            asked[question.field] = question
            mapping = answered(mapping, question.field, question.choice)
        if not fresh:
            break
    plan = plan_found(found, mapping, given)
    late = {it.field: it for it in plan.questions if it.field not in asked}
    for question in late.values():
        mapping = answered(mapping, question.field, question.choice)
    if late:
        plan = plan_found(found, mapping, given)
    return plan._replace(questions=[*asked.values(), *late.values()])
