"""Owns the written form of an address, `CODE[DIM=MEMBER,…]@PERIOD#SOURCE`, and the keys it stands for (design.md 5).

Whether code, dimensions and members exist is the catalogue's to say: `catalogue.addresses`.
"""

from __future__ import annotations

import re
from sys import intern
from typing import NamedTuple

from desktop.domain.errors import Refused

SOURCE_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,39}", re.ASCII)
_FORM = re.compile(
    r"(?P<code>[^\[\]@#]*)(?:\[(?P<items>[^\[\]@#]*)\])?(?:@(?P<period>[^@#\[\]]*))?(?:#(?P<source>[^@#\[\]]*))?"
)


class Cell(NamedTuple):
    """Indicator × items × period. `items` is the canonical text `SEX=F,AGE=Y0T14`, empty for the total."""

    indicator: str
    items: str
    period: str

    @property
    def address(self) -> str:
        return f"{self.indicator}[{self.items}]@{self.period}" if self.items else f"{self.indicator}@{self.period}"


class Key(NamedTuple):
    """The address of an observation: a cell and the id of a source, empty for the value without a source."""

    indicator: str
    items: str
    period: str
    source: str

    @property
    def cell(self) -> Cell:
        return Cell(self.indicator, self.items, self.period)

    @property
    def address(self) -> str:
        """The printed form; the bare `#` of a value without source beside others is `marked_address`."""
        return f"{self.cell.address}#{self.source}" if self.source else self.cell.address

    def marked_address(self, has_rivals: bool) -> str:
        """As `address`, with a bare `#` where the value has no source and another source stands beside it."""
        return f"{self.cell.address}#{self.source}" if self.source or has_rivals else self.cell.address


class WrittenAddress(NamedTuple):
    """An address as it was written, its parts not yet held against a catalogue. `None` = part left out."""

    code: str
    items: tuple[tuple[str, str], ...]
    period: str | None
    source: str | None


def split_address(text: str) -> WrittenAddress:
    """Take an address apart. Raises `Refused` ADDRESS-FORM, SOURCE-FORM."""
    match = _FORM.fullmatch(text.strip())
    if not match or not match["code"].strip():
        raise Refused("ADDRESS-FORM", address=text, text=text)
    source = match["source"]
    if source and not SOURCE_ID.fullmatch(source):
        raise Refused("SOURCE-FORM", address=text, source=source)
    items = split_items(match["items"], text) if match["items"] is not None else ()
    return WrittenAddress(match["code"].strip(), items, match["period"], source)


def split_items(text: str, whole: str = "") -> tuple[tuple[str, str], ...]:
    """`SEX=F,AGE=Y0T14` (or with `;`) → pairs in the order written. Raises `Refused` ITEMS-FORM."""
    pairs = []
    for part in re.split("[,;]", text):
        if not part.strip() and not text.strip():
            continue
        dimension, sign, member = (piece.strip() for piece in part.partition("="))
        if not (dimension and sign and member):
            raise Refused("ITEMS-FORM", address=whole or None, items=text)
        pairs.append((dimension, member))
    return tuple(pairs)


def items_of(items: str) -> dict[str, str]:
    """Canonical items text → dimension → member, in the indicator's order."""
    pairs = (part.split("=", 1) for part in items.split(",")) if items else ()
    return {intern(dimension): intern(member) for dimension, member in pairs}


def items_text(pairs: dict[str, str]) -> str:
    """Dimension → member (already in the indicator's order) → canonical text; `_T` is left out."""
    return intern(",".join(f"{dimension}={member}" for dimension, member in pairs.items() if member != "_T"))
