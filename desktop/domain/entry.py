"""Owns what becomes of a text that a person typed into a cell: a value, a reason for no value, unreadable text, or a question."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from desktop.domain.marks import flagged, without_footnote
from desktop.domain.number import read_number

MARKS = {"..": "O", ":": "O", "n/a": "O", "z": "M", "c": "Q"}
"""Marks typed for "no number" and the status they stand for (design.md 5)."""
_LIKE_MARKS = {
    **dict.fromkeys(("…", "...", "n.a.", "n.a", "na", "n/d", "n.d.", "s/d", "s.d.", "н/д", "н.д."), "O"),
    **{": c": "Q", ":c": "Q", ": z": "M", ":z": "M", "(c)": "Q", "[c]": "Q", "(z)": "M", "[z]": "M"},
    **{"[o]": "O", "[m]": "M", "[l]": "L", "[q]": "Q"},
}
"""The same in the words of other offices (French, Spanish, Portuguese and Russian ones too) and as our own tables print it; for numbers."""
LONE_DASHES = frozenset("-–—−‐‑‒―﹣－")
_NO_NUMBER = ("category", "text")
LONGEST_TEXT = 32_767
"""Characters in one value or note, as many as a cell of a workbook holds."""

YES = frozenset("1 yes y true oui vrai sí si verdadero sim да".split())
NO = frozenset("0 no n false non faux falso não nao нет".split())


class ValueKind(NamedTuple):
    """What the catalogue says of an indicator's values, as far as reading them goes."""

    value_type: str
    is_percent: bool
    members: Mapping[str, str]
    """For a category: what may be typed (code or title in any language, case folded) → member code."""


class Entry(NamedTuple):
    """A text as understood.

    `value` is what is stored, None for no value or unreadable text; `status` the status the text itself names, else None; `readings`
    holds the two values of a number that can be read in two ways (or the marks of a lone dash): nothing may be stored then.
    """

    value: str | None
    status: str | None = None
    readings: tuple[str, ...] = ()
    is_readable: bool = True

    @property
    def is_ambiguous(self) -> bool:
        return bool(self.readings)


BLANK = Entry(None)
UNREADABLE = Entry(None, is_readable=False)


def read_entry(text: str, kind: ValueKind, form: str) -> Entry:
    """Understand a text typed for an indicator in the number format `form` (`plain` for exchange files: no marks, no flags)."""
    stripped = text.strip()
    if not stripped:
        return BLANK
    if kind.value_type == "text":
        return Entry(text)
    if kind.value_type == "category" and stripped in kind.members.values():
        return Entry(stripped)  # a grade C is a grade; a small c is the mark for a suppressed figure
    if form != "plain":
        folded = stripped.casefold()
        if folded in MARKS:
            return Entry(None, MARKS[folded])
        if folded in _LIKE_MARKS and kind.value_type not in _NO_NUMBER:
            return Entry(None, _LIKE_MARKS[folded])
        if stripped in LONE_DASHES and kind.value_type not in _NO_NUMBER:
            return Entry(None, readings=("O", "M", "0"))
    if kind.value_type == "category":
        code = kind.members.get(stripped.casefold()) if form != "plain" else None
        return Entry(code) if code is not None else UNREADABLE
    if kind.value_type == "boolean":
        return _read_yes_no(stripped, form)
    return _read_flagged_number(stripped, kind, form)


def _read_yes_no(text: str, form: str) -> Entry:
    folded = text.casefold() if form != "plain" else text
    allowed = (YES, NO) if form != "plain" else ({"1"}, {"0"})
    for value, words in zip(("1", "0"), allowed, strict=True):
        if folded in words:
            return Entry(value)
    return UNREADABLE


def _read_flagged_number(text: str, kind: ValueKind, form: str) -> Entry:
    reading = read_number(text, form, percent=kind.is_percent)
    status = None
    if not reading.values and form != "plain":
        found = flagged(text) or flagged(without_footnote(text))
        if found:
            reading = read_number(found.number, form, percent=kind.is_percent)
            status = found.status
    if reading.is_ambiguous:
        return Entry(None, status, reading.values)
    return UNREADABLE if reading.value is None else Entry(reading.value, status)
