"""Owns what a spreadsheet is once it was read, whatever program wrote it: sheets of values, and what each value may hide."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from desktop.domain.errors import Message

Value = None | str | bool | int | float
"""A cell: nothing, a text as it stands, yes or no, a number as the file holds it. A date is its text in ISO form, marked as `DATE`."""

FORMULA = "formula"
"""A formula whose result the file does not hold; the value is None."""
DATE = "date"
"""The file holds a date here: it may have been a number, or a text such as 1-2, before a program took it for one."""
PERCENT = "percent"
"""The number is shown as a percentage: 0.123 in the file is 12.3 % on the screen."""
ERROR = "error"
"""The result of a formula is an error such as #REF!; the value is its text."""
CONTROL = "control"
"""The text held control characters, which cannot be kept; the value is the text without them."""
DIRECTION = "direction"
"""The text holds signs that turn the direction of writing, so that it may look other than it is; the value is kept as written."""
DOUBTS = (FORMULA, DATE, PERCENT, ERROR, CONTROL, DIRECTION)


class Sheet(NamedTuple):
    """One sheet. `rows[r][c]` is the cell in row r + 1, column c + 1; rows may differ in length; nothing is cut off at top or left.

    `doubts` names what stands behind a value (0-based row and column → one of `DOUBTS`); `merged` are areas that
    are one cell (0-based top, left, bottom, right, all inclusive), whose value stands in the first one only.
    """

    name: str
    rows: Sequence[Sequence[Value]]
    is_hidden: bool = False
    doubts: Mapping[tuple[int, int], str] = {}
    merged: Sequence[tuple[int, int, int, int]] = ()
    formulas: frozenset[tuple[int, int]] | None = None
    """Cells whose value is the result of a formula; None where this kind of file does not tell."""

    def at(self, row: int, column: int) -> Value:
        """The value of a cell, None outside."""
        if not 0 <= row < len(self.rows):
            return None
        cells = self.rows[row]
        return cells[column] if 0 <= column < len(cells) else None


class Book(NamedTuple):
    """A file that was read. `kind`: xlsx, xls, xlsb, ods, csv, markdown; `sha256` of the bytes that were read.

    A table of text is one sheet. `remarks` are sentences about the whole file: macros or links that were left alone, an encoding
    that the file itself does not tell.
    """

    kind: str
    sha256: str
    sheets: Sequence[Sheet]
    remarks: Sequence[Message] = ()

    def sheet(self, name: str) -> Sheet | None:
        return next((sheet for sheet in self.sheets if sheet.name == name), None)


def column_letters(column: int) -> str:
    """Letters of a 0-based column: 0 → A, 26 → AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def cell_name(row: int, column: int) -> str:
    """Name of a 0-based cell as people say it: (247, 5) → F248."""
    return f"{column_letters(column)}{row + 1}"
