"""Owns the tables of modules and of institutions: who or what, how full, what the rules say; rows are chosen with the arrow keys."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.language import _, plural
from desktop.services.asking import State
from desktop.ui.common import fonts, marks
from desktop.ui.common.bidi import sided
from desktop.ui.common.theme import colour, px, theme
from desktop.ui.common.widgets import paint_thin_bar

HEAD, ROW = 27, 27
COUNT_WIDTH = 70
KINDS = ("error", "warning", "info", "explained")


class StateTable(QWidget):
    """Painted in one go; zero is not written. `title`: head of the first column; `name_of` says what a state is about."""

    chosen = Signal(str)
    pointed = Signal(object)
    """With the `State` of the row that the cursor or the pointer is on."""

    def __init__(
        self, title: str, name_of: Callable[[str], str], parent: QWidget | None = None, *, has_codes: bool = True
    ):
        super().__init__(parent)
        self._title, self._name_of, self._has_codes = title, name_of, has_codes
        self.states: list[State] = []
        self.at = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(title)
        theme().changed.connect(self.updateGeometry)

    def show_states(self, states: list[State]) -> None:
        self.states = states
        self.at = min(self.at, max(len(states) - 1, 0))
        self._describe()
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(px(560), px(HEAD) + px(ROW) * len(self.states) + 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(px(420), self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        if step and 0 <= self.at + step < len(self.states):
            self.at += step
            self._describe()
            self.update()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self.states:
            self.chosen.emit(self.states[self.at].code)
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = int((event.position().y() - px(HEAD)) // px(ROW))
        if 0 <= at < len(self.states):
            self.pointed.emit(self.states[at])

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = int((event.position().y() - px(HEAD)) // px(ROW))
        if 0 <= at < len(self.states):
            self.at = at
            self.update()
            self.chosen.emit(self.states[at].code)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(colour("line"), 1))
        painter.setBrush(colour("page"))
        painter.drawRoundedRect(box, px(8), px(8))
        self._paint_head(painter)
        for n, state in enumerate(self.states):
            self._paint_row(painter, QRectF(1, px(HEAD) + n * px(ROW), self.width() - 2, px(ROW)), state, n)
        painter.end()

    def _columns(self) -> tuple[float, float, float]:
        """Where the bar, its count, and the columns of findings begin."""
        findings = self.width() - px(10) - 4 * px(COUNT_WIDTH)
        count = findings - px(70)
        return count - px(96), count, findings

    def _paint_head(self, painter: QPainter) -> None:
        head = QRectF(1, 1, self.width() - 2, px(HEAD) - 1)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("subtle"))
        painter.drawRoundedRect(head, px(8), px(8))
        painter.drawRect(head.adjusted(0, px(8), 0, 0))
        painter.setFont(fonts.font(12, 600, zoom=theme().zoom))
        painter.setPen(colour("text2"))
        bar, _count, findings = self._columns()
        middle = Qt.AlignmentFlag.AlignVCenter
        width = self.width()
        title = sided(QRectF(px(14), 0, px(200), px(HEAD)), width)
        painter.drawText(title, middle | Qt.AlignmentFlag.AlignLeft, self._title)
        filled = sided(QRectF(bar, 0, px(100), px(HEAD)), width)
        painter.drawText(filled, middle | Qt.AlignmentFlag.AlignLeft, _("Filled"))
        titles = (_("Errors"), _("Warnings"), _("Info"), _("Explained"))
        for at, word in enumerate(titles):
            place = QRectF(findings + at * px(COUNT_WIDTH) - px(16), 0, px(COUNT_WIDTH) + px(10), px(HEAD))
            shown = painter.fontMetrics().elidedText(word, Qt.TextElideMode.ElideRight, int(place.width()) - px(4))
            painter.drawText(sided(place, width), middle | Qt.AlignmentFlag.AlignRight, shown)

    def _paint_row(self, painter: QPainter, box: QRectF, state: State, n: int) -> None:
        bar, count, findings = self._columns()
        width = self.width()
        middle, left, right = Qt.AlignmentFlag.AlignVCenter, Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
        if n == self.at and self.hasFocus():
            painter.setPen(QPen(colour("accent"), 2))
            painter.setBrush(colour("sel"))
            painter.drawRect(box.adjusted(1, 1, -1, -1))
        else:
            painter.setPen(colour("line"))
            painter.drawLine(QPointF(box.left(), box.top()), QPointF(box.right(), box.top()))
        start = px(54) if self._has_codes else px(14)
        if self._has_codes:
            painter.setFont(fonts.font(11, 600, zoom=theme().zoom))
            painter.setPen(colour("muted"))
            code = sided(QRectF(px(14), box.y(), px(40), box.height()), width)
            painter.drawText(code, middle | left, state.code)
        painter.setFont(fonts.font(13, zoom=theme().zoom))
        painter.setPen(colour("text"))
        title = self._name_of(state.code)
        room = bar - px(12) - start
        shown = painter.fontMetrics().elidedText(title, Qt.TextElideMode.ElideRight, int(room))
        painter.drawText(sided(QRectF(start, box.y(), room, box.height()), width), middle | left, shown)
        thin = QRectF(bar, box.center().y() - px(3), px(88), px(6))
        paint_thin_bar(painter, sided(thin, width), state.filled, state.missing_with_reason, state.indicators)
        painter.setPen(colour("text"))
        told = _("{n} of {total}").format(n=state.filled + state.missing_with_reason, total=state.indicators)
        painter.drawText(sided(QRectF(count, box.y(), px(64), box.height()), width), middle | right, told)
        for at, (kind, number) in enumerate(
            zip(KINDS, (state.error, state.warning, state.info, state.explained), strict=True)
        ):
            if number:
                edge = findings + (at + 1) * px(COUNT_WIDTH) - px(6)
                painter.setFont(fonts.font(13, 600, zoom=theme().zoom))
                painter.setPen(colour({"explained": "text2"}.get(kind, kind)))
                place = sided(QRectF(edge - px(50), box.y(), px(50), box.height()), width)
                painter.drawText(place, middle | right, str(number))
                digits = painter.fontMetrics().horizontalAdvance(str(number))
                mark = sided(QRectF(edge - digits - px(18), box.center().y() - px(6), px(12), px(12)), width)
                painter.drawPixmap(mark.topLeft(), marks.pixmap(kind, 12))

    def _describe(self) -> None:
        """The chosen row in words, for screen readers."""
        if not self.states:
            return
        state = self.states[self.at]
        title = self._name_of(state.code)
        told = [
            title,
            _("{n} of {total}").format(n=state.filled + state.missing_with_reason, total=state.indicators),
            plural("{n} error", "{n} errors", state.error),
            plural("{n} warning", "{n} warnings", state.warning),
        ]
        self.setAccessibleDescription(", ".join(told))
        self.pointed.emit(state)
