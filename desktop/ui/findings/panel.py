"""Owns the panel below a table:
the findings of a module in lines, folded to its head if a person likes; Enter goes to the cell.
"""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListView, QSizePolicy, QVBoxLayout, QWidget

from desktop.domain.address import Cell
from desktop.domain.finding import Finding
from desktop.language import _, plural
from desktop.ui.common.buttons import Button
from desktop.ui.common.preferences import preferences
from desktop.ui.common.theme import px, theme
from desktop.ui.common.widgets import Chip, Label
from desktop.ui.findings.delegate import ROW, FindingDelegate
from desktop.ui.findings.model import FindingsModel, Line, mark_of
from desktop.ui.session import ProfileSession

HEAD = 40
COUNTS = {
    "error": ("{n} error", "{n} errors"), "warning": ("{n} warning", "{n} warnings"),
    "info": ("{n} for information", "{n} for information"), "explained": ("{n} explained", "{n} explained"),
}  # fmt: skip


class FindingsList(QListView):
    """Lines of findings that the keys walk; `went` and `deed` carry the line."""

    went = Signal(object)
    deed = Signal(object)

    def __init__(self, model: FindingsModel, parent: QWidget | None = None, *, grouped: bool = False):
        super().__init__(parent)
        self.lines = model
        self.setModel(model)
        self.setAccessibleName(_("Findings"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self._delegate = FindingDelegate(self, grouped=grouped)
        self.setItemDelegate(self._delegate)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(not grouped)
        theme().changed.connect(self.scheduleDelayedItemsLayout)

    def line(self, index: QModelIndex) -> Line | None:
        return self.lines.line(index.row()) if index.isValid() else None

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keys begin at the first line, or it would not be seen where they are."""
        super().focusInEvent(event)
        if self.lines.rowCount() and not self.selectionModel().hasSelection():
            self.setCurrentIndex(self.lines.index(max(self.currentIndex().row(), 0)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        line = self.line(self.currentIndex())
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and line is not None:
            if line.kind == "group":
                self._toggle(self.currentIndex().row())
            else:
                self.went.emit(line)
        elif event.key() == Qt.Key.Key_Space and line is not None and line.kind == "group":
            self._toggle(self.currentIndex().row())
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        line = self.line(index)
        if line is None:
            return
        if line.kind == "group":
            self._toggle(index.row())
        elif line.deed and self._delegate.deed_box(self.visualRect(index), line).contains(event.position().toPoint()):
            self.deed.emit(line)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        line = self.line(self.indexAt(event.position().toPoint()))
        if line is not None and line.kind == "finding":
            self.went.emit(line)

    def _toggle(self, row: int) -> None:
        self.lines.toggle(row)
        self.setCurrentIndex(self.lines.index(row))


LOW = 560
"""Height of a page below which figures need the room more than findings."""


class FindingsPanel(QWidget):
    """`show_findings` gives the lines;
    `go` carries the finding whose cell is asked for, `explain` the one to explain.
    """

    go = Signal(object)
    explain = Signal(object)
    next_one = Signal()

    def __init__(self, session: ProfileSession, title: str, parent: QWidget | None = None):
        super().__init__(parent)
        self._session = session
        self.lines = FindingsModel(session, self)
        self.list = FindingsList(self.lines)
        self.list.went.connect(self._went)
        self.list.deed.connect(self._deed)
        self.title = Label(title, weight=600)
        self._chips = {kind: Chip(tone="muted" if kind == "explained" else kind, mark=kind) for kind in COUNTS}
        self.hint = Label(_("F8 next"), size=12, tone="text2")
        self.fold = Button("", kind="link", icon="chevron-down", tip=_("Fold the findings"))
        self.fold.clicked.connect(self.toggle)
        self.head = QWidget()
        top = QHBoxLayout(self.head)
        top.setContentsMargins(px(14), 0, px(14), 0)
        top.setSpacing(px(8))
        top.addWidget(self.title)
        for chip in self._chips.values():
            top.addWidget(chip)
        top.addStretch(1)
        top.addWidget(self.hint)
        top.addWidget(self.fold)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.list, 1)
        layout.insertWidget(0, self.head)  # after the list: F6 leads to that, and Tab from it to the button in the head
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.restyle)
        self.room = px(768)
        self.restyle()

    @property
    def is_folded(self) -> bool:
        return not preferences().fold("findings", True)

    def restyle(self) -> None:
        self.head.setFixedHeight(px(HEAD))
        self._fit()

    def fit(self, room: int) -> None:
        """At most 30 per cent of the room there is; in a low window one line remains, the finding of the cursor's cell."""
        self.room = room
        self._fit()

    def _fit(self) -> None:
        folded = self.is_folded or not self.lines.rowCount() or self.room < px(420)
        self.list.setVisible(not folded)
        most = px(HEAD + ROW) if self.room < px(LOW) else round(self.room * 0.3)
        wanted = px(HEAD) + (0 if folded else min(self.lines.rowCount() * px(ROW), most - px(HEAD)))
        self.setFixedHeight(wanted)
        self.fold.set_icon("chevron-up" if self.is_folded else "chevron-down")
        self.fold.setVisible(self.lines.rowCount() > 0)

    def show_findings(self, findings: list[Finding]) -> None:
        current = self.list.line(self.list.currentIndex())
        kept = current.finding.id if current and current.finding else ""
        self.lines.show_findings(findings)
        counts = dict.fromkeys(COUNTS, 0)
        for finding in findings:
            counts[mark_of(self._session, finding)] += 1
        for kind, chip in self._chips.items():
            one, many = COUNTS[kind]
            chip.show_text(plural(one, many, counts[kind]))
            chip.setVisible(counts[kind] > 0)
        row = self.lines.row_of(kept)
        if row >= 0:
            self.list.setCurrentIndex(self.lines.index(row))
        self.hint.setVisible(bool(findings))
        self._fit()

    def mark_cell(self, cell: Cell | None) -> None:
        """Select the first finding that is shown at a cell."""
        for finding in self._session.findings_at(cell) if cell else []:
            row = self.lines.row_of(finding.id)
            if row >= 0:
                self.list.setCurrentIndex(self.lines.index(row))
                return
        self.list.clearSelection()

    def toggle(self) -> None:
        preferences().set_fold("findings", self.is_folded)
        self._fit()

    def sizeHint(self) -> QSize:
        return QSize(px(400), self.height())

    def _went(self, line: Line) -> None:
        self.go.emit(line.finding)

    def _deed(self, line: Line) -> None:
        if line.finding is not None and line.mark in ("warning", "info"):
            self.explain.emit(line.finding)
        else:
            self.go.emit(line.finding)
