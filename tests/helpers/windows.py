"""Waits for what goes on beside a window."""

from __future__ import annotations

from PySide6.QtCore import QEventLoop, QTimer

from desktop.ui.session import ProfileSession


def pause(milliseconds: int) -> None:
    """Let events and threads go on for so long. `QTest.qWait` keeps Python's lock, so that threads hardly move."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def settled(session: ProfileSession) -> ProfileSession:
    """When the rules have answered to all that was done."""
    for _ in range(2000):
        if not session.is_checking:
            break
        pause(10)
    assert not session.is_checking, "the rules gave no answer in 20 s"
    return session


def checked(session: ProfileSession) -> ProfileSession:
    """After a check of everything."""
    session.check()
    return settled(session)
