"""Owns the indicators that a profile adds (`NAT.…`): which there are, what is wrong with one, writing and taking away, reading a table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from desktop.catalogue.addresses import find_indicator
from desktop.catalogue.model import Indicator
from desktop.catalogue.national_indicators import (
    COLUMNS,
    in_order,
    is_indicator,
    proposed_code,
    whole,
    with_indicators,
)
from desktop.domain.change import Edit, RegisterEdit, national_register, publish_register
from desktop.domain.errors import Message, Place, Problem, Refused
from desktop.services.profile import OpenProfile
from desktop.services.recording import Recorded, record
from desktop.services.standing import faults_in, obstacles
from desktop.services.texts import clean

NEEDED = ("code", "unit", "value_type")


def listed(profile: OpenProfile) -> list[Indicator]:
    """The national indicators of the profile, in order of code."""
    return [profile.catalogue.indicators[code] for code in sorted(profile.figures.national) if is_indicator(code)]


def propose_code(profile: OpenProfile, title: str, module: str) -> str:
    """A free code for an indicator with this title."""
    return proposed_code(title, module, profile.catalogue.indicators.keys())


def faults(
    profile: OpenProfile, code: str, columns: Mapping[str, str], beside: Mapping[str, Mapping[str, str]] | None = None
) -> list[Problem]:
    """What is wrong with an indicator that the profile could add or change; `where.column` names the column.

    `beside`: others that would be added with it.
    """
    asked = _ordered(profile, columns)
    found = faults_in(with_indicators(profile.catalogue, beside or {}), code, asked)
    modules = profile.settings.modules
    if not found and asked["module_code"] not in modules:
        context = {"indicator": code, "module": asked["module_code"], "modules": " ".join(modules)}
        found.append(Problem(Message("INDICATOR-MODULE", context), where=Place(column="module_code")))
    return found


def in_the_way(profile: OpenProfile, code: str, columns: Mapping[str, str] | None) -> list[Problem]:
    """The figures, formulas and rules that stand against changing an indicator so, or with None against taking it away."""
    return obstacles(profile, {code: None if columns is None else _ordered(profile, columns)})


def write(profile: OpenProfile, indicators: Mapping[str, Mapping[str, str]]) -> Recorded:
    """Add or change national indicators, all or none, as one group. Raises `Refused` with every fault and all that is in the way."""
    found = [
        fault for code, columns in indicators.items() for fault in faults(profile, code, columns, beside=indicators)
    ]
    if found:
        raise Refused.of(found)
    edits: list[Edit] = []
    for code, columns in indicators.items():
        asked = {name: clean(text) for name, text in _ordered(profile, columns).items()}
        edits.append(RegisterEdit(national_register(code), dict(asked)))
    return record(profile, edits)


def remove(profile: OpenProfile, code: str) -> Recorded:
    """Take a national indicator away. Raises `Refused` where it is none, or while figures, formulas or rules stand on it."""
    if code not in profile.figures.national or not is_indicator(code):
        find_indicator(code, profile.catalogue)
        raise Refused("INDICATOR-NOT-NATIONAL", indicator=code)
    edits: list[Edit] = [RegisterEdit(national_register(code), None)]
    choices = [cell for cell in profile.figures.choices if cell.indicator == code]
    edits += [RegisterEdit(publish_register(cell), None) for cell in choices]
    return record(profile, edits)


def read_indicators(profile: OpenProfile, path: Path) -> dict[str, dict[str, str]]:
    """National indicators of a CSV file with the columns of `indicators.csv`. Raises `Refused` FILE-…, INDICATORS-FILE, and every fault."""
    from desktop.exchange.csvfile import look_at  # noqa: PLC0415

    file = look_at(path, (*NEEDED, *COLUMNS))
    names = [name.strip().lower() for name in file.header]
    if any(name not in names for name in NEEDED):
        raise Refused("INDICATORS-FILE", file=path.name, columns=" ".join(NEEDED))
    lines: dict[str, int] = {}
    read: dict[str, dict[str, str]] = {}
    for line, cells in file.records():
        row = dict(zip(names, cells, strict=False))
        code = row["code"].strip()
        lines[code] = line
        read[code] = whole({name: row.get(name, "").strip() for name in COLUMNS})
    wrong = [
        replace(fault, where=Place(path.name, line=lines[code], column=fault.where.column if fault.where else None))
        for code, columns in read.items()
        for fault in faults(profile, code, columns, beside=read)
    ]
    if wrong:
        raise Refused.of(wrong)
    return read


def _ordered(profile: OpenProfile, columns: Mapping[str, str]) -> dict[str, str]:
    """All columns; dimensions in the order of the catalogue."""
    asked = whole(columns)
    return {**asked, "dimensions": in_order(profile.pinned, asked["dimensions"])}
