"""The shipped tables of countries, areas and currencies hold together."""

from __future__ import annotations

import csv

from installers.make_places import ISO_COUNTRIES, OFFICIAL, PLACES


def rows(name: str) -> list[dict[str, str]]:
    with (PLACES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_all_countries_are_there_once() -> None:
    countries = rows("countries.csv")
    assert sum(row["status"] == "iso" for row in countries) == ISO_COUNTRIES
    assert [row["alpha3"] for row in countries if row["status"] != "iso"] == ["XKX"]
    for column in ("alpha3", "alpha2", "numeric"):
        assert len({row[column] for row in countries}) == len(countries)


def test_every_place_has_names_and_a_known_parent() -> None:
    areas = {row["code"]: row for row in rows("areas.csv")}
    assert [code for code, row in areas.items() if row["parent"] not in areas] == ["001"]
    for row in [*areas.values(), *rows("countries.csv")]:
        assert all(text.strip() for column, text in row.items() if column.startswith(("name_", "official_"))), row
        assert row["parent"] in areas or row.get("code") == "001"


def test_official_names_override_the_everyday_ones() -> None:
    names = {row["alpha3"]: (row["name_en"], row["official_en"], row["official_fr"]) for row in rows("countries.csv")}
    assert names["MDA"] == ("Moldova", "Republic of Moldova", "République de Moldova")
    assert names["ATG"] == ("Antigua & Barbuda", "Antigua and Barbuda", "Antigua-et-Barbuda")
    with OFFICIAL.open(encoding="utf-8", newline="") as file:
        assert {row["alpha3"] for row in csv.DictReader(file)} <= set(names)


def test_own_currency_comes_first() -> None:
    first: dict[str, str] = {}
    for row in rows("currencies.csv"):
        first.setdefault(row["country"], row["currency"])
    assert {first["LSO"], first["MDA"], first["BGR"], first["PAN"]} == {"LSL", "MDL", "EUR", "PAB"}
    assert set(first) <= {row["alpha3"] for row in rows("countries.csv")}
