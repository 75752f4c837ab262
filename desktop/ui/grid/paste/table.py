"""Owns the small table in the preview of a paste: the block as it will stand, each figure tinted by what becomes of it."""

from __future__ import annotations

from PySide6.QtCore import QAbstractTableModel, QObject, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from desktop.catalogue import wording
from desktop.language import _
from desktop.ui.common import words
from desktop.ui.common.list_table import NO_INDEX, Index
from desktop.ui.common.theme import colour, px
from desktop.ui.grid.model import ALIGN, ALIGN_END, DESCRIBED, DISPLAY, FOREGROUND, TOOLTIP
from desktop.ui.grid.paste.pasting import Outcome, Plan
from desktop.ui.session import ProfileSession

MOST_LINES = 60
"""Lines of the block shown."""
ROW, LABELS, FIGURES, NAMES = 24, 260, 84, 170
_STAYS = ("skipped", "outside", "twice", "same", "dash")
_GROUNDS = {
    "new": "ok_soft", "changed": "accent_soft", "cleared": "accent_soft", "unreadable": "error_soft", "skipped": "subtle",
    "outside": "subtle", "twice": "warning_soft", "dash": "warning_soft",
}  # fmt: skip


class Preview(QAbstractTableModel):
    """The block line by line: what its figures belong to, then the figures as they will stand."""

    def __init__(self, session: ProfileSession, plan: Plan, parent: QObject):
        super().__init__(parent)
        self._session = session
        self.lines = [line for line in plan.outcomes if line][:MOST_LINES]
        self._width = max(map(len, self.lines), default=0)
        self._turned = plan.layout.transposed
        self._becomes = {
            "new": _("new"), "changed": _("changed"), "same": _("the same"), "cleared": _("cleared"), "skipped": _("stays"),
            "outside": _("left out"), "unreadable": _("cannot be read as a number"), "twice": _("left out"), "dash": _("left out"),
        }  # fmt: skip

    def rowCount(self, parent: Index = NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = NO_INDEX) -> int:
        return 0 if parent.isValid() else self._width + 1

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = DISPLAY) -> object:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if int(role) == DISPLAY:
            column = [line[section - 1] for line in self.lines if section <= len(line)]
            return self._name(column, of_period=not self._turned) if section else ""
        side = Qt.AlignmentFlag.AlignRight if section else Qt.AlignmentFlag.AlignLeft
        return int(side | Qt.AlignmentFlag.AlignVCenter) if int(role) == ALIGN else None

    def data(self, index: Index, role: int = DISPLAY) -> object:
        role, line = int(role), self.lines[index.row()]
        if not index.column():
            return self._name(line, of_period=self._turned) or _("Not in this table") if role == DISPLAY else None
        if index.column() > len(line):
            return None
        outcome = line[index.column() - 1]
        if role == DISPLAY:
            return self._figure(outcome)
        if role in (TOOLTIP, DESCRIBED):
            return self._becomes[outcome.kind]
        if role == ALIGN:
            return ALIGN_END
        if role == int(Qt.ItemDataRole.BackgroundRole) and outcome.kind in _GROUNDS:
            return colour(_GROUNDS[outcome.kind])
        if role == FOREGROUND:
            return colour("muted" if outcome.kind in _STAYS else "text")
        return None

    def _name(self, figures: list[Outcome], *, of_period: bool) -> str:
        """The period, or the indicator and items, that some figures have in common."""
        cells = [outcome.target.cell for outcome in figures if outcome.target]
        if of_period:
            periods = {cell.period for cell in cells}
            return wording.period_text(periods.pop()) if len(periods) == 1 else ""
        if not cells:
            return ""
        catalogue = self._session.profile.catalogue
        items = words.members_words(catalogue, cells[0].items)
        return ", ".join(filter(None, (words.title(catalogue.indicators[cells[0].indicator]), items)))

    def _figure(self, outcome: Outcome) -> str:
        """As the table will show it; what is not stored as it was in the block."""
        after, profile = outcome.after, self._session.profile
        if after is None or outcome.target is None:
            return outcome.text
        if after.text is None:
            return f"[{after.status}]" if after.is_reason else ""
        indicator = profile.catalogue.indicators[outcome.target.cell.indicator]
        return words.value_text(profile.catalogue, indicator, after, profile.settings.numbers)


class PreviewTable(QTableView):
    """The block, as high as its lines; to be looked at, not walked through."""

    def __init__(self, session: ProfileSession, plan: Plan):
        super().__init__()
        self.lines = Preview(session, plan, self)
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
            self.setColumnWidth(number, px(self._width_of(number, plan)))
        bar = self.horizontalScrollBar().sizeHint().height()
        self.setFixedHeight((len(self.lines.lines) + 1) * px(ROW) + bar)

    @staticmethod
    def _width_of(number: int, plan: Plan) -> int:
        if plan.layout.transposed:
            return NAMES if number else FIGURES
        return FIGURES if number else LABELS
