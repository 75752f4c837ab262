"""The page of sources: two that are one are joined, what lacks a date is found, where one is used, the list goes out and comes in."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.domain.source import Source
from desktop.services import recording, sources
from desktop.services.profile import open_profile
from desktop.ui.common.buttons import Button
from desktop.ui.exchange.view import ExchangePage
from desktop.ui.importing.view import ImportPage
from desktop.ui.main_window import MainWindow
from desktop.ui.sources.joining import JoinDialog
from desktop.ui.sources.view import SourcesPage
from desktop.ui.window import Place
from tests.helpers.profiles import make_profile

HELD = (
    Source("OLD", "Census of 2014", "Statistics", "CENSUS", "2014", coverage="All residents"),
    Source("NEW", "Census 2014", "Statistics", "CENSUS"),
    Source("SPARE", "Register of boats", "Port", "ADMIN", "2020", coverage="Boats"),
)


@pytest.fixture
def page(window: MainWindow) -> SourcesPage:
    profile = window.session.profile
    for source in HELD:
        recording.save_source(profile, source)
    typed = [("IMM.STOCK.TOT@2018#OLD", "90"), ("IMM.STOCK.TOT@2019#OLD", "95"), ("IMM.STOCK.TOT@2022#NEW", "110")]
    recording.enter(profile, typed)
    window.go(Place("sources", source="OLD"))
    shown = window.stack.currentWidget()
    assert isinstance(shown, SourcesPage)
    window.show_side(True)
    return shown


def ids(page: SourcesPage) -> list[str]:
    return [row.source.id for row in page.model.rows]


def join_dialog(page: SourcesPage) -> JoinDialog:
    page.editor.join.click()
    (dialog,) = page.window().findChildren(JoinDialog)
    return dialog


def test_two_sources_are_joined_and_separated_by_undo(page: SourcesPage) -> None:
    dialog = join_dialog(page)
    assert dialog.chosen == "NEW", "the most alike title is proposed"
    assert dialog.what.text() == (
        "2 figures move. These fields are filled in: Reference date, Who and where is covered."
    )
    dialog.deed.click()
    figures = page.session.profile.figures
    assert set(figures.sources) == {"NEW", "SPARE"} and figures.sources["NEW"].reference_date == "2014"
    assert page.editor.source_id == "NEW"
    assert [row.figures for row in page.model.rows if row.source.id == "NEW"] == [3]
    page.window_.action("undo").trigger()
    assert set(page.session.profile.figures.sources) == {"OLD", "NEW", "SPARE"}


def test_cells_that_differ_are_named_and_nothing_can_be_joined(page: SourcesPage) -> None:
    recording.enter(page.session.profile, [("IMM.STOCK.TOT@2018#NEW", "91")])
    dialog = join_dialog(page)
    assert not dialog.deed.isEnabled()
    assert "IMM.STOCK.TOT@2018 holds 90 under OLD and 91 under NEW." in dialog.against.text()
    dialog.other.setCurrentIndex(dialog.other.findData("SPARE"))
    assert dialog.deed.isEnabled() and not dialog.against.text()
    dialog.reject()


@pytest.mark.parametrize(("name", "found"), [("undated", ["NEW"]), ("unused", ["SPARE"]), ("lacking", ["NEW"])])
def test_filters_find_what_is_to_be_done(page: SourcesPage, name: str, found: list[str]) -> None:
    page.chips[name].click()
    assert ids(page) == found
    assert page.chips[name].text().endswith("1")


def test_where_it_is_used_leads_to_the_table(page: SourcesPage, qtbot: QtBot) -> None:
    (link,) = [b for b in page.editor.findChildren(Button) if b.isVisible() and "2018" in b.accessibleName()]
    assert link.accessibleName() == "Immigrant stock (foreign-born), 2 figures, 2018–2019"
    qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    assert page.window_.place.module == "IMM" and page.window_.place.indicator == "IMM.STOCK.TOT"


def test_only_what_nothing_cites_can_be_taken_away(page: SourcesPage) -> None:
    assert page.editor.remove.isHidden()
    page.choose("SPARE")
    page.editor.remove.click()
    assert "SPARE" not in page.session.profile.figures.sources


def test_the_list_goes_out_from_the_page_and_comes_in_from_the_page(
    page: SourcesPage, window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "moldova.sources.csv"
    page.write(path)
    held = dict(page.session.profile.figures.sources)
    other = make_profile(tmp_path, "other.mprofile", languages=("en",))
    window.open_path(other)
    window.go(Place("sources"))
    empty = window.stack.currentWidget()
    assert isinstance(empty, SourcesPage)
    empty.deeds[0].click()
    exchange = window.stack.currentWidget()
    assert isinstance(exchange, ExchangePage)
    exchange.importing.read(path)
    page = window.stack.currentWidget()
    assert isinstance(page, ImportPage)
    qtbot.waitUntil(lambda: page.plan is not None)
    qtbot.mouseClick(page.changes.take, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.session.profile.figures.sources == held)
    with open_profile(other, write=False) as again:
        assert sources.taken_ids(again) == {"OLD", "NEW", "SPARE"}
