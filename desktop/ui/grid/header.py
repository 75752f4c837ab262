"""Owns the heads of the two tables: years with their bands, and the head of the label column."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHeaderView, QWidget

from desktop.ui.common import fonts
from desktop.ui.common.bidi import is_mirrored, isolated
from desktop.ui.common.theme import colour, px, theme
from desktop.ui.grid.model import GridModel

HEIGHT, BAND = 28, 24
GUTTER = 12


class Header(QHeaderView):
    """Paints its sections itself; a band over columns that share one."""

    def __init__(self, model: GridModel, parent: QWidget | None = None):
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._grid = model
        self.setSectionsClickable(False)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(px(40))

    @property
    def has_bands(self) -> bool:
        return any(column.band for column in self._grid.columns)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), px(HEIGHT + (BAND if self.has_bands else 0)))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        mirrored = is_mirrored()
        width, height = self.viewport().width(), self.height()
        painter.fillRect(event.rect(), colour("subtle"))
        top = px(BAND) if self.has_bands else 0
        painter.setFont(fonts.font(12, 600, zoom=theme().zoom))
        painter.setPen(colour("text2"))
        side = Qt.AlignmentFlag.AlignLeft if mirrored else Qt.AlignmentFlag.AlignRight
        absolute = Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
        for section in range(self.count()):
            if self.isSectionHidden(section):
                continue
            left, size = self.sectionViewportPosition(section), self.sectionSize(section)
            if left + size < 0 or left > width:
                continue
            if section == 0:
                box = QRect(left + px(8), top, size - px(16), height - top)
                start = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
                painter.drawText(box, absolute | start, isolated(self.text(section)))
            else:
                inner = px(GUTTER)
                box = QRect(left + (inner if mirrored else 0), top, size - inner, height - top)
                painter.drawText(box, absolute | side, isolated(self.text(section)))
        if self.has_bands:
            self._bands(painter)
        painter.setPen(colour("line2"))
        painter.drawLine(0, height - 1, width, height - 1)
        painter.end()

    def text(self, section: int) -> str:
        return str(self.model().headerData(section, Qt.Orientation.Horizontal) or "")

    def _bands(self, painter: QPainter) -> None:
        painter.setFont(fonts.font(13, 600, zoom=theme().zoom))
        columns = self._grid.columns
        first = 0
        while first < len(columns):
            last = first
            while last + 1 < len(columns) and columns[last + 1].band == columns[first].band:
                last += 1
            ends = [self.sectionViewportPosition(i + 1) for i in (first, last)]
            left = min(ends)
            right = max(ends[0] + self.sectionSize(first + 1), ends[1] + self.sectionSize(last + 1))
            if not self.isSectionHidden(first + 1):
                painter.setPen(colour("text"))
                box = QRect(left, 0, right - left, px(BAND))
                painter.drawText(box, Qt.AlignmentFlag.AlignCenter, isolated(columns[first].band))
                painter.setPen(colour("line2"))
                painter.drawLine(left + px(8), px(BAND) - 1, right - px(8), px(BAND) - 1)
                painter.drawLine(right - 1, px(6), right - 1, px(BAND) - 1)
            first = last + 1
