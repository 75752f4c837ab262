"""Owns the health of a profile: is the file whole, do projections and ids follow from the log; and the rebuilding of projections."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any, NamedTuple

from sqlalchemy import Connection

from desktop.catalogue.reading import sha256_of
from desktop.domain.errors import Message, Problem
from desktop.storage import log, queries
from desktop.storage.connection import DatabaseError
from desktop.storage.history import log_rows
from desktop.storage.reading import Reader
from desktop.storage.recording import INSERT_AWAITED, INSERT_RIVAL, PUT_OBSERVATION, PUT_REGISTER

_MOST_PROBLEMS = 100


class Projection(NamedTuple):
    """What the log says of one register: its shown head with value, and the other heads."""

    rid: int
    head: int
    value: tuple[Any, ...]
    rivals: tuple[int, ...]


def problems_of(reader: Reader) -> list[Problem]:
    """Everything that is wrong inside a file that opens; empty for a sound one."""
    try:
        found = list(_faults(reader))
    except DatabaseError as error:
        found = [Message("CHECK-UNREADABLE", {"reason": str(error)})]
    return [Problem(message) for message in found[:_MOST_PROBLEMS]]


def _faults(reader: Reader) -> Iterator[Message]:
    for (line,) in reader.connection.execute("PRAGMA quick_check"):
        if line != "ok":
            yield Message("CHECK-PAGES", {"reason": line})
    for table, *_ in reader.connection.execute("PRAGMA foreign_key_check"):
        yield Message("CHECK-REFERENCES", {"table": table})
    if not _carries_its_catalogue(reader):
        yield Message("CHECK-CATALOGUE")
    yield from _wrong_ids(reader)
    yield from _wrong_projections(reader)


def _carries_its_catalogue(reader: Reader) -> bool:
    sha256 = reader.settings().catalogue.sha256
    rows = reader.connection.execute(queries.CATALOGUE_FILES, (sha256,))
    try:
        return sha256_of({name: zlib.decompress(content) for name, content in rows}) == sha256
    except (zlib.error, KeyError):
        return False


def _wrong_ids(reader: Reader) -> Iterator[Message]:
    """Every id must be what its content gives: a figure changed behind the program's back shows here."""
    register_keys = dict(reader.connection.execute(queries.REGISTER_KEYS).fetchall())
    groups = {gid: (group, why) for gid, group, why in reader.connection.execute(queries.GROUPS)}
    origins = {oid: log.origin_hash(text.encode()) for oid, text in reader.connection.execute(queries.ORIGINS)}
    for row in log_rows(reader):
        if row.rid > 0:
            key = reader.numbering.key(row.rid)
            register = log.observation_register(reader.profile_id, key)
            value: Any = [row.num, row.typed, *reader.numbering.facets[row.fid or 0]]
        else:
            register, value = register_keys[row.rid], json.loads(row.num or "null")
        group, why = groups[row.gid]
        line = row.raw or log.line_of(row.hlc, register, row.n, log.split_parents(row.parents), group, value, why)
        if log.change_id(origins[row.oid], line) != row.id:
            yield Message("CHECK-ID", {"register": register, "seq": row.seq})


def _wrong_projections(reader: Reader) -> Iterator[Message]:
    stored = {
        rid: (head, (num, typed, fid), rivals)
        for rid, head, num, typed, fid, rivals in reader.connection.execute(
            "SELECT rid, head, num, typed, fid, rivals FROM observation"
        )
    }
    for rid, head, value, rivals in reader.connection.execute("SELECT rid, head, value, rivals FROM register"):
        stored[rid] = (head, (value, None, None), rivals)
    for right in projections(reader.connection.execute(queries.LOG_BY_REGISTER)):
        if stored.pop(right.rid, None) != (right.head, right.value, len(right.rivals)):
            yield Message("CHECK-PROJECTION", {"seq": right.head})
    for _ in stored:
        yield Message("CHECK-PROJECTION", {"seq": 0})


def projections(rows: Iterable[tuple[Any, ...]]) -> Iterator[Projection]:
    """From changes (rid, seq, id, hlc, num, typed, fid, parents) sorted by register: its heads, the highest (hlc, id) shown."""
    for rid, changes in groupby(rows, key=lambda row: row[0]):
        held = [tuple(row[1:]) for row in changes]
        named = {parent for *_, parents in held for parent in log.split_parents(parents)}
        heads = [row for row in held if row[1] not in named]
        seq, _id, _hlc, num, typed, fid, _parents = max(heads, key=lambda row: (row[2], row[1]))
        yield Projection(rid, seq, (num, typed, fid), tuple(row[0] for row in heads if row[0] != seq))


def rebuild(connection: Connection) -> None:
    """Make all projections anew from the log, inside the caller's transaction."""
    keys: dict[int, str] = {rid: key for rid, key in connection.exec_driver_sql(queries.REGISTER_KEYS)}
    rows = [tuple(row) for row in connection.exec_driver_sql(queries.LOG_BY_REGISTER)]
    held = {row[2] for row in rows}
    awaited = {parent for row in rows for parent in log.split_parents(row[7])} - held
    for table in ("observation", "register", "rival", "awaited"):
        connection.exec_driver_sql(f"DELETE FROM {table}")
    found = list(projections(rows))
    written = {
        PUT_OBSERVATION: [(p.rid, p.head, *p.value, len(p.rivals)) for p in found if p.rid > 0],
        PUT_REGISTER: [(p.rid, keys[p.rid], p.head, p.value[0], len(p.rivals)) for p in found if p.rid < 0],
        INSERT_RIVAL: [(p.rid, seq) for p in found for seq in p.rivals],
        INSERT_AWAITED: [(parent,) for parent in sorted(awaited)],
    }
    for sql, lines in written.items():
        if lines:
            connection.exec_driver_sql(sql, lines)
