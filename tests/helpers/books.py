"""Spreadsheets for tests: the messy files of others, and tables written down as rows."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from desktop.exchange.sheets.model import Book, Sheet, Value
from desktop.exchange.sheets.opening import open_book

MESSY = Path(__file__).parent.parent / "data" / "messy"
MAPS = Path(__file__).parent.parent / "data" / "maps"


def messy(name: str) -> tuple[Book, Path]:
    """A messy file by the beginning of its name, read, and its path."""
    path = next(path for path in sorted(MESSY.iterdir()) if path.name.startswith(name))
    if path.suffix == ".csv":
        text = path.read_bytes().decode("utf-8-sig")
        return Book("csv", "", [Sheet(path.stem, [_cells(row) for row in csv.reader(io.StringIO(text))])]), path
    if path.suffix == ".md":
        return _markdown(path), path
    return open_book(path), path


def _cells(row: list[str]) -> list[Value]:
    return [cell or None for cell in row]


def _markdown(path: Path) -> Book:
    """All tables of the text on one sheet, headings between them."""
    rows: list[list[Value]] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.startswith("|"):
            rows.append(_cells([line.lstrip("# ").strip()]))
        elif set(line) - set("|-: "):
            rows.append(_cells([cell.strip() for cell in line.strip().strip("|").split("|")]))
    return Book("markdown", "", [Sheet(path.stem, rows)])


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
