"""Owns the sign that the window is at work for a moment: the pointer. Under a third of a second nothing more is shown (look.md 4)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

MANY = 300
"""So many figures at once take longer than a person takes for "at once"."""


@contextmanager
def waiting(number: int = MANY) -> Iterator[None]:
    """Show the sign while something is done with so many figures; nothing for a few."""
    if number < MANY:
        yield
        return
    QGuiApplication.setOverrideCursor(Qt.CursorShape.BusyCursor)
    try:
        yield
    finally:
        QGuiApplication.restoreOverrideCursor()
