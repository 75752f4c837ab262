"""Clipboards of LibreOffice and Excel pasted into the table; figures copied here and pasted back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication

from desktop.domain.address import Cell, Key
from desktop.domain.change import ObservationEdit
from desktop.domain.observation import Observation
from desktop.services import recording
from desktop.services.asking import fingerprint
from desktop.ui.grid.page import ModulePage
from desktop.ui.main_window import MainWindow
from desktop.ui.window import Place
from tests.helpers.pasting import STOCK, held, said, value, values
from tests.ui.conftest import Paste
from tests.ui.test_sheet import clipboard

K = Qt.Key


@pytest.mark.parametrize("numbers", ["en", "fr", "es"])
@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_a_block_of_libreoffice_needs_no_question(paste: Paste, press, language: str, numbers: str) -> None:
    text, html = clipboard(f"lo-{language}-row")
    page = paste(text, html=html, numbers=numbers)
    assert page.bar.isHidden() and page.asking.panel.isHidden()
    assert values(page, "2020", "2021", "2022") == ["1234", "101730", "1234567"]
    assert held(page, "2020").typed == text.split("\t")[0]  # type: ignore[union-attr]


@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_a_whole_table_of_libreoffice(paste: Paste, press, language: str) -> None:
    text, html = clipboard(f"lo-{language}-all")
    page = paste(text, html=html)
    words = said(page)
    assert "Periods above: 2019–2021" in words
    assert "2 figures have more digits in the sheet than they show. All are taken" in words
    assert "%, .." in words
    press(K.Key_Return)
    assert values(page, "F 2019", "F 2020", "M 2019", "M 2020", "M 2021") == [
        "1234",
        "101730",
        "1234.50",
        "0.125",
        "98765.4321",
    ]


@pytest.mark.parametrize("numbers", ["en", "fr", "es"])
@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_a_whole_table_of_excel(paste: Paste, press, language: str, numbers: str) -> None:
    text, html = clipboard(f"excel-{language}")
    page = paste(text, html=html, numbers=numbers)
    assert page.bar.isHidden()
    press(K.Key_Return)
    found = values(page, "F 2019", "F 2020", "M 2019", "M 2020", "M 2021", "2019", "2020")
    assert found == ["1234", "8412", "1310", "12.3456", "0.5", "1234", "7"]
    assert held(page, "2021") == Observation(None, status="O")


def test_status_note_multiplier_and_source_come_along(paste: Paste, window: MainWindow, press) -> None:
    page = paste("")
    whole = Observation("5", "5,0 p", "P", "C", 3, "By hand")
    edits = [
        ObservationEdit(Key(STOCK, "", "2020", ""), None),
        ObservationEdit(Key(STOCK, "", "2020", "CENSUS"), whole),
    ]
    page.session.do("x", lambda: recording.record(page.session.profile, edits))
    window.action("copy").trigger()
    press(K.Key_Right)
    window.action("paste").trigger()
    assert "Sources that this profile does not have yet: CENSUS" in said(page)
    press(K.Key_Return)
    assert (held(page, "2021", "CENSUS"), held(page, "2021")) == (whole, None)
    page.session.stack.undo()
    assert (held(page, "2021", "CENSUS"), value(page, "2021")) == (None, "200")


def test_what_was_copied_and_pasted_back_is_the_same(paste: Paste, window: MainWindow, press) -> None:
    page = paste("..\t3,2O7\t1,234 p", "2020")
    press(K.Key_Return)
    before = fingerprint(page.session.profile)
    press(K.Key_Home)
    press(K.Key_End, shift=True)
    window.action("copy").trigger()
    window.action("paste").trigger()
    assert fingerprint(page.session.profile) == before
    press(K.Key_Delete)
    window.action("paste").trigger()
    press(K.Key_Return)
    assert fingerprint(page.session.profile) == before


def test_a_worked_out_figure_is_copied_as_its_value(page: ModulePage, window: MainWindow, press) -> None:
    window.go(Place("module", "IMM", Cell("IMM.STOCK.SHARE", "", "2020")))
    window.action("copy").trigger()
    window.go(Place("module", "IMM", Cell(STOCK, "", "2023")))
    window.action("paste").trigger()
    assert value(page, "2023") == "10"


def test_a_copied_figure_without_source_goes_where_typing_would(page: ModulePage, window: MainWindow, press) -> None:
    edit = ObservationEdit(Key(STOCK, "", "2022", "REGISTER"), Observation("7"))
    page.session.do("x", lambda: recording.record(page.session.profile, [edit]))
    window.action("copy").trigger()
    press(K.Key_Right, K.Key_Right)
    window.action("paste").trigger()
    assert (value(page, "2022", "REGISTER"), value(page, "2022")) == ("100", None)


def test_blanks_copied_here_clear_and_are_said(page: ModulePage, window: MainWindow, press) -> None:
    press(K.Key_Right, K.Key_Right)
    window.action("copy").trigger()
    press(K.Key_Left)
    window.action("paste").trigger()
    assert said(page) == "1 figure is cleared"
    press(K.Key_Return)
    assert value(page, "2021") is None


def test_a_word_copied_onto_numbers_is_kept_as_text(paste: Paste, window: MainWindow, press) -> None:
    page = paste("")
    code = next(i.code for i in page.session.profile.catalogue.by_module["GOV"] if i.value_type == "category")
    kind = page.session.profile.catalogue.value_kind(code)
    word = next(iter(kind.members.values()))
    data = QMimeData()
    data.setData("application/x-migration-profile-figures", f'[[["{word}", null, "A", "F", 0, "", ""]]]'.encode())
    QGuiApplication.clipboard().setMimeData(data)
    window.action("paste").trigger()
    assert f"1 text cannot be read as a number and is kept: {word}" in said(page)
    press(K.Key_Return)
    assert held(page, "2020") == Observation(None, word)


def test_figures_handed_back_by_another_program_keep_what_they_had(page: ModulePage, window: MainWindow, press) -> None:
    """A spreadsheet took the block and gives it back as numbers, in its own way of writing them."""
    session = page.session
    texts = [(f"{STOCK}@2020#CENSUS", "1234.50"), (f"{STOCK}@2021", "200")]
    clear = [ObservationEdit(Key(STOCK, "", year, ""), None) for year in ("2020", "2021")]
    session.do("Clear", lambda: recording.record(session.profile, clear))
    attributes = recording.Attributes(status="P", note="From the last census")
    session.do("Type", lambda: recording.enter(session.profile, texts[:1], attributes=attributes))
    session.do("Type", lambda: recording.enter(session.profile, texts[1:]))
    page.table.go_to(Cell(STOCK, "", "2020"))
    press(K.Key_Right, shift=True)
    window.action("copy").trigger()
    back = QMimeData()
    back.setText("1 234,5\t200")
    back.setHtml('<table><tr><td sdval="1234.5">1 234,5</td><td sdval="200">200</td></tr></table>')
    QGuiApplication.clipboard().setMimeData(back)
    page.table.go_to(Cell(STOCK, "", "2023"))
    window.action("paste").trigger()
    assert "their statuses, notes and sources come back" in said(page)
    press(K.Key_Return)
    assert held(page, "2023", "CENSUS") == Observation("1234.50", status="P", note="From the last census")
    assert held(page, "2024") == Observation("200")


def copy_noted(page: ModulePage, window: MainWindow, press) -> None:
    """Copy two figures, one of them with a note, and stand where they are to be pasted."""
    noted = recording.Attributes(note="Counted twice")
    page.session.do("Note", lambda: recording.enter(page.session.profile, [(f"{STOCK}@2020", "100")], attributes=noted))
    page.table.go_to(Cell(STOCK, "", "2020"))
    press(K.Key_Right, shift=True)
    window.action("copy").trigger()
    page.table.go_to(Cell(STOCK, "", "2023"))


def test_the_same_numbers_can_be_taken_as_bare_numbers(page: ModulePage, window: MainWindow, press) -> None:
    copy_noted(page, window, press)
    QGuiApplication.clipboard().setText("100\t200")
    window.action("paste").trigger()
    assert page.asking.panel.copied is not None
    page.asking.panel.copied.click()
    page.asking.panel.paste.click()
    assert held(page, "2023") == Observation("100")


def test_a_block_of_another_shape_is_another_block(page: ModulePage, window: MainWindow, press) -> None:
    copy_noted(page, window, press)
    QGuiApplication.clipboard().setText("100")
    window.action("paste").trigger()
    assert page.asking.panel.isHidden()
    assert held(page, "2023") == Observation("100")
