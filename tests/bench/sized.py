"""Profiles of a given size: bilateral stocks by sex, age and year, made once per run through the door that everything is written by."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import product
from pathlib import Path

from desktop.domain.address import Key
from desktop.domain.change import ObservationEdit, Origin
from desktop.domain.observation import Observation
from desktop.services import person
from desktop.services.profile import create_profile, open_profile

YEARS = range(2000, 2025)
COUNTRIES = ["".join(letters) for letters in product("ABCDEFGHIJ", "ABCDEFGHIJ", "ABC")][:230]
AGES = (
    "Y0T14 Y15T64 Y_GE65 Y0T4 Y5T9 Y10T14 Y15T19 Y20T24 Y25T29 Y30T34 Y35T39 Y40T44 Y45T49 Y50T54 Y55T59 Y60T64 Y65T69 Y70T74 Y75T79 Y_GE80"
).split()
BILATERAL = (
    ("IMM.STOCK.TOT", "COUNTRY_OF_BIRTH"),
    ("EMI.STOCK.TOT", "COUNTRY_OF_RESIDENCE"),
    ("IMM.FLOW.TOT", "COUNTRY_OF_PREV_RES"),
    ("EMI.FLOW.TOT", "COUNTRY_OF_NEXT_RES"),
)


def series() -> Iterator[tuple[str, str]]:
    """Indicator and items: totals first, then country × sex, then age too."""
    for code in ("CTX.POP.TOT", "CTX.GDP.USD", *(code for code, _ in BILATERAL)):
        yield code, ""
    for code, dimension in BILATERAL:
        for country, sex in product(COUNTRIES, ("", "SEX=F", "SEX=M")):
            yield code, ",".join(filter(None, (sex, f"{dimension}={country}")))
    for (code, dimension), country, sex, age in product(BILATERAL, COUNTRIES, "FM", AGES):
        yield code, f"SEX={sex},AGE={age},{dimension}={country}"
    for code, dimension in BILATERAL:
        for country, age in product(COUNTRIES, AGES):
            yield code, f"AGE={age},{dimension}={country}"


def edits(size: int) -> Iterator[ObservationEdit]:
    """So many first entries."""
    chance, n = random.Random(1), 0
    for code, items in series():
        value = chance.randint(10, 100_000)
        for year in YEARS:
            if n == size:
                return
            n += 1
            value = max(1, int(value * chance.uniform(0.95, 1.05)))
            yield ObservationEdit(Key(code, items, str(year), ""), Observation(str(value)))


def make(folder: Path, size: int) -> Path:
    """A profile file with so many observations; made once."""
    path = folder / f"{size}.mprofile"
    if path.exists():
        return path
    create_profile(path, "MDA", years=(2000, 2024), modules=("CTX", "DRV", "IMM", "EMI", "DAT"))
    with open_profile(path, write=True) as profile:
        waiting: list[ObservationEdit] = []
        for edit in edits(size):
            waiting.append(edit)
            if len(waiting) == 100_000:
                _store(profile, waiting)
        _store(profile, waiting)
    return path


def _store(profile: object, waiting: list[ObservationEdit]) -> None:
    profile.store.record(waiting, profile.author, Origin(), "", person.now())  # type: ignore[attr-defined]
    waiting.clear()
