"""Owns how a long list of countries or regions is shown: the largest first, one line for the others, areas worked out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from desktop.catalogue.addresses import is_area
from desktop.language import current
from desktop.services import places
from desktop.ui.common.matching import fold

LATE = ("_O", "_U")
"""Other and not known stand after all that has a name."""


class Split(NamedTuple):
    """A list in the order it is shown: the largest, those behind the one line for the others, areas that were entered, the late ones."""

    shown: tuple[str, ...]
    hidden: tuple[str, ...]
    areas: tuple[str, ...]
    late: tuple[str, ...]


def split(by_size: Sequence[str], most: int, kept: Iterable[str] = ()) -> Split:
    """`by_size` are the members, largest first; `most` of them are shown (0: all), and those that are `kept` whatever their size."""
    named = [member for member in by_size if member not in LATE and not is_area(member)]
    wanted = {*named[: most or len(named)], *kept}
    hidden = tuple(member for member in named if member not in wanted)
    if len(hidden) == 1:  # one line for one country would only hide its name
        wanted, hidden = {*wanted, *hidden}, ()
    return Split(
        tuple(member for member in named if member in wanted), hidden,
        tuple(member for member in by_size if is_area(member)), LATE,
    )  # fmt: skip


def areas(countries: Iterable[str], above: str = places.WORLD) -> list[tuple[str, str, tuple[str, ...]]]:
    """Areas of UN M49 directly below another in which countries of the list lie: code, name, those countries."""
    inside: dict[str, list[str]] = {}
    for country in countries:
        chain = places.areas_of(country)
        if above in chain and chain.index(above) > 0:
            inside.setdefault(chain[chain.index(above) - 1], []).append(country)
    found = [(code, places.area_name(code, current()), tuple(members)) for code, members in inside.items()]
    return sorted(found, key=lambda area: fold(area[1]))
