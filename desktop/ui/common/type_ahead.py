"""Owns the line that finds while one types: a list below it, arrows choose, Enter takes, Escape leaves."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.language import _
from desktop.ui.common import icons
from desktop.ui.common.suggestions import MOST, Suggestions
from desktop.ui.common.theme import px

LEAST = 380
"""Width of the list, however short the line is."""


class Hit(Protocol):
    """Something that can be found, as a line of the list."""

    @property
    def shown(self) -> str: ...


class TypeAhead(QLineEdit):
    """`find` gives what fits a text, the best first; `chosen` carries the hit that was taken."""

    chosen = Signal(object)

    def __init__(
        self, name: str, find: Callable[[str], Sequence[Hit]], *, icon: str = "search", at_end: bool = False,
        parent: QWidget | None = None,
    ):  # fmt: skip
        super().__init__(parent)
        self.setObjectName("search")
        self.setPlaceholderText(name)
        self.setAccessibleName(name)
        self._find, self._icon, self._at_end = find, icon, at_end
        self.hits: Sequence[Hit] = ()
        self._list: Suggestions | None = None
        self.textEdited.connect(self.search)
        self.returnPressed.connect(self._take)

    def search(self, text: str) -> None:
        """Show what fits; nothing for an empty text."""
        if not text.strip():
            self._close()
            return
        self.hits = self._find(text)[:MOST]
        if self._list is None:
            self._list = Suggestions(self, _("Found"))
            self._list.taken.connect(self._take)
        shown = [hit.shown for hit in self.hits] or [_("Nothing found.")]
        self._list.offer(shown, least=px(LEAST), at_end=self._at_end)

    def _take(self) -> None:
        row = self._list.row if self._list is not None else -1
        if 0 <= row < len(self.hits):
            hit = self.hits[row]
            self._close()
            self.clear()
            self.chosen.emit(hit)

    def _close(self) -> None:
        self.hits = ()
        if self._list is not None:
            self._list.hide()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut:
            self._close()
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        listed = self._list
        if event.key() == Qt.Key.Key_Escape:
            self.clear()
            self._close()
            self.clearFocus()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up) and listed is not None and listed.isVisible():
            listed.step(1 if event.key() == Qt.Key.Key_Down else -1)
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
