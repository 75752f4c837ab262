"""Makes real profiles in a folder, through the services, as a person would."""

from __future__ import annotations

import csv
from pathlib import Path

from desktop.services.profile import OpenProfile, create_profile, open_profile
from desktop.services.recording import Attributes, Recorded, enter

MODULES = ("CTX", "DRV", "IMM", "EMI", "REM", "FDP", "DAT")


def make_profile(folder: Path, name: str = "p.mprofile", **options: object) -> Path:
    """An empty profile MDA 2010:2024 with the modules most tests use."""
    path = folder / name
    arguments: dict[str, object] = {"years": (2010, 2024), "modules": MODULES, "languages": ("en", "fr"), **options}
    create_profile(path, str(arguments.pop("country", "MDA")), **arguments)  # type: ignore[arg-type]
    return path


def opened(folder: Path, *pairs: tuple[str, str], **options: object) -> OpenProfile:
    """A new profile, open to write, with these addresses and texts typed in the English format."""
    profile = open_profile(make_profile(folder, **options), write=True)
    if pairs:
        enter(profile, pairs, numbers="en")
    return profile


def typed(profile: OpenProfile, *pairs: tuple[str, str], **attributes: object) -> Recorded:
    return enter(profile, pairs, numbers="en", attributes=Attributes(**attributes))  # type: ignore[arg-type]


def table(path: Path, text: str) -> Path:
    """A CSV file from lines of words separated by blanks; `""` is an empty cell, `~` stands for a blank."""
    rows = [
        ["" if cell == '""' else cell.replace("~", " ") for cell in line.split()] for line in text.strip().splitlines()
    ]
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)
    return path
