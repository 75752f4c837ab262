"""Owns the thread in which the rules run beside the window: it is told what was stored, and answers with what is known of it."""

from __future__ import annotations

from pathlib import Path
from queue import Empty, SimpleQueue
from typing import NamedTuple

from PySide6.QtCore import QObject, QThread, Signal

from desktop.domain.change import Edit
from desktop.domain.errors import Cancelled, KnownError
from desktop.services.watching import Watch, Watched
from desktop.ui.common import tasks


class Answer(NamedTuple):
    """What came of the work up to a number; `known` is None, with `error` where there is one, when it was cancelled or failed."""

    number: int
    known: Watched | None
    error: KnownError | None = None


class _Order(NamedTuple):
    number: int
    edits: tuple[Edit, ...] | None
    """What was stored; None: check everything, with these files of partner countries."""
    partners: tuple[Path, ...] = ()


class _Thread(QThread):
    answered = Signal(object)

    def __init__(self, path: Path, parent: QObject):
        super().__init__(parent)
        self.orders: SimpleQueue[_Order | None] = SimpleQueue()
        self._watch = Watch(path)

    def run(self) -> None:
        try:
            while (taken := self._next()) is not None:
                if self.isInterruptionRequested():
                    break
                self.answered.emit(self._done(taken))
        finally:
            self._watch.close()

    def _next(self) -> list[_Order] | None:
        """All that waits, at least one; None at the end."""
        taken = [self.orders.get()]
        try:
            while True:
                taken.append(self.orders.get_nowait())
        except Empty:
            return None if None in taken else [order for order in taken if order is not None]

    def _done(self, orders: list[_Order]) -> Answer:
        number, error = orders[-1].number, None
        try:
            with tasks.short_turns():
                full = [order for order in orders if order.edits is None]
                if full:
                    self._watch.check(full[-1].partners, self.isInterruptionRequested)
                else:
                    self._watch.follow((order.edits or () for order in orders), self.isInterruptionRequested)
                return Answer(number, self._watch.known())
        except Cancelled:
            pass
        except KnownError as known:
            error = known
        return Answer(number, None, error)


class Checker(QObject):
    """Runs the rules for one profile file. Answers come by signal; one that is older than the latest order is dropped.

    `check` runs everything, `follow` what can depend on edits; `cancel` ends a run, after which nothing is known until `check`.
    """

    answered = Signal(object)
    """With an `Answer`; always to the latest order."""

    def __init__(self, path: Path, parent: QObject | None = None):
        super().__init__(parent)
        self._path = path
        self._thread: _Thread | None = None
        self._leaving: list[_Thread] = []
        """Threads that were told to end and may still be at it."""
        self._number = 0
        self._answered = 0

    @property
    def is_busy(self) -> bool:
        """Whether an order has no answer yet."""
        return self._answered < self._number

    def check(self, partners: tuple[Path, ...]) -> None:
        self._order(None, partners)

    def follow(self, edits: tuple[Edit, ...]) -> None:
        if self._thread is not None:
            self._order(edits)

    def cancel(self) -> None:
        """Ask the run to stop; the window does not wait for it."""
        self._leave()
        self._ended()

    def stop(self) -> None:
        """End the thread and wait for it; the file is closed then."""
        self._leave()
        for thread in self._leaving:
            thread.wait()
        self._leaving.clear()

    def _leave(self) -> None:
        """Tell the thread to end, and listen to it no longer."""
        thread, self._thread = self._thread, None
        if thread is not None:
            thread.finished.disconnect(self._ended)
            thread.requestInterruption()
            thread.orders.put(None)
            self._leaving.append(thread)

    def _order(self, edits: tuple[Edit, ...] | None, partners: tuple[Path, ...] = ()) -> None:
        if self._thread is None:
            self._thread = _Thread(self._path, self)
            self._thread.answered.connect(self._take)
            self._thread.finished.connect(self._ended)
            self._thread.start()
        self._number += 1
        self._thread.orders.put(_Order(self._number, edits, partners))

    def _take(self, answer: Answer) -> None:
        is_stopped = self._thread is None  # what was posted before still arrives
        if answer.number == self._number and not is_stopped:
            self._answered = answer.number
            self.answered.emit(answer)

    def _ended(self) -> None:
        """The thread is over, cancelled or by a bug that the exception hook has told: no answer will come."""
        self._thread = None
        if self.is_busy:
            self._answered = self._number
            self.answered.emit(Answer(self._number, None))
