"""Owns reading: four CSV files of a folder (or of a profile) → a frozen `Catalogue`. Checking them is `checking.py`."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from desktop.catalogue.model import Catalogue, Dimension, Indicator, Member, Module, Rule, Texts
from desktop.domain.errors import Refused
from desktop.domain.profile import CatalogueId
from desktop.resources import resource

FILES = ("modules.csv", "indicators.csv", "dimensions.csv", "rules.csv")
"""In the order in which their bytes make the catalogue's SHA-256 (design.md 5)."""
LANGUAGES = ("en", "fr", "es")
LIMITS = ("min", "max", "warn_min", "warn_max", "max_yoy_change_pct")


def files_of(folder: Path) -> dict[str, bytes]:
    """The bytes of the four files. Raises `Refused` CATALOGUE-FILE."""
    try:
        return {name: (folder / name).read_bytes() for name in FILES}
    except OSError as error:
        raise Refused("CATALOGUE-FILE", folder=str(folder), file=Path(str(error.filename)).name) from error


def sha256_of(files: Mapping[str, bytes]) -> str:
    digest = hashlib.sha256()
    for name in FILES:
        digest.update(files[name])
    return digest.hexdigest()


def identity_of(folder: Path, files: Mapping[str, bytes]) -> CatalogueId:
    """As `catalogue.json` beside the files names it, else the folder's name and the first 12 digits of the SHA-256."""
    sha256 = sha256_of(files)
    names: dict[str, str] = {}
    description = folder / "catalogue.json"
    if description.is_file():
        try:
            names = json.loads(description.read_text(encoding="utf-8"))
        except ValueError as error:
            raise Refused("CATALOGUE-FILE", folder=str(folder), file=description.name) from error
    return CatalogueId(str(names.get("id") or folder.resolve().name), str(names.get("version") or sha256[:12]), sha256)


@lru_cache(1)
def shipped() -> Catalogue:
    """The catalogue that comes with the program."""
    folder = resource("catalogue")
    files = files_of(folder)
    return read_catalogue(files, identity_of(folder, files))


def read_catalogue(files: Mapping[str, bytes], identity: CatalogueId) -> Catalogue:
    """Definitions from the bytes of the four files. Raises `Refused` CATALOGUE-FORM for what is no such file at all."""
    try:
        tables = {name: _rows(files[name]) for name in FILES}
        return Catalogue(
            identity,
            MappingProxyType({row["code"]: _module(row) for row in tables["modules.csv"]}),
            MappingProxyType({row["code"]: indicator_of(row) for row in tables["indicators.csv"]}),
            MappingProxyType(_dimensions(tables["dimensions.csv"])),
            MappingProxyType({row["code"]: rule_of(row) for row in tables["rules.csv"]}),
            MappingProxyType(dict(files)),
        )
    except (KeyError, ValueError, csv.Error) as error:
        raise Refused("CATALOGUE-FORM", reason=str(error)) from error


def _rows(content: bytes) -> list[dict[str, str]]:
    lines = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True)
    header = next(lines, [])
    return [dict(zip(header, line, strict=True)) for line in lines]


def _texts(row: Mapping[str, str], name: str) -> Texts:
    return {language: row[f"{name}_{language}"] for language in LANGUAGES if row.get(f"{name}_{language}")}


def _list(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split(";") if part)


def _module(row: Mapping[str, str]) -> Module:
    return Module(
        row["code"],
        row["part"],
        int(row["order"]),
        _texts(row, "short"),
        _texts(row, "title"),
        _texts(row, "main_issues"),
        row["report_part"],
        row,
    )


def indicator_of(row: Mapping[str, str]) -> Indicator:
    """An indicator from the columns of its row."""
    return Indicator(
        row["code"],
        row["module_code"],
        row["tier"],
        _texts(row, "title"),
        _texts(row, "definition"),
        row["unit"],
        row["value_type"],
        row["frequency"],
        _list(row["dimensions"]),
        {name: row[name] for name in LIMITS if row[name]},
        row["formula"],
        row,
    )


def _dimensions(rows: list[dict[str, str]]) -> dict[str, Dimension]:
    heads = {row["dimension_code"]: row for row in rows if not row["member_code"]}
    members: dict[str, dict[str, Member]] = {code: {} for code in heads}
    for row in rows:
        if row["member_code"]:
            code = row["member_code"]
            members[row["dimension_code"]][code] = Member(code, _texts(row, "title"), row["parent"])
    return {
        code: Dimension(code, _texts(row, "title"), row["kind"], row["standard"], MappingProxyType(members[code]))
        for code, row in heads.items()
    }


def rule_of(row: Mapping[str, str]) -> Rule:
    """A rule from the columns of its row."""
    return Rule(
        row["code"],
        row["severity"],
        row["family"],
        row["left"],
        row["operator"],
        row["right"],
        row["tolerance"],
        _list(row["dims"]),
        _list(row["scope"]),
        _texts(row, "message"),
        row,
    )
