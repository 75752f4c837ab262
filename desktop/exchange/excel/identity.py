"""Owns the hidden sheet that lets a workbook come back: which profile, which state, and per row what each cell was at export.

Column A names, column B holds. `row` lines are one tab-joined text each (escaped as in the fingerprint), cut into pieces of what a
cell holds over columns B, C, …: key, indicator, items, source; the texts of the columns source, status, confidentiality, multiplier,
note as written; then eight fields per cell: period, kind (`v` value, `t` unreadable text, `r` reason or blank, `c` worked out), value,
status, confidentiality, multiplier, note, id of the change shown.
"""

from __future__ import annotations

from collections.abc import Iterable

from desktop.domain.address import Key
from desktop.domain.observation import Observation
from desktop.exchange.excel.book import Book
from desktop.exchange.excel.modules import RowText, Written
from desktop.exchange.excel.styles import Style
from desktop.exchange.presenting import Line

NAME = "_mp"
FORMAT = "mprofile-workbook 1"
PIECE = 32_000
_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})
_PLAIN = Style("text")


def write_identity(book: Book, sheets: Iterable[Written]) -> None:
    """The sheet `_mp`, which no menu can show."""
    content, pen = book.content, book.sheet(NAME)
    settings = content.settings
    facts = {
        "format": FORMAT, "profile_id": settings.profile_id, "export_id": book.export_id, "country": settings.country,
        "title": settings.title, "catalogue_id": settings.catalogue.id, "catalogue_version": settings.catalogue.version,
        "catalogue_sha256": settings.catalogue.sha256, "fingerprint": content.fingerprint, "when": content.when,
        "language": book.shown.language, "practice": "1" if settings.practice else "0", "modules": " ".join(settings.modules),
    }  # fmt: skip
    row = 0
    for name, text in facts.items():
        row += 1
        pen.text(row, 1, name, _PLAIN)
        pen.text(row, 2, text, _PLAIN)
    for sheet in sheets:
        row += 1
        pen.text(row, 1, "sheet", _PLAIN)
        pen.text(row, 2, "\t".join((sheet.module.code, sheet.name, *sheet.periods)), _PLAIN)
        for line, texts in zip(sheet.lines, sheet.texts, strict=True):
            row += 1
            pen.text(row, 1, "row", _PLAIN)
            base = base_of(book, line, texts)
            for column, at in enumerate(range(0, len(base), PIECE), 2):
                pen.text(row, column, base[at : at + PIECE], _PLAIN)
    pen.sheet.sheet_state = "veryHidden"


def base_of(book: Book, line: Line, texts: RowText) -> str:
    """The tab-joined text of a row."""
    fields = [
        line.key,
        line.indicator.code,
        line.items,
        line.source,
        *(text and text.translate(_ESCAPES) for text in texts),
    ]
    code, items, source = line.indicator.code, line.items, line.source
    for period, observation in line.entered.items():
        fields += _cell(period, observation, book.content.heads(Key(code, items, period, source)))
    for period, text in line.computed.items():
        if period not in line.entered or line.entered[period].is_blank:
            fields += [period, "c", text, "", "", "", "", ""]
    return "\t".join(fields)


def _cell(period: str, observation: Observation, head: str) -> list[str]:
    kind = "v" if observation.value is not None else "t" if observation.typed is not None else "r"
    text, note = observation.text or "", observation.note
    if note or not text.isascii() or not text.replace(".", "").isdigit():
        text, note = text.translate(_ESCAPES), note.translate(_ESCAPES)
    return [period, kind, text, observation.status, observation.confidentiality, str(observation.multiplier), note, head]  # fmt: skip
