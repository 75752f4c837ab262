"""Owns the plan of an import as a table: one row per cell of the file, what would become of it, and why not."""

from __future__ import annotations

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop.domain.number import shown
from desktop.domain.observation import Observation
from desktop.language import _, marked
from desktop.services.importing.plan import OUTCOMES, ImportPlan, PlannedCell

Index = QModelIndex | QPersistentModelIndex
NO_INDEX = QModelIndex()
COLUMNS = (marked("Outcome"), marked("Address"), marked("Here"), marked("In the file"), marked("Where"), marked("Why"))
OUTCOME_WORDS = {
    "new": marked("new"), "changed": marked("changed"), "unchanged": marked("unchanged"), "cleared": marked("cleared"),
    "conflict": marked("conflict"), "refused": marked("refused"), "doubtful": marked("doubtful"),
}  # fmt: skip
ORDER = ("refused", "doubtful", "conflict", "cleared", "changed", "new", "unchanged")
assert set(ORDER) == set(OUTCOMES)


class PlanModel(QAbstractTableModel):
    """What needs a person stands first."""

    def __init__(self, numbers: str, parent: QObject | None = None):
        super().__init__(parent)
        self._numbers = numbers
        self._all: list[PlannedCell] = []
        self.rows: list[PlannedCell] = []

    def show_plan(self, plan: ImportPlan | None) -> None:
        self.beginResetModel()
        place = {name: n for n, name in enumerate(ORDER)}
        self._all = sorted(plan.cells, key=lambda cell: place[cell.outcome]) if plan else []
        self.rows = self._all
        self.endResetModel()

    def choose(self, outcome: str) -> None:
        """Only cells with this outcome; all for an empty word."""
        self.beginResetModel()
        self.rows = [cell for cell in self._all if not outcome or cell.outcome == outcome]
        self.endResetModel()

    def rowCount(self, parent: Index = NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = NO_INDEX) -> int:
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if (
            orientation == Qt.Orientation.Horizontal
            and role == Qt.ItemDataRole.DisplayRole
            and 0 <= section < len(COLUMNS)
        ):
            return _(COLUMNS[section])
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        cell = self.rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self.text(cell, index.column())
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return ", ".join(filter(None, (self.text(cell, column) for column in range(len(COLUMNS)))))
        return None

    def text(self, cell: PlannedCell, column: int) -> str:
        texts = (
            lambda: _(OUTCOME_WORDS[cell.outcome]),
            lambda: cell.address or "",
            lambda: self._value(cell.before),
            lambda: self._value(cell.after),
            lambda: f"{cell.sheet} {cell.cell}" if cell.cell else str(cell.line or ""),
            lambda: cell.reason.text(_) if cell.reason else "",
        )
        return texts[column]()

    def _value(self, observation: Observation | None) -> str:
        if observation is None:
            return ""
        if observation.value is None:
            return observation.typed or (f"[{observation.status}]" if observation.is_reason else "")
        is_number = observation.value.lstrip("-").replace(".", "", 1).isdigit()
        text = shown(observation.value, self._numbers) if is_number else observation.value
        return f"{text} {observation.status}" if observation.status != "A" else text
