"""The keys of the menus, pressed over the table: each leads where the checklist says."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desktop.domain.address import Cell, Key
from desktop.domain.source import Source
from desktop.services import recording
from desktop.ui.grid.page import ModulePage
from desktop.ui.main_window import MainWindow

K = Qt.Key
STOCK = "IMM.STOCK.TOT"


def where(page: ModulePage) -> Cell | None:
    place = page.table.figures.place
    return place.cell if place else None


def test_f1_opens_the_definition(page: ModulePage, press) -> None:
    if page.inspector.definition.is_open:
        page.inspector.definition.toggle()
    press(K.Key_F1)
    assert page.inspector.definition.is_open


def test_shift_f2_writes_a_note(page: ModulePage, press) -> None:
    press(K.Key_F2, shift=True)
    press("By hand")
    press(K.Key_Return, ctrl=True)
    found = page.session.profile.figures.get(Key(STOCK, "", "2020", ""))
    assert found is not None and found.note == "By hand"


def test_ctrl_shift_s_names_the_source_of_what_is_selected(page: ModulePage, qapp: QApplication, qtbot, press) -> None:
    recording.save_source(page.session.profile, Source("CENSUS", title="Census"))
    press(K.Key_Right, shift=True)
    press(K.Key_S, ctrl=True, shift=True)
    press("cen", K.Key_Return)
    assert set(page.session.profile.figures.at(Cell(STOCK, "", "2021"))) == {"CENSUS"}
    assert page.session.stack.undoText() == "Name Census as the source of 2 figures"


def test_f8_and_shift_f8_go_from_finding_to_finding(page: ModulePage, press) -> None:
    press(K.Key_F8)
    first = page.panel.list.currentIndex().row()
    press(K.Key_F8)
    assert page.panel.list.currentIndex().row() == first + 1
    press(K.Key_F8, shift=True)
    assert page.panel.list.currentIndex().row() == first


def test_find_replace_go_to_and_search_have_their_keys(page: ModulePage, window: MainWindow, qapp, press) -> None:
    for key, field in (
        (K.Key_F, page.bars.find.field), (K.Key_H, page.bars.find.field), (K.Key_G, page.bars.go.field),
        (K.Key_K, window.top.search),
    ):  # fmt: skip
        press(key, ctrl=True)
        assert qapp.focusWidget() is field
        press(K.Key_Escape)
        page.table.figures.setFocus()
    press(K.Key_H, ctrl=True)
    assert page.bars.find.below.isVisible()
    press(K.Key_F, ctrl=True)
    assert not page.bars.find.below.isVisible()


def test_f3_finds_on_from_the_table(page: ModulePage, press) -> None:
    press(K.Key_F, ctrl=True)
    press("00", K.Key_Return, K.Key_Escape)
    first = where(page)
    press(K.Key_F3)
    assert where(page) != first
    press(K.Key_F3, shift=True)
    assert where(page) == first


def test_ctrl_page_down_is_the_next_module(page: ModulePage, press) -> None:
    press(K.Key_PageUp, ctrl=True)
    assert page.view.module == "CTX"
    press(K.Key_PageDown, ctrl=True)
    assert page.view.module == "IMM"
    assert where(page) == Cell(STOCK, "", "2020")


def test_undo_and_redo_by_keys(page: ModulePage, press) -> None:
    press("5", K.Key_Return)
    press(K.Key_Z, ctrl=True)
    assert page.session.profile.figures.get(Key(STOCK, "", "2020", "")).text == "100"
    press(K.Key_Y, ctrl=True)
    assert page.session.profile.figures.get(Key(STOCK, "", "2020", "")).text == "5"
