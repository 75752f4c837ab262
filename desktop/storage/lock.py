"""Owns the lock that lets one program write a profile: an OS file lock, freed by the system at death, that names its holder.

The lock file lies beside the profile, hidden, and goes away with the lock. Readers do not ask for it.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
import time
from pathlib import Path
from typing import IO

from desktop.domain.errors import CannotOpen, Refused

_LOCKED_BYTE = 1 << 30
"""On Windows the lock covers one byte far behind the text, so that the holder's name can be read."""


class WriteLock:
    """Held by the one program that writes. Raises `CannotOpen` PROFILE-LOCKED after `wait` seconds, naming who has it."""

    def __init__(self, profile: Path, holder: str, wait: float = 10.0):
        self.profile = profile
        self.path = profile.with_name(f".{profile.name}.lock")
        self._file = self._acquire(time.monotonic() + wait)
        self._file.seek(0)
        self._file.truncate()
        self._file.write(json.dumps({"who": holder, "pid": os.getpid()}).encode())
        self._file.flush()

    def release(self) -> None:
        if self._file.closed:
            return
        if sys.platform != "win32":
            self.path.unlink(missing_ok=True)
        self._file.close()
        if sys.platform == "win32":
            with contextlib.suppress(PermissionError):  # the next program has opened it already
                self.path.unlink(missing_ok=True)

    def _acquire(self, until: float) -> IO[bytes]:
        while True:
            try:
                file = self.path.open("a+b")
            except OSError as error:
                raise Refused("NOT-WRITABLE", file=self.profile.name) from error
            if _try_lock(file) and self._is_current(file):
                return file
            file.close()
            if time.monotonic() > until:
                raise CannotOpen("PROFILE-LOCKED", file=self.profile.name, who=holder_of(self.path))
            time.sleep(0.05)

    def _is_current(self, file: IO[bytes]) -> bool:
        """Whether the locked file is still the one under this name: its former holder may just have removed it."""
        try:
            return os.path.samestat(os.fstat(file.fileno()), self.path.stat())
        except OSError:
            return False


def holder_of(lock: Path) -> str:
    """Who holds the lock, as far as the lock file tells."""
    try:
        return str(json.loads(lock.read_bytes() or b"{}").get("who") or "?")
    except (OSError, ValueError):
        return "?"


def _try_lock(file: IO[bytes]) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt  # noqa: PLC0415

            file.seek(_LOCKED_BYTE)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl  # noqa: PLC0415

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
