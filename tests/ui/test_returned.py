"""A workbook that came back, in the window: seen, settled by keys and clicks, written as one step, what stays out sent back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QAbstractItemModel, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from desktop.services.profile import open_profile
from desktop.ui.importing.returned.choosing import OPEN, OTHER, OURS, OUT, THEIRS
from desktop.ui.importing.view import ImportPage
from desktop.ui.main_window import MainWindow
from desktop.ui.window import Place
from tests.helpers.profiles import typed
from tests.helpers.returned import changed, put, sent_out

STOCK, WOMEN, FDI = "IMM.STOCK.TOT", "IMM.STOCK.TOT[SEX=F]", "CTX.EXT.FDI"


def _everything(book: Any) -> None:
    put(book, STOCK, "2020", 101_800)
    put(book, STOCK, "2024", 104_000)
    put(book, WOMEN, "2020", 61_000)
    put(book, WOMEN, "2021", None)
    put(book, FDI, "2020", "about 12")


@pytest.fixture
def page(tmp_path: Path, window: MainWindow, qtbot: QtBot) -> ImportPage:
    """The page with a workbook in which something is new, changed, in conflict, cleared and refused."""
    profile, path = sent_out(tmp_path, name="m.mprofile")
    with profile:
        back = changed(path, _everything)
        typed(profile, (f"{WOMEN}@2020", "60999"))
    window.open_path(profile.path)
    window.go(Place("import", filter=str(back)))
    shown = window.stack.currentWidget()
    assert isinstance(shown, ImportPage)
    qtbot.waitUntil(lambda: shown.plan is not None)
    return shown


def row_of(page: ImportPage, address: str) -> int:
    model = page.differences.model
    return next(row for row in range(len(model.lines)) if (found := model.cell_at(row)) and found[1].address == address)


def go_to(page: ImportPage, address: str) -> int:
    """Choose the line of an address; the number of its cell."""
    table = page.differences.table
    row = row_of(page, address)
    table.setCurrentIndex(table.model().index(row, 0))
    found = page.differences.model.cell_at(row)
    assert found is not None
    return found[0]


def stored(window: MainWindow, address: str) -> str | None:
    return {key.address: it.value for key, it in window.session.profile.figures.observations()}.get(address)


def test_clear_cells_are_taken_and_the_others_wait(page: ImportPage, window: MainWindow, qtbot: QtBot) -> None:
    choices = page.differences.choices
    assert choices is not None
    found = {address: choices.of(go_to(page, address)) for address in
             (f"{STOCK}@2020", f"{STOCK}@2024", f"{WOMEN}@2020", f"{WOMEN}@2021", f"{FDI}@2020")}  # fmt: skip
    assert list(found.values()) == [THEIRS, THEIRS, OPEN, OPEN, OUT]
    assert page.differences.write.text() == "Write 2 cells"
    assert stored(window, f"{STOCK}@2020") == "101730"
    qtbot.mouseClick(page.differences.write, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: stored(window, f"{STOCK}@2020") == "101800")
    assert (stored(window, f"{STOCK}@2024"), stored(window, f"{WOMEN}@2020")) == ("104000", "60999")
    qtbot.waitUntil(
        lambda: "3 rows stayed out" in page.bar.text and page.plan is not None and len(page.plan.taken) == 0
    )
    with open_profile(window.session.profile.path, write=False) as again:
        assert dict(again.figures.observations()) == dict(window.session.profile.figures.observations())
    window.session.stack.undo()
    assert stored(window, f"{STOCK}@2020") == "101730"
    assert stored(window, f"{STOCK}@2024") is None


def test_a_conflict_is_settled_by_the_keys_or_by_another_figure(
    page: ImportPage, window: MainWindow, qtbot: QtBot
) -> None:
    choices, table, panel = page.differences.choices, page.differences.table, page.differences.panel
    assert choices is not None
    number = go_to(page, f"{WOMEN}@2020")
    QTest.keyClick(table, Qt.Key.Key_Space)
    assert choices.of(number) == THEIRS
    QTest.keyClick(table, Qt.Key.Key_Space)
    assert choices.of(number) == OURS
    QTest.keyClicks(panel.other, "60,950")
    QTest.keyClick(panel.other, Qt.Key.Key_Return)
    assert choices.of(number) == OTHER
    qtbot.mouseClick(page.differences.write, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: stored(window, f"{WOMEN}@2020") == "60950")


def test_a_figure_that_cannot_be_read_is_said_beside_it(page: ImportPage) -> None:
    choices, panel = page.differences.choices, page.differences.panel
    assert choices is not None
    number = go_to(page, f"{FDI}@2020")
    QTest.keyClicks(panel.other, "twelve")
    QTest.keyClick(panel.other, Qt.Key.Key_Return)
    assert choices.of(number) == OUT
    assert "cannot be read" in panel.problem.text()


def test_filters_show_what_they_name(page: ImportPage, qtbot: QtBot) -> None:
    differences = page.differences
    for kind, number in (("conflict", 1), ("refused", 1), ("new", 1), ("changed", 1), ("doubtful", 1)):
        qtbot.mouseClick(differences.chips[kind], Qt.MouseButton.LeftButton)
        assert sum(not line.is_heading for line in differences.model.lines) == number
    QAbstractItemModelTester(_model(page), QAbstractItemModelTester.FailureReportingMode.Fatal).deleteLater()


def _model(page: ImportPage) -> QAbstractItemModel:
    return page.differences.model


def test_f8_goes_to_what_is_open(page: ImportPage) -> None:
    seen = set()
    for _ in range(2):
        assert page.act("next finding")
        found = page.differences.model.cell_at(page.differences.table.currentIndex().row())
        assert found is not None
        seen.add(found[1].address)
    assert seen == {f"{WOMEN}@2020", f"{WOMEN}@2021"}


def test_what_stays_out_goes_back(page: ImportPage, tmp_path: Path, window: MainWindow, qtbot: QtBot) -> None:
    page.send_back(tmp_path / "again.xlsx")
    qtbot.waitUntil(lambda: (tmp_path / "again.xlsx").exists() and page.differences.back.isEnabled())


def test_a_row_is_taken_by_its_heading(page: ImportPage) -> None:
    choices, table = page.differences.choices, page.differences.table
    assert choices is not None
    number = go_to(page, f"{WOMEN}@2020")
    heading = max(row for row in range(row_of(page, f"{WOMEN}@2020")) if page.differences.model.lines[row].is_heading)
    table.setCurrentIndex(table.model().index(heading, 0))
    QTest.keyClick(table, Qt.Key.Key_Space)
    assert choices.of(number) == THEIRS


def test_a_file_dropped_on_the_window_is_seen_first(tmp_path: Path, window: MainWindow, qtbot: QtBot) -> None:
    profile, path = sent_out(tmp_path, name="m.mprofile")
    profile.close()
    window.open_path(profile.path)
    for file, page_id in ((path, "import"), (profile.path, "overview")):
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(file))])
        event = QDropEvent(
            QPointF(300, 300), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        )
        assert window.findChildren(type(window.dropping))
        window.dropping.eventFilter(window, event)
        assert window.place.page == page_id
