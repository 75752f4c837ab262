"""Owns the painting of the navigator's rows, whole or folded to codes and icons."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop.language import _
from desktop.ui.common import fonts, icons, marks
from desktop.ui.common.theme import colour, px, theme
from desktop.ui.common.widgets import paint_pie
from desktop.ui.navigator.model import ENTRY, NavEntry

_HEIGHTS = {"page": 27, "module": 27, "part": 23, "line": 9}
_START = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute


class NavigatorDelegate(QStyledItemDelegate):
    """`is_folded` shows codes with marks."""

    def __init__(self, parent: QObject | None = None):
        super().__init__(parent)
        self.is_folded = False

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        entry: NavEntry = index.data(ENTRY)
        return QSize(px(40), px(9 if self.is_folded and entry.kind == "part" else _HEIGHTS[entry.kind]))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        entry: NavEntry = index.data(ENTRY)
        state: QStyle.StateFlag = option.state
        rect: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        row = _Row(painter, rect, bool(state & QStyle.StateFlag.State_Selected), self._is_mirrored())
        if entry.kind == "line" or (self.is_folded and entry.kind == "part"):
            row.line(18 if self.is_folded else 14)
        elif entry.kind == "part":
            row.text(entry.text, 14, colour_name="muted", size=12, weight=600, up=3)
        else:
            row.ground(
                bool(state & QStyle.StateFlag.State_HasFocus),
                bool(state & QStyle.StateFlag.State_MouseOver),
                inset=4 if self.is_folded else 6,
            )
            if self.is_folded:
                row.folded(entry)
            else:
                row.whole(entry)
        painter.restore()

    def _is_mirrored(self) -> bool:
        return QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft


class _Row:
    """Draws into one row with distances from the reading side, whichever that is."""

    def __init__(self, painter: QPainter, rect: QRect, selected: bool, mirrored: bool):
        self.painter, self.rect, self.selected, self.mirrored = painter, rect, selected, mirrored

    def box(self, start: int, width: int) -> QRect:
        left = self.rect.right() + 1 - start - width if self.mirrored else self.rect.left() + start
        return QRect(left, self.rect.top(), width, self.rect.height())

    def ground(self, focus: bool, hover: bool, *, inset: int) -> None:
        box = QRectF(self.rect).adjusted(px(inset), 0, -px(inset), 0)
        if self.selected or hover:
            self.painter.setPen(Qt.PenStyle.NoPen)
            self.painter.setBrush(colour("sel" if self.selected else "hover"))
            self.painter.drawRoundedRect(box, px(5), px(5))
        if focus:
            self.painter.setBrush(Qt.BrushStyle.NoBrush)
            self.painter.setPen(QPen(colour("accent"), 2))
            self.painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), px(5), px(5))

    def line(self, inset: int) -> None:
        self.painter.setPen(colour("line"))
        middle = self.rect.center().y()
        self.painter.drawLine(self.rect.left() + px(inset), middle, self.rect.right() - px(inset), middle)

    def text(
        self, text: str, start: int, *, colour_name: str = "text", size: float = 13, weight: int = 400, up: int = 0,
        end: int = 8,
    ) -> None:  # fmt: skip
        self.painter.setPen(colour(colour_name))
        self.painter.setFont(fonts.font(size, weight, zoom=theme().zoom))
        box = self.box(px(start), self.rect.width() - px(start) - px(end)).adjusted(0, px(up), 0, 0)
        side = Qt.AlignmentFlag.AlignRight if self.mirrored else Qt.AlignmentFlag.AlignLeft
        shown = self.painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, box.width())
        self.painter.drawText(box, _START | side, shown)

    def end_text(self, text: str, start: int, width: int, *, colour_name: str, size: float, weight: int = 400) -> None:
        self.painter.setPen(colour(colour_name))
        self.painter.setFont(fonts.font(size, weight, zoom=theme().zoom))
        side = Qt.AlignmentFlag.AlignLeft if self.mirrored else Qt.AlignmentFlag.AlignRight
        self.painter.drawText(self.box(start, width), _START | side, text)

    def picture(self, start: int, size: int, *, icon: str = "", mark: str = "", token: str = "text2") -> None:
        side = px(size)
        box = self.box(start, side)
        made = icons.pixmap(icon, token, size) if icon else marks.pixmap(mark, size)
        self.painter.drawPixmap(QPoint(box.left(), box.top() + (box.height() - side) // 2), made)

    def whole(self, entry: NavEntry) -> None:
        width, weight = self.rect.width(), 600 if self.selected else 400
        if entry.kind == "module":
            side = px(15)
            box = self.box(px(14), side)
            top = box.top() + (box.height() - side) / 2
            paint_pie(self.painter, QRectF(box.left(), top, side, side), entry.part)
        else:
            self.picture(px(14), 16, icon=entry.icon, token="accent" if self.selected else "text2")
        is_done = entry.kind == "module" and entry.part >= 1
        end = 14 if entry.kind == "page" or is_done else 76
        self.text(entry.text, 38, weight=weight, end=end)
        if entry.kind == "page":
            if entry.number:
                self.end_text(str(entry.number), width - px(60), px(46), colour_name="muted", size=12)
            return
        if not is_done:
            percent = _("{n} %").format(n=int(entry.part * 100))
            self.end_text(percent, width - px(93), px(48), colour_name="muted", size=11.5)
        if entry.mark:
            self.picture(width - px(39), 12, mark=entry.mark)
            token = {"warning": "warning"}.get(entry.mark, entry.mark)
            self.text(
                str(entry.number), round((width - px(24)) * 100 / theme().zoom), colour_name=token, size=12, weight=600,
                end=0,
            )  # fmt: skip

    def folded(self, entry: NavEntry) -> None:
        if entry.kind == "page":
            start = (self.rect.width() - px(16)) // 2
            self.picture(start, 16, icon=entry.icon, token="accent" if self.selected else "text2")
            return
        tone = "text" if self.selected else "text2"
        self.text(entry.id, 9, colour_name=tone, size=11.5, weight=700 if self.selected else 600, end=0)
        if entry.mark:
            self.picture(px(38), 10, mark=entry.mark)
