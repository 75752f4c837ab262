"""Owns the filters beside the list of findings: severity and kind of rule, each with how many it would show."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPen, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop.language import _, marked
from desktop.ui.common import fonts, marks
from desktop.ui.common.theme import colour, px, theme

KEY = Qt.ItemDataRole.UserRole + 1
COUNT = Qt.ItemDataRole.UserRole + 2
GROUPS = {
    "severity": marked("Severity"), "which": marked("Show"), "kind": marked("Kind of rule"), "institution": marked("Institution"),
}  # fmt: skip
_Index = QModelIndex | QPersistentModelIndex


class FilterList(QListView):
    """One filter of each group at most; choosing the chosen one takes it away. `changed` tells."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self.setAccessibleName(_("Filters"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setViewportMargins(0, px(6), 0, 0)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._model = QStandardItemModel(self)
        self.setModel(self._model)
        self.setItemDelegate(_FilterDelegate(self))
        self._chosen: dict[str, str] = {}
        self._keys: list[tuple[str, str]] = []
        self.clicked.connect(self._pick)
        theme().changed.connect(self.scheduleDelayedItemsLayout)

    @property
    def chosen(self) -> list[tuple[str, str]]:
        return list(self._chosen.items())

    def is_chosen(self, key: tuple[str, str]) -> bool:
        return self._chosen.get(key[0]) == key[1]

    def choose(self, group: str, name: str) -> None:
        self._chosen[group] = name

    def clear(self) -> None:
        self._chosen.clear()

    def show_counts(self, counts: dict[tuple[str, str], int], titles: dict[tuple[str, str], str]) -> None:
        """Rows are made anew only when there are others; usually only their counts change."""
        if list(counts) != self._keys:
            self._keys = list(counts)
            self._model.clear()
            last = ""
            for key in counts:
                if key[0] != last:
                    last = key[0]
                    head = QStandardItem(_(GROUPS[last]))
                    head.setFlags(Qt.ItemFlag.NoItemFlags)
                    self._model.appendRow(head)
                item = QStandardItem(titles[key])
                item.setData(key, KEY)
                self._model.appendRow(item)
        for row in range(self._model.rowCount()):
            item = self._model.item(row)
            key = item.data(KEY)
            if key:
                item.setData(counts[tuple(key)], COUNT)
                item.setData(f"{item.text()}, {counts[tuple(key)]}", Qt.ItemDataRole.AccessibleTextRole)
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._pick(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _pick(self, index: QModelIndex) -> None:
        key = index.data(KEY)
        if not key:
            return
        group, name = key
        if self._chosen.get(group) == name:
            del self._chosen[group]
        else:
            self._chosen[group] = name
        self.changed.emit()


class _FilterDelegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(px(100), px(25 if index.data(KEY) else 27))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        key = index.data(KEY)
        zoom = theme().zoom
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading
        text = str(index.data(Qt.ItemDataRole.DisplayRole))
        if not key:
            painter.setFont(fonts.font(12, 600, zoom=zoom))
            painter.setPen(colour("muted"))
            painter.drawText(rect.adjusted(px(10), px(4), -px(10), 0), flags, text)
            painter.restore()
            return
        view = self.parent()
        chosen = isinstance(view, FilterList) and view.is_chosen(tuple(key))
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour("sel"))
            painter.drawRoundedRect(rect.adjusted(px(8), 1, -px(8), -1), px(5), px(5))
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.adjusted(px(8), 1, -px(9), -2), px(5), px(5))
        left = px(18)
        if key[0] == "severity":
            mirrored = option.direction == Qt.LayoutDirection.RightToLeft
            at = rect.right() - px(31) if mirrored else rect.left() + px(18)
            painter.drawPixmap(QPoint(at, rect.top() + (rect.height() - px(13)) // 2), marks.pixmap(key[1], 13))
            left = px(39)
        mirrored = option.direction == Qt.LayoutDirection.RightToLeft
        box = rect.adjusted(px(40), 0, -left, 0) if mirrored else rect.adjusted(left, 0, -px(40), 0)
        painter.setFont(fonts.font(12.5, 600 if chosen else 400, zoom=zoom))
        painter.setPen(colour("text"))
        painter.drawText(box, flags, painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, box.width()))
        painter.setFont(fonts.font(12, zoom=zoom))
        painter.setPen(colour("text2"))
        trailing = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignTrailing
        painter.drawText(rect.adjusted(px(17), 0, -px(17), 0), trailing, str(index.data(COUNT) or 0))
        painter.restore()
