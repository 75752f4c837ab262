"""What holds for every test: no display, one language, one time zone, nobody's own folders, nothing left behind."""

from __future__ import annotations

import gc
import os
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

# Before Qt or anything else that reads them is imported.
os.environ.update({"QT_QPA_PLATFORM": "offscreen", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", "TZ": "UTC"})
os.environ.pop("LANGUAGE", None)
if hasattr(time, "tzset"):
    time.tzset()

HOME_VARIABLES = ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA")
XDG_VARIABLES = ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "XDG_RUNTIME_DIR")
PATIENCE = 2.0  # seconds that a thread is given to end after its test


@pytest.fixture(autouse=True)
def own_folders(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of the test's own: settings, data and caches of the person who runs the tests stay untouched."""
    home = tmp_path_factory.mktemp("home")
    for name in HOME_VARIABLES:
        monkeypatch.setenv(name, str(home))
    for name in XDG_VARIABLES:
        folder = home / name.lower()
        folder.mkdir(mode=0o700)
        monkeypatch.setenv(name, str(folder))
    if "PySide6.QtCore" in sys.modules:
        from PySide6.QtCore import QSettings

        for form in (QSettings.Format.NativeFormat, QSettings.Format.IniFormat):
            QSettings.setPath(form, QSettings.Scope.UserScope, str(home / "settings"))
    return home


@pytest.fixture(autouse=True)
def nothing_left_behind(own_folders: Path) -> Iterator[None]:
    """Fail a test that leaves threads, running timers or windows behind: they would disturb a later one."""
    threads = set(threading.enumerate())
    windows = set(map(id, top_level_windows()))
    timers = set(map(id, running_timers()))
    yield
    left = threads_left(threads)
    if qt_runs():
        left += objects_left(windows, timers)
    if left:
        pytest.fail("left behind: " + "; ".join(left), pytrace=False)


def threads_left(before: set[threading.Thread]) -> list[str]:
    """The threads of Python that the test started and did not end."""
    until = time.monotonic() + PATIENCE
    left = []
    for thread in set(threading.enumerate()) - before:
        # Qt's own threads that once ran Python stand in the list for ever.
        if isinstance(thread, threading._DummyThread):
            continue
        thread.join(max(0.0, until - time.monotonic()))
        if thread.is_alive():
            left.append(f"thread {thread.name} ({getattr(thread, '_target', None)})")
    return left


def qt_runs() -> bool:
    """True if this process has an application object of Qt."""
    if "PySide6.QtWidgets" not in sys.modules:
        return False
    from PySide6.QtWidgets import QApplication

    return QApplication.instance() is not None


def objects_left(windows: set[int], timers: set[int]) -> list[str]:
    """The windows, timers and threads of Qt left by the test; what only waits for deletion is deleted first."""
    from PySide6.QtCore import QCoreApplication, QEvent, QThreadPool

    if not QThreadPool.globalInstance().waitForDone(int(PATIENCE * 1000)):
        return ["work in Qt's thread pool"]
    for attempt in range(2):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        left = [f"window {described(window)}" for window in top_level_windows() if id(window) not in windows]
        left += [f"timer {described(timer)}" for timer in running_timers() if id(timer) not in timers]
        left += [f"thread {described(thread)}" for thread in running_threads()]
        if not left:
            return []
        if attempt == 0:
            gc.collect()
    return left


def described(thing: Any) -> str:
    """Enough of an object of Qt to find who made it."""
    parent = thing.parent()
    title = thing.windowTitle() if hasattr(thing, "windowTitle") else ""
    owner = f" of {type(parent).__name__}" if parent else ""
    return f"{type(thing).__name__} {thing.objectName() or title!r}{owner}"


def top_level_windows() -> list[Any]:
    """All windows without an owner; those that belong to a widget go with it, and Qt keeps its tooltip."""
    if not qt_runs():
        return []
    from PySide6.QtWidgets import QApplication

    return [w for w in QApplication.topLevelWidgets() if w.parent() is None and w.objectName() != "qtooltip_label"]


def running_timers() -> list[Any]:
    """All timers that Python knows and that would still fire."""
    return [timer for timer in known_objects("QTimer") if timer.isActive()]


def running_threads() -> list[Any]:
    """All threads of Qt that Python knows and that have not ended."""
    from PySide6.QtCore import QThread

    main = QThread.currentThread()
    return [
        thread for thread in known_objects("QThread") if thread is not main and not thread.wait(int(PATIENCE * 1000))
    ]


def known_objects(name: str) -> list[Any]:
    """The living objects of a class of QtCore, found through Python's own list of objects."""
    if not qt_runs():
        return []
    import shiboken6
    from PySide6 import QtCore

    wanted = getattr(QtCore, name)
    # `type`, not `isinstance`: some objects answer for others, and would be loaded by the question.
    return [thing for thing in gc.get_objects() if issubclass(type(thing), wanted) and shiboken6.isValid(thing)]
