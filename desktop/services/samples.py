"""Owns the sample profiles with published figures (`resources/samples`): which there are, and making one to look at or work in."""

from __future__ import annotations

import csv
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from desktop.resources import resource
from desktop.services.importing.planning import plan_import
from desktop.services.importing.storing import apply_import
from desktop.services.profile import create_profile, open_profile


class Sample(NamedTuple):
    """A country with published figures. `institution` says that the profile is a sample, not an official one."""

    country: str
    language: str
    title: str
    years: tuple[int, int]
    modules: tuple[str, ...]
    numbers: str
    institution: str


@lru_cache(1)
def samples() -> tuple[Sample, ...]:
    """In the order in which they are offered."""
    with resource("samples", "samples.csv").open(encoding="utf-8", newline="") as file:
        return tuple(
            Sample(
                row["country"],
                row["language"],
                row["title"],
                (int(row["year_from"]), int(row["year_to"])),
                tuple(row["modules"].split(";")),
                row["numbers"],
                row["institution"],
            )
            for row in csv.DictReader(file)
        )


def make_sample(country: str, path: Path) -> None:
    """A new profile file with the published figures of a country. Raises `Refused` FILE-EXISTS …"""
    sample = next(one for one in samples() if one.country == country)
    create_profile(
        path,
        sample.country,
        title=sample.title,
        years=sample.years,
        modules=sample.modules,
        languages=(sample.language,),
        numbers=sample.numbers,
        institution=sample.institution,
    )
    with open_profile(path, write=True) as profile:
        for ending in (".sources.csv", ".csv"):
            file = resource("samples", country.lower() + ending)
            apply_import(profile, plan_import(profile, file, kind="sources" if "sources" in ending else "table"))
