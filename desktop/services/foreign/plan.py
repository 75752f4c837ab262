"""Owns what reading a foreign spreadsheet answers: figures with their cells, numbers that are not taken with the reason, questions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from desktop.domain.errors import Message, Place
from desktop.exchange.base import ReadRow
from desktop.exchange.sheets.model import cell_name
from desktop.services.foreign.mapping import Field, Mapping

LEFT, REFUSED, DOUBTFUL = "left", "refused", "doubtful"
"""What becomes of a number that is not taken: not meant for this profile, wrong, or waiting for an answer."""


class SheetArea(NamedTuple):
    """Cells of a sheet, 0-based, all inclusive."""

    sheet: str
    top: int
    left: int
    bottom: int
    right: int

    @property
    def name(self) -> str:
        """`F248:I250`, `M15` for one cell."""
        first, last = cell_name(self.top, self.left), cell_name(self.bottom, self.right)
        return first if first == last else f"{first}:{last}"

    def place(self, file: str) -> Place:
        return Place(file, self.sheet, self.name)


class ForeignCell(NamedTuple):
    """One figure with the cell it was read from (sheet, 0-based row and column); `row.fault`, `row.doubt` where it is not taken."""

    place: tuple[str, int, int]
    row: ReadRow
    is_number: bool = True
    """Whether the cell counts as a number of the sheet; a mark for no number does not."""


class NotTaken(NamedTuple):
    """Numbers beside each other that are not taken for one reason. `numbers` of them are numbers; `fate`: left, refused, doubtful."""

    area: SheetArea
    numbers: int
    fate: str
    reason: Message


class Choice(NamedTuple):
    """One answer to a question: what is written into the mapping."""

    answer: str
    words: str = ""


class Question(NamedTuple):
    """What only a person can say. `choice` is what the program would take."""

    area: SheetArea
    message: Message
    field: Field
    choices: tuple[Choice, ...]
    choice: str


class Area(NamedTuple):
    """A part of a sheet to be coloured: `role` title, header, items, country, period, values, notes, aggregates, outside, nothing."""

    area: SheetArea
    role: str


class SheetPlan(NamedTuple):
    """What reading a spreadsheet by a mapping gives. Each number of the file stands once in `cells` or is counted in `not_taken`.

    `counts`: `numbers` in the file, and of them `taken`, `refused`, `doubtful`, `left`; `marks`: cells that give a reason for no number.
    """

    mapping: Mapping
    cells: Sequence[ForeignCell]
    not_taken: Sequence[NotTaken]
    questions: Sequence[Question]
    areas: Sequence[Area]
    counts: dict[str, int]

    @property
    def is_settled(self) -> bool:
        """Whether nothing is in question."""
        return not self.questions
