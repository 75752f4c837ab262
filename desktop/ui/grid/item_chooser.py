"""Owns the line that adds an item to a table: ages and regions from the tree, countries by name in the language shown or by ISO code."""

from __future__ import annotations

from typing import NamedTuple

from desktop.catalogue.addresses import is_member
from desktop.catalogue.model import TOTAL, Dimension, in_language
from desktop.language import _, current
from desktop.services import places
from desktop.ui.common import words
from desktop.ui.common.matching import fold, matching
from desktop.ui.common.type_ahead import TypeAhead
from desktop.ui.session import ProfileSession


class Item(NamedTuple):
    """A member that can be found: the folded text to search, what is shown, its code."""

    folded: str
    shown: str
    code: str


def items_of(session: ProfileSession, dimension: Dimension, used: set[str]) -> list[Item]:
    """Every member that can be found by name or code, the listed ones in the order of the tree."""
    catalogue = session.profile.catalogue
    found = []
    for member in dimension.members:
        if member != TOTAL:
            above = dimension.parent(member)
            name = words.member_word(catalogue, dimension.code, member)
            over = words.member_word(catalogue, dimension.code, above) if above not in ("", TOTAL) else ""
            found.append(_hit(name, member, over))
    if dimension.is_country:
        found += [_hit(name, code, places.alpha2(code)) for code, name in places.countries(current())]
        found += [_hit(places.area_name(code, current()), code, "") for code in places.area_codes()]
    known = {item.code for item in found}
    return found + [_hit(code, code, "") for code in sorted(used - known)]


def _hit(name: str, code: str, beside: str) -> Item:
    shown = f"{name} · {code}" if name != code else code
    return Item(fold(f"{name} {code} {beside}"), f"{shown} · {beside}" if beside else shown, code)


class ItemChooser(TypeAhead):
    """`show_dimension` says what can be added; `chosen` carries the `Item`."""

    def __init__(self) -> None:
        super().__init__(_("Add an item"), self._fitting, icon="plus")
        self._items: list[Item] = []
        self._dimension: Dimension | None = None

    def show_dimension(self, session: ProfileSession, dimension: Dimension, used: set[str]) -> None:
        self._dimension = dimension
        self._items = items_of(session, dimension, used)
        if dimension.is_country:
            name = _("Add country: name or code")
        elif dimension.is_region:
            name = _("Add region: name or code")
        else:
            title = in_language(dimension.title, current())
            name = _("Find item: {dimension}").format(dimension=title[:1].lower() + title[1:])
        self.setPlaceholderText(name)
        self.setAccessibleName(name)

    def _fitting(self, text: str) -> list[Item]:
        """What is known; of an open list also the text itself, where it can be a code."""
        found = matching(self._items, text)
        dimension, code = self._dimension, text.strip()
        if (
            dimension is not None
            and dimension.is_region
            and is_member(dimension, code)
            and all(h.code != code for h in found)
        ):
            found.append(Item(fold(code), _("Add “{code}”").format(code=code), code))
        return found
