"""Owns what a person takes of a workbook that came back: theirs, ours, or another figure, cell by cell; nothing is written yet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from desktop.domain.address import Key
from desktop.domain.change import ObservationEdit
from desktop.domain.observation import Observation
from desktop.services.importing.plan import ImportPlan, PlannedCell

NOTHING_TO_DO, OUT, OPEN, THEIRS, OURS, OTHER = "nothing", "out", "open", "theirs", "ours", "other"


class Tally(NamedTuple):
    """How many cells are to be written, still open, out; `settled` of `all` in a part of the workbook."""

    written: int
    open: int
    out: int
    settled: int
    all: int


class Choices:
    """By the number of a cell in the plan. What is new or changed only there is taken unless a person says otherwise."""

    def __init__(self, plan: ImportPlan):
        self.cells = plan.cells
        self._clear = {id(cell) for cell in plan.taken}
        self._said: dict[int, str] = {}
        self._others: dict[int, Observation | None] = {}

    def of(self, number: int) -> str:
        """What becomes of a cell."""
        said = self._said.get(number)
        if said is not None:
            return said
        cell = self.cells[number]
        if cell.outcome == "unchanged":
            return OURS if cell.side == "here" else NOTHING_TO_DO
        if id(cell) in self._clear:
            return THEIRS
        return OUT if cell.outcome == "refused" else OPEN

    def may(self, number: int, what: str) -> bool:
        """Whether a cell can be settled so: only what can be read is taken, another figure needs a place."""
        cell = self.cells[number]
        if cell.outcome == "unchanged" and cell.side != "here":
            return False
        if what == THEIRS:
            return bool(cell.edits)
        return isinstance(cell.about, Key) if what == OTHER else cell.outcome != "refused"

    def settle(self, numbers: Iterable[int], what: str) -> None:
        """Theirs or ours for cells where that can be; the others stay as they are."""
        for number in numbers:
            if self.may(number, what):
                self._said[number] = what

    def settle_otherwise(self, number: int, observation: Observation | None) -> None:
        """Another figure than either side has."""
        self._said[number], self._others[number] = OTHER, observation

    def other(self, number: int) -> Observation | None:
        return self._others.get(number)

    def leave_open(self, number: int) -> None:
        """Take back what was said of a cell."""
        self._said.pop(number, None)
        if self.of(number) == THEIRS:
            self._said[number] = OPEN

    def clear(self, numbers: Iterable[int]) -> list[int]:
        """Of some cells those that need no thought: new or changed only there."""
        return [number for number in numbers if id(self.cells[number]) in self._clear]

    def tally(self, numbers: Iterable[int]) -> Tally:
        found = Counter(self.of(number) for number in numbers)
        written = found[THEIRS] + found[OTHER]
        return Tally(written, found[OPEN], found[OUT], found.total() - found[OPEN] - found[OUT], found.total())

    def chosen(self) -> list[PlannedCell]:
        """The cells to write, with the edits that do it."""
        chosen = []
        for number, cell in enumerate(self.cells):
            what = self.of(number)
            if what == THEIRS:
                chosen.append(cell)
            elif what == OTHER and isinstance(cell.about, Key):
                chosen.append(cell._replace(edits=(ObservationEdit(cell.about, self._others[number]),)))
        return chosen

    def left_out(self) -> list[PlannedCell]:
        """What goes back to whoever filled the workbook in: refused, or still open."""
        return [cell for number, cell in enumerate(self.cells) if self.of(number) in (OPEN, OUT)]
