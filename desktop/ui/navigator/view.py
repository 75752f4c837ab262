"""Owns the navigator as a list that is walked with the keys; folds to codes."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QListView, QWidget

from desktop.language import _
from desktop.ui.common.theme import px, theme
from desktop.ui.navigator.delegate import NavigatorDelegate
from desktop.ui.navigator.model import ENTRY, NavEntry, NavigatorModel
from desktop.ui.session import ProfileSession

WIDE, NARROW = 228, 52


class Navigator(QListView):
    """`chosen` is emitted with kind and id when a person picks a row, not when the window shows where it is."""

    chosen = Signal(str, str)

    def __init__(self, session: ProfileSession, parent: QWidget | None = None):
        super().__init__(parent)
        self.setObjectName("navigator")
        self.setAccessibleName(_("Navigator"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        self.setViewportMargins(0, px(8), 0, 0)
        self._delegate = NavigatorDelegate(self)
        self.setItemDelegate(self._delegate)
        self.entries = NavigatorModel(session, self)
        self.setModel(self.entries)
        self.clicked.connect(self._pick)
        theme().changed.connect(self.restyle)
        self.fold(False)

    @property
    def is_folded(self) -> bool:
        return self._delegate.is_folded

    def fold(self, folded: bool) -> None:
        self._delegate.is_folded = folded
        self.restyle()

    def restyle(self) -> None:
        hidden = Qt.ScrollBarPolicy.ScrollBarAlwaysOff if self.is_folded else Qt.ScrollBarPolicy.ScrollBarAsNeeded
        self.setVerticalScrollBarPolicy(hidden)
        self.setFixedWidth(px(NARROW if self.is_folded else WIDE))
        self.scheduleDelayedItemsLayout()

    def show_place(self, kind: str, name: str) -> None:
        """Mark where the window is, without going there."""
        row = self.entries.row_of(kind, name)
        flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
        if row >= 0:
            self.selectionModel().setCurrentIndex(self.entries.index(row), flag)
        else:
            self.selectionModel().clear()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._pick(self.currentIndex())
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._step(-1 if key == Qt.Key.Key_Up else 1)
        else:
            super().keyPressEvent(event)

    def _step(self, direction: int) -> None:
        row = self.currentIndex().row() + direction
        while 0 <= row < len(self.entries.entries) and not self.entries.entries[row].can_be_chosen:
            row += direction
        if 0 <= row < len(self.entries.entries):
            self.setCurrentIndex(self.entries.index(row))

    def _pick(self, index: QModelIndex) -> None:
        entry: NavEntry | None = index.data(ENTRY)
        if entry and entry.can_be_chosen:
            self.chosen.emit(entry.kind, entry.id)
