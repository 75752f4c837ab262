"""Owns what a formula reads: which codes, with which members fixed, how many years back, summed over what."""

from __future__ import annotations

from typing import NamedTuple

from desktop.catalogue.expression import Lag, Ref, Sum, Yoy, walk
from desktop.catalogue.model import Indicator


class Part(NamedTuple):
    """What a formula reads at one point: a code with fixed members, at how many years back, summed over which dimension."""

    ref: Ref
    years: int = 0
    summed: str = ""


def parts_of(indicator: Indicator) -> list[Part]:
    """What the formula of an indicator reads, in reading order (`yoy`: its own year, then the one before)."""
    parts: list[Part] = []
    if indicator.formula is None:
        return parts
    inside: set[int] = set()
    for node in walk(indicator.formula):
        match node:
            case Lag(ref, years):
                parts.append(Part(ref, years))
                inside.add(id(ref))
            case Yoy(ref):
                parts += [Part(ref), Part(ref, 1)]
                inside.add(id(ref))
            case Sum(ref, dimension, _):
                parts.append(Part(ref, 0, dimension))
                inside.add(id(ref))
            case Ref() if id(node) not in inside:
                parts.append(Part(node))
            case _:
                pass
    return parts
