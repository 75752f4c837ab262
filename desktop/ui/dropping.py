"""Owns what becomes of a file that is dropped anywhere on the window: a profile is opened, anything else is brought in and seen first."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from desktop.ui.window import Place, Window

PROFILE = ".mprofile"


class Dropping(QObject):
    """Watches a window for files; one at a time, as a person looks at one at a time."""

    def __init__(self, window: Window, widget: QWidget):
        super().__init__(widget)
        self._window = window
        widget.setAcceptDrops(True)
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QDragEnterEvent) and self.takes(_files(event)):
            event.acceptProposedAction()
            return True
        if isinstance(event, QDropEvent) and event.type() == QEvent.Type.Drop and self.takes(_files(event)):
            event.acceptProposedAction()
            self.take(_files(event)[0])
            return True
        return super().eventFilter(watched, event)

    def takes(self, files: Sequence[Path]) -> bool:
        """One file: a profile always, another one where a profile is open that may be written."""
        if len(files) != 1:
            return False
        is_open = self._window.has_profile and self._window.session.is_writable
        return files[0].suffix.lower() == PROFILE or is_open

    def take(self, file: Path) -> None:
        if file.suffix.lower() == PROFILE:
            self._window.open_path(file)
        else:
            self._window.go(Place("import", filter=str(file)))


def _files(event: QDropEvent) -> list[Path]:
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
