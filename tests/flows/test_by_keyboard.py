"""Story: the whole demonstration with the keyboard alone: a profile, a module typed, items and a country, a source, a finding, hidden
years, a table printed, files, the end. The program is asked, never told: everything is done by keys.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot

from desktop.domain.address import Cell
from desktop.language import use
from desktop.services import asking
from desktop.services.profile import open_profile
from desktop.ui.app import application
from desktop.ui.common.garbage import GarbageTimer
from desktop.ui.findings.view import FindingsPage
from desktop.ui.grid.page import ModulePage
from desktop.ui.grid.printing.preview import Preview
from desktop.ui.main_window import MainWindow
from desktop.ui.window import Place
from tests.helpers.keyboard import K, Keyboard
from tests.helpers.windows import settled

STOCK, POPULATION = "IMM.STOCK.TOT", "CTX.POP.TOT"


def test_everything_by_keyboard(tmp_path: Path, qtbot: QtBot, qapp: QApplication) -> None:
    use("en")
    application()
    window = MainWindow()
    GarbageTimer(window).start()
    window.resize(1366, 697)
    window.show()
    window.go(Place("welcome"))
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    keys = Keyboard(qtbot, window)

    _make_a_profile(keys, window, tmp_path / "moldova.mprofile", qtbot)
    _type_a_module(keys, window)
    page = _look_at_items(keys, window)
    _name_a_source(keys, page)
    _settle_a_finding(keys, window, qtbot)
    _hide_years(keys, window)
    _print(keys, window, qtbot)
    mark = _export(keys, window, tmp_path / "moldova.xlsx", qtbot)

    keys.act("close")
    assert window.place.page == "welcome" and not window.has_profile
    keys.act("quit")
    qtbot.waitUntil(lambda: not window.isVisible())
    window.deleteLater()
    with open_profile(tmp_path / "moldova.mprofile", write=False) as again:
        assert asking.fingerprint(again) == mark


def _make_a_profile(keys: Keyboard, window: MainWindow, path: Path, qtbot: QtBot) -> None:
    keys.to("New profile. Choose country, years and modules")
    keys.press(K.Key_Return)
    qtbot.waitUntil(lambda: keys.focus.accessibleName() == "Country")
    keys.type("Moldova")
    keys.to("First year")
    keys.until(lambda: keys.focus.currentText() == "2018", K.Key_Down)  # type: ignore[attr-defined]
    keys.to("Your name")
    keys.press(K.Key_A, ctrl=True)
    keys.type("A. Rusu")
    keys.to("File")
    keys.press(K.Key_A, ctrl=True)
    keys.type(str(path))
    with qtbot.waitSignal(window.opened):
        keys.press(K.Key_Return)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.waitUntil(lambda: window.session.is_checked)
    assert window.session.profile.settings.country == "MDA"


def _go_to(keys: Keyboard, window: MainWindow, where: str) -> ModulePage:
    """Ctrl+K, the first words, Enter."""
    keys.act("search")
    keys.type(where)
    keys.press(K.Key_Down, K.Key_Return)
    page = window.stack.currentWidget()
    assert isinstance(page, ModulePage), where
    return page


def _type_a_module(keys: Keyboard, window: MainWindow) -> None:
    page = _go_to(keys, window, POPULATION)
    keys.press(K.Key_Home)
    for number in ("2600000", "2610000", "2900000"):
        keys.type(number)
        keys.press(K.Key_Tab)
    assert _values(page, POPULATION, "2018", "2019", "2020") == ["2600000", "2610000", "2900000"]
    keys.act("next module")
    while page.view.module != "IMM":
        keys.act("next module")
    page = _go_to(keys, window, STOCK)
    keys.press(K.Key_Home)
    for number in ("7000", "7100", "7200"):
        keys.type(number)
        keys.press(K.Key_Tab)
    keys.press(K.Key_Home)
    keys.press(K.Key_Right, alt=True)
    keys.press(K.Key_Down)
    assert _cell(page) == Cell(STOCK, "SEX=F", "2018")
    keys.type("4000")
    keys.press(K.Key_Return)
    keys.type("2000")
    keys.press(K.Key_Return)
    keys.act("undo")
    keys.act("redo")
    assert _values(page, STOCK, "2018", items="SEX=M") == ["2000"]


def _look_at_items(keys: Keyboard, window: MainWindow) -> ModulePage:
    """One indicator alone, by country of birth; a country that has no figure yet."""
    page = _go_to(keys, window, STOCK)
    keys.press(K.Key_Home)
    keys.act("items")
    assert page.view.indicator == STOCK
    keys.act("previous part")
    keys.to("Rows")
    keys.until(lambda: keys.focus.currentData() == "COUNTRY_OF_BIRTH", K.Key_Down)  # type: ignore[attr-defined]
    keys.to("Add country: name or code", back=True)
    keys.type("Ukraine")
    keys.press(K.Key_Down, K.Key_Return)
    cell = _cell(page)
    assert cell is not None and cell.items == "COUNTRY_OF_BIRTH=UKR"
    keys.type("5500")
    keys.press(K.Key_Return)
    assert _values(page, STOCK, cell.period, items=cell.items) == ["5500"]
    keys.act("items")
    assert page.view.indicator == ""
    return page


def _name_a_source(keys: Keyboard, page: ModulePage) -> None:
    keys.press(K.Key_Home)
    keys.press(K.Key_Right, K.Key_Right, shift=True)
    keys.act("source")
    keys.type("Register of foreigners")
    keys.press(K.Key_Return)
    figures = page.session.profile.figures
    assert [source.title for source in figures.sources.values()] == ["Register of foreigners"]
    named = next(iter(figures.sources))
    place = page.table.figures.place
    assert place is not None and set(figures.at(place.cell)) == {named}


def _settle_a_finding(keys: Keyboard, window: MainWindow, qtbot: QtBot) -> None:
    session = settled(window.session)
    assert "SUM-IMM-SEX" in {finding.rule for finding in session.findings}
    keys.act("search")
    keys.type("Findings")
    keys.press(K.Key_Down, K.Key_Return)
    page = window.stack.currentWidget()
    assert isinstance(page, FindingsPage)
    keys.to("Find in the findings")
    keys.type("women")
    keys.to("Findings")
    keys.press(K.Key_Home, K.Key_Down)
    qtbot.waitUntil(lambda: page.detail.finding is not None and page.detail.finding.rule == "SUM-IMM-SEX")
    keys.press(K.Key_Return)
    keys.type("6000")
    keys.press(K.Key_Return)
    assert "SUM-IMM-SEX" not in {finding.rule for finding in settled(session).findings}


def _hide_years(keys: Keyboard, window: MainWindow) -> None:
    page = _go_to(keys, window, STOCK)
    periods = list(page.view.periods)
    keys.act("previous part")
    keys.to("Years")
    keys.choose("2019")
    assert page.view.periods == [period for period in periods if period != "2019"]


def _print(keys: Keyboard, window: MainWindow, qtbot: QtBot) -> None:
    keys.act("print")
    shown = QApplication.activeModalWidget()
    assert isinstance(shown, Preview)
    qtbot.keyClick(shown, K.Key_Escape)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)


def _export(keys: Keyboard, window: MainWindow, path: Path, qtbot: QtBot) -> str:
    keys.act("export")
    qtbot.waitUntil(lambda: keys.focus.accessibleName() == "Export as Workbook")
    keys.press(K.Key_Space)
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), QFileDialog))
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, QFileDialog)
    field = dialog.findChild(QLineEdit)
    assert field is not None
    qtbot.waitUntil(field.hasFocus)
    keys.press(K.Key_A, ctrl=True)
    keys.type(str(path))
    keys.press(K.Key_Return)
    qtbot.waitUntil(lambda: path.exists() and path.stat().st_size > 0, timeout=20_000)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.waitUntil(lambda: not window.session.is_checking)
    return asking.fingerprint(window.session.profile)


def _cell(page: ModulePage) -> Cell | None:
    place = page.table.figures.place
    return place.cell if place else None


def _values(page: ModulePage, code: str, *periods: str, items: str = "") -> list[str | None]:
    figures = page.session.profile.figures
    return [next((o.value for o in figures.at(Cell(code, items, period)).values()), None) for period in periods]
