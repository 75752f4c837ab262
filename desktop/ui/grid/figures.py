"""Owns the view of the figures: painted by one loop, the cursor and what is selected, the editor that opens on a cell."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QItemSelection, QItemSelectionModel, QPersistentModelIndex, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QHeaderView, QWidget

from desktop.language import _
from desktop.ui.common.bidi import is_mirrored
from desktop.ui.common.theme import px
from desktop.ui.grid import commands, editors, keys
from desktop.ui.grid.delegate import CellDelegate
from desktop.ui.grid.labels import Table
from desktop.ui.grid.model import GridModel, Place
from desktop.ui.grid.painting import Box, Painter, Selected

_NO_KEYS = Qt.KeyboardModifier.NoModifier


class FiguresView(Table):
    """The figures, painted by one loop; the keys are those of a spreadsheet."""

    def __init__(self, model: GridModel, parent: QWidget | None = None):
        super().__init__(model, parent)
        self.setAccessibleName(_("Figures"))
        trigger = QAbstractItemView.EditTrigger
        self.setEditTriggers(trigger.AnyKeyPressed)
        self.setTabKeyNavigation(False)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.cells = CellDelegate(self)
        self.setItemDelegate(self.cells)
        self.cells.left.connect(self._left_editor)
        self.cells.filled.connect(self._fill_with)
        self.cells.paused.connect(self._keep_typed)
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
        if self.open_editor is not None and not self._leaves_editor(event):
            event.ignore()
            return
        if keys.handle(self, event):
            event.accept()
            return
        self.cells.opened_to_edit = False
        if event.text() and event.text().isprintable() and not self._may_type():
            event.accept()
            return
        super().keyPressEvent(event)

    def _leaves_editor(self, event: QKeyEvent) -> bool:
        """Of the keys that an editor has no use for only a page up or down moves on, as a spreadsheet does: the text is stored."""
        if event.key() not in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            return False
        self.commit_open_editor()
        return self._has_keys

    @property
    def _has_keys(self) -> bool:
        """Whether the focus is here; where a text is asked about it is not, and the cursor stays until that is settled."""
        focus = QApplication.focusWidget()
        return focus is None or focus is self or self.isAncestorOf(focus)

    def keyboardSearch(self, search: str) -> None:
        """A letter is typed into the cell; Qt would walk over all rows to find one that begins with it."""

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.edit_current()

    def _may_type(self) -> bool:
        """Say why not, instead of being silent."""
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
            editor = self.open_editor
            if editor is not None:
                editor.stand_at_end()

    def edit_empty(self) -> None:
        """Backspace: an empty editor; nothing is stored before Enter."""
        if self._may_type():
            self.cells.opened_to_edit = False
            self.edit(self.currentIndex())
            editor = self.open_editor
            if editor is not None:
                editor.erase()

    def edit_with_list(self) -> None:
        """Alt+Down: the list of what can be chosen here, if there is one."""
        place = self.place
        if place is not None and editors.has_list(self.grid, place) and self._may_type():
            self.cells.opened_to_edit = False
            self.edit(self.currentIndex())
            editor = self.open_editor
            if isinstance(editor, editors.ListEditor):
                editor.show_all()

    @property
    def open_editor(self) -> editors.AnyEditor | None:
        """The editor that is open on a cell."""
        if self.state() != QAbstractItemView.State.EditingState:
            return None
        found = self.viewport().findChildren(QWidget, editors.NAME)
        return next((it for it in found if isinstance(it, editors.EDITORS) and it.isVisible()), None)

    def commit_open_editor(self) -> None:
        """Store what is being typed: the page is about to go away."""
        editor = self.open_editor
        if editor is not None:
            self.commitData(editor)
            self.closeEditor(editor, CellDelegate.EndEditHint.NoHint)

    def _keep_typed(self, editor: QWidget) -> None:
        """Another window took the keys: what can be read is stored at once, and can be typed on when they come back."""
        place = self.place
        if (
            place is not None
            and type(editor) is editors.CellEditor
            and commands.is_clear(self.grid.session, place, editor.entered)
        ):
            self.commitData(editor)

    def _left_editor(self, key: int, shift: bool) -> None:
        if self._has_keys:
            keys.move_on(self, Qt.Key(key), shift)
        else:
            self._way_on = key, shift  # the text is asked about: the cursor stays until that is settled

    def go_on_with(self, text: str) -> None:
        """What is typed after a text that was asked about: into the cell where its Enter or Tab leads."""
        key, shift = self._way_on
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        keys.move_on(self, Qt.Key(key), shift)
        QCoreApplication.sendEvent(self, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_unknown, _NO_KEYS, text))

    def _fill_with(self, text: str) -> None:
        """Ctrl+Enter while typing: the text into every selected cell."""
        commands.enter_all(self.grid, [place for line in self.selected_places() for place in line if place], text)

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
        block = self.block
        return (block.bottom - block.top + 1) * (block.right - block.left + 1)

    def selected_start(self) -> tuple[int, int]:
        """Row and column where the selected block begins."""
        return self.block.top, self.block.left

    def move_to(self, row: int, column: int, *, extend: bool = False) -> None:
        """Put the cursor on a cell; with `extend` it stays, and the selection reaches from it to the cell."""
        index = self.grid.index(row, column)
        current = self.currentIndex()
        if extend and current.isValid():
            top, bottom = sorted((current.row(), row))
            left, right = sorted((max(1, current.column()), column))
            self.select(Selected(top, bottom, left, right))
        else:
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self._corner = QPersistentModelIndex(index)
        self.scrollTo(index)

    def select(self, block: Selected) -> None:
        """Select a block; the cursor stays where it is."""
        ends = self.grid.index(block.top, block.left), self.grid.index(block.bottom, block.right)
        self.selectionModel().select(QItemSelection(*ends), QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.viewport().update()

    def activate(self, row: int, column: int) -> None:
        """Put the cursor on another cell of the selection, which stays."""
        index = self.grid.index(row, column)
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
        self.scrollTo(index)

    @property
    def block(self) -> Selected:
        """What is selected; the cursor's cell if nothing is."""
        selection = self.selectionModel().selection()
        if selection.isEmpty():
            row, column = max(0, self.currentIndex().row()), max(1, self.currentIndex().column())
            return Selected(row, row, column, column)
        first = selection.first()
        return Selected(first.top(), first.bottom(), max(1, first.left()), first.right())

    @property
    def corner(self) -> tuple[int, int]:
        """The corner of the selection that Shift with an arrow moves: across from the cursor."""
        index = self._corner if self._corner.isValid() else QPersistentModelIndex(self.currentIndex())
        return max(0, index.row()), max(1, index.column())

    # Mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """With Shift the selection reaches to the cell that was pressed."""
        index = self.indexAt(event.position().toPoint())
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        self.tab_start = -1
        if shift and index.isValid() and self.currentIndex().isValid():
            self.move_to(index.row(), max(1, index.column()), extend=True)
            return
        super().mousePressEvent(event)
        self._corner = self._pressed = QPersistentModelIndex(self.currentIndex())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Qt takes the cursor along while it selects; in a spreadsheet it stays where the drag began."""
        super().mouseReleaseEvent(event)
        end = QPersistentModelIndex(self.currentIndex())
        if self._pressed.isValid() and end != self._pressed and not self.block.is_one:
            across, down = self.horizontalScrollBar().value(), self.verticalScrollBar().value()
            start = self.grid.index(self._pressed.row(), self._pressed.column())
            self.selectionModel().setCurrentIndex(start, QItemSelectionModel.SelectionFlag.NoUpdate)
            self._corner = end
            self.horizontalScrollBar().setValue(across)
            self.verticalScrollBar().setValue(down)

    _way_on = Qt.Key.Key_Return.value, False
    _corner = QPersistentModelIndex()
    _pressed = QPersistentModelIndex()
