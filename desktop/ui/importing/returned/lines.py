"""Owns the lines of the differences: cells below the row of the workbook they stand in, filtered by sheet and outcome."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop.catalogue.wording import period_text
from desktop.domain.address import Key
from desktop.domain.observation import Observation
from desktop.language import _, marked
from desktop.services.importing.plan import PlannedCell
from desktop.services.profile import OpenProfile
from desktop.ui.common import words
from desktop.ui.importing.returned.choosing import NOTHING_TO_DO, OPEN, OTHER, OURS, OUT, THEIRS, Choices

Index = QModelIndex | QPersistentModelIndex
NO_INDEX = QModelIndex()
COLUMNS = (
    marked("Indicator and year"), marked("Was sent"), marked("Now here"), marked("Came back"), marked("Outcome"), marked("Take"),
)  # fmt: skip
DIFFERING = "differing"
FILTERS = {
    DIFFERING: marked("Differences"), "new": marked("New"), "changed": marked("Changed there"), "conflict": marked("Both changed"),
    "cleared": marked("Cleared"), "doubtful": marked("Doubtful"), "refused": marked("Refused"), "here": marked("Changed here"),
    "same": marked("Same"), "": marked("All"),
}  # fmt: skip
_OUTCOMES = {
    "new": marked("new"), "changed": marked("changed there"), "conflict": marked("both changed"), "cleared": marked("cleared"),
    "refused": marked("refused"), "doubtful": marked("doubtful"), "here": marked("changed here"), "same": marked("same"),
}  # fmt: skip
_DOUBTS = {
    "EMPTY-OVER-VALUE": marked("cleared"), "NUMBER-TWO-WAYS": marked("two readings"), "NUMBER-DASH": marked("a dash"),
    "CELL-PERCENT": marked("a percentage"), "CELL-DATE": marked("a date"), "CELL-FORMULA": marked("a formula"),
    "CELL-SCALED": marked("another unit"), "ROW-THOUSANDS": marked("another unit"), "ROW-TWICE-DIFFERS": marked("stands twice"),
    "SOURCE-CHANGED": marked("another source"),
}  # fmt: skip
TAKES = {
    NOTHING_TO_DO: marked("nothing to do"), OUT: marked("stays out"), OPEN: marked("choose"), THEIRS: marked("theirs"),
    OURS: marked("ours"), OTHER: marked("another figure"),
}  # fmt: skip
MARKS = {
    "new": "new", "changed": "changed", "conflict": "conflict", "cleared": "doubtful", "doubtful": "doubtful", "refused": "refused",
    "here": "changed",
}  # fmt: skip


class Line(NamedTuple):
    """A line of the table: of a cell its number in the plan, of a heading the numbers of the cells below it."""

    text: str
    numbers: tuple[int, ...]
    is_heading: bool


def kind_of(cell: PlannedCell) -> str:
    """Which filter a cell belongs to."""
    if cell.outcome != "unchanged":
        return cell.outcome
    return "here" if cell.side == "here" else "same"


def outcome_word(cell: PlannedCell) -> str:
    known = _DOUBTS.get(cell.reason.code) if cell.outcome == "doubtful" and cell.reason else None
    return _(known or _OUTCOMES[kind_of(cell)])


class Shower:
    """Says cells of a plan in words."""

    def __init__(self, profile: OpenProfile):
        self.profile = profile
        self._form = profile.settings.numbers

    def heading(self, cell: PlannedCell) -> str:
        """What the row of a cell is about."""
        if not isinstance(cell.about, Key):
            return _("Not placed") if cell.about is None else _("Sources and texts")
        catalogue = self.profile.catalogue
        parts = [words.title(catalogue.indicators[cell.about.indicator])]
        if cell.about.items:
            parts.append(words.members_words(catalogue, cell.about.items))
        if cell.about.source:
            parts.append(words.source_word(self.profile.figures, cell.about.source))
        return " · ".join(parts)

    def label(self, cell: PlannedCell) -> str:
        return period_text(cell.about.period) if isinstance(cell.about, Key) else str(cell.about or cell.cell)

    def figure(self, cell: PlannedCell, observation: Observation | None) -> str:
        """A state of a cell as tables show it, with the letter of its status."""
        if observation is None or not isinstance(cell.about, Key):
            return ""
        indicator = self.profile.catalogue.indicators[cell.about.indicator]
        text = words.value_text(self.profile.catalogue, indicator, observation, self._form)
        if not text:
            return f"[{observation.status}]" if observation.is_reason else ""
        return f"{text} {observation.status}" if observation.status != "A" else text

    def came_back(self, cell: PlannedCell) -> str:
        """What the file says: as it was read, else as it stands there."""
        return self.figure(cell, cell.after) if cell.after is not None else cell.sent


class DifferencesModel(QAbstractTableModel):
    """`show` fills it; `choose` filters it."""

    def __init__(self, shower: Shower, parent: QObject | None = None):
        super().__init__(parent)
        self.shower = shower
        self.choices: Choices | None = None
        self.lines: list[Line] = []
        self.sheet = self.filter = ""

    def show(self, choices: Choices) -> None:
        self.choices, self.sheet, self.filter = choices, "", ""
        self._fill()

    def choose(self, *, sheet: str | None = None, chosen: str | None = None) -> None:
        self.sheet = self.sheet if sheet is None else sheet
        self.filter = self.filter if chosen is None else chosen
        self._fill()

    @property
    def cells(self) -> tuple[PlannedCell, ...]:
        return tuple(self.choices.cells) if self.choices else ()

    def numbers(self, *, sheet: str = "", chosen: str = "") -> list[int]:
        """Numbers of the cells of a sheet, or of all, that a filter passes."""
        passes = self._passing(sheet, chosen)
        return [number for number, cell in enumerate(self.cells) if passes(cell)]

    def _passing(self, sheet: str, chosen: str) -> Callable[[PlannedCell], bool]:
        def passes(cell: PlannedCell) -> bool:
            if sheet and cell.sheet != sheet:
                return False
            return not chosen or (kind_of(cell) != "same" if chosen == DIFFERING else kind_of(cell) == chosen)

        return passes

    def _fill(self) -> None:
        self.beginResetModel()
        groups: dict[tuple[str, str], list[int]] = {}
        for number in self.numbers(sheet=self.sheet, chosen=self.filter):
            cell = self.cells[number]
            groups.setdefault((cell.sheet, self.shower.heading(cell)), []).append(number)
        self.lines = []
        for (_sheet, heading), numbers in groups.items():
            self.lines.append(Line(heading, tuple(numbers), True))
            self.lines += [Line(self.shower.label(self.cells[number]), (number,), False) for number in numbers]
        self.endResetModel()

    def changed(self) -> None:
        """What is taken changed: everything is painted anew, nothing moves."""
        if self.lines:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.lines) - 1, len(COLUMNS) - 1))

    def cell_at(self, row: int) -> tuple[int, PlannedCell] | None:
        """Number and cell of a line; None for a heading."""
        if not 0 <= row < len(self.lines) or self.lines[row].is_heading:
            return None
        number = self.lines[row].numbers[0]
        return number, self.cells[number]

    def rowCount(self, parent: Index = NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = NO_INDEX) -> int:
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(COLUMNS):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return _(COLUMNS[section])
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if section in (1, 2, 3) else Qt.AlignmentFlag.AlignLeft
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.text(index.row(), index.column())
        found = self.cell_at(index.row())
        if role == Qt.ItemDataRole.ToolTipRole and found:
            return found[1].reason.text(_) if found[1].reason else None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(filter(None, (self.text(index.row(), column) for column in range(len(COLUMNS)))))
        return None

    def text(self, row: int, column: int) -> str:
        line, found = self.lines[row], self.cell_at(row)
        if found is None:
            return line.text if column == 0 else ""
        number, cell = found
        assert self.choices is not None
        shower = self.shower
        texts: tuple[Callable[[], str], ...] = (
            lambda: line.text, lambda: shower.figure(cell, cell.base), lambda: shower.figure(cell, cell.before),
            lambda: shower.came_back(cell), lambda: outcome_word(cell), lambda: _(TAKES[self.choices.of(number)]),  # type: ignore[union-attr]
        )  # fmt: skip
        return texts[column]()
