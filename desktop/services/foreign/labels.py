"""Owns what a column of labels is for: countries, items of a dimension, periods, indicators, notes; told by its words and its heading."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import NamedTuple

from desktop.catalogue.model import Indicator
from desktop.services.foreign.lexicon import Lexicon
from desktop.services.recognising.countries import (
    AREA,
    COUNTRY,
    FORMER,
    Named,
    is_group,
    is_rest,
    is_total,
    named_place,
    numeric_code,
)
from desktop.services.recognising.periods import numbered_part, part_of_year, written_period
from desktop.services.recognising.words import HARMLESS, fold

ABOVE = ">"
"""The heading under which a mapping speaks of the words above the columns."""
_MOST = 0.6
"""As many of the distinct words must be known for a role to be likely."""
_NOTES = re.compile(
    r"\b(?:notes?|footnotes?|remarks?|comments?|notas?|remarques?|observaciones|commentaires?|примечани\w*)\b"
)
_STATUS = re.compile(r"\b(?:status|flags?|obs_status|statut|estado|quality)\b")
_ONE_WAY = re.compile(
    r"\b(?:destination|asylum|asile|asilo|residence|reporting|reporter|host|destino|residencia|move.?in|receiving)\b"
)
_OTHER_WAY = re.compile(
    r"\b(?:origin|origine|origen|birth|naissance|nacimiento|citizen\w*|nationalit\w*|nacionalidad|previous|from|sending)\b"
)


_WAYS_OF = {
    "BIRTH": r"birth|born|naissance|nacimiento|nacid[oa]s?", "CITIZENSHIP": r"citizen\w*|national\w*|nacional\w*|ciudadan\w*|citoyen\w*",
    "ORIGIN": r"origin|origine|origen", "PREV_RES": r"previous|provenance|procedencia|anterior|precedente",
    "NEXT_RES": r"next|destination|destino", "ASYLUM": r"asylum|asile|asilo", "RESIDENCE": r"residence|residencia",
}  # fmt: skip
"""Words that say what a list of countries is by, as dimensions of countries end."""
_WAYS = re.compile("|".join(_WAYS_OF.values()))


class Role(NamedTuple):
    """What a column is for, with the dimension of items; `sure` where nobody has to be asked; `choices` as they are written."""

    role: str
    dimension: str = ""
    sure: bool = True
    choices: tuple[str, ...] = ()

    @property
    def written(self) -> str:
        return f"{self.role}:{self.dimension}" if self.dimension else self.role


def place_of(text: str) -> Named | None:
    """The place a label stands for, its M49 number without zeros at the start too."""
    return named_place(text) or numeric_code(text)


def guess(  # noqa: PLR0917
    lexicon: Lexicon,
    indicator: Indicator | None,
    heading: str,
    texts: Sequence[str],
    used: Collection[str],
    caption: str = "",
) -> Role:
    """What a column with a heading and these distinct words is for. `used`: dimensions that other columns have taken; `caption`: what
    stands above the table.
    """
    folded, filled = fold(heading), [text for text in texts if text]
    if not filled or (_NOTES.search(folded) and len(folded) < 30):
        return Role("note" if filled and _NOTES.search(folded) else "nothing")
    if all(written_period(it) or part_of_year(it) or numbered_part(heading, it) for it in filled):
        return Role("period")
    if (place := _places(lexicon, indicator, folded, filled, used, fold(caption))) is not None:
        return place
    if folded in HARMLESS:
        return Role(
            "indicator" if _share(filled, lambda it: lexicon.names.indicator(it) is not None) == 1 else "nothing"
        )
    if _share(filled, lambda it: lexicon.names.indicator(it) is not None) > _MOST:
        return Role("indicator")
    if indicator is None and _share(filled[:12], lambda it: bool(lexicon.likely([it], 1, least=0.45))) > 0.5:
        return Role("indicator", sure=False, choices=("indicator", "nothing", "note"))
    if _STATUS.search(folded):
        return Role("status")
    return _item(lexicon, indicator, folded, filled, used)


def _item(
    lexicon: Lexicon, indicator: Indicator | None, heading: str, texts: Sequence[str], used: Collection[str]
) -> Role:
    free = [it for it in (indicator.dimensions if indicator else ()) if it not in used]
    named = lexicon.names.dimension(heading)
    scores = {
        dimension: _share(
            texts, lambda it, d=dimension: lexicon.items(it, indicator.code, d) is not None and not is_total(it)
        )
        for dimension in free
        if indicator
    }
    best = max(scores, key=lambda it: scores[it], default="")
    if best and scores[best] > _MOST:
        return Role("item", best)
    choices = (*(f"item:{it}" for it in free), "nothing", "note")
    if named in free and named:
        return Role("item", named, choices=choices)
    if all(re.fullmatch(r"[\d.]+", it) for it in texts) or (len(texts) == 1 and not is_total(texts[0])):
        return Role("nothing")
    if max(map(len, texts)) <= 5 and texts[0].isupper():
        return Role("nothing", sure=False, choices=choices)
    if best and scores[best] > 0:
        return Role("item", best, sure=False, choices=choices)
    if all(is_total(it) for it in texts):
        return Role("nothing")
    regions = [it for it in free if lexicon.catalogue.dimensions[it].is_region]
    return Role("item", regions[0], False, choices) if regions else Role("nothing", sure=False, choices=choices)


def _places(  # noqa: PLR0917
    lexicon: Lexicon,
    indicator: Indicator | None,
    heading: str,
    texts: Sequence[str],
    used: Collection[str],
    caption: str,
) -> Role | None:
    """The role of a column that names countries; None for any other."""
    places = [place_of(text) for text in texts]
    countries = {place.code for place in places if place and place.kind == COUNTRY}
    others = sum(1 for text, place in zip(texts, places, strict=True) if _is_no_country(text, place))
    if len(countries) < 2 and not (countries and len(texts) <= 3):
        return None
    if len(countries) + others <= _MOST * len(texts) and not (countries and re.search(r"code|codigo|iso", heading)):
        return None
    is_numeric = all(text.isdigit() for text in texts)
    if is_numeric and (len(countries) < len(texts) / 2 or max(map(int, texts)) < 100):
        return None
    dimensions = [
        it
        for it in (indicator.dimensions if indicator else ())
        if lexicon.catalogue.dimensions[it].is_country and it not in used
    ]
    choices = ("country", *(f"item:{it}" for it in dimensions), "nothing")
    ours = lexicon.profile.settings.country in countries
    if not dimensions:
        return Role("country", sure=True, choices=choices)
    named = lexicon.names.dimension(heading)
    if named in dimensions and named:
        return Role("item", named, choices=choices)
    if not ours:
        likely = next((it for it in dimensions if _is_named(it, heading)), dimensions[0])
        return Role(
            "item",
            likely,
            _is_named(likely, heading) or (not _WAYS.search(heading) and _is_named(likely, caption)),
            choices,
        )
    if _OTHER_WAY.search(heading) and not _ONE_WAY.search(heading):
        return Role("item", dimensions[0], sure=False, choices=choices)
    return Role("country", sure=bool(_ONE_WAY.search(heading)) and not _OTHER_WAY.search(heading), choices=choices)


def _is_named(dimension: str, text: str) -> bool:
    """Whether a text says the one thing that a dimension of countries is by, and no other."""
    said = {way for way, words in _WAYS_OF.items() if re.search(rf"\b(?:{words})\b", text)}
    if said & {"PREV_RES", "NEXT_RES", "ASYLUM"}:
        said.discard("RESIDENCE")
    return said == {dimension.removeprefix("COUNTRY_OF_")}


def _is_no_country(text: str, place: Named | None) -> bool:
    return (place is not None and place.kind in {AREA, FORMER}) or is_total(text) or is_group(text) or is_rest(text)


def _share(texts: Sequence[str], known: object) -> float:
    return sum(bool(known(text)) for text in texts) / len(texts)  # type: ignore[operator]


def directs_to_origin(heading: str) -> bool:
    """Whether the rows below the corner of a matrix are origins: its first word of a direction is of the rows."""
    origin, other = _OTHER_WAY.search(fold(heading)), _ONE_WAY.search(fold(heading))
    return other is None or (origin is not None and origin.start() < other.start())


def is_of_origin(dimension: str) -> bool:
    """Whether the items of a dimension are where people came from."""
    return any(word in dimension for word in ("BIRTH", "CITIZENSHIP", "ORIGIN", "PREV"))
