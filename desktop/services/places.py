"""Owns the countries a profile may be about: codes, names and currencies from CLDR (`resources/places`)."""

from __future__ import annotations

import csv
from functools import lru_cache

from desktop.resources import resource


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
