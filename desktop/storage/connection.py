"""Owns connections to a profile file: the one SQLite driver, its pragmas, and the words for what it reports."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import sqlcipher3  # the only SQLite driver here: the system's own may be too old for a safe write-ahead log

from desktop.domain.errors import CannotOpen, KnownError, Refused
from desktop.storage.schema import APPLICATION_ID

if TYPE_CHECKING:
    from sqlalchemy import Engine

DatabaseError = sqlcipher3.DatabaseError
BUSY_SECONDS = 10.0
OLDEST_FOR_LOG = (3, 51, 3)
_PRAGMAS = (
    "PRAGMA foreign_keys = ON",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
    "PRAGMA synchronous = FULL",
    "PRAGMA cache_size = -8192",
)


def connect(path: Path, mode: str, *, busy: float = BUSY_SECONDS) -> Any:
    """A bare connection. `mode`: `rw`, `rwc` (creation), `ro`, or `immutable` (nobody writes, leaves nothing beside the file)."""
    query = "mode=ro&immutable=1" if mode == "immutable" else f"mode={mode}"
    connection = sqlcipher3.connect(
        f"{path.absolute().as_uri()}?{query}", uri=True, isolation_level=None, check_same_thread=False, timeout=busy
    )
    for pragma in _PRAGMAS:
        connection.execute(pragma)
    return connection


def write_engine(path: Path) -> Engine:
    """SQLAlchemy's engine for everything that writes: one transaction per deed, begun immediately."""
    from sqlalchemy import create_engine, event  # noqa: PLC0415  0.2 s that reading does not pay
    from sqlalchemy.pool import StaticPool  # noqa: PLC0415

    engine = create_engine("sqlite://", module=sqlcipher3, creator=lambda: connect(path, "rw"), poolclass=StaticPool)

    @event.listens_for(engine, "begin")
    def begin(connection: Any) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


def prepare_new(connection: Any, version: int) -> None:
    """The header of a fresh file."""
    journal = "WAL" if tuple(map(int, sqlcipher3.sqlite_version.split("."))) >= OLDEST_FOR_LOG else "DELETE"
    connection.execute("PRAGMA page_size = 4096")
    connection.execute(f"PRAGMA journal_mode = {journal}")
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {version}")


@contextmanager
def in_words(name: str) -> Iterator[None]:
    """What the driver reports, said in words: locked, full disk, damaged."""
    try:
        yield
    except KnownError:
        raise
    except Exception as error:  # re-raised unless it is the driver's, which SQLAlchemy may have wrapped
        cause = getattr(error, "orig", None) or error
        if not isinstance(cause, sqlcipher3.Error):
            raise
        raise _known(cause, name) from error


def _known(error: Exception, name: str) -> KnownError:
    code = getattr(error, "sqlite_errorname", "")
    if code.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return CannotOpen("PROFILE-BUSY", file=name)
    if code.startswith("SQLITE_FULL"):
        return Refused("DISK-FULL", file=name)
    if code.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM")):
        return Refused("NOT-WRITABLE", file=name)
    if code.startswith("SQLITE_INTERRUPT"):
        from desktop.domain.errors import Cancelled  # noqa: PLC0415

        return Cancelled()
    return CannotOpen("PROFILE-DAMAGED", file=name, reason=str(error))
