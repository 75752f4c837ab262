"""A person who has only the keyboard: presses keys where the focus is, goes by Tab, by menus and by the keys of actions."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.main_window import MainWindow

K = Qt.Key


class Keyboard:
    """Keys that belong to an action are given by its name: sent to a widget without a display they never meet the shortcuts."""

    def __init__(self, qtbot: QtBot, window: MainWindow):
        self._qtbot, self._window = qtbot, window

    @property
    def focus(self) -> QWidget:
        focus = QApplication.activePopupWidget() or QApplication.focusWidget()
        assert focus is not None, "nothing has the focus"
        return focus

    def press(self, *keys: Qt.Key, ctrl: bool = False, shift: bool = False, alt: bool = False) -> None:
        held = Qt.KeyboardModifier.NoModifier
        for is_held, modifier in (
            (ctrl, Qt.KeyboardModifier.ControlModifier), (shift, Qt.KeyboardModifier.ShiftModifier), (alt, Qt.KeyboardModifier.AltModifier),
        ):  # fmt: skip
            held |= modifier if is_held else Qt.KeyboardModifier.NoModifier
        for key in keys:
            self._qtbot.keyClick(self.focus, key, held)

    def type(self, text: str) -> None:
        for sign in text:
            self._qtbot.keyClicks(self.focus, sign)

    def act(self, name: str) -> None:
        """The key of an action; it must have one and be enabled."""
        action = self._window.action(name)
        assert action.shortcuts(), f"{name} has no key"
        assert action.isEnabled(), f"{name} is not enabled"
        action.trigger()

    def to(self, name: str, *, back: bool = False) -> QWidget:
        """Tab until the control with this accessible name has the focus; `back` with Shift."""
        self.until(lambda: self.focus.accessibleName() == name, K.Key_Backtab if back else K.Key_Tab)
        return self.focus

    def until(self, is_there: Callable[[], bool], key: Qt.Key) -> None:
        for _step in range(90):
            if is_there():
                return
            self.press(key)
        raise AssertionError(f"{key} does not lead there; the focus is at {self.focus} {self.focus.accessibleName()!r}")

    def choose(self, text: str) -> None:
        """Open the menu of the button that has the focus, walk down to an entry, press Enter."""
        done: list[bool] = []

        def walk() -> None:
            if QApplication.activePopupWidget() is None:
                QTimer.singleShot(10, walk)
            else:
                self._choose(text)
                done.append(True)

        QTimer.singleShot(0, walk)  # the menu may have a loop of its own
        self.press(K.Key_Space)
        self._qtbot.waitUntil(lambda: bool(done))

    def _choose(self, text: str) -> None:
        def chosen() -> bool:
            menu = QApplication.activePopupWidget()
            assert isinstance(menu, QMenu), f"no menu is open, but {menu}"
            action = menu.activeAction()
            return action is not None and action.text().replace("&", "") == text

        self.until(chosen, K.Key_Down)
        self.press(K.Key_Return)
