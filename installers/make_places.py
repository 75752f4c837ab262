"""Makes `resources/places/` from the unpacked npm packages `cldr-core` and `cldr-localenames-full`.

    npm pack cldr-core cldr-localenames-full     (then unpack both archives)
    python -m installers.make_places CORE_FOLDER NAMES_FOLDER

Run once for each new release of the data; the result is in the repository. `name_*` are the everyday names of the
data; `official_*` are the United Nations' short names: `installers/official_names.csv` says where they differ, an empty
cell there means that they do not. In English the data write "&" and "St.", the United Nations "and" and "Saint".
"""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
PLACES = ROOT / "resources" / "places"
OFFICIAL = ROOT / "installers" / "official_names.csv"
LANGUAGES = ("en", "fr", "es")
WORLD = "001"

# The areas of the United Nations' M49, each with the one above it. The data's own tree leaves out the two large
# groups (202, 419) and adds areas of its own.
AREAS = {
    "001": "",
    "002": "001", "015": "002", "202": "002", "011": "202", "014": "202", "017": "202", "018": "202",
    "019": "001", "021": "019", "419": "019", "005": "419", "013": "419", "029": "419",
    "142": "001", "030": "142", "034": "142", "035": "142", "143": "142", "145": "142",
    "150": "001", "039": "150", "151": "150", "154": "150", "155": "150",
    "009": "001", "053": "009", "054": "009", "057": "009", "061": "009",
}  # fmt: skip
# Names that the data shorten, or write for the middle of a sentence.
AREA_NAMES = {
    "001": ("World", "Monde", "Mundo"),
    "057": ("Micronesia", "Micronésie", "Micronesia"),
    "419": ("Latin America and the Caribbean", "Amérique latine et Caraïbes", "América Latina y el Caribe"),
}
# Territories of the data without a code of ISO 3166-1.
NOT_ISO = {"AC", "CP", "CQ", "DG", "EU", "QO", "TA"}
ANTARCTICA = "AQ"
# Its codes are of the range that ISO leaves to users; the data's three letters are not those in general use.
USER_ASSIGNED = {"XK": "XKX"}
ISO_COUNTRIES = 249


def main(arguments: list[str]) -> int:
    """Write the three tables; refuse data in which a country is missing."""
    if len(arguments) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    core, localenames = (Path(argument) for argument in arguments)
    names = [territory_names(localenames, language) for language in LANGUAGES]
    countries = list(country_rows(core, names))
    found = sum(row["status"] == "iso" for row in countries)
    if found != ISO_COUNTRIES:
        print(f"{found} countries instead of {ISO_COUNTRIES}: look at what changed in the data.", file=sys.stderr)
        return 1
    PLACES.mkdir(parents=True, exist_ok=True)
    write("countries.csv", countries)
    write("areas.csv", area_rows(names))
    write("currencies.csv", currency_rows(core, {row["alpha2"]: row["alpha3"] for row in countries}))
    return 0


def supplemental(core: Path, name: str) -> dict[str, Any]:
    """One file of the package's data, without its envelope."""
    content = json.loads((core / "supplemental" / f"{name}.json").read_text(encoding="utf-8"))
    data: dict[str, Any] = content["supplemental"][name]
    return data


def territory_names(localenames: Path, language: str) -> dict[str, str]:
    """Code -> name in one language."""
    text = (localenames / "main" / language / "territories.json").read_text(encoding="utf-8")
    names: dict[str, str] = json.loads(text)["main"][language]["localeDisplayNames"]["territories"]
    return names


def country_rows(core: Path, names: list[dict[str, str]]) -> Iterable[dict[str, str]]:
    """All countries in the order of their three letters."""
    codes = supplemental(core, "codeMappings")
    containment = supplemental(core, "territoryContainment")
    parents = {child: area for area in AREAS for child in containment[area]["_contains"] if child not in AREAS}
    parents[ANTARCTICA] = WORLD
    official = official_names()
    rows = []
    for alpha2, parent in parents.items():
        if alpha2 in NOT_ISO or "_alpha3" not in codes.get(alpha2, {}):
            continue
        alpha3 = USER_ASSIGNED.get(alpha2, codes[alpha2]["_alpha3"])
        row = {"alpha3": alpha3, "alpha2": alpha2, "numeric": codes[alpha2]["_numeric"], "parent": parent}
        everyday = [table[alpha2] for table in names]
        row |= {f"name_{language}": name for language, name in zip(LANGUAGES, everyday, strict=True)}
        for language, name in zip(LANGUAGES, everyday, strict=True):
            given = official.get(alpha3, {}).get(f"official_{language}", "")
            row[f"official_{language}"] = given or (written_out(name) if language == "en" else name)
        row["status"] = "user-assigned" if alpha2 in USER_ASSIGNED else "iso"
        rows.append(row)
    return sorted(rows, key=lambda row: row["alpha3"])


def official_names() -> dict[str, dict[str, str]]:
    """Three letters -> the row of the table of differing names."""
    with OFFICIAL.open(encoding="utf-8", newline="") as file:
        return {row["alpha3"]: row for row in csv.DictReader(file)}


def written_out(name: str) -> str:
    """An English name without the data's abbreviations."""
    return name.replace(" & ", " and ").replace("St. ", "Saint ").replace("’", "'")


def area_rows(names: list[dict[str, str]]) -> Iterable[dict[str, str]]:
    """All areas, each after the one it lies in."""
    for code, parent in AREAS.items():
        texts = AREA_NAMES.get(code) or tuple(table[code] for table in names)
        named = {f"name_{language}": text for language, text in zip(LANGUAGES, texts, strict=True)}
        yield {"code": code, "parent": parent} | named


def currency_rows(core: Path, alpha3: dict[str, str]) -> Iterable[dict[str, str]]:
    """The currencies in use, a country's main one first."""
    regions = supplemental(core, "currencyData")["region"]
    rows = []
    for alpha2, country in alpha3.items():
        for entry in regions.get(alpha2, []):
            for currency, use in entry.items():
                if "_to" not in use and use.get("_tender") != "false":
                    rows.append({"country": country, "currency": currency})
    # The country's own currency begins with its two letters; a neighbour's that is also tender comes after it.
    alpha2_of = {country: alpha2 for alpha2, country in alpha3.items()}
    return sorted(rows, key=lambda row: (row["country"], not row["currency"].startswith(alpha2_of[row["country"]])))


def write(name: str, rows: Iterable[dict[str, str]]) -> None:
    """One table, with the line ends that the repository has."""
    rows = list(rows)
    with (PLACES / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
