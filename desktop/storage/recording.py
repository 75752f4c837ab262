"""Owns the one door for writing: a group of edits becomes changes with parents, and the projections follow, in one transaction.

The same steps serve one typed value and an import of a hundred thousand: numbers for texts, current heads, lines and ids, rows.
"""

from __future__ import annotations

import gc
import json
import os
import uuid
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, Engine, Table, insert
from sqlalchemy.dialects import sqlite

from desktop.domain.address import Key
from desktop.domain.change import Author, Edit, Json, ObservationEdit, Origin, RegisterEdit
from desktop.domain.errors import Cancelled
from desktop.domain.observation import NOTHING, Observation
from desktop.storage import log, queries, tables
from desktop.storage.numbering import Numbering

_TABLES = {
    table.name: table
    for table in (tables.indicator, tables.items, tables.source_ref, tables.period, tables.series, tables.facet)
}


def _insert(table: Table, *, replace: bool = False) -> str:
    statement = insert(table)
    text = str(statement.compile(dialect=sqlite.dialect(paramstyle="qmark")))
    return text.replace("INSERT INTO", "INSERT OR REPLACE INTO", 1) if replace else text


INSERTS = {name: _insert(table) for name, table in _TABLES.items()}
INSERT_CHANGE = _insert(tables.change)
INSERT_GROUP = _insert(tables.grp)
INSERT_ORIGIN = _insert(tables.origin)
PUT_OBSERVATION = _insert(tables.observation, replace=True)
PUT_REGISTER = _insert(tables.register, replace=True)
INSERT_RIVAL = _insert(tables.rival)
INSERT_AWAITED = _insert(tables.awaited)
END_GROUP = "UPDATE grp SET last = ? WHERE gid = ?"
SLICE = 50_000
"""Edits that are worked on at a time, in the one transaction of their group."""
DELETE_RIVALS = "DELETE FROM rival WHERE rid = ? AND seq = ?"


class Recorded(NamedTuple):
    """What a deed wrote: the id of its group (None where nothing differed) and the number of changes."""

    group: str | None
    changes: int


class _Head(NamedTuple):
    """The shown head of a register, and the heads beside it that say the same."""

    seq: int
    value: tuple[Any, ...]
    parents: bytes
    hlc: int
    rivals: int
    same: tuple[int, ...]


class _Draft(NamedTuple):
    rid: int
    register: str
    value: tuple[str | None, str | None, int | None]
    json: Json
    head: _Head | None


class _Group:
    """The deed that is being written: its id, origin, reason, moment."""

    def __init__(self, origin: Origin, why: str, now: int):
        self.id = str(uuid.UUID(bytes=os.urandom(16), version=4))
        self.origin, self.why, self.now = origin, why, now


class Recorder:
    """Writes groups of edits for one person at one opening of a profile (a fresh writer id, sync.md 8)."""

    def __init__(self, engine: Engine, numbering: Numbering, profile_id: str, author: Author):
        self.engine, self.numbering, self.profile_id, self.author = engine, numbering, profile_id, author
        self.writer = os.urandom(8).hex()
        self.n = 0
        self._oid: int | None = None

    def record(
        self, edits: Sequence[Edit], origin: Origin, reason: str, now: int, cancelled: Callable[[], bool]
    ) -> Recorded:
        """Store edits as one group; `now` in milliseconds UTC. Edits that change nothing are left out.

        Raises `Cancelled`, and what the driver raises; nothing is stored then.
        """
        collecting = gc.isenabled()
        gc.disable()  # millions of tuples would make it run again and again (performance.md a)
        try:
            with self.engine.begin() as connection:
                recorded = self._record(connection, edits, _Group(origin, reason, now), cancelled)
        except BaseException:  # an interruption too: numbers given in the transaction are gone
            self._forget_unsaved()
            raise
        finally:
            if collecting:
                gc.enable()
        return recorded

    def _record(
        self, connection: Connection, edits: Sequence[Edit], group: _Group, cancelled: Callable[[], bool]
    ) -> Recorded:
        """In slices, so that an import of a million needs no more memory than one of fifty thousand."""
        seq, gid, lowest = connection.exec_driver_sql(queries.LAST_NUMBERS).one()
        first = seq + 1
        has_notes = bool(connection.exec_driver_sql(queries.HAS_NOTES).scalar())
        for start in range(0, len(edits), SLICE):
            drafts = self._drafts(connection, edits[start : start + SLICE], lowest, has_notes)
            if not drafts:
                continue
            lowest = min([lowest, *(draft.rid for draft in drafts)])
            if seq < first:
                more = self._provenance(connection, group, lowest)
                lowest -= len(more)
                drafts += more
                connection.exec_driver_sql(INSERT_GROUP, (gid + 1, group.id, group.why, first, first))
            self._save_numbers(connection)
            self._write(connection, drafts, seq, gid + 1, group)
            seq += len(drafts)
            if cancelled():
                raise Cancelled
        if seq < first:
            return Recorded(None, 0)
        connection.exec_driver_sql(END_GROUP, (seq, gid + 1))
        return Recorded(group.id, seq - first + 1)

    def _drafts(self, connection: Connection, edits: Sequence[Edit], lowest: int, has_notes: bool) -> list[_Draft]:
        """The changes that differ from what is stored, sorted by register number: scattered rows are written twice as slowly."""
        observations = [edit for edit in edits if isinstance(edit, ObservationEdit)]
        registers = {edit.key: edit.after for edit in edits if isinstance(edit, RegisterEdit)}
        for key, after in observations:
            if has_notes or (after is not None and after.note):
                register = log.observation_register(self.profile_id, key, "obsnote")
                registers[register] = after.note or None if after else None
        drafts = self._observation_drafts(connection, observations)
        drafts.sort(key=lambda draft: draft.rid)
        return drafts + (self._register_drafts(connection, registers, lowest) if registers else [])

    def _observation_drafts(self, connection: Connection, edits: Sequence[ObservationEdit]) -> list[_Draft]:
        numbering = self.numbering
        wanted: dict[int, tuple[Key, Observation]] = {}
        for key, after in edits:
            if after is None and numbering.known_rid(key) is None:
                continue
            wanted[numbering.rid(key)] = (key, after or NOTHING)
        heads = self._observation_heads(connection, list(wanted))
        drafts = []
        for rid, (key, after) in wanted.items():
            value = (after.value, after.typed, numbering.facet(after))
            head = heads.get(rid)
            if (head.value == value) if head else after.is_nothing:
                continue
            content: Json = [after.value, after.typed, after.status, after.confidentiality, after.multiplier]
            drafts.append(_Draft(rid, log.observation_register(self.profile_id, key), value, content, head))
        return drafts

    def _register_drafts(self, connection: Connection, wanted: dict[str, Json], lowest: int) -> list[_Draft]:
        heads = self._register_heads(connection, list(wanted))
        drafts = []
        for key, content in sorted(wanted.items()):
            value = (log.canonical(content).decode(), None, None)
            rid, head = heads.get(key, (None, None))
            if (head.value == value) if head else content is None:
                continue
            if rid is None:
                lowest = min(lowest, 0) - 1
                rid = lowest
            drafts.append(_Draft(rid, key, value, content, head))
        return drafts

    def _provenance(self, connection: Connection, group: _Group, lowest: int) -> list[_Draft]:
        """What else a group tells: where it came from if it was not typed, and once the name of this device."""
        wanted: dict[str, Json] = {f"device|{self.author.device}|name": self.author.device_name}
        if group.origin.kind != "typed":
            told = {name: text for name, text in group.origin._asdict().items() if text}
            wanted[f"group|{group.id}|origin"] = told
        return self._register_drafts(connection, wanted, min(lowest, 0))

    def _write(self, connection: Connection, drafts: list[_Draft], seq: int, gid: int, group: _Group) -> None:
        oid, origin = self._origin(connection)
        fresh, n = group.now << 16, self.n
        changes, observations, registers, settled = [], [], [], []
        for draft in drafts:
            seq, n = seq + 1, n + 1
            rid, register, value, content, head = draft
            parents = head.parents if head else b""
            hlc = max(fresh, head.hlc + 1) if head else fresh
            line = log.line_of(hlc, register, n, log.split_parents(parents), group.id, content, group.why)
            changes.append((seq, log.change_id(origin, line), rid, oid, n, hlc, gid, *value, parents or None, None))
            rivals = head.rivals - len(head.same) if head else 0
            if rid > 0:
                observations.append((rid, seq, *value, rivals))
            else:
                registers.append((rid, register, seq, value[0], rivals))
            if head and head.same:
                settled += [(rid, other) for other in head.same]
        for sql, rows in (
            (INSERT_CHANGE, changes), (PUT_OBSERVATION, observations), (PUT_REGISTER, registers), (DELETE_RIVALS, settled)
        ):  # fmt: skip
            if rows:
                connection.exec_driver_sql(sql, rows)
        self.n = n

    def _observation_heads(self, connection: Connection, rids: list[int]) -> dict[int, _Head]:
        found = {}
        for rid, seq, num, typed, fid, rivals, change, hlc in connection.exec_driver_sql(
            queries.OBSERVATION_HEADS, (json.dumps(sorted(rids)),)
        ):
            found[rid] = self._head(connection, rid, seq, (num, typed, fid), rivals, change, hlc)
        return found

    def _register_heads(self, connection: Connection, keys: list[str]) -> dict[str, tuple[int, _Head]]:
        found = {}
        for rid, key, seq, value, rivals, change, hlc in connection.exec_driver_sql(
            queries.REGISTER_HEADS, (json.dumps(keys),)
        ):
            found[key] = (rid, self._head(connection, rid, seq, (value, None, None), rivals, change, hlc))
        return found

    def _head(  # noqa: PLR0917
        self, connection: Connection, rid: int, seq: int, value: tuple[Any, ...], rivals: int, change: bytes, hlc: int
    ) -> _Head:
        """An edit replaces what its author saw: the shown head and siblings equal to it; other heads stay (sync.md 2)."""
        same: list[int] = []
        parents = change
        if rivals:
            for other, other_id, num, typed, fid in connection.exec_driver_sql(queries.RIVALS_OF, (rid,)):
                if (num, typed, fid) == value:
                    same.append(other)
                    parents += other_id
        return _Head(seq, value, parents, hlc, rivals, tuple(same))

    def _origin(self, connection: Connection) -> tuple[int, bytes]:
        content = log.origin_json(self.author, self.writer)
        digest = log.origin_hash(content)
        if self._oid is None:
            last = connection.exec_driver_sql("SELECT coalesce(max(oid), 0) FROM origin").scalar_one()
            self._oid = int(last) + 1
            connection.exec_driver_sql(INSERT_ORIGIN, (self._oid, digest, content.decode()))
        return self._oid, digest

    def _save_numbers(self, connection: Connection) -> None:
        for name, sql in INSERTS.items():
            rows = self.numbering.new_rows.get(name)
            if rows:
                connection.exec_driver_sql(sql, rows)
        self.numbering.saved()

    def _forget_unsaved(self) -> None:
        """After a failed transaction the numbers given in it are not in the file: read them anew."""
        with self.engine.connect() as connection:
            raw: Any = connection.connection.driver_connection
            self.numbering.read(raw)
            stored = raw.execute("SELECT max(oid) FROM origin").fetchone()[0]
        if self._oid is not None and (stored or 0) < self._oid:
            self._oid = None
