"""Workbooks as they may come back from a failing stick, a broken mail or an ill-meant hand: one and the same for each seed."""

from __future__ import annotations

import random
import re
import zipfile
from collections.abc import Callable
from io import BytesIO

from tests.helpers.spreadsheets import zipped

Parts = dict[str, bytes]


def mutated(data: bytes, seed: int) -> bytes:
    """The workbook with bits, parts or markup changed."""
    chance = random.Random(seed)
    if chance.random() < 0.3:
        return _bits(data, chance)
    with zipfile.ZipFile(BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for _ in range(chance.choice((1, 1, 2, 5))):
        chance.choice(_DEEDS)(parts, chance)
    changed = zipped(parts)
    return _bits(changed, chance) if chance.random() < 0.1 else changed


def _bits(data: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.choice((1, 3, 40))):
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    if chance.random() < 0.2:
        del changed[chance.randrange(len(changed)) :]
    if chance.random() < 0.1:
        at = chance.randrange(len(changed) + 1)
        changed[at:at] = chance.randbytes(chance.randrange(200))
    return bytes(changed)


def _any(parts: Parts, chance: random.Random) -> str:
    return chance.choice(sorted(parts))


def _drop(parts: Parts, chance: random.Random) -> None:
    if len(parts) > 1:
        del parts[_any(parts, chance)]


def _swap(parts: Parts, chance: random.Random) -> None:
    one, other = _any(parts, chance), _any(parts, chance)
    parts[one], parts[other] = parts[other], parts[one]


def _cut(parts: Parts, chance: random.Random) -> None:
    name = _any(parts, chance)
    parts[name] = parts[name][: chance.randrange(len(parts[name]) + 1)]


def _rename(parts: Parts, chance: random.Random) -> None:
    name = _any(parts, chance)
    parts[chance.choice((name.upper(), name + "x", "xl/" + name, "x"))] = parts.pop(name)


def _markup(parts: Parts, chance: random.Random) -> None:
    """A tag taken out, doubled, emptied; a figure, an address or an attribute changed."""
    name = _any(parts, chance)
    tags = list(re.finditer(rb"<[^<>]*>[^<]*", parts[name]))
    if not tags:
        return
    tag = chance.choice(tags)
    text = tag[0]
    new = chance.choice(
        (
            b"",
            text * chance.choice((2, 3, 500)),
            re.sub(rb"\d+", lambda _: str(chance.choice((0, -1, 7, 2**31, 2**64, 10**40))).encode(), text),
            re.sub(
                rb'"[^"]*"', b'"%s"' % chance.choice((b"", b"A1", b"XFE1048577", b"&#0;", b"\xff", b"x" * 40_000)), text
            ),
            text.replace(b">", b"><!DOCTYPE a>", 1),
            text.replace(b">", b">&unknown;", 1),
            text.replace(b"<", b"<x:", 1),
            text + chance.randbytes(20),
            text.rstrip(b">"),
        )
    )
    parts[name] = parts[name][: tag.start()] + new + parts[name][tag.end() :]


_DEEDS: tuple[Callable[[Parts, random.Random], None], ...] = (_drop, _swap, _cut, _rename, *[_markup] * 6)
