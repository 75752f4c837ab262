"""Owns what words at the edge of a pasted block stand for: periods, indicators, items, dimensions, thousands; never nearly.

Letters are compared without case, accents and kinds of blanks, in every language of the catalogue.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from desktop.catalogue.model import TOTAL, Indicator
from desktop.domain.address import split_address
from desktop.domain.errors import Refused
from desktop.domain.marks import without_footnote
from desktop.domain.period import overlaps, read_period
from desktop.resources import resource
from desktop.services.profile import OpenProfile

Items = dict[str, str]
_COUNTED = ("persons", "number", "USD")
HARMLESS = frozenset(
    "indicator name title label unit units note notes remark remarks source sources indicateur nom titre intitule libelle unite unites"
    " remarques indicador nombre titulo unidad unidades nota notas observaciones fuente fuentes unidade fonte fontes"
    " показатель единица примечание источник #".split()
)
"""Headings of columns that name nothing of a cell, folded."""
OF_WHICH = frozenset(
    ("of which", "dont", "de los cuales", "de las cuales", "dos quais", "das quais", "в том числе", "منهم")
)
_DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2212"), "-")
_QUOTES = dict.fromkeys(map(ord, "\u2018\u2019\u02bc\u00b4"), "'")
_SEXES = {
    "F": "women woman females girls femmes femme feminin mujeres mujer femenino mulheres feminino женщины نساء إناث",
    "M": "men man males boys hommes homme masculin hombres hombre masculino homens мужчины رجال ذكور",
}
"""Words for the two sexes beside those of the catalogue."""
_TOTALS = frozenset(
    [
        "total",
        "all",
        "both sexes",
        "ensemble",
        "les deux sexes",
        "todos",
        "ambos sexos",
        "ambos os sexos",
        "всего",
        "итого",
        "المجموع",
    ]
)
_THOUSANDS = re.compile(
    r"\bthousands?\b|(?<![\d.,])['’]000s?\b|\(000s?\)|\(0{3}\)|\bmilliers?\b|\ben miles\b|\bmiles de\b|\(miles\)|^miles$"
    r"|\bmilhares\b|\bem mil\b|\bmil pessoas\b|\bтыс\b|\bтысяч\w*|بالالاف|بالآلاف|الاف\b|آلاف|الف\b"
)
_MILLIONS = re.compile(
    r"\bmillions?\b|\bmillones\b|\bmilhoes\b|(?<![\d.,])['’]?000[ ,.'’]?000s?\b|\bмлн\b|\bмиллион\w*|ملايين|مليون|\bmio\b"
)
_NOT_A_UNIT = re.compile(
    r"\b(?:per|pour|par|por|na|на|لكل)\s+(?:a\s+|un\s+|cada\s+)?(?:thousand|millier|mil|тыс|million|1|10|100|الف)|‰|%"
)
_UNIT_BEHIND = re.compile(
    r"(?P<name>.+?)\s*(?:,\s*(?P<plain>[^,()]+)|\((?P<round>[^()]+)\)|\[(?P<square>[^\[\]]+)\])", re.S
)


@lru_cache(65536)
def fold(text: str) -> str:
    """A text to compare by: no case, accents, raised footnote marks, kinds of blanks; a colon at the end is left off."""
    plain = unicodedata.normalize(
        "NFKD", without_footnote(text.strip()).translate(_DASHES).translate(_QUOTES).casefold()
    )
    return " ".join("".join(sign for sign in plain if not unicodedata.combining(sign)).split()).rstrip(" :*")


def power_of(text: str) -> int:
    """3 where a text says that figures are in thousands, 6 for millions, else 0; not of "per thousand"."""
    folded = fold(text)
    if _NOT_A_UNIT.search(folded):
        return 0
    thousands, millions = bool(_THOUSANDS.search(folded)), bool(_MILLIONS.search(folded))
    return 0 if thousands == millions else 3 if thousands else 6


def takes_power(indicator: Indicator) -> bool:
    """Whether figures of an indicator may be in thousands or millions: counts and sums of money, not rates; see `is_in_millions`."""
    return indicator.is_numeric and indicator.unit in _COUNTED


def is_in_millions(indicator: Indicator, power: int) -> bool:
    """Whether a heading "in millions" says only what the unit says already."""
    return power == 6 and "million" in indicator.unit


def name_and_unit(text: str) -> tuple[str, str]:
    """`Foreign citizens (thousands)` or `Foreign citizens, thousands` in two parts; the unit is empty where none is named."""
    found = _UNIT_BEHIND.fullmatch(text.strip())
    unit = (found["plain"] or found["round"] or found["square"]) if found else ""
    return (found["name"], unit) if found and power_of(unit) else (text, "")


@lru_cache(1)
def _country_names() -> dict[str, frozenset[str]]:
    """Folded name or code of a country → alpha-3 codes that may be meant."""
    found: dict[str, set[str]] = {}
    with resource("places", "countries.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            for column, text in row.items():
                if text and column.startswith(("alpha", "name", "official")):
                    found.setdefault(fold(text), set()).add(row["alpha3"])
    return {name: frozenset(codes) for name, codes in found.items()}


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
        plain = without_footnote(text.strip()).strip().translate(_DASHES)
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
        return {} if not found and folded in _TOTALS else None

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
                for name, codes in _country_names().items():
                    known.setdefault(name, set()).update(codes)
            if dimension == "SEX":
                for code, words in _SEXES.items():
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
