"""Owns the table on the screen: the frozen labels and the figures, two views over one model that scroll as one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QWidget

from desktop.domain.address import Cell
from desktop.domain.change import ObservationEdit
from desktop.domain.number import shown
from desktop.services.recording import Recorded
from desktop.ui.common import fonts
from desktop.ui.common.preferences import preferences
from desktop.ui.common.theme import px, theme
from desktop.ui.grid.figures import FiguresView
from desktop.ui.grid.labels import LabelView
from desktop.ui.grid.model import GridModel
from desktop.ui.grid.remembering import Memory, name_of
from desktop.ui.grid.rows import PaintCell

LABELS, LEAST, ROOM = 284, 72, 32
MEASURED = 1200
"""Cells whose width decides how wide the columns are."""


class FiguresTable(QWidget):
    """Labels and figures side by side; `moved` tells where the cursor is."""

    moved = Signal(object)
    """With a `Place`, or None."""
    selection_changed = Signal()

    def __init__(self, model: GridModel, memory: Memory, parent: QWidget | None = None):
        super().__init__(parent)
        self.grid, self._memory = model, memory
        self._is_fitting = False
        self.labels, self.figures = LabelView(model), FiguresView(model)
        self.figures.setColumnHidden(0, True)
        self.splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self.splitter.setHandleWidth(1)
        self.splitter.addWidget(self.labels)
        self.splitter.addWidget(self.figures)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setCollapsible(0, False)
        self.splitter.splitterMoved.connect(self._keep_width)
        self.labels.pressed_row.connect(self.go_to_row)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.splitter)
        mine, theirs = self.figures.verticalScrollBar(), self.labels.verticalScrollBar()
        mine.valueChanged.connect(theirs.setValue)
        theirs.valueChanged.connect(mine.setValue)
        self.figures.selectionModel().currentChanged.connect(self._moved)
        self.figures.selectionModel().selectionChanged.connect(self.selection_changed)
        self.figures.horizontalScrollBar().rangeChanged.connect(self._level)
        model.modelReset.connect(self._columns_changed)
        model.session.recorded.connect(self._widen)
        header = self.figures.horizontalHeader()
        header.sectionResized.connect(self._keep_column)
        header.sectionHandleDoubleClicked.connect(self._fit_column)
        theme().changed.connect(self.restyle)
        self.restyle()

    def restyle(self) -> None:
        size = px(preferences().row_height)
        for view in (self.labels, self.figures):
            view.verticalHeader().setDefaultSectionSize(size)
            view.horizontalHeader().setFixedHeight(view.horizontalHeader().sizeHint().height())
            view.forget()
        width = px(self._memory.width("labels", LABELS))
        self.labels.setMinimumWidth(px(160))
        self.labels.setMaximumWidth(px(420))
        self.splitter.setSizes([width, max(px(200), self.width() - width)])
        self._columns_changed()
        if self.figures.currentIndex().isValid():
            self.figures.scrollTo(self.figures.currentIndex())

    def _keep_width(self, position: int, _index: int) -> None:
        self._memory.set_width("labels", round(self.labels.width() * 100 / theme().zoom))

    def _keep_column(self, section: int, _before: int, width: int) -> None:
        if self._is_fitting or not 0 < section <= len(self.grid.columns):
            return
        together = self._together(section)
        self._set_widths(dict.fromkeys(together, width))
        for number in together:
            self._memory.set_width(name_of(self.grid.columns[number - 1]), round(width * 100 / theme().zoom))

    def _together(self, section: int) -> list[int]:
        """The columns that get one width: those selected whole, as in a spreadsheet, or the one that is dragged."""
        block = self.figures.block
        whole = block.top == 0 and block.bottom == self.grid.rowCount() - 1
        if whole and block.left <= section <= block.right:
            return list(range(block.left, block.right + 1))
        return [section]

    def _fit_column(self, section: int) -> None:
        """A double click on the edge: as wide as the figures of this column need."""
        if 0 < section <= len(self.grid.columns):
            for number in self._together(section):
                self._memory.set_width(name_of(self.grid.columns[number - 1]), None)
                texts = [self.grid.prepared(row, number - 1).text for row in self._measured()]
                self._set_widths({number: self._width_for(max(texts, key=len, default=""))})

    def _columns_changed(self) -> None:
        """Widths as dragged before, else from the widest figure, computed once per table."""
        self.figures.setColumnHidden(0, True)
        for number in range(1, self.labels.model().columnCount()):
            self.labels.setColumnHidden(number, True)
        self.labels.setColumnWidth(0, self.labels.viewport().width())
        cells = (self.grid.prepared(number, at) for number in self._measured() for at in range(len(self.grid.columns)))
        longest = max(_figures(cells), key=len, default="")
        usual = self._width_for(longest)
        widths = {}
        for number, column in enumerate(self.grid.columns, 1):
            kept = self._memory.width(name_of(column), 0)
            widths[number] = px(kept) if kept else usual
        self._set_widths(widths)
        for view in (self.labels, self.figures):
            view.horizontalHeader().setFixedHeight(view.horizontalHeader().sizeHint().height())
            view.updateGeometries()

    def _widen(self, recorded: Recorded) -> None:
        """A figure never stands as dots: columns that no one dragged grow to what was stored, and to what follows from it in sight."""
        session, texts = self.grid.session, [""]
        known, here = session.profile.catalogue.indicators, {row.key.indicator for row in self.grid.rows}
        for edit in recorded.edits:
            if not isinstance(edit, ObservationEdit) or edit.after is None or edit.key.indicator not in here:
                continue
            if edit.after.value and known[edit.key.indicator].is_numeric:
                texts.append(shown(edit.after.value, session.profile.settings.numbers))
        cells = (self.grid.prepared(row, at) for row in self._in_sight() for at in range(len(self.grid.columns)))
        width = self._width_for(max((*texts, *_figures(cells)), key=len))
        narrow = [
            number
            for number, column in enumerate(self.grid.columns, 1)
            if self.figures.columnWidth(number) < width and not self._memory.width(name_of(column), 0)
        ]
        self._set_widths(dict.fromkeys(narrow, width))

    def _in_sight(self) -> list[int]:
        if not self.isVisible():
            return []
        first, last = self.figures.rowAt(0), self.figures.rowAt(self.figures.viewport().height() - 1)
        rows = range(max(0, first), last + 1 if last >= 0 else len(self.grid.rows))
        return [number for number in rows if self.grid.rows[number].has_figures]

    def _set_widths(self, widths: dict[int, int]) -> None:
        self._is_fitting = True
        for number, width in widths.items():
            self.figures.setColumnWidth(number, width)
        self._is_fitting = False

    @staticmethod
    def _width_for(text: str) -> int:
        metrics = QFontMetrics(fonts.font(13, zoom=theme().zoom))
        return max(px(LEAST), metrics.horizontalAdvance(text) + px(ROOM))

    def _measured(self) -> list[int]:
        """As many rows from the top as make `MEASURED` cells: of a long list the largest stand there."""
        rows = self.grid.rows[: MEASURED // max(1, len(self.grid.columns))]
        return [number for number, row in enumerate(rows) if row.has_figures]

    def _level(self) -> None:
        """The labels end where the figures' own scroll bar begins."""
        bar = self.figures.horizontalScrollBar()
        shown = bar.maximum() > bar.minimum()
        self.labels.leave_below(bar.sizeHint().height() if shown else 0)

    def _moved(self, current: QModelIndex, previous: QModelIndex) -> None:
        self.labels.current_row = current.row()
        self.labels.viewport().update()
        self.figures.viewport().update()
        self.moved.emit(self.grid.place(current))

    def go_to_row(self, row: int) -> None:
        if self.grid.rows[row].has_figures:
            column = max(1, self.figures.currentIndex().column())
            self.figures.move_to(row, column)
        self.figures.setFocus(Qt.FocusReason.MouseFocusReason)

    def go_to(self, cell: Cell, source: str | None = None) -> bool:
        """Open the rows that lead to a cell and put the cursor there; False if the table does not hold it."""
        index = self.grid.reveal(cell, source)
        if not index.isValid():
            return False
        self.figures.move_to(index.row(), index.column())
        return True

    def go_to_start(self) -> None:
        """The first figure row at the last period, which is scrolled into sight."""
        last = len(self.grid.columns)
        row = next((number for number, r in enumerate(self.grid.rows) if r.has_figures), -1)
        if row >= 0 and last:
            self.figures.move_to(row, last)
            self.figures.verticalScrollBar().setValue(0)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self.restyle()


def _figures(cells: Iterable[PaintCell]) -> Iterator[str]:
    """The texts that decide about widths: figures, not sentences."""
    return (cell.text for cell in cells if cell.kind == "value" and len(cell.text) < 20)
