"""Owns what countries and areas are called: names in the languages of the catalogue, codes, usual variants, what was a country once."""

from __future__ import annotations

import csv
import re
from functools import lru_cache
from typing import NamedTuple

from desktop.resources import resource
from desktop.services.recognising.words import TOTALS, fold

COUNTRY, AREA, FORMER, TOTAL_WORD = "country", "area", "former", "total"
_CODE_BEFORE = re.compile(r"(?P<code>[A-Z]{3}|\d{3})\s*[-–:.]?\s+(?P<name>\D.*)", re.S)
_CODE_BEHIND = re.compile(r"(?P<name>.+?)\s*[-–:]?\s*[(\[]?\b(?P<code>[A-Z]{3})[)\]]?", re.S)
_NOTE_BEHIND = re.compile(r"(?P<name>.*[^\W\d])\s*(?:\(?\d{1,2}[/)]|\([a-z]\)|[*†‡]+|[¹²³⁴-⁹]+)", re.S)
_GROUP_WORDS = re.compile(
    r"\b(?:groups?|regions?|countries|income|world|developed|developing|members?|paises|regiones|ingresos?|mundo|pays|revenus?|monde|continente?s?|"
    r"euro area|union|oecd|ocde|arab states|small states|states|africa|afrique|asia|asie|europe|europa|america|amerique|oceania|oceanie|"
    r"latin|caribbean|pacific|ida|ibrd|blend|hipc|bird|aif|ods|ppme|dividend|demographic|demografico|"
    r"estados|fragile?s?|euro|excluding|excluidos?)\b"
)
_TOTAL = re.compile(
    r"(?:grand |sub-?|gran )?totals?(?: (?:general|mundial|nacional|national|world|country|pais|region|pays|all .{0,30}|both sexes))?"
    r"|(?:country|world|national|grand|overall) total|all (?:countries|regions|areas|ages|persons|origins|nationalities|categories)"
    r"|tous(?: les)? pays|tod[oa]s(?: l[oa]s)? (?:paises|edades|regiones)|ensemble(?: des? .{0,20})?|pais"
)
_OTHER = re.compile(
    r"\b(?:other|others|unknown|not (?:stated|specified|known|reported)|unspecified|autres?|inconnus?|otros?|otras?|resto|rest|"
    r"no (?:declarado|especificado|indicado|informado)|sin (?:especificar|datos?)|non (?:declare|precise|specifie)s?|"
    r"desconocido|stateless)\b"
)


class Named(NamedTuple):
    """What a name of a place stands for: `kind` with the alpha-3 code of a country, the M49 code of an area, the name of what was."""

    kind: str
    code: str


@lru_cache(1)
def country_names() -> dict[str, frozenset[str]]:
    """Folded name or code of a country → alpha-3 codes that may be meant."""
    found: dict[str, set[str]] = {}
    with resource("places", "countries.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            for column, text in row.items():
                if text and column.startswith(("alpha", "name", "official")):
                    found.setdefault(fold(text), set()).add(row["alpha3"])
    return {name: frozenset(codes) for name, codes in found.items()}


@lru_cache(1)
def _known() -> dict[str, Named]:
    """Folded names and codes → the one place they stand for; what a name of CLDR says goes before a variant."""
    found = {}
    with resource("names", "countries.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            is_former = row["alpha3"] == "-"
            found[fold(row["text"])] = Named(FORMER, row["text"]) if is_former else Named(COUNTRY, row["alpha3"])
    with resource("places", "areas.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            names = (text for column, text in row.items() if text and (column == "code" or column.startswith("name")))
            found.update((fold(text), Named(AREA, row["code"])) for text in names)
    with resource("places", "countries.csv").open(encoding="utf-8", newline="") as file:
        found.update((row["numeric"], Named(COUNTRY, row["alpha3"])) for row in csv.DictReader(file))
    for name, codes in country_names().items():
        if found.get(name, Named(COUNTRY, "")).kind == AREA:
            del found[name]  # Micronesia is a country and an area
        elif len(codes) == 1:
            found[name] = Named(COUNTRY, next(iter(codes)))
    return found


@lru_cache(16384)
def named_place(text: str) -> Named | None:
    """The place that a whole text names or gives the code of, glued to its name or not; None for doubt and for no place."""
    stripped = " ".join(text.split()).lstrip("●•·-– ")
    known = _known()
    if len(stripped) <= 3 and not stripped.isupper() and not stripped.isdigit():
        return None  # "no" is not Norway
    for form in (stripped, re.sub(r"^(?:the|la|le|el)\s", "", stripped, flags=re.I)):
        if found := known.get(fold(form)):
            return found
    for glued in (_CODE_BEFORE, _CODE_BEHIND):
        if match := glued.fullmatch(stripped):
            code, name = known.get(fold(match["code"])), named_place(match["name"])
            if code and (name is None or name == code):
                return code
            if code is None and name and match["code"].isdigit():
                return name
    parts = [named_place(part) for part in re.split(r"\s*/\s*", stripped)] if "/" in stripped else []
    if len(parts) > 1 and parts[0] is not None and parts.count(parts[0]) == len(parts):
        return parts[0]
    if match := _NOTE_BEHIND.fullmatch(stripped):
        return named_place(match["name"])
    return None


def is_code(text: str) -> bool:
    """Whether a text is the code of a country or area, numeric ones also without their zeros at the start."""
    return (len(text) in (2, 3) and text.isupper() and fold(text) in _known()) or numeric_code(text) is not None


def numeric_code(text: str) -> Named | None:
    """A place by its M49 number, `8` or `008`."""
    return _known().get(text.zfill(3)) if text.isascii() and text.isdigit() and len(text) <= 3 else None


def is_total(text: str) -> bool:
    """Whether a text says a total: `Total`, `TOTAL GENERAL`, `All countries`, `Total Región`."""
    folded = fold(text)
    return folded in TOTALS or bool(_TOTAL.fullmatch(folded))


def is_group(text: str) -> bool:
    """Whether a text sounds like a group of countries that nobody listed: `High-income countries`, `UN development groups`."""
    return bool(_GROUP_WORDS.search(fold(text)))


def is_rest(text: str) -> bool:
    """Whether a text says what is left: `Other`, `Not stated`, `Otros países de América del Sur`."""
    return bool(_OTHER.search(fold(text)))
