"""Owns the list of numbers that are not taken: each once, those beside and below each other with one reason as one entry."""

from __future__ import annotations

from collections.abc import Iterable

from desktop.domain.errors import Message
from desktop.exchange.sheets.model import Sheet
from desktop.services.foreign.plan import LEFT, NotTaken, SheetArea
from desktop.services.foreign.tables import Table


class Lister:
    """Lists the numbers of one sheet that are not taken; those beside each other with one reason are one entry."""

    def __init__(self, sheet: Sheet, numbers: frozenset[tuple[int, int]], counts: dict[str, int], *, is_sketch: bool):
        self.sheet, self.counts, self.is_sketch = sheet, counts, is_sketch
        self.todo: set[tuple[int, int]] = set() if self.is_sketch else set(numbers)
        counts["numbers"] += len(self.todo)
        self._runs: list[NotTaken] = []

    def count(self, row: int, column: int) -> bool:
        """Whether a cell is a number not counted before."""
        if (row, column) in self.todo:
            self.todo.discard((row, column))
            return True
        return False

    def one(self, row: int, column: int, reason: Message, fate: str) -> None:
        """A cell that is not taken; only numbers are listed."""
        if not self.count(row, column):
            return
        self.counts[fate] += 1
        last = self._runs[-1] if self._runs else None
        if (
            last
            and last.area.top == row
            and last.area.right == column - 1
            and last.reason == reason
            and last.fate == fate
        ):
            self._runs[-1] = last._replace(area=last.area._replace(right=column), numbers=last.numbers + 1)
        else:
            self._runs.append(NotTaken(SheetArea(self.sheet.name, row, column, row, column), 1, fate, reason))

    def row(self, row: int, columns: Iterable[int], reason: Message, fate: str) -> None:
        for column in columns:
            self.one(row, column, reason, fate)

    def whole(self, table: Table, reason: Message, fate: str) -> None:
        if self.is_sketch:
            return
        self.heads(table)
        for row in table.body:
            self.row(row, table.values, reason, fate)
        self.labels(table)

    def heads(self, table: Table) -> None:
        if self.is_sketch:
            return
        for row in (*table.heads, *table.headings, *table.repeats):
            self.row(row, range(table.left, table.right + 1), Message("SHEET-HEAD"), LEFT)

    def labels(self, table: Table) -> None:
        if self.is_sketch:
            return
        for row in table.body:
            self.row(row, table.labels, Message("SHEET-HEAD"), LEFT)

    def rest(self) -> list[NotTaken]:
        """What stands outside of every table; then the entries, those below each other with one reason joined."""
        for row, column in sorted(self.todo):
            self.one(row, column, Message("SHEET-OUTSIDE"), LEFT)
        joined: list[NotTaken] = []
        above: dict[tuple[int, int, int], int] = {}
        for run in sorted(self._runs, key=lambda it: (it.area.top, it.area.left)):
            key = (run.area.left, run.area.right, run.area.top - 1)
            at = above.pop(key, None)
            if at is not None and joined[at].reason == run.reason and joined[at].fate == run.fate:
                held = joined[at]
                joined[at] = held._replace(
                    area=held.area._replace(bottom=run.area.bottom), numbers=held.numbers + run.numbers
                )
            else:
                at = len(joined)
                joined.append(run)
            above[run.area.left, run.area.right, run.area.bottom] = at
        return joined
