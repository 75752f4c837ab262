"""Owns the small table in the preview of a paste: the block as it will stand, each figure tinted by what becomes of it."""

from __future__ import annotations

from PySide6.QtCore import QAbstractTableModel, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from desktop.catalogue import wording
from desktop.language import _
from desktop.ui.common import words
from desktop.ui.common.list_table import NO_INDEX, Index
from desktop.ui.common.theme import colour, px
from desktop.ui.grid.pasting import Outcome, Plan
from desktop.ui.session import ProfileSession

MOST_LINES = 60
"""Lines of the block shown."""
ROW, LABELS, FIGURES = 24, 260, 84
_GROUNDS = {
    "new": "ok_soft", "changed": "accent_soft", "cleared": "accent_soft", "unreadable": "error_soft", "skipped": "subtle",
    "outside": "subtle", "twice": "warning_soft", "dash": "warning_soft",
}  # fmt: skip


class Preview(QAbstractTableModel):
    """The block line by line: the name of its row, then its figures as they will stand."""

    def __init__(self, session: ProfileSession, plan: Plan):
        super().__init__()
        self._catalogue = session.profile.catalogue
        self.lines = [line for line in plan.outcomes if line][:MOST_LINES]
        self._width = max(map(len, self.lines), default=0)
        self._spoken = {
            "new": _("new"), "changed": _("changed"), "same": _("the same"), "cleared": _("cleared"), "skipped": _("stays"),
            "outside": _("left out"), "unreadable": _("cannot be read as a number"), "twice": _("left out"), "dash": _("left out"),
        }  # fmt: skip

    def rowCount(self, parent: Index = NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = NO_INDEX) -> int:
        return 0 if parent.isValid() else self._width + 1

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = int(Qt.ItemDataRole.DisplayRole)
    ) -> object:
        if orientation == Qt.Orientation.Horizontal:
            if int(role) == Qt.ItemDataRole.DisplayRole:
                return self._period(section - 1) if section else _("Goes to")
            if int(role) == Qt.ItemDataRole.TextAlignmentRole:
                return int(Qt.AlignmentFlag.AlignRight if section else Qt.AlignmentFlag.AlignLeft) | int(
                    Qt.AlignmentFlag.AlignVCenter
                )
        return None

    def _period(self, number: int) -> str:
        """The period of a column, where all its figures have one."""
        found = {line[number].target.cell.period for line in self.lines if number < len(line) and line[number].target}  # type: ignore[union-attr]
        return wording.period_text(found.pop()) if len(found) == 1 else ""

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        role = int(role)
        if not index.column():
            return self._label(self.lines[index.row()]) if role == Qt.ItemDataRole.DisplayRole else None
        line = self.lines[index.row()]
        if index.column() > len(line):
            return None
        outcome = line[index.column() - 1]
        if role == Qt.ItemDataRole.DisplayRole:
            return outcome.text
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleDescriptionRole):
            return self._spoken[outcome.kind]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if role == Qt.ItemDataRole.BackgroundRole and outcome.kind in _GROUNDS:
            return colour(_GROUNDS[outcome.kind])
        if role == Qt.ItemDataRole.ForegroundRole:
            return colour("muted" if outcome.kind in ("skipped", "outside", "twice", "same") else "text")
        return None

    def _label(self, line: list[Outcome]) -> str:
        target = next((outcome.target for outcome in line if outcome.target), None)
        if target is None:
            return _("Not in this table")
        items = words.members_words(self._catalogue, target.cell.items)
        return ", ".join(filter(None, (words.title(self._catalogue.indicators[target.cell.indicator]), items)))


class PreviewTable(QTableView):
    """The block, as high as its lines; to be looked at, not walked through."""

    def __init__(self, session: ProfileSession, plan: Plan):
        super().__init__()
        self.lines = Preview(session, plan)
        self.lines.setParent(self)
        self.setModel(self.lines)
        self.setAccessibleName(_("Figures to be pasted"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(px(ROW))
        self.verticalHeader().setDefaultSectionSize(px(ROW))
        header = self.horizontalHeader()
        header.setObjectName("plain")
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setFixedHeight(px(ROW))
        for number in range(self.lines.columnCount()):
            self.setColumnWidth(number, px(FIGURES if number else LABELS))
        bar = self.horizontalScrollBar().sizeHint().height()
        self.setFixedHeight((len(self.lines.lines) + 1) * px(ROW) + bar)
