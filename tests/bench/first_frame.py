"""Starts the window as a person does and ends it when the frame, or the table of a module, was painted."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from desktop.ui.app import application, open_window
from desktop.ui.window import Place


def start(arguments: list[str], *, until: str) -> None:
    """`until`: `frame` (first paint of the window) or `page` (a module of the profile named first is painted)."""
    made = application()
    window = open_window(Path(arguments[0]) if until == "page" else None)
    window.resize(1366, 697)

    def painted() -> None:
        window.repaint()
        QTimer.singleShot(0, window, QApplication.quit)

    def to_module() -> None:
        window.go(Place("module", window.session.profile.settings.modules[0]))
        painted()

    if until == "frame":
        window.first_painted.connect(QApplication.quit)
    else:
        window.opened.connect(to_module)
    made.exec()
    if window.has_profile:
        window.close_profile()
