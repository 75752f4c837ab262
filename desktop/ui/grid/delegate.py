"""Owns which editor opens on a cell, and its keys: those that store and move on, fill the selection, begin a line."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop.ui.grid.editors import EDITORS, AnyEditor, CellEditor, ListEditor, TextEditor, options_of
from desktop.ui.grid.model import GridModel

_Index = QModelIndex | QPersistentModelIndex
K = Qt.Key
_ENTERS = frozenset((K.Key_Return, K.Key_Enter))
_MOVES = _ENTERS | {K.Key_Tab, K.Key_Backtab}
_ARROWS = frozenset((K.Key_Up, K.Key_Down, K.Key_Left, K.Key_Right))


class CellDelegate(QStyledItemDelegate):
    """`left` is emitted after an editor stored its text, with the key and whether Shift was held.

    `filled` carries a text that goes into the whole selection: Ctrl+Enter.
    """

    left = Signal(int, bool)
    filled = Signal(str)
    paused = Signal(QWidget)
    """With the editor, when another window takes the keys: it stays open, as in a spreadsheet."""

    def __init__(self, parent: QObject | None = None):
        super().__init__(parent)
        self.opened_to_edit = False
        """Set by the view before F2 or a double click opens an editor."""

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: _Index) -> QWidget:
        editor = _editor(parent, index)
        editor.replaces = not self.opened_to_edit
        if isinstance(editor, ListEditor):
            editor.taken.connect(lambda: self._store(editor))
        editor.setAccessibleName(str(index.data(Qt.ItemDataRole.AccessibleTextRole) or ""))
        return editor

    def setEditorData(self, editor: QWidget, index: _Index) -> None:
        if isinstance(editor, EDITORS) and not editor.isModified():
            editor.begin(str(index.data(Qt.ItemDataRole.EditRole) or ""))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: _Index) -> None:
        if isinstance(editor, EDITORS):
            model.setData(index, editor.entered, Qt.ItemDataRole.EditRole)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: _Index) -> None:
        if isinstance(editor, EDITORS):
            ground = editor.parentWidget()
            editor.setGeometry(editor.wanted(option.rect, ground.rect() if ground else option.rect))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        pressed = event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent)
        if pressed and isinstance(watched, EDITORS) and isinstance(event, QKeyEvent) and self._key(watched, event):
            return True
        if (
            isinstance(event, QFocusEvent)
            and event.reason() == Qt.FocusReason.ActiveWindowFocusReason
            and event.lostFocus()
        ):
            self.paused.emit(watched)
            return False
        return super().eventFilter(watched, event)

    def _key(self, editor: AnyEditor, event: QKeyEvent) -> bool:
        """Do what a key means for the table; False for keys that belong to the editor."""
        key = K(event.key())
        held = event.modifiers()
        if key == K.Key_F2 and not held:
            editor.replaces = not editor.replaces
            return True
        if key in _ENTERS and held & Qt.KeyboardModifier.AltModifier:
            return editor.break_line()
        if held & Qt.KeyboardModifier.AltModifier:
            return False
        if key not in _MOVES and not (key in _ARROWS and not editor.takes_arrow(key)):
            return False
        if key in _ENTERS and held & Qt.KeyboardModifier.ControlModifier:
            text = editor.entered
            self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)
            self.filled.emit(text)
            return True
        self._store(editor)
        self.left.emit(key.value, bool(held & Qt.KeyboardModifier.ShiftModifier))
        return True

    def _store(self, editor: AnyEditor) -> None:
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)


def _editor(parent: QWidget, index: _Index) -> AnyEditor:
    model = index.model()
    place = model.place(index) if isinstance(model, GridModel) else None
    if not isinstance(model, GridModel) or place is None:
        return CellEditor(parent)
    catalogue = model.session.profile.catalogue
    indicator = catalogue.indicators[place.cell.indicator]
    if indicator.value_type in ("boolean", "category"):
        options = options_of(catalogue, indicator)
        return ListEditor(parent, options, switches=indicator.value_type == "boolean")
    if indicator.value_type == "text":
        return TextEditor(parent)
    return CellEditor(parent, "%" if indicator.is_percent else "")
