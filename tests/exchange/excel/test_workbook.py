"""The submission workbook: what stands in it, what may be changed, what it carries to come back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.utils import get_column_letter
from python_calamine import CalamineWorkbook

from desktop.services.exporting import export
from desktop.services.profile import open_profile
from tests.helpers.exports import LONG_NUMBER, NOTES, exported, filled
from tests.helpers.profiles import opened, typed
from tests.helpers.workbooks import cell_of, columns, facts_of, keys_of, row_of, sheet_of


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return exported(tmp_path_factory.mktemp("workbook"), "xlsx")


@pytest.fixture(scope="module")
def book(path: Path) -> Iterator[Any]:
    read = openpyxl.load_workbook(path)
    yield read
    read.close()


def test_sheets_in_the_order_of_use(book: Any) -> None:
    visible = [sheet.title for sheet in book if sheet.sheet_state == "visible"]
    assert visible[:3] == ["Cover", "Contents", "CTX Country context"]
    assert visible[-4:] == ["Narrative", "Sources", "Findings", "Charts"]
    assert {sheet.title: sheet.sheet_state for sheet in book if sheet.sheet_state != "visible"} == {
        "_lists": "hidden",
        "_mp": "veryHidden",
    }
    for sheet in book:
        assert (sheet.protection.sheet and not sheet.protection.password) or sheet.title.startswith("_")


@pytest.mark.parametrize(
    ("key", "column", "value"),
    [
        ("IMM.STOCK.TOT#CENSUS", "2020", 104000),
        ("CTX.EXT.FDI", "2012", 12.5),
        ("CTX.EXT.FDI", "2013", -4),
        ("CTX.EXT.FDI", "2011", "about 12 thousand"),
        ("CTX.EXT.ODA", "2020", LONG_NUMBER),
        ("FDP.SOL.RESET", "2015/2019", 77),
        ("REM.COST.IN", "2016", "[O]"),
        ("REM.COST.IN", "2017", "[M]"),
        ("REM.COST.IN", "2018", "[L]"),
        ("REM.COST.IN", "2019", "[Q]"),
        ("REM.COST.IN", "2020", None),
        ("IMM.STOCK.CIT#CENSUS", "2020", 20000),
        ("IMM.STOCK.CIT#REG", "2020", 21000),
        ("GOV.RAT.C97", "2020", "yes"),
        ("CTX.POP.TOT", "2020", 2600.5),
        ("CTX.POP.TOT", "Multiplier", "3"),
        ("IMM.STOCK.TOT[SEX=F]#CENSUS", "Status", "E"),
        ("IMM.STOCK.TOT[SEX=F]#CENSUS", "Breakdown", "Female"),
        ("IMM.STOCK.TOT[SEX=F]#CENSUS", "Note", 'a "note";\nwith, signs'),
        ("IMM.STOCK.TOT[SEX=M]#CENSUS", "Confidentiality", "N"),
        ("IMM.STOCK.TOT[SEX=M]#CENSUS", "Source", "CENSUS"),
        ("IMM.STOCK.TOT[SEX=F]#CENSUS", "Unit", "persons"),
    ],
)
def test_what_stands_in_a_cell(book: Any, key: str, column: str, value: object) -> None:
    assert cell_of(book, key, column).value == value


def test_a_number_shows_its_own_decimals_and_its_status(book: Any) -> None:
    assert cell_of(book, "CTX.EXT.FDI", "2012").number_format == "#,##0.00"
    assert cell_of(book, "IMM.STOCK.TOT[SEX=F]#CENSUS", "2020").number_format == '#,##0" E"'


@pytest.mark.parametrize(
    ("key", "form"),
    [("CTX.POP.TOT", "#,##0"), ("CTX.EXT.FDI", "#,##0.0"), ("CTX.GDP.PC", "#,##0.0"), ("CTX.DEV.HDI", "#,##0.000")],
)
def test_an_empty_cell_waits_for_a_number_of_its_unit(book: Any, key: str, form: str) -> None:
    assert cell_of(book, key, "2024").number_format == form


def test_years_are_not_grouped(tmp_path: Path) -> None:
    with opened(tmp_path, modules=("GOV",)) as profile:
        code = next(it.code for it in profile.catalogue.by_module["GOV"] if it.unit == "year")
        typed(profile, (f"{code}@2020", "1951"))
        made = openpyxl.load_workbook(export(profile, tmp_path / "o.xlsx").path)
    assert [cell_of(made, code, year).number_format for year in ("2020", "2021")] == ["0", "0"]
    made.close()


@pytest.mark.parametrize("key", ["CTX.POP.TOT", "IMM.STOCK.SHARE"])
def test_an_indicator_says_what_it_means(book: Any, key: str) -> None:
    comment = cell_of(book, key, "Indicator").comment
    assert comment is not None and len(comment.text) > 40
    again = [k for k in keys_of(sheet_of(book, "IMM")) if k.startswith("IMM.STOCK.TOT")][1]
    assert cell_of(book, again, "Indicator").comment is None


def test_no_text_is_a_formula(path: Path, book: Any) -> None:
    for sheet in book:
        for row in sheet.iter_rows():
            assert all(cell.protection.locked for cell in row if cell.data_type == "f")
    note = cell_of(book, "CTX.EXT.FDI", "Note").value
    for text in NOTES:
        assert text in str(note)


def test_numbers_and_texts_are_read_by_another_reader(path: Path) -> None:
    rows = (
        CalamineWorkbook.from_path(str(path)).get_sheet_by_name("CTX Country context").to_python(skip_empty_area=False)
    )
    line = next(row for row in rows if row[-1] == "CTX.EXT.FDI")
    assert {12.5, -4.0, 2014.0} <= {value for value in line if isinstance(value, float)}
    assert "about 12 thousand" in line


def test_what_may_be_filled_in_is_open_and_the_rest_is_locked(book: Any) -> None:
    for key, column in (("CTX.EXT.FDI", "2012"), ("REM.COST.IN", "2020"), ("CTX.EXT.FDI", "Note")):
        assert not cell_of(book, key, column).protection.locked
    sheet = sheet_of(book, "CTX")
    for column in ("Source", "Status", "Confidentiality", "Multiplier", "Note"):
        assert not sheet.column_dimensions[get_column_letter(columns(sheet)[column])].protection.locked
    for key, column in (
        ("CTX.EXT.FDI", "Key"),
        ("CTX.EXT.FDI", "Indicator"),
        ("IMM.STOCK.SHARE", "2020"),
        ("IMM.STOCK.SHARE", "Source"),
    ):
        assert cell_of(book, key, column).protection.locked
    assert cell_of(book, "IMM.STOCK.SHARE", "ƒ").value == "ƒ"


def test_lists_are_offered_by_range(book: Any) -> None:
    sheet = sheet_of(book, "GOV")
    rules = sheet.data_validations.dataValidation
    place = cell_of(book, "GOV.RAT.C97", "2020").coordinate
    words = next(rule for rule in rules if place in rule.sqref)
    assert "_lists" in words.formula1
    source = next(rule for rule in rules if "Sources" in rule.formula1)
    assert cell_of(book, "GOV.RAT.C97", "Source").coordinate in source.sqref
    status = next(rule for rule in rules if cell_of(book, "GOV.RAT.C97", "Status").coordinate in rule.sqref)
    assert not status.showErrorMessage
    offered = [cell.value for column in book["_lists"].columns for cell in column]
    assert {"yes", "no", "[O]", "E", "P", "6"} <= set(offered)
    assert len(rules) < 20


def test_findings_stand_at_their_cells_and_on_their_sheet(tmp_path: Path) -> None:
    with opened(
        tmp_path, ("CTX.POP.TOT@2020", "6000"), ("IMM.STOCK.TOT@2020", "7500"), modules=("CTX", "IMM")
    ) as profile:
        made = openpyxl.load_workbook(export(profile, tmp_path / "o.xlsx").path)
    errors = [row for row in made["Findings"].iter_rows(min_row=5, values_only=True) if row[0] == "Error"]
    assert errors
    for row in errors:
        address = str(row[3])
        key, period = address.split("@")
        comment = cell_of(made, key, period).comment
        assert comment is not None and str(row[11]) in comment.text and str(row[4]) in comment.text
        assert cell_of(made, key, period).border.left.style == "thick"
    linked = [row for row in made["Findings"].iter_rows(min_row=5) if row[3].hyperlink]
    assert {row[1].value for row in linked} == {"CTX", "IMM"}
    for row in linked:
        key, period = str(row[3].value).split("@")
        sheet, _, place = row[3].hyperlink.location.rpartition("!")
        assert made[sheet.strip("'")][place].coordinate == cell_of(made, key.partition("#")[0], period).coordinate
    made.close()


def test_contents_leads_to_every_sheet(book: Any) -> None:
    links = {
        cell.value: cell.hyperlink.location for row in book["Contents"].iter_rows() for cell in row if cell.hyperlink
    }
    others = {sheet.title for sheet in book if sheet.sheet_state == "visible"} - {"Cover", "Contents"}
    assert set(links) == others
    assert links["CTX Country context"] == "'CTX Country context'!A1"


def test_module_sheets_are_tables_that_print(book: Any) -> None:
    for sheet in book:
        if sheet.title[:4].strip() in ("CTX", "IMM", "REM", "FDP", "GOV"):
            assert str(sheet["A1"].value).startswith(sheet.title[:3])
            assert (sheet.page_setup.orientation, sheet.page_setup.fitToHeight) == ("landscape", 0)
            assert sheet.print_title_rows == "$4:$4"
            assert sheet.freeze_panes == "F5"
            assert len(sheet.tables) == 1
            assert not sheet.merged_cells.ranges


def test_charts_show_cells_that_hold_numbers(book: Any) -> None:
    assert book["Charts"]._charts
    for chart in book["Charts"]._charts:
        for series in chart.series:
            sheet, _, place = series.val.numRef.f.rpartition("!")
            cells = book[sheet.strip("'")][place.replace("$", "")][0]
            assert all(
                cell.value is None or isinstance(cell.value, int | float) or cell.data_type == "f" for cell in cells
            )


def test_an_empty_profile_makes_a_workbook_to_fill_in(tmp_path: Path) -> None:
    with opened(tmp_path, modules=("IMM",)) as profile:
        written = export(profile, tmp_path / "o.xlsx").written
        codes = [indicator.code for indicator in profile.catalogue.by_module["IMM"]]
    assert written.sheets == ("Cover", "Contents", "IMM Immigration", "Narrative", "Sources", "Findings")
    made = openpyxl.load_workbook(tmp_path / "o.xlsx")
    for code in codes:
        assert row_of(made["IMM Immigration"], code)
    made.close()


def test_practice_is_said_on_every_sheet(tmp_path: Path) -> None:
    with opened(tmp_path, modules=("CTX",), practice=True, country="XXV") as profile:
        made = openpyxl.load_workbook(export(profile, tmp_path / "o.xlsx").path)
    assert "Practice" in str(made["Cover"]["A3"].value)
    assert "Practice" in str(made["CTX Country context"]["A2"].value)
    assert facts_of(made)["practice"] == "1"
    made.close()


@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_module_names_are_in_the_language_of_the_report(tmp_path: Path, language: str) -> None:
    with opened(tmp_path, modules=("CTX",)) as profile:
        sheets = export(profile, tmp_path / "o.xlsx", report_language=language).written.sheets
    assert {"en": "CTX Country context", "fr": "CTX Contexte national", "es": "CTX Contexto nacional"}[
        language
    ] in sheets
    made = openpyxl.load_workbook(tmp_path / "o.xlsx")
    for sheet in made:
        for table in sheet.tables.values():
            names = [column.name for column in table.tableColumns]
            assert len(set(map(str.casefold, names))) == len(names)
            assert [cell.value for cell in sheet[table.ref][0]] == names
    made.close()


def test_a_note_of_the_greatest_length_is_held(tmp_path: Path) -> None:
    with opened(tmp_path, modules=("CTX",)) as profile:
        typed(profile, ("CTX.EXT.FDI@2020", "1"), note="n" * 32_767)
        typed(profile, ("CTX.EXT.FDI@2021", "1"), note="m" * 32_767)
        made = openpyxl.load_workbook(export(profile, tmp_path / "o.xlsx").path)
    note = str(cell_of(made, "CTX.EXT.FDI", "Note").value)
    assert len(note) == 32_767 and note.endswith(" […]")
    line = next(
        row
        for row in made["_mp"].iter_rows(values_only=True)
        if row[0] == "row" and str(row[1]).startswith("CTX.EXT.FDI|")
    )
    assert "m" * 32_767 in "".join(part for part in line[1:] if part)
    made.close()


def test_export_only_reads(tmp_path: Path) -> None:
    with filled(tmp_path) as profile:
        place = profile.path
    before = place.read_bytes()
    with open_profile(place, write=False) as profile:
        export(profile, tmp_path / "o.xlsx")
    assert place.read_bytes() == before
