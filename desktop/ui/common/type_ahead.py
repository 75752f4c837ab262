"""Owns the line that finds while one types: a list below it, arrows choose, Enter takes, Escape leaves."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, QPoint, QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListView, QWidget

from desktop.language import _
from desktop.ui.common import icons
from desktop.ui.common.theme import px

MOST = 12


class Hit(NamedTuple):
    """Something that can be found: the folded text to search, what is shown, what it stands for."""

    folded: str
    shown: str
    value: object


_DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2212"), "-")


def fold(text: str) -> str:
    """Small letters without accents, every dash a hyphen, for comparing."""
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_DASHES))
    return "".join(sign for sign in plain if not unicodedata.combining(sign))


def matching(hits: Sequence[Hit], text: str) -> list[Hit]:
    """All words must occur; those that begin with the first word come first."""
    words = sorted(fold(text).split(), key=len, reverse=True)
    if not words:
        return []
    found = [hit for hit in hits if all(word in hit.folded for word in words)]
    first = fold(text).split()[0]
    found.sort(key=lambda hit: not hit.folded.startswith(first))
    return found


class TypeAhead(QLineEdit):
    """`find` gives what fits a text, at most `MOST` are shown; `chosen` carries the value that was taken."""

    chosen = Signal(object)

    def __init__(
        self, name: str, find: Callable[[str], list[Hit]], *, icon: str = "search", parent: QWidget | None = None
    ):
        super().__init__(parent)
        self.setObjectName("search")
        self.setPlaceholderText(name)
        self.setAccessibleName(name)
        self._find, self._icon = find, icon
        self.hits: list[Hit] = []
        self._list: QListView | None = None
        self.textEdited.connect(self.search)
        self.returnPressed.connect(self.take)

    def search(self, text: str) -> None:
        """Show what fits; nothing for an empty text."""
        if not text.strip():
            self.close_list()
            return
        self.hits = self._find(text)[:MOST]
        self._show()

    def take(self) -> None:
        """The line of the list that is marked."""
        row = self._list.currentIndex().row() if self._list is not None else -1
        if 0 <= row < len(self.hits):
            value = self.hits[row].value
            self.close_list()
            self.clear()
            self.chosen.emit(value)

    def close_list(self) -> None:
        self.hits = []
        if self._list is not None:
            self._list.hide()

    def _show(self) -> None:
        if self._list is None:
            self._list = QListView(self.window())
            self._list.setObjectName("found")
            self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self._list.setFrameShape(QFrame.Shape.Box)
            self._list.setAccessibleName(_("Found"))
            self._list.setModel(QStringListModel(self))
            self._list.clicked.connect(self.take)
        listed = self._list
        model = listed.model()
        assert isinstance(model, QStringListModel)
        model.setStringList([hit.shown for hit in self.hits] or [_("Nothing found.")])
        listed.setCurrentIndex(model.index(0))
        width = max(self.width(), px(380))
        window = self.window()
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        below = self.mapTo(window, QPoint(self.width() if mirrored else 0, self.height() + px(4)))
        left = below.x() - width if mirrored else below.x()
        height = min(px(26) * max(1, len(self.hits)) + px(4), window.height() - below.y() - px(20))
        listed.setGeometry(max(0, min(left, window.width() - width)), below.y(), width, height)
        listed.show()
        listed.raise_()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut:
            self.close_list()
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        listed = self._list
        if event.key() == Qt.Key.Key_Escape:
            self.clear()
            self.close_list()
            self.clearFocus()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up) and listed is not None and listed.isVisible():
            step = 1 if event.key() == Qt.Key.Key_Down else -1
            row = min(max(listed.currentIndex().row() + step, 0), len(self.hits) - 1)
            listed.setCurrentIndex(listed.model().index(row, 0))
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        side = px(16)
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        left = self.width() - side - px(8) if mirrored else px(8)
        painter.drawPixmap(left, (self.height() - side) // 2, icons.pixmap(self._icon, "text2"))
        painter.end()
