"""The workbook keeps the rules of accessible spreadsheets, in each language and form; and the rules find what breaks them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.styles import Font, PatternFill

from desktop.exchange.excel.writing import write_workbook
from desktop.services import checking
from desktop.services.assigning import assign
from desktop.services.exporting import content_of, export
from desktop.services.narrative import write_texts
from tests.helpers.accessible_workbook import contrast, faults
from tests.helpers.exports import filled
from tests.helpers.languages import add_arabic

FORMS: dict[str, dict[str, Any]] = {
    "en": {}, "fr": {"report_language": "fr"}, "es": {"report_language": "es"}, "blank": {"blank": True},
    "share": {"institution": "Interior"},
}  # fmt: skip


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("accessible")
    with filled(folder) as profile:
        assign(profile, "Interior", ["IMM", "CTX.EXT.*"])
        write_texts(profile, {("IMM/introduction", "en"): "Words. " * 200})
        made = {name: export(profile, folder / f"{name}.xlsx", **options).path for name, options in FORMS.items()}
        arabic = add_arabic()
        made["ar"] = folder / "ar.xlsx"
        write_workbook(content_of(profile, checking.check(profile).findings), made["ar"], arabic)
    return made


@pytest.mark.parametrize("form", [*FORMS, "ar"])
def test_nothing_breaks_a_rule(files: dict[str, Path], form: str) -> None:
    assert faults(files[form]) == []


@pytest.mark.parametrize("form", ["en", "ar"])
def test_sheets_run_as_their_language_does(files: dict[str, Path], form: str) -> None:
    book = openpyxl.load_workbook(files[form])
    assert {bool(sheet.sheet_view.rightToLeft) for sheet in book} == {form == "ar"}
    assert book.properties.language == form
    book.close()


def _no_language(book: Any) -> None:
    book.properties.language = None


def _merged(book: Any) -> None:
    book["Contents"].merge_cells("A1:B1")


def _pale(book: Any) -> None:
    book["Contents"]["A1"].font = Font(color="BBBBBB")


def _only_colour(book: Any) -> None:
    book["Contents"]["J20"].fill = PatternFill("solid", "FBE9E7")


def _no_head(book: Any) -> None:
    book["Contents"]["B4"].value = None


def _no_title(book: Any) -> None:
    book["Contents"]["A1"].value = None


def _nameless(book: Any) -> None:
    book["Contents"].title = "Sheet 2"


def _scrolls_away(book: Any) -> None:
    book["Findings"].freeze_panes = None


@pytest.mark.parametrize(
    "harm", [_no_language, _merged, _pale, _only_colour, _no_head, _no_title, _nameless, _scrolls_away]
)
def test_each_rule_finds_what_breaks_it(files: dict[str, Path], tmp_path: Path, harm: Callable[[Any], None]) -> None:
    book = openpyxl.load_workbook(files["en"])
    before = len(faults(files["en"]))
    harm(book)
    book.save(tmp_path / "o.xlsx")
    told = [fault for fault in faults(tmp_path / "o.xlsx") if "without words" not in fault]
    assert len(told) == before + 1, told


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("FFFFFF", "000000") == pytest.approx(21)
    assert contrast("767676", "FFFFFF") == pytest.approx(4.54, abs=0.01)
