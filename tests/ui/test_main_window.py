"""The frame: navigator, search, parts visited by F6, room, languages, and the way out."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit, QWidget

from desktop.domain.address import Cell
from desktop.services import asking
from desktop.services.profile import open_profile
from desktop.ui.common.preferences import preferences
from desktop.ui.common.theme import theme
from desktop.ui.main_window import MainWindow
from desktop.ui.pages import PAGES
from desktop.ui.person import PersonDialog
from desktop.ui.window import Place

K = Qt.Key


def test_navigator_goes_to_a_module_by_keys(window: MainWindow, press) -> None:
    assert window.navigator is not None
    window.navigator.setFocus()
    row = window.navigator.entries.row_of("module", "CTX")
    while window.navigator.currentIndex().row() != row:
        press(K.Key_Down)
    press(K.Key_Return)
    assert (window.place.page, window.place.module) == ("module", "CTX")


def test_navigator_says_how_full_a_module_is(window: MainWindow) -> None:
    assert window.navigator is not None
    entries = window.navigator.entries.entries
    module = next(entry for entry in entries if entry.id == "IMM")
    assert module.mark == "error"
    assert module.spoken.startswith("Immigration, ")
    assert "error" in module.spoken


def test_every_page_can_be_shown(window: MainWindow) -> None:
    for name, page in PAGES.items():
        if page.needs_profile:
            window.go(Place(name))
            assert window.place.page == name


def test_search_finds_an_indicator_and_goes_there(window: MainWindow, press) -> None:
    window.action("search").trigger()
    press("median")
    assert window.top.search.hits[0].place.indicator == "IMM.STOCK.MEDAGE"
    press(K.Key_Return)
    assert window.place.module == "IMM"
    page = window.stack.currentWidget()
    assert page.table.figures.place.cell.indicator == "IMM.STOCK.MEDAGE"


def test_search_ignores_accents_and_order(window: MainWindow, press) -> None:
    window.action("search").trigger()
    press("STOCK immigrant")
    assert any(hit.place.indicator == "IMM.STOCK.TOT" for hit in window.top.search.hits)
    press(K.Key_Escape)


def test_search_finds_definitions_after_titles(window: MainWindow, press) -> None:
    window.action("search").trigger()
    press("resident population")
    shown = [hit.shown for hit in window.top.search.hits]
    passages = [" — " in text for text in shown]
    assert shown[0] == "Resident population · CTX.POP.TOT"
    assert any(passages) and passages == sorted(passages)
    found = next(hit for hit in window.top.search.hits if " — " in hit.shown)
    press(*[K.Key_Down] * window.top.search.hits.index(found), K.Key_Return)
    assert window.stack.currentWidget().table.figures.place.cell.indicator == found.place.indicator


def test_f6_goes_round_the_parts(window: MainWindow) -> None:
    window.go(Place("module", "IMM"))
    seen = []
    for _ in range(4):
        window.action("next part").trigger()
        seen.append(type(window.focusWidget()).__name__)
    assert len(set(seen)) >= 3
    assert "FiguresView" in seen
    assert "Navigator" in seen


def test_side_panel_is_a_drawer_in_a_small_window(window: MainWindow, qtbot) -> None:
    window.go(Place("module", "IMM"))
    assert window.room.side.isVisible()
    window.resize(1024, 600)
    qtbot.waitUntil(lambda: window.width() == 1024)
    assert window.navigator is not None and window.navigator.is_folded
    assert not window.room.side.isVisible()
    window.action("inspector").trigger()
    assert window.room.side.isVisible()
    assert window.stack.geometry().right() > window.room.side.geometry().left()


def test_zoom_keeps_the_window_and_folds_the_panels(window: MainWindow) -> None:
    window.go(Place("module", "IMM"))
    size = window.size()
    while theme().zoom < 200:
        window.action("larger").trigger()
    assert window.size() == size
    assert preferences().zoom == 200
    assert window.navigator is not None and window.navigator.is_folded
    page = window.stack.currentWidget()
    assert page.table.figures.verticalHeader().defaultSectionSize() == 52
    window.action("usual size").trigger()
    assert theme().zoom == 100


def test_language_changes_without_losing_the_place(window: MainWindow, qtbot) -> None:
    cell = Cell("IMM.STOCK.TOT", "SEX=F", "2020")
    window.go(Place("module", "IMM", cell))
    window.set_language("fr")
    page = window.stack.currentWidget()
    assert page.table.figures.place.cell == cell
    assert preferences().language == "fr"
    qtbot.waitUntil(lambda: page.inspector.title.text() == "Stock d'immigrés (nés à l'étranger)")


def test_undo_names_what_it_takes_back(window: MainWindow, press) -> None:
    window.go(Place("module", "IMM", Cell("IMM.STOCK.TOT", "", "2020")))
    press("123", K.Key_Return)
    assert window.action("undo").isEnabled()
    assert window.action("undo").text() == "Undo Type 123 in Immigrant stock (foreign-born), 2020"
    window.action("undo").trigger()
    assert not window.action("undo").isEnabled()
    assert window.action("redo").isEnabled()


def test_status_bar_says_when_it_was_saved(window: MainWindow, press) -> None:
    window.go(Place("module", "IMM", Cell("IMM.STOCK.TOT", "", "2020")))
    press("123", K.Key_Return)
    assert window.status.saved.text().startswith("All changes saved ")


@pytest.mark.parametrize(("part", "tab"), [("saved", "backups"), ("connection", "export"), ("share", "export")])
def test_parts_of_the_status_bar_open_their_page(window: MainWindow, part: str, tab: str) -> None:
    getattr(window.status, part).click()
    assert window.place == Place("exchange", filter=tab)


def test_who_works_here_is_said_from_the_status_bar(window: MainWindow, press) -> None:
    window.status.who.click()
    dialog = window.findChild(PersonDialog)
    assert dialog is not None
    dialog.name.setText("M. Ionescu")
    dialog.institution.setText("Statistical Office")
    dialog.deed.click()
    assert window.status.who.text() == "Statistical Office · M. Ionescu"
    assert window.session.profile.author.name == "M. Ionescu"


def test_closing_stores_what_is_being_written_and_frees_the_file(
    window: MainWindow, profile_path: Path, press
) -> None:  # fmt: skip
    window.go(Place("module", "IMM", Cell("IMM.STOCK.TOT", "", "2020")))
    window.action("note").trigger()
    press("Kept")
    window.close()
    assert preferences().geometry is not None
    assert preferences().recent[0] == str(profile_path.resolve())
    with open_profile(profile_path, write=True, wait=0) as profile:
        notes = [row.observation.note for row in asking.stored(profile)]
    assert "Kept" in notes


def test_a_text_in_an_open_editor_is_stored_when_the_page_is_left(window: MainWindow, press) -> None:
    window.go(Place("module", "IMM", Cell("IMM.STOCK.TOT", "", "2020")))
    press("777")
    window.go(Place("findings"))
    assert window.session.stack.undoText() == "Type 777 in Immigrant stock (foreign-born), 2020"


def test_every_control_has_a_name(window: MainWindow) -> None:
    kinds = (QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit)
    nameless = []
    for name in ("module", "findings"):
        window.go(Place(name, "IMM" if name == "module" else ""))
        for widget in window.findChildren(QWidget):
            if isinstance(widget, kinds) and widget.isVisible() and not widget.objectName().startswith("qt_"):
                text = getattr(widget, "text", lambda: "")()
                if not (widget.accessibleName() or text):
                    nameless.append(
                        f"{type(widget).__name__} {widget.objectName()} of {type(widget.parent()).__name__}"
                    )
    assert not nameless
