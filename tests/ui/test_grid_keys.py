"""The keys of the table, pressed one by one over a real profile."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from desktop.domain.address import Cell, Key
from desktop.domain.observation import Observation
from desktop.ui.grid.delegate import CellEditor
from desktop.ui.grid.page import ModulePage
from desktop.ui.main_window import MainWindow
from desktop.ui.window import Place

K = Qt.Key
STOCK = "IMM.STOCK.TOT"


def held(page: ModulePage, period: str, items: str = "", code: str = STOCK) -> Observation | None:
    return page.session.profile.figures.get(Key(code, items, period, ""))


def value(page: ModulePage, period: str, items: str = "", code: str = STOCK) -> str | None:
    found = held(page, period, items, code)
    return found.text if found else None


def where(page: ModulePage) -> Cell | None:
    place = page.table.figures.place
    return place.cell if place else None


def test_typing_replaces_and_enter_goes_down(page: ModulePage, press) -> None:
    press("123", K.Key_Return)
    assert value(page, "2020") == "123"
    place = where(page)
    assert place is not None and place != Cell(STOCK, "", "2020")
    assert place.period == "2020"


def test_escape_leaves_the_figure_as_it_was(page: ModulePage, press) -> None:
    press("9", K.Key_Escape)
    assert value(page, "2020") == "100"
    assert where(page) == Cell(STOCK, "", "2020")


def test_f2_changes_the_text_that_is_there(page: ModulePage, press) -> None:
    press(K.Key_F2, K.Key_End, "5", K.Key_Return)
    assert value(page, "2020") == "1005"


def test_enter_after_tabs_returns_to_where_they_began(page: ModulePage, press) -> None:
    press("1", K.Key_Tab, "2", K.Key_Tab, "3", K.Key_Return)
    assert [value(page, period) for period in ("2020", "2021", "2022")] == ["1", "2", "3"]
    place = where(page)
    assert place is not None and place.period == "2020"


def test_page_down_stores_what_is_typed_and_moves_on(page: ModulePage, press) -> None:
    press("7")
    press(K.Key_PageDown)
    assert value(page, "2020") == "7"
    assert page.table.figures.open_editor is None
    assert where(page) != Cell(STOCK, "", "2020")


@pytest.mark.parametrize("key", [K.Key_F2, K.Key_Delete, K.Key_Space])
def test_keys_that_an_editor_has_no_use_for_leave_it_alone(page: ModulePage, press, key: Qt.Key) -> None:
    press("7")
    press(key, ctrl=True)
    editor = page.table.figures.open_editor
    assert editor is not None and editor.entered.strip() == "7"
    assert not page.session.stack.canUndo()


def test_shift_enter_goes_up(page: ModulePage, press) -> None:
    press(K.Key_Down)
    press("7")
    press(K.Key_Return, shift=True)
    assert where(page) == Cell(STOCK, "", "2020")


def test_delete_clears_and_undo_brings_back(page: ModulePage, press) -> None:
    press(K.Key_Delete)
    assert held(page, "2020") is None
    page.session.stack.undo()
    assert value(page, "2020") == "100"
    page.session.stack.redo()
    assert held(page, "2020") is None


def test_arrows_skip_headings_and_stop_at_the_edge(page: ModulePage, press) -> None:
    press(K.Key_Home)
    assert where(page) == Cell(STOCK, "", "2018")
    press(K.Key_Left)
    assert where(page) == Cell(STOCK, "", "2018")
    press(K.Key_End)
    assert where(page) == Cell(STOCK, "", "2024")
    press(K.Key_Up)
    assert where(page) == Cell(STOCK, "", "2024")


def test_ctrl_arrow_goes_to_the_edge_of_the_figures(page: ModulePage, press) -> None:
    press(K.Key_Home)
    press(K.Key_Right, ctrl=True)
    assert where(page) == Cell(STOCK, "", "2020")
    press(K.Key_Right, ctrl=True)
    assert where(page) == Cell(STOCK, "", "2021")


def test_left_goes_to_the_cell_seen_on_the_left_when_mirrored(page: ModulePage, qapp: QApplication, press) -> None:
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    press(K.Key_Left)
    assert where(page) == Cell(STOCK, "", "2021")


def test_shift_extends_and_delete_clears_all_in_one_step(page: ModulePage, press) -> None:
    press(K.Key_Right, shift=True)
    press(K.Key_Delete)
    assert held(page, "2020") is None
    assert held(page, "2021") is None
    page.session.stack.undo()
    assert (value(page, "2020"), value(page, "2021")) == ("100", "200")


def test_fill_right_and_down(page: ModulePage, window: MainWindow, press) -> None:
    press(K.Key_Right, K.Key_Right)
    window.action("fill right").trigger()
    assert value(page, "2022") == "200"
    press(K.Key_Down)
    window.action("fill down").trigger()
    place = where(page)
    assert place is not None
    assert value(page, "2022", place.items, place.indicator) == "200"


@pytest.mark.parametrize(("text", "status"), [("..", "O"), ("z", "M"), ("c", "Q"), ("n/a", "O")])
def test_marks_for_no_number(page: ModulePage, press, text: str, status: str) -> None:
    press(text, K.Key_Return)
    found = held(page, "2020")
    assert found is not None
    assert (found.value, found.status) == (None, status)
    row = page.grid.reveal(Cell(STOCK, "", "2020")).row()
    assert page.grid.prepared(row, 2).text == f"[{status}]"


def test_flag_behind_a_number_is_its_status(page: ModulePage, press) -> None:
    press("12 p", K.Key_Return)
    found = held(page, "2020")
    assert found is not None
    assert (found.value, found.status, found.typed) == ("12", "P", "12 p")


def test_unreadable_text_stays_and_is_marked(page: ModulePage, press) -> None:
    press("3,2O7", K.Key_Return)
    assert value(page, "2020") == "3,2O7"
    row = page.grid.reveal(Cell(STOCK, "", "2020")).row()
    cell = page.grid.prepared(row, 2)
    assert (cell.text, cell.kind, cell.mark) == ("3,2O7", "unreadable", "unreadable")


def test_a_lone_dash_asks_and_stores_nothing(page: ModulePage, press) -> None:
    press("-", K.Key_Return)
    assert value(page, "2020") == "100"
    assert [button.text() for button in page.bar.buttons[:3]] == ["Missing", "Cannot exist", "0"]
    press(K.Key_Space)
    found = held(page, "2020")
    assert found is not None
    assert (found.value, found.status) == (None, "O")
    assert page.bar.isHidden()


def test_derived_figures_are_not_typed_over(page: ModulePage, window: MainWindow, press) -> None:
    window.go(Place("module", "IMM", Cell("IMM.STOCK.SHARE", "", "2020")))
    press("5", K.Key_Return)
    assert value(page, "2020", code="IMM.STOCK.SHARE") is None
    assert "worked out" in window.status.done.text()


def test_a_derived_figure_whose_part_is_missing_can_be_typed(page: ModulePage, window: MainWindow, press) -> None:
    window.go(Place("module", "IMM", Cell("IMM.STOCK.SHARE", "", "2022")))
    press("5", K.Key_Return)
    assert value(page, "2022", code="IMM.STOCK.SHARE") == "5"


def test_copy_gives_three_forms_and_paste_takes_its_own(page: ModulePage, window: MainWindow, press) -> None:
    press(K.Key_Right, shift=True)
    window.action("copy").trigger()
    data = QGuiApplication.clipboard().mimeData()
    assert data.text() == "100\t200"
    assert 'x:num="100">100</td>' in data.html()
    press(K.Key_Right, K.Key_Right, K.Key_Right)
    window.action("paste").trigger()
    assert window.status.done.text() == "2 cells: 2 new."
    place = where(page)
    assert place is not None
    assert [value(page, str(year)) for year in (2023, 2024)] == ["100", "200"]
    page.session.stack.undo()
    assert value(page, "2023") is None


def test_paste_with_heads_finds_rows_and_years(page: ModulePage, window: MainWindow, press) -> None:
    QGuiApplication.clipboard().setText(
        "Indicator\t2022\t2023\nForeign citizens resident\t11\t12\nImmigrant stock (foreign-born)\t21\t22\n"
    )
    window.action("paste").trigger()
    press(K.Key_Space)
    assert [value(page, year, code="IMM.STOCK.CIT") for year in ("2022", "2023")] == ["11", "12"]
    assert [value(page, year) for year in ("2022", "2023")] == ["21", "22"]
    assert page.session.stack.undoText() == "Paste 4 figures"


def test_paste_asks_once_where_the_block_gives_no_evidence(page: ModulePage, window: MainWindow, press) -> None:
    QGuiApplication.clipboard().setText("1,234\t1,310")
    window.action("paste").trigger()
    assert value(page, "2020") == "100"
    assert [button.text() for button in page.bar.buttons[:2]] == ["1,234", "1.234"]
    press(K.Key_Space)
    press(K.Key_Return)
    assert [value(page, year) for year in ("2020", "2021")] == ["1234", "1310"]


def test_paste_reads_a_block_that_shows_how_it_is_written(page: ModulePage, window: MainWindow, press) -> None:
    QGuiApplication.clipboard().setText("1.234\t1.310,5")
    window.action("paste").trigger()
    assert [value(page, year) for year in ("2020", "2021")] == ["1234", "1310.5"]


def test_paste_skips_what_is_worked_out_and_counts_it(page: ModulePage, window: MainWindow, press) -> None:
    window.go(Place("module", "IMM", Cell("IMM.STOCK.SHARE", "", "2020")))
    QGuiApplication.clipboard().setText("5\t6")
    window.action("paste").trigger()
    assert "1 cell is worked out or not settled and stays" in [remark.text for remark in page.asking.panel.remarks]
    assert page.asking.panel.counts.text() == "1 cell: 1 new."


def test_f8_goes_from_finding_to_finding(page: ModulePage, window: MainWindow) -> None:
    window.action("next finding").trigger()
    first = page.panel.list.currentIndex().row()
    window.action("next finding").trigger()
    assert page.panel.list.currentIndex().row() == first + 1
    line = page.panel.lines.lines[first + 1]
    assert line.finding is not None
    place = where(page)
    assert place is not None and place.indicator == line.finding.indicator


def test_note_is_written_from_the_keyboard(page: ModulePage, window: MainWindow, press) -> None:
    window.action("note").trigger()
    press("By hand")
    press(K.Key_Return, ctrl=True)
    found = held(page, "2020")
    assert found is not None and found.note == "By hand"
    row = page.grid.reveal(Cell(STOCK, "", "2020")).row()
    assert page.grid.prepared(row, 2).note


def test_rows_open_and_close_with_the_keys(page: ModulePage, qtbot, press) -> None:
    before = page.grid.rowCount()
    qtbot.keyClick(page.table.figures, K.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert page.grid.rowCount() > before
    qtbot.keyClick(page.table.figures, K.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert page.grid.rowCount() == before


def test_the_editor_is_named_for_screen_readers(page: ModulePage, qapp: QApplication, press) -> None:
    press("1")
    editor = qapp.focusWidget()
    assert isinstance(editor, CellEditor)
    assert "Immigrant stock" in editor.accessibleName()
    press(K.Key_Escape)
