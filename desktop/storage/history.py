"""Owns the past of a profile: its changes as a person reads them, its state at a moment, what a group changed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, NamedTuple

from desktop.domain.address import Cell, Key
from desktop.domain.change import Change, Edit, Json, ObservationEdit, Origin, RegisterEdit
from desktop.domain.errors import Refused
from desktop.domain.observation import NOTHING, Observation
from desktop.domain.profile import Choice, Figures
from desktop.domain.source import SOURCE_FIELDS, Source
from desktop.storage import queries
from desktop.storage.log import key_of_note, observation_register, split_parents
from desktop.storage.reading import Reader


class _Row(NamedTuple):
    seq: int
    id: bytes
    rid: int
    oid: int
    n: int
    hlc: int
    gid: int
    num: str | None
    typed: str | None
    fid: int | None
    parents: bytes | None
    raw: bytes | None


NOT_SHOWN = ("group|", "device|")
"""Registers that tell about changes themselves."""


def changes(reader: Reader, key: Key | None = None, cell: Cell | None = None) -> list[Change]:
    """Changes oldest first; with `key` or `cell` only those of that observation, or of all observations of that cell."""
    register_keys = {rid: text for rid, text in reader.connection.execute(queries.REGISTER_KEYS)}
    if key is None and cell is None:
        rows = reader.connection.execute(queries.LOG)
    else:
        rids = _registers_of(reader, register_keys, key, cell)
        rows = reader.connection.execute(queries.LOG_OF, (json.dumps(rids),))
    groups = {gid: (group, why) for gid, group, why in reader.connection.execute(queries.GROUPS)}
    origins = {oid: json.loads(text) for oid, text in reader.connection.execute(queries.ORIGINS)}
    told = {group: Origin(**parts).text for group, parts in reader.group_origins().items()}
    devices = reader.device_names()
    merged: dict[tuple[int, Key | str], Change] = {}
    now: dict[Key | str, Any] = {}
    for row in map(_Row._make, rows):
        about, after = _after(row, reader, register_keys, now)
        if about is None:
            continue
        before, now[about] = now.get(about), after
        group, why = groups[row.gid]
        who = origins[row.oid]
        former = merged.get((row.gid, about))
        merged[row.gid, about] = Change(
            row.hlc >> 16, who["a"], who["m"], devices.get(who["d"], who["d"]), told.get(group, "typed"), why, group,
            about if isinstance(about, Key) else None, about if isinstance(about, str) else "",
            former.before if former else _nothing_as_none(before), _nothing_as_none(after),
        )  # fmt: skip
    return list(merged.values())


def state_at(reader: Reader, moment: int) -> Figures:
    """The figures as they stood at a moment (milliseconds UTC): every change up to it, in the order in which they arrived."""
    register_keys = {rid: text for rid, text in reader.connection.execute(queries.REGISTER_KEYS)}
    figures = Figures(reader.settings())
    now: dict[Key | str, Any] = {}
    for row in map(_Row._make, reader.connection.execute(queries.LOG)):
        if row.hlc >> 16 <= moment:
            about, after = _after(row, reader, register_keys, now)
            if about is not None:
                now[about] = after
    fields: dict[str, dict[str, str]] = {}
    for about, value in now.items():
        if isinstance(about, Key):
            if value != NOTHING:
                figures.put(about, value)
        elif about.startswith("publish|") and value:
            _, indicator, period, items = about.split("|")
            figures.choices[Cell(indicator, items, period)] = Choice(*value)
        elif about.startswith("source|") and value and about.split("|")[2] in SOURCE_FIELDS:
            _, source_id, name = about.split("|")
            fields.setdefault(source_id, {})[name] = value
        elif about.startswith("block|") and value:
            _, block, name = about.split("|")
            figures.texts[block, name.removeprefix("text.")] = value
        elif about.startswith("assign|") and value:
            _, code, institution = about.split("|", 2)
            figures.assignments.add((institution, code))
    figures.sources = {i: Source(id=i, **parts) for i, parts in sorted(fields.items()) if "title" in parts}
    return figures


def edits_to_undo(reader: Reader, figures: Figures, group: str) -> tuple[list[Edit], list[str]]:
    """The edits that take a group back, and the addresses in the way because they were changed later.

    Raises `Refused` GROUP-UNKNOWN.
    """
    found = reader.connection.execute(queries.GROUP, (group,)).fetchone()
    if found is None:
        raise Refused("GROUP-UNKNOWN", group=group)
    register_keys = {rid: text for rid, text in reader.connection.execute(queries.REGISTER_KEYS)}
    held = {rid: value for rid, value in reader.connection.execute("SELECT rid, value FROM register")}
    observations: dict[Key, Observation] = {}
    edits: list[Edit] = []
    in_the_way: list[str] = []
    gid, first, last = found
    for _seq, _id, rid, num, typed, fid, parents in reader.connection.execute(
        queries.CHANGES_OF_GROUP, (first, last, gid)
    ).fetchall():
        former = _former(reader, rid, parents)
        register = register_keys.get(rid, "")
        if rid > 0 or register.startswith("obsnote|"):
            key = reader.numbering.key(rid) if rid > 0 else key_of_note(register)
            stored = figures.get(key) or NOTHING
            value = observations.get(key, stored)
            if rid > 0:
                after = Observation(num, typed, *reader.numbering.facets[fid])
                before = _observation(reader, former)
                changed_later = after[:5] != stored[:5]
                observations[key] = before._replace(note=value.note)
            else:
                changed_later = (json.loads(num) or "") != stored.note
                observations[key] = value._replace(note=(json.loads(former[0]) if former else None) or "")
            if changed_later:
                in_the_way.append(key.address)
        elif not register.startswith(NOT_SHOWN):
            if held[rid] != num:
                in_the_way.append(register)
            edits.append(RegisterEdit(register, json.loads(former[0]) if former else None))
    edits += [ObservationEdit(key, None if value.is_nothing else value) for key, value in observations.items()]
    return edits, sorted(set(in_the_way))


def _observation(reader: Reader, row: tuple[Any, ...] | None) -> Observation:
    """Of num, typed, fid; nothing for None."""
    if row is None:
        return NOTHING
    num, typed, fid = row
    return Observation(num, typed, *reader.numbering.facets[fid])


def _former(reader: Reader, rid: int, parents: bytes | None) -> tuple[Any, ...] | None:
    """num, typed, fid of the change that a change replaced."""
    for parent in split_parents(parents):
        row = reader.connection.execute(queries.CHANGE_BY_ID, (rid, parent)).fetchone()
        if row is not None:
            return tuple(row[1:])
    return None


def _registers_of(reader: Reader, register_keys: dict[int, str], key: Key | None, cell: Cell | None) -> list[int]:
    numbers = {text: rid for rid, text in register_keys.items()}
    sources = [key.source] if key else list(reader.numbering.numbers["source_ref"])
    place = key.cell if key else cell
    assert place is not None
    rids = []
    for source in sources:
        one = Key(*place, source)
        rids += [
            rid
            for rid in (
                reader.numbering.known_rid(one),
                numbers.get(observation_register(reader.profile_id, one, "obsnote")),
            )
            if rid is not None
        ]
    return rids


def _after(
    row: _Row, reader: Reader, register_keys: dict[int, str], now: dict[Key | str, Any]
) -> tuple[Key | str | None, Any]:
    """What a change is about, and the whole value after it; an observation's note is part of it."""
    if row.rid > 0:
        key = reader.numbering.key(row.rid)
        assert row.fid is not None
        note = (now.get(key) or NOTHING).note
        return key, Observation(row.num, row.typed, *reader.numbering.facets[row.fid], note)
    register, value = register_keys[row.rid], json.loads(row.num or "null")
    if register.startswith("obsnote|"):
        key = key_of_note(register)
        return key, (now.get(key) or NOTHING)._replace(note=value or "")
    return (None, None) if register.startswith(NOT_SHOWN) else (register, value)


def _nothing_as_none(value: Observation | Json) -> Observation | Json:
    return None if value == NOTHING and isinstance(value, Observation) else value


def log_rows(reader: Reader) -> Iterator[_Row]:
    """Every change in the order of arrival."""
    return map(_Row._make, reader.connection.execute(queries.LOG))
