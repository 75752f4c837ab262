"""Reads the tables of `cases/`: what violates a rule and what satisfies it, and what a formula gives.

Figures are written as in `helpers.figures`, and shorter where it helps: without a period for 2020; `[SEX=*] 4 5` for the first
children of `_T`, `[AGE=Y15T64*] 5 5` for those of a member (never `_O`, `_U`), the others 0; `CODE[*] 3 2 1` for 2020 and the years
before. Sources on file are GOOD, with every field filled in, and BARE, an estimate, with none.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from desktop.catalogue.reading import shipped
from desktop.domain.profile import Figures
from tests.helpers.figures import cell, figures

TABLES = Path(__file__).parent / "cases"
FORMULAS = "formulas"
ON_FILE = "GOOD institution=Office reference_date=2020-06-30 coverage=all definition_note=standard method_note=how\nBARE type=ESTIM"


class RuleCase(NamedTuple):
    """What a rule says of figures that violate it, `ADDRESS LEFT OPERATOR RIGHT` each, and figures that satisfy it."""

    family: str
    rule: str
    wrong: str
    finds: tuple[str, ...]
    right: str
    partner: str

    def __str__(self) -> str:
        return self.rule


class FormulaCase(NamedTuple):
    """The value at an address, a whole number or fraction as text, None for missing."""

    address: str
    value: str | None
    figures: str

    @property
    def code(self) -> str:
        return cell(self.address).indicator


def rule_cases() -> list[RuleCase]:
    """In the order of the files; a file holds one family."""
    return [
        _rule_case(path.stem, block)
        for path in sorted(TABLES.glob("*.txt"))
        if path.stem != FORMULAS
        for block in _without_remarks(path).split("\n\n")
        if block.strip()
    ]


def _rule_case(family: str, block: str) -> RuleCase:
    rule, *rows = block.strip().splitlines()
    said: dict[str, list[str]] = {"wrong": [], "finds": [], "right": [], "partner": []}
    for row in rows:
        word, _, rest = row.strip().partition(" ")
        said[word].append(rest.strip())
    wrong, right, partner = ("; ".join(said[word]) for word in ("wrong", "right", "partner"))
    return RuleCase(family, rule, wrong, tuple(said["finds"]), right, partner)


def formula_cases() -> list[FormulaCase]:
    cases = []
    for row in _without_remarks(TABLES / f"{FORMULAS}.txt").splitlines():
        if row.strip():
            address, value, stored = row.split(None, 2)
            address = address if "@" in address else f"{address}@2020"
            cases.append(FormulaCase(address, None if value == "missing" else value, stored))
    return cases


def _without_remarks(path: Path) -> str:
    return "\n".join(row for row in path.read_text(encoding="utf-8").splitlines() if not row.startswith("#"))


def profile(stored: str, country: str = "MDA") -> Figures:
    return figures(written_out(stored), sources=ON_FILE, country=country)


def written_out(stored: str) -> str:
    """The short notations in full, one observation a line."""
    lines = []
    for entry in stored.split("; "):
        where, _, what = entry.partition(" ")
        if where.endswith("[*]"):
            lines += [f"{where[:-3]}@{2020 - back} {value}" for back, value in enumerate(what.split())]
        elif where.endswith("*]"):
            code, _, inside = where[:-2].partition("[")
            name, _, member = inside.partition("=")
            children = [
                child for child in shipped().dimensions[name].children(member or "_T") if child not in ("_O", "_U")
            ]
            values = [*what.split(), *["0"] * len(children)]
            lines += [f"{code}[{name}={child}]@2020 {value}" for child, value in zip(children, values, strict=False)]
        else:
            place, mark, source = where.partition("#")
            lines.append(f"{place if '@' in place else place + '@2020'}{mark}{source} {what}")
    return "\n".join(lines)
