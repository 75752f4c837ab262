"""Owns addresses held against a catalogue: text → key with code, dimensions, members and period that exist, canonically written."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from desktop.catalogue.model import TOTAL, Catalogue, Dimension, Indicator
from desktop.domain.address import Cell, WrittenAddress, items_text, split_address
from desktop.domain.errors import Refused
from desktop.domain.period import read_period

_COUNTRY = re.compile(r"[A-Z]{3}|\d{3}", re.ASCII)
_REGION = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_-]{0,19}", re.ASCII)


class Address(NamedTuple):
    """A cell that exists in the catalogue; `source` is None where it was left out, empty for a bare `#`."""

    cell: Cell
    source: str | None


def read_address(text: str, catalogue: Catalogue) -> Address:
    """Code, items, period and source of a written address. Raises `Refused`, naming the part that is wrong."""
    written = split_address(text)
    indicator = find_indicator(written.code, catalogue, text)
    if written.period is None:
        raise Refused("ADDRESS-PERIOD", address=text, text=text)
    return Address(_cell(written, indicator, catalogue, text), written.source)


def find_indicator(code: str, catalogue: Catalogue, whole: str | None = None) -> Indicator:
    """The indicator of a code. Raises `Refused` CODE-UNKNOWN with the nearest code there is."""
    indicator = catalogue.indicators.get(code)
    if indicator is None:
        from difflib import get_close_matches  # noqa: PLC0415  only where a code is wrong

        near = get_close_matches(code.upper(), catalogue.indicators, 1, 0.75)
        if near:
            raise Refused("CODE-UNKNOWN-NEAR", address=whole, code=code, near=near[0])
        raise Refused("CODE-UNKNOWN", address=whole, code=code)
    return indicator


def _cell(written: WrittenAddress, indicator: Indicator, catalogue: Catalogue, whole: str) -> Cell:
    return Cell(
        indicator.code,
        canonical_items(written.items, indicator, catalogue, whole),
        read_period(written.period or ""),
    )


def canonical_items(
    pairs: Iterable[tuple[str, str]], indicator: Indicator, catalogue: Catalogue, whole: str | None = None
) -> str:
    """Dimension and member pairs in any order → canonical text. Raises `Refused` DIMENSION-…, MEMBER-UNKNOWN."""
    found: dict[str, str] = {}
    for name, member in pairs:
        if name not in indicator.dimensions:
            known = "DIMENSION-NOT-HERE" if name in catalogue.dimensions else "DIMENSION-UNKNOWN"
            has = ", ".join(indicator.dimensions) or "–"
            raise Refused(known, address=whole, dimension=name, indicator=indicator.code, dimensions=has)
        if name in found:
            raise Refused("DIMENSION-TWICE", address=whole, dimension=name)
        if not is_member(catalogue.dimensions[name], member):
            raise Refused("MEMBER-UNKNOWN", address=whole, member=member, dimension=name)
        found[name] = member
    return items_text({name: found[name] for name in indicator.dimensions if name in found})


def is_member(dimension: Dimension, member: str) -> bool:
    """Whether a code may stand in a dimension: listed, or of the form of an open list (semantics.md, head)."""
    if member in dimension.members or member == TOTAL:
        return True
    form = _COUNTRY if dimension.is_country else _REGION if dimension.is_region else None
    return bool(form and form.fullmatch(member))


@lru_cache(65536)
def is_area(member: str) -> bool:
    """Whether a country member is a UN M49 area of three digits: a cell of its own, never part of a sum."""
    return len(member) == 3 and member.isdigit()
