"""Watches the main thread: how long it is busy at a stretch without showing that it is."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from PySide6.QtCore import QAbstractEventDispatcher, Qt
from PySide6.QtGui import QGuiApplication

from tests.helpers.windows import pause

LIMIT = 100.0
"""Milliseconds after which a person must see that something goes on (libraries.md, Speed)."""


class Watchdog:
    """`worst` is the longest stretch without a sign, in milliseconds of work of the main thread: a busy machine does not count."""

    def __init__(self) -> None:
        self.worst = 0.0
        self._began = time.thread_time()
        self._has_sign = False

    def wake(self) -> None:
        self._began, self._has_sign = time.thread_time(), False

    def rest(self) -> None:
        """The event loop has nothing more to do."""
        if not self._has_sign:
            self.worst = max(self.worst, (time.thread_time() - self._began) * 1000)
        self.wake()

    def sign(self) -> None:
        self._has_sign = True


@contextmanager
def watched(monkeypatch: pytest.MonkeyPatch) -> Iterator[Watchdog]:
    """Watch what is done inside, and what follows from it in the event loop."""
    dog = Watchdog()
    dispatcher = QAbstractEventDispatcher.instance()
    show = QGuiApplication.setOverrideCursor

    def shown(shape: Qt.CursorShape) -> None:
        dog.sign()
        show(shape)

    monkeypatch.setattr(QGuiApplication, "setOverrideCursor", shown)
    dispatcher.awake.connect(dog.wake)
    dispatcher.aboutToBlock.connect(dog.rest)
    try:
        yield dog
        dog.rest()
        pause(120)
        dog.rest()
    finally:
        dispatcher.awake.disconnect(dog.wake)
        dispatcher.aboutToBlock.disconnect(dog.rest)
        monkeypatch.undo()
