"""Owns the small parts of every page: labels, lines, chips, progress, pie, combo box, card, empty state, spaces."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPainterPath, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QScrollArea,
    QSizePolicy,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    QVBoxLayout,
    QWidget,
)

from desktop.language import _
from desktop.ui.common import fonts, icons, marks
from desktop.ui.common.bidi import is_mirrored, isolated
from desktop.ui.common.buttons import Button
from desktop.ui.common.theme import colour, px, theme

LEAST_WORDS = 40
"""Width of the first letters of a line that is cut."""
SENTENCE = 420
"""Width of a sentence in the middle of a page."""
_Box = TypeVar("_Box", QVBoxLayout, QHBoxLayout)


class Label(QLabel):
    """Plain text, never markup, in a size and weight of the design. Where a line has no room it ends in “…”; the tool tip has it whole.

    `tone`: text, text2, muted, error, warning, info, ok, accent.
    """

    def __init__(
        self, text: str = "", parent: QWidget | None = None, *, size: float = 13, weight: int = 400, tone: str = "text",
        wrap: bool = False,
    ):  # fmt: skip
        super().__init__(isolated(text), parent)
        self._size, self._weight = size, weight
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        self.set_tone(tone)
        theme().changed.connect(self.restyle)
        self.restyle()

    def setText(self, text: str) -> None:
        super().setText(isolated(text))
        self._fit()

    def restyle(self) -> None:
        self.setFont(fonts.font(self._size, self._weight, zoom=theme().zoom))
        self._fit()

    def minimumSizeHint(self) -> QSize:
        size = super().minimumSizeHint()
        return size if self.wordWrap() else QSize(min(size.width(), px(LEAST_WORDS)), size.height())

    @property
    def is_cut(self) -> bool:
        """Whether the line has less room than it needs."""
        return not self.wordWrap() and self.sizeHint().width() > self.width() + 1

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        if self.is_cut or self._is_told:
            self._is_told = self.is_cut
            self.setToolTip(self.text() if self.is_cut else "")

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self.is_cut:
            super().paintEvent(event)
            return
        painter = QPainter(self)
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.contentsRect().width())
        align = QStyle.visualAlignment(self.layoutDirection(), self.alignment())
        self.style().drawItemText(
            painter, self.contentsRect(), align, self.palette(), self.isEnabled(), shown, self.foregroundRole()
        )
        painter.end()

    _is_told = False
    """Whether the tool tip has the words that are cut."""

    def set_tone(self, tone: str) -> None:
        if self.property("tone") != tone:
            self.setProperty("tone", tone)
            if self.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
                self.style().unpolish(self)
                self.style().polish(self)
                self.restyle()


class Picture(QLabel):
    """An icon or a mark beside text; says its word to screen readers."""

    def __init__(
        self, parent: QWidget | None = None, *, icon: str = "", mark: str = "", token: str = "text2", size: float = 16
    ):
        super().__init__(parent)
        self._icon, self._mark, self._token, self._size = icon, mark, token, size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.restyle)
        self.restyle()

    def restyle(self) -> None:
        self.setAccessibleName(_(marks.WORDS[self._mark]) if self._mark else "")
        if self._mark:
            self.setPixmap(marks.pixmap(self._mark, self._size))
        elif self._icon:
            self.setPixmap(icons.pixmap(self._icon, self._token, self._size))

    def show_mark(self, mark: str) -> None:
        self._mark = mark
        self.setVisible(bool(mark))
        self.restyle()


def line(parent: QWidget | None = None, *, upright: bool = False) -> QFrame:
    """A thin separator."""
    made = QFrame(parent)
    made.setObjectName("upright" if upright else "line")
    return made


def rows(
    *things: QWidget | QLayout | int, margins: tuple[int, int, int, int] = (0, 0, 0, 0), gap: int = 0
) -> QVBoxLayout:
    """Things below each other; an int is a space, -1 a stretch."""
    return _filled(QVBoxLayout(), things, margins, gap)


def columns(
    *things: QWidget | QLayout | int, margins: tuple[int, int, int, int] = (0, 0, 0, 0), gap: int = 0
) -> QHBoxLayout:
    """Things beside each other; an int is a space, -1 a stretch."""
    return _filled(QHBoxLayout(), things, margins, gap)


def _filled(
    layout: _Box, things: tuple[QWidget | QLayout | int, ...], margins: tuple[int, int, int, int], gap: int
) -> _Box:
    layout.setContentsMargins(*(px(side) for side in margins))
    layout.setSpacing(px(gap))
    for thing in things:
        if isinstance(thing, int):
            if thing < 0:
                layout.addStretch(-thing)
            else:
                layout.addSpacing(px(thing))
        elif isinstance(thing, QWidget):
            layout.addWidget(thing)
        else:
            layout.addLayout(thing)
    return layout


def let_scroll(area: QScrollArea, name: str) -> None:
    """Let the keys scroll an area of text: it can have the focus, shows it, and says what it is."""
    area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    area.setAccessibleName(name)
    area.setProperty("ring", "true")


class Chip(QWidget):
    """A state in a few words on a soft ground, with its mark; no button.

    `tone`: error, warning, info, ok, conflict, accent, muted.
    """

    def __init__(self, text: str = "", parent: QWidget | None = None, *, tone: str = "muted", mark: str = ""):
        super().__init__(parent)
        self._text, self._tone, self._mark = text, tone, mark
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text)
        theme().changed.connect(self.updateGeometry)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where it has no room for its words the tool tip has them whole."""
        super().resizeEvent(event)
        self.setToolTip(self._text if self.sizeHint().width() > self.width() + 1 else "")

    def show_text(self, text: str, tone: str = "", mark: str | None = None) -> None:
        self._text, self._tone = text, tone or self._tone
        self._mark = self._mark if mark is None else mark
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def _font_width(self) -> int:
        return QFontMetrics(fonts.font(12, 500, zoom=theme().zoom)).horizontalAdvance(self._text)

    def sizeHint(self) -> QSize:
        return QSize(self._font_width() + px(18) + (px(16) if self._mark else 0), px(20))

    def paintEvent(self, _: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour({"muted": "hover", "accent": "accent_soft"}.get(self._tone, f"{self._tone}_soft")))
        box = QRectF(self.rect())
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        start = px(9)
        rtl = is_mirrored()
        if self._mark:
            at = self.width() - px(7) - px(12) if rtl else px(7)
            painter.drawPixmap(QPointF(at, (self.height() - px(12)) / 2), marks.pixmap(self._mark, 12))
            start = px(23)
        painter.setFont(fonts.font(12, 500, zoom=theme().zoom))
        painter.setPen(colour({"muted": "text2"}.get(self._tone, self._tone)))
        inner = self.rect().adjusted(0 if rtl else start, 0, -start if rtl else 0, 0)
        side = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
        room = self.width() - start - px(7)
        shown = painter.fontMetrics().elidedText(isolated(self._text), Qt.TextElideMode.ElideRight, room)
        painter.drawText(inner, Qt.AlignmentFlag.AlignAbsolute | side | Qt.AlignmentFlag.AlignVCenter, shown)
        painter.end()


class ThinBar(QWidget):
    """How full something is: filled, empty with a reason, still to come; 6 high."""

    def __init__(self, parent: QWidget | None = None, *, width: float = 90):
        super().__init__(parent)
        self._width = width
        self.filled, self.reason, self.total = 0, 0, 0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_counts(self, filled: int, reason: int, total: int) -> None:
        self.filled, self.reason, self.total = filled, reason, total
        self.setAccessibleName(f"{filled + reason} / {total}")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(px(self._width), px(6))

    def paintEvent(self, _: QPaintEvent) -> None:
        painter = QPainter(self)
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            painter.translate(self.width(), 0)
            painter.scale(-1, 1)
        paint_thin_bar(painter, QRectF(self.rect()), self.filled, self.reason, self.total)
        painter.end()


def paint_thin_bar(painter: QPainter, box: QRectF, filled: int, reason: int, total: int) -> None:
    """The same in any painting: tables and cards show it too."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    around = QPainterPath()
    around.addRoundedRect(box, box.height() / 2, box.height() / 2)
    painter.setClipPath(around)
    painter.fillRect(box, colour("line"))
    if total:
        first, both = box.width() * filled / total, box.width() * (filled + reason) / total
        painter.fillRect(QRectF(box.x(), box.y(), both, box.height()), colour("note"))
        painter.fillRect(QRectF(box.x(), box.y(), first, box.height()), colour("accent"))
    painter.restore()


def paint_pie(painter: QPainter, box: QRectF, part: float) -> None:
    """A ring with a slice as large as what is done; a tick when all is."""
    if part >= 1:
        mark = marks.pixmap("done", box.width() * 100 / theme().zoom)
        painter.drawPixmap(box.topLeft(), mark)
        return
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    tint = colour("accent")
    painter.setPen(QPen(tint, box.width() / 11))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    ring = box.adjusted(1, 1, -1, -1)
    painter.drawEllipse(ring)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(tint)
    inset = box.width() / 6
    painter.drawPie(ring.adjusted(inset, inset, -inset, -inset), 90 * 16, -round(360 * 16 * part))
    painter.restore()


class Pie(QWidget):
    """How far a module is, as a pie."""

    def __init__(self, parent: QWidget | None = None, *, size: float = 16):
        super().__init__(parent)
        self._size, self.part = size, 0.0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_part(self, part: float) -> None:
        self.part = part
        self.setAccessibleName(f"{part:.0%}")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(px(self._size), px(self._size))

    def paintEvent(self, _: QPaintEvent) -> None:
        painter = QPainter(self)
        side = px(self._size)
        paint_pie(painter, QRectF((self.width() - side) / 2, (self.height() - side) / 2, side, side), self.part)
        painter.end()


class Combo(QComboBox):
    """A choice of few, with the chevron of the design."""

    def __init__(self, parent: QWidget | None = None, *, small: bool = False, name: str = ""):
        super().__init__(parent)
        self.setProperty("small", "true" if small else "false")
        self.setAccessibleName(name)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(4)

    def paintEvent(self, _: QPaintEvent) -> None:
        painter = QStylePainter(self)
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        room = self.width() - px(38)
        shown = self.currentText() if self.currentIndex() >= 0 else self.placeholderText()
        option.currentText = self.fontMetrics().elidedText(shown, Qt.TextElideMode.ElideRight, room)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        side = px(14)
        left = px(6) if self.layoutDirection() == Qt.LayoutDirection.RightToLeft else self.width() - side - px(6)
        painter.drawPixmap(left, (self.height() - side) // 2, icons.pixmap("chevron-down", "text2", 14))
        painter.end()


class Card(QFrame):
    """A group with a thin edge and round corners on the page, or a soft ground."""

    def __init__(self, parent: QWidget | None = None, *, ground: str = "page", edge: str = "line"):
        super().__init__(parent)
        self._ground, self._edge = ground, edge

    def set_ground(self, ground: str, edge: str = "") -> None:
        self._ground, self._edge = ground, edge
        self.update()

    def paintEvent(self, _: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colour(self._edge), 1) if self._edge else QPen(QColor(0, 0, 0, 0)))
        painter.setBrush(colour(self._ground))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), px(8), px(8))
        painter.end()


class EmptyState(QWidget):
    """One sentence what will be here, one button, at most one link."""

    def __init__(
        self, sentence: str, parent: QWidget | None = None, *, icon: str = "", button: str = "",
        deed: Callable[[], object] | None = None, link: str = "", second: Callable[[], object] | None = None,
    ):  # fmt: skip
        super().__init__(parent)
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        middle = QVBoxLayout()
        middle.setSpacing(px(12))
        if icon:
            middle.addWidget(Picture(icon=icon, token="muted", size=28), 0, Qt.AlignmentFlag.AlignHCenter)
        words = Label(sentence, tone="text2", wrap=True)
        words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._words = words
        middle.addWidget(words, 0, Qt.AlignmentFlag.AlignHCenter)
        self.button: Button | None = None
        if button and deed:
            self.button = Button(button)
            self.button.clicked.connect(deed)
            middle.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        if link and second:
            other = Button(link, kind="link")
            other.clicked.connect(second)
            middle.addWidget(other, 0, Qt.AlignmentFlag.AlignHCenter)
        outer = QVBoxLayout(self)
        outer.addStretch(2)
        outer.addLayout(middle)
        outer.addStretch(3)
        theme().changed.connect(self.restyle)
        self.restyle()

    def restyle(self) -> None:
        """Aligned in the middle the sentence would get the height of one line."""
        self._words.setFixedWidth(px(SENTENCE))
        self._words.setMinimumHeight(self._words.heightForWidth(px(SENTENCE)))
