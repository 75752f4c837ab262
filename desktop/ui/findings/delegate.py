"""Owns the painting of findings: a line of the panel, a head and a cell of the page."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop.ui.common import fonts, icons, marks
from desktop.ui.common.bidi import is_mirrored, isolated
from desktop.ui.common.theme import colour, px, theme
from desktop.ui.findings.model import HEAD, LINE, Line

ROW = 28
_V = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute


class _Brush:
    """Draws from both ends of a row, whichever way the writing runs."""

    def __init__(self, painter: QPainter, rect: QRect):
        self.painter, self.rect = painter, rect
        self.mirrored = is_mirrored()
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)  # a message may be in another language
        self.start, self.end = px(16), px(16)

    def _box(self, start: int, width: int) -> QRect:
        left = self.rect.right() + 1 - start - width if self.mirrored else self.rect.left() + start
        return QRect(left, self.rect.top(), width, self.rect.height())

    def mark(self, kind: str) -> None:
        box = self._box(self.start, px(13))
        self.painter.drawPixmap(box.left(), box.top() + (box.height() - px(13)) // 2, marks.pixmap(kind, 13))
        self.start += px(23)

    def icon(self, name: str) -> None:
        box = self._box(self.start, px(14))
        self.painter.drawPixmap(box.left(), box.top() + (box.height() - px(14)) // 2, icons.pixmap(name, "text2", 14))
        self.start += px(20)

    def at_end(self, text: str, font: QFont, tone: QColor, gap: int = 10) -> QRect:
        width = QFontMetrics(font).horizontalAdvance(text)
        box = self._box(self.rect.width() - self.end - width, width)
        self.painter.setFont(font)
        self.painter.setPen(tone)
        self.painter.drawText(box, _V | Qt.AlignmentFlag.AlignLeft, isolated(text))
        self.end += width + px(gap)
        return box

    def words(self, text: str, font: QFont, tone: QColor, *, wrap: bool = False) -> None:
        width = self.rect.width() - self.start - self.end - px(8)
        side = Qt.AlignmentFlag.AlignRight if self.mirrored else Qt.AlignmentFlag.AlignLeft
        self.painter.setFont(font)
        self.painter.setPen(tone)
        if wrap:
            self.painter.drawText(self._box(self.start, width), _V | side | Qt.TextFlag.TextWordWrap, isolated(text))
            return
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, width)
        self.painter.drawText(self._box(self.start, width), _V | side, isolated(shown))


class FindingDelegate(QStyledItemDelegate):
    """`grouped` paints heads of two lines with the cells below them; else all in one line with its deed."""

    def __init__(self, parent: QObject | None = None, *, grouped: bool = False):
        super().__init__(parent)
        self._grouped = grouped

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        line: Line | None = index.data(HEAD)
        if line is not None:
            widget: QWidget = option.widget
            width = widget.width() - px(100)
            metrics = QFontMetrics(fonts.font(13, 600, zoom=theme().zoom))
            rows = 2 if metrics.horizontalAdvance(line.text) > width else 1
            return QSize(px(100), px(46 if rows == 2 else 32))
        return QSize(px(100), px(26 if self._grouped else ROW))

    def deed_box(self, rect: QRect, line: Line) -> QRect:
        """Where the deed of a line is, for the mouse."""
        width = QFontMetrics(fonts.font(12, 500, zoom=theme().zoom)).horizontalAdvance(line.deed)
        left = rect.left() + px(16) if is_mirrored() else rect.right() - px(16) - width
        return QRect(left, rect.top(), width, rect.height())

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        line: Line = index.data(LINE)
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        selected = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        ground = "sel" if selected else "subtle" if line.kind == "group" else "page"
        painter.fillRect(rect, colour(ground))
        painter.setPen(colour("line"))
        painter.drawLine(rect.left(), rect.bottom(), rect.right(), rect.bottom())
        if selected and state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(colour("accent"), 2))
            painter.drawRect(rect.adjusted(1, 1, -1, -2))
        brush = _Brush(painter, rect)
        zoom = theme().zoom
        text, text2 = colour("text"), colour("text2")
        if line.kind == "group":
            brush.start = px(12)
            brush.icon("chevron-down" if line.is_open else "chevron-right")
            brush.mark(line.mark)
            brush.at_end(str(line.size), fonts.font(12, 500, zoom=zoom), text2)
            brush.words(line.text, fonts.font(13, 600, zoom=zoom), text, wrap=True)
        elif self._grouped:
            brush.start = px(42)
            if line.numbers:
                brush.at_end(line.numbers, fonts.font(12, zoom=zoom), text2)
            brush.words(line.cell, fonts.font(12.5, zoom=zoom), text)
        else:
            brush.mark(line.mark)
            brush.at_end(line.deed, fonts.font(12, 500, zoom=zoom), colour("accent"), 18)
            room = rect.width() - px(460)
            metrics = QFontMetrics(fonts.font(12, zoom=zoom))
            brush.at_end(
                metrics.elidedText(line.cell, Qt.TextElideMode.ElideRight, max(px(120), room)),
                fonts.font(12, zoom=zoom),
                text2,
            )
            if line.numbers and room > px(200):
                brush.at_end(line.numbers, fonts.font(12, zoom=zoom), text2)
            brush.words(line.text, fonts.font(13, zoom=zoom), text)
        painter.restore()
