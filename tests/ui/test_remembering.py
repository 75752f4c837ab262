"""What is remembered of the tables for a profile and a person, across modules and across a closed program."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from desktop.domain.address import Cell
from desktop.ui.common.preferences import MOST_VIEWS, preferences
from desktop.ui.common.theme import theme
from desktop.ui.grid.page import ModulePage
from desktop.ui.grid.remembering import MOST_ROWS, Memory
from desktop.ui.grid.rows import RowKey
from desktop.ui.main_window import MainWindow
from desktop.ui.window import Place

K = Qt.Key
STOCK = "IMM.STOCK.TOT"


def shown(window: MainWindow, module: str) -> ModulePage:
    window.go(Place("module", module))
    page = window.stack.currentWidget()
    assert isinstance(page, ModulePage)
    return page


def again(window: MainWindow, path: Path, qtbot: QtBot) -> None:
    """Close the profile and open it once more, as on the next morning."""
    window.close_profile()
    window.open_path(path)
    qtbot.waitUntil(lambda: window.session.is_checked)


def where(page: ModulePage) -> Cell | None:
    place = page.table.figures.place
    return place.cell if place else None


def test_coming_back_to_a_module_the_cursor_is_where_it_was(page: ModulePage, window: MainWindow, press) -> None:
    press(K.Key_Down, K.Key_Left)
    was = where(page)
    shown(window, "CTX")
    assert where(page) != was
    shown(window, "IMM")
    assert where(page) == was


def test_cursor_filter_and_opened_rows_are_there_the_next_day(
    page: ModulePage, window: MainWindow, profile_path: Path, qtbot: QtBot
) -> None:
    qtbot.keyClick(page.table.figures, K.Key_Right, Qt.KeyboardModifier.AltModifier)
    page.table.go_to(Cell(STOCK, "SEX=F", "2020"))
    rows = page.grid.rowCount()
    other = shown(window, "CTX")
    other.set_filter("empty")
    again(window, profile_path, qtbot)
    page = shown(window, "CTX")
    assert page.view.filter == "empty"
    page = shown(window, "IMM")
    assert page.view.filter == "all"
    assert where(page) == Cell(STOCK, "SEX=F", "2020")
    assert page.grid.rowCount() == rows


def test_a_filter_by_findings_waits_for_the_first_check(
    page: ModulePage, window: MainWindow, profile_path: Path, qtbot: QtBot
) -> None:
    page.set_filter("findings")
    rows = page.grid.rowCount()
    assert rows
    window.close_profile()
    window.open_path(profile_path)
    page = shown(window, "IMM")
    qtbot.waitUntil(lambda: page.grid.rowCount() == rows)
    assert where(page) is not None


def drag(page: ModulePage, qtbot: QtBot, section: int, by: int) -> None:
    header = page.table.figures.horizontalHeader()
    edge = QPoint(header.sectionViewportPosition(section) + header.sectionSize(section) - 1, header.height() // 2)
    qtbot.mousePress(header.viewport(), Qt.MouseButton.LeftButton, pos=edge)
    qtbot.mouseMove(header.viewport(), edge + QPoint(by, 0))
    qtbot.mouseRelease(header.viewport(), Qt.MouseButton.LeftButton, pos=edge + QPoint(by, 0))


def test_a_year_column_is_dragged_and_stays_so(
    page: ModulePage, window: MainWindow, profile_path: Path, qtbot: QtBot
) -> None:
    header = page.table.figures.horizontalHeader()
    usual = header.sectionSize(3)
    drag(page, qtbot, 3, 40)
    assert header.sectionSize(3) == usual + 40
    assert header.sectionSize(2) == usual
    theme().set(zoom=200)
    assert header.sectionSize(3) == 2 * (usual + 40)
    theme().set(zoom=100)
    again(window, profile_path, qtbot)
    page = shown(window, "IMM")
    assert page.table.figures.columnWidth(3) == usual + 40


def test_columns_that_are_selected_whole_get_one_width(page: ModulePage, qtbot: QtBot, press) -> None:
    header = page.table.figures.horizontalHeader()
    usual = header.sectionSize(3)
    press(K.Key_Right, shift=True)
    press(K.Key_Space, ctrl=True)
    drag(page, qtbot, 3, 40)
    assert [header.sectionSize(n) for n in (2, 3, 4, 5)] == [usual, usual + 40, usual + 40, usual]


def test_a_double_click_on_the_edge_fits_the_column(page: ModulePage, qtbot: QtBot) -> None:
    header = page.table.figures.horizontalHeader()
    usual = header.sectionSize(3)
    drag(page, qtbot, 3, 60)
    edge = QPoint(header.sectionViewportPosition(3) + header.sectionSize(3) - 1, header.height() // 2)
    qtbot.mouseDClick(header.viewport(), Qt.MouseButton.LeftButton, pos=edge)
    assert header.sectionSize(3) <= usual
    assert page.memory.width("2020", 0) == 0


def test_columns_grow_to_a_figure_that_is_stored_and_to_what_follows_from_it(page: ModulePage, press) -> None:
    header = page.table.figures.horizontalHeader()
    usual = header.sectionSize(3)
    press("1234567890.25", K.Key_Return)
    stored = header.sectionSize(3)
    assert stored > usual
    assert header.sectionSize(2) == stored
    share = next(n for n, row in enumerate(page.grid.rows) if row.key.indicator == "IMM.STOCK.SHARE")
    text = page.grid.prepared(share, 2).text
    assert stored >= page.table.figures.fontMetrics().horizontalAdvance(max(text, "1,234,567,890.25", key=len))


def test_a_column_that_was_dragged_keeps_its_width(page: ModulePage, qtbot: QtBot, press) -> None:
    header = page.table.figures.horizontalHeader()
    drag(page, qtbot, 3, 10)
    dragged = header.sectionSize(3)
    press("1234567890.25", K.Key_Return)
    assert header.sectionSize(3) == dragged


def test_the_label_column_is_remembered(page: ModulePage, window: MainWindow, profile_path: Path, qtbot: QtBot) -> None:
    page.table.splitter.moveSplitter(330, 1)
    again(window, profile_path, qtbot)
    assert shown(window, "IMM").table.labels.width() == 330


def test_another_profile_has_a_view_of_its_own(page: ModulePage, qtbot: QtBot) -> None:
    drag(page, qtbot, 3, 40)
    page.memory.keep(page)
    assert Memory(page.session.profile.settings.profile_id).width("2020", 0) > 0
    assert Memory("another").width("2020", 0) == 0


def test_nothing_of_it_is_in_the_profile(page: ModulePage, qtbot: QtBot) -> None:
    drag(page, qtbot, 3, 40)
    page.leave()
    assert page.session.stack.count() == 0


def test_what_is_kept_is_limited(page: ModulePage) -> None:
    page.grid.open_again([RowKey("item", STOCK, f"AGE=Y{n}") for n in range(MOST_ROWS + 50)])
    page.memory.keep(page)
    assert len(Memory(page.session.profile.settings.profile_id).opened) == MOST_ROWS
    for number in range(MOST_VIEWS + 5):
        preferences().set_view(f"p{number}", {"filters": {"IMM": "empty"}})
    assert preferences().view("p0") == {}
    assert preferences().view(f"p{MOST_VIEWS + 4}") == {"filters": {"IMM": "empty"}}


@pytest.mark.parametrize(
    "state",
    [
        {
            "opened": [["indicator"]],
            "filters": {"IMM": "odd"},
            "widths": {"2020": "wide"},
            "cursors": [[1, 2, 3, 4, 5]],
        },
        {"opened": 3, "filters": [], "widths": None, "cursors": "x"},
    ],
)
def test_what_cannot_be_read_counts_as_not_there(state: dict[str, object]) -> None:
    preferences().set_view("p", json.loads(json.dumps(state)))
    memory = Memory("p")
    assert (memory.opened, memory.filter("IMM"), memory.width("2020", 7)) == ([], "all", 7)


def test_the_zoom_is_that_of_the_profile(window: MainWindow, profile_path: Path, qtbot: QtBot) -> None:
    window.action("larger").trigger()
    larger = theme().zoom
    assert larger > 100
    preferences().set_zoom(90, "another")
    theme().set(zoom=90)
    again(window, profile_path, qtbot)
    assert theme().zoom == larger
