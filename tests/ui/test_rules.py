"""The page Rules by keys and clicks: reading, switching off with a reason, a national rule looked at while it is written."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.ui.main_window import MainWindow
from desktop.ui.rules.view import RulesPage
from desktop.ui.window import Place
from tests.helpers.windows import settled

K = Qt.Key


@pytest.fixture
def page(window: MainWindow) -> RulesPage:
    window.go(Place("rules", filter="SUM-IMM-SEX"))
    shown = window.stack.currentWidget()
    assert isinstance(shown, RulesPage)
    return shown


def test_a_finding_leads_to_its_rule_and_back(window: MainWindow, page: RulesPage) -> None:
    assert page.panel.reading.rule is not None and page.panel.reading.rule.code == "SUM-IMM-SEX"
    page.panel.go.emit("SUM-IMM-SEX")
    assert window.place.page == "findings"
    shown = window.stack.currentWidget()
    assert shown.detail.finding.rule == "SUM-IMM-SEX"


def test_a_rule_is_switched_off_with_a_reason_and_undone(window: MainWindow, page: RulesPage, qtbot: QtBot) -> None:
    reader = page.panel.reading
    assert not reader.deed.isEnabled(), "not without a reason"
    qtbot.keyClicks(reader.reason, "Sex is not asked here")
    qtbot.mouseClick(reader.deed, Qt.MouseButton.LeftButton)
    assert not [f for f in settled(window.session).findings if f.rule == "SUM-IMM-SEX"]
    assert page.panel.reading.rule is not None and page.panel.reading.rule.off == "Sex is not asked here"
    assert page.model.count("off") == 1
    window.action("undo").trigger()
    assert [f for f in settled(window.session).findings if f.rule == "SUM-IMM-SEX"]
    assert page.model.count("off") == 0


def test_a_national_rule_is_written_tried_out_and_runs(window: MainWindow, page: RulesPage, qtbot: QtBot) -> None:
    page.write_new()
    writer = page.panel.writing
    writer.code.clear()
    qtbot.keyClicks(writer.code, "NAT-TENTH")
    qtbot.keyClicks(writer.edits["left"], "IMM.STOCK.TOTAL")
    qtbot.keyClicks(writer.edits["right"], "0.05 * CTX.POP.TOT")
    writer.operator.setCurrentIndex(1)
    qtbot.keyClicks(writer.message, "More than a twentieth are immigrants.")
    qtbot.waitUntil(lambda: "IMM.STOCK.TOTAL" in writer.state.text())
    assert not writer.store.isEnabled()
    qtbot.keyClick(writer.edits["left"], K.Key_Backspace)
    qtbot.keyClick(writer.edits["left"], K.Key_Backspace)
    qtbot.waitUntil(writer.store.isEnabled)
    writer.try_it()
    assert "1 place" in writer.tried.text() and "IMM.STOCK.TOT@2020: 100 <= 50" in writer.tried.text()
    assert not window.session.profile.figures.national
    qtbot.mouseClick(writer.store, Qt.MouseButton.LeftButton)
    assert "NAT-TENTH" in {f.rule for f in settled(window.session).findings}
    assert page.model.count("national") == 1
    assert page.panel.writing.title.text() == "NAT-TENTH"


def test_the_list_is_walked_by_keys_and_searched(page: RulesPage, qtbot: QtBot, press) -> None:
    page.table.setFocus()
    before = page.panel.reading.rule
    press(K.Key_Down)
    assert page.panel.reading.rule is not None and page.panel.reading.rule != before
    qtbot.keyClicks(page.search, "remittances paid")
    assert [row.code for row in page.model.rows] == ["UNIT-REMOUT"]


def test_the_table_passes_the_tester_of_qt(page: RulesPage, qtmodeltester) -> None:
    qtmodeltester.check(page.model, force_py=True)
