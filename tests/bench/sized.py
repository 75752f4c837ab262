"""Profiles of a given size: bilateral stocks by sex, age and year, made once per run through the door that everything is written by."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import product
from pathlib import Path

from desktop.domain.address import Key
from desktop.domain.change import ObservationEdit, Origin
from desktop.domain.observation import Observation
from desktop.domain.source import Source
from desktop.services import person
from desktop.services.profile import create_profile, open_profile
from desktop.services.recording import save_source

YEARS = range(2000, 2025)
COUNTRIES = ["".join(letters) for letters in product("ABCDEFGHIJ", "ABCDEFGHIJ", "ABC")][:230]
AGES = {
    "Y0T14": "Y0T4 Y5T9 Y10T14",
    "Y15T64": "Y15T19 Y20T24 Y25T29 Y30T34 Y35T39 Y40T44 Y45T49 Y50T54 Y55T59 Y60T64",
    "Y_GE65": "Y65T69 Y70T74 Y75T79 Y_GE80",
}
"""Broad age groups and the five-year groups that add up to them."""
BILATERAL = (
    ("IMM.STOCK.TOT", "COUNTRY_OF_BIRTH"),
    ("EMI.STOCK.TOT", "COUNTRY_OF_RESIDENCE"),
    ("IMM.FLOW.TOT", "COUNTRY_OF_PREV_RES"),
    ("EMI.FLOW.TOT", "COUNTRY_OF_NEXT_RES"),
)
SOURCE = Source("REG", "Register", "Office", "POPREG", "2024-01-01", "", "", "all", "standard", "counted")


def cells_of_a_year(start: int, year: int) -> dict[str, int]:
    """Items of one corridor in one year, in which parts add up to their wholes."""
    found: dict[str, int] = {}
    for at, (broad, groups) in enumerate(AGES.items()):
        for sex in "FM":
            whole = 0
            for n, group in enumerate(groups.split()):
                value = 5 + start * (3 + at) // (2 + n) * (100 + 2 * (year - 2000)) // 100
                found[f"SEX={sex},AGE={group}"] = value
                whole += value
            found[f"SEX={sex},AGE={broad}"] = whole
    for items in [items for items in found if items.startswith("SEX=F")]:
        found[items.removeprefix("SEX=F,")] = found[items] + found[items.replace("SEX=F", "SEX=M")]
    for part in ("SEX=F,", "SEX=M,", ""):
        found[part.rstrip(",")] = sum(found[f"{part}AGE={broad}"] for broad in AGES)
    return found


def edits(size: int) -> Iterator[ObservationEdit]:
    """So many first entries: corridors by sex and age, their national totals last of what fits, the population above all."""
    n = 0
    for year in YEARS:
        yield _edit("CTX.POP.TOT", "", year, 90_000_000 + 100_000 * (year - 2000))
        n += 1
    chance = random.Random(1)
    totals = {(code, year): 0 for code, _ in BILATERAL for year in YEARS}
    room = size - n - len(totals)
    for (code, dimension), country in product(BILATERAL, COUNTRIES):
        start = chance.randint(10, 2000)
        by_year = {year: cells_of_a_year(start, year) for year in YEARS}
        if room < len(by_year[2000]) * len(YEARS):
            break
        for items in by_year[2000]:
            for year in YEARS:
                yield _edit(
                    code,
                    f"{items},{dimension}={country}" if items else f"{dimension}={country}",
                    year,
                    by_year[year][items],
                )
        for year in YEARS:
            totals[code, year] += by_year[year][""]
        room -= len(by_year[2000]) * len(YEARS)
    for (code, year), value in totals.items():
        if value:
            yield _edit(code, "", year, value)


def _edit(code: str, items: str, year: int, value: int) -> ObservationEdit:
    return ObservationEdit(Key(code, items, str(year), SOURCE.id), Observation(str(value)))


def make(folder: Path, size: int) -> Path:
    """A profile file with so many observations; made once."""
    path = folder / f"{size}.mprofile"
    if path.exists():
        return path
    create_profile(path, "MDA", years=(2000, 2024), modules=("CTX", "DRV", "IMM", "EMI", "DAT"))
    with open_profile(path, write=True) as profile:
        save_source(profile, SOURCE)
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
