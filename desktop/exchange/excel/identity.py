"""Owns the hidden sheet that lets a workbook come back: which profile, which state, and per row what each cell was at export.

Column A names what a row is, column B holds it. A text longer than a cell holds goes on in columns C, D, …; put together again it is
one text. Texts of several fields are joined by `|`, each field escaped (`carried.py`).

1. **Facts**, one row each: `format` (`FORMAT`), `profile_id`, `export_id`, `country`, `title`, `catalogue_id`, `catalogue_version`,
   `catalogue_sha256`, `fingerprint`, `when`, `language`, `numbers` (the profile's number format), `practice` (0 or 1), `institution`
   (whose share it is; empty for the whole), `blank` (0 or 1), `modules` (codes, separated by blanks).
2. `source`, one row per source on the sheet of sources: its id and the eleven other fields in the order of `SOURCE_FIELDS`.
3. `text`, one row per block that holds a text in the workbook's language: block id, language, text.
4. `sheet`, one row per module: its code, the name of its tab, its periods in the order of columns; after it the rows of that sheet.
5. `row`, one per line: key, indicator, items, source; the texts of the columns source, status, confidentiality, multiplier, note as
   written; then eight fields for each cell that held something: period, kind (`v` value, `t` unreadable text, `r` reason or blank, `c`
   worked out), value, status, confidentiality, multiplier, note, id of the change shown.

**The base of a blank workbook** is empty: rows have no cells and there is no `text` row, although the profile may hold figures and
texts there. Whoever fills it in has seen none of them, so nothing here may claim that. A cell that comes back empty says nothing; one
that is filled in stands against what the profile holds by then without a state that both have seen.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from desktop.domain.address import Key
from desktop.domain.observation import Observation
from desktop.exchange.excel.book import Book
from desktop.exchange.excel.carried import FORMAT, NAME, SEPARATOR, escaped, joined
from desktop.exchange.excel.cells import PLAIN
from desktop.exchange.excel.modules import RowText, Written
from desktop.exchange.excel.styles import Style
from desktop.exchange.presenting import Line

PIECE = 32_000
_PLAIN = Style("text")


def write_identity(book: Book, sheets: Iterable[Written]) -> None:
    """The sheet `_mp`, which no menu can show."""
    content, pen = book.content, book.sheet(NAME)
    settings = content.settings
    facts = {
        "format": FORMAT, "profile_id": settings.profile_id, "export_id": book.export_id, "country": settings.country,
        "title": settings.title, "catalogue_id": settings.catalogue.id, "catalogue_version": settings.catalogue.version,
        "catalogue_sha256": settings.catalogue.sha256, "fingerprint": content.fingerprint, "when": content.when,
        "language": book.shown.language, "numbers": settings.numbers, "practice": "1" if settings.practice else "0",
        "institution": content.institution, "blank": "1" if content.is_blank else "0", "modules": " ".join(settings.modules),
    }  # fmt: skip
    for number, (name, text) in enumerate((*facts.items(), *_rows(book, sheets)), 1):
        pen.text(number, 1, name, _PLAIN)
        for column, at in enumerate(range(0, len(text), PIECE), 2):
            pen.text(number, column, text[at : at + PIECE], _PLAIN)
    pen.sheet.sheet_state = "veryHidden"


def _rows(book: Book, sheets: Iterable[Written]) -> Iterator[tuple[str, str]]:
    """Name and text of the rows below the facts."""
    content, language = book.content, book.shown.language
    for source in content.sources:
        yield "source", joined(source)
    for (block, written_in), text in content.texts.items():
        if written_in == language:
            yield "text", joined((block, language, text))
    for sheet in sheets:
        yield "sheet", joined((sheet.module.code, sheet.name, *sheet.periods))
        for line, texts in zip(sheet.lines, sheet.texts, strict=True):
            yield "row", base_of(book, line, texts)


def base_of(book: Book, line: Line, texts: RowText) -> str:
    """The joined text of a row."""
    fields = [
        line.key,
        line.indicator.code,
        line.items,
        line.source,
        *(text and escaped(text) for text in texts),
    ]
    code, items, source, heads = line.indicator.code, line.items, line.source, book.content.heads
    for period, observation in line.entered.items():
        fields.append(_cell(period, observation, heads(Key(code, items, period, source))))
    for period, text in line.computed.items():
        if period not in line.entered or line.entered[period].is_blank:
            fields.append(f"{period}|c|{text}|||||")
    return SEPARATOR.join(fields)


def _cell(period: str, observation: Observation, head: str) -> str:
    """The eight fields of a cell."""
    value, typed, status, confidentiality, multiplier, note = observation
    kind = "v" if value is not None else "t" if typed is not None else "r"
    text = observation.text or ""
    if note or (not text.isdigit() and not PLAIN.fullmatch(text)):
        text, note = escaped(text), escaped(note)
    return f"{period}|{kind}|{text}|{status}|{confidentiality}|{multiplier}|{note}|{head}"
