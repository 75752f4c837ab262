"""Owns the frame of dialogs:
title, middle that scrolls, buttons that do not, over the dimmed window; at most 560 high.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.language import _
from desktop.ui.common.buttons import Button
from desktop.ui.common.theme import colour, px
from desktop.ui.common.widgets import Label, Picture, line

HIGHEST = 560


class Shade(QWidget):
    """Dims the window while a dialog stands over it."""

    def __init__(self, window: QWidget):
        super().__init__(window)
        self.setGeometry(window.rect())
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QResizeEvent):
            self.setGeometry(QRect(0, 0, event.size().width(), event.size().height()))
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), colour("shade"))
        painter.end()


class Dialog(QDialog):
    """A deed with what it needs: put fields into `body`, say the deed on `deed` (the primary button). Escape closes."""

    def __init__(self, title: str, deed: str, parent: QWidget, *, width: int = 840):
        super().__init__(parent, Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self.setWindowTitle(title)
        self.setModal(True)
        self.setObjectName("dialog")
        self._shade: Shade | None = None
        self._over_window = parent.window()
        cross = Button("", kind="link", icon="x", tip=_("Close"))
        cross.clicked.connect(self.reject)
        head = QHBoxLayout()
        head.setContentsMargins(px(20), px(10), px(12), px(10))
        head.addWidget(Label(title, size=16, weight=600), 1)
        head.addWidget(cross)
        self.inside = inside = QWidget()
        inside.setObjectName("page")
        self.body = QVBoxLayout(inside)
        self.body.setContentsMargins(px(20), px(12), px(20), px(12))
        self.body.setSpacing(px(12))
        self.middle = QScrollArea()
        self.middle.setWidgetResizable(True)
        self.middle.setFrameShape(QFrame.Shape.NoFrame)
        self.middle.setWidget(inside)
        self.middle.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # a field that gets the focus comes into sight by itself
        self.hint_mark = Picture(mark="info", size=13)
        self.hint_mark.hide()
        self.hint = Label("", size=12, tone="text2", wrap=True)
        self.cancel = cancel = Button(_("Cancel"))
        cancel.clicked.connect(self.reject)
        self.deed = Button(deed, kind="primary")
        self.deed.clicked.connect(self.accept)
        self.deed.setDefault(True)
        foot = QHBoxLayout()
        foot.setContentsMargins(px(20), px(12), px(20), px(12))
        foot.setSpacing(px(8))
        foot.addWidget(self.hint_mark)
        foot.addWidget(self.hint, 1)
        foot.addWidget(cancel)
        foot.addWidget(self.deed)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 1, 1, 1)
        outer.setSpacing(0)
        outer.addLayout(head)
        outer.addWidget(line())
        outer.addWidget(self.middle, 1)
        outer.addWidget(line())
        outer.addLayout(foot)
        self._width = width

    def say(self, text: str, kind: str = "info") -> None:
        """A hint or what is wrong, beside the buttons."""
        self.hint.setText(text)
        self.hint_mark.show_mark(kind if text else "")

    def show_over(self) -> None:
        """Open over the dimmed window, without a loop of its own; `accepted` and `rejected` tell the end."""
        window = self._over_window
        needed = self.inside.sizeHint().height() + px(120)
        width = min(px(self._width), window.width() - px(40))
        self.resize(width, min(max(needed, px(200)), px(HIGHEST), window.height() - px(30)))
        self._shade = Shade(window)
        self._shade.show()
        centre = window.mapToGlobal(window.rect().center())
        self.move(centre.x() - self.width() // 2, centre.y() - self.height() // 2)
        self.finished.connect(self._over)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.open()

    def _over(self) -> None:
        if self._shade:
            self._shade.hide()
            self._shade.deleteLater()
            self._shade = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.reject()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), colour("page"))
        painter.setPen(colour("line2"))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()
