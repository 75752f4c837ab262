"""Owns lists of whole rows that the keys walk: fixed heights, thin lines, one column that takes the room; used by sources and rules."""

from __future__ import annotations

from typing import Generic, TypeVar

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    Qt,
)
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from desktop.language import _
from desktop.ui.common import fonts, marks
from desktop.ui.common.bidi import isolated
from desktop.ui.common.theme import colour, px, theme

MARK_BEFORE = Qt.ItemDataRole.UserRole + 1
"""Role for the kind of a mark before the text."""
MARK_AFTER = Qt.ItemDataRole.UserRole + 2
TONE = Qt.ItemDataRole.UserRole + 3
"""Role for the colour of the text; without it `text2`."""
ROW = 28
Index = QModelIndex | QPersistentModelIndex
NO_INDEX = QModelIndex()


R = TypeVar("R")


class ListModel(QAbstractTableModel, Generic[R]):
    """Rows of one kind, filtered by words and by a named filter. `columns`: their heads; `number`: the column of numbers.

    Subclasses fill `everything`, call `apply`, and say what a cell reads (`text`), what is searched, and what passes a filter.
    """

    columns: tuple[str, ...] = ()
    number = -1

    def __init__(self, parent: QObject | None = None):
        super().__init__(parent)
        self.everything: list[R] = []
        self.rows: list[R] = []
        self.words, self.filter = "", "all"

    def text(self, row: R, column: int) -> str:
        """What a cell reads."""
        raise NotImplementedError

    def searched(self, row: R) -> str:
        """The text in which every word that is sought must occur."""
        raise NotImplementedError

    def passes(self, row: R, chosen: str) -> bool:
        """Whether a row belongs to a filter; `all` has every row."""
        raise NotImplementedError

    def more(self, row: R, column: int, role: int) -> object:
        """Other roles: marks, tone, tool tip."""
        return None

    def choose(self, *, words: str | None = None, chosen: str | None = None) -> None:
        self.words = self.words if words is None else words.casefold()
        self.filter = self.filter if chosen is None else chosen
        self.apply()

    def count(self, chosen: str) -> int:
        return sum(self.passes(row, chosen) for row in self.everything)

    def apply(self) -> None:
        words = self.words.split()
        self.beginResetModel()
        self.rows = [
            row
            for row in self.everything
            if self.passes(row, self.filter) and all(word in self.searched(row).casefold() for word in words)
        ]
        self.endResetModel()

    def rowCount(self, parent: Index = NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation == Qt.Orientation.Horizontal and 0 <= section < len(self.columns):
            if role == Qt.ItemDataRole.DisplayRole:
                return _(self.columns[section])
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return self._side(section)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self.text(row, index.column())
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._side(index.column())
        return self.more(row, index.column(), role)

    def _side(self, column: int) -> int:
        side = Qt.AlignmentFlag.AlignRight if column == self.number else Qt.AlignmentFlag.AlignLeft
        return int(side | Qt.AlignmentFlag.AlignVCenter)


class ListTable(QTableView):
    """`widths` of the columns at 100 %; 0 for the one that takes the room."""

    def __init__(self, model: QAbstractItemModel, name: str, widths: tuple[int, ...]):
        super().__init__()
        self._widths = widths
        self.setModel(model)
        self.setItemDelegate(_RowDelegate(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setAccessibleName(name)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setObjectName("plain")
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(widths.index(0), QHeaderView.ResizeMode.Stretch)
        theme().changed.connect(self._fit)
        self._fit()

    def _fit(self) -> None:
        self.verticalHeader().setDefaultSectionSize(px(ROW))
        self.horizontalHeader().setFixedHeight(px(ROW))
        for column, width in enumerate(self._widths):
            if width:
                self.setColumnWidth(column, px(width))


class _RowDelegate(QStyledItemDelegate):
    """Text on the side the model asks for, with marks before and after it."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        box = QRectF(option.rect)
        view = self.parent()
        assert isinstance(view, QTableView)
        chosen = view.selectionModel().isRowSelected(index.row())
        painter.fillRect(box, colour("sel" if chosen else "page"))
        painter.setPen(colour("line"))
        painter.drawLine(QPointF(box.left(), box.bottom() - 1), QPointF(box.right(), box.bottom() - 1))
        if chosen and view.hasFocus():
            _ring(painter, view, box, index.column())
        inner = box.adjusted(px(10), 0, -px(10), 0)
        before, after = index.data(MARK_BEFORE), index.data(MARK_AFTER)
        left, right = (after, before) if option.direction == Qt.LayoutDirection.RightToLeft else (before, after)
        if left:
            painter.drawPixmap(QPointF(box.left() + px(8), box.center().y() - px(6)), marks.pixmap(left, 12))
            inner.setLeft(box.left() + px(26))
        if right:
            painter.drawPixmap(QPointF(box.right() - px(22), box.center().y() - px(6)), marks.pixmap(right, 12))
            inner.setRight(box.right() - px(26))
        painter.setFont(fonts.font(13, zoom=theme().zoom))
        painter.setPen(colour(index.data(TONE) or "text2"))
        text = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(inner.width()))
        side = Qt.AlignmentFlag(index.data(Qt.ItemDataRole.TextAlignmentRole) or Qt.AlignmentFlag.AlignLeft)
        painter.drawText(
            inner, QStyle.visualAlignment(option.direction, side) | Qt.AlignmentFlag.AlignVCenter, isolated(shown)
        )


def _ring(painter: QPainter, view: QTableView, box: QRectF, column: int) -> None:
    """The part of the row's frame that falls into one of its cells: the chosen row of the list that has the focus."""
    painter.setPen(QPen(colour("accent"), 2))
    top, bottom = box.top() + 1, box.bottom() - 2
    painter.drawLine(QPointF(box.left(), top), QPointF(box.right(), top))
    painter.drawLine(QPointF(box.left(), bottom), QPointF(box.right(), bottom))
    header = view.horizontalHeader()
    first, last = header.logicalIndex(0), header.logicalIndex(header.count() - 1)
    mirrored = view.layoutDirection() == Qt.LayoutDirection.RightToLeft
    for end, is_left in ((first, not mirrored), (last, mirrored)):
        if column == end:
            across = box.left() + 1 if is_left else box.right() - 1
            painter.drawLine(QPointF(across, top), QPointF(across, bottom))
