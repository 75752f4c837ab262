"""Owns the table on the screen: the frozen labels and the figures, two views over one model that scroll as one."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QGuiApplication, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QSplitter,
    QTableView,
    QWidget,
)

from desktop.domain.address import Cell
from desktop.language import _
from desktop.ui.common import fonts
from desktop.ui.common.preferences import preferences
from desktop.ui.common.theme import colour, px, theme
from desktop.ui.grid import keys
from desktop.ui.grid.delegate import CellDelegate, CellEditor
from desktop.ui.grid.header import Header
from desktop.ui.grid.model import GridModel, Place
from desktop.ui.grid.painting import Box, LabelPainter, Painter, Selected
from desktop.ui.grid.rows import PaintCell

LABELS, LEAST, ROOM = 284, 72, 32
MEASURED = 1200
"""Cells whose width decides how wide the columns are."""
FIXED = QHeaderView.ResizeMode.Fixed


def is_mirrored() -> bool:
    return QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft


class _Table(QTableView):
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


class LabelView(_Table):
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


class FiguresView(_Table):
    """The figures, painted by one loop; the keys are those of a spreadsheet."""

    def __init__(self, model: GridModel, parent: QWidget | None = None):
        super().__init__(model, parent)
        self.setAccessibleName(_("Figures"))
        trigger = QAbstractItemView.EditTrigger
        self.setEditTriggers(trigger.AnyKeyPressed | trigger.DoubleClicked)
        self.setTabKeyNavigation(False)
        self.cells = CellDelegate(self)
        self.setItemDelegate(self.cells)
        self.cells.left.connect(self._left_editor)
        self.tab_start = -1
        self._painter: Painter | None = None

    def forget(self) -> None:
        self._painter = None
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The cursor stays in sight when the room changes."""
        super().resizeEvent(event)
        if event.oldSize().height() < px(150):  # it was not laid out yet: what was in sight then says nothing
            self.verticalScrollBar().setValue(0)
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._painter is None:
            self._painter = Painter(self.grid, self.devicePixelRatioF(), is_mirrored())
        exposed = event.rect()
        painter = QPainter(self.viewport())
        columns = []
        header = self.horizontalHeader()
        for number in range(1, self.grid.columnCount()):
            at, size = header.sectionViewportPosition(number), header.sectionSize(number)
            if at <= exposed.right() and at + size > exposed.left():
                columns.append(Box(number, at, size))
        current = self.currentIndex()
        cursor = (current.row(), current.column()) if current.isValid() and current.column() > 0 else None
        ranges = self._selected()
        self._painter.paint(painter, exposed, self.boxes_of_rows(exposed), columns, ranges, cursor)
        painter.end()

    def _selected(self) -> list[Selected]:
        selection = self.selectionModel().selection()
        ranges = (selection.at(number) for number in range(selection.count()))
        return [Selected(r.top(), r.bottom(), r.left(), r.right()) for r in ranges]

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if keys.handle(self, event):
            event.accept()
            return
        self.cells.opened_to_edit = False
        if event.text() and event.text().isprintable() and not self._may_type():
            event.accept()
            return
        super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """A letter is typed into the cell; Qt would walk over all rows to find one that begins with it."""

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.cells.opened_to_edit = True
        if self._may_type():
            super().mouseDoubleClickEvent(event)

    def _may_type(self) -> bool:
        """Say why not, instead of being silent."""
        from desktop.ui.grid import commands  # noqa: PLC0415

        place = self.place
        why = commands.refusal(self.grid.session, place) if place else ""
        if why:
            self.grid.told.emit(why)
        return place is not None and not why

    def edit_current(self) -> None:
        """F2: the text as it is, to be changed."""
        if self._may_type():
            self.cells.opened_to_edit = True
            self.edit(self.currentIndex())

    def commit_open_editor(self) -> None:
        """Store what is being typed: the page is about to go away."""
        editor = self.findChild(CellEditor)
        if editor is not None and self.state() == QAbstractItemView.State.EditingState:
            self.commitData(editor)
            self.closeEditor(editor, CellDelegate.EndEditHint.NoHint)

    def _left_editor(self, key: int, shift: bool, ctrl: bool) -> None:
        focus = QApplication.focusWidget()
        if focus is not None and focus is not self and not self.isAncestorOf(focus):
            return  # the text is asked about: the cursor stays until that is settled
        if ctrl and Qt.Key(key) in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            keys.fill_selection(self)
        else:
            keys.move_on(self, Qt.Key(key), shift)

    def focusNextPrevChild(self, following: bool) -> bool:
        return False

    # Where

    @property
    def place(self) -> Place | None:
        return self.grid.place(self.currentIndex())

    def selected_places(self) -> list[list[Place | None]]:
        """The selected block, row by row; the cursor's cell alone if nothing more is selected."""
        ranges = self.selectionModel().selection()
        if ranges.isEmpty():
            return [[self.place]]
        block = ranges.first()
        return [
            [self.grid.place(self.grid.index(row, column)) for column in range(max(1, block.left()), block.right() + 1)]
            for row in range(block.top(), block.bottom() + 1)
        ]

    def places(self) -> list[Place]:
        """Every selected cell that can hold a figure."""
        return [place for line in self.selected_places() for place in line if place is not None]

    @property
    def number_selected(self) -> int:
        """How many cells are selected, those of headings too."""
        ranges = self.selectionModel().selection()
        return max(1, sum(r.width() * r.height() for r in (ranges.at(i) for i in range(ranges.count()))))

    def selected_start(self) -> tuple[int, int]:
        """Row and column where the selected block begins."""
        selection = self.selectionModel().selection()
        if selection.isEmpty():
            return max(0, self.currentIndex().row()), max(1, self.currentIndex().column())
        return selection.first().top(), max(1, selection.first().left())

    def move_to(self, row: int, column: int, *, extend: bool = False) -> None:
        """Put the cursor on a cell; with `extend` the selection reaches from where it began."""
        index = self.grid.index(row, column)
        model = self.selectionModel()
        if extend:
            anchor = self._anchor if self._anchor.isValid() else self.currentIndex()
            block = QItemSelection(
                self.grid.index(min(anchor.row(), row), min(anchor.column(), column)),
                self.grid.index(max(anchor.row(), row), max(anchor.column(), column)),
            )
            kept = QPersistentModelIndex(anchor)
            model.setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
            model.select(block, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            self._anchor = kept
        else:
            model.setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            self._anchor = QPersistentModelIndex(index)
        self.scrollTo(index)

    _anchor = QPersistentModelIndex()


class FiguresTable(QWidget):
    """Labels and figures side by side; `moved` tells where the cursor is."""

    moved = Signal(object)
    """With a `Place`, or None."""
    selection_changed = Signal()

    def __init__(self, model: GridModel, parent: QWidget | None = None):
        super().__init__(parent)
        self.grid = model
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
        theme().changed.connect(self.restyle)
        self.restyle()

    def restyle(self) -> None:
        size = px(preferences().row_height)
        for view in (self.labels, self.figures):
            view.verticalHeader().setDefaultSectionSize(size)
            view.horizontalHeader().setFixedHeight(view.horizontalHeader().sizeHint().height())
            view.forget()
        width = px(preferences().width("labels", LABELS))
        self.labels.setMinimumWidth(px(160))
        self.labels.setMaximumWidth(px(420))
        self.splitter.setSizes([width, max(px(200), self.width() - width)])
        self._columns_changed()
        if self.figures.currentIndex().isValid():
            self.figures.scrollTo(self.figures.currentIndex())

    def _keep_width(self, position: int, _index: int) -> None:
        preferences().set_width("labels", round(self.labels.width() * 100 / theme().zoom))

    def _columns_changed(self) -> None:
        """Widths from the widest figure, computed once per table."""
        self.figures.setColumnHidden(0, True)
        for number in range(1, self.labels.model().columnCount()):
            self.labels.setColumnHidden(number, True)
        self.labels.setColumnWidth(0, self.labels.viewport().width())
        metrics = QFontMetrics(fonts.font(13, zoom=theme().zoom))
        longest = max(
            (cell.text for r in self._measured() for cell in r if cell.kind == "value" and len(cell.text) < 20),
            key=len, default="",
        )  # fmt: skip
        width = max(px(LEAST), metrics.horizontalAdvance(longest) + px(ROOM))
        for number in range(1, self.grid.columnCount()):
            self.figures.setColumnWidth(number, width)
        for view in (self.labels, self.figures):
            view.horizontalHeader().setFixedHeight(view.horizontalHeader().sizeHint().height())
            view.updateGeometries()

    def _measured(self) -> Iterator[list[PaintCell]]:
        """As many rows from the top as make `MEASURED` cells: of a long list the largest stand there."""
        columns = max(1, len(self.grid.columns))
        for number, row in enumerate(self.grid.rows[: MEASURED // columns]):
            if row.has_figures:
                yield [self.grid.prepared(number, column) for column in range(len(self.grid.columns))]

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
