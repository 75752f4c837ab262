"""Nothing typed is lost or stored elsewhere when keys, pages or rules take away what is being typed in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.domain.address import Cell, Key
from desktop.domain.observation import Observation
from desktop.services import recording
from desktop.services.profile import open_profile
from desktop.ui.grid.page import ModulePage
from desktop.ui.main_window import MainWindow
from desktop.ui.window import Place

from .conftest import Press

K = Qt.Key
STOCK = "IMM.STOCK.TOT"
HERE = Key("IMM.STOCK.TOT", "", "2020", "")


def _page_of(window: MainWindow) -> ModulePage:
    page = window.stack.currentWidget()
    assert isinstance(page, ModulePage)
    return page


def _to_navigator(window: MainWindow) -> None:
    assert window.navigator is not None
    window.navigator.setFocus()


WAYS: dict[str, Callable[[MainWindow], object]] = {
    "another page": lambda window: window.go(Place("sources")),
    "another module": lambda window: window.go(Place("module", "CTX")),
    "the module before": lambda window: window.action("previous module").trigger(),
    "one indicator alone": lambda window: window.action("items").trigger(),
    "source lines": lambda window: window.action("sources").trigger(),
    "the next finding": lambda window: window.action("next finding").trigger(),
    "a filter": lambda window: _page_of(window).set_filter("empty"),
    "other years": lambda window: _page_of(window).tools.years.changed.emit(),
    "settings": lambda window: window.session.settings_changed.emit(),
    "find": lambda window: window.action("find").trigger(),
    "go to": lambda window: window.action("go to").trigger(),
    "search": lambda window: window.action("search").trigger(),
    "the navigator": _to_navigator,
    "another size": lambda window: window.action("larger").trigger(),
    "another language": lambda window: window.set_language("fr"),
    "another figure": lambda window: window.go(Place("module", "IMM", Cell("IMM.STOCK.TOT", "SEX=F", "2021"))),
    "the text of the module": lambda window: _page_of(window).head.choose_tab(1),
    "print": lambda window: window.action("print").trigger(),
    "the profile closed": lambda window: window.action("close").trigger(),
    "the window closed": lambda window: window.close(),
}


@pytest.mark.parametrize("way", WAYS)
def test_a_figure_being_typed_is_stored_where_it_was_begun(
    window: MainWindow, page: ModulePage, press: Press, profile_path: Path, way: str
) -> None:
    press("123")
    WAYS[way](window)
    QApplication.processEvents()
    window.close()
    with open_profile(profile_path, write=False) as profile:
        assert [key for key, held in profile.figures.observations() if held.value == "123"] == [HERE]


@pytest.mark.parametrize("way", WAYS)
def test_a_note_being_written_stays_with_its_figure(
    window: MainWindow, page: ModulePage, press: Press, profile_path: Path, way: str
) -> None:
    page.edit_note()
    press("Census week")
    WAYS[way](window)
    QApplication.processEvents()
    window.close()
    with open_profile(profile_path, write=False) as profile:
        assert [(key, held.note) for key, held in profile.figures.observations() if held.note] == [
            (HERE, "Census week")
        ]


def test_rules_that_answer_leave_a_note_that_is_being_written_alone(
    window: MainWindow, page: ModulePage, press: Press
) -> None:
    page.edit_note()
    press("Census ")
    window.session.findings_changed.emit()
    press("week")
    assert page.inspector.provenance.note.toPlainText() == "Census week"
    assert not window.session.stack.canUndo()


def test_rules_that_answer_leave_a_figure_that_is_being_typed_alone(
    window: MainWindow, page: ModulePage, press: Press, qtbot: QtBot
) -> None:
    """With the filter on findings the rows follow the rules, but not under the hands."""
    press("abc", Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not window.session.is_checking)
    page.set_filter("findings")
    press("12")
    window.session.findings_changed.emit()
    press("3")
    editor = page.table.figures.open_editor
    assert editor is not None
    assert editor.entered == "123"


@pytest.mark.parametrize("begun", ["12", "-"])
def test_another_window_stores_what_is_typed_and_leaves_the_editor_open(
    window: MainWindow, page: ModulePage, press: Press, qtbot: QtBot, begun: str
) -> None:
    """She looks a figure up elsewhere, comes back and types on; a dash would be asked about, so it waits."""
    press(begun)
    other = QWidget()
    qtbot.addWidget(other)
    other.show()
    other.activateWindow()
    qtbot.waitUntil(other.isActiveWindow)
    held = page.session.profile.figures.get(HERE)
    assert held is not None and held.value == ("12" if begun == "12" else "100")
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    press("3")
    editor = page.table.figures.open_editor
    assert editor is not None and editor.entered == f"{begun}3"


def test_typing_goes_on_after_a_number_in_doubt(page: ModulePage, press) -> None:
    """Typed without looking: the number in doubt stays as text to be seen, the next ones are where they belong."""
    page.session.do("Numbers", lambda: recording.change_settings(page.session.profile, numbers="fr"))
    page.table.go_to(Cell(STOCK, "", "2022"))
    page.table.figures.setFocus()
    press("8.412", K.Key_Tab)
    assert "8.412" in page.bar.text and "2022" in page.bar.text
    press(K.Key_Return)
    assert not page.bar.isHidden(), "Enter alone chooses nothing"
    press("9000", K.Key_Return)
    figures = page.session.profile.figures
    assert figures.get(Key(STOCK, "", "2022", "")) == Observation(None, "8.412")
    assert figures.get(Key(STOCK, "", "2023", "")) == Observation("9000")
    assert page.bar.isHidden()


def test_a_number_in_doubt_is_kept_when_the_page_is_left(page: ModulePage, window: MainWindow, press) -> None:
    press("-", K.Key_Return)
    window.go(Place("overview"))
    assert window.session.profile.figures.get(Key(STOCK, "", "2020", "")) == Observation(None, "-")


def test_a_question_that_is_closed_leaves_the_figure(page: ModulePage, press) -> None:
    press("-", K.Key_Return)
    press(K.Key_Escape)
    assert page.session.profile.figures.get(Key(STOCK, "", "2020", "")) == Observation("100")
