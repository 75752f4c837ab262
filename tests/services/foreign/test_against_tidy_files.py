"""Messy files read by their mappings, value by value against the same figures made tidy by others (`tests/data/tidy`)."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from desktop.services.foreign.mapfile import read_file
from desktop.services.foreign.planning import plan_sheet
from tests.helpers.books import MAPS, messy
from tests.services.foreign.test_messy_files import held, profile_of

TIDY = Path(__file__).parent.parent.parent / "data" / "tidy"
Row = dict[str, str]
UN = {
    "UNDESA_IMS2019_T1": "IMM.STOCK.TOT",
    "UNDESA_IMS2019_T2": "CTX.POP.TOT",
    "UNDESA_IMS2019_T6_refugees": "FDP.REF.STOCK",
}
COLUMNS = [column for table in read_file(MAPS / "chl_census.toml").tables for column in table.columns]
AGES = {"T": "", "0-14": "AGE=Y0T14", "65+": "AGE=Y_GE65"}


def _address(code: str, items: list[str], year: str, source: str) -> str:
    inside = ",".join(filter(None, items))
    return f"{code}[{inside}]@{year}#{source}" if inside else f"{code}@{year}#{source}"


def _sex(row: Row) -> str:
    return "" if row["sex"] == "T" else f"SEX={row['sex']}"


def _un(row: Row) -> str:
    return _address(UN[row["series"]], [_sex(row)], row["year"], "UNDESA-2019")


def _knomad(row: Row) -> str:
    return _address("REM.IN.GDP" if "pct" in row["series"] else "REM.IN.TOT", [], row["year"], "KNOMAD")


def _census(row: Row) -> str | None:
    """None for what the mapping leaves out: ratios, groups of countries, ages that are no group of the catalogue."""
    said = dict(part.split("=", 1) for part in row["dim"].split(";"))
    place, kind = said.get("birthplace_label", ""), row["series"].removeprefix("CHL_CENSO2024_")
    words = {word: code for column in COLUMNS for word, code in column.words.items()}
    region = "" if said["region"] == "País" else f"REGION={words[said['region']]}"
    if kind == "inmigrantes_sexo":
        return _address("IMM.STOCK.TOT", [_sex(row), region], row["year"], "INE-2024")
    if kind == "inmigrantes_edad" and row["age"] in AGES:
        return _address("IMM.STOCK.TOT", [AGES[row["age"]], region], row["year"], "INE-2024")
    if kind != "inmigrantes_pais_nacimiento":
        return None
    code = row["origin_iso3"] or ("_U" if "no declarado" in place else "_T" if place.startswith("Total") else "")
    if not code:
        return None
    born = "" if code == "_T" else f"COUNTRY_OF_BIRTH={code}"
    return _address("IMM.STOCK.TOT", [_sex(row), born, region], row["year"], "INE-2024-BIRTH")


def _rows(name: str, country: str) -> Iterator[Row]:
    with (TIDY / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        yield from (row for row in csv.DictReader(file) if row["country_iso3"] == country)


@pytest.mark.parametrize(
    ("file", "name", "country", "address"),
    [
        ("UNDESA", "un_stock_2019", "MDA", _un),
        ("UNDESA", "un_stock_2019", "PER", _un),
        ("UNDESA", "un_stock_2019", "SDN", _un),
        ("KNOMAD", "knomad_inflows", "BEN", _knomad),
        ("KNOMAD", "knomad_inflows", "MDA", _knomad),
        ("CHL", "chl_census", "CHL", _census),
    ],
)
def test_value_by_value(
    file: str, name: str, country: str, address: Callable[[Row], str | None], tmp_path: Path
) -> None:
    with profile_of(tmp_path, country, (1990, 2024)) as profile:
        figures = held(plan_sheet(profile, *messy(file), read_file(MAPS / f"{name}.toml")))
    expected = {}
    for row in _rows(name, country):
        at = address(row)
        if at is not None:
            missing = not row["value"] or (name == "knomad_inflows" and Decimal(row["value"]) == 0)
            expected[at] = None if missing else _fifteen(row["value"])
    assert {at: value for at, (value, _, _) in figures.items()} == expected
    assert len(expected) > 30


def _fifteen(text: str) -> str:
    """As many digits as a spreadsheet shows."""
    number = Decimal(text)
    if len(number.as_tuple().digits) > 15:
        number = number.quantize(Decimal(1).scaleb(number.adjusted() - 14))
    plain = f"{number:f}"
    return plain.rstrip("0").rstrip(".") if "." in plain else plain
