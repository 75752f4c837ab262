"""Owns CSV files as they come: encoding and delimiter found or refused, never guessed silently; records with their first line."""

from __future__ import annotations

import codecs
import csv
import hashlib
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

from desktop.domain.errors import Place, Refused

LARGEST = 512 * 1024 * 1024
LONGEST_CELL = 32_767
MOST_ROWS = 5_000_000
DELIMITERS = (",", ";", "\t")
_BYTE_ORDER_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_GUARDED = "=+-@\t\r\n'|%"
"""First signs of texts that a spreadsheet could calculate, or that the guard itself needs: written with `'` before them."""


@dataclass(frozen=True, slots=True)
class CsvFile:
    """A CSV file that was looked at: SHA-256 of its bytes, encoding, delimiter, header as written."""

    path: Path
    sha256: str
    encoding: str
    delimiter: str
    header: tuple[str, ...]

    def records(self) -> Iterator[tuple[int, list[str]]]:
        """First line and cells of every record after the header; blank lines are passed over. Raises `Refused` CSV-BROKEN …"""
        with self.path.open(encoding=self.encoding, newline="") as file:
            lines = csv.reader(file, delimiter=self.delimiter, strict=True)
            before, number, seen_header = 0, 0, False
            try:
                for cells in lines:
                    first, before = before + 1, lines.line_num
                    if not any(cells):
                        continue
                    if not seen_header:
                        seen_header = True
                        continue
                    number += 1
                    if number > MOST_ROWS:
                        raise Refused("CSV-ROWS", file=self.path.name, most=MOST_ROWS)
                    yield first, cells
            except csv.Error as error:
                place = Place(self.path.name, line=before + 1)
                raise Refused(
                    "CSV-BROKEN", where=place, file=self.path.name, line=before + 1, reason=str(error)
                ) from error


def look_at(path: Path, known: Collection[str]) -> CsvFile:
    """Encoding, delimiter and header of a file; `known`: column names in lower case that tell the delimiter.

    Raises `Refused` FILE-MISSING, FILE-EMPTY, FILE-LARGE, FILE-ENCODING, NO-TABLE.
    """
    digest, encoding = _digest_and_encoding(path)
    csv.field_size_limit(LONGEST_CELL * 4)
    try:
        with path.open(encoding=encoding, newline="") as file:
            line = next((text for text in file if text.strip()), "")
    except UnicodeError as error:
        raise Refused("FILE-ENCODING", file=path.name) from error
    header = max((_split(line, delimiter) for delimiter in DELIMITERS), key=lambda cells: _familiar(cells[1], known))
    if not any(header[1]):
        raise Refused("FILE-EMPTY", file=path.name)
    return CsvFile(path, digest, encoding, header[0], header[1])


def writer_of(file: TextIO) -> Any:
    """A CSV writer whose lines end in \\n. Python's quotes a lone carriage return only when its own lines end in \\r\\n."""
    return csv.writer(_Lines(file), lineterminator="\r\n")


class _Lines:
    def __init__(self, file: TextIO):
        self._file = file

    def write(self, line: str) -> int:
        return self._file.write(line[:-2] + "\n")


def guarded(text: str) -> str:
    """The text as a CSV file carries it: with an apostrophe before signs that make a spreadsheet calculate."""
    return "'" + text if text and text[0] in _GUARDED else text


def unguarded(text: str) -> str:
    """The text without the guard that `guarded` gave it."""
    return text[1:] if len(text) > 1 and text[0] == "'" and text[1] in _GUARDED else text


def text_at(cells: list[str], at: int | None) -> str | None:
    """The text of a cell without the guard against spreadsheets; None where the file has no such column."""
    if at is None:
        return None
    text = cells[at] if at < len(cells) else ""
    return unguarded(text) if text[:1] == "'" else text


def _split(line: str, delimiter: str) -> tuple[str, tuple[str, ...]]:
    try:
        cells = next(csv.reader([line], delimiter=delimiter, strict=True), [])
    except csv.Error:
        cells = []
    return delimiter, tuple(cell.strip() for cell in cells)


def _familiar(cells: tuple[str, ...], known: Collection[str]) -> tuple[int, int]:
    return sum(cell.lower() in known for cell in cells), len(cells)


def _digest_and_encoding(path: Path) -> tuple[str, str]:
    """One pass over the bytes: SHA-256, and whether they are text in UTF-8 (or UTF-16 that says so)."""
    try:
        size = path.stat().st_size
        if not path.is_file():
            raise Refused("FILE-MISSING", file=path.name)
        if size > LARGEST:
            raise Refused("FILE-LARGE", file=path.name, most=LARGEST // 2**20)
        with path.open("rb") as file:
            start = file.read(4)
            encoding = next((name for mark, name in _BYTE_ORDER_MARKS if start.startswith(mark)), "utf-8")
            file.seek(0)
            decoder = codecs.getincrementaldecoder(encoding)(errors="strict")
            digest, empty = hashlib.sha256(), True
            while block := file.read(1 << 20):
                digest.update(block)
                text = decoder.decode(block)
                empty = empty and not text.strip()
                if "\0" in text:
                    raise Refused("FILE-ENCODING", file=path.name)
            decoder.decode(b"", final=True)
    except UnicodeError as error:
        raise Refused("FILE-ENCODING", file=path.name) from error
    except FileNotFoundError as error:
        raise Refused("FILE-MISSING", file=path.name) from error
    except OSError as error:
        raise Refused("FILE-UNREADABLE", file=path.name, reason=error.strerror or str(error)) from error
    if empty:
        raise Refused("FILE-EMPTY", file=path.name)
    return digest.hexdigest(), encoding
