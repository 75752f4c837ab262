"""Owns the painting of the figures:
one loop over the cells in the exposed rectangle, from prepared cells and cached marks.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QLine, QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen

from desktop.ui.common import fonts, icons, marks
from desktop.ui.common.bidi import isolated
from desktop.ui.common.theme import px, theme
from desktop.ui.grid.model import GridModel
from desktop.ui.grid.rows import PaintCell, Row

GUTTER = 12
MARK = 11
_QUIET = ("by", "source", "difference", "apart", "percent")
ROW_GROUNDS = {"group": "subtle", "by": "subtle", "sum": "subtle"}


@dataclass(frozen=True, slots=True)
class Box:
    """A row or a column in the view: its number, where it begins, how large it is."""

    number: int
    at: int
    size: int


@dataclass(frozen=True, slots=True)
class Selected:
    """A selected range: rows and columns of the model, both ends included."""

    top: int
    bottom: int
    left: int
    right: int

    @property
    def is_one(self) -> bool:
        """Whether it is a single cell."""
        return self.top == self.bottom and self.left == self.right


class Painter:
    """Fonts, colours and metrics of one zoom and scheme; made anew when either changes."""

    def __init__(self, model: GridModel, ratio: float, mirrored: bool):
        look = theme()
        self.model, self.ratio, self.mirrored, self.zoom = model, ratio, mirrored, look.zoom
        self.figures: QFont = fonts.font(13, zoom=look.zoom)
        self.bold: QFont = fonts.font(13, 600, zoom=look.zoom)
        self.small: QFont = fonts.font(10, 600, zoom=look.zoom)
        self.metrics, self.bold_metrics = QFontMetrics(self.figures), QFontMetrics(self.bold)
        self.ascent, self.height = self.metrics.ascent(), self.metrics.height()
        self.digit, self.sign = self.metrics.horizontalAdvance("0"), self.metrics.horizontalAdvance(".")
        self.gutter, self.mark, self.corner = px(GUTTER), px(MARK), px(6)
        self.marks = {kind: marks.pixmap(kind, MARK, ratio) for kind in marks.TOKENS}
        names = (
            "page", "subtle", "line", "line2", "grid2", "sel", "text", "text2", "muted", "accent", "note", "error",
            "derived_soft", "hatch",
        )  # fmt: skip
        self.c: dict[str, QColor] = {name: look.colour(name) for name in names}

    def tone(self, name: str) -> QColor:
        found = self.c.get(name)
        if found is None:
            found = self.c[name] = theme().colour(name)
        return found

    def paint(  # noqa: PLR0917
        self, painter: QPainter, exposed: QRect, rows: list[Box], columns: list[Box], selected: list[Selected],
        cursor: tuple[int, int] | None,
    ) -> None:  # fmt: skip
        """Draw everything in the exposed rectangle. `columns` count the model's own, from 1."""
        painter.fillRect(exposed, self.c["page"])
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)  # a minus stays before its number
        painter.setFont(self.figures)
        late: list[tuple[PaintCell, int, int, int]] = []
        lines: list[QLine] = []
        uprights: list[QLine] = []
        if not columns:
            return
        left = min(column.at for column in columns)
        right = max(column.at + column.size for column in columns)
        for row in rows:
            line = self.model.rows[row.number]
            ground = ROW_GROUNDS.get(line.kind, "derived_soft" if line.derived else "")
            if ground:
                painter.fillRect(left, row.at, right - left, row.size, self.c[ground])
            bottom = row.at + row.size - 1
            lines.append(QLine(left, bottom, right - 1, bottom))
            if line.kind in ("group", "by"):
                continue
            for column in columns:
                cell = line.cells[column.number - 1] or self.model.prepared(row.number, column.number - 1)
                edge = column.at if self.mirrored else column.at + column.size - 1
                uprights.append(QLine(edge, row.at, edge, bottom))
                self._ground(painter, cell, row, column, selected, cursor)
                if cell.text:
                    self._text(painter, cell, row, column, late)
                if cell.mark and cell.kind != "unreadable":
                    at = column.at + column.size - self.mark - px(4) if self.mirrored else column.at + px(6)
                    painter.drawPixmap(at, row.at + (row.size - 1 - self.mark) // 2, self.marks[cell.mark])
                if cell.note:
                    self._corner(painter, row, column)
        painter.setPen(self.c["grid2"])
        painter.drawLines(uprights)
        painter.setPen(self.c["line"])
        painter.drawLines(lines)
        self._late(painter, late)
        self._cursor(painter, rows, columns, cursor)

    def _ground(  # noqa: PLR0917
        self, painter: QPainter, cell: PaintCell, row: Box, column: Box, selected: list[Selected],
        cursor: tuple[int, int] | None,
    ) -> None:  # fmt: skip
        is_cursor = cursor == (row.number, column.number)
        chosen = not is_cursor and any(
            s.top <= row.number <= s.bottom and s.left <= column.number <= s.right for s in selected
        )
        name = "sel" if chosen else cell.tint
        if name:
            painter.fillRect(column.at, row.at, column.size - 1, row.size - 1, self.tone(name))
        if cell.kind == "unreadable":
            pen = QPen(self.c["error"], 1, Qt.PenStyle.DashLine)
            painter.setPen(pen)
            painter.drawRect(column.at + 1, row.at + 1, column.size - 3, row.size - 4)
            at = column.at + column.size - self.mark - px(4) if self.mirrored else column.at + px(4)
            painter.drawPixmap(at, row.at + (row.size - 1 - self.mark) // 2, self.marks["unreadable"])

    def _text(
        self, painter: QPainter, cell: PaintCell, row: Box, column: Box, late: list[tuple[PaintCell, int, int, int]]
    ) -> None:
        if cell.zoom != self.zoom:
            metrics = self.bold_metrics if cell.strong else self.metrics
            cell.width, cell.zoom = metrics.horizontalAdvance(cell.text), self.zoom
        base = row.at + (row.size - 1 - self.height) // 2 + self.ascent
        taken = px(18) if cell.mark else px(4)
        room = column.size - self.gutter - taken
        text, width = cell.text, cell.width
        is_words = cell.kind == "unreadable" or not cell.text[-1:].isdigit()
        if width > room:
            text = self.metrics.elidedText(text, Qt.TextElideMode.ElideRight, room) if is_words else "⋯"
            width = self.metrics.horizontalAdvance(text)
        if cell.kind == "unreadable" or (cell.kind == "value" and is_words):  # words begin where one begins to read
            inset = px(20) if cell.mark else px(8)
            start = column.at + column.size - inset - width if self.mirrored else column.at + inset
        else:
            pad = cell.lacks * self.digit + (self.sign if cell.lacks and "." not in text and "," not in text else 0)
            pad = pad if width + pad <= room else 0
            inner = self.gutter + pad
            start = column.at + inner if self.mirrored else column.at + column.size - inner - width
        late.append((cell if text == cell.text else _short(cell, text), start, base, column.at))
        if cell.letter:
            self._letter(painter, cell, row, column)

    def _letter(self, painter: QPainter, cell: PaintCell, row: Box, column: Box) -> None:
        painter.setFont(self.small)
        painter.setPen(self.c["text2"])
        at = column.at + px(3) if self.mirrored else column.at + column.size - self.gutter + px(2)
        painter.drawText(at, row.at + row.size // 2, cell.letter)
        painter.setFont(self.figures)

    def _corner(self, painter: QPainter, row: Box, column: Box) -> None:
        side = self.corner
        top = row.at
        for step in range(side):
            length = side - step
            left = column.at if self.mirrored else column.at + column.size - 1 - length
            painter.fillRect(left, top + step, length, 1, self.c["note"])

    def _late(self, painter: QPainter, late: list[tuple[PaintCell, int, int, int]]) -> None:
        """Texts by tone, so that the pen changes a few times only."""
        by_tone: dict[tuple[str, bool], list[tuple[PaintCell, int, int, int]]] = {}
        for entry in late:
            by_tone.setdefault((entry[0].tone, entry[0].strong), []).append(entry)
        for (tone, strong), entries in by_tone.items():
            painter.setPen(self.tone(tone))
            painter.setFont(self.bold if strong else self.figures)
            for cell, x, y, _left in entries:
                painter.drawText(x, y, cell.text)

    def _cursor(self, painter: QPainter, rows: list[Box], columns: list[Box], cursor: tuple[int, int] | None) -> None:
        if cursor is None:
            return
        row = next((row for row in rows if row.number == cursor[0]), None)
        column = next((column for column in columns if column.number == cursor[1]), None)
        if row and column:
            painter.setPen(
                QPen(self.c["accent"], 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.SquareCap, Qt.PenJoinStyle.MiterJoin)
            )
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(column.at + 1, row.at + 1, column.size - 3, row.size - 3)


def _short(cell: PaintCell, text: str) -> PaintCell:
    made = PaintCell()
    made.text, made.tone, made.strong = text, cell.tone, cell.strong
    return made


class LabelPainter:
    """The frozen column: chevron, label, ƒ, unit."""

    def __init__(self, ratio: float, mirrored: bool):
        zoom = theme().zoom
        self.ratio, self.mirrored = ratio, mirrored
        self.fonts = {weight: fonts.font(13, weight, zoom=zoom) for weight in (400, 500, 600)}
        self.metrics = {weight: QFontMetrics(font) for weight, font in self.fonts.items()}
        self.unit, self.group = fonts.font(11, zoom=zoom), fonts.font(12, 600, zoom=zoom)
        self.unit_metrics, self.group_metrics = QFontMetrics(self.unit), QFontMetrics(self.group)
        self.f_sign = fonts.font(14, 400, italic=True, zoom=zoom)

    def paint(self, painter: QPainter, row: Row, box: QRect, is_current: bool) -> None:
        ground = ROW_GROUNDS.get(row.kind, "derived_soft" if row.derived else "page")
        painter.fillRect(box, theme().colour("accent_soft" if is_current else ground))
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)  # titles may be in another language
        muted, width = theme().colour("muted"), box.width()
        unit_width = self.unit_metrics.horizontalAdvance(row.unit) if row.unit else 0
        end = px(9) + unit_width
        if row.unit:
            self._text(painter, self.unit, muted, row.unit, box, width - end, unit_width)
        if row.derived and row.kind in ("indicator", "area"):
            end = max(end, px(34)) + px(10) + px(9)
            self._text(painter, self.f_sign, theme().colour("derived"), "ƒ", box, width - end, px(12))
        if row.kind == "group":
            room = width - px(10) - end - px(6)
            name = self.group_metrics.elidedText(row.label, Qt.TextElideMode.ElideRight, room)
            self._text(painter, self.group, theme().colour("text2"), name, box, px(10), room)
        else:
            self._label(painter, row, box, end)
        painter.setPen(theme().colour("line"))
        painter.drawLine(box.left(), box.bottom(), box.right(), box.bottom())

    def _label(self, painter: QPainter, row: Row, box: QRect, end: int) -> None:
        start = px(8 + 18 * row.level)
        if row.can_open:
            icon = icons.pixmap("chevron-down" if row.is_open else "chevron-right", "text2", 12, self.ratio)
            left = box.right() - start - px(12) if self.mirrored else box.left() + start
            painter.drawPixmap(left, box.top() + (box.height() - px(12)) // 2, icon)
        start += px(18)
        if row.mark:
            left = box.right() - start - px(12) if self.mirrored else box.left() + start
            painter.drawPixmap(left, box.top() + (box.height() - px(12)) // 2, marks.pixmap(row.mark, 12, self.ratio))
            start += px(18)
        is_top = row.kind in ("indicator", "area")
        weight = 600 if row.strong else 500 if is_top and not row.derived else 400
        tone = "derived" if row.derived and is_top else "text2" if row.kind in _QUIET else "text"
        room = box.width() - start - end - px(6)
        side = Qt.TextElideMode.ElideMiddle if row.kind == "source" else Qt.TextElideMode.ElideRight
        text = self.metrics[weight].elidedText(row.label, side, room)
        self._text(painter, self.fonts[weight], theme().colour(tone), text, box, start, room)

    def _text(  # noqa: PLR0917
        self, painter: QPainter, font: QFont, tone: QColor, text: str, box: QRect, start: int, width: int
    ) -> None:
        painter.setFont(font)
        painter.setPen(tone)
        left = box.right() + 1 - start - width if self.mirrored else box.left() + start
        side = Qt.AlignmentFlag.AlignRight if self.mirrored else Qt.AlignmentFlag.AlignLeft
        flags = Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter | side
        painter.drawText(QRect(left, box.top(), width, box.height()), flags, isolated(text))
