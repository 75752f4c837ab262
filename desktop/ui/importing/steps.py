"""Owns the steps of an import at the right of the page's head: what is done, where one is, what comes."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.ui.common import fonts, icons
from desktop.ui.common.bidi import is_mirrored
from desktop.ui.common.theme import colour, px, theme

_CIRCLE, _GAP, _LINE = 20, 8, 26


class StepsLine(QWidget):
    """`show_step` says the names of the steps and the one that is reached."""

    def __init__(self) -> None:
        super().__init__()
        self._names: list[str] = []
        self._at = 0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.updateGeometry)

    def show_step(self, names: list[str], at: int) -> None:
        self._names, self._at = names, at
        self.setAccessibleName(f"{at + 1} / {len(names)}: {names[at]}" if names else "")
        self.updateGeometry()
        self.update()

    def _width(self, number: int) -> int:
        weight = 600 if number == self._at else 400
        return QFontMetrics(fonts.font(13, weight, zoom=theme().zoom)).horizontalAdvance(self._names[number])

    def sizeHint(self) -> QSize:
        words = sum(self._width(number) for number in range(len(self._names)))
        between = max(len(self._names) - 1, 0) * (px(_LINE) + 2 * px(_GAP))
        return QSize(words + len(self._names) * (px(_CIRCLE) + px(_GAP)) + between, px(28))

    def paintEvent(self, _: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        x, middle = 0.0, self.height() / 2
        for number, name in enumerate(self._names):
            side = px(_CIRCLE)
            self._circle(painter, self._box(x, middle - side / 2, side, side), number)
            x += side + px(_GAP)
            width = self._width(number)
            painter.setFont(fonts.font(13, 600 if number == self._at else 400, zoom=theme().zoom))
            painter.setPen(colour("text" if number == self._at else "text2"))
            painter.drawText(self._box(x, 0, width + 2, self.height()), Qt.AlignmentFlag.AlignVCenter, name)
            x += width + px(_GAP)
            if number + 1 < len(self._names):
                painter.setPen(QPen(colour("line2"), 1))
                line = self._box(x, middle, px(_LINE), 0)
                painter.drawLine(QPointF(line.left(), middle), QPointF(line.right(), middle))
                x += px(_LINE) + px(_GAP)
        painter.end()

    def _circle(self, painter: QPainter, box: QRectF, number: int) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("accent" if number == self._at else "accent_soft" if number < self._at else "hover"))
        painter.drawEllipse(box)
        if number < self._at:
            side = px(12)
            place = QPointF(box.center().x() - side / 2, box.center().y() - side / 2)
            painter.drawPixmap(place, icons.pixmap("check", "accent", 12))
            return
        painter.setFont(fonts.font(12, 600, zoom=theme().zoom))
        painter.setPen(colour("on_accent" if number == self._at else "text2"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(number + 1))

    def _box(self, x: float, y: float, width: float, height: float) -> QRectF:
        return QRectF(self.width() - x - width if is_mirrored() else x, y, width, height)
