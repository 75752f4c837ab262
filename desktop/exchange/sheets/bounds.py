"""Owns how much of a stranger's spreadsheet is read (reliability.md, Figures), and the words in which more is refused."""

from __future__ import annotations

from typing import Any

from desktop.domain.errors import Place, Refused
from desktop.exchange.sheets.model import cell_name

MEGABYTE = 1 << 20
LARGEST_FILE = 20 * MEGABYTE
LARGEST_UNPACKED = 200 * MEGABYTE
MOST_RATIO = 100
SMALL_PART = MEGABYTE
"""A part that unpacks to no more may have any ratio: an honest sheet of equal lines can be packed a thousand times."""
MOST_PARTS = 200
MOST_SHEETS = 50
MOST_ROWS = 20_000
"""Rows of a workbook's sheet in which something stands."""
MOST_TEXT_ROWS = 200_000
"""The same of a table of text, which has no sheets to be divided into."""
MOST_COLUMNS = 200
"""The last column in which something stands."""
MOST_CELLS = 2_000_000
"""Filled cells of all sheets together: what fits in the memory that reading may take."""
LARGEST_AREA = 4_000_000
"""Cells of a sheet to the last filled one, empty ones too: calamine makes room for all of them. Of all sheets together: those of
each row to its last filled one, which the program holds in the end."""
LONGEST_CELL = 32_767
MOST_DOUBTS = 500_000
"""Cells of all sheets together behind which something stands, such as a date; each takes ten times the room of a number."""
MOST_TEXT = 64 * MEGABYTE
"""Characters of all texts together, as often as they are shown."""
MOST_MERGED = 20_000
GRID_ROWS, GRID_COLUMNS = 1_048_576, 16_384


def in_cell(code: str, sheet: str, row: int, column: int, **context: Any) -> Refused:
    """A refusal because of one cell (0-based row and column)."""
    cell = cell_name(row, column)
    return Refused(code, where=Place(sheet=sheet, cell=cell), sheet=sheet, cell=cell, **context)


def megabytes(size: int) -> str:
    """A number of bytes as people say it: one figure after the point, never rounded down to the limit it exceeds."""
    return f"{-(-size * 10 // MEGABYTE) / 10:g}"


class Count:
    """What was read so far of one file. Raises `Refused` where a limit is exceeded."""

    def __init__(self, most_rows: int):
        self.most_rows = most_rows
        self.sheets = self.all_rows = self.cells = self.places = 0

    def sheet(self, n: int = 1) -> None:
        self.sheets += n
        if self.sheets > MOST_SHEETS:
            raise Refused("SHEETS-MANY", n=self.sheets, most=MOST_SHEETS)

    def rows(self, sheet: str, n: int) -> None:
        if n > self.most_rows:
            raise Refused("SHEET-ROWS", where=Place(sheet=sheet), sheet=sheet, n=n, most=self.most_rows)

    def row(self, sheet: str, row: int, width: int, filled: int) -> None:
        """One row with so many filled cells, the last in column `width`."""
        self.all_rows += 1
        self.places += width
        if width > MOST_COLUMNS:
            raise in_cell("SHEET-COLUMNS", sheet, row, width - 1, n=width, most=MOST_COLUMNS)
        self.cells += filled
        if self.cells > MOST_CELLS:
            raise Refused("CELLS-MANY", n=self.cells, most=MOST_CELLS)
        if self.places > LARGEST_AREA:
            raise in_cell("SHEET-FAR", sheet, row, width - 1)

    def empty_row(self) -> None:
        """One row in which nothing stands: it is held all the same."""
        self.places += 1
