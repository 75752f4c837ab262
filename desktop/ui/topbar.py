"""Owns the bar at the top, 41 high: menus, undo and redo, the title, the search field, the toggle of the inspector."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QSizePolicy, QToolButton, QWidget

from desktop.language import _
from desktop.ui.actions import MENUS, SEPARATOR, Actions
from desktop.ui.common.buttons import Button, button_of
from desktop.ui.common.theme import px, theme
from desktop.ui.common.widgets import Label, line
from desktop.ui.search import SearchField

if TYPE_CHECKING:
    from desktop.ui.session import ProfileSession

HEIGHT = 41


class TopBar(QFrame):
    """`submenus` fill the entries that are menus themselves (`recent`, `rows`, `scheme`, `language`)."""

    def __init__(
        self, actions: Actions, submenus: Mapping[str, tuple[str, Callable[[QMenu], None]]],
        session: ProfileSession | None, parent: QWidget | None = None,
    ):  # fmt: skip
        super().__init__(parent)
        self.setObjectName("bar")
        self.menus: list[QToolButton] = []
        self._icon_buttons: list[Button] = []
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(px(8), 0, px(8), 0)
        self._layout.setSpacing(0)
        for title, names in MENUS:
            self._layout.addWidget(self._menu(_(title), names, actions, submenus))
        self._layout.addSpacing(px(6))
        self._layout.addWidget(line(upright=True))
        self._layout.addSpacing(px(4))
        for name, icon in (("undo", "undo-2"), ("redo", "redo-2")):
            self._icon_buttons.append(_icon_button(actions[name], icon))
            self._layout.addWidget(self._icon_buttons[-1])
        self.title = Label("", weight=600)
        self.title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._layout.addWidget(self.title, 100)
        self._layout.addStretch(1)
        self.search = SearchField(session, self)
        self._layout.addWidget(self.search)
        self._layout.addSpacing(px(6))
        self.side = _icon_button(actions["inspector"], "panel-right")
        self._icon_buttons.append(self.side)
        self._layout.addWidget(self.side)
        theme().changed.connect(self.restyle)
        self.restyle()

    def restyle(self) -> None:
        self.setFixedHeight(px(HEIGHT))
        for button in self._icon_buttons:
            button.setFixedSize(QSize(px(28), px(28)))

    def fit(self, width: int) -> None:
        """Give the title what remains."""
        self.search.setFixedWidth(px(300) if width >= px(1200) else max(px(110), min(px(300), width // 4)))
        taken = sum(button.sizeHint().width() for button in self.menus) + self.search.width() + px(160)
        self.title.setVisible(width - taken > self.title.fontMetrics().horizontalAdvance(self.title.text()))

    def _menu(
        self, title: str, names: tuple[str, ...], actions: Actions,
        submenus: Mapping[str, tuple[str, Callable[[QMenu], None]]],
    ) -> QToolButton:  # fmt: skip
        button = QToolButton(self)
        button.setText(title)
        button.setProperty("menu", "true")
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        menu = QMenu(title, button)
        for name in names:
            if name == SEPARATOR:
                menu.addSeparator()
            elif name in submenus:
                words, fill = submenus[name]
                fill(menu.addMenu(words))
            else:
                menu.addAction(actions[name])
        button.setMenu(menu)
        self.menus.append(button)
        return button


def _icon_button(action: QAction, icon: str) -> Button:
    made = button_of(action, icon=icon)
    made.setText("")
    made.setAccessibleName(action.text())
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return made
