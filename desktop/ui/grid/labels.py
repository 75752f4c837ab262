"""Owns the frozen labels of the table, and what they share with the figures: fixed sections that scroll as one."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from desktop.language import _
from desktop.ui.common.bidi import is_mirrored
from desktop.ui.common.theme import colour
from desktop.ui.grid.header import Header
from desktop.ui.grid.model import GridModel
from desktop.ui.grid.painting import Box, LabelPainter

FIXED = QHeaderView.ResizeMode.Fixed


class Table(QTableView):
    """What both views share: fixed sections, no grid of Qt's own, scrolling by pixel."""

    def __init__(self, model: GridModel, parent: QWidget | None = None):
        super().__init__(parent)
        self.grid = model
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setHorizontalHeader(Header(model, self))
        self.setModel(model)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(FIXED)
        self.verticalHeader().setMinimumSectionSize(1)  # changing it later walks over every row
        self.horizontalHeader().setSectionResizeMode(FIXED)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignRight)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)

    def boxes_of_rows(self, exposed: QRect) -> list[Box]:
        first = self.rowAt(exposed.top())
        if first < 0:
            return []
        size = self.verticalHeader().defaultSectionSize()
        top = self.rowViewportPosition(first)
        last = min(self.grid.rowCount() - 1, first + (exposed.bottom() - top) // size)
        return [Box(row, top + (row - first) * size, size) for row in range(first, last + 1)]


class LabelView(Table):
    """The frozen column. A click on the chevron opens; the label of the cursor's row is tinted."""

    pressed_row = Signal(int)
    _below = 0

    def __init__(self, model: GridModel, parent: QWidget | None = None):
        super().__init__(model, parent)
        self.setAccessibleName(_("Indicators"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.current_row = -1
        self._painter: LabelPainter | None = None

    def forget(self) -> None:
        self._painter = None
        self.viewport().update()

    def leave_below(self, height: int) -> None:
        """Room for the scroll bar that only the figures have."""
        self._below = height
        self.updateGeometries()

    def updateGeometries(self) -> None:
        super().updateGeometries()
        margins = self.viewportMargins()
        if self._below and margins.bottom() != self._below:
            margins.setBottom(self._below)
            self.setViewportMargins(margins)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.setColumnWidth(0, self.viewport().width())
        super().resizeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._painter is None:
            self._painter = LabelPainter(self.devicePixelRatioF(), is_mirrored())
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), colour("page"))
        width = self.viewport().width()
        for box in self.boxes_of_rows(event.rect()):
            row = self.grid.rows[box.number]
            self._painter.paint(painter, row, QRect(0, box.at, width, box.size), box.number == self.current_row)
        edge = 0 if is_mirrored() else width - 1
        painter.setPen(colour("line2"))
        painter.drawLine(edge, event.rect().top(), edge, event.rect().bottom())
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        row = self.rowAt(round(event.position().y()))
        if row >= 0:
            self.pressed_row.emit(row)
            if self.grid.rows[row].can_open:
                self.grid.toggle(row)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.ignore()
