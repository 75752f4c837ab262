"""Owns how the answers of a mapping read: roles of columns, items, indicators, marks; and which ones can be given."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.catalogue.addresses import canonical_items
from desktop.catalogue.model import in_language
from desktop.domain.address import split_items
from desktop.domain.errors import Refused
from desktop.language import _, current, marked
from desktop.services.foreign.mapping import LEAVE
from desktop.services.foreign.plan import Question
from desktop.services.profile import OpenProfile
from desktop.ui.common import words

ROLES = {
    "country": marked("country of the row"), "period": marked("periods"), "indicator": marked("indicators"), "note": marked("note"),
    "status": marked("status"), "nothing": marked("not used"),
}  # fmt: skip
_PLAIN = {
    LEAVE: marked("leave it out"), "": marked("says nothing"), "file": marked("as the name of the file says"),
    "sheet": marked("as the name of the sheet says"), "caption": marked("as the title says"), "shown": marked("as shown: 12.3"),
    "held": marked("as held: 0.123"), "point": marked("the point is the decimal sign"), "comma": marked("the comma is the decimal sign"),
    "first": marked("the first year"), "last": marked("the last year"), "span": marked("the span of both years"),
    "month": marked("a month"), "zero": marked("zero"),
}  # fmt: skip


def answer_words(profile: OpenProfile, answer: str, code: str) -> str:
    """An answer as a person reads it; `code` of the indicator that it is about, where one is known."""
    catalogue = profile.catalogue
    if answer in _PLAIN:
        return _(_PLAIN[answer])
    role, _sign, dimension = answer.partition(":")
    if role == "item" and dimension in catalogue.dimensions:
        return in_language(catalogue.dimensions[dimension].title, current())
    if answer in ROLES:
        return _(ROLES[answer])
    indicator = catalogue.indicators.get(answer)
    if indicator is not None:
        return words.title(indicator)
    if "=" in answer and code in catalogue.indicators:
        items, _at, period = answer.partition("@")
        try:
            held = canonical_items(split_items(items), catalogue.indicators[code], catalogue)
        except Refused:
            return answer
        return ", ".join(filter(None, (words.members_words(catalogue, held), period))) or _("the total")
    return answer.removeprefix("@")


def role_answers(profile: OpenProfile, code: str) -> list[str]:
    """What a column of labels may be for, under an indicator."""
    indicator = profile.catalogue.indicators.get(code)
    dimensions = [f"item:{dimension}" for dimension in indicator.dimensions] if indicator else []
    return ["country", *dimensions, "period", "indicator", "note", "status", "nothing"]


def question_answers(question: Question) -> Sequence[str]:
    return [choice.answer for choice in question.choices]
