"""The main thread is never busy over 100 ms without a sign, whatever is done in the table of a large profile."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.domain.address import Cell
from desktop.ui.common.theme import theme
from desktop.ui.grid.page import ModulePage
from desktop.ui.grid.views import Years
from desktop.ui.main_window import MainWindow
from desktop.ui.window import Place
from tests.bench import sized
from tests.helpers.watchdog import LIMIT, watched

K = Qt.Key
STOCK, BIRTH = "IMM.STOCK.TOT", "COUNTRY_OF_BIRTH"


@pytest.fixture(scope="module")
def made_profile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Forty thousand figures: women and men by age and country of birth."""
    return sized.make(tmp_path_factory.mktemp("large"), 40_000)


@pytest.fixture
def large(window: MainWindow) -> ModulePage:
    """The stock of immigrants by country, all countries and years shown, two thousand cells wide and high."""
    window.go(Place("module", "IMM", Cell(STOCK, "", "2020")))
    page = window.stack.currentWidget()
    assert isinstance(page, ModulePage)
    page.toggle_alone()
    head = page.alone_head
    for choice, value in ((head.length, 0), (head.rows, BIRTH)):
        choice.combo.setCurrentIndex(choice.combo.findData(value))
        choice.combo.activated.emit(0)
    return page


def _key(key: K) -> Callable[[ModulePage], None]:
    return lambda _page: QTest.keyClick(QApplication.focusWidget(), key)


def typed(page: ModulePage) -> None:
    QTest.keyClick(page.table.figures, K.Key_7)
    QTest.keyClick(QApplication.focusWidget(), K.Key_Return)


def pasted(page: ModulePage) -> None:
    lines = ["\t".join(str(row * 25 + column) for column in range(75)) for row in range(100)]
    QGuiApplication.clipboard().setText("\n".join(lines))
    page.table.figures.move_to(1, 1)
    page.asking.paste()
    for button in page.bar.buttons[:1]:
        button.click()


def undone(page: ModulePage) -> None:
    pasted(page)
    page.session.stack.undo()


def searched(page: ModulePage) -> None:
    page.window_.top.search.setFocus()
    for sign in "refugee":
        QTest.keyClicks(page.window_.top.search, sign)


def sought(page: ModulePage) -> None:
    page.act("find")
    for sign in "12":
        QTest.keyClicks(QApplication.focusWidget(), sign)
    QTest.keyClick(QApplication.focusWidget(), K.Key_Return)


def other_module(page: ModulePage) -> None:
    page.window_.go(Place("module", "EMI"))


def filtered(name: str) -> Callable[[ModulePage], None]:
    def act(page: ModulePage) -> None:
        page.show_module()
        page.set_filter(name)

    return act


def opened(page: ModulePage) -> None:
    page.show_module()
    for kind in ("indicator", "by"):
        row = next(at for at, row in enumerate(page.grid.rows) if row.key.indicator == STOCK and row.kind == kind)
        page.grid.toggle(row)


def hidden_years(page: ModulePage) -> None:
    page.view.years = Years(hidden=frozenset(str(year) for year in range(2000, 2010)))
    page.alone_head.years.changed.emit()


def zoomed(page: ModulePage) -> None:
    theme().step_zoom(1)


def all_selected(page: ModulePage) -> None:
    QTest.keyClick(page.table.figures, K.Key_A, Qt.KeyboardModifier.ControlModifier)


DEEDS: dict[str, Callable[[ModulePage], object]] = {
    "a cell is typed": typed,
    "the cursor moves": _key(K.Key_Down),
    "a page down": _key(K.Key_PageDown),
    "to the end": lambda page: QTest.keyClick(page.table.figures, K.Key_End, Qt.KeyboardModifier.ControlModifier),
    "everything is selected": all_selected,
    "7,500 cells are pasted": pasted,
    "a paste is taken back": undone,
    "something is searched": searched,
    "something is found in the table": sought,
    "another module is opened": other_module,
    "what is empty is shown": filtered("empty"),
    "what changed is shown": filtered("changed"),
    "what has findings is shown": filtered("findings"),
    "rows are opened": opened,
    "years are hidden": hidden_years,
    "everything becomes larger": zoomed,
}


@pytest.mark.parametrize("deed", DEEDS)
def test_the_window_answers_or_says_that_it_is_at_work(
    large: ModulePage, deed: str, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    large.table.figures.setFocus()
    with watched(monkeypatch) as dog:
        DEEDS[deed](large)
    assert dog.worst < LIMIT, f"busy for {dog.worst:.0f} ms"


def test_the_watchdog_barks(large: ModulePage, monkeypatch: pytest.MonkeyPatch) -> None:
    with watched(monkeypatch) as dog:
        sum(range(30_000_000))
    assert dog.worst > LIMIT
