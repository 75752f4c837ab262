"""Owns the past: changes of an address or of the profile, and the state at a moment."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from desktop.catalogue.addresses import read_address
from desktop.domain.address import Key
from desktop.domain.change import Change
from desktop.domain.errors import Refused
from desktop.domain.profile import Figures
from desktop.services.profile import OpenProfile
from desktop.storage import history
from desktop.storage.reading import utc_text

__all__ = ["changes", "moment", "state_at", "utc_text"]

_FORM = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?Z?)?", re.ASCII)


def changes(profile: OpenProfile, address: str = "", *, since: str = "", by: str = "") -> list[Change]:
    """Changes oldest first. `address` without `#SOURCE` means every source of the cell. Raises `Refused` TIME-FORM."""
    key, cell = None, None
    if address:
        found = read_address(address, profile.catalogue)
        cell = found.cell
        key = Key(*cell, found.source) if found.source is not None else None
    first = moment(since) if since else None
    rows = history.changes(profile.store.reader, key, cell)
    return [
        row
        for row in rows
        if (first is None or row.at >= first)
        and (not by or by.casefold() in (row.author.casefold(), row.institution.casefold()))
    ]


def state_at(profile: OpenProfile, time: str) -> Figures:
    """The figures as they stood at a moment. Raises `Refused` TIME-FORM."""
    return history.state_at(profile.store.reader, moment(time, end=True))


def moment(text: str, *, end: bool = False) -> int:
    """`2024-05-31`, `2024-05-31T12:30:05Z` in UTC → milliseconds since 1970; with `end` the last one of the day or second."""
    if not _FORM.fullmatch(text.strip()):
        raise Refused("TIME-FORM", text=text)
    plain = text.strip().rstrip("Z").replace(" ", "T")
    try:
        when = datetime.fromisoformat(plain).replace(tzinfo=UTC)
    except ValueError as error:
        raise Refused("TIME-FORM", text=text) from error
    milliseconds = int(when.timestamp() * 1000)
    if not end:
        return milliseconds
    return milliseconds + (86_400_000 if "T" not in plain else 60_000 if plain.count(":") == 1 else 1000) - 1
