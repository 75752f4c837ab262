"""Owns an open profile file: the checks before it opens, one connection to read, the one door to write, and its orderly closing."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop.domain.change import Author, Edit, Origin
from desktop.domain.errors import CannotOpen, KnownError, Refused
from desktop.storage import backup, places
from desktop.storage.connection import DatabaseError, connect, in_words, write_engine
from desktop.storage.inspection import check_schema, has_log, inspect
from desktop.storage.lock import WriteLock
from desktop.storage.reading import Reader
from desktop.storage.schema import SCHEMA_VERSION

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from desktop.storage.recording import Recorded, Recorder

SMALL = 64 * 1024 * 1024
"""Below this size a file that was not closed cleanly is checked whole before it is used."""


class ProfileStore:
    """One open profile. Made by `to_read` or `to_write`; `close` leaves the file alone complete."""

    def __init__(self, path: Path, connection: Any, lock: WriteLock | None):
        self.path, self._lock = path, lock
        self.connection = connection
        self.reader = Reader(connection)
        self._engine: Engine | None = None
        self._recorder: Recorder | None = None

    @classmethod
    def to_read(cls, path: Path) -> ProfileStore:
        """Open to read only; never waits for a writer. Raises `CannotOpen`."""
        version = inspect(path)
        if version < SCHEMA_VERSION:
            raise CannotOpen("PROFILE-OLDER", file=path.name)
        with in_words(path.name):
            connection = _reading_connection(path, version)
            connection.execute("PRAGMA query_only = ON")
            return cls(path, connection, None)

    @classmethod
    def to_write(
        cls, path: Path, holder: str, *, wait: float = 10.0, backups: Path | None = None, now: int = 0
    ) -> ProfileStore:
        """Open to write: waits up to `wait` seconds for another writer. Upgrades an older file after a backup in `backups`.

        Raises `CannotOpen` PROFILE-LOCKED and the like, `Refused` PLACE-… for drives that are only read from.
        """
        version = inspect(path)
        reason = places.why_not_to_write(path)
        if reason:
            raise Refused(f"PLACE-{reason.upper()}", file=path.name)
        lock = WriteLock(path, holder, wait)
        try:
            if version < SCHEMA_VERSION and backups:
                from desktop.storage.upgrade import upgrade  # noqa: PLC0415

                backups.mkdir(parents=True, exist_ok=True)
                upgrade(path, backups / backup.name_of(now, "upgrade"))
                version = SCHEMA_VERSION
            with in_words(path.name):
                return cls(path, _reading_connection(path, version), lock)
        except BaseException:  # whatever it was, the lock must not stay
            lock.release()
            raise

    @property
    def is_writable(self) -> bool:
        return self._lock is not None

    def record(  # noqa: PLR0917
        self, edits: Sequence[Edit], author: Author, origin: Origin, reason: str, now: int,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Recorded:  # fmt: skip
        """Store a deed as one group of changes, in one transaction; on disk when this returns."""
        with in_words(self.path.name):
            return self._recorder_for(author).record(edits, origin, reason, now, cancelled)

    def _recorder_for(self, author: Author) -> Recorder:
        from desktop.storage.recording import Recorder  # noqa: PLC0415  SQLAlchemy, not needed to read

        if not self.is_writable:
            raise Refused("OPEN-TO-READ", file=self.path.name)
        if self._engine is None:
            self._engine = write_engine(self.path)
        if self._recorder is None or self._recorder.author != author:
            self._recorder = Recorder(self._engine, self.reader.numbering, self.reader.profile_id, author)
        return self._recorder

    def rebuild(self) -> None:
        """Make all projections anew from the log."""
        from desktop.storage.health import rebuild  # noqa: PLC0415

        with in_words(self.path.name):
            engine = self._engine or write_engine(self.path)
            self._engine = engine
            with engine.begin() as connection:
                rebuild(connection)

    def backup_to(self, target: Path) -> None:
        """A complete, checked copy. Raises `Refused` FILE-EXISTS …"""
        reading = connect(self.path, "ro")  # a connection of its own: a worker may do this beside the window
        try:
            backup.copy_profile(reading, target, replace=False)
        finally:
            reading.close()

    def replace_with(self, source: Path) -> None:
        """Put the content of another profile file in the place of this one; the store is closed afterwards, its lock still held."""
        self.connection.close()
        if self._engine is not None:
            self._engine.dispose()
            self._engine = None
        reading = connect(source, "ro")
        try:
            backup.copy_profile(reading, self.path, replace=True)
        finally:
            reading.close()

    @contextlib.contextmanager
    def one_state(self) -> Iterator[None]:
        """Everything read inside sees the same state, whatever is written meanwhile."""
        with in_words(self.path.name):
            self.connection.execute("BEGIN")
            try:
                yield
            finally:
                self.connection.execute("COMMIT")

    def close(self) -> None:
        """Move the write-ahead log into the file, close, free the lock."""
        try:
            if self._engine is not None:
                with contextlib.suppress(KnownError), in_words(self.path.name):  # a log that stays is read next time
                    self.connection.execute("PRAGMA busy_timeout = 0")  # whoever closes does not wait for others
                    self.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
                self._engine.dispose()
            self.connection.close()
        finally:
            if self._lock:
                self._lock.release()


def _reading_connection(path: Path, version: int) -> Any:
    """Connect, after the list of tables was seen to be the expected one without leaving anything beside the file."""
    unclean = has_log(path)
    if not unclean:
        looking = connect(path, "immutable")
        try:
            check_schema(looking, path.name, version)
        finally:
            looking.close()
    try:
        connection = connect(path, "rw")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except DatabaseError:
        connection = connect(path, "immutable" if not unclean else "ro")
    if unclean:
        check_schema(connection, path.name, version)
        if path.stat().st_size <= SMALL:
            faults = [line for (line,) in connection.execute("PRAGMA quick_check") if line != "ok"]
            if faults:
                connection.close()
                raise CannotOpen("PROFILE-DAMAGED", file=path.name, reason=faults[0])
    return connection
