"""Owns reading a stranger's spreadsheet without letting it near the program: starts the child, hands it the file, takes its answer."""

from __future__ import annotations

import os
import queue
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from desktop.domain.errors import Cancelled, Refused
from desktop.exchange.cage import limits, wire
from desktop.exchange.sheets import bounds
from desktop.exchange.sheets.model import Book

ARGUMENT = "--read-spreadsheet"
"""What the program is started with to become the child, where there is no Python of its own (`desktop/app.py`)."""
_ROOT = Path(__file__).resolve().parents[3]
_CHILD = (
    f"import sys; sys.path.insert(0, {str(_ROOT)!r}); from desktop.exchange.cage.child import main; sys.exit(main())"
)
_PATIENCE = 0.05
"""Seconds after which it is asked again whether a person has stopped it."""
_PIECE = 1 << 18


def read_book(
    path: Path, *, progress: Callable[[int], None] | None = None, cancelled: Callable[[], bool] | None = None
) -> Book:
    """The sheets of a file, read in a child process; `progress` is told the number of rows read so far.

    The file is opened here, to read only, and handed over open: what the child reads is what was opened, though the name may lead to
    another file meanwhile, and the fingerprint is of the very bytes that were read. Works in any thread; leaves nothing behind.

    Raises `Refused` with the reason in words, `Cancelled`; nothing else whatever the file holds.
    """
    with _opened(path) as file:
        child = _start(file, path)
    try:
        answer = _listen(child, path, progress, cancelled)
    finally:
        child.kill()
        child.wait()
    if answer.refused:
        raise answer.refused
    if answer.book is None:
        raise Refused("FILE-DIED", file=path.name, memory=limits.MEMORY >> 20)
    return answer.book


def _opened(path: Path) -> BinaryIO:
    """An ordinary file, open to read. Raises `Refused` FILE-MISSING, FILE-ODD, FILE-EMPTY, FILE-SIZE, FILE-UNREADABLE."""
    try:
        # Without waiting: a pipe would let us wait for ever for its other end.
        flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        if not stat.S_ISREG(os.stat(path).st_mode):
            raise Refused("FILE-ODD", file=path.name)
        file = os.fdopen(os.open(path, flags), "rb", buffering=0)
    except (FileNotFoundError, NotADirectoryError, ValueError) as error:
        raise Refused("FILE-MISSING", file=path.name) from error
    except OSError as error:
        raise Refused("FILE-UNREADABLE", file=path.name, reason=error.strerror or str(error)) from error
    status = os.fstat(file.fileno())
    reason = None
    if not stat.S_ISREG(status.st_mode):
        reason = Refused("FILE-ODD", file=path.name)
    elif status.st_size > bounds.LARGEST_FILE:
        most = bounds.LARGEST_FILE // bounds.MEGABYTE
        reason = Refused("FILE-SIZE", file=path.name, size=bounds.megabytes(status.st_size), most=most)
    if reason:
        file.close()
        raise reason
    return file


def _start(file: BinaryIO, path: Path) -> subprocess.Popen[bytes]:
    is_frozen = getattr(sys, "frozen", False)
    command = [sys.executable, ARGUMENT] if is_frozen else [sys.executable, "-I", "-c", _CHILD]
    try:
        return subprocess.Popen(
            command,
            stdin=file,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except OSError as error:
        raise Refused("FILE-UNREADABLE", file=path.name, reason=error.strerror or str(error)) from error


def _listen(
    child: subprocess.Popen[bytes],
    path: Path,
    progress: Callable[[int], None] | None,
    cancelled: Callable[[], bool] | None,
) -> wire.Answer:
    """The answer as far as the child gave it. A thread reads, so that a silent child keeps nobody waiting."""
    assert child.stdout
    pieces: queue.Queue[bytes] = queue.Queue(maxsize=16)
    enough = threading.Event()
    reader = threading.Thread(target=_pump, args=(child.stdout, pieces, enough), name="spreadsheet", daemon=True)
    reader.start()
    try:
        return _take(pieces, path, progress, cancelled)
    finally:
        enough.set()
        child.kill()
        while reader.is_alive():
            while not pieces.empty():
                pieces.get_nowait()
            reader.join(_PATIENCE)
        child.stdout.close()


def _take(
    pieces: queue.Queue[bytes],
    path: Path,
    progress: Callable[[int], None] | None,
    cancelled: Callable[[], bool] | None,
) -> wire.Answer:
    answer = wire.Answer(path.name)
    until = time.monotonic() + limits.SECONDS
    waiting: list[bytes] = []
    size = told = 0
    while True:
        if cancelled and cancelled():
            raise Cancelled
        if time.monotonic() > until:
            raise Refused("FILE-SLOW", file=path.name, seconds=limits.SECONDS)
        if progress and answer.rows_read > told:
            told = answer.rows_read
            progress(told)
        try:
            piece = pieces.get(timeout=_PATIENCE)
        except queue.Empty:
            continue
        size += len(piece)
        if not piece or size > wire.LONGEST_ANSWER + _PIECE:
            return answer
        *lines, rest = piece.split(b"\n")
        try:
            for line in lines:
                answer.take(b"".join((*waiting, line)))
                waiting.clear()
        except wire.Garbage:
            return wire.Answer(path.name)
        waiting.append(rest)


def _pump(stdout: BinaryIO, pieces: queue.Queue[bytes], enough: threading.Event) -> None:
    """Everything the child says, and an empty piece at its end."""
    while not enough.is_set():
        piece = os.read(stdout.fileno(), _PIECE)
        pieces.put(piece)
        if not piece:
            return
