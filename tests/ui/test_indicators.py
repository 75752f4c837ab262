"""The dialog of a national indicator by keys: the code follows the title, faults are said at once, the table goes to the new row."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.domain.address import Cell
from desktop.services import indicators
from desktop.ui.grid.page import ModulePage
from desktop.ui.indicators.view import IndicatorDialog
from desktop.ui.main_window import MainWindow
from desktop.ui.window import Place
from tests.helpers.windows import settled

K = Qt.Key
CODE = "NAT.IMM.SEASON"
PERMITS = {
    "module_code": "IMM", "title_en": "Season permits", "definition_en": "Permits given in the year.", "unit": "number",
    "value_type": "integer", "dimensions": "SEX", "max": "1000",
}  # fmt: skip


def ask(window: MainWindow) -> IndicatorDialog:
    window.action("new indicator").trigger()
    dialog = window.findChild(IndicatorDialog)
    assert isinstance(dialog, IndicatorDialog)
    return dialog


@pytest.fixture
def dialog(page: ModulePage, window: MainWindow) -> IndicatorDialog:
    return ask(window)


@pytest.fixture
def made(page: ModulePage, window: MainWindow) -> str:
    """A national indicator that is there, the cursor on it."""
    session = window.session
    session.do("make", lambda: indicators.write(session.profile, {CODE: PERMITS}))
    window.go(Place("module", "IMM", Cell(CODE, "", "2020")))
    return CODE


def test_it_is_made_and_the_table_goes_to_its_row(
    window: MainWindow, page: ModulePage, dialog: IndicatorDialog, qtbot: QtBot, press
) -> None:
    press("Permits for the season")
    assert dialog.code == "NAT.IMM.PERMITS"
    qtbot.keyClicks(dialog.fields.definitions["en"], "Permits given in the year.")
    dialog.fields.dimensions["SEX"].setChecked(True)
    qtbot.keyClicks(dialog.fields.limits["max"], "1,000")
    dialog.deed.click()
    session = window.session
    held = session.profile.catalogue.indicators["NAT.IMM.PERMITS"]
    assert (held.dimensions, held.limits, held.unit) == (("SEX",), {"max": "1000"}, "persons")
    place = page.table.figures.place
    assert place is not None and place.cell == Cell("NAT.IMM.PERMITS", "", "2024")
    window.activateWindow()  # as a window manager does where a dialog over it ends
    qtbot.waitUntil(lambda: QApplication.focusWidget() is page.table.figures)
    press("12", K.Key_Return)
    assert session.profile.figures.of("NAT.IMM.PERMITS")
    assert settled(session).module_states[1].indicators == len(session.profile.catalogue.by_module["IMM"])
    press(K.Key_Z, ctrl=True)
    press(K.Key_Z, ctrl=True)
    assert "NAT.IMM.PERMITS" not in session.profile.catalogue.indicators
    assert not any(row.key.indicator == "NAT.IMM.PERMITS" for row in page.grid.rows)
    window.action("redo").trigger()
    assert any(row.key.indicator == "NAT.IMM.PERMITS" for row in page.grid.rows)


def test_what_is_wrong_with_a_formula_is_said_beside_it_at_once(dialog: IndicatorDialog, qtbot: QtBot) -> None:
    qtbot.keyClicks(dialog.fields.formula, "IMM.STOCK.TOTAL")
    said = dialog.fields.faults["formula"]
    qtbot.waitUntil(lambda: "The nearest one is IMM.STOCK.TOT." in said.text())
    assert not said.isHidden() and dialog.fields.faults["title_en"].isHidden(), "what was not reached yet is not blamed"
    qtbot.keyClick(dialog.fields.formula, K.Key_Backspace)
    qtbot.keyClick(dialog.fields.formula, K.Key_Backspace)
    qtbot.waitUntil(said.isHidden)


def test_nothing_is_made_while_something_is_wrong(window: MainWindow, dialog: IndicatorDialog, qtbot: QtBot) -> None:
    dialog.deed.click()
    assert "The title is empty." in dialog.fields.faults["title_en"].text()
    assert "The definition is empty." in dialog.fields.faults["definition_en"].text()
    qtbot.waitUntil(next(iter(dialog.fields.titles.values())).hasFocus)
    assert dialog.isVisible() and window.session.profile.figures.national == {}


def test_a_code_that_is_taken_is_told(made: str, window: MainWindow, qtbot: QtBot) -> None:
    dialog = ask(window)
    dialog.fields.code.clear()
    qtbot.keyClicks(dialog.fields.code, made)
    qtbot.waitUntil(lambda: "already" in dialog.fields.faults["code"].text())


def test_the_type_decides_what_can_be_said(dialog: IndicatorDialog) -> None:
    fields = dialog.fields
    fields.type.setCurrentIndex(fields.type.findData("percentage"))
    assert fields.columns["unit"] == "percent" and not fields.unit.isEnabled()
    fields.type.setCurrentIndex(fields.type.findData("category"))
    assert fields.columns["unit"].startswith("code: ") and not fields.limits["max"].isEnabled()
    fields.type.setCurrentIndex(fields.type.findData("decimal"))
    fields.unit.setEditText("lei a month")
    assert fields.columns["unit"] == "lei a month"


def test_it_is_changed_from_its_definition(made: str, window: MainWindow, page: ModulePage, qtbot: QtBot) -> None:
    link = page.inspector.definition.link
    qtbot.waitUntil(link.isVisible)
    link.click()
    dialog = window.findChild(IndicatorDialog)
    assert isinstance(dialog, IndicatorDialog) and dialog.fields.code.isReadOnly()
    assert dialog.fields.limits["max"].text() == "1,000"
    title = dialog.fields.titles["en"]
    title.clear()
    qtbot.keyClicks(title, "Permits by season")
    dialog.deed.click()
    assert window.session.profile.catalogue.indicators[made].title["en"] == "Permits by season"
    assert "Permits by season" in [row.label for row in page.grid.rows]


def test_an_indicator_of_the_catalogue_has_no_such_link(page: ModulePage, qtbot: QtBot) -> None:
    qtbot.waitUntil(page.inspector.definition.isVisible)
    assert page.inspector.definition.link.isHidden()


def test_it_is_not_taken_away_while_it_has_figures(
    made: str, window: MainWindow, page: ModulePage, qtbot: QtBot, press
) -> None:
    press("5", K.Key_Return)
    qtbot.waitUntil(page.inspector.definition.link.isVisible)
    page.inspector.definition.link.click()
    dialog = window.findChild(IndicatorDialog)
    assert isinstance(dialog, IndicatorDialog)
    dialog.remove.click()
    assert dialog.isVisible() and f"{made} has figures: 1, the first at {made}@2020." in dialog.hint.text()
    dialog.reject()
    window.action("undo").trigger()
    page.inspector.definition.link.click()
    again = next(one for one in window.findChildren(IndicatorDialog) if one is not dialog)
    again.remove.click()
    assert made not in window.session.profile.catalogue.indicators
    assert page.table.figures.place is None or page.table.figures.place.cell.indicator != made


def test_findings_of_one_that_is_taken_back_are_gone_at_once(page: ModulePage, window: MainWindow) -> None:
    session = window.session
    share = PERMITS | {"dimensions": "", "formula": "IMM.STOCK.TOT * 100", "max": "1"}
    session.do("make", lambda: indicators.write(session.profile, {CODE: share}))
    window.go(Place("findings"))
    assert CODE in {finding.indicator for finding in settled(session).findings}
    window.action("undo").trigger()
    assert CODE not in {finding.indicator for finding in session.findings}
    assert session.findings, "those of others stay"
    window.grab()
    assert CODE not in {finding.indicator for finding in settled(session).findings}


def test_a_filter_and_a_row_shown_alone_give_way(made: str, page: ModulePage, window: MainWindow) -> None:
    page.act("items")
    assert page.view.indicator == made
    window.action("undo").trigger()
    assert page.view.indicator == "" and made not in [row.key.indicator for row in page.grid.rows]


def test_the_search_finds_it(made: str, window: MainWindow, qtbot: QtBot) -> None:
    window.action("find").trigger()
    qtbot.keyClicks(window.top.search, "season perm")
    assert [hit.place.indicator for hit in window.top.search.hits] == [made]
