"""Owns how a file appears under its name: written under another name in the same folder, flushed, moved; complete or not there."""

from __future__ import annotations

import os
import sys
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from desktop.domain.errors import Refused


@contextmanager
def appearing(path: Path, *, replace: bool) -> Iterator[Path]:
    """A temporary name to write to; when the block ends well the file stands under its real name, else nothing is left.

    With `replace` false a file that is there is never overwritten. Raises `Refused` FOLDER-MISSING, FILE-EXISTS, FILE-HELD, DISK-FULL.
    """
    if not path.parent.is_dir():
        raise Refused("FOLDER-MISSING", folder=str(path.parent))
    if path.is_dir() or (not replace and path.exists()):
        raise Refused("FILE-EXISTS", file=path.name)
    temporary = path.with_name(f".{path.name}.{uuid.uuid4().hex[:8]}.partial")
    try:
        yield temporary
        flush(temporary)
        _move(temporary, path, replace)
        flush_folder(path.parent)
    except OSError as error:
        raise _in_words(error, path) from error
    finally:
        for left in (temporary, *(temporary.with_name(temporary.name + end) for end in ("-wal", "-shm", "-journal"))):
            left.unlink(missing_ok=True)


def flush(path: Path) -> None:
    """The bytes of a file are on the disk."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def flush_folder(folder: Path) -> None:
    """The names in a folder are on the disk (POSIX; Windows does it by itself)."""
    if sys.platform != "win32":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _move(temporary: Path, path: Path, replace: bool) -> None:
    if replace:
        os.replace(temporary, path)
        return
    try:
        os.link(temporary, path)  # fails where the name is taken, unlike a rename on POSIX
    except FileExistsError:
        raise Refused("FILE-EXISTS", file=path.name) from None
    except OSError:
        if path.exists():
            raise Refused("FILE-EXISTS", file=path.name) from None
        os.rename(temporary, path)


def _in_words(error: OSError, path: Path) -> Refused:
    full = error.errno == 28 or getattr(error, "winerror", 0) == 112
    if full:
        return Refused("DISK-FULL", file=path.name)
    held = isinstance(error, PermissionError) and path.exists()
    return Refused("FILE-HELD" if held else "NOT-WRITABLE", file=path.name)
