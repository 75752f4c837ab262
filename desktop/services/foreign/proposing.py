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
NO_MAPPING = Mapping()


def propose(profile: OpenProfile, book: Book, file: Path, mapping: Mapping = NO_MAPPING) -> SheetPlan:
    """A mapping completed with what the program would choose, every question on the way, and what the spreadsheet would bring then."""
    found = Found(profile, book, file)
    asked: dict[Field, Question] = {}
    given = len(mapping.tables)
    plan = plan_found(found, mapping)
    for _ in range(_MOST_ROUNDS):
        fresh = [it for it in plan.questions if it.field not in asked]
        if not fresh:
            break
        mapping = plan.mapping
        for question in fresh:
            asked[question.field] = question
            mapping = answered(mapping, question.field, question.choice)
        plan = plan_found(found, mapping, given)
    return plan._replace(questions=[*asked.values()])
