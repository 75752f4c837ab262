"""Owns what calamine does not tell of an .ods: formulas without result, percentages, errors, merged cells, repeats that never end."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from desktop.domain.errors import Refused
from desktop.exchange.sheets import bounds
from desktop.exchange.sheets.archive import KEPT_UNPACKED, Archive
from desktop.exchange.sheets.details import parse
from desktop.exchange.sheets.model import FORMULA, PERCENT

_VALUE = b"office:value-type="
_KIND = re.compile(rb'="(?:percentage|error)"')
_ATTRIBUTE = re.compile(rb' table:(?:formula=|number-(?:columns|rows)-(?:spanned=|repeated="(\d\d+)))')


@dataclass(slots=True)
class Table:
    """What was found of one sheet; places are 0-based row and column."""

    doubts: dict[tuple[int, int], str] = field(default_factory=dict)
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    formulas: set[tuple[int, int]] = field(default_factory=set)


def tables_of(archive: Archive) -> dict[str, Table]:
    """Name of a sheet → what calamine does not tell of it.

    Raises `Refused` SHEET-FAR, SHEET-COLUMNS, SHEET-ROWS, CELLS-MANY, XML-BROKEN.
    """
    part = archive.named("content.xml")
    if not part:
        raise Refused("ARCHIVE-DAMAGED", part="content.xml")
    # A needle could lie between two pieces of a large part.
    if archive.entries[part].size <= KEPT_UNPACKED and not _is_close_look_needed(archive.part(part)):
        return {}
    walk = _Walk()
    parse(archive.pieces(part), walk.start, walk.end, walk.text, "")
    return walk.tables


def _is_close_look_needed(text: bytes) -> bool:
    """True if something stands there that calamine does not tell, or a value is repeated often; empty cells always are."""
    if _KIND.search(text):
        return True
    for found in _ATTRIBUTE.finditer(text):
        # Repeated is the cell, to the end of its tag, or the row with all its cells.
        is_row = text.startswith(b" table:number-rows", found.start())
        stop = text.find(b"</table:table-row>" if is_row else b">", found.end())
        if not found[1] or _VALUE in text[text.rfind(b"<", 0, found.start()) : stop]:
            return True
    return False


def has_values(archive: Archive) -> bool:
    """True if something stands in any of the sheets."""
    part = archive.named("content.xml")
    return bool(part) and any(_VALUE in piece for piece in archive.pieces(part or ""))


class _Walk:
    """Follows the tables cell by cell; what is repeated is counted, never written out."""

    def __init__(self) -> None:
        self.tables: dict[str, Table] = {}
        self.sheet, self.table = "", Table()
        self.count = bounds.Count(bounds.MOST_ROWS)
        self.row = self.column = self.rows = self.filled_rows = 0
        self.width = self.filled = 0
        self.words: list[str] | None = None
        self.place = (0, 0)
        self.depth = self.n_doubts = 0

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "table":
            self.depth += 1
            if self.depth == 1:
                self.sheet, self.table = attributes.get("table:name", ""), Table()
                self.tables[self.sheet] = self.table
                self.row = self.filled_rows = 0
        elif self.depth != 1:
            return
        elif name == "table-row":
            self.rows, self.column = _number(attributes, "table:number-rows-repeated"), 0
            self.width = self.filled = 0
        elif name in ("table-cell", "covered-table-cell"):
            self._cell(attributes)

    def _cell(self, attributes: Mapping[str, str]) -> None:
        repeated = _number(attributes, "table:number-columns-repeated")
        place = self.row, self.column
        kind = attributes.get("office:value-type")
        if kind:
            self.filled += repeated
            self.width = self.column + repeated
            if self.width > bounds.MOST_COLUMNS:
                context = {"n": self.width, "most": bounds.MOST_COLUMNS}
                raise bounds.in_cell("SHEET-COLUMNS", self.sheet, self.row, self.width - 1, **context)
        doubt = ""
        if "table:formula" in attributes:
            self._count_doubts(self.rows * repeated)
            self.table.formulas.update(self._places(repeated))
        if attributes.get("calcext:value-type") == "error":
            self.place, self.words = place, []
        elif kind == "percentage":
            doubt = PERCENT
        elif not kind and "table:formula" in attributes:
            doubt = FORMULA
        if doubt:
            self._count_doubts(self.rows * repeated)
            self.table.doubts.update(dict.fromkeys(self._places(repeated), doubt))
        across = _number(attributes, "table:number-columns-spanned")
        down = _number(attributes, "table:number-rows-spanned")
        if across > 1 or down > 1:
            self.table.merged.append((*place, self.row + down - 1, self.column + across - 1))
            if len(self.table.merged) > bounds.MOST_MERGED:
                raise Refused("SHEET-MERGED", n=len(self.table.merged), most=bounds.MOST_MERGED)
        self.column += repeated

    def _count_doubts(self, n: int) -> None:
        self.n_doubts += n
        if self.n_doubts > bounds.MOST_CELLS:
            raise Refused("CELLS-MANY", n=self.n_doubts, most=bounds.MOST_CELLS)

    def _places(self, repeated: int) -> Iterator[tuple[int, int]]:
        """The cells for which the one at hand stands."""
        for row in range(self.row, self.row + self.rows):
            for column in range(self.column, self.column + repeated):
                yield row, column

    def text(self, text: str) -> None:
        if self.words is not None:
            self.words.append(text)

    def end(self, name: str) -> None:
        if name == "table":
            self.depth -= 1
        elif self.depth != 1:
            return
        elif name in ("table-cell", "covered-table-cell"):
            if self.words:
                self.table.errors[self.place] = "".join(self.words).strip()[: bounds.LONGEST_CELL]
            self.words = None
        elif name == "table-row":
            self._row_ends()

    def _row_ends(self) -> None:
        if self.filled:
            self.filled_rows += self.rows
            self.count.rows(self.sheet, self.filled_rows)
            self.count.row(self.sheet, self.row, self.width, self.filled * self.rows)
            if (self.row + self.rows) * self.width > bounds.LARGEST_AREA:
                raise bounds.in_cell("SHEET-FAR", self.sheet, self.row + self.rows - 1, self.width - 1)
        self.row += self.rows


def _number(attributes: Mapping[str, str], name: str) -> int:
    told = attributes.get(name, "1")
    if not (told.isascii() and told.isdecimal()) or len(told) > 9:
        raise Refused("ARCHIVE-DAMAGED", part="content.xml")
    return int(told)
