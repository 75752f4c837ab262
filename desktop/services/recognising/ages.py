"""Owns how age groups are written: `0 a 4`, `0-14 años`, `65 years and over`, `80+`, `under 5`; as the codes of SDMX."""

from __future__ import annotations

import re
from functools import lru_cache

from desktop.services.recognising.words import fold

_YEARS = r"(?:\s?(?:years?|yrs?|ans|anos|лет|سنة)(?: (?:old|of age|d'age|de edad))?)?"
_LEAD = r"(?:(?:aged?|ages|age group|edad|de|entre|between|from)\s)?"
_BETWEEN = re.compile(rf"{_LEAD}(\d{{1,2}})\s?(?:-|to|a|y|et|and|–|до|hasta)\s?(\d{{1,2}}){_YEARS}")
_FROM = re.compile(
    rf"{_LEAD}(\d{{1,3}}){_YEARS}\s?(?:\+|(?:and|et|y|ou|o|or|e|и)\s?(?:over|older|more|above|plus|mas|mais|старше){_YEARS})"
)
_UNDER = re.compile(rf"(?:under|below|less than|moins de|menos de|menor(?:es)? de|<)\s?(\d{{1,2}}){_YEARS}")


@lru_cache(4096)
def age_group(text: str) -> str | None:
    """The code of the age group that a whole text names: `Y0T14`, `Y_GE65`; None for any other text."""
    folded = fold(text)
    if found := _BETWEEN.fullmatch(folded):
        first, last = int(found[1]), int(found[2])
        return f"Y{first}T{last}" if first < last else None
    if found := _FROM.fullmatch(folded):
        return f"Y_GE{int(found[1])}"
    if found := _UNDER.fullmatch(folded):
        return f"Y0T{int(found[1]) - 1}" if int(found[1]) > 1 else None
    return None
