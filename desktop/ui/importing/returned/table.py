"""Owns the table of differences: how its lines are painted, and what keys and clicks take."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QMouseEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from desktop.language import _
from desktop.ui.common import fonts, marks
from desktop.ui.common.bidi import is_mirrored, isolated
from desktop.ui.common.theme import colour, px, theme
from desktop.ui.importing.returned.choosing import OPEN, OTHER, OURS, THEIRS
from desktop.ui.importing.returned.lines import MARKS, DifferencesModel, kind_of
from desktop.ui.room import LARGE

WIDTHS = (0, 100, 100, 106, 150, 126)
NARROW = (0, 82, 82, 86, 138, 92)
ROOM = 780
"""Width from which the columns have all the room they need."""
ROW = 26
_TINTS = {
    "new": "ok_soft", "changed": "accent_soft", "conflict": "conflict_soft", "cleared": "warning_soft", "doubtful": "warning_soft",
    "refused": "error_soft",
}  # fmt: skip
_TONES = {
    "new": "ok", "changed": "accent", "conflict": "conflict", "cleared": "warning", "doubtful": "warning", "refused": "error",
}  # fmt: skip
INDENT = 44


class DifferencesTable(QTableView):
    """Space takes theirs or ours in turn, on a heading all below it; F8 goes to the next open cell."""

    taken = Signal(list, str)
    """Numbers of cells, and what is taken."""

    def __init__(self, model: DifferencesModel):
        super().__init__()
        self.setModel(model)
        self.setItemDelegate(_Delegate(self))
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(_("Differences of the workbook"))
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setObjectName("plain")
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        theme().changed.connect(self.restyle)
        self.restyle()

    @property
    def differences(self) -> DifferencesModel:
        model = self.model()
        assert isinstance(model, DifferencesModel)
        return model

    def restyle(self) -> None:
        self.verticalHeader().setDefaultSectionSize(px(ROW))
        self.horizontalHeader().setFixedHeight(px(28))
        for column, width in enumerate(WIDTHS if self.width() >= px(ROOM) else NARROW):
            if width:
                self.setColumnWidth(column, px(width))
        self.setColumnHidden(1, theme().zoom >= LARGE)  # what was sent stands in the panel too

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.restyle()

    def span_headings(self) -> None:
        """Headings have the whole width."""
        self.clearSpans()
        for row, line in enumerate(self.differences.lines):
            if line.is_heading:
                self.setSpan(row, 0, 1, len(WIDTHS))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            self.toggle(self.currentIndex().row())
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        place = event.position().toPoint()
        index = self.indexAt(place)
        if not index.isValid() or event.button() != Qt.MouseButton.LeftButton:
            return
        line = self.differences.lines[index.row()]
        if (line.is_heading and self._on_link(place)) or (not line.is_heading and index.column() == 5):
            self.toggle(index.row())

    def _on_link(self, place: QPoint) -> bool:
        """Whether a place is on the words at the end of a heading."""
        index = self.indexAt(place)
        box = self.visualRect(index)
        width = px(100)
        return index.column() == 0 and (
            place.x() < box.left() + width if is_mirrored() else place.x() > box.right() - width
        )

    def toggle(self, row: int) -> None:
        """Theirs, or ours where theirs is taken already."""
        model = self.differences
        if not 0 <= row < len(model.lines) or model.choices is None:
            return
        numbers = list(model.lines[row].numbers)
        able = [number for number in numbers if model.choices.may(number, THEIRS)]
        all_theirs = bool(able) and all(model.choices.of(number) == THEIRS for number in able)
        self.taken.emit(able or numbers, OURS if all_theirs or not able else THEIRS)

    def next_open(self, step: int) -> bool:
        """Go to the next cell that is still open; False where there is none."""
        model = self.differences
        rows = len(model.lines)
        start = self.currentIndex().row()
        for distance in range(1, rows + 1):
            row = (start + step * distance) % rows
            found = model.cell_at(row)
            if found and model.choices and model.choices.of(found[0]) == OPEN:
                self.setCurrentIndex(model.index(row, 0))
                return True
        return False


class _Delegate(QStyledItemDelegate):
    """Headings on a soft ground; what came back on the tint of its outcome; a ring that is full where something is taken."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        view = self.parent()
        assert isinstance(view, DifferencesTable)
        model, box = view.differences, QRectF(option.rect)
        line, found = model.lines[index.row()], model.cell_at(index.row())
        is_chosen = view.selectionModel().isRowSelected(index.row())
        ground = "sel" if is_chosen else "subtle" if line.is_heading else "page"
        if found and index.column() == 3 and not is_chosen:
            ground = _TINTS.get(kind_of(found[1]), ground)
        painter.fillRect(box, colour(ground))
        painter.setPen(colour("grid2"))
        painter.drawLine(QPointF(box.left(), box.bottom() - 1), QPointF(box.right(), box.bottom() - 1))
        if is_chosen and view.hasFocus() and index.column() == 3 and found:
            painter.setPen(QPen(colour("accent"), 2))
            painter.drawRect(box.adjusted(1, 1, -1, -2))
        if line.is_heading:
            self._heading(painter, box, line.text, index.column())
        elif found:
            self._cell(painter, box, view, index.row(), index.column())

    @staticmethod
    def _heading(painter: QPainter, box: QRectF, text: str, column: int) -> None:
        if column:
            return
        link = _("take row")
        painter.setFont(fonts.font(12, zoom=theme().zoom))
        width = painter.fontMetrics().horizontalAdvance(link) + px(20)
        _write(painter, box.adjusted(px(8), 0, -px(10), 0), link, "accent", at_end=True)
        painter.setFont(fonts.font(13, 600, zoom=theme().zoom))
        room = box.adjusted(px(10), 0, -width, 0) if not is_mirrored() else box.adjusted(width, 0, -px(10), 0)
        _write(painter, room, text, "text")

    def _cell(self, painter: QPainter, box: QRectF, view: DifferencesTable, row: int, column: int) -> None:
        model = view.differences
        found = model.cell_at(row)
        assert found is not None and model.choices is not None
        number, cell = found
        kind, take = kind_of(cell), model.choices.of(number)
        text = model.text(row, column)
        is_strong = (column == 3 and take in (THEIRS, OPEN)) or (column == 2 and (take == OURS or kind == "conflict"))
        painter.setFont(fonts.font(13, QFont.Weight.DemiBold if is_strong else 400, zoom=theme().zoom))
        inner = box.adjusted(px(10), 0, -px(10), 0)
        if column == 0:
            indent = px(INDENT)
            _write(
                painter,
                inner.adjusted(0, 0, -indent, 0) if is_mirrored() else inner.adjusted(indent, 0, 0, 0),
                text,
                "text",
            )
        elif column in (1, 2, 3):
            _write(painter, inner, text, "text2" if column == 1 else "text", at_end=True)
        else:
            mark = MARKS.get(kind, "") if column == 4 else ""
            if mark:
                picture = marks.pixmap(mark, 12, token="text2" if kind == "here" else "")
            elif column == 5 and take in (THEIRS, OURS, OTHER, OPEN):
                picture = marks.pixmap("unpublished" if take == OPEN else "published", 12)
            else:
                picture = None
            if picture is not None:
                side = px(12)
                left = inner.right() - side if is_mirrored() else inner.left()
                painter.drawPixmap(QPointF(left, box.center().y() - side / 2), picture)
                inner = inner.adjusted(0, 0, -px(18), 0) if is_mirrored() else inner.adjusted(px(18), 0, 0, 0)
            tone = _TONES.get(kind, "text2") if column == 4 else "text" if take in (THEIRS, OURS, OTHER) else "text2"
            _write(painter, inner, text, tone)


def _write(painter: QPainter, box: QRectF, text: str, tone: str, *, at_end: bool = False) -> None:
    """One line at the start or the end of a box, as one reads."""
    painter.setPen(colour(tone))
    at_right = at_end != is_mirrored()
    side = Qt.AlignmentFlag.AlignRight if at_right else Qt.AlignmentFlag.AlignLeft
    shown = painter.fontMetrics().elidedText(isolated(text), Qt.TextElideMode.ElideRight, int(box.width()))
    painter.drawText(box, Qt.AlignmentFlag.AlignAbsolute | side | Qt.AlignmentFlag.AlignVCenter, shown)
