"""Owns when garbage is collected while the window is open: by a timer in the window's thread, never by chance in another.

The collector destroys what it finds in the thread in which it happens to run; a widget destroyed in a worker's thread ends the program.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

EVERY = 1000
"""Milliseconds between two looks."""


class GarbageTimer(QObject):
    """While it lives, Python's own collecting is off. `start` once what stays for good is loaded; it need not be looked through again."""

    def __init__(self, parent: QObject):
        super().__init__(parent)
        gc.disable()
        self.destroyed.connect(gc.enable)
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY)
        self._timer.timeout.connect(self._collect)

    def start(self) -> None:
        gc.collect()
        gc.freeze()
        self._timer.start()

    def _collect(self) -> None:
        """The oldest generation that is due by Python's own thresholds."""
        due = [count > most for count, most in zip(gc.get_count(), gc.get_threshold(), strict=True)]
        if due[0]:
            gc.collect(2 if all(due) else 1 if due[1] else 0)
