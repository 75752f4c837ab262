"""Owns how the numbers of a block are read: by the exact number of the sheet, by what the block shows, else it asks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from typing import NamedTuple

from desktop.domain.entry import UNREADABLE, Entry, ValueKind, read_entry
from desktop.domain.errors import KnownError
from desktop.services.texts import clean

POINT, COMMA = "en", "es"
"""Formats that stand for the two ways of writing: a point, or a comma, as the decimal sign."""
_IN_DOUBT = re.compile(r"[^\d.,،]*[1-9]\d{0,2}[.,،]\d{3}[^\d.,،]*")
_POINT_SURE = re.compile(
    r"\d,\d{3}\.|['’ \u00a0\u202f]\d{3}\.\d|^\D*\d{1,3}(,\d{3}){2,}|\d\.\d{1,2}\D*$|\d\.\d{4,}|(^|\D)0\.\d|\d{4,}\.\d|^\.\d"
)
_COMMA_SURE = re.compile(
    r"\d\.\d{3},|^\D*\d{1,3}(\.\d{3}){2,}|\d,\d{1,2}\D*$|\d,\d{4,}|(^|\D)0,\d|\d{4,},\d|['’ \u00a0\u202f]\d{3},\d|^,\d"
)
_POWERS = (3, 6)
_ANY = ValueKind("decimal", True, {})


class SheetCell(NamedTuple):
    """A cell as shown, and its number as the sheet holds it (canonical text), empty for text or where nothing says it."""

    text: str
    exact: str = ""


class Reading(NamedTuple):
    """A text as understood; whether the sheet has more digits than it shows; whether it shows thousands of what it holds."""

    entry: Entry
    has_more: bool = False
    is_scaled: bool = False


class Doubt(NamedTuple):
    """A number that the block does not settle, and its readings with a point and with a comma as the decimal sign."""

    text: str
    readings: tuple[str, str]


def form_of(texts: Iterable[str]) -> str:
    """The way of writing that a block shows: the one sign that can only be a decimal sign in it; empty where nothing is shown.

    The profile's own format is no evidence: a block comes from anywhere (design.md 5, "readable in two ways").
    """
    held = [text for text in texts if not text.isdigit()]
    point = any(_POINT_SURE.search(text) and _is_number(text) for text in held)
    comma = any(_COMMA_SURE.search(text) and _is_number(text) for text in held)
    if point == comma:
        return ""
    return POINT if point else COMMA


def _is_number(text: str) -> bool:
    """Whether a text counts as evidence: a date has points too."""
    try:
        entry = read_entry(text, _ANY, POINT)
    except KnownError:
        return False
    return entry.value is not None or len(entry.readings) == 2


class Reader:
    """Reads the cells of one block. `form`: what the block or a person says of all; `forms` what a person said of single texts."""

    def __init__(self, own: str, form: str, forms: Mapping[str, str]):
        self.own, self.form, self.forms = own, form, forms
        self._known: dict[tuple[str, SheetCell], Reading | Doubt] = {}

    def read(self, cell: SheetCell, kind: ValueKind, code: str) -> Reading | Doubt:
        """What a cell holds for an indicator."""
        key = (code, cell)
        found = self._known.get(key)
        if found is None:
            try:
                found = self._understand(cell.text, cell.exact, kind)
            except KnownError:
                found = Reading(UNREADABLE)
            self._known[key] = found
        return found

    def _understand(self, text: str, exact: str, kind: ValueKind) -> Reading | Doubt:
        clean(text)
        if kind.value_type in ("text", "category", "boolean"):
            return Reading(read_entry(text, kind, self.own))
        if exact:
            settled = self._settled(text, exact, kind)
            if settled is not None:
                return settled
        form = self.forms.get(text) or self.form
        if not form and _IN_DOUBT.fullmatch(text.strip()):
            readings = self._both(text, kind)
            if readings is not None:
                return Doubt(text, readings)
        entry = read_entry(text, kind, form or self.own)
        if len(entry.readings) == 2:
            readings = self._both(text, kind) or entry.readings
            if not form:
                return Doubt(text, (readings[0], readings[1]))
            return Reading(Entry(readings[form == COMMA], entry.status))
        return Reading(entry)

    @staticmethod
    def _both(text: str, kind: ValueKind) -> tuple[str, str] | None:
        """The reading with a point as the decimal sign and the one with a comma; of an Arabic comma as grouping and as decimal sign."""
        point, comma = (read_entry(text, kind, form) for form in (POINT, COMMA))
        one, other = (point.value, comma.value) if not point.readings else point.readings[:2]
        return (one, other) if one is not None and other is not None and one != other else None

    def _settled(self, text: str, exact: str, kind: ValueKind) -> Reading | None:
        """The reading that agrees with the number in the sheet, or that number where the text shows it rounded."""
        if text == exact:
            return Reading(Entry(exact))
        read = [read_entry(text, kind, form) for form in dict.fromkeys((self.own, POINT, COMMA))]
        values = {value: it.status for it in read for value in (it.readings or (it.value,)) if value is not None}
        number = Decimal(exact) * (100 if any(sign in text for sign in "%٪") else 1)
        for value, status in values.items():
            if Decimal(value) == number:
                return Reading(Entry(value, status))
        plain = f"{number:f}"
        plain = plain.rstrip("0").rstrip(".") if "." in plain else plain
        for value, status in values.items():
            if _is_rounded(number, value):
                return Reading(Entry(plain, status), has_more=True)
        for value, status in values.items():
            if any(_is_rounded(number.scaleb(-power), value) for power in _POWERS):
                return Reading(Entry(plain, status), has_more=True, is_scaled=True)
        return None


def _is_rounded(number: Decimal, shown: str) -> bool:
    """Whether a text shows a number at fewer decimals."""
    places = Decimal(1).scaleb(-len(shown.partition(".")[2]))
    return any(number.quantize(places, rounding) == Decimal(shown) for rounding in (ROUND_HALF_UP, ROUND_HALF_EVEN))
