"""Owns the identity of a change: its canonical line and the id made of it (sync.md 2).

`change_id = BLAKE2b-128( BLAKE2b-128(origin) ‖ line )`: content, so the same change in two bundles is one change.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from typing import Any

import orjson

from desktop.domain.address import Key
from desktop.domain.change import Author, Json

ID_BYTES = 16
SORTED = orjson.OPT_SORT_KEYS


def canonical(value: Json | dict[str, Any]) -> bytes:
    """Canonical JSON: UTF-8, keys sorted, no blanks."""
    return orjson.dumps(value, option=SORTED)


def origin_json(author: Author, writer: str) -> bytes:
    return canonical({"a": author.name, "d": author.device, "m": author.institution, "w": writer})


def origin_hash(origin: bytes) -> bytes:
    return hashlib.blake2b(origin, digest_size=ID_BYTES).digest()


def observation_register(profile_id: str, key: Key, kind: str = "obs") -> str:
    """Register key of an observation (`obs`) or of its note (`obsnote`)."""
    return f"{kind}|{profile_id}|{key.indicator}|{key.period}|{key.items}|{key.source}"


def key_of_note(register: str) -> Key:
    """The observation that an `obsnote` register belongs to."""
    _, _, indicator, period, items, source = register.split("|")
    return Key(indicator, items, period, source)


def line_of(  # noqa: PLR0917  the seven fields of a line
    hlc: int, register: str, n: int, parents: Sequence[bytes], group: str, value: Json, why: str
) -> bytes:
    """The canonical line of a change; `p`, `t`, `w` are left out when empty."""
    line: dict[str, Any] = {"h": hlc, "k": register, "n": n, "v": value}
    if parents:
        line["p"] = [parent.hex() for parent in parents]
    if group:
        line["t"] = group
    if why:
        line["w"] = why
    return orjson.dumps(line, option=SORTED)


def change_id(origin: bytes, line: bytes) -> bytes:
    """`origin`: the hash of the origin."""
    digest = hashlib.blake2b(origin, digest_size=ID_BYTES)
    digest.update(line)
    return digest.digest()


def split_parents(parents: bytes | None) -> list[bytes]:
    return [parents[i : i + ID_BYTES] for i in range(0, len(parents), ID_BYTES)] if parents else []


def shown_head(heads: Iterable[tuple[int, bytes, Any]]) -> Any:
    """Of several heads (hlc, id, payload) the one that is shown: the highest (hlc, id) (sync.md 4)."""
    return max(heads, key=lambda head: head[:2])[2]
