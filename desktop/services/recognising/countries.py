"""Owns what countries are called: by their names in the languages of the catalogue and by their codes."""

from __future__ import annotations

import csv
from functools import lru_cache

from desktop.resources import resource
from desktop.services.recognising.words import fold


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
