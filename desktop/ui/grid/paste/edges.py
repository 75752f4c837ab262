"""Owns how a pasted block is recognised to have names at its edges: rows above and columns before its figures."""

from __future__ import annotations

from desktop.domain.entry import LONE_DASHES, MARKS, ValueKind, read_entry
from desktop.domain.errors import KnownError
from desktop.domain.marks import without_footnote
from desktop.domain.number import read_number
from desktop.services.recognising.names import Names
from desktop.services.recognising.numbers import SheetCell
from desktop.ui.grid.paste.sheet import Sheet

MOST_HEADS, MOST_LABELS = 6, 5
"""Rows above and columns before the figures that may hold names."""
_NUMBER = ValueKind("decimal", True, {})


def is_figure(cell: SheetCell) -> bool:
    """Whether a cell of a block looks like a figure or like a mark for none."""
    text = cell.text.strip()
    if cell.exact or text in LONE_DASHES or text in MARKS:
        return True
    if not text or not any(sign.isnumeric() for sign in text):
        return text.casefold() in MARKS or text in ("…", "...")
    try:
        entry = read_entry(text, _NUMBER, "en")
        return entry.is_readable or entry.is_ambiguous or bool(read_number(text, "fr", percent=True).values)
    except KnownError:
        return True


class Edges:
    """How many rows above and columns before the figures are names."""

    def __init__(self, sheet: Sheet, names: Names):
        self.sheet, self.names = sheet, names
        self.height, self.width = len(sheet.rows), sheet.width
        self.top = self._leading_rows()
        self.left = self._leading_columns()
        self.top = self._last_named_row()
        self.is_headed = self._has_names()

    def word(self, row: int, column: int) -> bool:
        """Whether a text is a name: a period, an indicator, an item of some indicator."""
        return is_name(self.names, self.sheet.rows[row][column])

    def _period(self, cell: SheetCell) -> str | None:
        return self.names.period(head_text(cell))

    def _are_names(self, cells: list[SheetCell]) -> bool:
        """Whether cells hold no figure but years, at least one of them a period of this table."""
        figures = [cell for cell in cells if is_figure(cell)]
        return not figures or (all(map(is_year_like, figures)) and any(map(self._period, figures)))

    def _leading_rows(self) -> int:
        top = 0
        while top < min(MOST_HEADS, self.height) and self._are_names(self.sheet.rows[top]):
            top += 1
        if top < self.height:
            return top
        several = (row for row in range(top) if sum(map(bool, map(self._period, self.sheet.rows[row]))) > 1)
        return next(several, -1) + 1

    def _leading_columns(self) -> int:
        left = 0
        rows = self.sheet.rows[self.top :]
        while left < min(MOST_LABELS, self.width) and self._are_names_down([line[left] for line in rows]):
            left += 1
        if left < self.width:
            return left
        heads = (
            column for line in self.sheet.rows[: self.top] for column, cell in enumerate(line) if self._period(cell)
        )
        return min(heads, default=0)

    def _are_names_down(self, cells: list[SheetCell]) -> bool:
        """The same of a column; marks for no number may stand between its words, and one year alone is a figure."""
        if any(cell.text.strip() and not is_figure(cell) for cell in cells):
            return self._are_names([cell for cell in cells if any(sign.isdecimal() for sign in cell.text)])
        is_alone = len(cells) == 1 and not self.top and bool(cells[0].text.strip())
        return not is_alone and self._are_names(cells)

    def _last_named_row(self) -> int:
        """Rows that name something only in the columns of names belong to the lines below; units below the names do not."""
        for row in range(self.top - 1, -1, -1):
            if any(self.word(row, column) for column in range(self.left, self.width)):
                end = row + 1
                while end < self.top and not any(cell.text.strip() for cell in self.sheet.rows[end][: self.left]):
                    end += 1
                return end
        return 0 if any(self.word(row, c) for row in range(self.top) for c in range(self.left)) else self.top

    def _has_names(self) -> bool:
        """Whether the edges name at least an indicator, an item or two periods."""
        above = [(row, column) for row in range(self.top) for column in range(self.left, self.width)]
        before = [(row, column) for row in range(self.top, self.height) for column in range(self.left)]
        named = [place for place in above + before if self.word(*place)]
        periods = {period for row, column in named if (period := self._period(self.sheet.rows[row][column]))}
        has_figures = self.top < self.height and self.left < self.width
        return has_figures and (len(periods) > 1 or any(not self._period(self.sheet.rows[r][c]) for r, c in named))


def head_text(cell: SheetCell) -> str:
    """The text of a name; of a year shown as `2,020` the number that it is."""
    return cell.exact if len(cell.exact) == 4 and cell.exact.isdigit() else cell.text


def is_year_like(cell: SheetCell) -> bool:
    """Whether a figure may as well be a year, or is a period written otherwise."""
    text = without_footnote(head_text(cell).strip())
    return (
        text[:4].isdecimal()
        and 1900 <= int(text[:4]) <= 2100
        and (len(text) == 4 or not text[4].isdecimal())
        and "." not in text
    )


def is_name(names: Names, cell: SheetCell) -> bool:
    text = head_text(cell)
    if not text.strip():
        return False
    if names.period(text) or names.indicator(text) or names.address(text):
        return True
    return any(names.items(text, code) is not None for code in names.codes)
