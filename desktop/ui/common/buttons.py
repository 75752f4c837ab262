"""Owns buttons: normal, primary, link, flat tool, filter chip, tab; with an icon that follows the theme."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QFont, QFontMetrics, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QPushButton, QStyle, QStyleOptionButton, QStylePainter, QWidget

from desktop.ui.common import icons
from desktop.ui.common.theme import px, theme

KINDS = ("normal", "primary", "link", "flat", "chip", "tab", "fold", "part")
LEAST = 64
"""Least width of a button with words."""
ROOM = "\u00a0"
_TOKENS = {"primary": "on_accent", "link": "accent", "normal": "text2", "flat": "text2"}


class Button(QPushButton):
    """A button with the verb of its deed. `kind` is one of `KINDS`; `small` is the one in bars and cards, 22 high."""

    def __init__(
        self, text: str, parent: QWidget | None = None, *, kind: str = "normal", icon: str = "", small: bool = False,
        tip: str = "", accent_icon: bool = False,
    ):  # fmt: skip
        super().__init__(parent)
        self._icon, self._token = icon, "accent" if accent_icon else _TOKENS.get(kind, "text2")
        self.setProperty("kind", kind)
        self.setProperty("small", "true" if small else "false")
        self.setCursor(Qt.CursorShape.PointingHandCursor if kind == "link" else Qt.CursorShape.ArrowCursor)
        self.setAutoDefault(False)
        if kind in ("chip", "tab"):
            self.setCheckable(True)
        if tip:
            self.setToolTip(tip)
        self.setText(text)
        if not text and tip:
            self.setAccessibleName(tip)
        theme().changed.connect(self.restyle)
        self.restyle()

    def setText(self, text: str) -> None:
        """The words; a little room before them where an icon stands."""
        super().setText(f"{ROOM}{text}" if self._icon and text else text)
        if text:
            self.setAccessibleName(text)
        self._fit()

    def sizeHint(self) -> QSize:
        """A tab has room for the bold words it shows once chosen; Qt measures them as they are when not chosen."""
        size = super().sizeHint()
        if self.property("kind") == "tab":
            size.setWidth(size.width() + self._advance(QFont.Weight.DemiBold) - self._advance(QFont.Weight.Normal))
        return size

    def minimumSizeHint(self) -> QSize:
        """Where there is no room for the words they end in “…”; the tool tip has them whole."""
        size = super().minimumSizeHint()
        return QSize(min(size.width(), px(LEAST)), size.height()) if self.text() else size

    def paintEvent(self, event: QPaintEvent) -> None:
        lacking = self.sizeHint().width() - self.width()
        if lacking <= 1 or not self.text():
            super().paintEvent(event)
            return
        painter, option = QStylePainter(self), QStyleOptionButton()
        self.initStyleOption(option)
        room = self.fontMetrics().horizontalAdvance(self.text()) - lacking
        option.text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, max(room, 0))
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        is_cut = bool(self.text()) and self.sizeHint().width() > self.width() + 1
        if self._is_told or (is_cut and not self.toolTip()):
            self._is_told = is_cut
            self.setToolTip(self.text().strip(ROOM) if is_cut else "")

    _is_told = False
    """Whether the tool tip has the words that are cut."""

    def _advance(self, weight: QFont.Weight) -> int:
        font = QFont(self.font())
        font.setWeight(weight)
        return QFontMetrics(font).horizontalAdvance(self.text())

    def restyle(self) -> None:
        if self._icon:
            self.setIcon(icons.icon(self._icon, "accent" if self.isChecked() else self._token))
            self.setIconSize(QSize(px(16), px(16)))

    def set_icon(self, name: str) -> None:
        self._icon = name
        self.restyle()


def button_of(action: QAction, parent: QWidget | None = None, *, kind: str = "flat", icon: str = "") -> Button:
    """A button for an action that menus share: same words, same deed, same enabled state."""
    made = Button(action.text().replace("&", ""), parent, kind=kind, icon=icon, tip=action.toolTip())
    made.setCheckable(action.isCheckable())
    made.setChecked(action.isChecked())
    made.setEnabled(action.isEnabled())
    made.clicked.connect(action.trigger)
    action.enabledChanged.connect(made.setEnabled)
    if action.isCheckable():
        action.toggled.connect(made.setChecked)
        action.toggled.connect(made.restyle)
    return made
