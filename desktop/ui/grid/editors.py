"""Owns the editors of cells: a line for numbers, a line with a list for what can be chosen, a field for text."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent, QMoveEvent, QPainter, QPaintEvent, QTextBlock, QTextCursor
from PySide6.QtWidgets import QFrame, QLineEdit, QPlainTextEdit, QWidget

from desktop.catalogue.model import Catalogue, Indicator, in_language
from desktop.catalogue.wording import with_ranges
from desktop.domain.entry import MARKS
from desktop.language import _, current, marked
from desktop.ui.common import fonts
from desktop.ui.common.matching import fold
from desktop.ui.common.suggestions import Suggestions
from desktop.ui.common.theme import colour, px, theme
from desktop.ui.grid.model import GridModel, Place

NAME = "cell"
REASONS = (("..", marked("Missing")), ("z", marked("Cannot exist")), ("c", marked("Suppressed")))
"""What may be typed in place of any value, with its word."""
NOT_IT = 3
TEXT_MARGIN = 4


class Option(NamedTuple):
    """One line of a list: what is stored when it is taken, what is shown, what one may begin to type."""

    stored: str
    shown: str
    starts: tuple[str, ...]


def has_list(grid: GridModel, place: Place) -> bool:
    """Whether the values of a cell are chosen from a list."""
    return grid.session.profile.catalogue.indicators[place.cell.indicator].value_type in ("boolean", "category")


def options_of(catalogue: Catalogue, indicator: Indicator) -> list[Option]:
    """Yes and no, or the members of the list, each by code and title; the reasons for no value last."""
    made: list[Option] = []
    if indicator.value_type == "boolean":
        made += [Option(code, word, (fold(word),)) for code, word in (("1", _("Yes")), ("0", _("No")))]
    elif indicator.value_list:
        for member in catalogue.dimensions[indicator.value_list].members.values():
            title = in_language(member.title, current())
            starts = (fold(member.code), fold(title), *fold(title).split()[1:])
            made.append(Option(title, f"{with_ranges(title)}  ({member.code})", starts))
    made += [Option(mark, f"{_(word)}  ({mark})", (mark, fold(_(word)))) for mark, word in REASONS]
    return made


def _rank(option: Option, typed: str) -> int:
    """How well an entry meets what was typed: it is its code or title, begins it, begins a word of it, or not at all."""
    names = option.starts[:2]
    if typed in names:
        return 0
    if any(name.startswith(typed) for name in names):
        return 1
    return 2 if any(word.startswith(typed) for word in option.starts) else NOT_IT


class CellEditor(QLineEdit):
    """A line without an edge; the frame is drawn inside it. `sign` stands behind what is typed: the `%`."""

    def __init__(self, parent: QWidget, sign: str = ""):
        super().__init__(parent)
        self.setObjectName(NAME)
        self.setFrame(False)
        self.align(at_end=True)
        self.setFont(fonts.font(13, zoom=theme().zoom))
        self.sign = sign
        self.replaces = True
        """Typed into, not opened with F2: arrows store and move."""
        if sign:
            room = self.fontMetrics().horizontalAdvance(sign)
            mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
            self.setTextMargins(room if mirrored else 0, 0, 0 if mirrored else room, 0)

    def align(self, *, at_end: bool) -> None:
        """The side of the window's language, whatever is typed: Qt would follow the text's."""
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        side = Qt.AlignmentFlag.AlignRight if at_end != mirrored else Qt.AlignmentFlag.AlignLeft
        self.setAlignment(Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter | side)

    @property
    def entered(self) -> str:
        """The text as it will be stored."""
        return self.text()

    def begin(self, text: str) -> None:
        self.setText(text)

    def erase(self) -> None:
        self.clear()
        self.setModified(True)

    def stand_at_end(self) -> None:
        """As a spreadsheet opens a cell with F2: nothing is selected."""
        self.end(False)

    def takes_arrow(self, key: Qt.Key) -> bool:
        """Whether an arrow belongs to the editor itself and does not leave it."""
        return not self.replaces

    def break_line(self) -> bool:
        """Alt+Enter; False where a value has one line only."""
        return False

    def wanted(self, cell: QRect, _room: QRect) -> QRect:
        """Where the editor stands over its cell: inside the frame."""
        return cell.adjusted(2, 2, max(0, px(72) - cell.width()) - 3, -3)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.sign and not self.text().rstrip().endswith(self.sign):
            painter = QPainter(self)
            painter.setPen(colour("muted"))
            painter.setFont(self.font())
            mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
            side = Qt.AlignmentFlag.AlignLeft if mirrored else Qt.AlignmentFlag.AlignRight
            box = self.rect().adjusted(px(8), 0, -px(8), 0)
            painter.drawText(box, Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter | side, self.sign)
            painter.end()


class ListEditor(CellEditor):
    """A line with a list below: what one types finds the entry, Enter takes it, a text that finds none stays as typed."""

    taken = Signal()
    """An entry was clicked: it is stored at once."""

    def __init__(self, parent: QWidget, options: list[Option], *, switches: bool):
        super().__init__(parent)
        self.align(at_end=False)
        self._options, self._switches = options, switches
        self._shown: list[Option] = []
        self._list = Suggestions(self, _("Choices"))
        self._list.taken.connect(self._clicked)
        self.textEdited.connect(self._typed)

    @property
    def is_open(self) -> bool:
        return self._list.isVisible()

    @property
    def shown(self) -> list[str]:
        """The entries of the list, as they are read."""
        return [option.shown for option in self._shown]

    @property
    def entered(self) -> str:
        row = self._list.row
        if self.isModified() and self.text().strip() and 0 <= row < len(self._shown):
            return self._shown[row].stored
        return self.text()

    def erase(self) -> None:
        super().erase()
        self.show_all()

    def show_all(self) -> None:
        """The whole list, at the entry that stands in the cell."""
        text = fold(self.text().strip())
        at = next((i for i, it in enumerate(self._options) if text and fold(it.stored) == text), -1)
        at = at if at >= 0 else next((i for i, it in enumerate(self._options) if text and text in it.starts), -1)
        self._show(self._options, at)

    def _typed(self, text: str) -> None:
        typed = fold(text.strip())
        if not typed:
            self.show_all()
            return
        found = sorted((it for it in self._options if _rank(it, typed) < NOT_IT), key=lambda it: _rank(it, typed))
        if typed in MARKS and not (found and _rank(found[0], typed) == 0):
            found = []  # a mark of its own, as it may be typed in any cell
        self._show(found, 0)

    def _show(self, options: list[Option], row: int) -> None:
        self._shown = options
        self._list.offer([option.shown for option in options], row)

    def _clicked(self, row: int) -> None:
        self._choose(row, self._shown)
        self.taken.emit()

    def takes_arrow(self, key: Qt.Key) -> bool:
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and self.is_open:
            return True
        return super().takes_arrow(key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if key == Qt.Key.Key_Space and self._switches:
            self._choose(1 if self._stored_of(self.text()) == "1" else 0)
        elif key == Qt.Key.Key_Down and alt:
            self.show_all()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and self.is_open:
            self._choose(self._list.step(1 if key == Qt.Key.Key_Down else -1), self._shown)
        else:
            super().keyPressEvent(event)

    def _choose(self, row: int, shown: list[Option] | None = None) -> None:
        """Take an entry into the line; the list stays open for another."""
        options = shown or self._options
        self._show(options, row)
        self.setText(options[row].shown.split("  (")[0])
        self.setModified(True)

    def _stored_of(self, text: str) -> str:
        typed = fold(text.strip())
        return next((it.stored for it in self._options if typed in (*it.starts, fold(it.stored))), "")

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._list.hide()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._list.hide()

    def moveEvent(self, event: QMoveEvent) -> None:
        """The list goes along where the table scrolls."""
        super().moveEvent(event)
        if self.is_open:
            self._list.place()


class TextEditor(QPlainTextEdit):
    """A field that grows with its lines; Enter stores, Alt+Enter begins a new line."""

    def __init__(self, parent: QWidget):
        super().__init__(parent)
        self.setObjectName(NAME)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFont(fonts.font(13, zoom=theme().zoom))
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(px(TEXT_MARGIN))
        self.replaces = True
        self._cell, self._room = QRect(), QRect()
        self.textChanged.connect(self._grow)

    @property
    def entered(self) -> str:
        return self.toPlainText()

    def begin(self, text: str) -> None:
        self.setPlainText(text)
        self.selectAll()

    def erase(self) -> None:
        self.clear()

    def stand_at_end(self) -> None:
        self.moveCursor(QTextCursor.MoveOperation.End)

    def isModified(self) -> bool:
        return self.document().isModified()

    def takes_arrow(self, key: Qt.Key) -> bool:
        return not self.replaces or "\n" in self.toPlainText()

    def break_line(self) -> bool:
        self.insertPlainText("\n")
        self.ensureCursorVisible()
        return True

    def wanted(self, cell: QRect, room: QRect) -> QRect:
        """As wide as a sentence, as high as its lines, inside the table."""
        self._cell, self._room = QRect(cell), QRect(room)  # copies: what Qt hands over goes with the call
        width = min(max(cell.width(), px(320)), room.width())
        lines = sum(max(1, block.layout().lineCount()) for block in self._blocks())
        height = self.fontMetrics().lineSpacing() * max(1, lines) + 2 * px(TEXT_MARGIN) + 4
        height = min(max(cell.height() - 5, height), max(cell.height(), room.height() - px(16)))
        left = min(cell.left() + 2, room.right() - width - 2)
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            left = max(cell.right() - 2 - width, room.left() + 2)
        top = min(cell.top() + 2, room.bottom() - height - 2)
        return QRect(max(room.left(), left), max(room.top(), top), width, height)

    def _blocks(self) -> list[QTextBlock]:
        document = self.document()
        return [document.findBlockByNumber(number) for number in range(document.blockCount())]

    def _grow(self) -> None:
        if not self._cell.isNull():
            self.setGeometry(self.wanted(self._cell, self._room))


AnyEditor = CellEditor | TextEditor
EDITORS = (CellEditor, TextEditor)
