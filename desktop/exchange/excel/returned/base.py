"""Owns what a workbook carries of the state it was sent in: the hidden sheet of `identity.py`, taken apart again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from desktop.domain.errors import Refused
from desktop.domain.observation import Observation
from desktop.domain.source import SOURCE_FIELDS
from desktop.exchange.excel.carried import FORMAT, NAME, taken_apart
from desktop.exchange.sheets.model import Book

_FIELDS = 8
_NEEDED = frozenset(("format", "profile_id", "country", "catalogue_sha256", "language"))
_KINDS = frozenset("vtrc")


class BaseCell(NamedTuple):
    """What a cell was when it was sent. `kind`: `v` value, `t` unreadable text, `r` reason or blank, `c` worked out."""

    kind: str
    text: str
    status: str
    confidentiality: str
    multiplier: str
    note: str
    head: str

    @property
    def observation(self) -> Observation:
        value = self.text if self.kind == "v" else None
        typed = self.text if self.kind == "t" else None
        return Observation(value, typed, self.status, self.confidentiality, int(self.multiplier), self.note)


class BaseRow(NamedTuple):
    """A row as it was sent; `texts` stood in its columns source, status, confidentiality, multiplier, note."""

    code: str
    items: str
    source: str
    texts: tuple[str, ...]
    cells: Mapping[str, BaseCell]


class Base(NamedTuple):
    """The state a workbook was sent in. `rows` by key, `tabs` module → name of its sheet, `sources` by id in the order of `Source`."""

    facts: Mapping[str, str]
    rows: Mapping[str, BaseRow]
    tabs: Mapping[str, str]
    sources: Mapping[str, tuple[str, ...]]
    texts: Mapping[str, str]

    @property
    def language(self) -> str:
        return self.facts["language"]

    @property
    def is_blank(self) -> bool:
        """Sent out without figures: whoever filled it in had seen none."""
        return self.facts.get("blank") == "1"


def base_of(book: Book) -> Base | None:
    """What the hidden sheet says; None where there is none, or it is damaged so that nothing of it can be trusted.

    Raises `Refused` WORKBOOK-NEWER.
    """
    sheet = book.sheet(NAME)
    if sheet is None:
        return None
    facts: dict[str, str] = {}
    rows: dict[str, BaseRow] = {}
    tabs: dict[str, str] = {}
    sources: dict[str, tuple[str, ...]] = {}
    texts: dict[str, str] = {}
    try:
        for cells in sheet.rows:
            name = str(cells[0] or "") if cells else ""
            text = "".join(str(part) for part in cells[1:] if part is not None)
            if name == "row":
                key, row = _row(text)
                rows[key] = row
            elif name == "sheet":
                code, tab, *_ = taken_apart(text)
                tabs[code] = tab
            elif name == "source":
                fields = taken_apart(text)
                sources[fields[0]] = tuple(fields[: len(SOURCE_FIELDS) + 1])
            elif name == "text":
                block, _, told = taken_apart(text)
                texts[block] = told
            elif name:
                facts[name] = text
    except (ValueError, IndexError):
        return None
    if not facts.keys() >= _NEEDED:
        return None
    if facts["format"] != FORMAT:
        raise Refused("WORKBOOK-NEWER", format=facts["format"][:60])
    return Base(facts, rows, tabs, sources, texts)


def _row(text: str) -> tuple[str, BaseRow]:
    """Key and row. Raises `ValueError` for what `identity.py` does not write."""
    fields = taken_apart(text)
    if len(fields) < 9 or (len(fields) - 9) % _FIELDS:
        raise ValueError(text[:60])
    cells = {fields[at]: BaseCell._make(fields[at + 1 : at + _FIELDS]) for at in range(9, len(fields), _FIELDS)}
    if not all(cell.kind in _KINDS and (cell.multiplier or "0").isdigit() for cell in cells.values()):
        raise ValueError(text[:60])
    return fields[0], BaseRow(fields[1], fields[2], fields[3], tuple(fields[4:9]), cells)
