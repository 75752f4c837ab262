"""Owns how a problem is told: once, in plain text, as a bar above what it is about; and the words of a `KnownError`."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from desktop.domain.errors import KnownError
from desktop.language import _
from desktop.ui.common.buttons import Button
from desktop.ui.common.theme import colour, px, theme
from desktop.ui.common.widgets import Label, Picture

MOST_LINES = 4
_MOVES = (Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Left, Qt.Key.Key_Right)
_GROUND = {"error": "error_soft", "warning": "warning_soft", "info": "info_soft", "conflict": "conflict_soft"}


def words_of(error: KnownError) -> str:
    """What to show of an error: each sentence once, the first few."""
    lines = list(dict.fromkeys(error.text(_).splitlines()))
    more = [_("… and {n} more.").format(n=len(lines) - MOST_LINES)] if len(lines) > MOST_LINES else []
    return "\n".join(lines[:MOST_LINES] + more)


class Bar(QWidget):
    """Something to decide, above the table: mark, words, at most a few buttons; stays until settled.

    Escape settles it as it is. Enter presses a button only after a key has moved to it: who types without looking presses Enter too.
    """

    closed = Signal()

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self._kind = "info"
        self._mark = Picture(mark="info", size=14)
        self._text = Label("", weight=500, wrap=True)
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._buttons: list[QWidget] = []
        self._goes_on: Callable[[str], object] | None = None
        self._is_chosen = False
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(px(16), px(4), px(16), px(4))
        self._layout.setSpacing(px(8))
        self._layout.addWidget(self._mark)
        self._layout.addWidget(self._text, 1)
        theme().changed.connect(self.restyle)
        self.restyle()
        self.hide()

    def restyle(self) -> None:
        self.setMinimumHeight(px(38))

    @property
    def text(self) -> str:
        return self._text.text()

    @property
    def buttons(self) -> list[Button]:
        return [button for button in self._buttons if isinstance(button, Button)]

    def ask(
        self, text: str, buttons: Sequence[tuple[str, Callable[[], object]]], *, kind: str = "info", extra: QWidget | None = None,
        closes: bool = True, goes_on: Callable[[str], object] | None = None,
    ) -> None:  # fmt: skip
        """Show words with buttons.

        Each button settles the bar first, then does its deed. `extra`: a check box before them. `goes_on` takes what is typed
        while the bar has the keys, so that it is not lost.
        """
        self._clear()
        self._goes_on, self._is_chosen = goes_on, False
        self._kind = kind
        self._mark.show_mark(kind)
        self._text.setText(text)
        if extra is not None:
            self._layout.addWidget(extra)
            self._buttons.append(extra)
        for words, deed in buttons:
            button = Button(words, small=True)
            button.clicked.connect(_settling(self, deed))
            button.installEventFilter(self)
            self._layout.addWidget(button)
            self._buttons.append(button)
        if closes:
            cross = Button("", kind="link", icon="x", tip=_("Close"))
            cross.clicked.connect(self.settle)
            self._layout.addWidget(cross)
            self._buttons.append(cross)
        self.setAccessibleName(text)
        self.show()
        self.update()

    def tell(self, text: str, *, kind: str = "error") -> None:
        """Words with nothing to decide but to close them."""
        self.ask(text, [], kind=kind)

    def show_error(self, error: KnownError) -> None:
        self.tell(words_of(error))

    def settle(self) -> None:
        if not self.isHidden():
            self.hide()
            self._clear()
            self.closed.emit()

    def _clear(self) -> None:
        for button in self._buttons:
            self._layout.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons.clear()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and isinstance(watched, Button):
            key, text = event.key(), event.text()
            if key in _MOVES:
                self._is_chosen = True
            elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                if self._is_chosen:
                    watched.click()
                return True
            elif text.strip() and text.isprintable():
                if self._goes_on is not None:
                    self._goes_on(text)
                return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.settle()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), colour(_GROUND[self._kind]))
        painter.setPen(colour("line"))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
        painter.end()


def _settling(bar: Bar, deed: Callable[[], object]) -> Callable[[], None]:
    def press() -> None:
        bar.settle()
        deed()

    return press
