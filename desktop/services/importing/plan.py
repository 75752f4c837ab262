"""Owns what a plan of an import is: every cell with what would become of it, and the edits that do it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from desktop.domain.address import Key
from desktop.domain.change import Edit
from desktop.domain.errors import Cancelled, Message, Place, Problem
from desktop.domain.observation import Observation

if TYPE_CHECKING:
    from desktop.services.foreign.plan import SheetPlan

OUTCOMES = ("new", "changed", "unchanged", "cleared", "conflict", "refused", "doubtful")
ACCEPT = ("new", "changes", "all", "theirs")
_CLEARING = frozenset(("new", "changed", "cleared"))
_TAKEN = {
    "new": frozenset(("new",)),
    "changes": frozenset(("new", "changed")),
    "all": _CLEARING,
    "theirs": _CLEARING,
}
"""Acceptance → outcomes that are taken in. A conflict that is settled for the file is a change by then."""


class PlannedCell(NamedTuple):
    """What would become of one cell, or of one row of a table.

    `about` is the key, the name of what else is read (a source, a field of one, a text block), or None where none could be read.
    `before` is what stands here, `after` what the file says, `base` what stood here when a workbook was sent out; None where there is
    nothing. `line`, or `sheet` and `cell`, say where in the file; `sent` is the text there where it says more than `after`. `edits` take
    the cell in. `side` of an unchanged cell: `here` where it changed here since the workbook was sent, `both` where both sides made the
    same change.
    """

    outcome: str
    about: Key | str | None
    before: Observation | None
    after: Observation | None
    line: int = 0
    reason: Message | None = None
    sheet: str = ""
    cell: str = ""
    base: Observation | None = None
    sent: str = ""
    edits: Sequence[Edit] = ()
    side: str = ""

    @property
    def address(self) -> str | None:
        return self.about.address if isinstance(self.about, Key) else self.about

    def place(self, file: str) -> Place:
        return Place(file, self.sheet or None, self.cell or None, self.line or None)


@dataclass(frozen=True)
class ImportPlan:
    """Everything a file would do. `remarks` are told beside the cells: what kind of comparison it is, what was left aside."""

    path: Path
    sha256: str
    kind: str
    accept: str
    cells: Sequence[PlannedCell]
    remarks: tuple[Problem, ...] = ()
    same: int = 0
    """Cells that are unchanged and not listed in `cells`, because nobody asked for all."""
    facts: Mapping[str, str] = field(default_factory=dict)
    """What a workbook says of itself: title, catalogue, institution, when it was sent, fingerprint."""
    sheet: SheetPlan | None = None
    """How a foreign spreadsheet was read: its mapping, what is in question, what is left aside."""
    map_name: str = ""
    """Name of the kept mapping it was read by, else the first digits of the SHA-256 of the mapping."""

    @cached_property
    def counts(self) -> dict[str, int]:
        found = Counter(cell.outcome for cell in self.cells)
        return {name: found[name] + (self.same if name == "unchanged" else 0) for name in OUTCOMES}

    @cached_property
    def taken(self) -> tuple[PlannedCell, ...]:
        """The cells that are taken in under the chosen acceptance."""
        return tuple(cell for cell in self.cells if cell.outcome in _TAKEN[self.accept])

    @property
    def edits(self) -> tuple[Edit, ...]:
        return edits_of(self.taken)

    @property
    def needs_attention(self) -> bool:
        """Something was refused, is doubtful or in conflict (exit 1)."""
        return any(self.counts[name] for name in ("refused", "doubtful", "conflict"))


def edits_of(cells: Iterable[PlannedCell]) -> tuple[Edit, ...]:
    return tuple(edit for cell in cells for edit in cell.edits)


Progress = Callable[[int], None]


class Steps:
    """Counts rows, tells how far it is, and stops when asked to."""

    def __init__(self, progress: Progress | None, cancelled: Callable[[], bool] | None):
        self.progress, self.cancelled, self.n = progress, cancelled, 0

    def one(self) -> None:
        self.n += 1
        if self.n % 1000 == 0:
            if self.progress:
                self.progress(self.n)
            if self.cancelled and self.cancelled():
                raise Cancelled
