"""Owns the editor of a cell: white ground inside the frame, the text as it will stand, keys that store and move on."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop.ui.common import fonts
from desktop.ui.common.theme import px, theme

_Index = QModelIndex | QPersistentModelIndex
_MOVES = frozenset((Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab, Qt.Key.Key_Backtab))
_ARROWS = frozenset((Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right))


class CellEditor(QLineEdit):
    """A line without an edge; the frame is drawn inside it."""

    def __init__(self, parent: QWidget):
        super().__init__(parent)
        self.setObjectName("cell")
        self.setFrame(False)
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.setFont(fonts.font(13, zoom=theme().zoom))
        self.replaces = True
        """Typed into, not opened with F2: arrows store and move."""


class CellDelegate(QStyledItemDelegate):
    """`left` is emitted after an editor stored its text, with the key and whether Shift or Ctrl were held."""

    left = Signal(int, bool, bool)

    def __init__(self, parent: QObject | None = None):
        super().__init__(parent)
        self.opened_to_edit = False
        """Set by the view before F2 or a double click opens an editor."""

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: _Index) -> QWidget:
        editor = CellEditor(parent)
        editor.replaces = not self.opened_to_edit
        editor.setAccessibleName(str(index.data(Qt.ItemDataRole.AccessibleTextRole) or ""))
        return editor

    def setEditorData(self, editor: QWidget, index: _Index) -> None:
        if isinstance(editor, QLineEdit) and not editor.isModified():
            editor.setText(str(index.data(Qt.ItemDataRole.EditRole) or ""))

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: _Index) -> None:
        rect = option.rect
        wanted = max(rect.width(), px(72))
        editor.setGeometry(rect.adjusted(2, 2, wanted - rect.width() - 3, -3))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        pressed = event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent)
        if pressed and isinstance(watched, CellEditor) and isinstance(event, QKeyEvent) and self._key(watched, event):
            return True
        return super().eventFilter(watched, event)

    def _key(self, editor: CellEditor, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        moves = key in _MOVES or (key in _ARROWS and editor.replaces)
        if not moves:
            return False
        held = event.modifiers()
        shift = bool(held & Qt.KeyboardModifier.ShiftModifier)
        ctrl = bool(held & Qt.KeyboardModifier.ControlModifier)
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)
        self.left.emit(key.value, shift, ctrl)
        return True
