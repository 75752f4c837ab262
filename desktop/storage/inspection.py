"""Owns the question whether a file is a profile of ours, whole and not newer, answered from its bytes before anything opens it.

Refused files are left byte-equal (reliability.md rule 2). The file descriptor is closed before SQLite opens the file: closing one later
would drop SQLite's own locks on POSIX systems, so this is never called for a file that this process has open.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from desktop.domain.errors import CannotOpen
from desktop.storage import queries
from desktop.storage.schema import APPLICATION_ID, SCHEMA_DIGESTS, SCHEMA_VERSION

_MAGIC = b"SQLite format 3\0"
_HEADER = 100


def inspect(path: Path) -> int:
    """The schema version of a profile file. Raises `CannotOpen` in words for anything else."""
    name = path.name
    if not path.exists():
        raise CannotOpen("PROFILE-NOT-THERE", file=name)
    if not path.is_file():
        raise CannotOpen("PROFILE-IS-FOLDER", file=name)
    try:
        with path.open("rb") as file:
            header = file.read(_HEADER)
            size = path.stat().st_size
            if not header.strip(b"\0"):
                raise CannotOpen("PROFILE-ZEROED" if size else "PROFILE-EMPTY", file=name)
    except OSError as error:
        raise CannotOpen("PROFILE-UNREADABLE", file=name, reason=error.strerror or str(error)) from error
    if len(header) < _HEADER or not header.startswith(_MAGIC) or _number(header, 68, 4) != APPLICATION_ID:
        raise CannotOpen("PROFILE-FOREIGN", file=name)
    version = _number(header, 60, 4)
    if version > SCHEMA_VERSION:
        raise CannotOpen("PROFILE-NEWER", file=name, version=version, known=SCHEMA_VERSION)
    if version not in SCHEMA_DIGESTS:
        raise CannotOpen("PROFILE-FOREIGN", file=name)
    _check_size(path, header, size)
    return version


def has_log(path: Path) -> bool:
    """Whether a write-ahead log with content lies beside the file: the last closing was not clean."""
    log = path.with_name(path.name + "-wal")
    return log.is_file() and log.stat().st_size > 0


def check_schema(connection: Any, name: str, version: int) -> None:
    """The tables, indexes, triggers and views are exactly those of the version. Raises `CannotOpen` PROFILE-CHANGED."""
    if schema_digest(connection) != SCHEMA_DIGESTS[version]:
        raise CannotOpen("PROFILE-CHANGED", file=name)


def schema_digest(connection: Any) -> str:
    digest = hashlib.sha256()
    for row in connection.execute(queries.SCHEMA):
        kind, name, table, sql = row
        digest.update(repr((kind, name, table, " ".join((sql or "").split()))).encode())
    return digest.hexdigest()


def _check_size(path: Path, header: bytes, size: int) -> None:
    page = _number(header, 16, 2)
    page = 65536 if page == 1 else page
    pages = _number(header, 28, 4)
    known = _number(header, 24, 4) == _number(header, 92, 4)
    if page < 512 or size % page or (known and not has_log(path) and size != page * pages):
        raise CannotOpen("PROFILE-CUT", file=path.name)


def _number(header: bytes, at: int, length: int) -> int:
    return int.from_bytes(header[at : at + length], "big")
