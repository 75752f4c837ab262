"""Owns words compared without case, accents and kinds of blanks, and those that say thousands, a sex, a total, or nothing of a cell."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from desktop.catalogue.model import Indicator
from desktop.domain.marks import without_footnote

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
DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2212"), "-")
_QUOTES = dict.fromkeys(map(ord, "\u2018\u2019\u02bc\u00b4"), "'")
SEXES = {
    "F": "women woman females girls femmes femme feminin mujeres mujer femenino mulheres feminino женщины نساء إناث",
    "M": "men man males boys hommes homme masculin hombres hombre masculino homens мужчины رجال ذكور",
}
"""Words for the two sexes beside those of the catalogue."""
TOTALS = frozenset(
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
        "NFKD", without_footnote(text.strip()).translate(DASHES).translate(_QUOTES).casefold()
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
