"""Names and codes of countries, areas, groups, age groups as other offices write them."""

from __future__ import annotations

import csv

import pytest

from desktop.resources import resource
from desktop.services import places
from desktop.services.recognising.ages import age_group
from desktop.services.recognising.countries import is_group, is_rest, is_total, named_place, numeric_code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Republic of Moldova", "MDA"), ("MDA", "MDA"), ("MD", "MDA"), ("498", "MDA"), ("MDA - Moldova", "MDA"), ("Moldova (MDA)", "MDA"),
        ("498 Republic of Moldova", "MDA"), ("Moldova 2/", "MDA"), ("République de Moldova", "MDA"), ("Молдова", "MDA"),
        ("Bahamas, The", "BHS"), ("The Gambia", "GMB"), ("Bosnia-Herzegovina", "BIH"), ("Macedonia", "MKD"), ("Türkiye", "TUR"),
        ("Venezuela (República Bolivariana de)", "VEN"), ("Bolivia (Estado Plurinacional de)", "BOL"), ("Korea, Rep.", "KOR"),
        ("Korea, Dem. People's Rep.", "PRK"), ("Congo, Dem. Rep.", "COD"), ("Congo", "COG"), ("Lao PDR", "LAO"), ("Hungary ", "HUN"),
        ("Romania / Roumanie", "ROU"), ("   - Ukraine", "UKR"), ("Swaziland", "SWZ"), ("Burma", "MMR"), ("Perú", "PER"),
    ],
)  # fmt: skip
def test_countries(text: str, code: str) -> None:
    assert named_place(text) == ("country", code)


@pytest.mark.parametrize("text", ["Europe", "WORLD", "Africa", "África", "Eastern Europe", "150"])
def test_areas(text: str) -> None:
    found = named_place(text)
    assert found is not None
    assert found.kind == "area"


@pytest.mark.parametrize(
    "text", ["Czechoslovakia ", "Soviet Union", "USSR (former)", "Serbia and Montenegro", "Austria-Hungary"]
)
def test_what_was_a_country_once_is_none_today(text: str) -> None:
    found = named_place(text)
    assert found is not None
    assert found.kind == "former"


@pytest.mark.parametrize(
    "text", ["no", "11 Seoul", "Korea", "Micronesia", "Other", "Total", "", "AFE", "2020", "Romania / Ukraine"]
)
def test_doubt_is_no_place(text: str) -> None:
    assert named_place(text) is None


def test_numbers_of_areas_and_countries_without_zeros() -> None:
    assert numeric_code("8") == ("country", "ALB")
    assert numeric_code("2") == ("area", "002")
    assert numeric_code("999") is None


def test_totals_groups_and_what_is_left() -> None:
    assert all(map(is_total, ("Total", "TOTAL GENERAL", "All countries", "Total Región", "Grand total", "Ensemble")))
    assert not any(map(is_total, ("Total male population at mid-year", "Totalán", "Sub-total neighbours")))
    assert all(map(is_group, ("High-income countries", "UN development groups", "Miembros OCDE", "Ingreso alto")))
    assert all(map(is_rest, ("Other Asia", "Not stated", "Otros países de América del Sur", "Unknown")))
    assert not is_rest("Romania")


def test_every_variant_leads_to_a_country_there_is() -> None:
    with resource("names", "countries.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len({row["text"] for row in rows}) == len(rows) > 400
    assert [row for row in rows if row["alpha3"] != "-" and not places.is_country(row["alpha3"])] == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("0 a 4", "Y0T4"), ("0-14 years", "Y0T14"), ("15 a 29 años", "Y15T29"), ("65+", "Y_GE65"), ("65 años o más", "Y_GE65"),
        ("80 ans et plus", "Y_GE80"), ("75 years and over", "Y_GE75"), ("under 5", "Y0T4"), ("aged 20-24", "Y20T24"),
        ("4-0", None), ("Total", None), ("1 to 2 of 3", None),
    ],
)  # fmt: skip
def test_age_groups(text: str, code: str | None) -> None:
    assert age_group(text) == code
