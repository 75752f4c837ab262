"""Owns the list of recent profiles:
title, place, how full, errors, when; as they were when they were last open here.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.language import _, plural
from desktop.ui.common import fonts, marks
from desktop.ui.common.bidi import sided
from desktop.ui.common.preferences import RecentProfile, preferences
from desktop.ui.common.theme import colour, px, theme
from desktop.ui.common.widgets import paint_pie

ROW = 52
MOST_SHOWN = 5


class RecentList(QWidget):
    """Arrow keys choose, Enter or a click opens; Delete takes a profile from the list, never from the disk."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self.rows: list[RecentProfile] = []
        self.at = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("Recent profiles"))
        theme().changed.connect(self.updateGeometry)
        self.refresh()

    def refresh(self) -> None:
        kept = preferences()
        self.rows = [kept.remembered(path) for path in kept.recent if Path(path).is_file()][:MOST_SHOWN]
        self.at = min(self.at, max(len(self.rows) - 1, 0))
        self._describe()
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(px(400), px(ROW) * max(len(self.rows), 1) + px(8))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        if step and 0 <= self.at + step < len(self.rows):
            self.at += step
            self._describe()
            self.update()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self.rows:
            self.chosen.emit(self.rows[self.at].path)
        elif event.key() == Qt.Key.Key_Delete and self.rows:
            preferences().forget(self.rows[self.at].path)
            self.refresh()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = int((event.position().y() - px(4)) // px(ROW))
        if 0 <= at < len(self.rows):
            self.at = at
            self.update()
            self.chosen.emit(self.rows[at].path)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colour("line"), 1))
        painter.setBrush(colour("page"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), px(8), px(8))
        if not self.rows:
            painter.setFont(fonts.font(12, zoom=theme().zoom))
            painter.setPen(colour("muted"))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, _("No profile was opened here yet."))
        for n, row in enumerate(self.rows):
            self._paint_row(painter, QRectF(px(4), px(4) + n * px(ROW), self.width() - px(8), px(ROW)), row, n)
        painter.end()

    def _paint_row(self, painter: QPainter, box: QRectF, row: RecentProfile, n: int) -> None:
        if n == self.at and self.hasFocus():
            painter.setPen(QPen(colour("accent"), 2))
            painter.setBrush(colour("sel"))
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), px(4), px(4))
        elif n:
            painter.setPen(colour("line"))
            painter.drawLine(QPointF(box.left(), box.top()), QPointF(box.right(), box.top()))
        width = self.width()
        pie = QRectF(box.x() + px(13), box.center().y() - px(10), px(20), px(20))
        paint_pie(painter, sided(pie, width), row.part)
        right = box.right() - px(12)
        painter.setFont(fonts.font(12, zoom=theme().zoom))
        painter.setPen(colour("text2"))
        when = _moment(row.at)
        told = painter.fontMetrics().horizontalAdvance(when)
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(sided(QRectF(right - told, box.y(), told + 2, box.height()), width), middle, when)
        right -= max(told, px(80)) + px(16)
        if row.errors:
            count = str(row.errors)
            painter.setPen(colour("error"))
            painter.drawText(sided(QRectF(right - px(14), box.y(), px(24), box.height()), width), middle, count)
            mark = sided(QRectF(right - px(32), box.center().y() - px(6), px(12), px(12)), width)
            painter.drawPixmap(mark.topLeft(), marks.pixmap("error", 12))
        room = right - px(44) - box.x() - px(43)
        upper, lower = (
            sided(QRectF(box.x() + px(43), box.y() + px(8), room, px(19)), width),
            sided(QRectF(box.x() + px(43), box.y() + px(27), room, px(17)), width),
        )
        painter.setPen(colour("text2"))
        elide = Qt.TextElideMode.ElideMiddle
        painter.drawText(lower, middle, painter.fontMetrics().elidedText(_place(row.path), elide, int(room)))
        painter.setPen(colour("text"))
        painter.setFont(fonts.font(13, 600, zoom=theme().zoom))
        title = row.title or Path(row.path).stem
        painter.drawText(upper, middle, painter.fontMetrics().elidedText(title, Qt.TextElideMode.ElideRight, int(room)))

    def _describe(self) -> None:
        if self.rows:
            row = self.rows[self.at]
            told = [row.title or Path(row.path).stem, _place(row.path), plural("{n} error", "{n} errors", row.errors)]
            self.setAccessibleDescription(", ".join(told))


def _place(path: str) -> str:
    """Folder and file, as a person finds them: the home folder left out."""
    whole = Path(path)
    if Path.home() in whole.parents:
        whole = whole.relative_to(Path.home())
    return " › ".join(part for part in whole.parts if part not in ("/", "\\"))


def _moment(at: str) -> str:
    try:
        when = datetime.fromisoformat(at)
    except ValueError:
        return ""
    if when.date() == datetime.now().date():
        return _("today {time}").format(time=when.strftime("%H:%M"))
    return when.strftime("%d.%m.%Y")
