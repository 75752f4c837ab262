"""Owns the list that opens below a field while one types: it never takes the keys, the field moves and takes its entries."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QStringListModel, Qt, Signal
from PySide6.QtWidgets import QFrame, QListView, QWidget

from desktop.ui.common.theme import px

LINE, MOST = 26, 12


class Suggestions(QListView):
    """Entries below `field`, above it where there is no room; `taken` carries the number of the one that was clicked."""

    taken = Signal(int)

    def __init__(self, field: QWidget, name: str):
        super().__init__(field.window())
        self._field = field
        self._texts = QStringListModel(self)
        self.setObjectName("found")
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.Box)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setModel(self._texts)
        self.clicked.connect(lambda index: self.taken.emit(index.row()))
        field.destroyed.connect(self.deleteLater)
        self.hide()

    @property
    def texts(self) -> list[str]:
        return self._texts.stringList()

    @property
    def row(self) -> int:
        """The entry that is marked; -1 for none."""
        return self.currentIndex().row()

    def mark(self, row: int) -> None:
        self.setCurrentIndex(self._texts.index(row, 0))

    def step(self, by: int) -> int:
        """Mark the next entry or the one before; the ends stay."""
        self.mark(min(max(self.row + by, 0), len(self.texts) - 1))
        return self.row

    def offer(self, texts: Sequence[str], row: int = 0, least: int = 0, *, at_end: bool = False) -> None:
        """Show these entries with one marked; `at_end` lines the list up with the end of the field."""
        self._texts.setStringList(list(texts))
        self.mark(row)
        self._least, self._at_end = least, at_end
        self.place()
        self.setVisible(bool(texts))
        self.raise_()

    def place(self) -> None:
        """Stand below the field, or above where there is more room; never beyond the window."""
        window, field = self._field.window(), self._field
        longest = max((self.fontMetrics().horizontalAdvance(text) for text in self.texts), default=0)
        width = min(max(field.width(), self._least, longest + px(32)), window.width() - px(16))
        height = px(LINE) * min(len(self.texts), MOST) + px(4)
        at = field.mapTo(window, QPoint(0, field.height() + px(3)))
        if self._at_end != (field.layoutDirection() == Qt.LayoutDirection.RightToLeft):
            at.setX(at.x() + field.width() - width)
        below, above = window.height() - px(8) - at.y(), at.y() - field.height() - px(14)
        if height > below and above > below:
            height = min(height, above)
            at.setY(at.y() - field.height() - px(6) - height)
        self.setGeometry(max(0, min(at.x(), window.width() - width)), at.y(), width, min(height, max(below, above)))

    _least, _at_end = 0, False
