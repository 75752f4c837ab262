"""Owns the rows of a workbook that came back: of figures, sources and texts, each found by its key, with what could not be placed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from desktop.domain.source import SOURCE_FIELDS
from desktop.exchange.excel.returned.base import Base, BaseRow
from desktop.exchange.excel.returned.columns import ATTRIBUTES, Columns, find_columns, folded
from desktop.exchange.excel.returned.values import text_of
from desktop.exchange.sheets.model import Book, Sheet, Value


class Found(NamedTuple):
    """A sheet of ours, with its columns."""

    sheet: Sheet
    columns: Columns


class SentRow(NamedTuple):
    """A row of figures. `key` as found in its cell, or by its labels where the column of keys is gone; empty for none.

    `written` are the texts of the attribute columns, None where the column is gone; `number` is the 0-based row.
    """

    found: Found
    number: int
    key: str
    base: BaseRow | None
    written: Mapping[str, str | None]
    cells: Sequence[Value]

    def value(self, column: int) -> Value:
        return self.cells[column] if column < len(self.cells) else None

    def doubt(self, column: int) -> str:
        return self.found.sheet.doubts.get((self.number, column), "")

    def is_formula(self, column: int) -> bool | None:
        """Whether a formula made the value; None where the kind of file does not tell."""
        formulas = self.found.sheet.formulas
        return None if formulas is None else (self.number, column) in formulas

    def text(self, name: str) -> str:
        """The text of a column by its name, empty where there is none."""
        column = self.found.columns.names.get(name)
        return "" if column is None else text_of(self.value(column)).strip()

    @property
    def has_numbers(self) -> bool:
        """Whether anything stands where figures stand."""
        return any(text_of(self.value(column)).strip() for column in self.found.columns.periods)


def sheets_of(book: Book) -> tuple[list[Found], list[Sheet]]:
    """The sheets to be filled in with their columns, and those that somebody added; the ones that only inform are left aside."""
    ours, others = [], []
    for sheet in book.sheets:
        columns = None if sheet.name.startswith("_") else find_columns(sheet)
        if columns is not None:
            ours.append(Found(sheet, columns))
        elif not sheet.name.startswith("_"):
            others.append(sheet)
    return ours, others


def figure_rows(found: Found, base: Base | None, labels: Mapping[tuple[str, str, str], str]) -> Iterator[SentRow]:
    """The rows below the headings, and those above that have a key: a sheet may have been sorted with them.

    `labels`: code, breakdown as written and source, folded → key, for a sheet without its column of keys.
    """
    names, sheet = found.columns.names, found.sheet
    key_column = names.get("key")
    for number, cells in enumerate(sheet.rows):
        if number == found.columns.header or not any(cell is not None for cell in cells):
            continue
        key = ""
        if key_column is not None:
            key = text_of(cells[key_column]).strip() if key_column < len(cells) else ""
        row = SentRow(found, number, key, None, {}, cells)
        if not key and base is not None:
            place = (folded(row.text("code")), folded(row.text("items")), folded(row.text("source")))
            row = row._replace(key=labels.get(place, "") if key_column is None else "")
        if not row.key and number < found.columns.header:
            continue
        written = {name: row.text(name) if name in names else None for name in ATTRIBUTES}
        yield row._replace(base=base.rows.get(row.key) if base else None, written=written)


class SentSource(NamedTuple):
    """A row of the sheet of sources: id (empty where none was given) and the fields whose columns are there."""

    sheet: str
    number: int
    id: str
    fields: Mapping[str, str]


def source_rows(found: Found) -> Iterator[SentSource]:
    """Rows in which anything stands."""
    names = found.columns.names
    for number, cells in enumerate(found.sheet.rows):
        if number <= found.columns.header:
            continue
        texts = {name: text_of(cells[at]).strip() if at < len(cells) else "" for name, at in names.items()}
        if any(texts.values()):
            fields = {name: texts[name] for name in SOURCE_FIELDS if name in texts}
            yield SentSource(found.sheet.name, number, texts["id"], fields)


class SentText(NamedTuple):
    """A row of the sheet of texts."""

    sheet: str
    number: int
    column: int
    block: str
    text: str


def text_rows(found: Found) -> Iterator[SentText]:
    """Rows with a key, wherever the headings stand, and others in which a text stands."""
    names = found.columns.names
    for number, cells in enumerate(found.sheet.rows):
        if number == found.columns.header:
            continue
        block, text = (text_of(cells[names[name]]) if names[name] < len(cells) else "" for name in ("key", "text"))
        if "/" in block or (number > found.columns.header and text.strip()):
            yield SentText(found.sheet.name, number, names["text"], block.strip(), text.rstrip())
