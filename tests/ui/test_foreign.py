"""The spreadsheet of another office, in the window: what was recognised is seen on the sheet, settled, kept, and asked no more."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from desktop.services.foreign.keeping import kept_maps
from desktop.services.foreign.mapping import Field
from desktop.services.foreign.showing import TAKEN, YEARS
from desktop.services.profile import open_profile
from desktop.ui.common import tasks
from desktop.ui.importing.view import CHANGES, MAPPING, ImportPage
from desktop.ui.main_window import MainWindow
from desktop.ui.window import Place
from tests.helpers.books import messy
from tests.helpers.profiles import make_profile

STOCK = "IMM.STOCK.TOT"


@pytest.fixture
def page(tmp_path: Path, window: MainWindow, qtbot: QtBot) -> ImportPage:
    """The UN's table of stocks, in a profile of Moldova."""
    window.open_path(make_profile(tmp_path, "moldova.mprofile"))
    return shown(window, qtbot)


def shown(window: MainWindow, qtbot: QtBot) -> ImportPage:
    window.go(Place("import", filter=str(messy("UNDESA")[1])))
    page = window.stack.currentWidget()
    assert isinstance(page, ImportPage)
    qtbot.waitUntil(lambda: page.stack.currentIndex() in (MAPPING, CHANGES))
    return page


def settle(page: ImportPage, qtbot: QtBot) -> None:
    """Only the first table is of interest; agree to everything that is asked of it."""
    page.mapping.leave_others_out()
    qtbot.waitUntil(page.mapping.isEnabled)
    while page.mapping.questions.agrees:
        next(iter(page.mapping.questions.agrees.values())).click()
        qtbot.waitUntil(page.mapping.isEnabled)


def fates(page: ImportPage) -> dict[str, str]:
    """Row 248 of the sheet, Moldova: letters of its columns → what becomes of the number."""
    view = page.mapping.model.view
    assert view is not None
    return {letter: view.spot(247, column).fate for column, letter in enumerate(view.letters)}


def test_the_sheet_shows_what_was_recognised(page: ImportPage) -> None:
    mapping = page.mapping
    assert mapping.sheets.currentText() == "Table 1"
    found = fates(page)
    assert [found[letter] for letter in "FGHI"] == [YEARS] * 4
    assert [found[letter] for letter in "JKL"] == [TAKEN] * 3
    assert not mapping.show_changes.isEnabled()
    view = mapping.model.view
    assert view is not None and any(line.folded > 200 for line in view.lines)
    tester = QAbstractItemModelTester(_model(page), QAbstractItemModelTester.FailureReportingMode.Fatal)
    tester.deleteLater()


def _model(page: ImportPage) -> QAbstractItemModel:
    return page.mapping.model


def test_what_is_settled_is_written_kept_and_not_asked_again(
    page: ImportPage, window: MainWindow, qtbot: QtBot
) -> None:
    settle(page, qtbot)
    page.mapping.panel.name.setText("UN stocks")
    qtbot.mouseClick(page.mapping.show_changes, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.stack.currentIndex() == CHANGES and page.plan is not None)
    qtbot.mouseClick(page.changes.take, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.place.page == "exchange")
    figures = {key.address: it.value for key, it in window.session.profile.figures.observations()}
    assert figures[f"{STOCK}@2010"] == "129488"
    assert figures[f"{STOCK}[SEX=F]@2019"] == "61874"
    with open_profile(window.session.profile.path, write=False) as again:
        assert list(kept_maps(again)) == ["UN stocks"]
    again_shown = shown(window, qtbot)
    assert "UN stocks" in again_shown.bar.text
    assert again_shown.mapping.show_changes.isEnabled()
    window.session.stack.undo()
    assert not dict(window.session.profile.figures.observations())


def test_another_indicator_changes_what_is_read(page: ImportPage, qtbot: QtBot) -> None:
    page.mapping.leave_others_out()
    qtbot.waitUntil(page.mapping.isEnabled)
    page.mapping.settle(Field(0, "indicator"), "CTX.POP.TOT")
    qtbot.waitUntil(page.mapping.isEnabled)
    conversation = page.mapping.conversation
    assert conversation is not None
    assert {cell.row.cell.indicator for cell in conversation.plan.cells if cell.row.cell} == {"CTX.POP.TOT"}
    assert page.mapping.panel.indicator.currentData() == "CTX.POP.TOT"


def test_going_back_forgets_the_file(page: ImportPage, window: MainWindow, qtbot: QtBot) -> None:
    page.mapping.left.emit()
    assert window.place == Place("exchange", filter="import")
    assert not dict(window.session.profile.figures.observations())


def test_a_second_file_takes_the_place_of_one_that_is_still_read(
    tmp_path: Path, window: MainWindow, qtbot: QtBot
) -> None:
    window.open_path(make_profile(tmp_path, "moldova.mprofile"))
    table = tmp_path / "figures.csv"
    table.write_text("indicator,period,value\nIMM.STOCK.TOT,2020,101\n", encoding="utf-8")
    window.go(Place("import", filter=str(messy("UNDESA")[1])))
    page = window.stack.currentWidget()
    assert isinstance(page, ImportPage)
    window.go(Place("import", filter=str(table)))
    qtbot.waitUntil(lambda: page.stack.currentIndex() == CHANGES)
    assert page.subtitle.text() == "figures.csv"
    assert window.place.page == "import"


def test_going_away_while_a_file_is_read_goes_nowhere_else(tmp_path: Path, window: MainWindow, qtbot: QtBot) -> None:
    window.open_path(make_profile(tmp_path, "moldova.mprofile"))
    window.go(Place("import", filter=str(messy("UNDESA")[1])))
    window.go(Place("overview"))
    qtbot.waitUntil(lambda: not tasks.running())
    assert window.place.page == "overview"
