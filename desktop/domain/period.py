"""Owns periods: years, halves, quarters, months and spans of whole years, parsed once, compared as text (semantics.md 1)."""

from __future__ import annotations

import re
from functools import lru_cache

from desktop.domain.errors import Refused

FIRST_YEAR, LAST_YEAR = 1000, 3999
_FORM = re.compile(r"(\d{4})(?:-(S[12]|Q[1-4]|0[1-9]|1[0-2])|/(\d{4}))?", re.ASCII)


@lru_cache(4096)
def read_period(text: str) -> str:
    """The canonical text of a period: `2020`, `2020-S1`, `2020-Q3`, `2020-07`, `2015/2019`. Raises `Refused` PERIOD-FORM."""
    match = _FORM.fullmatch(text.strip())
    if match:
        first, last = int(match[1]), int(match[3] or match[1])
        if FIRST_YEAR <= first <= last <= LAST_YEAR and not (match[3] and first == last):
            return match[0]
    raise Refused("PERIOD-FORM", period=text)


def is_year(period: str) -> bool:
    return len(period) == 4


def year_of(period: str) -> int:
    """The year of a period; of a span the last one (`2015/2019` is 2019)."""
    return int(period[-4:]) if "/" in period else int(period[:4])


def years_of(period: str) -> tuple[int, int]:
    """First and last year that the period touches."""
    return int(period[:4]), year_of(period)


def overlaps(period: str, first: int, last: int) -> bool:
    begin, end = years_of(period)
    return begin <= last and end >= first


@lru_cache(65536)
def shifted(period: str, years: int) -> str:
    """The same period so many years later (earlier if negative); of a span both years move."""
    if "/" in period:
        return f"{int(period[:4]) + years:04d}/{int(period[5:]) + years:04d}"
    return f"{int(period[:4]) + years:04d}{period[4:]}"


def frequency_of(period: str) -> str:
    """SDMX `FREQ`: A, S, Q, M, and `An` for a span of n years."""
    if "/" in period:
        first, last = years_of(period)
        return f"A{last - first + 1}"
    if len(period) == 4:
        return "A"
    return period[5] if period[5] in "SQ" else "M"
