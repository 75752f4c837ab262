"""The pages beside the tables: welcome, new profile, overview, sources, exchange; by keys and clicks on real files."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QStyle, QStyleOptionButton
from pytestqt.qtbot import QtBot

from desktop.domain.source import Source
from desktop.services import person, recording
from desktop.services.profile import open_profile
from desktop.ui.common.preferences import preferences
from desktop.ui.exchange.view import ExchangePage
from desktop.ui.importing.view import CHANGES, ImportPage
from desktop.ui.main_window import MainWindow
from desktop.ui.new_profile.view import NewProfileDialog
from desktop.ui.overview.view import OverviewPage
from desktop.ui.sources.model import SourcesModel
from desktop.ui.sources.view import SourcesPage
from desktop.ui.welcome.view import WelcomePage
from desktop.ui.window import Place
from tests.helpers.windows import settled

Key = Qt.Key


@pytest.fixture
def empty_window(qtbot: QtBot) -> MainWindow:
    """The window without a profile, on the welcome page."""
    made = MainWindow()
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    made.go(Place("welcome"))
    return made


def page_of(window: MainWindow, place: Place) -> object:
    window.go(place)
    return window.stack.currentWidget()


def test_a_recent_profile_is_opened_by_enter_and_remembers_its_state(
    empty_window: MainWindow, profile_path: Path, qtbot: QtBot
) -> None:
    empty_window.open_path(profile_path)
    qtbot.waitUntil(lambda: empty_window.session.is_checked)
    empty_window.go(Place("overview"))
    empty_window._close_and_welcome()
    page = empty_window.stack.currentWidget()
    assert isinstance(page, WelcomePage)
    row = page.recent.rows[0]
    assert (row.title, row.errors > 0, 0 < row.part < 1) == ("Moldova", True, True)
    qtbot.keyClick(page.recent, Key.Key_Return)
    assert empty_window.has_profile
    empty_window.close_profile()


def test_delete_forgets_a_recent_profile_and_leaves_the_file(
    empty_window: MainWindow, profile_path: Path, qtbot: QtBot
) -> None:
    preferences().opened(str(profile_path))
    page = empty_window.stack.currentWidget()
    assert isinstance(page, WelcomePage)
    page.recent.refresh()
    qtbot.keyClick(page.recent, Key.Key_Delete)
    assert page.recent.rows == []
    assert profile_path.exists()


def test_a_sample_is_made_and_opened_by_one_click(empty_window: MainWindow, qtbot: QtBot) -> None:
    page = empty_window.stack.currentWidget()
    assert isinstance(page, WelcomePage)
    with qtbot.waitSignal(empty_window.opened, timeout=20_000):
        qtbot.mouseClick(page.samples[1], Qt.MouseButton.LeftButton)
    assert empty_window.session.profile.settings.title == "Profil migratoire du Bénin 2024"
    assert "Exemple" in empty_window.session.profile.settings.institution
    empty_window.close_profile()


def test_a_profile_is_made_with_the_keyboard(empty_window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    empty_window.new_profile()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, NewProfileDialog)
    assert dialog.height() <= 560
    qtbot.keyClicks(dialog.country.lineEdit(), "Moldova")
    qtbot.keyClick(dialog.country.lineEdit(), Key.Key_Tab)
    assert dialog.chosen_country == "MDA"
    dialog.country.setCurrentIndex(dialog.country.findData("MDA"))
    assert "Moldova" in dialog.title.text()
    dialog.name.setText("A. Rusu")
    dialog.institution.setText("Statistics")
    dialog.modules["FDP"].setChecked(True)
    dialog.file.setText(str(tmp_path / "new"))
    with qtbot.waitSignal(empty_window.opened):
        qtbot.mouseClick(dialog.deed, Qt.MouseButton.LeftButton)
    settings = empty_window.session.profile.settings
    assert (settings.country, "FDP" in settings.modules, settings.institution) == ("MDA", True, "Statistics")
    assert person.author().name == "A. Rusu"
    assert (tmp_path / "new.mprofile").is_file()
    empty_window.close_profile()


def test_what_is_wrong_in_a_new_profile_is_said_and_nothing_is_made(
    empty_window: MainWindow, profile_path: Path, qtbot: QtBot
) -> None:
    empty_window.new_profile()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, NewProfileDialog)
    qtbot.mouseClick(dialog.deed, Qt.MouseButton.LeftButton)
    assert "country" in dialog.hint.text()
    dialog.country.setCurrentIndex(dialog.country.findData("MDA"))
    dialog.file.setText(str(profile_path))
    before = profile_path.read_bytes()
    qtbot.mouseClick(dialog.deed, Qt.MouseButton.LeftButton)
    assert profile_path.name in dialog.hint.text()
    assert profile_path.read_bytes() == before
    qtbot.keyClick(dialog, Key.Key_Escape)
    assert not dialog.isVisible()


def test_overview_counts_and_leads_to_the_first_error(window: MainWindow, qtbot: QtBot) -> None:
    page = page_of(window, Place("overview"))
    assert isinstance(page, OverviewPage)
    state = {one.code: one for one in page.table.states}
    assert (state["CTX"].filled, state["IMM"].error > 0) == (1, True)
    page.table.setFocus()
    qtbot.keyClick(page.table, Key.Key_Down)
    assert "Immigration" in page.table.accessibleDescription()
    qtbot.keyClick(page.table, Key.Key_Return)
    assert (window.place.page, window.place.module) == ("module", "IMM")


def test_overview_follows_an_edit(window: MainWindow) -> None:
    page = page_of(window, Place("overview"))
    assert isinstance(page, OverviewPage)
    session = window.session
    session.do("typed", lambda: recording.enter(session.profile, [("CTX.EXT.FDI@2020", "12.5")], numbers="en"))
    settled(session)
    assert {one.code: one.filled for one in page.table.states}["CTX"] == 2


def test_sources_are_added_typed_and_undone(window: MainWindow, qtbot: QtBot) -> None:
    page = page_of(window, Place("sources"))
    assert isinstance(page, SourcesPage)
    page.add()
    assert list(window.session.profile.figures.sources) == ["NEW-SOURCE"]
    title = page.editor.edits["title"]
    title.selectAll()
    qtbot.keyClicks(title, "Census 2014")
    qtbot.keyClick(title, Key.Key_Return)
    assert window.session.profile.figures.sources["NEW-SOURCE"].title == "Census 2014"
    window.session.stack.undo()
    assert window.session.profile.figures.sources["NEW-SOURCE"].title == "New source"
    window.session.stack.undo()
    assert window.session.profile.figures.sources == {}
    assert page.stack.currentIndex() == 0


def test_a_source_tells_where_it_is_used_and_what_it_lacks(window: MainWindow, qtbot: QtBot) -> None:
    profile = window.session.profile
    window.session.do("s", lambda: recording.save_source(profile, Source("UN", "Stock")))
    window.session.do(
        "v", lambda: recording.enter(profile, [("IMM.STOCK.TOT@2022#UN", "7"), ("IMM.STOCK.TOT@2024#UN", "8")])
    )
    page = page_of(window, Place("sources", source="UN"))
    assert isinstance(page, SourcesPage)
    assert page.editor.used.text() == "2 figures"
    assert "1 source lacks" in page.bar.text
    date = page.editor.edits["reference_date"]
    date.setFocus()
    qtbot.keyClicks(date, "2024-07-01")
    qtbot.keyClick(date, Key.Key_Return)
    assert page.bar.isHidden()
    assert not page.editor.remove.isVisible()


def test_the_list_of_sources_writes_one_year_once_and_counts_in_the_format_of_the_profile(window: MainWindow) -> None:
    profile = window.session.profile
    for name, last in (("ONE", "2018"), ("MORE", "2020")):
        recording.save_source(profile, Source(name, name, period_from="2018", period_to=last))
    model = SourcesModel(window.session)
    spans = {row.source.id: model.text(row, 3) for row in model.rows}
    assert spans == {"ONE": "2018", "MORE": "2018\u20132020"}
    assert model.count_text(1049) == "1,049"


def test_a_chosen_tab_has_room_for_its_bold_words(window: MainWindow) -> None:
    page = page_of(window, Place("exchange"))
    assert isinstance(page, ExchangePage)
    for tab in page.tabs.values():
        tab.setChecked(True)
        bold = QFont(tab.font())
        bold.setWeight(QFont.Weight.DemiBold)
        inside = QStyleOptionButton()
        tab.initStyleOption(inside)
        room = tab.style().subElementRect(QStyle.SubElement.SE_PushButtonContents, inside, tab).width()
        assert room >= QFontMetrics(bold).horizontalAdvance(tab.text())


def test_the_list_of_sources_is_a_sound_model(window: MainWindow) -> None:
    profile = window.session.profile
    window.session.do("s", lambda: recording.save_source(profile, Source("UN", "Stock", institution="UN DESA")))
    model = SourcesModel(window.session)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.choose(words="desa")
    assert [row.source.id for row in model.rows] == ["UN"]
    model.choose(words="nothing such")
    assert model.rowCount() == 0
    tester.deleteLater()
    model.deleteLater()


def test_a_file_is_seen_before_it_is_taken_and_undone_as_one(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    table = tmp_path / "t.csv"
    table.write_text(
        "indicator,period,value\nIMM.STOCK.TOT,2020,101\nIMM.STOCK.TOT,2022,300\nNO.SUCH.CODE,2020,1\n",
        encoding="utf-8",
    )
    tab = page_of(window, Place("exchange", filter="import"))
    assert isinstance(tab, ExchangePage)
    tab.importing.read(table)
    page = window.stack.currentWidget()
    assert isinstance(page, ImportPage)
    qtbot.waitUntil(lambda: page.stack.currentIndex() == CHANGES)
    assert [cell.outcome for cell in page.changes.model.rows] == ["refused", "changed", "new"]
    held = {key.address: obs.value for key, obs in window.session.profile.figures.observations()}
    assert held["IMM.STOCK.TOT@2020"] == "100"
    qtbot.mouseClick(page.changes.take, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "1 row" in page.bar.text)
    figures = window.session.profile.figures
    assert {key.address: obs.value for key, obs in figures.observations()}["IMM.STOCK.TOT@2020"] == "101"
    with open_profile(window.session.profile.path, write=False) as again:
        assert dict(again.figures.observations()) == dict(figures.observations())
    window.session.stack.undo()
    assert {key.address: obs.value for key, obs in figures.observations()} == held


def test_a_refused_file_is_told_and_nothing_happens(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    noise = tmp_path / "noise.csv"
    noise.write_bytes(bytes(range(256)))
    page = page_of(window, Place("exchange", filter="import"))
    assert isinstance(page, ExchangePage)
    page.importing.read(noise)
    qtbot.waitUntil(lambda: "UTF-8" in window.bar.text)
    assert window.place == Place("exchange", filter="import")


@pytest.mark.parametrize("ending", ["long.csv", "csv"])
def test_files_go_out_with_the_fingerprint(window: MainWindow, tmp_path: Path, qtbot: QtBot, ending: str) -> None:
    page = page_of(window, Place("exchange", filter="export"))
    assert isinstance(page, ExchangePage)
    page.exporting.write(tmp_path / "o", ending)
    qtbot.waitUntil(lambda: "fingerprint" in page.exporting.last.text())
    assert (tmp_path / f"o.{ending}").is_file()


def test_a_backup_is_brought_back_in_three_clicks(window: MainWindow, qtbot: QtBot) -> None:
    session = window.session
    session.do("typed", lambda: recording.enter(session.profile, [("IMM.STOCK.TOT@2020", "999")], numbers="en"))
    page = page_of(window, Place("exchange", filter="backups"))
    assert isinstance(page, ExchangePage)
    from desktop.services import health

    oldest = health.automatic_backups(session.profile)[-1]
    with qtbot.waitSignal(window.opened):
        page.backups.restore(oldest)
    held = {key.address: obs.value for key, obs in window.session.profile.figures.observations()}
    assert held["IMM.STOCK.TOT@2020"] == "100"
    qtbot.waitUntil(lambda: window.session.is_checked)
