"""Finding and replacing in a module by pressed keys: labels, values, notes, sources; one step, nothing guessed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desktop.domain.address import Cell, Key
from desktop.domain.change import ObservationEdit
from desktop.domain.observation import Observation
from desktop.domain.source import Source
from desktop.services import recording
from desktop.ui.grid.page import ModulePage
from desktop.ui.main_window import MainWindow
from desktop.ui.session import ProfileSession

K = Qt.Key
STOCK = "IMM.STOCK.TOT"


@pytest.fixture
def page(page: ModulePage, qapp: QApplication) -> ModulePage:
    """A note, a figure with groups as typed, and one with a source below the closed row."""
    profile = page.session.profile
    recording.save_source(profile, Source("LFS-21", title="Labour force survey"))
    recording.record(profile, [
        ObservationEdit(Key(STOCK, "", "2021", ""), Observation("200", note="From the border police")),
        ObservationEdit(Key("IMM.STOCK.CIT", "", "2022", ""), Observation("12345", "12,345")),
        ObservationEdit(Key(STOCK, "SEX=F", "2022", "LFS-21"), Observation("4100")),
        ObservationEdit(Key("IMM.FLOW.TOT", "", "2022", ""), Observation(None, "12,3O5")),
    ])  # fmt: skip
    page.grid.refresh()
    return page


def where(page: ModulePage) -> Cell | None:
    place = page.table.figures.place
    return place.cell if place else None


def value(page: ModulePage, period: str, code: str = STOCK, items: str = "", source: str = "") -> str | None:
    found = page.session.profile.figures.get(Key(code, items, period, source))
    return found.text if found else None


def look_for(page: ModulePage, press, text: str, part: str = "all") -> None:
    page.bars.find.where.setCurrentIndex(page.bars.find.where.findData(part))
    page.act("find")
    press(text, K.Key_Return)


@pytest.mark.parametrize(
    ("text", "part", "cell"),
    [
        ("foreign citizens", "label", Cell("IMM.STOCK.CIT", "", "2020")),
        ("imm.flow.tot", "label", Cell("IMM.FLOW.TOT", "", "2020")),
        ("12345", "value", Cell("IMM.STOCK.CIT", "", "2022")),
        ("12,345", "value", Cell("IMM.STOCK.CIT", "", "2022")),
        ("12,3o5", "all", Cell("IMM.FLOW.TOT", "", "2022")),
        ("BORDER police", "note", Cell(STOCK, "", "2021")),
        ("labour force", "source", Cell(STOCK, "SEX=F", "2022")),
        ("lfs-21", "all", Cell(STOCK, "SEX=F", "2022")),
    ],
)
def test_finds_in_labels_values_notes_and_sources(page: ModulePage, press, text: str, part: str, cell: Cell) -> None:
    look_for(page, press, text, part)
    assert where(page) == cell


def test_ctrl_f_opens_and_escape_returns_to_the_table(page: ModulePage, window: MainWindow, qapp, press) -> None:
    assert window.action("find").shortcut().toString() == "Ctrl+F"
    assert [keys.toString() for keys in window.action("search").shortcuts()] == ["Ctrl+K"]
    window.action("find").trigger()
    assert qapp.focusWidget() is page.bars.find.field
    press("4,100", K.Key_Return, K.Key_Escape)
    assert page.bars.find.isHidden()
    assert qapp.focusWidget() is page.table.figures
    assert where(page) == Cell(STOCK, "SEX=F", "2022")


def test_enter_and_shift_enter_go_round_and_say_where(page: ModulePage, window: MainWindow, press) -> None:
    look_for(page, press, "12", "value")
    bar = page.bars.find
    first = where(page)
    assert bar.count.text() == f"1 of {len(bar.found)}"
    press(K.Key_Return)
    assert bar.count.text() == f"2 of {len(bar.found)}"
    press(K.Key_Return, shift=True)
    assert where(page) == first
    press(K.Key_Return, shift=True)
    assert bar.count.text() == f"{len(bar.found)} of {len(bar.found)}"
    press(K.Key_Escape)
    window.action("find next").trigger()
    assert where(page) == first


def test_nothing_found_is_said(page: ModulePage, press) -> None:
    look_for(page, press, "no such thing")
    assert page.bars.find.count.text() == "Nothing found"
    assert where(page) == Cell(STOCK, "", "2020")


def test_what_is_worked_out_is_found_as_it_is_shown(page: ModulePage, press) -> None:
    look_for(page, press, "10.0", "value")
    assert where(page) == Cell("IMM.STOCK.SHARE", "", "2020")


def test_finding_opens_a_filtered_table(page: ModulePage, press) -> None:
    page.set_filter("empty")
    look_for(page, press, "border police")
    assert page.view.filter == "all"
    assert where(page) == Cell(STOCK, "", "2021")


def open_replace(page: ModulePage, press, old: str, new: str, part: str = "all") -> None:
    page.bars.find.where.setCurrentIndex(page.bars.find.where.findData(part))
    page.act("replace")
    press(old, K.Key_Return, K.Key_Tab)
    page.bars.find.by.setFocus()
    press(new)


def test_replace_all_is_one_step_and_is_read_like_typing(page: ModulePage, window: MainWindow, press) -> None:
    open_replace(page, press, "12,3", "77,9", "value")
    page.bars.find.all.click()
    assert value(page, "2022", "IMM.STOCK.CIT") == "77945"
    assert value(page, "2022", "IMM.FLOW.TOT") == "12,3O5"
    assert window.status.done.text() == "1 figure replaced; 1 could not be read as a value."
    assert page.session.stack.count() == 1
    page.session.stack.undo()
    assert value(page, "2022", "IMM.STOCK.CIT") == "12345"


def test_replacing_several_names_their_number(page: ModulePage, press) -> None:
    open_replace(page, press, "00", "50", "value")
    page.bars.find.all.click()
    assert (value(page, "2020"), value(page, "2021")) == ("150", "250")
    assert value(page, "2022", STOCK, "SEX=F", "LFS-21") == "4150"
    assert page.session.stack.undoText() == "Replace 3 figures"
    page.session.stack.undo()
    assert (value(page, "2020"), value(page, "2021")) == ("100", "200")


def test_what_can_be_read_in_two_ways_is_left_and_counted(page: ModulePage, press) -> None:
    page.session.profile.settings = replace(page.session.profile.settings, numbers="fr")
    open_replace(page, press, "100", "1.100", "value")
    page.bars.find.all.click()
    assert value(page, "2020") == "100"
    assert "could be read in two ways" in page.bars.find.told.text()


@pytest.mark.parametrize(
    ("form", "old", "new"), [("en", "12,345", "12,346"), ("fr", "12 345", "12 346"), ("es", "12.345", "12.346")]
)
def test_numbers_are_found_and_replaced_as_they_are_shown(
    page: ModulePage, press, form: str, old: str, new: str
) -> None:
    page.session.profile.settings = replace(page.session.profile.settings, numbers=form)
    key = Key("IMM.STOCK.CIT", "", "2022", "")
    recording.record(page.session.profile, [ObservationEdit(key, Observation("12345"))])
    open_replace(page, press, old, new, "value")
    assert where(page) == key.cell
    press(K.Key_Return)
    assert value(page, "2022", "IMM.STOCK.CIT") == "12346", page.bars.find.told.text()


def test_what_would_be_empty_is_left(page: ModulePage, press) -> None:
    open_replace(page, press, "100", "", "value")
    page.bars.find.all.click()
    assert value(page, "2020") == "100"
    assert "would be empty" in page.bars.find.told.text()


def test_notes_are_replaced_and_labels_are_not(page: ModulePage, press) -> None:
    open_replace(page, press, "border", "boundary", "note")
    page.bars.find.all.click()
    found = page.session.profile.figures.get(Key(STOCK, "", "2021", ""))
    assert found is not None and found.note == "From the boundary police"
    assert page.session.stack.undoText() == "Replace in Immigrant stock (foreign-born), 2021"
    page.bars.find.where.setCurrentIndex(page.bars.find.where.findData("label"))
    page.bars.find.where.activated.emit(1)
    assert not page.bars.find.all.isEnabled()
    assert "not replaced" in page.bars.find.told.text()


def test_enter_in_the_second_field_replaces_one_and_goes_on(page: ModulePage, press) -> None:
    open_replace(page, press, "00", "50", "value")
    assert where(page) == Cell(STOCK, "", "2020")
    press(K.Key_Return)
    assert (value(page, "2020"), value(page, "2021")) == ("150", "200")
    assert where(page) == Cell(STOCK, "", "2021")
    press(K.Key_Return)
    assert value(page, "2021") == "250"
    assert page.session.stack.count() == 2


def test_a_profile_to_read_only_is_searched_but_not_replaced(page: ModulePage, monkeypatch) -> None:
    monkeypatch.setattr(ProfileSession, "is_writable", property(lambda _session: False))
    page.act("replace")
    assert page.bars.find.below.isHidden()


def test_another_module_is_searched_when_one_goes_there(page: ModulePage, window: MainWindow, press) -> None:
    look_for(page, press, "1000", "value")
    assert page.bars.find.count.text() == "Nothing found"
    window.action("previous module").trigger()
    window.action("find next").trigger()
    assert where(page) == Cell("CTX.POP.TOT", "", "2020")


def test_the_bar_brings_the_table_back_from_another_tab(page: ModulePage, qapp: QApplication) -> None:
    page.head.choose_tab(1)
    page.act("find")
    assert page.tabs.currentIndex() == 0
    assert qapp.focusWidget() is page.bars.find.field


def test_replacing_goes_on_after_a_figure_was_typed_in_between(page: ModulePage, press) -> None:
    open_replace(page, press, "200", "250", "value")
    assert where(page) == Cell(STOCK, "", "2021")
    page.table.go_to(Cell(STOCK, "", "2020"))
    page.table.figures.setFocus()
    press("1200", K.Key_Return)
    page.bars.find.by.setFocus()
    press(K.Key_Return)
    assert where(page) == Cell(STOCK, "", "2020")
    press(K.Key_Return)
    assert (value(page, "2020"), value(page, "2021")) == ("1250", "200")
    assert where(page) == Cell(STOCK, "", "2021")


def test_one_indicator_alone_is_searched_with_its_parts_beside_the_year(page: ModulePage, press) -> None:
    page.toggle_alone()
    look_for(page, press, "4100", "value")
    assert where(page) == Cell(STOCK, "SEX=F", "2022")
