"""A workbook that comes back: every cell against what was sent and what stands here, wherever it was moved to."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl.utils import get_column_letter

from desktop.domain.errors import Refused
from desktop.services.importing.storing import apply_import, store_import
from desktop.services.recording import enter
from tests.helpers.profiles import opened, typed
from tests.helpers.returned import HEADER, changed, compared, place, put, sent_out, sheet_of, told

STOCK, WOMEN, FDI = "IMM.STOCK.TOT", "IMM.STOCK.TOT[SEX=F]", "CTX.EXT.FDI"


def test_what_nobody_changed_is_unchanged(tmp_path: Path) -> None:
    profile, path = sent_out(tmp_path)
    with profile:
        plan = compared(profile, path)
        assert (plan.kind, list(plan.cells), plan.remarks) == ("workbook", [], ())
        assert plan.counts["unchanged"] == 11
        full = compared(profile, path, everything=True)
        assert {cell.outcome for cell in full.cells} == {"unchanged"}
        assert full.counts == plan.counts


CASES: dict[str, tuple[str, str, object, str, str | None]] = {
    "a new figure": (STOCK, "2024", 104_000, "new", "104000"),
    "another figure": (STOCK, "2020", 101_731, "changed", "101731"),
    "a figure as text": (STOCK, "2020", "101 731", "changed", "101731"),
    "the same figure as text": (STOCK, "2020", "101,730", "", None),
    "what a float makes of it": (STOCK, "2020", 101730.00000000001, "", None),
    "a sum of floats": (FDI, "2022", 0.1 + 0.2, "new", "0.3"),
    "a reason": (STOCK, "2024", "[L]", "new", None),
    "a mark for missing": (STOCK, "2024", "..", "new", None),
    "a reason that became a figure": (STOCK, "2023", 104_500, "changed", "104500"),
    "zero over nothing": (FDI, "2022", 0, "new", "0"),
    "nothing over zero": (FDI, "2021", None, "doubtful", None),
    "blanks over a figure": (STOCK, "2020", "   ", "doubtful", None),
    "a flag": (STOCK, "2024", "104000 p", "new", "104000"),
    "two readings": (STOCK, "2024", "8.412", "", None),
    "a lone dash": (STOCK, "2024", "-", "doubtful", None),
    "words": (STOCK, "2024", "about 12", "refused", None),
    "an error": (STOCK, "2024", "#REF!", "refused", None),
    "more digits than are kept": (STOCK, "2024", "1" * 40, "refused", None),
    "a yes": (STOCK, "2024", "yes", "refused", None),
    "thousands of what was sent": (STOCK, "2020", 101.73, "doubtful", "101.73"),
    "a formula": (STOCK, "2024", "=1+1", "doubtful", None),
}


@pytest.mark.parametrize("case", CASES)
def test_what_may_be_typed_into_a_cell(case: str, tmp_path: Path) -> None:
    key, period, value, outcome, after = CASES[case]
    profile, path = sent_out(tmp_path)
    with profile:
        back = changed(path, lambda book: put(book, key, period, value))
        found = told(compared(profile, back))
        if case == "two readings":  # a point is the decimal sign of this profile
            assert found == {f"{key}@{period}": ("new", "8.412")}
        else:
            assert found == ({f"{key}@{period}": (outcome, after)} if outcome else {})


def test_a_percentage_and_a_date_are_asked_about(tmp_path: Path) -> None:
    profile, path = sent_out(tmp_path)
    with profile:

        def change(book: Any) -> None:
            put(book, STOCK, "2024", 0.123).number_format = "0.0%"
            put(book, WOMEN, "2022", 45_000).number_format = "d/m/yyyy"

        plan = compared(profile, changed(path, change))
        assert told(plan) == {f"{STOCK}@2024": ("doubtful", None), f"{WOMEN}@2022": ("doubtful", None)}
        assert [cell.reason.code for cell in plan.cells if cell.reason] == ["CELL-PERCENT", "CELL-DATE"]


def _sort(book: Any) -> None:
    sheet = sheet_of(book, "IMM")
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=HEADER + 1)]
    for number, row in enumerate(reversed(rows), HEADER + 1):
        for column, value in enumerate(row, 1):
            sheet.cell(number, column).value = value


def _sort_with_headings(book: Any) -> None:
    sheet = sheet_of(book, "IMM")
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=HEADER)]
    for number, row in enumerate(reversed(rows), HEADER):
        for column, value in enumerate(row, 1):
            sheet.cell(number, column).value = value


def _columns_turned(book: Any) -> None:
    sheet = sheet_of(book, "IMM")
    for row in sheet.iter_rows(min_row=HEADER):
        for cell, value in zip(row, [cell.value for cell in row][::-1], strict=True):
            cell.value = value


def _copied_sheet(book: Any) -> None:
    book.copy_worksheet(sheet_of(book, "IMM"))


def _without_key_column(book: Any) -> None:
    sheet = sheet_of(book, "IMM")
    sheet.delete_cols(place(sheet, STOCK, "Key")[1])


HARMLESS: dict[str, Callable[[Any], object]] = {
    "rows sorted": _sort,
    "rows sorted with the headings": _sort_with_headings,
    "columns the other way round": _columns_turned,
    "rows inserted above": lambda book: sheet_of(book, "IMM").insert_rows(1, 7),
    "rows inserted between": lambda book: sheet_of(book, "IMM").insert_rows(HEADER + 2, 3),
    "a column inserted": lambda book: sheet_of(book, "IMM").insert_cols(7, 2),
    "a column of keys deleted": _without_key_column,
    "tabs renamed": lambda book: setattr(sheet_of(book, "IMM"), "title", "Feuille 1"),
    "tabs in another order": lambda book: book._sheets.reverse(),
    "a sheet copied": _copied_sheet,
    "a sheet deleted": lambda book: book.remove(sheet_of(book, "CTX")),
    "rows deleted": lambda book: sheet_of(book, "IMM").delete_rows(HEADER + 1, 2),
    "a year deleted": lambda book: sheet_of(book, "IMM").delete_cols(place(sheet_of(book, "IMM"), STOCK, "2020")[1]),
    "columns hidden": lambda book: setattr(sheet_of(book, "IMM").column_dimensions["G"], "hidden", True),
    "rows hidden": lambda book: setattr(sheet_of(book, "IMM").row_dimensions[HEADER + 1], "hidden", True),
    "a filter": lambda book: setattr(sheet_of(book, "IMM").auto_filter, "ref", "A4:K20"),
    "years as numbers": lambda book: [setattr(c, "value", int(c.value)) for c in sheet_of(book, "IMM")[HEADER] if str(c.value).isdigit()],
    "headings in capitals": lambda book: [setattr(c, "value", str(c.value).upper()) for c in sheet_of(book, "IMM")[HEADER]],
    "a sheet added": lambda book: book.create_sheet("Our notes").append([1, 2, 3]),
    "other labels": lambda book: put(book, STOCK, "Indicator", "Foreigners"),
    "protection taken off": lambda book: setattr(sheet_of(book, "IMM").protection, "sheet", False),
    "a title changed": lambda book: setattr(sheet_of(book, "IMM").cell(1, 1), "value", "Ministry of the Interior"),
    "all fonts": lambda book: [setattr(c, "style", "Normal") for row in sheet_of(book, "IMM").iter_rows() for c in row],
    "a total below": lambda book: sheet_of(book, "IMM").append([None, "checked by us"]),
    "the hidden sheet shown": lambda book: setattr(book["_mp"], "sheet_state", "visible"),
    "the charts deleted": lambda book: book.remove(book["Charts"]) if "Charts" in book.sheetnames else None,
    "merged title cells": lambda book: sheet_of(book, "IMM").merge_cells("A1:F1"),
}  # fmt: skip


@pytest.mark.parametrize("way", HARMLESS)
def test_ways_that_change_no_figure(way: str, tmp_path: Path) -> None:
    profile, path = sent_out(tmp_path)
    with profile:
        plan = compared(profile, changed(path, HARMLESS[way]))
        assert told(plan) == {}
        assert all(remark.severity == "info" for remark in plan.remarks)


@pytest.mark.parametrize("way", [name for name in HARMLESS if "deleted" not in name and "copied" not in name])
def test_a_figure_is_found_after_all_of_them(way: str, tmp_path: Path) -> None:
    profile, path = sent_out(tmp_path)
    with profile:

        def change(book: Any) -> None:
            put(book, STOCK, "2024", 104_000)
            put(book, WOMEN, "2021", 60_501)
            HARMLESS[way](book)

        plan = compared(profile, changed(path, change))
        assert told(plan) == {f"{STOCK}@2024": ("new", "104000"), f"{WOMEN}@2021": ("changed", "60501")}


def test_what_did_not_come_back_is_said(tmp_path: Path) -> None:
    profile, path = sent_out(tmp_path)
    with profile:

        def change(book: Any) -> None:
            sheet = sheet_of(book, "IMM")
            sheet.delete_rows(place(sheet, WOMEN, "Key")[0])
            sheet.delete_cols(place(sheet, STOCK, "2020")[1])
            sheet.insert_cols(3)
            sheet.cell(HEADER, 3).value = "Check"
            sheet.cell(HEADER + 1, 3).value = 12
            book.create_sheet("Ours").append([1, 2])

        plan = compared(profile, changed(path, change))
        codes = [remark.message.code for remark in plan.remarks]
        assert codes == [
            "WORKBOOK-ROWS-GONE", "WORKBOOK-COLUMNS-GONE", "WORKBOOK-COLUMN-STRANGE", "WORKBOOK-SHEET-STRANGE",
        ]  # fmt: skip
        assert told(plan) == {}


def test_both_sides(tmp_path: Path) -> None:
    """Changed there, here, on both sides, alike on both sides."""
    profile, path = sent_out(tmp_path)
    with profile:
        typed(profile, (f"{STOCK}@2020", "1"), (f"{WOMEN}@2020", "2"), (f"{WOMEN}@2021", "3"), (f"{STOCK}@2024", "5"))

        def change(book: Any) -> None:
            put(book, STOCK, "2020", 9)  # both, not alike
            put(book, WOMEN, "2020", 2)  # both, alike
            put(book, FDI, "2020", 8)  # there only

        back = changed(path, change)
        plan = compared(profile, back)
        assert told(plan) == {
            f"{STOCK}@2020": ("conflict", "9"), f"{FDI}@2020": ("changed", "8"), f"{WOMEN}@2021": ("unchanged", "60500"),
            f"{STOCK}@2024": ("unchanged", None),
        }  # fmt: skip
        conflict = next(cell for cell in plan.cells if cell.outcome == "conflict")
        assert [it.value for it in (conflict.base, conflict.before, conflict.after) if it] == ["101730", "1", "9"]
        assert [cell.side for cell in plan.cells if cell.outcome == "unchanged"] == ["here", "here"]
        apply_import(profile, plan)
        assert _value(profile, f"{STOCK}@2020") == "1"  # never overwritten
        again = compared(profile, back, accept="theirs")
        assert again.counts["conflict"] == 0 and again.counts["changed"] == 1
        apply_import(profile, again)
        assert _value(profile, f"{STOCK}@2020") == "9"
        assert _value(profile, f"{WOMEN}@2021") == "3"  # they had not touched it


def _value(profile: Any, address: str) -> str | None:
    from desktop.services.asking import rows_at

    return str(rows_at(profile, address)[0].observation.value)


def test_what_changes_here_between_preview_and_writing_stays(tmp_path: Path) -> None:
    profile, path = sent_out(tmp_path)
    with profile:
        plan = compared(profile, changed(path, lambda book: put(book, STOCK, "2020", 9)))
        typed(profile, (f"{STOCK}@2020", "7"))
        assert store_import(profile, plan).group is None
        assert _value(profile, f"{STOCK}@2020") == "7"


def test_the_same_file_twice_changes_nothing(tmp_path: Path) -> None:
    profile, path = sent_out(tmp_path)
    with profile:
        back = changed(path, lambda book: put(book, STOCK, "2024", 104_000))
        assert apply_import(profile, compared(profile, back)) is not None
        again = compared(profile, back)
        assert again.counts["unchanged"] == 12 and again.edits == ()


def test_attributes_beside_the_figures(tmp_path: Path) -> None:
    profile, path = sent_out(tmp_path)
    with profile:

        def change(book: Any) -> None:
            put(book, STOCK, "Status", "E 2020–2021; p 2022")
            put(book, STOCK, "Note", "2020: Census\n    of October\n2021: Estimated")
            put(book, STOCK, "2024", 104_000)
            put(book, WOMEN, "Status", "no idea")

        plan = compared(profile, changed(path, change))
        apply_import(profile, plan)
        held = {
            key.period: it for key, it in profile.figures.observations() if (key.indicator, key.items) == (STOCK, "")
        }
        assert {period: (it.status, it.note) for period, it in held.items()} == {
            "2020": ("E", "Census\nof October"), "2021": ("E", "Estimated"), "2022": ("P", ""), "2023": ("O", ""),
            "2024": ("A", ""),
        }  # fmt: skip
        refused = [cell for cell in plan.cells if cell.outcome == "refused"]
        assert [(cell.reason.code, cell.sent) for cell in refused if cell.reason] == [("WORKBOOK-SPREAD", "no idea")]


def test_a_copied_row_with_another_source_is_a_new_line(tmp_path: Path) -> None:
    profile, path = sent_out(tmp_path)
    with profile:

        def change(book: Any) -> None:
            sheet = sheet_of(book, "IMM")
            row, column = place(sheet, STOCK, "Source")
            sheet.append([cell.value for cell in sheet[row]])
            sheet.cell(sheet.max_row, column).value = "population CENSUS"
            sheet.cell(sheet.max_row, place(sheet, STOCK, "2020")[1]).value = 99_000

        plan = compared(profile, changed(path, change))
        assert told(plan) == {
            f"{STOCK}@2020#CENSUS": ("new", "99000"), f"{STOCK}@2021#CENSUS": ("new", "102000"),
            f"{STOCK}@2022#CENSUS": ("new", "103500.5"), f"{STOCK}@2023#CENSUS": ("new", None),
        }  # fmt: skip


def test_a_row_whose_source_was_changed_moves_nothing_by_itself(tmp_path: Path) -> None:
    profile, path = sent_out(tmp_path)
    with profile:

        def change(book: Any) -> None:
            put(book, WOMEN, "Source", "CENSUS")
            put(book, WOMEN, "2022", 61_000)

        plan = compared(profile, changed(path, change))
        assert {address: outcome for address, (outcome, _) in told(plan).items()} == {
            f"{WOMEN}@2020#CENSUS": "doubtful", f"{WOMEN}@2021#CENSUS": "doubtful", f"{WOMEN}@2022#CENSUS": "new",
        }  # fmt: skip


def test_rows_that_stand_twice_are_asked_about_where_they_differ(tmp_path: Path) -> None:
    profile, path = sent_out(tmp_path)
    with profile:

        def change(book: Any) -> None:
            copy = book.copy_worksheet(sheet_of(book, "IMM"))
            copy.cell(*place(copy, STOCK, "2020")).value = 5
            put(book, WOMEN, "2022", 61_000)
            copy.cell(*place(copy, WOMEN, "2022")).value = 61_000

        plan = compared(profile, changed(path, change))
        assert told(plan) == {f"{STOCK}@2020": ("doubtful", None), f"{WOMEN}@2022": ("new", "61000")}


def test_a_row_without_a_key_says_so(tmp_path: Path) -> None:
    profile, path = sent_out(tmp_path)
    with profile:
        back = changed(path, lambda book: sheet_of(book, "IMM").append([None, "Immigrants", None, None, None, 12, "x"]))
        found = [
            (cell.outcome, cell.address, cell.sent, cell.reason and cell.reason.code)
            for cell in compared(profile, back).cells
        ]
        assert found == [("refused", None, "12", "ROW-NO-KEY"), ("refused", None, "x", "ROW-NO-KEY")]


def test_thousands_as_a_unit_are_asked_about(tmp_path: Path) -> None:
    profile, path = sent_out(tmp_path)
    with profile:

        def change(book: Any) -> None:
            put(book, STOCK, "Unit", "thousand persons")
            put(book, STOCK, "2024", 104)

        plan = compared(profile, changed(path, change))
        assert told(plan) == {f"{STOCK}@2024": ("doubtful", "104")}


def test_a_new_row_by_its_key(tmp_path: Path) -> None:
    profile, path = sent_out(tmp_path)
    with profile:

        def change(book: Any) -> None:
            sheet = sheet_of(book, "IMM")
            for key, value in (("IMM.STOCK.TOT[AGE=Y0T14]", 5), ("IMM.STOCK.TOT[AGE=NO]", 6), ("NO.SUCH.CODE", 7)):
                sheet.append([])
                row = sheet.max_row + 1
                sheet.cell(row, place(sheet, STOCK, "Key")[1]).value = key
                sheet.cell(row, place(sheet, STOCK, "2020")[1]).value = value

        found = {cell.sent or str(cell.address): (cell.outcome, cell.reason.code if cell.reason else "") for cell in
                 compared(profile, changed(path, change)).cells}  # fmt: skip
        assert found == {
            "IMM.STOCK.TOT[AGE=Y0T14]@2020": ("new", ""), "6": ("refused", "MEMBER-UNKNOWN"), "7": ("refused", "CODE-UNKNOWN"),
        }  # fmt: skip


def test_sources_and_texts_come_back(tmp_path: Path) -> None:
    profile, path = sent_out(tmp_path)
    with profile:

        def change(book: Any) -> None:
            sheet = book["Sources"]
            row = next(r for r in range(HEADER + 1, sheet.max_row + 1) if sheet.cell(r, 1).value is None)
            sheet.cell(row, 2).value, sheet.cell(row, 3).value = "Border register", "Border police"
            sheet.cell(row + 1, 1).value = "NO-TITLE"
            sheet.cell(row + 1, 3).value = "somebody"
            sheet.cell(HEADER + 1, 3).value = "Statistical office"

        plan = compared(profile, changed(path, change))
        assert told(plan) == {
            "CENSUS": ("changed", None), "BORDER-REGISTER": ("new", None), "NO-TITLE": ("refused", None),
        }  # fmt: skip
        apply_import(profile, plan)
        assert profile.figures.sources["BORDER-REGISTER"].institution == "Border police"
        assert profile.figures.sources["CENSUS"].institution == "Statistical office"


def test_without_the_hidden_sheet_it_is_compared_with_what_is_here(tmp_path: Path) -> None:
    profile, path = sent_out(tmp_path)
    with profile:
        typed(profile, (f"{STOCK}@2020", "1"))

        def change(book: Any) -> None:
            del book["_mp"]
            put(book, STOCK, "2024", 104_000)
            put(book, STOCK, "2021", None)

        plan = compared(profile, changed(path, change))
        assert [remark.message.code for remark in plan.remarks] == ["WORKBOOK-TWO-WAY"]
        assert told(plan) == {
            f"{STOCK}@2020": ("changed", "101730"), f"{STOCK}@2024": ("new", "104000"), f"{STOCK}@2021": ("doubtful", None),
        }  # fmt: skip


def test_a_damaged_hidden_sheet_is_none(tmp_path: Path) -> None:
    profile, path = sent_out(tmp_path)
    with profile:
        plan = compared(profile, changed(path, lambda book: setattr(book["_mp"].cell(30, 2), "value", "x|y")))
        assert [remark.message.code for remark in plan.remarks] == ["WORKBOOK-HIDDEN-DAMAGED"]


@pytest.mark.parametrize(
    ("options", "code"),
    [({"country": "BEN"}, "WORKBOOK-COUNTRY"), ({}, "WORKBOOK-PROFILE")],
)
def test_another_profile_takes_nothing(options: dict[str, Any], code: str, tmp_path: Path) -> None:
    profile, path = sent_out(tmp_path)
    profile.close()
    with opened(tmp_path, name="other.mprofile", **options) as other, pytest.raises(Refused, match=code):
        compared(other, path)


def test_a_workbook_of_a_newer_program_and_one_of_other_definitions(tmp_path: Path) -> None:
    profile, path = sent_out(tmp_path)
    with profile:
        for fact, value, code in (
            ("format", "mprofile-workbook 9", "WORKBOOK-NEWER"),
            ("catalogue_sha256", "0" * 64, "WORKBOOK-CATALOGUE"),
        ):

            def change(book: Any, fact: str = fact, value: str = value) -> None:
                sheet = book["_mp"]
                row = next(r for r in range(1, sheet.max_row) if sheet.cell(r, 1).value == fact)
                sheet.cell(row, 2).value = value

            with pytest.raises(Refused, match=code):
                compared(profile, changed(path, change))


def test_a_worked_out_figure_that_was_typed_over_stays_out(tmp_path: Path) -> None:
    profile, path = sent_out(tmp_path)
    with profile:
        enter(profile, [("CTX.POP.TOT@2020", "2000000"), ("CTX.POP.TOT@2021", "2100000")])
        from desktop.services.exporting import export

        path = export(profile, path).path
        plan = compared(profile, changed(path, lambda book: put(book, "CTX.POP.GROWTH", "2021", 7)))
        assert told(plan) == {"CTX.POP.GROWTH@2021": ("refused", None)}
        assert compared(profile, path).counts["refused"] == 0


def test_letters_of_columns() -> None:
    from desktop.exchange.sheets.model import column_letters

    assert [column_letters(n) for n in range(0, 16_384, 777)] == [
        get_column_letter(n + 1) for n in range(0, 16_384, 777)
    ]
