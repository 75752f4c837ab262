"""Owns the printed table: what the rows say, cut into pages of A4, painted in points from the model and not from the screen."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from PySide6.QtCore import QDate, QLineF, QLocale, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from desktop.language import _, current, marked
from desktop.ui.common import fonts
from desktop.ui.common.theme import LIGHT
from desktop.ui.grid import cells
from desktop.ui.grid.model import GridModel
from desktop.ui.grid.rows import Column, PaintCell, Row

LABELS, LEAST, WORDS_LEAST, ROOM = 236.0, 40.0, 64.0, 16.0
LINE, HEAD, BAND, TITLE, FOOT, INDENT, GUTTER = 13.0, 16.0, 14.0, 46.0, 14.0, 10.0, 9.0
"""In points: the height of a row, of the head and its band, of the title and the foot; insets."""
THIN = 0.4
MOST_LINES = 6
LETTERS = {
    "error": ("e", marked("error")), "warning": ("w", marked("warning")), "info": ("i", marked("information")),
    "explained": ("x", marked("explained")), "unreadable": ("u", marked("cannot be read as a number")),
    "conflict": ("c", marked("two values, not settled")), "sources": ("s", marked("several sources")),
    "published": ("p", marked("published")), "unpublished": ("q", marked("not published")), "note": ("n", marked("note")),
}  # fmt: skip
"""The marks of the screen as small letters before the figure; the status stands behind it as a capital."""


@dataclass(frozen=True)
class Titles:
    """What stands above and below every page."""

    title: str
    about: str
    profile: str
    head: str


class Block(NamedTuple):
    """Columns that stand beside each other on a page, each with its width."""

    numbers: tuple[int, ...]
    widths: tuple[float, ...]


class Leaf(NamedTuple):
    """One page: columns, rows, and how high each row is."""

    block: Block
    rows: tuple[int, ...]
    heights: tuple[float, ...]


@dataclass
class Sheet:
    """The table of a model on pages of a size in points; `mirrored` runs from right to left."""

    grid: GridModel
    titles: Titles
    size: QSizeF
    mirrored: bool = False
    pages: list[Leaf] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._fonts = {
            "text": fonts.font(8), "name": fonts.font(8, 500), "strong": fonts.font(8, 600), "worked out": fonts.font(8, italic=True),
            "small": fonts.font(6, 600), "caption": fonts.font(7), "title": fonts.font(14, 600), "head": fonts.font(8, 600),
        }  # fmt: skip
        self._metrics = {name: QFontMetricsF(font) for name, font in self._fonts.items()}
        self._cells = [
            [self.grid.prepared(number, at) for at in range(len(self.grid.columns))] if row.kind != "group" else []
            for number, row in enumerate(self.grid.rows)
        ]
        self.legend = self._legend()
        self._legend_height = self._height_of(self.legend, "caption", self.size.width()) + 4 if self.legend else 0.0
        self._head = HEAD + (BAND if any(column.band for column in self.grid.columns) else 0)
        for block in self._blocks():
            self._fill(block)

    # What is said

    def _legend(self) -> str:
        """The letters that occur, with their words."""
        seen = [cell for line in self._cells for cell in line]
        parts = [
            f"{letter}  {cells.status_word(self.grid.session, letter)}"
            for letter in sorted({cell.letter for cell in seen if cell.letter})
        ]
        reasons = sorted({cell.text for cell in seen if cell.kind == "reason"})
        parts += [f"{text}  {cells.status_word(self.grid.session, text.strip('[]'))}" for text in reasons]
        marks = {mark for cell in seen for mark in _marks(cell)}
        parts += [f"{letter}  {_(word)}" for mark, (letter, word) in LETTERS.items() if mark in marks]
        if any(cell.computed for cell in seen):
            parts.append(_("italic: worked out"))
        return "   ·   ".join(parts)

    def _label(self, row: Row) -> str:
        return f"ƒ {row.label}" if row.derived and row.kind == "indicator" else row.label

    # How it is cut

    def _blocks(self) -> list[Block]:
        """As many columns as a page is wide; the parts of a band stay together where they can."""
        widths = [self._width(at) for at in range(len(self.grid.columns))]
        room = self.size.width() - LABELS
        made: list[list[int]] = [[]]
        used, at = 0.0, 0
        while at < len(widths):
            together = 1
            band = self.grid.columns[at].band
            while band and at + together < len(widths) and self.grid.columns[at + together].band == band:
                together += 1
            wide = sum(widths[at : at + together])
            if wide > room:
                together, wide = 1, widths[at]
            if made[-1] and used + wide > room:
                made.append([])
                used = 0.0
            made[-1] += range(at, at + together)
            used += wide
            at += together
        return [Block(tuple(numbers), tuple(widths[n] for n in numbers)) for numbers in made]

    def _width(self, at: int) -> float:
        least = max(LEAST, self._metrics["head"].horizontalAdvance(self.grid.columns[at].title) + GUTTER + 4)
        for line in self._cells:
            if line and line[at].text:
                marks = self._metrics["small"].horizontalAdvance(_letters(line[at]))
                wide = self._metrics["strong"].horizontalAdvance(line[at].text) + marks + ROOM
                least = max(least, min(wide, WORDS_LEAST) if _is_words(line[at]) else wide)
        return min(least, self.size.width() - LABELS)

    def _height_of(self, text: str, font: str, width: float) -> float:
        flags = int(Qt.TextFlag.TextWordWrap)
        return self._metrics[font].boundingRect(QRectF(0, 0, width, 10000), flags, text).height()

    def _row_height(self, number: int, block: Block) -> float:
        row = self.grid.rows[number]
        step = self._metrics["text"].lineSpacing()
        height = self._height_of(self._label(row), "strong", self._label_width(row))
        for at, width in zip(block.numbers, block.widths, strict=True):
            cell = self._cells[number][at] if self._cells[number] else None
            if cell is not None and cell.text and _is_words(cell):
                height = max(height, self._height_of(cell.text, "text", width - ROOM / 2))
        return max(LINE, min(height, MOST_LINES * step) + 3)

    def _label_width(self, row: Row) -> float:
        unit = self._metrics["caption"].horizontalAdvance(row.unit) + 8 if row.unit else 0.0
        return LABELS - INDENT * row.level - unit - 8

    def _fill(self, block: Block) -> None:
        """Rows into pages; a heading does not stand alone at the end of one."""
        room = self.size.height() - TITLE - self._head - self._legend_height - FOOT - 6
        rows: list[int] = []
        heights: list[float] = []
        for number in range(len(self.grid.rows)):
            height = self._row_height(number, block)
            if rows and sum(heights) + height > room:
                keep = len(rows)
                while keep > 1 and self.grid.rows[rows[keep - 1]].kind in ("group", "by"):
                    keep -= 1
                self.pages.append(Leaf(block, tuple(rows[:keep]), tuple(heights[:keep])))
                rows, heights = rows[keep:], heights[keep:]
            rows.append(number)
            heights.append(height)
        if rows or not self.pages:
            self.pages.append(Leaf(block, tuple(rows), tuple(heights)))

    # How it is painted

    def paint(self, painter: QPainter, number: int) -> None:
        """One page, from 0; the painter counts in points."""
        page = self.pages[number]
        self._titles(painter)
        self._heads(painter, page.block)
        top = TITLE + self._head
        for row, height in zip(page.rows, page.heights, strict=True):
            self._row(painter, row, top, height, page.block)
            top += height
        if self.legend:
            at = self.size.height() - FOOT - self._legend_height
            self._text(
                painter, self.legend, QRectF(0, at, self.size.width(), self._legend_height), "caption", LIGHT.text2
            )
        foot = QRectF(0, self.size.height() - FOOT, self.size.width(), FOOT)
        today = date.today()
        printed = QLocale(current()).toString(QDate(today.year, today.month, today.day), "d MMMM yyyy")
        self._text(painter, f"{self.titles.profile}   ·   {printed}", foot, "caption", LIGHT.text2)
        count = _("Page {n} of {total}").format(n=number + 1, total=len(self.pages))
        self._text(painter, count, foot, "caption", LIGHT.text2, at_end=True)

    def _titles(self, painter: QPainter) -> None:
        wide = self.size.width()
        self._text(painter, self.titles.title, QRectF(0, 0, wide, 20), "title", LIGHT.text)
        self._text(painter, self.titles.about, QRectF(0, 21, wide, 12), "caption", LIGHT.text2)

    def _heads(self, painter: QPainter, block: Block) -> None:
        painter.fillRect(QRectF(0, TITLE, self.size.width(), self._head), QColor(LIGHT.subtle))
        base = TITLE + self._head - HEAD
        self._text(painter, self.titles.head, self._at(4, LABELS - 8, base, HEAD), "head", LIGHT.text2)
        left, band = LABELS, ("", 0.0)
        for number, width in zip(block.numbers, block.widths, strict=True):
            column: Column = self.grid.columns[number]
            self._text(
                painter, column.title, self._at(left + 2, width - GUTTER - 2, base, HEAD), "head", LIGHT.text2, at_end=True
            )  # fmt: skip
            if column.band and column.band != band[0]:
                self._text(painter, column.band, self._at(left + 4, 200, TITLE, BAND), "strong", LIGHT.text)
                band = (column.band, left)
            left += width
        self._line(painter, TITLE + self._head, LIGHT.edge)

    def _row(self, painter: QPainter, number: int, top: float, height: float, block: Block) -> None:
        row = self.grid.rows[number]
        if row.kind in ("group", "by", "sum"):
            painter.fillRect(QRectF(0, top + THIN, self.size.width(), height - THIN), QColor(LIGHT.subtle))
        is_name = row.kind == "indicator" and not row.derived
        font = "strong" if row.strong or row.kind == "group" else "name" if is_name else "text"
        indent = 4 + INDENT * row.level
        self._text(
            painter, self._label(row), self._at(indent, self._label_width(row), top, height), font, LIGHT.text, wraps=True
        )  # fmt: skip
        if row.unit:
            box = self._at(4, LABELS - 10, top, height)
            self._text(painter, row.unit, box, "caption", LIGHT.muted, at_end=True)
        left = LABELS
        for at, width in zip(block.numbers, block.widths, strict=True):
            if self._cells[number]:
                self._cell(painter, self._cells[number][at], self._at(left, width, top, height))
            left += width
        self._line(painter, top + height, LIGHT.line2)

    def _cell(self, painter: QPainter, cell: PaintCell, box: QRectF) -> None:
        letters = _letters(cell)
        if letters:
            self._text(painter, letters, box.adjusted(2, 0, -2, 0), "small", LIGHT.text2)
        if not cell.text:
            return
        font = "strong" if cell.strong else "worked out" if cell.computed else "text"
        tone = LIGHT.error if cell.kind == "unreadable" else LIGHT.text
        if _is_words(cell):
            start = 2 + self._metrics["small"].horizontalAdvance(letters) + (2 if letters else 0)
            inner = box.adjusted(2, 0, -start, 0) if self.mirrored else box.adjusted(start, 0, -2, 0)
            self._text(painter, cell.text, inner, font, tone, wraps=True)
            return
        metrics = self._metrics[font]
        lacks = cell.lacks * metrics.horizontalAdvance("0")
        lacks += metrics.horizontalAdvance(".") if cell.lacks and "." not in cell.text and "," not in cell.text else 0
        inset = GUTTER + lacks
        inner = box.adjusted(inset, 0, 0, 0) if self.mirrored else box.adjusted(0, 0, -inset, 0)
        self._text(painter, cell.text, inner, font, tone, at_end=True)
        if cell.letter:
            place = box.adjusted(1, 0, 0, 0) if self.mirrored else box.adjusted(0, 0, -1, 0)
            self._text(painter, cell.letter, place, "small", LIGHT.text2, at_end=True)

    def _at(self, left: float, width: float, top: float, height: float) -> QRectF:
        """A box counted from where one begins to read."""
        start = self.size.width() - left - width if self.mirrored else left
        return QRectF(start, top, width, height)

    def _line(self, painter: QPainter, at: float, tone: str) -> None:
        painter.setPen(QPen(QColor(tone), THIN))
        painter.drawLine(QLineF(0, at, self.size.width(), at))

    def _text(
        self, painter: QPainter, text: str, box: QRectF, font: str, tone: str, *, at_end: bool = False, wraps: bool = False
    ) -> None:  # fmt: skip
        face: QFont = self._fonts[font]
        painter.setFont(face)
        painter.setPen(QColor(tone))
        right = at_end != self.mirrored
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        flags = int(Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter | side)
        flags |= int(Qt.TextFlag.TextWordWrap) if wraps or font == "caption" else int(Qt.TextFlag.TextSingleLine)
        painter.drawText(box, flags, text)


def _marks(cell: PaintCell) -> list[str]:
    """The marks of a cell that are printed as letters."""
    return [*([cell.mark] if cell.mark in LETTERS else []), *(["note"] if cell.note else [])]


def _letters(cell: PaintCell) -> str:
    return "".join(LETTERS[mark][0] for mark in _marks(cell))


def _is_words(cell: PaintCell) -> bool:
    return cell.kind == "unreadable" or (cell.kind == "value" and not cell.text[-1:].isdigit())
