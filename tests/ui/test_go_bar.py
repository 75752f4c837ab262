"""Ctrl+G by pressed keys: addresses, codes, periods and titles; what is wrong is said beside the field."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desktop.domain.address import Cell
from desktop.ui.grid.page import ModulePage
from desktop.ui.main_window import MainWindow
from desktop.ui.window import Place

K = Qt.Key


def where(page: ModulePage) -> Cell | None:
    place = page.table.figures.place
    return place.cell if place else None


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("IMM.STOCK.TOT[SEX=F]@2021", Cell("IMM.STOCK.TOT", "SEX=F", "2021")),
        ("IMM.STOCK.TOT@2022#CENSUS", Cell("IMM.STOCK.TOT", "", "2022")),
        ("imm.flow.tot", Cell("IMM.FLOW.TOT", "", "2020")),
        ("IMM.FLOW.TOT 2023", Cell("IMM.FLOW.TOT", "", "2023")),
        ("2019", Cell("IMM.STOCK.TOT", "", "2019")),
        ("CTX.POP.TOT@2021", Cell("CTX.POP.TOT", "", "2021")),
        ("foreign citizens res", Cell("IMM.STOCK.CIT", "", "2020")),
        ("resident pop 2018", Cell("CTX.POP.TOT", "", "2018")),
    ],
)
def test_goes_to_what_is_typed(page: ModulePage, qapp, press, text: str, cell: Cell) -> None:
    page.window_.action("go to").trigger()
    press(text, K.Key_Return)
    assert where(page) == cell
    assert page.bars.go.isHidden()
    assert qapp.focusWidget() is page.table.figures


def test_what_the_layout_shows_is_reached_in_it(page: ModulePage, press) -> None:
    page.act("items")
    page.act("go to")
    press("2021", K.Key_Return)
    assert page.view.indicator == "IMM.STOCK.TOT"
    assert where(page) == Cell("IMM.STOCK.TOT", "", "2021")
    page.act("go to")
    press("IMM.FLOW.TOT", K.Key_Return)
    assert page.view.indicator == ""
    assert where(page) == Cell("IMM.FLOW.TOT", "", "2021")


def test_what_a_filter_shows_is_reached_without_taking_it_off(page: ModulePage, press) -> None:
    page.set_filter("empty")
    page.act("go to")
    press("IMM.FLOW.TOT 2021", K.Key_Return)
    assert page.view.filter == "empty"
    assert where(page) == Cell("IMM.FLOW.TOT", "", "2021")


def test_the_list_names_codes_and_titles_and_the_arrows_choose(page: ModulePage, qapp: QApplication, press) -> None:
    page.act("go to")
    press("stock")
    offered = page.bars.go.field.names.texts
    assert "Immigrant stock (foreign-born) · IMM.STOCK.TOT" in offered
    press(K.Key_Down, K.Key_Return)
    place = where(page)
    assert place is not None and offered[1].endswith(place.indicator)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("IMM.STOCK.TOTT@2020", "IMM.STOCK.TOT"),
        ("IMM.STOCK.TOT[SEX=X]@2020", "X"),
        ("IMM.STOCK.TOT@20x0", "20x0"),
        ("IMM.STOCK.TOT@1950", "2018"),
        ("EMI.STOCK.TOT@2020", "EMI"),
        ("xyzzy", "No indicator"),
    ],
)
def test_what_is_wrong_is_said_beside_the_field(page: ModulePage, qapp, press, text: str, said: str) -> None:
    page.act("go to")
    press(text, K.Key_Return)
    assert said in page.bars.go.said.text()
    assert qapp.focusWidget() is page.bars.go.field
    assert where(page) == Cell("IMM.STOCK.TOT", "", "2020")


def test_items_without_a_row_go_to_the_nearest(page: ModulePage, press) -> None:
    page.act("go to")
    press("IMM.STOCK.TOT[SEX=F,AGE=Y0T14]@2020", K.Key_Return)
    assert "nearest" in page.bars.go.said.text()


def test_escape_closes_and_the_cursor_is_where_it_was(page: ModulePage, qapp: QApplication, press) -> None:
    page.act("go to")
    press("CTX", K.Key_Escape)
    assert page.bars.go.isHidden()
    assert qapp.focusWidget() is page.table.figures
    assert where(page) == Cell("IMM.STOCK.TOT", "", "2020")


def test_it_opens_with_the_address_of_the_cursor(page: ModulePage) -> None:
    page.act("go to")
    assert page.bars.go.field.selectedText() == "IMM.STOCK.TOT@2020"


def test_on_other_pages_the_search_field_takes_the_keys(window: MainWindow, qapp: QApplication) -> None:
    window.go(Place("overview"))
    window.action("go to").trigger()
    assert qapp.focusWidget() is window.top.search
