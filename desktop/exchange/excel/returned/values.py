"""Owns what a cell of a workbook that came back says: the number that a person meant, a reason, or why it is refused or asked about."""

from __future__ import annotations

from typing import NamedTuple

from desktop.domain.entry import LONGEST_TEXT, ValueKind, read_entry
from desktop.domain.errors import Message, Refused
from desktop.domain.number import exact_number
from desktop.exchange.sheets.model import DATE, ERROR, FORMULA, PERCENT, Value

_DOUBTS = {FORMULA: "CELL-FORMULA", DATE: "CELL-DATE", PERCENT: "CELL-PERCENT"}


class Meant(NamedTuple):
    """What a cell says: stored text and text as typed (both None for an empty cell), the status it names itself, or what is wrong."""

    value: str | None = None
    typed: str | None = None
    status: str | None = None
    fault: Message | None = None
    doubt: Message | None = None

    @property
    def is_empty(self) -> bool:
        return self == EMPTY


EMPTY = Meant()


def text_of(value: Value) -> str:
    """A cell as a text: numbers with the digits that a spreadsheet shows of them."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, (int, float)):
        return exact_number(repr(value)) or repr(value)
    return value


def meant(value: Value, doubt: str, kind: ValueKind, form: str) -> Meant:
    """What a cell says for a kind of value. `doubt` is what the file says stands behind it; `form` how texts write numbers there."""
    text = text_of(value).strip()
    if doubt == ERROR:
        return Meant(fault=Message("CELL-ERROR", {"text": text}))
    if doubt in _DOUBTS and (text or doubt == FORMULA):
        return Meant(doubt=Message(_DOUBTS[doubt], {"text": text}))
    if not text:
        return EMPTY
    if len(text) > LONGEST_TEXT:
        return Meant(fault=Message("TEXT-LONG", {"most": LONGEST_TEXT, "length": len(text)}))
    is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
    try:
        entry = read_entry(text, kind, "plain" if is_number and kind.value_type != "boolean" else form)
    except Refused as refusal:
        return Meant(fault=refusal.problems[0].message)
    if entry.is_ambiguous:
        code = "NUMBER-TWO-WAYS" if len(entry.readings) == 2 else "NUMBER-DASH"
        return Meant(doubt=Message(code, {"text": text, "readings": " / ".join(entry.readings)}))
    if not entry.is_readable:
        return Meant(fault=Message(f"VALUE-{kind.value_type.upper()}", {"text": text[:80]}))
    typed = None if is_number or text == entry.value or entry.value is None else text
    return Meant(entry.value, typed, entry.status)
