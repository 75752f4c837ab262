"""Owns tables of text: CSV and the like with any delimiter, pipe tables of Markdown; every cell stays the text it is."""

from __future__ import annotations

import codecs
import csv
import re
from collections import Counter
from collections.abc import Callable, Iterator

from desktop.domain.errors import Message, Place, Refused
from desktop.exchange.sheets import bounds
from desktop.exchange.sheets.bounds import Count
from desktop.exchange.sheets.model import Sheet, Value
from desktop.exchange.sheets.workbook import checked_text

DELIMITERS = ("\t", ";", "|", ",")
"""In the order of how seldom they stand inside a cell, which decides where two of them divide every line alike."""
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_LINES_LOOKED_AT = 50
_STEP = 1000
_MOST_SIGNS = 20_000
_LONGEST_ALIGNMENT = 10_000


def decoded(data: bytes) -> tuple[str, list[Message]]:
    """The text, and a remark where the file does not say itself how it is written. Raises `Refused` FILE-ENCODING."""
    encoding = next((name for mark, name in _MARKS if data.startswith(mark)), "utf-8")
    remarks = []
    try:
        text = data.decode(encoding)
    except UnicodeError as error:
        if encoding != "utf-8" or not _is_western(data):
            raise Refused("FILE-ENCODING") from error
        text = data.decode("windows-1252")
        remarks.append(Message("REMARK-WESTERN"))
    if "\0" in text:
        raise Refused("FILE-ENCODING")
    if not text.strip():
        raise Refused("FILE-EMPTY")
    return text, remarks


_NOT_WESTERN = re.compile(rb"[\x80-\x84\x86-\x8b\x8d-\x90\x98\x9a\x9b\x9d-\x9f]|[\xc0-\xd6\xd8-\xf6\xf8-\xff]{3}")


def _is_western(data: bytes) -> bool:
    """Evidence for windows-1252: accented letters alone among others, as in French and Spanish; no sign that only other tables have."""
    return not _NOT_WESTERN.search(data.replace(b"\x80", b"E"))


def sheets_of(text: str, told: Callable[[int], None]) -> tuple[str, Iterator[Sheet]]:
    """The kind, `csv` or `markdown`, and the sheets, each read when it is asked for.

    Raises `Refused` CSV-BROKEN, SHEET-ROWS, SHEET-COLUMNS, SHEET-WIDE, CELLS-MANY, CELL-LONG, SHEETS-MANY.
    """
    count = Count(bounds.MOST_TEXT_ROWS)
    tables = _pipe_tables(text)
    count.sheet(len(tables))
    kind = "markdown" if tables else "csv"
    return kind, (_sheet(name, records, count, told) for name, records in tables or [("", _records(text))])


def _sheet(name: str, records: Iterator[list[str]], count: Count, told: Callable[[int], None]) -> Sheet:
    rows: list[list[Value]] = []
    doubts: dict[tuple[int, int], str] = {}
    nothing: list[Value] = []
    filled_rows = 0
    for n, cells in enumerate(records):
        if n >= bounds.GRID_ROWS:
            raise Refused("SHEET-ROWS", sheet=name, n=n + 1, most=bounds.MOST_TEXT_ROWS)
        while cells and not cells[-1]:
            cells.pop()
        if not cells:
            rows.append(nothing)
            count.empty_row()
        else:
            filled_rows += 1
            count.row(name, n, len(cells), len(cells) - cells.count(""))
            count.rows(name, filled_rows)
            if filled_rows % _STEP == 0:
                told(count.all_rows)
            rows.append([checked_text(text, doubts, name, n, at) if text else None for at, text in enumerate(cells)])
    while rows and not rows[-1]:
        rows.pop()
    return Sheet(name, rows, False, doubts, formulas=frozenset())


def _records(text: str) -> Iterator[list[str]]:
    """The records of a CSV file; a first line `sep=;`, which spreadsheet programs do not show, tells the delimiter."""
    told = re.match(r"sep=(.)\r?\n", text)
    delimiter = told[1] if told else _delimiter(text)
    csv.field_size_limit(bounds.LONGEST_CELL * 4)
    lines = csv.reader(_lines(text, delimiter), delimiter=delimiter, strict=True)
    line = 1
    try:
        if told:
            next(lines)
        for cells in lines:
            line = lines.line_num + 1
            yield cells
    except csv.Error as error:
        raise Refused("CSV-BROKEN", where=Place(line=line), line=line, reason=str(error)) from error


def _lines(text: str, delimiter: str) -> Iterator[str]:
    """The lines, each with no more cells than can be meant: a million of them would take all memory at once."""
    end_of_line = "\n" if "\n" in text else "\r"
    start = 0
    while start < len(text):
        stop = text.find(end_of_line, start) + 1 or len(text)
        if stop - start > _MOST_SIGNS and text.count(delimiter, start, stop) > _MOST_SIGNS:
            n = text.count(delimiter, start, stop) + 1
            raise Refused("SHEET-WIDE", n=n, most=bounds.MOST_COLUMNS)
        yield text[start:stop]
        start = stop


def _delimiter(text: str) -> str:
    """The sign that divides most of the first lines into equally many cells."""
    start = [line for line in text[: 1 << 18].splitlines() if line.strip()][:_LINES_LOOKED_AT]
    return max(DELIMITERS, key=lambda sign: _evidence(start, sign))


def _evidence(lines: list[str], delimiter: str) -> tuple[int, int]:
    """How many lines are divided alike, and whether into more than one cell at all."""
    widths: Counter[int] = Counter()
    try:
        for cells in csv.reader(lines, delimiter=delimiter):
            widths[len(cells)] += 1
    except csv.Error:
        return 0, 0
    divided = {width: n for width, n in widths.items() if width > 1}
    return (max(divided.values()), sum(divided.values())) if divided else (0, 0)


_ALIGNMENT = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*")


def _pipe_tables(text: str) -> list[tuple[str, Iterator[list[str]]]]:
    """The tables of a Markdown text: a line of names, a line of dashes, lines of cells.

    Named after the heading above, numbered if it is taken.
    """
    if "|" not in text or "-" not in text:
        return []
    lines = text.splitlines()
    found: list[tuple[str, Iterator[list[str]]]] = []
    names: Counter[str] = Counter()
    heading, at = "", 0
    while at < len(lines):
        line = lines[at]
        if line.startswith("#"):
            heading = line.lstrip("#").strip()
        if not ("|" in line and at + 1 < len(lines) and _is_alignment(lines[at + 1])):
            at += 1
            continue
        stop = at + 2
        while stop < len(lines) and "|" in lines[stop]:
            stop += 1
        names[heading] += 1
        name = heading if names[heading] == 1 else f"{heading} {names[heading]}".strip()
        found.append((name, map(_cells, [line, *lines[at + 2 : stop]])))
        at = stop
    return found


def _is_alignment(line: str) -> bool:
    return "|" in line and len(line) < _LONGEST_ALIGNMENT and bool(_ALIGNMENT.fullmatch(line))


def _cells(line: str) -> list[str]:
    inner = line.strip().removeprefix("|")
    cells = [
        cell.replace("\\|", "|").strip() for cell in re.split(r"(?<!\\)\|", inner, maxsplit=bounds.MOST_COLUMNS + 1)
    ]
    return cells[:-1] if cells and not cells[-1] else cells
