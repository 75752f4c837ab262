"""Owns what is chosen from:
large buttons that explain themselves (icon, words, a line below), and boxes with a tick.
"""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QSizePolicy, QWidget

from desktop.ui.common import fonts, icons
from desktop.ui.common.theme import colour, px, theme


class ActionCard(QAbstractButton):
    """A deed with what it is for. `badge` stands in place of an icon (a country code)."""

    def __init__(
        self,
        text: str,
        below: str,
        parent: QWidget | None = None,
        *,
        icon: str = "",
        badge: str = "",
        primary: bool = False,
    ):
        super().__init__(parent)
        self._below, self._icon, self._badge, self._primary = below, icon, badge, primary
        self.setText(text)
        self.setAccessibleName(f"{text}. {below}")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        theme().changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        return QSize(px(200), px(54))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = "accent" if self._primary else "hover" if self.underMouse() else "page"
        ring = self.hasFocus()
        edge = "text" if ring and self._primary else "accent" if ring or self._primary else "edge"
        painter.setPen(QPen(colour(edge), 2 if ring else 1))
        painter.setBrush(colour(ground))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), px(5), px(5))
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        left = self._paint_sign(painter, mirrored)
        words = QRectF(left, 0, self.width() - left - px(10), self.height())
        if mirrored:
            words.moveLeft(px(10))
        side = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
        align = Qt.AlignmentFlag.AlignAbsolute | side
        upper, lower = QRectF(words), QRectF(words)
        upper.setBottom(words.height() / 2 + px(1))
        lower.setTop(words.height() / 2 + px(1))
        painter.setFont(fonts.font(13, 600, zoom=theme().zoom))
        painter.setPen(colour("on_accent" if self._primary else "text"))
        painter.drawText(
            upper, align | Qt.AlignmentFlag.AlignBottom, self._fitting(painter, self.text(), words.width())
        )
        painter.setFont(fonts.font(12, zoom=theme().zoom))
        painter.setPen(colour("on_accent" if self._primary else "text2"))
        painter.drawText(lower, align | Qt.AlignmentFlag.AlignTop, self._fitting(painter, self._below, words.width()))
        painter.end()

    def _paint_sign(self, painter: QPainter, mirrored: bool) -> float:
        """The icon or badge at the leading edge; where the words begin."""
        if self._badge:
            box = QRectF(px(12), (self.height() - px(26)) / 2, px(38), px(26))
            if mirrored:
                box.moveRight(self.width() - px(12))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour("accent_soft"))
            painter.drawRoundedRect(box, px(4), px(4))
            painter.setFont(fonts.font(11, 700, zoom=theme().zoom))
            painter.setPen(colour("accent"))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._badge)
            return px(60)
        side = px(20)
        at = self.width() - px(14) - side if mirrored else px(14)
        token = "on_accent" if self._primary else "text2"
        painter.drawPixmap(QPointF(at, (self.height() - side) / 2), icons.pixmap(self._icon, token, 20))
        return px(46)

    @staticmethod
    def _fitting(painter: QPainter, text: str, width: float) -> str:
        return painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(width))


class CheckBox(QCheckBox):
    """A box with a tick drawn by the design: edge, accent when chosen, quiet where it is fixed."""

    def __init__(self, text: str = "", parent: QWidget | None = None):
        super().__init__(text, parent)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        theme().changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        width = self.fontMetrics().horizontalAdvance(self.text()) + px(28)
        return QSize(width, max(px(20), self.fontMetrics().height() + px(2)))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = px(15)
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        left = self.width() - side - px(2) if mirrored else px(2)
        box = QRectF(left, (self.height() - side) / 2, side, side)
        chosen, ring = self.isChecked(), self.hasFocus()
        painter.setPen(QPen(colour("accent" if ring or chosen else "edge"), 2 if ring else 1))
        painter.setBrush(colour("accent" if chosen else "page"))
        painter.drawRoundedRect(box, px(3), px(3))
        if chosen:
            tick = QPolygonF(
                [QPointF(box.x() + side * x, box.y() + side * y) for x, y in ((0.22, 0.52), (0.42, 0.72), (0.78, 0.3))]
            )
            painter.setPen(
                QPen(
                    colour("on_accent"),
                    side / 8,
                    Qt.PenStyle.SolidLine,
                    Qt.PenCapStyle.RoundCap,
                    Qt.PenJoinStyle.RoundJoin,
                )
            )
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPolyline(tick)
        painter.setPen(colour("text" if self.isEnabled() else "text2"))
        words = self.rect().adjusted(0 if mirrored else px(24), 0, -px(24) if mirrored else 0, 0)
        align = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
        painter.drawText(words, Qt.AlignmentFlag.AlignAbsolute | align | Qt.AlignmentFlag.AlignVCenter, self.text())
        painter.end()
