"""Owns the list of the workbook's sheets: how much of each is settled, and the gravest that is not."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QFrame, QListView, QStyledItemDelegate, QStyleOptionViewItem

from desktop.language import _
from desktop.ui.common import fonts, marks
from desktop.ui.common.bidi import is_mirrored, isolated
from desktop.ui.common.theme import colour, px, theme
from desktop.ui.common.widgets import paint_thin_bar
from desktop.ui.importing.returned.choosing import OPEN, OUT
from desktop.ui.importing.returned.lines import DifferencesModel

_GRAVITY = ("conflict", "doubtful", "refused")
_NAME = Qt.ItemDataRole.UserRole + 1
ROW = 54


class SheetList(QListView):
    """All sheets first, then each with cells; choosing one shows it."""

    chosen = Signal(str)
    """Name of a sheet, empty for all."""

    def __init__(self, differences: DifferencesModel):
        super().__init__()
        self._differences = differences
        self._model = QStandardItemModel(self)
        self.setModel(self._model)
        self.setItemDelegate(_Delegate(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(_("Sheets"))
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.selectionModel().currentChanged.connect(self._chosen)

    @property
    def differences(self) -> DifferencesModel:
        return self._differences

    def show_sheets(self) -> None:
        self._model.clear()
        names = list(dict.fromkeys(cell.sheet for cell in self._differences.cells))
        for name in ["", *names] if len(names) > 1 else names:
            item = QStandardItem(name or _("All sheets"))
            item.setData(name, _NAME)
            item.setEditable(False)
            self._model.appendRow(item)
        self.refresh()
        if self._model.rowCount():
            self.setCurrentIndex(self._model.index(0, 0))

    def refresh(self) -> None:
        """What is settled changed."""
        choices = self._differences.choices
        for row in range(self._model.rowCount()):
            item = self._model.item(row)
            tally = choices.tally(self._differences.numbers(sheet=item.data(_NAME))) if choices else None
            if tally:
                words = _("{n} of {all} settled").format(n=tally.settled, all=tally.all)
                item.setAccessibleText(f"{item.text()}, {words}")
        self.viewport().update()

    def _chosen(self, index: QModelIndex) -> None:
        if index.isValid():
            self.chosen.emit(str(index.data(_NAME)))


class _Delegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(px(120), px(ROW))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        view = self.parent()
        assert isinstance(view, SheetList)
        model, name = view.differences, str(index.data(_NAME))
        numbers = model.numbers(sheet=name)
        choices = model.choices
        if choices is None:
            return
        tally = choices.tally(numbers)
        box = QRectF(option.rect).adjusted(px(6), px(2), -px(6), -px(2))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if view.currentIndex() == index:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour("sel"))
            painter.drawRoundedRect(box, px(5), px(5))
        inner = box.adjusted(px(10), px(5), -px(10), -px(5))
        kinds = {model.cells[number].outcome for number in numbers if choices.of(number) in (OPEN, OUT)}
        gravest = next((kind for kind in _GRAVITY if kind in kinds), "")
        side = px(12)
        if gravest:
            left = inner.left() if is_mirrored() else inner.right() - side
            painter.drawPixmap(QPointF(left, inner.top() + px(2)), marks.pixmap(gravest, 12))
        align = Qt.AlignmentFlag.AlignAbsolute | (
            Qt.AlignmentFlag.AlignRight if is_mirrored() else Qt.AlignmentFlag.AlignLeft
        )
        painter.setFont(fonts.font(13, 600 if view.currentIndex() == index else 500, zoom=theme().zoom))
        painter.setPen(colour("text"))
        room = inner.adjusted(side + px(4), 0, 0, 0) if is_mirrored() else inner.adjusted(0, 0, -side - px(4), 0)
        shown = painter.fontMetrics().elidedText(isolated(index.data()), Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(room, align | Qt.AlignmentFlag.AlignTop, shown)
        painter.setFont(fonts.font(11, zoom=theme().zoom))
        painter.setPen(colour("text2"))
        words = _("{n} of {all} settled").format(n=tally.settled, all=tally.all)
        painter.drawText(inner.adjusted(0, px(19), 0, 0), align | Qt.AlignmentFlag.AlignTop, isolated(words))
        bar = QRectF(inner.left(), inner.bottom() - px(3), inner.width(), px(4))
        paint_thin_bar(painter, bar, tally.settled, 0, tally.all)
        painter.restore()
