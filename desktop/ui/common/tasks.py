"""Owns long work beside the window: a thread with progress and cancel; the result comes back by signal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from PySide6.QtCore import QObject, QThread, Signal

from desktop.domain.errors import Cancelled, KnownError

SHORT_TURN, USUAL_TURN = 0.001, 0.005
"""Seconds a thread keeps Python: short ones while a worker runs, or scrolling stutters."""

Work = Callable[["Steps"], Any]
_running: set[Task] = set()
_hurried: set[object] = set()
"""What is at work in a thread just now."""


@contextmanager
def short_turns() -> Iterator[None]:
    """Threads take short turns while something is at work beside the window."""
    mark = object()
    _hurry(mark)
    try:
        yield
    finally:
        _rest(mark)


def _hurry(mark: object) -> None:
    _hurried.add(mark)
    sys.setswitchinterval(SHORT_TURN)


def _rest(mark: object) -> None:
    _hurried.discard(mark)
    if not _hurried:
        sys.setswitchinterval(USUAL_TURN)


class Steps:
    """What work is handed: where to tell how far it is, and whether it shall stop."""

    def __init__(self, thread: _Thread):
        self._thread = thread

    def tell(self, done: int, of: int = 0) -> None:
        self._thread.progressed.emit(done, of)

    def is_cancelled(self) -> bool:
        return self._thread.isInterruptionRequested()


class _Thread(QThread):
    progressed = Signal(int, int)

    def __init__(self, work: Work, parent: QObject):
        super().__init__(parent)
        self._work = work
        self.result: Any = None
        self.error: KnownError | None = None
        self.is_done = False

    def run(self) -> None:
        # What is no KnownError is our bug: it goes to the exception hook like any other, and the task ends as broken.
        try:
            self.result = self._work(Steps(self))
            self.is_done = True
        except KnownError as error:
            self.error = error


class Task(QObject):
    """One piece of work in a thread of its own. Make it, connect, `start`; it keeps itself until it has ended."""

    progressed = Signal(int, int)
    done = Signal(object)
    failed = Signal(object)
    """With the `KnownError`."""
    cancelled = Signal()
    broken = Signal()
    """Our bug; the exception hook has told it."""

    def __init__(self, work: Work, parent: QObject | None = None):
        super().__init__(parent)
        self._thread = _Thread(work, self)
        self._thread.progressed.connect(self.progressed)
        self._thread.finished.connect(self._ended)

    def start(self) -> Task:
        _running.add(self)
        _hurry(self)
        self._thread.start()
        return self

    def cancel(self) -> None:
        """Ask it to stop; it tells `cancelled` when it has."""
        self._thread.requestInterruption()

    @property
    def is_running(self) -> bool:
        return self in _running

    def wait(self) -> None:
        """Block until it ended, for the way out of the program."""
        self._thread.wait()
        self._ended()

    def _ended(self) -> None:
        if self not in _running:
            return
        _running.discard(self)
        _rest(self)
        thread = self._thread
        if thread.is_done:
            self.done.emit(thread.result)
        elif isinstance(thread.error, Cancelled):
            self.cancelled.emit()
        elif thread.error is not None:
            self.failed.emit(thread.error)
        else:
            self.broken.emit()
        self.deleteLater()


def running() -> list[Task]:
    return list(_running)


def stop_all() -> None:
    """The way out: every task is asked to stop and waited for."""
    for task in running():
        task.cancel()
    for task in running():
        task.wait()
