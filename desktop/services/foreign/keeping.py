"""Owns the mappings that a profile keeps under a name: saving, listing, removing, and which of them fits a spreadsheet."""

from __future__ import annotations

from pathlib import Path

from desktop.domain.change import RegisterEdit, map_register
from desktop.domain.errors import Refused
from desktop.exchange.sheets.model import Book
from desktop.services.foreign.mapfile import data_of, mapping_of
from desktop.services.foreign.mapping import Mapping
from desktop.services.foreign.planning import Found, fits
from desktop.services.profile import OpenProfile
from desktop.services.recording import Recorded, record
from desktop.services.texts import clean

LONGEST_NAME = 60


def kept_maps(profile: OpenProfile) -> dict[str, Mapping]:
    """The mappings of a profile by name, in order of name."""
    return {key.split("|", 1)[1]: mapping_of(value) for key, value in profile.store.reader.registers("map") if value}


def kept_map(profile: OpenProfile, name: str) -> Mapping:
    """One mapping. Raises `Refused` MAP-UNKNOWN."""
    held = kept_maps(profile)
    if name not in held:
        raise Refused("MAP-UNKNOWN", name=name, names=", ".join(held) or "–")
    return held[name]


def keep_map(profile: OpenProfile, name: str, mapping: Mapping) -> Recorded:
    """Keep a mapping under a name; one that was kept under it is replaced. Raises `Refused` MAP-NAME, TEXT-…"""
    return record(profile, [edit_to_keep(name, mapping)])


def edit_to_keep(name: str, mapping: Mapping) -> RegisterEdit:
    """The edit that keeps a mapping. Raises `Refused` MAP-NAME, TEXT-…"""
    name = clean(name.strip())
    if not 1 <= len(name) <= LONGEST_NAME or "|" in name or "\n" in name:
        raise Refused("MAP-NAME", name=name[:LONGEST_NAME])
    return RegisterEdit(map_register(name), data_of(mapping))


def remove_map(profile: OpenProfile, name: str) -> Recorded:
    """Take a mapping away. Raises `Refused` MAP-UNKNOWN."""
    kept_map(profile, name)
    return record(profile, [RegisterEdit(map_register(name), None)])


def find_map(profile: OpenProfile, book: Book, file: Path) -> tuple[str, Mapping] | None:
    """The kept mapping whose parts all find their table; of several the one that speaks of most columns."""
    tables = Found(profile, book, file).tables
    best: tuple[int, str, Mapping] | None = None
    for name, mapping in kept_maps(profile).items():
        parts = [part for part in mapping.tables if not part.leave]
        if parts and all(any(fits(table, part) for table in tables) for part in parts):
            score = sum(len(part.columns) + len(part.caption) for part in parts)
            if best is None or score > best[0]:
                best = (score, name, mapping)
    return best[1:] if best else None
