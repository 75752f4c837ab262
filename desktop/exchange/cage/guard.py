"""Owns what Python itself refuses in the child from the moment it is shut: files, processes, sockets, libraries, code from elsewhere."""

from __future__ import annotations

import sys
from typing import Any

_REFUSED = (
    "open",
    "import",
    "exec",
    "compile",
    "os.",
    "posix.",
    "nt.",
    "pty.",
    "shutil.",
    "glob.",
    "pathlib.",
    "tempfile.",
    "mmap.",
    "fcntl.",
    "resource.prlimit",
    "signal.",
    "socket.",
    "ssl.",
    "ftplib.",
    "http.",
    "urllib.",
    "smtplib.",
    "subprocess.",
    "webbrowser.",
    "winreg.",
    "msvcrt.",
    "_winapi.",
    "ctypes.",
    "marshal.",
    "pickle.",
    "sqlite3.",
)
"""Audit events that end in an error: `os.` covers all of that module that is told of (remove, rename, exec, fork, system, listdir …)."""


class Shut(BaseException):
    """Something was tried that reading a file never needs; nothing below catches it."""


def shut() -> None:
    """From now on this process computes and answers, nothing else. Cannot be taken back."""
    sys.addaudithook(_refuse)


def _refuse(event: str, _arguments: tuple[Any, ...]) -> None:
    if event.startswith(_REFUSED):
        raise Shut(event)
