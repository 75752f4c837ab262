"""Owns the start of the window: the application object, the frame first, then the file; and the end."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from desktop.ui.common import fonts
from desktop.ui.common.garbage import GarbageTimer
from desktop.ui.common.preferences import preferences
from desktop.ui.common.speaking import speak
from desktop.ui.common.theme import theme
from desktop.ui.main_window import MainWindow
from desktop.ui.window import Place


def application() -> QApplication:
    """The one application object, dressed: style, faces, scheme, zoom, language."""
    existing = QApplication.instance()
    made = existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
    made.setApplicationName("Migration Profile")
    made.setApplicationDisplayName("")
    made.setStyle("Fusion")
    fonts.load(fonts.LATIN_FILES)
    kept = preferences()
    theme().set(scheme=kept.scheme, zoom=kept.zoom)
    return made


def open_window(path: Path | None = None) -> MainWindow:
    """Show the frame; after its first paint open the file, or welcome the person."""
    window = MainWindow()

    def begin() -> None:
        fonts.load()
        if path is not None:
            window.open_path(path)
        if not window.has_profile:
            window.go(Place("welcome"))

    window.first_painted.connect(lambda: QTimer.singleShot(0, window, begin))
    QTimer.singleShot(2000, window, GarbageTimer(window).start)
    if preferences().geometry is None and not _has_room_for(window):
        window.showMaximized()
    else:
        window.show()
    return window


def _has_room_for(window: MainWindow) -> bool:
    """Whether the window and its frame fit the screen: on 1366×768 the status bar would lie below it."""
    room = window.screen().availableSize()
    return room.width() > window.width() and room.height() > window.height()


def run(argv: Sequence[str] = ()) -> int:
    """Start the window with the profile named first in `argv`, and stay until it is closed."""
    gc.disable()
    made = application()
    speak(preferences().language)
    theme().follow_system()
    window = open_window(Path(argv[0]) if argv else None)
    try:
        return made.exec()
    finally:
        gc.enable()
        window.deleteLater()
