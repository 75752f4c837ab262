"""One indicator alone: rows by any dimension, long lists by size, sources as lines, chosen for one year or all."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.domain.address import Cell, Key
from desktop.services import exported, recording
from desktop.services.exporting import export
from desktop.ui.common.theme import theme
from desktop.ui.grid import commands
from desktop.ui.grid.page import ModulePage
from desktop.ui.grid.views import Years
from desktop.ui.inspector.choice import ChoiceCard
from desktop.ui.inspector.view import Inspector
from desktop.ui.main_window import MainWindow
from desktop.ui.window import Place
from tests.helpers.windows import settled

K = Qt.Key
STOCK = "IMM.STOCK.TOT"
BIRTH = "COUNTRY_OF_BIRTH"
COUNTRIES = "UKR RUS ROU ITA DEU FRA ESP POL BGR TUR BLR KAZ USA".split()
Choose = Callable[[str, object], None]


@pytest.fixture
def alone(page: ModulePage, window: MainWindow) -> ModulePage:
    """The stock by country of birth: thirteen countries, the largest first in the list above."""
    texts = [(f"{STOCK}[{BIRTH}={c}]@2020", str(30 - at)) for at, c in enumerate(COUNTRIES)]
    texts += [(f"{STOCK}[SEX=F,{BIRTH}=UKR]@2020", "20"), (f"{STOCK}[{BIRTH}=_U]@2020", "5")]
    window.session.do("Type", lambda: recording.enter(window.session.profile, texts))
    window.action("items").trigger()
    return page


@pytest.fixture
def choose(alone: ModulePage) -> Choose:
    """Choose in a combo of the head by its value."""

    def act(name: str, value: object) -> None:
        head = alone.alone_head
        combo = (head.held[name] if name in head.held else getattr(head, name)).combo
        at = combo.findData(value)
        assert at >= 0
        combo.setCurrentIndex(at)
        combo.activated.emit(at)

    return act


def labels(page: ModulePage) -> list[str]:
    return [row.label for row in page.grid.rows]


def text(page: ModulePage, label: str, period: str = "2020", items: str = "") -> str:
    row = labels(page).index(label)
    column = next(i for i, c in enumerate(page.grid.columns) if c.period == period and c.items == items)
    return page.grid.prepared(row, column).text


def test_the_ten_largest_stand_first_and_the_others_in_one_line(alone: ModulePage, choose: Choose) -> None:
    choose("rows", BIRTH)
    assert labels(alone)[2:14] == [
        "10 largest in 2020", "Ukraine", "Russia", "Romania", "Italy", "Germany", "France", "Spain", "Poland", "Bulgaria",
        "Türkiye", "Other 3 countries",
    ]  # fmt: skip
    assert text(alone, "Other 3 countries") == str(20 + 19 + 18)
    assert text(alone, "Sum minus total") == f"+{sum(30 - at for at in range(13)) + 5 - 100}"


def test_the_others_open_and_close_by_keys(alone: ModulePage, choose: Choose, press, qtbot) -> None:
    choose("rows", BIRTH)
    alone.table.go_to(Cell(STOCK, f"{BIRTH}=TUR", "2020"))
    alone.table.figures.setFocus()
    press(K.Key_Down)
    qtbot.keyClick(alone.table.figures, K.Key_Right, Qt.KeyboardModifier.AltModifier)
    at = labels(alone).index("Other 3 countries")
    assert labels(alone)[at + 1 : at + 4] == ["Belarus", "Kazakhstan", "United States"]
    qtbot.keyClick(alone.table.figures, K.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert "Belarus" not in labels(alone)


def test_more_or_all_of_a_list_can_be_shown(alone: ModulePage, choose: Choose) -> None:
    choose("rows", BIRTH)
    choose("length", 0)
    assert "Other 3 countries" not in labels(alone)
    assert "United States" in labels(alone)


def test_a_cell_behind_the_line_for_the_others_is_found(alone: ModulePage, choose: Choose) -> None:
    choose("rows", BIRTH)
    assert alone.table.go_to(Cell(STOCK, f"{BIRTH}=USA", "2020"))
    place = alone.table.figures.place
    assert place is not None and place.cell.items == f"{BIRTH}=USA"


def test_areas_are_worked_out_and_open_into_smaller_ones(alone: ModulePage, choose: Choose) -> None:
    choose("rows", BIRTH)
    assert text(alone, "Americas") == "18"
    europe = labels(alone).index("Europe")
    alone.grid.toggle(europe)
    assert "Eastern Europe" in labels(alone)
    assert text(alone, "Eastern Europe") == str(30 + 29 + 28 + 23 + 22 + 20)


def test_a_country_is_added_by_its_name_and_typed_in(alone: ModulePage, choose: Choose, press) -> None:
    choose("rows", BIRTH)
    alone.alone_head.items.setFocus()
    press("georg")
    press(K.Key_Return)
    place = alone.table.figures.place
    assert place is not None and place.cell.items == f"{BIRTH}=GEO"
    press("7", K.Key_Return)
    stored = alone.session.profile.figures.get(Key(STOCK, f"{BIRTH}=GEO", place.cell.period, ""))
    assert stored is not None and stored.value == "7"


def test_a_country_is_found_by_its_codes(alone: ModulePage, choose: Choose, press) -> None:
    choose("rows", BIRTH)
    head = alone.alone_head
    for typed in ("AL", "alb"):
        head.items.setFocus()
        head.items.setText("")
        press(typed)
        assert "ALB" in [item.code for item in head.items.hits]


def test_an_item_deep_in_the_tree_is_found_and_its_row_opened(alone: ModulePage, choose: Choose, press) -> None:
    choose("rows", "AGE")
    alone.alone_head.items.setFocus()
    press("30-34")
    press(K.Key_Return)
    place = alone.table.figures.place
    assert place is not None and place.cell.items == "AGE=Y30T34"


def test_items_are_crossed_and_one_dimension_is_held(alone: ModulePage, choose: Choose) -> None:
    choose("rows", "SEX")
    assert alone.alone_head.chosen.columns == ""
    choose(BIRTH, "UKR")
    assert text(alone, "Female") == "20"
    assert text(alone, "Ukraine") == "" or labels(alone)[0] == "Ukraine"
    assert text(alone, "All") == "30"


def test_columns_can_be_any_listed_dimension(alone: ModulePage, choose: Choose) -> None:
    choose("rows", BIRTH)
    choose("columns", "SEX")
    assert text(alone, "Ukraine", items="SEX=F") == "20"
    choose("columns", "")
    assert all(not column.items for column in alone.grid.columns)


def test_years_with_figures_first_all_when_asked(alone: ModulePage) -> None:
    assert sorted({column.period for column in alone.grid.columns}) == ["2020", "2021"]
    alone.view.years = Years()
    alone.alone_head.years.changed.emit()
    assert len({column.period for column in alone.grid.columns}) == 7


def test_a_hidden_year_stays_hidden_in_the_module(page: ModulePage) -> None:
    page.view.years = Years(hidden=frozenset({"2018", "2019"}))
    page.tools.years.changed.emit()
    assert [column.period for column in page.grid.columns] == ["2020", "2021", "2022", "2023", "2024"]
    assert page.tools.years.text().strip() == "Years: 5 of 7"


@pytest.fixture
def two_sources(alone: ModulePage) -> ModulePage:
    """Census beside register in two years; nothing is chosen."""
    texts = [(f"{STOCK}@{year}#{source}", value) for year, source, value in (
        ("2022", "CENSUS", "1200"), ("2022", "REG", "1000"), ("2023", "CENSUS", "1300"), ("2023", "REG", "1300"),
    )]  # fmt: skip
    session = alone.session
    session.do("Type", lambda: recording.enter(session.profile, texts))
    settled(session)
    alone.show_module()
    alone.toggle_alone()
    return alone


def test_sources_stand_side_by_side_with_their_difference(two_sources: ModulePage) -> None:
    shown = labels(two_sources)
    assert {"CENSUS", "REG", "Published"} <= set(shown)
    assert two_sources.alone_head.chosen.source is None
    text_of = {label: text(two_sources, f"{label} against the published, %", "2022") for label in ("CENSUS", "REG")}
    assert text_of == {"CENSUS": "", "REG": ""}, "nothing is published yet"
    cell = Cell(STOCK, "", "2022")
    session = two_sources.session
    session.do("Publish", lambda: recording.publish(session.profile, f"{cell.address}#REG", "Register is complete"))
    assert text(two_sources, "CENSUS against the published, %", "2022") == "+20.0"
    assert text(two_sources, "REG against the published, %", "2022") == "0"


def test_two_sources_alone_are_subtracted(page: ModulePage, window: MainWindow) -> None:
    texts = [("IMM.STOCK.CIT@2022#A", "1234.5"), ("IMM.STOCK.CIT@2022#B", "1000")]
    window.session.do("Type", lambda: recording.enter(window.session.profile, texts))
    page.go_to_cell(Place("module", "IMM", Cell("IMM.STOCK.CIT", "", "2022")))
    page.toggle_alone()
    assert text(page, "Difference between the two", "2022") == "+234.5"
    assert text(page, "in per cent", "2022") == "+19.0"


def test_one_source_for_the_whole_series_with_the_reason(two_sources: ModulePage, window: MainWindow) -> None:
    session = two_sources.session
    card = ChoiceCard(session, Cell(STOCK, "", "2022"), window)
    card.group.button(card.names.index("REG")).setChecked(True)
    card.reason.setText("Register is complete")
    card.publish_for_all()
    choices = session.profile.figures.choices
    assert {cell.period: choice for cell, choice in choices.items()} == {
        "2022": ("REG", "Register is complete"), "2023": ("REG", "Register is complete"),
    }  # fmt: skip
    assert session.stack.undoText() == "Publish REG for 2 figures"
    assert text(two_sources, "Published", "2022") == "1,000"
    session.stack.undo()
    assert not choices
    card.deleteLater()


def test_the_title_is_whole_where_room_is_short(page: ModulePage, qtbot: QtBot) -> None:
    page.act("items")
    theme().set(zoom=200)
    head = page.alone_head
    qtbot.waitUntil(lambda: head.title.width() >= head.title.sizeHint().width())
    assert head.module.isHidden()
    theme().set(zoom=100)
    qtbot.waitUntil(lambda: not head.module.isHidden())


def _choice(inspector: Inspector) -> ChoiceCard:
    (card,) = [it for it in inspector.findChildren(ChoiceCard) if not it.isHidden()]
    return card


def test_a_choice_that_is_begun_outlasts_an_answer_of_the_rules(two_sources: ModulePage) -> None:
    session, cell = two_sources.session, Cell(STOCK, "", "2022")
    two_sources.table.go_to(cell)
    two_sources._follow()
    inspector = two_sources.inspector
    card = _choice(inspector)
    card.reason.setText("Register is")
    session.findings_changed.emit()
    assert _choice(inspector) is card
    card.group.button(card.names.index("REG")).setChecked(True)
    card.publish()
    session.findings_changed.emit()
    assert _choice(inspector) is not card
    assert session.profile.figures.choices[cell] == ("REG", "Register is")


def test_a_table_of_one_source_is_typed_in_that_source(two_sources: ModulePage, choose: Choose, press) -> None:
    choose("source", "REG")
    two_sources.table.go_to(Cell(STOCK, "", "2022"))
    two_sources.table.figures.setFocus()
    press("1010", K.Key_Return)
    figures = two_sources.session.profile.figures
    held = figures.get(Key(STOCK, "", "2022", "REG"))
    assert held is not None and held.value == "1010"
    census = figures.get(Key(STOCK, "", "2022", "CENSUS"))
    assert census is not None and census.value == "1200"


def test_status_note_and_multiplier_are_for_all_that_is_selected(page: ModulePage, press) -> None:
    press(K.Key_Right, shift=True)
    page._follow()
    panel = page.inspector.provenance
    assert panel.number.text() == "2 cells are selected · sum 300 · mean 150.0"
    panel.status.setCurrentIndex(panel.status.findData("P"))
    panel.status.activated.emit(panel.status.currentIndex())
    panel.multiplier.setCurrentIndex(panel.multiplier.findData("3"))
    panel.multiplier.activated.emit(panel.multiplier.currentIndex())
    figures = page.session.profile.figures
    held = [figures.get(Key(STOCK, "", year, "")) for year in ("2020", "2021")]
    assert [(it.value, it.status, it.multiplier) for it in held if it] == [("100", "P", 3), ("200", "P", 3)]
    page.session.stack.undo()
    assert page.session.stack.undoText() == "Mark 2 figures as: Provisional value"


def test_the_inspector_says_where_selected_figures_differ(page: ModulePage, press) -> None:
    commands.set_status(page.session, [page.table.figures.places()[0]], "P")
    commands.set_note(page.session, [page.table.figures.places()[0]], "Census week")
    press(K.Key_Right, shift=True)
    page._follow()
    panel = page.inspector.provenance
    assert panel.status.currentIndex() == -1
    assert panel.status.placeholderText() == panel.note.placeholderText() == "various"
    assert panel.note.toPlainText() == ""


def test_empty_cells_say_nothing_beside_filled_ones(page: ModulePage, press) -> None:
    commands.set_status(page.session, [page.table.figures.places()[0]], "P")
    press(K.Key_Left, shift=True)
    page._follow()
    assert page.inspector.provenance.status.currentData() == "P"


def test_the_note_is_in_sight_when_it_is_asked_for(page: ModulePage, window: MainWindow) -> None:
    window.resize(1024, 600)
    window.show_side(True)
    page.edit_note()
    note, area = page.inspector.provenance.note, page.inspector.area.viewport()
    assert area.rect().contains(note.mapTo(area, note.rect().center()))


def codes(page: ModulePage) -> set[str]:
    return {row.key.indicator for row in page.grid.rows if row.kind == "indicator"}


def test_filters_show_what_is_empty_core_mine_or_changed(page: ModulePage, window: MainWindow, tmp_path) -> None:
    page.set_filter("empty")
    assert STOCK not in codes(page) and "IMM.STOCK.CIT" in codes(page)
    page.set_filter("core")
    assert codes(page) == {i.code for i in window.session.profile.catalogue.by_module["IMM"] if i.is_core}
    export(window.session.profile, tmp_path / "o.long.csv")
    window.session.do("Type", lambda: recording.enter(window.session.profile, [("IMM.FLOW.TOT@2020", "5")]))
    page.set_filter("changed")
    assert codes(page) == {"IMM.FLOW.TOT"}
    assert exported.changed(window.session.profile) == {"IMM.FLOW.TOT"}


def test_the_filter_that_is_on_is_a_chip(page: ModulePage) -> None:
    page.set_filter("core")
    chips = page.tools._chips
    assert chips["core"].isChecked() and not chips["core"].isHidden()
    page.set_filter("all")
    assert chips["core"].isHidden()


def test_going_to_another_indicator_leaves_the_filter(page: ModulePage, window: MainWindow) -> None:
    page.set_filter("empty")
    window.go(Place("module", "IMM", Cell(STOCK, "", "2021")))
    place = page.table.figures.place
    assert place is not None and place.cell == Cell(STOCK, "", "2021")


def test_the_inspector_tells_the_figures_before(page: ModulePage, press) -> None:
    press("150", K.Key_Tab, K.Key_Tab)
    page._follow()
    assert page.inspector.earlier.text() == "Before: 200 in 2021, 150 in 2020"
    page.table.go_to(Cell(STOCK, "", "2018"))
    page._follow()
    assert page.inspector.earlier.isHidden()


def test_a_reason_half_written_is_there_when_the_cursor_comes_back(two_sources: ModulePage) -> None:
    def card() -> ChoiceCard:
        two_sources._follow()
        return next(it for it in two_sources.inspector._cards if isinstance(it, ChoiceCard))

    two_sources.table.go_to(Cell(STOCK, "", "2022"))
    card().reason.setText("The register counts")
    two_sources.table.go_to(Cell(STOCK, "", "2023"))
    assert card().reason.text() == ""
    two_sources.table.go_to(Cell(STOCK, "", "2022"))
    assert card().reason.text() == "The register counts"


def test_a_source_line_is_added_and_its_source_described_at_once(alone: ModulePage, press) -> None:
    alone.alone_head.add_source.click()
    press("Household survey", K.Key_Return)
    figures = alone.session.profile.figures
    source = next(name for name, held in figures.sources.items() if held.title == "Household survey")
    place = alone.table.figures.place
    assert place is not None and place.source == source
    press("95", K.Key_Return)
    stored = figures.get(Key(STOCK, "", place.cell.period, source))
    assert stored is not None and stored.value == "95"
    assert "Household survey" in labels(alone)
