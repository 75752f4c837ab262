"""Blocks pasted into the table by keys: plain ones, doubts, dashes, what stays; one step, taken back whole."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from desktop.domain.address import Cell
from desktop.domain.observation import Observation
from desktop.ui.common.choosing import CheckBox
from desktop.ui.grid.page import ModulePage
from desktop.ui.main_window import MainWindow
from desktop.ui.window import Place
from tests.helpers.pasting import STOCK, held, said, value, values
from tests.ui.conftest import Paste

K = Qt.Key


def test_a_plain_block_is_stored_at_once_as_one_step(paste: Paste, window: MainWindow) -> None:
    page = paste("1,234\t5.5\t7\n")
    assert page.asking.panel.isHidden()
    assert values(page, "2020", "2021", "2022") == ["1234", "5.5", "7"]
    assert held(page, "2020") == Observation("1234", "1,234")
    assert window.status.done.text() == "3 cells: 1 new, 2 changed."
    assert page.session.stack.undoText() == "Paste 3 figures"
    page.session.stack.undo()
    assert values(page, "2020", "2021", "2022") == ["100", "200", None]


@pytest.mark.parametrize(
    ("numbers", "text", "expected"),
    [
        ("en", "1,234\t12.5", ["1234", "12.5"]),
        ("fr", "1 234\t12,5", ["1234", "12.5"]),
        ("fr", "1\u202f234\t12,5", ["1234", "12.5"]),
        ("es", "1.234\t12,5", ["1234", "12.5"]),
        ("fr", "1.234\t1.310,5", ["1234", "1310.5"]),
        ("fr", "1,234,567\t1,234", ["1234567", "1234"]),
    ],
)
def test_figures_as_the_format_or_the_block_itself_writes_them(
    paste: Paste, numbers: str, text: str, expected: list[str]
) -> None:
    page = paste(text, numbers=numbers)
    assert page.asking.panel.isHidden() and page.bar.isHidden()
    assert values(page, "2020", "2021") == expected


def test_one_text_is_repeated_over_the_selection(paste: Paste, window: MainWindow, press) -> None:
    page = paste("", "2018")
    press(K.Key_Right, K.Key_Right, shift=True)
    QGuiApplication.clipboard().setText("7\n")
    window.action("paste").trigger()
    assert values(page, "2018", "2019", "2020", "2021") == ["7", "7", "7", "200"]


def test_a_block_over_a_selection_is_repeated_where_it_fits(page: ModulePage, window: MainWindow, press) -> None:
    window.go(Place("module", "IMM", Cell(STOCK, "", "2021")))
    press(K.Key_Right, K.Key_Right, K.Key_Right, shift=True)
    QGuiApplication.clipboard().setText("1\t2\n")
    window.action("paste").trigger()
    assert values(page, "2021", "2022", "2023", "2024") == ["1", "2", "1", "2"]


@pytest.mark.parametrize(("numbers", "text"), [("fr", "8.412\t9.100"), ("en", "8.412\t9.100"), ("es", "8,412\t9,100")])
def test_a_block_in_doubt_asks_once_for_all(paste: Paste, press, numbers: str, text: str) -> None:
    page = paste(text, numbers=numbers)
    assert values(page, "2020", "2021") == ["100", "200"]
    assert "can be read in two ways" in page.bar.text
    readings = [button.text() for button in page.bar.buttons[:2]]
    press(*([K.Key_Tab, K.Key_Space] if numbers != "es" else [K.Key_Space]))
    assert page.asking.panel.title.text() == "Paste 2 figures"
    assert "is read as the decimal sign" in said(page)
    press(K.Key_Return)
    assert values(page, "2020", "2021") == ["8412", "9100"]
    assert len(set(readings)) == 2


def test_an_answer_for_one_number_asks_about_the_next(paste: Paste, press, qtbot: QtBot) -> None:
    page = paste("8.412\t9.100", numbers="fr")
    for_all = page.bar.findChild(CheckBox)
    assert for_all is not None and for_all.isChecked() and for_all.isEnabled()
    qtbot.keyClick(for_all, K.Key_Space)
    page.bar.buttons[0].setFocus()
    press(K.Key_Space)
    assert "9.100" in page.bar.text
    press(K.Key_Tab, K.Key_Space)
    press(K.Key_Return)
    assert values(page, "2020", "2021") == ["8.412", "9100"]


def test_escape_in_the_question_leaves_everything(paste: Paste, press) -> None:
    page = paste("8.412\t9.100", numbers="fr")
    press(K.Key_Escape)
    assert page.bar.isHidden() and page.asking.panel.isHidden()
    assert page.table.figures.hasFocus()
    assert values(page, "2020", "2021") == ["100", "200"]


def test_dashes_are_left_out_until_one_says_what_they_mean(paste: Paste, press) -> None:
    page = paste("5\t-\t–")
    assert "2 dashes stand in the block. They mean" in said(page)
    assert page.asking.panel.dash is not None
    page.asking.panel.dash.setFocus()
    press(K.Key_Down)
    assert page.asking.panel.dash.currentText() == "missing"
    press(K.Key_Return)
    assert (held(page, "2021"), held(page, "2022")) == (Observation(None, status="O"), Observation(None, status="O"))


def test_text_that_cannot_be_read_is_shown_and_kept(paste: Paste, press) -> None:
    page = paste("3,2O7\t5")
    assert "1 text cannot be read as a number and is kept: 3,2O7" in said(page)
    press(K.Key_Return)
    assert held(page, "2020") == Observation(None, "3,2O7")
    assert value(page, "2021") == "5"


def test_figures_beside_the_table_are_counted(paste: Paste, press) -> None:
    page = paste("1\t2\t3", "2023")
    assert "1 figure has no cell in this table and is left out" in said(page)
    press(K.Key_Return)
    assert values(page, "2023", "2024") == ["1", "2"]


def test_the_preview_shows_each_figure_with_what_becomes_of_it(paste: Paste) -> None:
    page = paste("7\t101\t3,2O7\t-\t9\t9", "2019", numbers="en")
    line = page.asking.panel.preview.lines.lines[0]
    assert [outcome.kind for outcome in line] == ["new", "changed", "unreadable", "dash", "new", "new"]
    model = page.asking.panel.preview.model()
    assert [model.index(0, column).data() for column in range(3)] == ["Immigrant stock (foreign-born)", "7", "101"]
    assert [model.headerData(column, Qt.Orientation.Horizontal) for column in (1, 2)] == ["2019", "2020"]


def test_escape_in_the_preview_leaves_everything(paste: Paste, press) -> None:
    page = paste("1\t-")
    press(K.Key_Escape)
    assert page.asking.panel.isHidden() and page.table.figures.hasFocus()
    assert values(page, "2020", "2021") == ["100", "200"]


def test_leaving_the_page_puts_the_preview_away(paste: Paste, window: MainWindow) -> None:
    page = paste("1\t-")
    window.go(Place("overview"))
    assert page.asking.panel.isHidden()


def test_pasting_the_same_again_changes_nothing(paste: Paste, window: MainWindow) -> None:
    page = paste("100\t200")
    assert window.status.done.text() == "2 cells: 2 the same."
    assert not page.session.stack.canUndo()


def test_an_empty_clipboard_pastes_nothing_and_says_so(paste: Paste, window: MainWindow) -> None:
    page = paste("")
    assert window.status.done.text() == "Nothing to paste"
    assert not page.session.stack.canUndo()
