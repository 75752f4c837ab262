"""Every deed of the table is one undo step that says what it did, and undo and redo bring both states back."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtGui import QGuiApplication

from desktop.domain.address import Key
from desktop.domain.observation import Observation
from desktop.domain.source import Source
from desktop.services import recording
from desktop.ui.grid import commands, keys
from desktop.ui.grid.page import ModulePage
from desktop.ui.grid.painting import Selected

STOCK = "IMM.STOCK.TOT"
NAME = "Immigrant stock (foreign-born), 2020"


def everything(page: ModulePage) -> dict[Key, Observation]:
    return dict(page.session.profile.figures.observations())


def two(page: ModulePage) -> None:
    """Select the figures of 2020 and 2021."""
    block = page.table.figures.block
    page.table.figures.select(Selected(block.top, block.top, block.left, block.left + 1))


def register(page: ModulePage) -> None:
    recording.save_source(page.session.profile, Source("CENSUS", title="Census 2020"))


def here(page: ModulePage) -> commands.Place:
    place = page.table.figures.place
    assert place is not None
    return place


def typed(page: ModulePage) -> None:
    commands.enter(page.grid, here(page), "12.5")


def emptied(page: ModulePage) -> None:
    commands.enter(page.grid, here(page), "")


def cleared(page: ModulePage) -> None:
    keys.clear(page.table.figures)


def both_cleared(page: ModulePage) -> None:
    two(page)
    keys.clear(page.table.figures)


def filled(page: ModulePage) -> None:
    two(page)
    keys.fill_right(page.table.figures)


def pasted(page: ModulePage) -> None:
    QGuiApplication.clipboard().setText("7\t8")
    page.act("paste")


def noted(page: ModulePage) -> None:
    commands.set_note(page.session, [here(page)], "Census week")


def marked(page: ModulePage) -> None:
    commands.set_status(page.session, [here(page)], "P")


def said_missing(page: ModulePage) -> None:
    commands.set_status(page.session, [here(page)], "O")


def sourced(page: ModulePage) -> None:
    register(page)
    commands.set_source(page.session, [here(page)], "CENSUS")


def both_sourced(page: ModulePage) -> None:
    register(page)
    two(page)
    places = [place for line in page.table.figures.selected_places() for place in line if place]
    commands.set_source(page.session, places, "CENSUS")


@pytest.mark.parametrize(
    ("deed", "words"),
    [
        (typed, f"Type 12.5 in {NAME}"),
        (emptied, f"Clear {NAME}"),
        (cleared, f"Clear {NAME}"),
        (both_cleared, "Clear 2 figures"),
        (filled, "Fill Immigrant stock (foreign-born), 2021"),
        (pasted, "Paste 2 figures"),
        (noted, f"Write a note on {NAME}"),
        (marked, f"Mark {NAME} as: Provisional value"),
        (said_missing, f"Mark {NAME} as: Missing value"),
        (sourced, f"Name Census 2020 as the source of {NAME}"),
        (both_sourced, "Name Census 2020 as the source of 2 figures"),
    ],
    ids=lambda value: value.__name__ if callable(value) else "",
)
def test_a_deed_is_one_readable_step(page: ModulePage, deed: Callable[[ModulePage], None], words: str) -> None:
    before = everything(page)
    deed(page)
    after = everything(page)
    assert after != before
    assert page.session.stack.count() == 1
    assert page.session.stack.undoText() == words
    page.session.stack.undo()
    assert everything(page) == before
    assert page.session.stack.redoText() == words
    page.session.stack.redo()
    assert everything(page) == after


def test_a_note_taken_away_says_so(page: ModulePage) -> None:
    noted(page)
    commands.set_note(page.session, [here(page)], "")
    assert page.session.stack.undoText() == f"Remove the note from {NAME}"


def test_the_published_figure_is_named_by_its_source(page: ModulePage) -> None:
    register(page)
    cell = here(page).cell
    commands.store(page.session, [commands.ObservationEdit(Key(*cell, "CENSUS"), Observation("110"))], "Two")
    commands.set_published(page.session, cell, "CENSUS", "The census counts all")
    assert page.session.stack.undoText() == f"Publish Census 2020 for {NAME}"


def test_a_long_text_is_cut_in_the_words_of_its_step(page: ModulePage) -> None:
    commands.enter(page.grid, here(page), "counted at the border by hand in three years")
    assert page.session.stack.undoText() == f"Type counted at the border by hand … in {NAME}"


def test_redo_is_named_in_the_menu_too(page: ModulePage) -> None:
    typed(page)
    page.session.stack.undo()
    action = page.window_.action("redo")
    assert action.text() == f"Redo Type 12.5 in {NAME}"


def test_a_new_source_without_a_figure_is_no_step(page: ModulePage) -> None:
    commands.clear(page.session, [here(page)])
    assert not commands.set_new_source(page.session, [here(page)], "Survey")
    assert page.session.stack.count() == 1
    assert "SURVEY" not in page.session.profile.figures.sources
