"""Owns the marks of states as vector paths:
the same shape in table, panel, navigator and import; painted from cached pixmaps.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QPainter, QPainterPath, QPen, QPixmap, QPolygonF

from desktop.language import marked
from desktop.ui.common.theme import theme

WORDS = {
    "error": marked("error"), "warning": marked("warning"), "info": marked("information"), "explained": marked("explained"),
    "unreadable": marked("cannot be read as a number"), "conflict": marked("two values, not settled"),
    "sources": marked("several sources"), "published": marked("published"), "unpublished": marked("not published"),
    "new": marked("new"), "changed": marked("changed"), "doubtful": marked("doubtful"), "refused": marked("refused"),
    "stale": marked("out of date"), "done": marked("complete"),
}  # fmt: skip
"""The word of each mark, for tooltips and screen readers."""

GRAVITY = ("unreadable", "conflict", "error", "warning", "info", "explained", "sources")
"""One mark per cell: the gravest."""

TOKENS = {
    "error": "error", "warning": "warning_mark", "info": "info", "explained": "muted", "unreadable": "error", "conflict": "conflict",
    "sources": "text2", "published": "accent", "unpublished": "edge", "new": "ok", "changed": "accent", "doubtful": "warning_mark",
    "refused": "error", "stale": "warning_mark", "done": "ok",
}  # fmt: skip
_pixmaps: dict[tuple[str, int, float, int], QPixmap] = {}


def gravest(kinds: set[str]) -> str:
    """The mark that is shown where several would apply; empty for none."""
    return next((kind for kind in GRAVITY if kind in kinds), "")


def pixmap(kind: str, size: float = 12, ratio: float | None = None, token: str = "") -> QPixmap:
    """A mark, `size` at 100 %; made once per colour, zoom and pixel ratio."""
    look = theme()
    pixels = look.px(size)
    if ratio is None:
        ratio = QGuiApplication.primaryScreen().devicePixelRatio()
    tint = look.colour(token or TOKENS[kind])
    key = (kind, pixels, ratio, tint.rgba())
    made = _pixmaps.get(key)
    if made is None:
        made = QPixmap(round(pixels * ratio), round(pixels * ratio))
        made.fill(Qt.GlobalColor.transparent)
        painter = QPainter(made)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(made.width() / 16, made.height() / 16)
        _DRAW[kind](painter, tint, look.colour("page"))
        painter.end()
        made.setDevicePixelRatio(ratio)
        _pixmaps[key] = made
    return made


# Each is drawn in a square of 16 × 16.


def _pen(tint: QColor, width: float = 1.6, style: Qt.PenStyle = Qt.PenStyle.SolidLine) -> QPen:
    return QPen(tint, width, style, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)


def _polygon(*points: tuple[float, float]) -> QPainterPath:
    path = QPainterPath()
    path.addPolygon(QPolygonF([QPointF(x, y) for x, y in points]))
    path.closeSubpath()
    return path


_TRIANGLE = ((8, 2.2), (14.6, 13.6), (1.4, 13.6))


def _error(painter: QPainter, tint: QColor, ground: QColor) -> None:
    painter.fillPath(_polygon((5, 1), (11, 1), (15, 5), (15, 11), (11, 15), (5, 15), (1, 11), (1, 5)), tint)
    painter.fillRect(QRectF(4.2, 6.9, 7.6, 2.2), ground)


def _warning(painter: QPainter, tint: QColor, ground: QColor) -> None:
    painter.setPen(_pen(tint, 1.8))
    painter.setBrush(tint)
    painter.drawPath(_polygon(*_TRIANGLE))
    painter.fillRect(QRectF(7.1, 5.4, 1.8, 4.6), ground)
    painter.fillRect(QRectF(7.1, 11.1, 1.8, 1.8), ground)


def _info(painter: QPainter, tint: QColor, _: QColor) -> None:
    painter.setPen(_pen(tint))
    painter.drawEllipse(QPointF(8, 8), 6.4, 6.4)
    painter.fillRect(QRectF(7.1, 7, 1.8, 4.6), tint)
    painter.fillRect(QRectF(7.1, 4.2, 1.8, 1.8), tint)


def _explained(painter: QPainter, tint: QColor, _: QColor) -> None:
    painter.setPen(_pen(tint, 1.5))
    painter.drawPath(_polygon(*_TRIANGLE))
    painter.drawPolyline(QPolygonF([QPointF(5.6, 10), QPointF(7.4, 11.8), QPointF(10.6, 7.8)]))


def _unreadable(painter: QPainter, tint: QColor, _: QColor) -> None:
    painter.setPen(_pen(tint, 1.5))
    painter.drawRoundedRect(QRectF(1.5, 1.5, 13, 13), 2, 2)
    _question(painter, tint)


def _question(painter: QPainter, tint: QColor) -> None:
    path = QPainterPath(QPointF(5.9, 6.2))
    path.cubicTo(QPointF(5.9, 3.4), QPointF(10.2, 3.4), QPointF(10.2, 6.2))
    path.cubicTo(QPointF(10.2, 7.8), QPointF(8, 7.8), QPointF(8, 9.4))
    painter.strokePath(path, _pen(tint, 1.5))
    painter.fillRect(QRectF(7.2, 10.9, 1.7, 1.7), tint)


def _conflict(painter: QPainter, tint: QColor, _: QColor) -> None:
    painter.setPen(_pen(tint, 1.5))
    painter.drawPath(_polygon((8, 1.2), (14.8, 8), (8, 14.8), (1.2, 8)))
    painter.fillPath(_polygon((8, 1.2), (8, 14.8), (1.2, 8)), tint)


def _sources(painter: QPainter, tint: QColor, ground: QColor) -> None:
    painter.setPen(_pen(tint, 1.4))
    painter.setBrush(ground)
    painter.drawRoundedRect(QRectF(5.2, 1.6, 9, 9), 1.5, 1.5)
    painter.drawRoundedRect(QRectF(1.8, 5.2, 9, 9), 1.5, 1.5)


def _published(painter: QPainter, tint: QColor, _: QColor) -> None:
    painter.setPen(_pen(tint))
    painter.drawEllipse(QPointF(8, 8), 6.4, 6.4)
    painter.setBrush(tint)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.drawEllipse(QPointF(8, 8), 3.4, 3.4)


def _unpublished(painter: QPainter, tint: QColor, _: QColor) -> None:
    painter.setPen(_pen(tint))
    painter.drawEllipse(QPointF(8, 8), 6.4, 6.4)


def _new(painter: QPainter, tint: QColor, _: QColor) -> None:
    painter.setPen(_pen(tint, 2))
    painter.drawLine(QPointF(8, 3), QPointF(8, 13))
    painter.drawLine(QPointF(3, 8), QPointF(13, 8))


def _changed(painter: QPainter, tint: QColor, _: QColor) -> None:
    painter.setPen(_pen(tint))
    painter.drawPolyline(QPolygonF([QPointF(10, 2.6), QPointF(13, 5.2), QPointF(10, 7.8)]))
    painter.drawLine(QPointF(3, 5.2), QPointF(12.6, 5.2))
    painter.drawPolyline(QPolygonF([QPointF(6, 8.2), QPointF(3, 10.8), QPointF(6, 13.4)]))
    painter.drawLine(QPointF(3.4, 10.8), QPointF(13, 10.8))


def _doubtful(painter: QPainter, tint: QColor, _: QColor) -> None:
    pen = _pen(tint, 1.5, Qt.PenStyle.CustomDashLine)
    pen.setDashPattern([1.8, 1.8])
    painter.setPen(pen)
    painter.drawEllipse(QPointF(8, 8), 6.6, 6.6)
    _question(painter, tint)


def _refused(painter: QPainter, tint: QColor, _: QColor) -> None:
    painter.setPen(_pen(tint))
    painter.drawEllipse(QPointF(8, 8), 6.4, 6.4)
    painter.drawLine(QPointF(3.6, 12.4), QPointF(12.4, 3.6))


def _stale(painter: QPainter, tint: QColor, _: QColor) -> None:
    painter.setPen(_pen(tint))
    painter.drawEllipse(QPointF(8, 8), 6.4, 6.4)
    painter.drawPolyline(QPolygonF([QPointF(8, 4), QPointF(8, 8), QPointF(10.8, 9.6)]))


def _done(painter: QPainter, tint: QColor, ground: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(tint)
    painter.drawEllipse(QPointF(8, 8), 7.2, 7.2)
    painter.setPen(_pen(ground, 1.8))
    painter.drawPolyline(QPolygonF([QPointF(4.8, 8.2), QPointF(7.2, 10.6), QPointF(11.4, 5.8)]))


_DRAW: dict[str, Callable[[QPainter, QColor, QColor], None]] = {
    "error": _error, "warning": _warning, "info": _info, "explained": _explained, "unreadable": _unreadable, "conflict": _conflict,
    "sources": _sources, "published": _published, "unpublished": _unpublished, "new": _new, "changed": _changed,
    "doubtful": _doubtful, "refused": _refused, "stale": _stale, "done": _done,
}  # fmt: skip
