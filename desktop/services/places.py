"""Owns the countries a profile may be about, and the areas they lie in: codes and names from CLDR (`resources/places`)."""

from __future__ import annotations

import csv
from functools import lru_cache

from desktop.resources import resource

WORLD = "001"
"""The M49 area in which all others lie."""


@lru_cache(1)
def _countries() -> dict[str, dict[str, str]]:
    with resource("places", "countries.csv").open(encoding="utf-8", newline="") as file:
        return {row["alpha3"]: row for row in csv.DictReader(file)}


def is_country(code: str) -> bool:
    return code in _countries()


def is_user_assigned(code: str) -> bool:
    """Codes that ISO 3166-1 leaves to users, for invented countries: AAA–AAZ, QMA–QZZ, XAA–XZZ, ZZA–ZZZ."""
    if len(code) != 3 or not (code.isascii() and code.isalpha() and code.isupper()) or is_country(code):
        return False
    return code[0] == "X" or code.startswith(("AA", "ZZ")) or (code[0] == "Q" and code[1] >= "M")


def country_name(code: str, language: str) -> str:
    """The everyday name; the code itself for a country nobody listed."""
    row = _countries().get(code)
    return (row.get(f"name_{language}") or row["name_en"]) if row else code


def official_name(code: str, language: str) -> str:
    row = _countries().get(code)
    return (row.get(f"official_{language}") or country_name(code, language)) if row else code


def countries(language: str) -> list[tuple[str, str]]:
    """Code and name of every country, in order of name."""
    return sorted(((code, country_name(code, language)) for code in _countries()), key=lambda pair: pair[1].casefold())


@lru_cache(1)
def _areas() -> dict[str, dict[str, str]]:
    with resource("places", "areas.csv").open(encoding="utf-8", newline="") as file:
        return {row["code"]: row for row in csv.DictReader(file)}


@lru_cache(512)
def areas_of(code: str) -> tuple[str, ...]:
    """The UN M49 areas a country lies in, the smallest first, the world last; none for a country nobody listed."""
    row = _countries().get(code)
    above, found = (row["parent"] if row else ""), []
    while above in _areas():
        found.append(above)
        above = _areas()[above]["parent"]
    return tuple(found)


def area_name(code: str, language: str) -> str:
    """The name of a UN M49 area; the code itself for one nobody listed."""
    row = _areas().get(code)
    return (row.get(f"name_{language}") or row["name_en"]) if row else code


def alpha2(code: str) -> str:
    """The two letters of a country by ISO 3166-1, as people often know it; empty for a country nobody listed."""
    row = _countries().get(code)
    return row["alpha2"] if row else ""


def area_codes() -> list[str]:
    """Codes of all UN M49 areas, the world first."""
    return list(_areas())
