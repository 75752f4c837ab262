"""Waits for what goes on beside a window."""

from __future__ import annotations

from PySide6.QtTest import QTest

from desktop.ui.session import ProfileSession


def settled(session: ProfileSession) -> ProfileSession:
    """When the rules have answered to all that was done."""
    for _ in range(2000):
        if not session.is_checking:
            break
        QTest.qWait(10)
    assert not session.is_checking, "the rules gave no answer in 20 s"
    return session


def checked(session: ProfileSession) -> ProfileSession:
    """After a check of everything."""
    session.check()
    return settled(session)
