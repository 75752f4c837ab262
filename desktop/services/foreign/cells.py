"""Owns what kinds of cells a spreadsheet of others has: words, numbers, numbers that may be years, marks for no number."""

from __future__ import annotations

import re
from functools import lru_cache

from desktop.domain.entry import ValueKind, read_entry
from desktop.domain.errors import KnownError
from desktop.exchange.sheets.model import DATE, FORMULA, Sheet, Value
from desktop.services.recognising.periods import FIRST_LIKELY, LAST_LIKELY, written_period

EMPTY, TEXT, NUMBER, YEAR, PERIOD, MARK = " ", "t", "n", "y", "p", "m"
FIGURES = frozenset((NUMBER, YEAR, MARK))
"""Kinds that may stand where figures stand; a number may look like a year."""
_QUICK = re.compile(r"-?\d+(?:[.,]\d+)*")
_NOTE_NUMBER = re.compile(r"\(\d{1,2}\)|\[\d{1,2}\]|\d{1,2}[/)]")
_ANY = ValueKind("decimal", True, {})


def kind_of(value: Value) -> str:
    """The kind of a value as it stands; what may hide behind it is not looked at."""
    if value is None or value is True or value is False:
        return EMPTY if value is None else TEXT
    if isinstance(value, str):
        return _kind_of_text(value)
    return YEAR if FIRST_LIKELY <= value <= LAST_LIKELY and value == int(value) else NUMBER


@lru_cache(65536)
def _kind_of_text(text: str) -> str:
    stripped = text.strip()
    if not stripped:
        return EMPTY
    if len(stripped) == 4 and stripped.isdecimal() and FIRST_LIKELY <= int(stripped) <= LAST_LIKELY:
        return YEAR
    if _QUICK.fullmatch(stripped):
        return PERIOD if written_period(stripped) else NUMBER
    if len(stripped) > 40 or _NOTE_NUMBER.fullmatch(stripped):
        return TEXT
    if any(sign.isdecimal() for sign in stripped) and written_period(stripped):
        return PERIOD
    try:
        entry = read_entry(stripped, _ANY, "en")
    except KnownError:
        return NUMBER  # too large to be kept, a number all the same
    if entry.value is not None or len(entry.readings) == 2:
        return NUMBER
    return MARK if entry.status is not None or entry.readings else TEXT


def kinds_of(sheet: Sheet) -> list[str]:
    """Of each row the kinds of its cells, one letter each; what hides behind a date or a formula counts as a number."""
    made = ["".join(map(kind_of, row)) for row in sheet.rows]
    for (row, column), doubt in sheet.doubts.items():
        if doubt in {DATE, FORMULA} and row < len(made):
            line = made[row].ljust(column + 1, EMPTY)
            made[row] = line[:column] + (PERIOD if doubt == DATE else NUMBER) + line[column + 1 :]
    return made


def numbers_of(sheet: Sheet, kinds: list[str]) -> frozenset[tuple[int, int]]:
    """Row and column of every cell that counts as a number of the sheet."""
    plain = {
        (row, column) for row, line in enumerate(kinds) for column, kind in enumerate(line) if kind in {NUMBER, YEAR}
    }
    return frozenset(
        plain | {at for at, doubt in sheet.doubts.items() if doubt in {DATE, FORMULA} and at[0] < len(kinds)}
    )


def text_of(value: Value) -> str:
    """A value as words of a label: 498.0 is 498; blanks and line breaks as one blank."""
    if value is None:
        return ""
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, bool):
        return "1" if value else "0"
    return str(int(value)) if value == int(value) else repr(value)
