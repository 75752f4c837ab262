"""Owns what words at the edge of a block stand for: periods, indicators, items, dimensions; never nearly.

Letters are compared without case, accents and kinds of blanks, in every language of the catalogue.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from desktop.catalogue.model import TOTAL, Indicator
from desktop.domain.address import split_address
from desktop.domain.errors import Refused
from desktop.domain.marks import without_footnote
from desktop.domain.period import overlaps, read_period
from desktop.services.profile import OpenProfile
from desktop.services.recognising.countries import country_names
from desktop.services.recognising.words import DASHES, SEXES, TOTALS, fold, name_and_unit

Items = dict[str, str]


class Names:
    """The words of some indicators of a profile. `shown` are the dimensions whose items the table shows: they settle a doubt."""

    def __init__(
        self, profile: OpenProfile, indicators: Iterable[Indicator], periods: Iterable[str], shown: Iterable[str]
    ):
        self.profile, self.catalogue = profile, profile.catalogue
        self._periods = frozenset(periods)
        self._shown = frozenset(shown)
        self._indicators: dict[str, set[str]] = {}
        self.codes: set[str] = set()
        for indicator in indicators:
            self.codes.add(indicator.code)
            for text in (indicator.code, *indicator.title.values()):
                self._indicators.setdefault(fold(text), set()).add(indicator.code)
        self._members: dict[str, dict[str, set[str]]] = {}
        self._dimensions: dict[str, str] = {}
        for code in {name for it in self.codes for name in self.catalogue.indicators[it].dimensions}:
            for text in (code, *self.catalogue.dimensions[code].title.values()):
                self._dimensions.setdefault(fold(text), code)
        self._found: dict[tuple[str, str, str], Items | None] = {}

    def period(self, text: str) -> str | None:
        """The period that a text names, if the table could show it."""
        plain = without_footnote(text.strip()).strip().translate(DASHES)
        for written in (plain, plain.replace("-", "/")):
            try:
                period = read_period(written)
            except Refused:
                continue
            if period in self._periods or (len(period) == 4 and overlaps(period, *self.profile.settings.years)):
                return period
        return None

    def indicator(self, text: str) -> str | None:
        """The code of the one indicator with this code or title; a unit "in thousands" behind it is left off."""
        for written in (text, name_and_unit(text)[0]):
            found = self._indicators.get(fold(written), ())
            if len(found) == 1:
                return next(iter(found))
        return None

    def address(self, text: str) -> tuple[str, Items] | None:
        """Indicator and items of an address without period: `IMM.STOCK.TOT[SEX=F]`."""
        if "[" not in text:
            return None
        try:
            written = split_address(text)
        except Refused:
            return None
        if written.code not in self.codes or written.period or written.source:
            return None
        items: Items = {}
        for dimension, member in written.items:
            found = self.items(f"{dimension}={member}", written.code)
            if found is None:
                return None
            items |= found
        return written.code, items

    def dimension(self, text: str) -> str | None:
        return self._dimensions.get(fold(text))

    def items(self, text: str, code: str, dimension: str = "") -> Items | None:
        """The items of an indicator that a text names: one member, or several with commas; {} for the total; None for none or doubt."""
        key = (text, code, dimension)
        if key not in self._found:
            self._found[key] = self._items(name_and_unit(text)[0], code, dimension)
        return self._found[key]

    def _items(self, text: str, code: str, dimension: str) -> Items | None:
        found = self._member(text, code, dimension)
        if found is not None:
            return found
        parts = [part for part in re.split(r"[,;/]", text) if part.strip()]
        if len(parts) < 2:
            return None
        items: Items = {}
        for part in parts:
            one = self._member(part, code, "")
            if one is None or items.keys() & one.keys():
                return None
            items |= one
        return items

    def _member(self, text: str, code: str, dimension: str) -> Items | None:
        indicator = self.catalogue.indicators[code]
        name, sign, member = text.partition("=")
        if sign:
            known = self.dimension(name)
            return self._member(member, code, known) if known in indicator.dimensions and known else None
        folded = fold(text)
        may_be = [dimension] if dimension in indicator.dimensions else list(indicator.dimensions)
        found = {(name, member) for name in may_be for member in self._members_of(name).get(folded, ())}
        found |= {(name, member) for name in may_be for member in self._used(code, name).get(folded, ())}
        if found and all(member == TOTAL for _, member in found):
            return {}
        if len(found) > 1:
            shown = {pair for pair in found if pair[0] in self._shown}
            found = shown if len(shown) == 1 else found
        if len(found) == 1:
            return dict(found)
        return {} if not found and folded in TOTALS else None

    def _members_of(self, dimension: str) -> dict[str, set[str]]:
        """Folded words → members of a dimension."""
        known = self._members.get(dimension)
        if known is None:
            known = self._members[dimension] = {}
            listed = self.catalogue.dimensions[dimension]
            for member in listed.members.values():
                for text in (member.code, *member.title.values()):
                    known.setdefault(fold(text), set()).add(member.code)
            if listed.is_country:
                for name, codes in country_names().items():
                    known.setdefault(name, set()).update(codes)
            if dimension == "SEX":
                for code, words in SEXES.items():
                    for word in words.split():
                        known.setdefault(fold(word), set()).add(code)
        return known

    def _used(self, code: str, dimension: str) -> dict[str, set[str]]:
        """Codes of an open dimension that the profile already uses: regions have no names of their own."""
        if not self.catalogue.dimensions[dimension].is_region:
            return {}
        used = self._members.get(f"{code} {dimension}")
        if used is None:
            used = self._members[f"{code} {dimension}"] = {}
            for items in self.profile.figures.of(code):
                for part in items.split(","):
                    name, _, member = part.partition("=")
                    if name == dimension:
                        used.setdefault(fold(member), set()).add(member)
        return used
