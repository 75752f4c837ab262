"""Counts what the rules find in the published figures of 13 countries, and writes the tables of `resources/samples/README.md`.

`python installers/count_findings.py DATA_FOLDER --write` makes the tables of every country with `make_samples.py`,
imports each into a profile of its own, validates it with the command line as a person would, and replaces the part
between the two marks in the README; without `--write` it prints. `--keep FOLDER` keeps the profiles and the answers
of `validate --json`, to look at the figures behind a finding.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from installers import make_samples

README = make_samples.SAMPLES / "README.md"
BEGIN, END = "<!-- made by installers/count_findings.py -->", "<!-- end of what count_findings.py makes -->"
SPANS = ((2010, 2024), (1990, 2024))
SEVERITIES = ("error", "warning", "info")
KNOWN = (
    ("CHL", "SUM-IMM-SEX IMM.STOCK.TOT[REGION=CL-NB]@2024", "Ñuble, census 2024: women and men below the total"),
    ("LKA", "SUM-DEPL-SKILL LAB.ABROAD.DEPL@2021", "manpower levels of 2021 above the published total"),
    ("LKA", "SUM-DEPL-SEX LAB.ABROAD.DEPL[SKILL=HIGH]@2021", "professional level of 2021 above the same by sex"),
    ("LKA", "SUM-DEPL-DEST LAB.ABROAD.DEPL@2020", "two totals of 2020, by country and by sex"),
    ("LKA", "SUB-PART LAB.ABROAD.DEPL[COUNTRY_OF_RESIDENCE=ARE]@2019", "Emirates of 2019 above all countries together"),
    ("MDA", "YOY-COUNT IMM.STOCK.TOT@2020", "edition of 2019 beside that of 2024"),
    (
        "MDA",
        "MIR-STOCK EMI.STOCK.TOT[COUNTRY_OF_RESIDENCE=ROU]@2020",
        "Moldovans in Romania, editions of 2024 and 2020",
    ),
    ("BEN", "PUB-CHOICE FDP.IDP.STOCK[CAUSE=CONF]@2024", "displaced in Benin, IDMC and UNHCR"),
    ("VEN", "UNIT-USD-DN REM.IN.TOT@2017", "KNOMAD writes 0 where it has no figure"),
    (
        "SDN",
        "UNIT-THOUS-DN FDP.REF.OUT[COUNTRY_OF_ASYLUM=AUS]@2007",
        "refugees in Australia, one year hundreds of times the next",
    ),
)
"""Contradictions in the sources: country, finding, what it is. The first three are named in the README of the collection."""

Finding = Mapping[str, str]


def run(*arguments: str) -> dict[str, object]:
    """One command of the program; its answer."""
    done = subprocess.run(
        [sys.executable, str(make_samples.ROOT / "main.py"), *arguments, "--json"],
        capture_output=True,
        text=True,
        check=False,
    )
    answer: dict[str, object] = json.loads(done.stdout)
    if not answer["ok"] and arguments[0] != "validate":
        raise SystemExit(f"{' '.join(arguments)}: {done.stdout[:500]}")
    return answer


def profile_of(sample: make_samples.Sample, folder: Path) -> Path:
    """A profile with the published figures of one country."""
    path = folder / f"{sample.country.lower()}.mprofile"
    path.unlink(missing_ok=True)
    years = f"{sample.years[0]}:{sample.years[1]}"
    modules = make_samples.MODULES.replace(";", ",")
    run("new", str(path), "--country", sample.country, "--years", years, "--modules", modules, "--languages", "en")
    run("import", str(path), str(folder / sample.sources), str(folder / sample.table), "--accept", "all")
    return path


def findings_of(path: Path, partners: Iterable[Path]) -> list[Finding]:
    answer = run("validate", str(path), "--partners", *(str(partner) for partner in partners if partner != path))
    path.with_suffix(".json").write_text(json.dumps(answer, ensure_ascii=False), encoding="utf-8")
    found: list[Finding] = answer["data"]["findings"]  # type: ignore[index]
    return found


def counted(data: Path, folder: Path, years: tuple[int, int]) -> dict[str, list[Finding]]:
    """The findings of each country."""
    folder.mkdir(parents=True, exist_ok=True)
    samples = make_samples.profiles_of(make_samples.COUNTRIES, years)
    if problems := make_samples.make(data, folder, samples):
        raise SystemExit("\n".join(problems))
    paths = {sample.country: profile_of(sample, folder) for sample in samples}
    return {country: findings_of(path, paths.values()) for country, path in paths.items()}


def row(*cells: object) -> str:
    return "| " + " | ".join(str(cell) for cell in cells) + " |"


def table(head: list[str], rows: Iterable[list[object]]) -> Iterator[str]:
    yield row(*head)
    yield row(*("---" for _ in head))
    yield from (row(*cells) for cells in rows)


def report(found: Mapping[tuple[int, int], Mapping[str, list[Finding]]]) -> str:
    """The tables, as Markdown."""
    lines = [BEGIN, ""]
    head = [f"{first}-{last}, {severity}" for first, last in found for severity in SEVERITIES]
    severities = {
        (years, country): Counter(finding["severity"] for finding in findings)
        for years, countries in found.items()
        for country, findings in countries.items()
    }
    lines += table(
        ["", *head],
        ([c, *(severities[years, c][s] for years in found for s in SEVERITIES)] for c in make_samples.COUNTRIES),
    )
    totals = [sum(severities[years, c][s] for c in make_samples.COUNTRIES) for years in found for s in SEVERITIES]
    lines.append(row("all", *totals))
    first, last = next(iter(found))
    lines += ["", f"By rule, {first} to {last}:", ""]
    rules: dict[tuple[str, str], Counter[str]] = {}
    for country, findings in found[first, last].items():
        for finding in findings:
            rules.setdefault((finding["severity"], finding["rule"]), Counter())[country] += 1
    ordered = sorted(rules, key=lambda key: (SEVERITIES.index(key[0]), key[1]))
    lines += table(
        ["rule", "", *make_samples.COUNTRIES],
        (
            [f"`{rule}`", severity, *(rules[severity, rule][c] or "" for c in make_samples.COUNTRIES)]
            for severity, rule in ordered
        ),
    )
    longest = found[list(found)[-1]]
    lines += ["", "Contradictions in the sources:", ""]
    lines += table(
        ["what", "country", "finding", "found"],
        (
            [
                what,
                country,
                f"`{name}`",
                "yes" if any(finding["id"] == name for finding in longest[country]) else "**no**",
            ]
            for country, name, what in KNOWN
        ),
    )
    return "\n".join([*lines, "", END])


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("data", type=Path, metavar="DATA_FOLDER", help="the collection of published figures")
    parser.add_argument("--write", action="store_true", help="replace the tables in resources/samples/README.md")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="keep profiles and answers there")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.keep or Path(temporary)
        found = {years: counted(options.data, folder / f"{years[0]}-{years[1]}", years) for years in SPANS}
    text = report(found)
    if not options.write:
        print(text)
        return 0
    before, _, rest = README.read_text(encoding="utf-8").partition(BEGIN)
    README.write_text(before + text + rest.partition(END)[2], encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
