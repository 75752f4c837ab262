"""Owns where things are on a sheet that came back: its heading row and the columns by their headings, wherever they were moved to."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from desktop.domain.errors import Refused
from desktop.domain.period import read_period
from desktop.exchange.sheets.model import Sheet, Value
from desktop.language import LANGUAGES, marked, translator

_FIGURES = {
    "code": marked("Code"), "indicator": marked("Indicator"), "items": marked("Breakdown"), "unit": marked("Unit"),
    "source": marked("Source"), "status": marked("Status"), "confidentiality": marked("Confidentiality"),
    "multiplier": marked("Multiplier"), "note": marked("Note"), "key": marked("Key"),
}  # fmt: skip
_SOURCES = {
    "id": marked("Id"), "title": marked("Title"), "institution": marked("Institution"), "type": marked("Type"),
    "reference_date": marked("Reference date"), "period_from": marked("From"), "period_to": marked("To"),
    "coverage": marked("Coverage"), "definition_note": marked("Definition"), "method_note": marked("Method"),
    "url": marked("Address"), "licence": marked("Licence"),
}  # fmt: skip
_TEXTS = {"module": marked("Module"), "text": marked("Text"), "key": marked("Key")}
ATTRIBUTES = ("source", "status", "confidentiality", "multiplier", "note")


class Columns(NamedTuple):
    """Where a sheet's columns are (0-based): `kind` figures, sources or texts; `names` → column; `periods` column → period.

    `strange` are columns with a heading of somebody's own. `language` is the one whose words the headings are.
    """

    kind: str
    language: str
    header: int
    names: Mapping[str, int]
    periods: Mapping[int, str]
    strange: Mapping[int, str]


def find_columns(sheet: Sheet) -> Columns | None:
    """The heading row and its columns; None for a sheet that is none of ours to be filled in."""
    best: Columns | None = None
    for number, cells in enumerate(sheet.rows):
        if not any(isinstance(cell, str) and folded(cell) in _telling() for cell in cells):
            continue
        for language in LANGUAGES:
            found = _columns(number, cells, language)
            if found is not None and (best is None or _weight(found) > _weight(best)):
                best = found
    return best


def _weight(columns: Columns) -> tuple[int, int]:
    return len(columns.names), len(columns.periods)


def _columns(number: int, cells: object, language: str) -> Columns | None:
    assert isinstance(cells, (list, tuple))
    headings = [folded(cell) if isinstance(cell, str) else "" for cell in cells]
    for kind, needed in (("figures", ("code", "key")), ("sources", ("id", "title")), ("texts", ("text", "key"))):
        words = _words(kind, language)
        names: dict[str, int] = {}
        for column, heading in enumerate(headings):
            if heading in words:
                names.setdefault(words[heading], column)
        if kind == "figures":
            periods = {column: period for column, cell in enumerate(cells) if (period := _period(cell))}
            if not periods or not any(name in names for name in needed) or len(names) < 2:
                continue
        elif not all(name in names for name in needed):
            continue
        else:
            periods = {}
        ours = {*names.values(), *periods}
        strange = {column: str(cell) for column, cell in enumerate(cells) if column not in ours and cell is not None}
        return Columns(kind, language, number, names, periods, strange)
    return None


def _period(cell: Value) -> str:
    """The period that a heading names; empty for none."""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    if isinstance(cell, (str, int)) and not isinstance(cell, bool):
        try:
            return read_period(str(cell).replace("\u2013", "/"))
        except Refused:
            pass
    return ""


@lru_cache(1)
def _telling() -> frozenset[str]:
    """Headings without which a row is none of headings, in every language."""
    words = (marked("Code"), marked("Key"), marked("Id"))
    return frozenset(folded(translator(language)(word)) for language in LANGUAGES for word in words)


@lru_cache(16)
def _words(kind: str, language: str) -> Mapping[str, str]:
    """Folded heading → name of the column."""
    t = translator(language)
    listed = {"figures": _FIGURES, "sources": _SOURCES, "texts": _TEXTS}[kind]
    return {folded(t(word)): name for name, word in listed.items()}


def folded(text: str) -> str:
    """To compare by: no case, blanks as one."""
    return " ".join(text.casefold().split())
