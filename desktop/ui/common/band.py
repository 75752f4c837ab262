"""Owns the quiet band across a page in which something is asked or found: a ground of its own, a line below."""

from __future__ import annotations

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from desktop.ui.common.theme import colour


class Band(QWidget):
    """Paints the ground; what stands on it is the caller's."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), colour("subtle"))
        painter.setPen(colour("line"))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
        painter.end()
