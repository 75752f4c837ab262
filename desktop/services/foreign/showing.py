"""Owns a sheet as a person looks at it: the cells as they stand, what was recognised, what becomes of each number, idle rows folded."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from desktop.domain.errors import Message
from desktop.domain.number import exact_number
from desktop.exchange.sheets.model import Sheet, Value, column_letters
from desktop.services.foreign.plan import DOUBTFUL, LEFT, REFUSED, SheetPlan

TAKEN, YEARS = "taken", "years"
"""Beside `left`, `refused`, `doubtful`: a figure that is read, one that lies outside the years of the profile."""
KEPT_BESIDE = 3
"""Rows that stay beside one that is needed."""
LEAST_FOLD = 5
"""Fewer idle rows are shown as they are."""
FIRST_ROWS = 2
"""Rows of figures that stay at the top of a table."""


LONG = 10
"""Signs of a number from which on its decimals are cut for the eye."""


class Spot(NamedTuple):
    """A cell: its text, what was recognised (`title` `header` `items` `values`, empty for nothing), what becomes of its number."""

    text: str
    role: str
    fate: str
    is_number: bool


class Line(NamedTuple):
    """A row of the sheet (0-based), or so many folded ones that begin with it."""

    row: int
    folded: int = 0


class SheetView:
    """One sheet under one plan."""

    def __init__(self, sheet: Sheet, plan: SheetPlan):
        self.sheet, self.plan = sheet, plan
        self.width = max((len(row) for row in sheet.rows), default=0)
        self.letters = [column_letters(column) for column in range(self.width)]
        self._roles: dict[tuple[int, int], str] = {}
        self._fates: dict[tuple[int, int], tuple[str, Message | None]] = {}
        self._mark()
        self.lines = self._lines()

    def _mark(self) -> None:
        name = self.sheet.name
        for area, role in self.plan.areas:
            if area.sheet == name:
                for row in range(area.top, area.bottom + 1):
                    for column in range(area.left, area.right + 1):
                        self._roles.setdefault((row, column), role)
        for area, _numbers, fate, reason in self.plan.not_taken:
            if area.sheet == name:
                shown = YEARS if fate == LEFT and reason.code == "SHEET-YEARS" else fate
                for row in range(area.top, area.bottom + 1):
                    for column in range(area.left, area.right + 1):
                        self._fates[row, column] = shown, reason
        for cell in self.plan.cells:
            sheet, row, column = cell.place
            if sheet == name:
                read = cell.row
                fate = REFUSED if read.fault else DOUBTFUL if read.doubt else TAKEN
                self._fates[row, column] = fate, read.fault or read.doubt

    def _lines(self) -> list[Line]:
        """Rows without anything left out; of rows that bring nothing only some stay."""
        busy = {row for (row, _), (fate, _reason) in self._fates.items() if fate in (TAKEN, DOUBTFUL, REFUSED, YEARS)}
        told = {row for (row, _), role in self._roles.items() if role in ("title", "header")}
        firsts = self._first_rows()
        rows = [row for row, cells in enumerate(self.sheet.rows) if any(cell not in (None, "") for cell in cells)]
        kept = {
            row
            for at, row in enumerate(rows)
            if row in told or row in firsts or busy.intersection(rows[max(0, at - KEPT_BESIDE) : at + KEPT_BESIDE + 1])
        }
        lines: list[Line] = []
        idle: list[int] = []
        for row in [*rows, -1]:
            if row >= 0 and row not in kept:
                idle.append(row)
                continue
            lines += [Line(idle[0], len(idle))] if len(idle) >= LEAST_FOLD else map(Line, idle)
            idle = []
            if row >= 0:
                lines.append(Line(row))
        return lines

    def _first_rows(self) -> set[int]:
        tops = {area.top for area, role in self.plan.areas if role == "values" and area.sheet == self.sheet.name}
        return {top + n for top in tops for n in range(FIRST_ROWS)}

    def spot(self, row: int, column: int) -> Spot:
        value = self.sheet.at(row, column)
        fate = self._fates.get((row, column), ("", None))[0]
        is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
        return Spot(shown(value), self._roles.get((row, column), ""), fate, is_number)

    def exact(self, row: int, column: int) -> str:
        """A number with all its digits; empty for anything else."""
        value = self.sheet.at(row, column)
        is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
        return (exact_number(repr(value)) or repr(value)) if is_number else ""

    def room(self, row: int, column: int) -> int:
        """How many columns a title or heading may take: up to the next cell in which something stands."""
        if self._roles.get((row, column)) not in ("title", "header") or not self.sheet.at(row, column):
            return 1
        end = column + 1
        while end < self.width and self.sheet.at(row, end) in (None, ""):
            end += 1
        return end - column

    def reason(self, row: int, column: int) -> Message | None:
        """Why a number is not read."""
        return self._fates.get((row, column), ("", None))[1]


def shown(value: Value) -> str:
    """A cell in words; a number with as many digits as a narrow cell has room for. `SheetView.exact` has them all."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, (int, float)):
        text = exact_number(repr(value)) or repr(value)
        if len(text) > LONG and "." in text and "e" not in text:
            whole = len(text.partition(".")[0])
            return f"{Decimal(text):.{max(LONG - 1 - whole, 0)}f}"
        return text
    return " ".join(value.split())


def sheet_counts(plan: SheetPlan, sheet: str) -> dict[str, int]:
    """Of the numbers of a sheet how many are taken, doubtful, refused, left."""
    counts = dict.fromkeys((TAKEN, DOUBTFUL, REFUSED, LEFT), 0)
    _count(counts, ((_fate_of(cell.row.fault, cell.row.doubt), 1) for cell in plan.cells if cell.place[0] == sheet))
    _count(counts, ((run.fate, run.numbers) for run in plan.not_taken if run.area.sheet == sheet))
    return counts


def _fate_of(fault: Message | None, doubt: Message | None) -> str:
    return REFUSED if fault else DOUBTFUL if doubt else TAKEN


def _count(counts: dict[str, int], found: Iterable[tuple[str, int]]) -> None:
    for fate, number in found:
        counts[fate] += number
