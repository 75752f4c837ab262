"""Spreadsheets for tests: the messy files of others, and tables written down as rows."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from desktop.exchange.cage.parent import read_book
from desktop.exchange.sheets.model import Book, Sheet, Value

MESSY = Path(__file__).parent.parent / "data" / "messy"
MAPS = Path(__file__).parent.parent / "data" / "maps"


@lru_cache(32)
def messy(name: str) -> tuple[Book, Path]:
    """A messy file by the beginning of its name, read, and its path."""
    path = next(path for path in sorted(MESSY.iterdir()) if path.name.startswith(name))
    return read_book(path), path


def sheet(*rows: str, name: str = "Data", **more: object) -> Sheet:
    """A sheet from lines of cells parted by `|`: blank cells are empty, what reads as a number is one, `'12` is text."""
    return Sheet(name, [[_value(cell.strip()) for cell in row.split("|")] for row in rows], **more)  # type: ignore[arg-type]


def _value(text: str) -> Value:
    if not text:
        return None
    try:
        return float(text)
    except ValueError:
        return text.removeprefix("'")


def book(*sheets: Sheet) -> Book:
    return Book("xlsx", "", sheets)
