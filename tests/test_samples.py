"""The sample profiles in resources/samples: every row fits the catalogue, and as much is filled as was reached."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest

from installers import make_samples

INDICATORS = {"MDA": 29, "BEN": 29, "PER": 31}
VALUES = {"MDA": 3000, "BEN": 2100, "PER": 4000}
LEFT_UNDECIDED = {
    "MDA": {"DRV.NET.TOT"},
    "BEN": {"DRV.NET.TOT", "FDP.IDP.STOCK"},
    "PER": {"DRV.NET.TOT"},
}
HEADLINES = ("CTX.POP.TOT", "IMM.STOCK.TOT", "EMI.STOCK.TOT", "FDP.REF.STOCK", "REM.IN.TOT")

samples = pytest.mark.parametrize("sample", make_samples.SAMPLE_PROFILES, ids=lambda sample: sample.country)


def rows_of(sample: make_samples.Sample) -> list[make_samples.Row]:
    return make_samples.read_table(make_samples.SAMPLES / sample.table)


def test_the_samples_have_no_defect() -> None:
    assert make_samples.check(make_samples.SAMPLES, make_samples.CATALOGUE) == []


@samples
def test_as_much_is_filled_as_was_reached(sample: make_samples.Sample) -> None:
    rows = rows_of(sample)
    assert len({row["indicator"] for row in rows}) >= INDICATORS[sample.country]
    assert len(rows) >= VALUES[sample.country]
    assert set(HEADLINES) <= {row["indicator"] for row in rows}


@samples
def test_a_source_is_chosen_wherever_it_matters(sample: make_samples.Sample) -> None:
    """As semantics.md section 3 has it: the cell's own choice, or else the one of the total."""
    cells: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    chosen: dict[tuple[str, str, str], str] = {}
    for row in rows_of(sample):
        cells[make_samples.cell_of(row)].add(row["source"])
        if row["published"]:
            chosen[make_samples.cell_of(row)] = row["source"]
    undecided = {
        indicator
        for (indicator, items, period), sources in cells.items()
        if len(sources) > 1
        and (indicator, items, period) not in chosen
        and chosen.get((indicator, "", period)) not in sources
    }
    assert undecided == LEFT_UNDECIDED[sample.country]


@samples
def test_women_and_men_are_of_the_published_total(sample: make_samples.Sample) -> None:
    """Parts of another edition than the published total would be a finding in every year."""
    stock: dict[tuple[str, str], dict[str, int]] = defaultdict(dict)
    published: dict[str, str] = {}
    for row in rows_of(sample):
        if row["indicator"] == "IMM.STOCK.TOT":
            stock[row["period"], row["source"]][row["items"]] = int(row["value"])
            if row["published"] and not row["items"]:
                published[row["period"]] = row["source"]
    assert set(published) == {"2010", "2015"}
    for period, source in published.items():
        values = stock[period, source]
        assert values["SEX=F"] + values["SEX=M"] == values[""]
        for sex in "FM":
            parts = [n for items, n in values.items() if items.startswith(f"SEX={sex};COUNTRY_OF_BIRTH=")]
            assert sum(parts) == values[f"SEX={sex}"]


@samples
def test_the_tables_are_written_as_exchange_files_are(sample: make_samples.Sample) -> None:
    for name in (sample.table, sample.sources, "samples.csv", "series.csv"):
        content = (make_samples.SAMPLES / name).read_bytes().replace(b"\r\n", b"\n")
        assert b"\r" not in content and content.endswith(b"\n") and not content.startswith(b"\xef\xbb\xbf")
        content.decode("utf-8")


def test_samples_csv_names_every_sample() -> None:
    index = make_samples.read_table(make_samples.SAMPLES / "samples.csv")
    assert [(row["country"], row["language"], row["title"]) for row in index] == [
        (sample.country, sample.language, sample.title) for sample in make_samples.SAMPLE_PROFILES
    ]
    modules = {row["code"]: row for row in make_samples.read_table(make_samples.CATALOGUE / "modules.csv")}
    for row in index:
        named = row["modules"].split(";")
        assert set(named) <= set(modules)
        assert {code for code, module in modules.items() if module["part"] == "core"} <= set(named)


def test_every_series_is_used_or_left_out_for_a_reason() -> None:
    for row in make_samples.read_table(make_samples.SAMPLES / "series.csv"):
        assert bool(row["indicator"]) != bool(row["left_out"]), row["series"]
        if row["chosen"]:
            assert all(row[f"reason_{language}"] for language in make_samples.LANGUAGES), row["series"]


BAD_ROWS = {
    "indicator": ("indicator", "CTX.POP.NONE", "no such indicator"),
    "dimension": ("items", "DECISION=CONV", "no dimension DECISION"),
    "order": ("items", "COUNTRY_OF_BIRTH=UKR;SEX=F", "order of the indicator"),
    "member": ("items", "SEX=X", "SEX has no member X"),
    "country": ("items", "COUNTRY_OF_BIRTH=Ukraine", "has no member Ukraine"),
    "period": ("period", "2015Q1", "no period"),
    "years": ("period", "2005", "outside the years"),
    "number": ("value", "1 234", "not a number"),
    "whole": ("value", "12.5", "not whole"),
    "size": ("value", "1" * 16, "too many digits"),
    "minimum": ("value", "-1", "beyond the min"),
    "status": ("status", "W", "not on the list"),
    "reason and value": ("status", "O", "one of the two"),
    "multiplier": ("multiplier", "2", "not on the list"),
    "source": ("source", "NOBODY", "not on file"),
    "choice": ("published", "yes", "a choice has"),
}


@pytest.mark.parametrize("name", BAD_ROWS)
def test_the_check_sees(name: str) -> None:
    column, text, defect = BAD_ROWS[name]
    catalogue = make_samples.Catalogue.read(make_samples.CATALOGUE)
    sources = make_samples.read_table(make_samples.SAMPLES / "mda.sources.csv")
    good = dict.fromkeys(make_samples.COLUMNS, "")
    good.update(indicator="IMM.STOCK.TOT", items="SEX=F", period="2020", value="46156", source="UNDESA-IMS-2024")
    cited = [dict(good, source=row["id"], period="2015") for row in sources]
    cited.sort(key=make_samples.address)
    assert list(make_samples.check_rows(cited, sources, catalogue)) == []
    found = list(make_samples.check_rows([*cited, dict(good, **{column: text})], sources, catalogue))
    assert any(defect in sentence for sentence in found), found


def test_the_check_sees_two_rows_and_two_choices() -> None:
    catalogue = make_samples.Catalogue.read(make_samples.CATALOGUE)
    sources = make_samples.read_table(make_samples.SAMPLES / "mda.sources.csv")
    rows = rows_of(make_samples.SAMPLE_PROFILES[0])
    chosen = next(row for row in rows if row["published"])
    rival = next(row for row in rows if make_samples.cell_of(row) == make_samples.cell_of(chosen) and row is not chosen)
    rival.update(published="yes", reason="no less")
    found = list(make_samples.check_rows(sorted([*rows, rows[0]], key=make_samples.address), sources, catalogue))
    assert len(found) == 2 and "2 rows for one address" in found[0] and "2 published values" in found[1]


def test_a_whole_number_loses_its_binary_remainder_only() -> None:
    assert make_samples.whole("3631993.000000001") == "3631993"
    assert make_samples.whole("3482628.9999999995") == "3482629"
    with pytest.raises(ValueError, match="not a whole number"):
        make_samples.whole("3482628.9")


def test_a_figure_becomes_a_row(tmp_path: Path) -> None:
    figure = {"sex": "F", "age": "75+", "origin_iso3": "OOO", "destination_iso3": "XXA"}
    assert make_samples.items_of("SEX={sex};COUNTRY_OF_BIRTH={origin}", figure) == "SEX=F;COUNTRY_OF_BIRTH=_O"
    assert make_samples.items_of("COUNTRY_OF_CITIZENSHIP={destination}", figure) == "COUNTRY_OF_CITIZENSHIP=STLS"
    assert make_samples.items_of("SEX={sex}", dict(figure, sex="T")) == ""
    assert make_samples.period_of("2016Q2") == "2016-Q2"
    assert make_samples.added(["0.10"]) == "0.10" and make_samples.added(["1", "2"]) == "3"
    path = tmp_path / "figures.csv"
    path.write_text(
        "series,year,dim,note\nA,2020,role=asylum;level=FI,data_type=CR; source cell = ..\n", encoding="utf-8"
    )
    (row,) = make_samples.read_figures(path)
    assert (row["role"], row["level"], row["data_type"]) == ("asylum", "FI", "CR")


def test_other_countries_and_years_go_to_another_folder(tmp_path: Path) -> None:
    mapping, data, out = tmp_path / "mapping", tmp_path / "data", tmp_path / "out"
    mapping.mkdir()
    data.mkdir()
    columns = list(make_samples.read_table(make_samples.SAMPLES / "series.csv")[0])
    use = dict.fromkeys(columns, "")
    use.update(file="stock.csv", series="S", indicator="IMM.STOCK.TOT", items="SEX={sex};REGION={region}", sum="class")
    make_samples.write_table(mapping / "series.csv", columns, [dict(use, source="INE-CENSO-2024")])
    figures = ["country_iso3,series,year,sex,dim,note,value"]
    figures += ["CHL,S,2002,F,region=Ñuble;class=a,,5", "CHL,S,2002,F,region=Ñuble;class=b,,6"]
    figures += [
        "CHL,S,2002,T,region=País,,30",
        "CHL,S,2003,T,region=País,source cell = ..,",
        "BOL,S,2002,T,region=País,,7",
    ]
    (data / "stock.csv").write_text("\n".join(figures), encoding="utf-8")
    arguments = [str(data), "--samples", str(mapping), "--to", str(out), "--countries", "CHL", "--years", "2000:2005"]
    assert make_samples.main(arguments) == 0
    assert [(row["items"], row["period"], row["value"]) for row in make_samples.read_table(out / "chl.csv")] == [
        ("", "2002", "30"),
        ("SEX=F;REGION=CL-NB", "2002", "11"),
    ]
    (index,) = make_samples.read_table(out / "samples.csv")
    assert (index["country"], index["language"], index["year_from"], index["year_to"]) == ("CHL", "en", "2000", "2005")
    assert not (out / "bol.csv").exists()
