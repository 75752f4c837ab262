"""Owns the sheet on the screen: letters above, row numbers beside, areas in their colours, what is read in a frame."""

from __future__ import annotations

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QFont, QPainter, QPen
from PySide6.QtWidgets import QHeaderView, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from desktop.language import _, plural
from desktop.services.foreign.plan import DOUBTFUL, LEFT, REFUSED
from desktop.services.foreign.showing import TAKEN, YEARS, SheetView
from desktop.ui.common import fonts, marks
from desktop.ui.common.bidi import is_mirrored, isolated
from desktop.ui.common.theme import colour, px, theme

Index = QModelIndex | QPersistentModelIndex
NO_INDEX = QModelIndex()
ROW, LEAST, WIDEST = 22, 40, 170
SHORT = 8
"""Signs of a heading for which a column of short words is made wider."""
GROUNDS = {
    "title": "subtle",
    "header": "info_soft",
    "country": "conflict_soft",
    "items": "conflict_soft",
    TAKEN: "ok_soft",
}
_MARKS = {DOUBTFUL: "doubtful", REFUSED: "refused"}
_SAMPLE = 60
"""Rows whose texts say how wide a column is."""


class SheetModel(QAbstractTableModel):
    """The lines of a `SheetView`; nothing before one was shown."""

    def __init__(self, parent: QObject | None = None):
        super().__init__(parent)
        self.view: SheetView | None = None

    def show(self, view: SheetView | None) -> None:
        self.beginResetModel()
        self.view = view
        self.endResetModel()

    def rowCount(self, parent: Index = NO_INDEX) -> int:
        return 0 if parent.isValid() or self.view is None else len(self.view.lines)

    def columnCount(self, parent: Index = NO_INDEX) -> int:
        return 0 if parent.isValid() or self.view is None else self.view.width

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if self.view is None or role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation == Qt.Orientation.Horizontal:
            return self.view.letters[section]
        line = self.view.lines[section]
        return "⋮" if line.folded else str(line.row + 1)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or self.view is None:
            return None
        line = self.view.lines[index.row()]
        if line.folded:
            text = plural("{n} row is not used", "{n} rows are not used", line.folded)
            return text if role == Qt.ItemDataRole.DisplayRole and index.column() == 0 else None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.view.spot(line.row, index.column()).text
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleDescriptionRole):
            reason = self.view.reason(line.row, index.column())
            told = (self.view.exact(line.row, index.column()), reason.text(_) if reason else "")
            return "\n".join(filter(None, told)) or None
        return None


class SheetTable(QTableView):
    """Arrows walk over the sheet; the place that is chosen is said beside it."""

    def __init__(self, model: SheetModel):
        super().__init__()
        self.setModel(model)
        self.setItemDelegate(_Delegate(self))
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.setAccessibleName(_("The sheet as it is"))
        self.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setHighlightSections(True)
            header.setObjectName("plain")
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            header.setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)
        theme().changed.connect(self.fit)

    @property
    def sheet(self) -> SheetModel:
        model = self.model()
        assert isinstance(model, SheetModel)
        return model

    def fit(self) -> None:
        """Heights, and widths by what stands in each column; folded rows have the whole width."""
        self.verticalHeader().setDefaultSectionSize(px(ROW))
        self.verticalHeader().setFixedWidth(px(44))
        self.horizontalHeader().setFixedHeight(px(ROW))
        view = self.sheet.view
        if view is None:
            return
        self.clearSpans()
        rows = [line.row for line in view.lines if not line.folded]
        heads = {row for row in rows if any(view.spot(row, c).role in ("title", "header") for c in range(view.width))}
        sample = [row for row in rows if row not in heads][:_SAMPLE]
        sample += [row for row in rows if any(view.spot(row, c).fate == TAKEN for c in range(view.width))][:_SAMPLE]
        letter = self.fontMetrics().horizontalAdvance("0")
        for column in range(view.width):
            longest = max((len(view.spot(row, column).text) for row in sample), default=0)
            above = max((len(view.spot(row, column).text) for row in heads if view.room(row, column) == 1), default=0)
            longest = max(longest, min(above, SHORT))
            self.setColumnWidth(column, min(max(px(LEAST), longest * letter + px(18)), px(WIDEST)))
        for number, line in enumerate(view.lines):
            if line.folded and view.width > 1:
                self.setSpan(number, 0, 1, view.width)
            for column in range(0 if line.folded else view.width):
                room = 1 if line.folded else view.room(line.row, column)
                if room > 1:
                    self.setSpan(number, column, 1, room)

    def show_place(self, row: int, column: int) -> None:
        """Go to a cell of the sheet, 0-based; to the folded rows it lies in."""
        view = self.sheet.view
        if view is None:
            return
        at = max((n for n, line in enumerate(view.lines) if line.row <= row), default=0)
        index = self.sheet.index(at, min(column, max(view.width - 1, 0)))
        self.setCurrentIndex(index)
        bar = self.horizontalScrollBar()
        self.scrollTo(index, QTableView.ScrollHint.PositionAtCenter)
        bar.setValue(0)  # names stand at the start of a row: only as far as needed
        self.scrollTo(index)

    def show_figures(self) -> None:
        """Go to the first figure that is read, or that waits."""
        view = self.sheet.view
        if view is None:
            return
        for wanted in ((TAKEN,), (DOUBTFUL, REFUSED), (YEARS,)):
            for line in view.lines:
                for column in range(view.width):
                    if not line.folded and view.spot(line.row, column).fate in wanted:
                        self.show_place(line.row, column)
                        return
        self.show_place(0, 0)


class _Delegate(QStyledItemDelegate):
    """Figures at the end of their cells; what is read strong in a green frame; what is not used quiet."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        table = self.parent()
        assert isinstance(table, SheetTable)
        view, box = table.sheet.view, QRectF(option.rect)
        assert view is not None
        line = view.lines[index.row()]
        if line.folded:
            self._folded(painter, _seen(table, box), str(index.data() or ""))
            return
        spot = view.spot(line.row, index.column())
        ground = GROUNDS.get(spot.fate) or {DOUBTFUL: "warning_soft", REFUSED: "error_soft"}.get(spot.fate)
        if ground is None and not (spot.role in ("items", "country") and not self._is_needed(view, line.row)):
            ground = GROUNDS.get(spot.role)
        painter.fillRect(box, colour(ground or "page"))
        if spot.fate == YEARS:
            painter.fillRect(box, QBrush(colour("hatch"), Qt.BrushStyle.BDiagPattern))
        painter.setPen(colour("grid2"))
        painter.drawLine(QPointF(box.left(), box.bottom() - 1), QPointF(box.right(), box.bottom() - 1))
        painter.drawLine(QPointF(box.right() - 1, box.top()), QPointF(box.right() - 1, box.bottom()))
        if spot.fate in (TAKEN, YEARS) or (spot.fate in _MARKS and spot.is_number):
            painter.setPen(QPen(colour("ok"), 2))
            painter.drawLine(QPointF(box.left(), box.top() + 1), QPointF(box.right(), box.top() + 1))
            painter.drawLine(QPointF(box.left(), box.bottom() - 1), QPointF(box.right(), box.bottom() - 1))
        if index == table.currentIndex():
            painter.setPen(QPen(colour("accent"), 2))
            painter.drawRect(box.adjusted(1, 1, -2, -2))
        inner = (_seen(table, box) if spot.role == "title" else box).adjusted(px(6), 0, -px(7), 0)
        mark = _MARKS.get(spot.fate, "")
        if mark and spot.text:
            side = px(11)
            left = inner.right() - side if is_mirrored() else inner.left()
            painter.drawPixmap(QPointF(left, box.center().y() - side / 2), marks.pixmap(mark, 11))
        is_strong = spot.fate == TAKEN or (spot.role == "header" and bool(spot.text))
        painter.setFont(fonts.font(12, QFont.Weight.DemiBold if is_strong else 400, zoom=theme().zoom))
        quiet = spot.fate in (LEFT, YEARS, "") and spot.role in ("values", "items", "country", "title", "")
        painter.setPen(colour("text2" if quiet else "text"))
        at_end = (spot.is_number or spot.role == "values") != is_mirrored()
        side_ = Qt.AlignmentFlag.AlignRight if at_end else Qt.AlignmentFlag.AlignLeft
        shown = painter.fontMetrics().elidedText(isolated(spot.text), Qt.TextElideMode.ElideRight, int(inner.width()))
        painter.drawText(inner, Qt.AlignmentFlag.AlignAbsolute | side_ | Qt.AlignmentFlag.AlignVCenter, shown)

    @staticmethod
    def _is_needed(view: SheetView, row: int) -> bool:
        return any(view.spot(row, column).fate in (TAKEN, DOUBTFUL, REFUSED, YEARS) for column in range(view.width))

    @staticmethod
    def _folded(painter: QPainter, box: QRectF, text: str) -> None:
        painter.fillRect(box, colour("subtle"))
        painter.setFont(fonts.font(12, zoom=theme().zoom))
        painter.setPen(colour("muted"))
        side = Qt.AlignmentFlag.AlignRight if is_mirrored() else Qt.AlignmentFlag.AlignLeft
        painter.drawText(
            box.adjusted(px(10), 0, -px(10), 0),
            Qt.AlignmentFlag.AlignAbsolute | side | Qt.AlignmentFlag.AlignVCenter,
            isolated(text),
        )


def _seen(table: SheetTable, box: QRectF) -> QRectF:
    """The part of a wide cell that is in view, so that its words are seen wherever one has scrolled to."""
    return box.intersected(QRectF(table.viewport().rect()))
