"""Naming the source of selected figures by keys: first letters and Enter, Enter alone for the last one, a new title, none."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.domain.source import Source
from desktop.services import recording
from desktop.ui.grid.page import ModulePage
from desktop.ui.grid.source_chooser import SourceChooser
from desktop.ui.main_window import MainWindow

K = Qt.Key


@pytest.fixture
def sources(window: MainWindow) -> None:
    profile = window.session.profile
    for name, title in (
        ("CENSUS", "Population census"),
        ("PERMITS", "Register of permits"),
        ("ETR", "Étrangers au registre"),
    ):
        window.session.do("s", _saving(profile, Source(name, title)))


def _saving(profile, source):
    return lambda: recording.save_source(profile, source)


def cited(page: ModulePage) -> dict[str, str]:
    """Source by address of the total of the immigrant stock."""
    found = page.session.profile.figures.observations_of("IMM.STOCK.TOT")
    return {key.cell.address: key.source for key, _ in found if not key.items}


def chooser(page: ModulePage, press, qtbot: QtBot) -> SourceChooser:
    press(K.Key_S, ctrl=True, shift=True)
    made = page.window().findChildren(SourceChooser)[-1]
    qtbot.waitUntil(made.field.hasFocus)
    return made


@pytest.mark.usefixtures("sources")
def test_first_letters_and_enter_name_it_for_the_whole_selection(page: ModulePage, press, qtbot: QtBot) -> None:
    press(K.Key_Right, shift=True)
    made = chooser(page, press, qtbot)
    assert made.hint.text() == "Names the source of 2 figures."
    press("reg")
    assert [one.shown for one in made.choices] == ["Register of permits", "Étrangers au registre", "New source “reg”"]
    press(K.Key_Return)
    assert cited(page) == {"IMM.STOCK.TOT@2020": "PERMITS", "IMM.STOCK.TOT@2021": "PERMITS"}
    qtbot.waitUntil(page.table.figures.hasFocus)
    page.window_.action("undo").trigger()
    assert cited(page) == {"IMM.STOCK.TOT@2020": "", "IMM.STOCK.TOT@2021": ""}, "one step"


@pytest.mark.usefixtures("sources")
def test_enter_alone_repeats_the_last_one(page: ModulePage, press, qtbot: QtBot) -> None:
    chooser(page, press, qtbot)
    press("etr", K.Key_Return)
    assert cited(page)["IMM.STOCK.TOT@2020"] == "ETR", "accents do not matter"
    qtbot.waitUntil(page.table.figures.hasFocus)
    press(K.Key_Right)
    assert chooser(page, press, qtbot).choices[0].source == "ETR"
    press(K.Key_Return)
    assert cited(page)["IMM.STOCK.TOT@2021"] == "ETR"


@pytest.mark.usefixtures("sources")
def test_a_new_title_makes_a_source_and_names_it_in_one_step(page: ModulePage, press, qtbot: QtBot) -> None:
    chooser(page, press, qtbot)
    press("Labour force survey", K.Key_Return)
    assert cited(page)["IMM.STOCK.TOT@2020"] == "LABOUR-FORCE-SURVEY"
    assert page.session.profile.figures.sources["LABOUR-FORCE-SURVEY"].title == "Labour force survey"
    page.window_.action("undo").trigger()
    assert cited(page)["IMM.STOCK.TOT@2020"] == "" and "LABOUR-FORCE-SURVEY" not in page.session.profile.figures.sources


@pytest.mark.usefixtures("sources")
def test_no_source_takes_it_away(page: ModulePage, press, qtbot: QtBot) -> None:
    chooser(page, press, qtbot)
    press("pop", K.Key_Return)
    qtbot.waitUntil(page.table.figures.hasFocus)
    made = chooser(page, press, qtbot)
    press(*[K.Key_Down] * 9)
    assert made.choices[made.listed.currentIndex().row()].shown == "No source"
    press(K.Key_Return)
    assert cited(page)["IMM.STOCK.TOT@2020"] == ""


@pytest.mark.usefixtures("sources")
def test_escape_leaves_everything_as_it_is(page: ModulePage, press, qtbot: QtBot) -> None:
    before = cited(page)
    chooser(page, press, qtbot)
    press("pop", K.Key_Escape)
    qtbot.waitUntil(page.table.figures.hasFocus)
    qtbot.waitUntil(lambda: not page.window().findChildren(SourceChooser))
    assert cited(page) == before


def test_it_lies_inside_the_window_also_mirrored(page: ModulePage, press, qtbot: QtBot, qapp) -> None:
    for direction in (Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft):
        qapp.setLayoutDirection(direction)
        press(K.Key_End)
        made = chooser(page, press, qtbot)
        assert page.window().rect().contains(made.geometry())
        assert made.hint.text() == "No figure stands in the selected cells."
        press(K.Key_Return)
        qtbot.waitUntil(page.table.figures.hasFocus)
        qtbot.waitUntil(lambda: not page.window().findChildren(SourceChooser))
