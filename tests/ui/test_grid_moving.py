"""Moving and selecting in the table as a spreadsheet does, pressed key by key."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desktop.domain.address import Cell, Key
from desktop.ui.grid.page import ModulePage
from desktop.ui.main_window import MainWindow
from desktop.ui.window import Place

K = Qt.Key
STOCK, CITIZENS = "IMM.STOCK.TOT", "IMM.STOCK.CIT"


def value(page: ModulePage, period: str, code: str = STOCK) -> str | None:
    found = page.session.profile.figures.get(Key(code, "", period, ""))
    return found.text if found else None


def where(page: ModulePage) -> Cell | None:
    place = page.table.figures.place
    return place.cell if place else None


def selected(page: ModulePage) -> list[list[Cell | None]]:
    lines = page.table.figures.selected_places()
    return [[place.cell if place else None for place in line] for line in lines]


def periods(page: ModulePage) -> list[str]:
    return [cell.period for cell in selected(page)[0] if cell]


def test_the_cursor_stays_while_shift_selects(page: ModulePage, press) -> None:
    press(K.Key_Right, K.Key_Right, shift=True)
    assert periods(page) == ["2020", "2021", "2022"]
    press(K.Key_Left, shift=True)
    assert periods(page) == ["2020", "2021"]
    assert where(page) == Cell(STOCK, "", "2020")
    press(K.Key_Right)
    assert where(page) == Cell(STOCK, "", "2021")
    assert periods(page) == ["2021"]


def test_ctrl_shift_arrow_selects_to_the_edge_of_the_figures(page: ModulePage, press) -> None:
    press(K.Key_Right, ctrl=True, shift=True)
    assert periods(page) == ["2020", "2021"]
    press(K.Key_Right, ctrl=True, shift=True)
    assert periods(page)[-1] == "2024"


@pytest.mark.parametrize(("key", "expected"), [(K.Key_Home, ("2018", "2020")), (K.Key_End, ("2020", "2024"))])
def test_shift_home_and_end_select_to_the_ends_of_the_row(page: ModulePage, press, key: Qt.Key, expected) -> None:
    press(key, shift=True)
    assert (periods(page)[0], periods(page)[-1]) == expected
    assert len(selected(page)) == 1


def test_ctrl_home_and_end_go_to_the_first_and_the_last_cell(page: ModulePage, press) -> None:
    press(K.Key_End, ctrl=True)
    last = where(page)
    assert last is not None and last.period == "2024"
    assert page.table.figures.currentIndex().row() == page.grid.rowCount() - 1
    press(K.Key_Home, ctrl=True)
    assert where(page) == Cell(STOCK, "", "2018")


def test_ctrl_shift_end_selects_all_that_follows(page: ModulePage, press) -> None:
    press(K.Key_End, ctrl=True, shift=True)
    block = page.table.figures.block
    assert (block.bottom, block.right) == (page.grid.rowCount() - 1, page.grid.columnCount() - 1)
    assert where(page) == Cell(STOCK, "", "2020")


def test_ctrl_a_selects_all_figures(page: ModulePage, press) -> None:
    press(K.Key_A, ctrl=True)
    block = page.table.figures.block
    assert (block.top, block.left) == (0, 1)
    assert (block.bottom, block.right) == (page.grid.rowCount() - 1, page.grid.columnCount() - 1)
    assert where(page) == Cell(STOCK, "", "2020")


def test_shift_space_selects_the_row_and_ctrl_space_the_column(page: ModulePage, press) -> None:
    press(K.Key_Space, shift=True)
    assert len(selected(page)) == 1
    assert periods(page) == [str(year) for year in range(2018, 2025)]
    press(K.Key_Escape)
    press(K.Key_Space, ctrl=True)
    assert {cell.period for line in selected(page) for cell in line if cell} == {"2020"}
    assert len(selected(page)) == page.grid.rowCount()
    assert page.session.stack.isClean()


def test_page_down_and_up_move_by_what_is_seen(page: ModulePage, press) -> None:
    press(K.Key_PageDown)
    far = page.table.figures.currentIndex().row()
    assert far > 5
    press(K.Key_PageUp)
    assert page.table.figures.currentIndex().row() < far
    press(K.Key_PageUp, K.Key_PageUp, K.Key_PageUp)
    assert where(page) == Cell(STOCK, "", "2020")


def test_shift_page_down_selects(page: ModulePage, press) -> None:
    press(K.Key_PageDown, shift=True)
    assert len(selected(page)) > 5
    assert where(page) == Cell(STOCK, "", "2020")


def test_ctrl_page_keys_go_from_module_to_module(page: ModulePage, window: MainWindow, press) -> None:
    window.action("previous module").trigger()
    assert page.view.module == "CTX"
    window.action("previous module").trigger()
    assert page.view.module == "CTX"
    window.action("next module").trigger()
    assert page.view.module == "IMM"
    assert window.action("next module").shortcut().toString() == "Ctrl+PgDown"


def test_enter_and_tab_go_round_inside_a_selection(page: ModulePage, press) -> None:
    press(K.Key_Down, K.Key_Right, shift=True)
    press("1", K.Key_Return, "2", K.Key_Return, "3", K.Key_Tab)
    assert (value(page, "2020"), value(page, "2021")) == ("1", "3")
    second = selected(page)[-1][0]
    assert second is not None and value(page, "2020", second.indicator) == "2"
    assert len(selected(page)) > 1
    press(K.Key_Tab, K.Key_Tab)
    assert where(page) == Cell(STOCK, "", "2020")
    press(K.Key_Return, shift=True)
    assert where(page) == Cell(second.indicator, "", "2021")


def test_enter_after_tabs_returns_under_the_first_typed(page: ModulePage, press) -> None:
    row = page.table.figures.currentIndex().row()
    press("1", K.Key_Tab, "2", K.Key_Tab, K.Key_Return)
    index = page.table.figures.currentIndex()
    assert index.row() == row + 1
    assert page.grid.columns[index.column() - 1].period == "2020"
    press("4", K.Key_Tab, "5", K.Key_Return)
    index = page.table.figures.currentIndex()
    assert (index.row(), page.grid.columns[index.column() - 1].period) == (row + 2, "2020")


def test_arrows_point_where_they_go_when_mirrored(page: ModulePage, qapp: QApplication, press) -> None:
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    press(K.Key_Left, shift=True)
    assert periods(page) == ["2020", "2021"]
    press(K.Key_Right, shift=True)
    press(K.Key_Right, shift=True)
    assert periods(page) == ["2019", "2020"]
    press(K.Key_Left, ctrl=True)
    assert where(page) == Cell(STOCK, "", "2021")
    press(K.Key_Right, ctrl=True)
    assert where(page) == Cell(STOCK, "", "2020")


def test_typing_and_an_arrow_stores_and_goes_there_when_mirrored(page: ModulePage, qapp: QApplication, press) -> None:
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    press("5", K.Key_Left)
    assert value(page, "2020") == "5"
    assert where(page) == Cell(STOCK, "", "2021")


def test_a_drag_leaves_the_cursor_where_it_began(page: ModulePage, qtbot, press) -> None:
    figures = page.table.figures
    start, end = figures.currentIndex(), page.grid.index(figures.currentIndex().row(), 5)
    left = Qt.MouseButton.LeftButton
    qtbot.mousePress(figures.viewport(), left, pos=figures.visualRect(start).center())
    qtbot.mouseMove(figures.viewport(), figures.visualRect(end).center())
    qtbot.mouseRelease(figures.viewport(), left, pos=figures.visualRect(end).center())
    qtbot.mouseClick(figures.viewport(), left, Qt.KeyboardModifier.ShiftModifier, figures.visualRect(end).center())
    assert where(page) == Cell(STOCK, "", "2020")
    assert periods(page) == ["2020", "2021", "2022"]


def test_ctrl_enter_puts_what_is_typed_into_the_selection_in_one_step(page: ModulePage, press) -> None:
    press(K.Key_Right, K.Key_Right, shift=True)
    press("7", "7")
    press(K.Key_Return, ctrl=True)
    assert [value(page, year) for year in ("2020", "2021", "2022")] == ["77", "77", "77"]
    assert page.session.stack.undoText() == "Type 77 in 3 figures"
    page.session.stack.undo()
    assert [value(page, year) for year in ("2020", "2021", "2022")] == ["100", "200", None]


def test_ctrl_enter_asks_once_for_all_that_can_be_read_in_several_ways(page: ModulePage, press) -> None:
    press(K.Key_Right, shift=True)
    press("-")
    press(K.Key_Return, ctrl=True)
    assert (value(page, "2020"), value(page, "2021")) == ("100", "200")
    press(K.Key_Space)
    for year in ("2020", "2021"):
        found = page.session.profile.figures.get(Key(STOCK, "", year, ""))
        assert found is not None and (found.value, found.status) == (None, "O")
    assert page.session.stack.count() == 1


def test_ctrl_enter_leaves_and_counts_what_is_worked_out(page: ModulePage, window: MainWindow, press) -> None:
    window.go(Place("module", "IMM", Cell("IMM.STOCK.SHARE", "", "2020")))
    press(K.Key_Right, K.Key_Right, shift=True)
    press(K.Key_Tab, K.Key_Tab, "5")
    press(K.Key_Return, ctrl=True)
    assert value(page, "2020", "IMM.STOCK.SHARE") is None
    assert value(page, "2022", "IMM.STOCK.SHARE") == "5"
    assert "cannot be typed in" in window.status.done.text()


def test_backspace_opens_an_empty_editor_and_escape_keeps_the_figure(page: ModulePage, press) -> None:
    press(K.Key_Backspace)
    assert value(page, "2020") == "100"
    press(K.Key_Escape)
    assert value(page, "2020") == "100"
    press(K.Key_Backspace, K.Key_Return)
    assert value(page, "2020") is None
    assert page.session.stack.undoText() == "Clear Immigrant stock (foreign-born), 2020"


def test_f2_lets_the_arrows_move_in_the_text_and_back(page: ModulePage, press) -> None:
    press(K.Key_F2, K.Key_Left, "9", K.Key_F2, K.Key_Right)
    assert value(page, "2020") == "1090"
    assert where(page) == Cell(STOCK, "", "2021")


def test_ctrl_d_and_ctrl_r_fill_the_selection(page: ModulePage, window: MainWindow, press) -> None:
    press(K.Key_Down, shift=True)
    press(K.Key_D, ctrl=True)
    assert value(page, "2020", CITIZENS) == "100"
    press(K.Key_Right, shift=True)
    press(K.Key_Up, shift=True)
    press(K.Key_R, ctrl=True)
    assert value(page, "2021") == "100"
    assert page.session.stack.undoText() == "Fill Immigrant stock (foreign-born), 2021"
