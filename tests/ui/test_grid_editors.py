"""The editors of cells by kind of value: number, percentage, yes or no, list, text; typed key by key."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.domain.address import Cell, Key
from desktop.domain.observation import Observation
from desktop.language import use
from desktop.services.profile import create_profile
from desktop.ui.common.suggestions import Suggestions
from desktop.ui.grid.editors import CellEditor, ListEditor, TextEditor
from desktop.ui.grid.page import ModulePage
from desktop.ui.main_window import MainWindow
from desktop.ui.window import Place

K = Qt.Key
POLICY, TREATY, GRADE, DRIVERS = "GOV.SDG.CAT", "GOV.RAT.C97", "DAT.QUAL.GRADE", "DRV.NARR.MAIN"
POVERTY = "CTX.DEV.POV"


@pytest.fixture(scope="module")
def made_profile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("kinds") / "kinds.mprofile"
    modules = ("CTX", "DRV", "GOV", "DAT")
    create_profile(path, "MDA", title="M", years=(2018, 2024), modules=modules, languages=("en",), numbers="fr")
    return path


@pytest.fixture
def at(window: MainWindow):
    def go(code: str, period: str = "2020") -> ModulePage:
        indicator = window.session.profile.catalogue.indicators[code]
        window.go(Place("module", indicator.module, Cell(code, "", period)))
        shown = window.stack.currentWidget()
        assert isinstance(shown, ModulePage)
        return shown

    return go


def held(page: ModulePage, code: str, period: str = "2020") -> Observation | None:
    return page.session.profile.figures.get(Key(code, "", period, ""))


def editor_of(qapp: QApplication) -> ListEditor:
    found = qapp.focusWidget()
    assert isinstance(found, ListEditor)
    return found


def test_a_list_finds_by_the_first_signs_and_enter_takes(at, qapp: QApplication, press) -> None:
    page = at(POLICY)
    press("m")
    assert editor_of(qapp).shown[:1] == ["Meets  (MEETS)"]
    press(K.Key_Return)
    found = held(page, POLICY)
    assert found is not None and found.value == "MEETS"
    assert page.session.stack.undoText().startswith("Type Meets in ")


def test_a_list_finds_by_code_and_by_words_inside_a_title(at, qapp: QApplication, press) -> None:
    page = at(POLICY)
    press("progress")
    assert editor_of(qapp).shown == ["Requires further progress  (FURTHER)"]
    press(K.Key_Tab)
    found = held(page, POLICY)
    assert found is not None and found.value == "FURTHER"
    press("partial", K.Key_Return)
    found = held(page, POLICY, "2021")
    assert found is not None and found.value == "PARTIAL"


def test_alt_down_opens_the_list_and_arrows_choose(at, qapp: QApplication, qtbot: QtBot, press) -> None:
    page = at(POLICY)
    qtbot.keyClick(page.table.figures, K.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert editor_of(qapp).is_open
    press(K.Key_Down, K.Key_Down, K.Key_Return)
    found = held(page, POLICY)
    assert found is not None and found.value == "PARTIAL"


def test_a_click_on_an_entry_stores_it(at, qapp: QApplication, qtbot: QtBot, press) -> None:
    page = at(POLICY)
    press("meets")
    names = next(it for it in page.window().findChildren(Suggestions) if it.isVisible())
    second = names.visualRect(names.model().index(1, 0)).center()
    qtbot.mouseClick(names.viewport(), Qt.MouseButton.LeftButton, pos=second)
    found = held(page, POLICY)
    assert found is not None and found.value == "PARTIAL"
    assert qapp.focusWidget() is page.table.figures


def test_escape_leaves_a_list_as_it_was(at, qapp: QApplication, press) -> None:
    page = at(POLICY)
    press("m")
    shown = editor_of(qapp)
    press(K.Key_Escape)
    assert held(page, POLICY) is None
    assert not shown.is_open
    assert qapp.focusWidget() is page.table.figures


def test_a_text_that_is_in_no_list_stays_as_unreadable(at, press) -> None:
    page = at(POLICY)
    press("somewhat", K.Key_Return)
    found = held(page, POLICY)
    assert found is not None and (found.value, found.typed) == (None, "somewhat")


def test_grade_c_is_not_taken_for_suppressed(at, qapp: QApplication, press) -> None:
    page = at(GRADE)
    press("C")
    assert editor_of(qapp).shown[:2] == ["Weak, indicative only  (C)", "Suppressed  (c)"]
    press(K.Key_Tab)
    found = held(page, GRADE)
    assert found is not None and found.value == "C"
    press("c", K.Key_Down, K.Key_Return)
    found = held(page, GRADE, "2021")
    assert found is not None and found.status == "Q"


@pytest.mark.parametrize("code", [POLICY, TREATY, POVERTY])
@pytest.mark.parametrize(("text", "status"), [("..", "O"), ("z", "M"), ("c", "Q"), ("n/a", "O")])
def test_reasons_for_no_value_are_typed_in_any_editor(at, press, code: str, text: str, status: str) -> None:
    page = at(code)
    press(text, K.Key_Return)
    found = held(page, code)
    assert found is not None and (found.value, found.status) == (None, status)


@pytest.mark.parametrize(
    ("language", "yes", "no"), [("en", "y", "n"), ("fr", "o", "n"), ("es", "s", "n")], ids=("en", "fr", "es")
)
def test_yes_and_no_by_their_first_letter(at, press, language: str, yes: str, no: str) -> None:
    use(language)
    page = at(TREATY)
    press(yes, K.Key_Return)
    found = held(page, TREATY)
    assert found is not None and found.value == "1"
    page = at(TREATY)
    press(no, K.Key_Return)
    found = held(page, TREATY)
    assert found is not None and found.value == "0"


def test_space_switches_yes_and_no(at, press) -> None:
    page = at(TREATY)
    press(" ", K.Key_Return)
    found = held(page, TREATY)
    assert found is not None and found.value == "1"
    page = at(TREATY)
    press(" ", K.Key_Return)
    found = held(page, TREATY)
    assert found is not None and found.value == "0"
    assert page.session.stack.undoText().startswith("Type No in ")


def test_a_percentage_shows_and_takes_its_sign(at, qapp: QApplication, press) -> None:
    page = at(POVERTY)
    press("12,5")
    editor = qapp.focusWidget()
    assert isinstance(editor, CellEditor) and editor.sign == "%"
    assert editor.alignment() & Qt.AlignmentFlag.AlignRight
    press(" %", K.Key_Return)
    found = held(page, POVERTY)
    assert found is not None and found.value == "12.5"


def test_a_text_has_lines_and_grows(at, qapp: QApplication, qtbot: QtBot, press) -> None:
    page = at(DRIVERS)
    press("Work")
    editor = qapp.focusWidget()
    assert isinstance(editor, TextEditor)
    height = editor.height()
    qtbot.keyClick(editor, K.Key_Return, Qt.KeyboardModifier.AltModifier)
    press("Drought")
    assert editor.height() > height
    press(K.Key_Return)
    found = held(page, DRIVERS)
    assert found is not None and found.value == "Work\nDrought"
    assert page.session.stack.undoText().startswith("Type Work Drought in ")
    row = page.grid.reveal(Cell(DRIVERS, "", "2020")).row()
    assert "\n" not in page.grid.prepared(row, 2).text


def test_f2_changes_a_text_at_its_end(at, press) -> None:
    page = at(DRIVERS)
    press("Work", K.Key_Return)
    page = at(DRIVERS)
    press(K.Key_F2, " abroad", K.Key_Return)
    found = held(page, DRIVERS)
    assert found is not None and found.value == "Work abroad"
    page = at(DRIVERS)
    press("New", K.Key_Return)
    found = held(page, DRIVERS)
    assert found is not None and found.value == "New"


@pytest.mark.parametrize("code", [POLICY, DRIVERS, TREATY, POVERTY])
def test_a_click_elsewhere_stores_what_was_typed(at, window: MainWindow, press, code: str) -> None:
    page = at(code)
    press("1" if code in (TREATY, POVERTY) else "full")
    window.go(Place("overview"))
    found = held(page, code)
    assert found is not None and found.text


@pytest.mark.parametrize(("code", "end"), [(POVERTY, True), (POLICY, False)])
def test_numbers_stand_at_the_end_and_words_at_the_start_whatever_is_typed(
    at, qapp: QApplication, press, code: str, end: bool
) -> None:
    for direction in (Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft):
        qapp.setLayoutDirection(direction)
        page = at(code)
        press("1")
        editor = qapp.focusWidget()
        assert isinstance(editor, CellEditor)
        right = end != (direction == Qt.LayoutDirection.RightToLeft)
        assert bool(editor.alignment() & Qt.AlignmentFlag.AlignRight) == right
        assert editor.alignment() & Qt.AlignmentFlag.AlignAbsolute
        press(K.Key_Escape)
        assert held(page, code) is None
