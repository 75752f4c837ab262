"""Owns what one word says by itself: a period, an indicator, an item, a place, a unit; sure, likely, or nothing that is known."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from desktop.catalogue.model import TOTAL, Indicator
from desktop.services.foreign.meanings import NOTHING, Items, Said
from desktop.services.profile import OpenProfile
from desktop.services.recognising.ages import age_group
from desktop.services.recognising.countries import COUNTRY, is_total, named_place
from desktop.services.recognising.names import Names
from desktop.services.recognising.periods import WrittenPeriod, part_of_year, written_period
from desktop.services.recognising.words import fold, name_and_unit, power_of

SEASONS = frozenset(("first", "last", "span"))
_PIECES = re.compile(r"[(),;:\[\]/|·]|\s[-–—]\s")
_UNITS = re.compile(
    r"(?:in )?(?:persons?|people|number(?: of (?:persons|people))?|personnes|nombre|personas|numero|us\$|usd|"
    r"value|values|obs_value|valeur|valor|cantidad|count|figure|figures|effectifs?|headcount|unidad(?:es)?|units?|"
    r"estimate|observation|количество|человек|численность|العدد)(?: \(?%\)?)?"
)
_OF_WHICH = re.compile(
    r"^[\s.…–•·*-]*(?:(?:of which|including|dont|de los cuales|de las cuales|dos quais|das quais)\b\s*:?)?\s*", re.I
)
_SEX_WORDS = re.compile(
    r"\b(both sexes|males?|females?|men|women|hommes|femmes|hombres|mujeres|varones|ambos sexos|les deux sexes)\b"
)
_SEX_OF = {
    "both sexes": "", "ambos sexos": "", "les deux sexes": "", "male": "M", "males": "M", "men": "M", "hommes": "M", "hombres": "M",
    "varones": "M", "female": "F", "females": "F", "women": "F", "femmes": "F", "mujeres": "F",
}  # fmt: skip


_ONLY_UNIT = frozenset(
    "in of en de des unit units unite unites unidad unidades persons people personas personnes us usd dollars dolares thousand thousands"
    " million millions miles mil milliers millier millones current prices figures data number numbers tys тыс млн человек человека".split()
)
"""Words of a text that says thousands and nothing else."""


class Reading(NamedTuple):
    """What a word says. `sure` where it can mean nothing else; `season`: names of readings of a period to choose from."""

    said: Said
    sure: bool = True
    season: WrittenPeriod | None = None


class Lexicon:
    """The words of a profile's catalogue."""

    def __init__(self, profile: OpenProfile):
        self.profile, self.catalogue = profile, profile.catalogue
        self.names = Names(profile, self.catalogue.indicators.values(), (), ())
        self._said: dict[tuple[str, str], Reading | None] = {}
        self._title_words: list[tuple[Indicator, list[frozenset[str]]]] = []
        self._items: dict[tuple[str, str, str], Items | None] = {}

    def said(self, text: str, code: str) -> Reading | None:
        """What a word above or beside figures of an indicator says; None where it says nothing that is known."""
        key = (text, code)
        if key not in self._said:
            self._said[key] = self._say(text, code)
        return self._said[key]

    def _say(self, text: str, code: str) -> Reading | None:
        period = self.period(text)
        if period is not None:
            return period
        part = part_of_year(text)
        if part is not None:
            return Reading(Said(part=part))
        text = _OF_WHICH.sub("", text)
        bare, unit = name_and_unit(text)
        power = power_of(unit)
        address = self.names.address(text)
        if address is not None:
            return Reading(Said(address[0], _pairs(address[1]), power=power))
        indicator = self.names.indicator(text)
        if indicator is not None:
            return Reading(Said(indicator, power=power))
        items = self.items(bare, code)
        if items is not None:
            return Reading(Said(items=items, power=power))
        indicator_of = self.catalogue.indicators.get(code)
        if _PERCENT.fullmatch(fold(text).strip("() ")):
            return Reading(NOTHING) if indicator_of is None or indicator_of.is_percent else None
        if _UNITS.fullmatch(fold(text).strip("() ")):
            return Reading(NOTHING)
        if (only := power_of(text)) and set(re.findall(r"[^\W\d_]+", fold(text))) <= _ONLY_UNIT:
            return Reading(Said(power=only))
        return self._pieces(text, code, power or power_of(text))

    def period(self, text: str) -> Reading | None:
        """The period that a word names."""
        written = written_period(text)
        if written is None:
            return None
        if written.period is None:
            return Reading(NOTHING, sure=False, season=written)
        return Reading(Said(period=written.period, status=written.status, note=text if written.mark else ""))

    def _pieces(self, text: str, code: str, power: int) -> Reading | None:
        """What parts of a longer text say: likely, not sure. `International migrant stock (male)`, `Mujeres, 0-14 años`."""
        period, known, unknown = "", 0, 0
        items: dict[str, str] = {}
        for piece in filter(None, map(str.strip, _PIECES.split(text))):
            if len(piece) < 3:
                unknown += 1
                continue
            said = self.period(piece)
            one = self.items(piece, code) if said is None else None
            if said is not None and said.said.period and not period:
                period, known = said.said.period, known + 1
            elif one is not None and not items.keys() & dict(one).keys():
                items.update(one)
                known += 1
            elif not _UNITS.fullmatch(fold(piece)) and not power_of(piece):
                unknown += 1
        if known and not unknown:
            return Reading(Said(items=tuple(items.items()), period=period, power=power))
        if not known and "SEX" in self._dimensions(code):
            found = {_SEX_OF[it] for it in _SEX_WORDS.findall(fold(text))}
            if len(found) == 1:
                sex = found.pop()
                return Reading(Said(items=(("SEX", sex),) if sex else (), power=power), sure=False)
        if known:
            return Reading(Said(items=tuple(items.items()), period=period, power=power), sure=False)
        return None

    def items(self, text: str, code: str, dimension: str = "") -> Items | None:
        """The items that a whole text names in an indicator, or in one dimension of it; empty for the total; None for none or doubt."""
        key = (text, code, dimension)
        if key not in self._items:
            self._items[key] = self._find_items(text, code, dimension)
        return self._items[key]

    def _find_items(self, text: str, code: str, dimension: str) -> Items | None:
        if code not in self.catalogue.indicators:
            return None
        dimensions = (dimension,) if dimension else self._dimensions(code)
        text = _OF_WHICH.sub("", text)
        found = self.names.items(text, code, dimension)
        if (
            found
            and len(text) <= 3
            and not text.isupper()
            and any(self.catalogue.dimensions[it].is_country for it in found)
        ):
            found = None  # "no" is not Norway
        if found is not None:
            return _pairs(found)
        age = age_group(text)
        if age and "AGE" in dimensions and age in self.catalogue.dimensions["AGE"].members:
            return (("AGE", age),)
        countries = [it for it in dimensions if self.catalogue.dimensions[it].is_country]
        place = named_place(text)
        if place is not None and place.kind == COUNTRY and len(countries) == 1:
            return ((countries[0], place.code),)
        return () if is_total(text) else None

    def _dimensions(self, code: str) -> tuple[str, ...]:
        indicator = self.catalogue.indicators.get(code)
        return indicator.dimensions if indicator else ()

    def likely(self, texts: Sequence[str], most: int = 5, least: float = 0.3) -> list[Indicator]:
        """Indicators whose titles have most words in common with some texts, the likeliest first; of the profile's modules."""
        said = [words for text in dict.fromkeys(texts) if not _ABOUT.search(fold(text)) and (words := _words(text))]
        percent = any(_PERCENT.search(fold(text)) for text in texts)
        scored = []
        for indicator, titles in self._titles():
            score = max((_score(held, title) for held in said for title in titles), default=0.0)
            if indicator.is_percent:
                score += 0.2 if percent else -0.2
            if score > least:
                score += 0.04 * indicator.code.endswith(".TOT")
                scored.append((-score, not indicator.is_core, indicator.code))
        return [self.catalogue.indicators[code] for _, _, code in sorted(scored)[:most]]

    def likely_member(self, text: str, dimension: str) -> str:
        """The one member of a dimension whose title has most words in common with a text; empty where none or several have."""
        words = _words(text)
        listed = self.catalogue.dimensions[dimension]
        scores = {
            member.code: max((_score(words, _words(title)) for title in member.title.values()), default=0.0)
            for member in listed.members.values()
        }
        best = max(scores.values(), default=0.0)
        found = [code for code, score in scores.items() if score == best]
        return found[0] if best > 0.3 and len(found) == 1 else ""

    def _titles(self) -> list[tuple[Indicator, list[frozenset[str]]]]:
        """The words of the titles of each indicator that figures of others may be of; what stands in brackets by itself too."""
        if not self._title_words:
            modules = set(self.profile.settings.modules)
            for indicator in self.catalogue.indicators.values():
                if indicator.module in modules and indicator.is_numeric and not indicator.is_counter:
                    parts = [part for title in indicator.title.values() for part in title.rstrip(")").split("(")]
                    self._title_words.append((indicator, [words for part in parts if (words := _words(part))]))
        return self._title_words


_PERCENT = re.compile(
    r"percentages?|percent|per cent|pourcentage|porcentaje|%|\bshare\b|\bpart\b|proportion|proporcion"
)
_ABOUT = re.compile(r"citation|copyright|©|\bsource\b|fuente|last updated|workbook|division|department")
_STOP = frozenset(
    "the of in by and to a an de la le les du des en et para por y el los las del al with for from on at or par au aux who total data"
    " table sheet hoja feuil tabla tableau cuadro chart figure page list annex year years annee ano sex age group number nombre numero"
    " people country countries pays pais region area january december mid end all male female men women persons personnes personas value"
    " annual".split()
)
_SAME = {
    "migrant": "immigrant", "inflow": "received", "internationale": "international", "neta": "net", "nette": "net",
    "migracion": "migration", "remesa": "remittance", "envoi": "remittance", "inward": "received", "outward": "sent",
    "inmigrante": "immigrant",
    "refugiado": "refugee", "refugie": "refugee", "extranjero": "foreign", "residencia": "residence", "permiso": "permit",
}  # fmt: skip


def _words(text: str) -> frozenset[str]:
    """Words of a text to compare titles by, without endings of the plural."""
    plain = (word for word in re.split(r"[\W\d_]+", fold(text)) if len(word) > 2 and word not in _STOP)
    stems = (word[:-1] if word.endswith("s") and len(word) > 3 else word for word in plain)
    return frozenset(_SAME.get(word, word) for word in stems)


def _score(words: frozenset[str], title: frozenset[str]) -> float:
    """How much of a title a text has, and of the text the title; one word alone says little."""
    both = sum(map(len, words & title))
    of_text = both / (sum(map(len, words)) or 1)
    return 0.5 * both / (sum(map(len, title)) or 1) + (0.5 if len(words) > 1 else 0.25) * of_text


def _pairs(items: dict[str, str]) -> Items:
    return tuple((name, member) for name, member in items.items() if member != TOTAL)
