"""Owns the list of rules as a table: code, what it says, how grave, how often it speaks, whether it runs."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop.language import _, current, marked
from desktop.services import rules
from desktop.services.rules import RuleState
from desktop.ui.common.list_table import MARK_BEFORE, TONE
from desktop.ui.session import ProfileSession

Index = QModelIndex | QPersistentModelIndex
NO_INDEX = QModelIndex()
COLUMNS = (marked("Rule"), marked("What it says"), marked("Findings"), marked("State"))
FILTERS = {"all": marked("All {n}"), "off": marked("Switched off {n}"), "national": marked("National {n}")}


class RulesModel(QAbstractTableModel):
    """Rows in the order of the catalogue, filtered by words and by state."""

    def __init__(self, session: ProfileSession, parent: QObject | None = None):
        super().__init__(parent)
        self._session = session
        self.everything: list[RuleState] = []
        self.rows: list[RuleState] = []
        self.counts: Counter[str] = Counter()
        self.words, self.filter = "", "all"
        self.refresh()

    def refresh(self) -> None:
        """Read the rules, and how often each speaks, anew."""
        self.everything = rules.listed(self._session.profile)
        self.counts = Counter(finding.rule for finding in self._session.findings)
        self._apply()

    def count_again(self) -> None:
        """How often each speaks now; the rows stay."""
        self.counts = Counter(finding.rule for finding in self._session.findings)
        if self.rows:
            self.dataChanged.emit(self.index(0, 2), self.index(len(self.rows) - 1, 2))

    def choose(self, *, words: str | None = None, chosen: str | None = None) -> None:
        self.words = self.words if words is None else words.casefold()
        self.filter = self.filter if chosen is None else chosen
        self._apply()

    def count(self, chosen: str) -> int:
        return sum(_passes(row, chosen) for row in self.everything)

    def row_of(self, code: str) -> int:
        return next((n for n, row in enumerate(self.rows) if row.code == code), -1)

    def _apply(self) -> None:
        self.beginResetModel()
        words = self.words.split()
        self.rows = [
            row for row in self.everything if _passes(row, self.filter) and all(word in _text(row) for word in words)
        ]
        self.endResetModel()

    def rowCount(self, parent: Index = NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = NO_INDEX) -> int:
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _(COLUMNS[section])
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(_side(section) | Qt.AlignmentFlag.AlignVCenter)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self.text(row, index.column())
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(_side(index.column()) | Qt.AlignmentFlag.AlignVCenter)
        if role == MARK_BEFORE and index.column() == 0:
            return row.columns["severity"]
        if role == TONE:
            return "muted" if row.off else "text" if index.column() == 1 else "text2"
        if role == Qt.ItemDataRole.ToolTipRole:
            return message_of(row)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(filter(None, (self.text(row, column) for column in range(len(COLUMNS)))))
        return None

    def text(self, row: RuleState, column: int) -> str:
        if column == 0:
            return row.code
        if column == 1:
            return message_of(row)
        if column == 2:
            count = self.counts[row.code]
            return str(count) if count else ""
        return _("switched off") if row.off else _("national") if row.is_national else ""


def message_of(row: RuleState) -> str:
    """What a rule says, in the language of the window; a national rule may speak another."""
    texts = [row.columns.get(f"message_{language}", "") for language in (current(), "en", "fr", "es")]
    return next(filter(None, texts), "")


def _passes(row: RuleState, chosen: str) -> bool:
    return chosen == "all" or (chosen == "off" and bool(row.off)) or (chosen == "national" and row.is_national)


def _text(row: RuleState) -> str:
    """What is searched."""
    return f"{row.code} {message_of(row)} {row.columns['left']} {row.columns['right']}".casefold()


def _side(column: int) -> Qt.AlignmentFlag:
    return Qt.AlignmentFlag.AlignRight if column == 2 else Qt.AlignmentFlag.AlignLeft
