"""Owns how the cells of a row of figures are understood, whatever file they come from; one bad cell refuses its row only."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from desktop.catalogue.addresses import canonical_items, find_indicator
from desktop.catalogue.model import Catalogue
from desktop.domain.address import SOURCE_ID, Cell
from desktop.domain.entry import LONGEST_TEXT, read_entry
from desktop.domain.errors import Message, Refused
from desktop.domain.period import read_period
from desktop.exchange.base import ReadRow

_YES = frozenset(("yes", "1", "true"))
_NO = frozenset(("no", "0", "false", ""))


class Written(NamedTuple):
    """The texts of a row before they are understood; None where the file has no such column."""

    code: str
    items: tuple[tuple[str, str], ...]
    period: str
    source: str
    value: str
    status: str | None
    confidentiality: str | None
    multiplier: str | None
    note: str | None
    published: str | None
    reason: str | None


class RowReader:
    """Understands rows against a catalogue, in one number format; remembers cells it has seen written before."""

    def __init__(self, catalogue: Catalogue, form: str):
        self.catalogue, self.form = catalogue, form
        self._items: dict[tuple[str, tuple[tuple[str, str], ...]], str] = {}

    def read(self, line: int, written: Callable[[list[str]], Written], cells: list[str]) -> ReadRow:
        """The row, or why it is refused. `written` takes the cells apart and may itself raise `Refused`."""
        try:
            return self._read(line, written(cells))
        except Refused as refusal:
            return ReadRow(line, None, fault=refusal.problems[0].message)

    def _read(self, line: int, row: Written) -> ReadRow:
        cell = self._cell(row)
        if row.source and not SOURCE_ID.fullmatch(row.source):
            raise Refused("SOURCE-FORM", source=row.source)
        status = _member(row.status, "A", self.catalogue.statuses, "STATUS-UNKNOWN")
        confidentiality = _member(row.confidentiality, "F", self.catalogue.confidentialities, "CONFIDENTIALITY-UNKNOWN")
        read = ReadRow(
            line,
            cell,
            row.source,
            status=status,
            confidentiality=confidentiality,
            multiplier=self._multiplier(row.multiplier),
            note=None if row.note is None else _text(row.note),
            published=_published(row.published),
            reason=_text(row.reason or ""),
        )
        return self._with_value(read, row.value)

    def _cell(self, row: Written) -> Cell:
        known = self._items.get((row.code, row.items))
        if known is None:
            indicator = find_indicator(row.code, self.catalogue)
            known = self._items[row.code, row.items] = canonical_items(row.items, indicator, self.catalogue)
        return Cell(row.code, known, read_period(row.period))

    def _with_value(self, read: ReadRow, text: str) -> ReadRow:
        if not text.strip():
            return read
        assert read.cell is not None
        kind = self.catalogue.value_kind(read.cell.indicator)
        entry = read_entry(text, kind, self.form)
        if entry.is_ambiguous:
            code = "NUMBER-TWO-WAYS" if len(entry.readings) == 2 else "NUMBER-DASH"
            return read._replace(doubt=Message(code, {"text": text.strip(), "readings": " / ".join(entry.readings)}))
        if not entry.is_readable:
            raise Refused(f"VALUE-{kind.value_type.upper()}", text=text.strip()[:80])
        if entry.value is None:
            return read._replace(status=read.status if read.status not in (None, "A") else entry.status)
        _text(entry.value)
        status = read.status if read.status not in (None, "A") or entry.status is None else entry.status
        return read._replace(value=entry.value, typed=None if text == entry.value else text, status=status)

    def _multiplier(self, text: str | None) -> int | None:
        if text is None:
            return None
        stripped = text.strip()
        if not stripped:
            return 0
        if not stripped.isascii() or not stripped.isdigit() or int(stripped) not in self.catalogue.multipliers:
            known = " ".join(map(str, sorted(self.catalogue.multipliers)))
            raise Refused("MULTIPLIER-UNKNOWN", multiplier=text, multipliers=known)
        return int(stripped)


def _member(text: str | None, ordinary: str, known: frozenset[str], code: str) -> str | None:
    """A code of a list; the ordinary one for an empty cell, None for an absent column."""
    if text is None:
        return None
    if not text.strip():
        return ordinary
    if text.strip() not in known:
        raise Refused(code, text=text, known=" ".join(sorted(known)))
    return text.strip()


def _published(text: str | None) -> bool:
    folded = (text or "").strip().casefold()
    if folded not in _YES and folded not in _NO:
        raise Refused("PUBLISHED-WORD", text=text)
    return folded in _YES


def _text(text: str) -> str:
    """A text that may be stored: no control characters, not too long."""
    if len(text) > LONGEST_TEXT:
        raise Refused("TEXT-LONG", most=LONGEST_TEXT, length=len(text))
    bad = next((sign for sign in text if (ord(sign) < 32 and sign not in "\t\n\r") or ord(sign) == 127), None)
    if bad:
        raise Refused("TEXT-CONTROL", sign=f"U+{ord(bad):04X}", position=text.index(bad) + 1)
    return text
