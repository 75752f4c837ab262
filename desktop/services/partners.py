"""Owns reading what other countries say, for the rules on mirror figures: profile files, SDMX-CSV, long tables named by country."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from desktop.catalogue.model import Catalogue
from desktop.domain.address import Key
from desktop.domain.errors import KnownError, Message, Place, Problem, Refused
from desktop.domain.observation import Observation
from desktop.domain.profile import Choice, Figures, Settings
from desktop.exchange.base import ReadRow
from desktop.services import places
from desktop.services.importing.planning import kind_and_file
from desktop.services.profile import OpenProfile, open_profile

_SQLITE = b"SQLite format 3\0"
MOST_PROBLEMS = 100


@dataclass(frozen=True, slots=True)
class Partners:
    """Figures by country, and the rows that could not be read."""

    figures: dict[str, Figures] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


def read_partners(profile: OpenProfile, paths: Sequence[Path]) -> Partners:
    """Read the files whole and close them again. A row that cannot be read is left out and named.

    Raises `KnownError` for a file that is not there or no such file, of our own country, of a country twice, or of none that is known.
    """
    found: dict[str, Figures] = {}
    problems: list[Problem] = []
    for path in paths:
        _read(profile, path, found, problems)
    return Partners(found, _first(problems))


def read_those_there(profile: OpenProfile, paths: Sequence[Path]) -> Partners:
    """The same, but a file that is refused is left out and named: files may be gone since they were pointed to."""
    found: dict[str, Figures] = {}
    problems: list[Problem] = []
    for path in paths:
        try:
            _read(profile, path, found, problems)
        except KnownError as error:
            problems += error.problems
    return Partners(found, _first(problems))


def _first(problems: list[Problem]) -> tuple[Problem, ...]:
    """Some of them, and how many more there are."""
    more = len(problems) - MOST_PROBLEMS
    rest = [Problem(Message("PARTNER-MORE", {"n": more}), "warning")] if more > 0 else []
    return (*problems[:MOST_PROBLEMS], *rest)


def _read(profile: OpenProfile, path: Path, found: dict[str, Figures], problems: list[Problem]) -> None:
    figures = _of_profile(path) if _is_profile(path) else _of_table(profile, path, problems)
    country = figures.settings.country
    if figures.settings.practice and not profile.settings.practice:
        raise Refused("PRACTICE-FILE", file=path.name)
    if country == profile.settings.country:
        raise Refused("PARTNER-OURS", file=path.name, country=country)
    if country in found:
        raise Refused("PARTNER-TWICE", file=path.name, country=country)
    found[country] = figures


def _is_profile(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(len(_SQLITE)) == _SQLITE
    except FileNotFoundError as error:
        raise Refused("FILE-MISSING", file=path.name) from error
    except OSError as error:
        raise Refused("FILE-UNREADABLE", file=path.name, reason=error.strerror or str(error)) from error


def _of_profile(path: Path) -> Figures:
    with open_profile(path, write=False) as partner:
        for code in partner.figures.codes():
            partner.figures.of(code)
        partner.figures.load = None
        return partner.figures


def _of_table(profile: OpenProfile, path: Path, problems: list[Problem]) -> Figures:
    kind, file = kind_and_file(path)
    if kind == "sdmx":
        from desktop.exchange.sdmx.reading import first_country, read_sdmx  # noqa: PLC0415

        country = first_country(file)
    elif kind == "table":
        from desktop.exchange.table.reading import read_table  # noqa: PLC0415

        country = _named(path)
    else:
        raise Refused("PARTNER-KIND", file=path.name)
    if not places.is_country(country) and not (profile.settings.practice and places.is_user_assigned(country)):
        raise Refused("PARTNER-COUNTRY", file=path.name)
    settings = replace(profile.settings, country=country)
    if kind == "sdmx":
        rows = read_sdmx(file, profile.catalogue, settings, "plain")
    else:
        rows = read_table(file, profile.catalogue, "plain", practice=settings.practice)
    return _figures(settings, profile.catalogue, path.name, rows, problems)


def _named(path: Path) -> str:
    """The country that the name of a long table begins with: `ROU.long.csv`, `rou-2024.csv`."""
    code, after = path.name[:3].upper(), path.name[3:4]
    return "" if after.isalnum() else code


def _figures(
    settings: Settings, catalogue: Catalogue, name: str, rows: Iterable[ReadRow], problems: list[Problem]
) -> Figures:
    made = Figures(settings)
    for row in rows:
        fault = row.fault or row.doubt
        if fault is None and row.cell is not None:
            key = Key(*row.cell, row.source)
            fault = Message("ROW-TWICE", {"address": key.address}) if made.get(key) is not None else None
        if fault is not None or row.cell is None:
            if fault is not None:
                problems.append(Problem(fault, "warning", where=Place(name, line=row.line)))
            continue
        made.put(
            key,
            Observation(
                row.value, row.typed, row.status or "A", row.confidentiality or "F", row.multiplier or 0, row.note or ""
            ),
        )
        if row.published:
            made.choices[row.cell] = Choice(row.source, row.reason)
    return made
