"""Makes figures by chance, seeded, that look like a large real profile: breakdowns that add up, bilateral tables, a few errors."""

from __future__ import annotations

import random
from itertools import combinations

from desktop.catalogue.model import Catalogue, Dimension, Indicator
from desktop.domain.address import Key
from desktop.domain.observation import Observation
from desktop.domain.profile import Figures
from desktop.domain.source import Source
from tests.helpers.figures import FULL, packed, settings

COUNTRIES = [f"{chr(65 + i // 26)}{chr(65 + i % 26)}X" for i in range(230)]
REGIONS = [f"R{i:02d}" for i in range(1, 31)]
YEARS = [str(year) for year in range(2000, 2026)]
_SOURCES = ("CENSUS", "REGISTER", "SURVEY")
_ERRORS = (0.001, 3, 1000, -1)
_WHOLE = 8_400
"""Divides by the number of members of most lists."""


def like_a_profile(catalogue: Catalogue, observations: int, *, seed: int = 1, errors: float = 0.002) -> Figures:
    """About so many observations: totals first, then breakdowns by one dimension, by two, by three."""
    chance = random.Random(seed)
    figures = Figures(settings(years=(2000, 2025)))
    for name in _SOURCES:
        figures.sources[name] = Source(name, "title", **FULL)
    wanted = [
        indicator for indicator in catalogue.indicators.values() if indicator.is_numeric and not indicator.is_derived
    ]
    made = 0
    for depth in range(4):
        for indicator in wanted:
            for names in combinations(indicator.dimensions, depth):
                for items, share in _breakdown(catalogue, names):
                    if made >= observations:
                        return packed(figures)
                    made += _series(figures, indicator, items, share, chance, errors)
    return packed(figures)


def _breakdown(catalogue: Catalogue, names: tuple[str, ...]) -> list[tuple[str, int]]:
    """Items, and into how many parts the total is cut there."""
    rows = [("", 1)]
    for name in names:
        members = _members(catalogue.dimensions[name], 200 if len(names) < 3 else 40)
        rows = [
            (f"{items},{name}={member}" if items else f"{name}={member}", parts * len(members))
            for items, parts in rows
            for member in members
        ]
    return rows


def _members(dimension: Dimension, most: int) -> list[str]:
    if dimension.is_country:
        return COUNTRIES[:most]
    if dimension.is_region:
        return REGIONS
    return [member for member in dimension.children("_T") if member not in ("_O", "_U")]


def _series(  # noqa: PLR0917
    figures: Figures, indicator: Indicator, items: str, parts: int, chance: random.Random, errors: float
) -> int:
    source = _SOURCES[sum(map(ord, indicator.group)) % 3]
    start = 20 + sum(map(ord, indicator.code)) % 37
    limits = indicator.limits
    least = float(limits.get("warn_min") or limits.get("min") or 0)
    most = float(limits.get("warn_max") or limits.get("max") or 1e9)
    for place, year in enumerate(YEARS):
        if indicator.value_type == "integer" and most > 5_000_000:
            value: float = (start + place) * _WHOLE * _times(indicator.code) // parts
        else:
            value = least + (min(most, least + 1000) - least) * (0.3 + 0.005 * start + 0.004 * place)
        if chance.random() < errors:
            value *= chance.choice(_ERRORS)
        text = str(round(value)) if indicator.value_type == "integer" else f"{value:.1f}"
        figures.put(
            Key(indicator.code, items, year, source), Observation(text, None, "E" if chance.random() < 0.02 else "A")
        )
    return len(YEARS)


def _times(code: str) -> int:
    """Residents are many, immigrants and emigrants fewer, those who move in a year fewest."""
    return 200 if code.startswith("CTX.POP") else 60 if code.startswith("CTX") else 20 if ".STOCK." in code else 1
