"""Remembers what the environment `.venv` was last made from, so that nothing is done twice.

Loads next to nothing: it runs before each start of the program.
"""

import hashlib
import os
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
VENV = os.path.join(ROOT, ".venv")
LOCKS = {
    "core": os.path.join(ROOT, "installers", "requirements.lock"),
    "dev": os.path.join(ROOT, "installers", "requirements-dev.lock"),
}


def python(venv: str = VENV) -> str:
    """The environment's own interpreter."""
    return os.path.join(venv, "Scripts", "python.exe") if os.name == "nt" else os.path.join(venv, "bin", "python")


def ready(level: str, qt: str, venv: str = VENV) -> bool:
    """True if the environment was made from today's lock with this Python, and Qt's libraries were found."""
    return {packages_line(level), qt_line(qt)} <= read(venv) and os.path.exists(python(venv))


def packages_line(level: str) -> str:
    """What stands in the stamp for a level: another lock or another Python makes another line."""
    with open(LOCKS[level], "rb") as lock:
        # A checkout on Windows may have other line ends.
        digest = hashlib.sha256(lock.read().replace(b"\r\n", b"\n")).hexdigest()
    return f"{level} {sys.version_info[0]}.{sys.version_info[1]} {digest}"


def qt_line(qt: str) -> str:
    """What stands in the stamp for the system's libraries."""
    return f"qt {qt}"


def read(venv: str = VENV) -> set[str]:
    """The lines of the stamp; none if there is no stamp."""
    try:
        with open(os.path.join(venv, "stamp.txt"), encoding="utf-8") as stamp:
            return set(stamp.read().splitlines())
    except OSError:
        return set()


def write(lines: set[str], venv: str = VENV) -> None:
    """Replace the stamp."""
    with open(os.path.join(venv, "stamp.txt"), "w", encoding="utf-8") as stamp:
        stamp.write("".join(line + "\n" for line in sorted(lines)))
