"""Blocks with names at their edges: years, indicators, items in any order and language; thousands; what is not known."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from desktop.domain.observation import Observation
from desktop.services import places
from desktop.ui.grid.page import ModulePage
from desktop.ui.main_window import MainWindow
from tests.helpers.pasting import AGE, CITIZENS, STOCK, held, said, value, values
from tests.ui.conftest import Paste

K = Qt.Key


@pytest.mark.parametrize(
    "text",
    [
        "\t2022\t2023\nImmigrant stock (foreign-born)\t11\t12\nForeign citizens resident\t21\t22\n",
        "Indicateur\t2023\t2022\nIMM.STOCK.CIT\t22\t21\nstock d’immigres (nes a l'etranger)\t12\t11\n",
        "Year\tIMM.STOCK.TOT\tForeign citizens resident\n2022\t11\t21\n2023\t12\t22\n",
        "Code\tIndicator\tUnit\t2022\t2023\nIMM.STOCK.TOT\tx\tpersons\t11\t12\nIMM.STOCK.CIT\ty\tpersons\t21\t22\n",
    ],
)
def test_rows_and_years_in_any_order_and_turned(paste: Paste, press, text: str) -> None:
    page = paste(text, "2018")
    assert "2022" in said(page)
    press(K.Key_Return)
    assert values(page, "2022", "2023", f"{CITIZENS}| 2022", f"{CITIZENS}| 2023") == ["11", "12", "21", "22"]
    assert page.session.stack.undoText() == "Paste 4 figures"


@pytest.mark.parametrize(
    ("female", "male"),
    [
        ("Female", "Male"),
        ("F", "M"),
        ("SEX=F", "SEX=M"),
        ("Femmes", "Hommes"),
        ("women", "MEN"),
        ("Mulheres", "Homens"),
        ("Женщины", "Мужчины"),
    ],
)
def test_items_below_their_indicator_are_found_in_any_language(paste: Paste, press, female: str, male: str) -> None:
    page = paste(f"\t2021\t2022\nImmigrant stock (foreign-born)\t\t\n{female}\t3\t4\n{male}\t5\t6\nTotal\t8\t10\n")
    press(K.Key_Return)
    assert values(page, "F 2021", "F 2022", "M 2021", "M 2022", "2021", "2022") == ["3", "4", "5", "6", "8", "10"]


def test_countries_need_their_dimension_where_it_is_not_sure(paste: Paste, press) -> None:
    page = paste("Country of birth\t2021\t2022\nRoumanie\t3\t4\nUA\t5\t6\nTotal\t9\t10\n")
    press(K.Key_Return)
    found = [f"{STOCK}|COUNTRY_OF_BIRTH=ROU 2021", f"{STOCK}|COUNTRY_OF_BIRTH=UKR 2022", "2021"]
    assert values(page, *found) == ["3", "6", "9"]


def test_indicator_once_and_its_items_in_a_second_column(paste: Paste, press) -> None:
    page = paste(
        "Indicator\tSex\t2021\nImmigrant stock (foreign-born)\tFemale\t3\n\tMale\t4\n"
        "Foreign citizens resident\tFemale\t5\n\tMale\t6\n"
    )
    press(K.Key_Return)
    where = ("F 2021", "M 2021", f"{CITIZENS}|F 2021", f"{CITIZENS}|M 2021")
    assert values(page, *where) == ["3", "4", "5", "6"]


def test_a_year_over_its_items(paste: Paste, press) -> None:
    page = paste("\t2021\t\t2022\t\n\tFemale\tMale\tFemale\tMale\nImmigrant stock (foreign-born)\t1\t2\t3\t4\n")
    press(K.Key_Return)
    assert values(page, "F 2021", "M 2021", "F 2022", "M 2022") == ["1", "2", "3", "4"]


def test_items_over_their_years_beside_lines_of_another_dimension(paste: Paste, press) -> None:
    page = paste("Age\tFemale\t\tMale\t\n\t2021\t2022\t2021\t2022\n0-14 years\t1\t2\t3\t4\n")
    press(K.Key_Return)
    places_of = [f"{STOCK}|SEX={sex},AGE=Y0T14 {year}" for sex in "FM" for year in (2021, 2022)]
    assert values(page, *places_of) == ["1", "2", "3", "4"]


def test_a_long_table_of_one_figure_a_line(paste: Paste, press) -> None:
    page = paste(
        "Indicator\tSex\tYear\tValue\nIMM.STOCK.TOT\tF\t2021\t5\nIMM.STOCK.TOT\tM\t2022\t6\nIMM.STOCK.CIT\tTotal\t2022\t7\n"
    )
    press(K.Key_Return)
    assert values(page, "F 2021", "M 2022", f"{CITIZENS}| 2022") == ["5", "6", "7"]


def test_a_total_beside_the_years_is_named_and_left_out(paste: Paste) -> None:
    assert "left out: Total" in said(paste("\t2021\t2022\tTotal\nFemale\t1\t2\t3\n"))


def test_an_address_names_a_line(paste: Paste, press) -> None:
    page = paste("\t2021\nIMM.STOCK.TOT[SEX=F,AGE=Y0T14]\t3\n")
    press(K.Key_Return)
    assert value(page, f"{STOCK}|SEX=F,AGE=Y0T14 2021") == "3"


def test_names_that_are_not_known_are_said_and_left_out(paste: Paste, press) -> None:
    page = paste(
        "\t2022\t2023\t1999\nImmigrant stock (foreign-born)\t11\t12\t13\nImmigrant stocks\t1\t2\t3\nAtlantis\t5\t6\t7\n"
    )
    text = said(page)
    assert "left out: 1999, Immigrant stocks, Atlantis" in text
    assert "7 figures have no cell in this table and are left out" in text
    press(K.Key_Return)
    assert page.session.stack.undoText() == "Paste 2 figures"


def test_items_below_a_name_that_is_not_known_are_not_taken_for_another(paste: Paste, press) -> None:
    page = paste(
        "\t2021\nImmigrant stock (foreign-born)\t10\nof which:\t\nFemale\t6\nSomething else\t20\nAge group\t\n0-14 years\t3\n"
        "Their own\t\n15-64 years\t4\n"
    )
    assert "left out: Something else, Their own" in said(page)
    press(K.Key_Return)
    assert values(page, "2021", "F 2021", f"{STOCK}|AGE=Y15T64 2021") == ["10", "6", None]


def test_one_unknown_country_does_not_stop_the_list(paste: Paste, press) -> None:
    page = paste("Country of birth\t2021\nRomania\t3\nAtlantis\t4\nUkraine\t5\n")
    press(K.Key_Return)
    assert values(page, f"{STOCK}|COUNTRY_OF_BIRTH=ROU 2021", f"{STOCK}|COUNTRY_OF_BIRTH=UKR 2021") == ["3", "5"]


def test_a_column_without_a_heading_is_left_out(paste: Paste, press) -> None:
    page = paste("Year\tFemale\t\tMale\n2021\t3\t99\t4\n2022\t5\t99\t6\n")
    assert "2 figures have no cell in this table and are left out" in said(page)
    press(K.Key_Return)
    assert values(page, "F 2021", "M 2022", "2021") == ["3", "6", "200"]


def test_thousands_of_one_column(paste: Paste, press) -> None:
    page = paste(
        "\tImmigrant stock (foreign-born)\tForeign citizens resident\n\tthousands\tpersons\n2021\t3\t4000\n2022\t5\t6000\n"
    )
    press(K.Key_Return)
    assert (held(page, "2021"), held(page, f"{CITIZENS}| 2021")) == (
        Observation("3", multiplier=3),
        Observation("4000"),
    )


def test_an_item_that_is_not_known_is_never_taken_for_the_total(paste: Paste) -> None:
    page = paste("Indicator\tCountry of birth\t2021\nImmigrant stock (foreign-born)\tAtlantis\t5\n")
    assert "Atlantis" in said(page)
    assert page.asking.panel.paste.isHidden()


def test_two_figures_for_one_cell_are_both_left_out(paste: Paste, press) -> None:
    page = paste("\t2021\t2022\nFemale\t1\t2\nWomen\t3\t2\n")
    assert "4 figures are left out: two are for the same cell" in said(page)
    assert page.asking.panel.paste.isHidden()
    press(K.Key_Return)
    assert page.asking.panel.isHidden()
    assert values(page, "F 2021", "F 2022") == [None, None]


def test_figures_that_look_like_years_are_figures(paste: Paste) -> None:
    page = paste("2021\t1850\n", "2022")
    assert values(page, "2022", "2023") == ["2021", "1850"]


@pytest.mark.parametrize(
    ("head", "power"),
    [
        ("in thousands", 3), ("Table 1 (thousands)", 3), ("'000", 3), ("milliers de personnes", 3), ("en miles", 3), ("em milhares", 3),
        ("тыс. чел.", 3), ("بالآلاف", 3), ("millions", 6), ("en millones", 6), ("per thousand", 0), ("Table 1000", 0),
    ],
)  # fmt: skip
def test_units_in_thousands_keep_the_digits(paste: Paste, press, head: str, power: int) -> None:
    page = paste(f"{head}\t2021\t2022\nImmigrant stock (foreign-born)\t1.5\t20\n")
    assert (page.asking.panel.power is not None) == bool(power)
    press(K.Key_Return)
    assert held(page, "2021") == Observation("1.5", multiplier=power)


def test_thousands_can_be_refused(paste: Paste, press) -> None:
    page = paste("thousands\t2021\nImmigrant stock (foreign-born)\t1.5\n")
    assert page.asking.panel.power is not None
    page.asking.panel.power.setFocus()
    press(K.Key_Space, K.Key_Return)
    assert held(page, "2021") == Observation("1.5")


def test_thousands_of_one_line_and_of_a_unit_that_has_none(paste: Paste, press) -> None:
    page = paste(
        "\t2021\t2022\nImmigrant stock (foreign-born), thousands\t1\t2\nForeign citizens resident\t3\t4\n"
        "Median age of immigrants (thousands)\t30\t31\n"
    )
    assert "2 figures have a unit that is not counted in thousands and are taken as they stand" in said(page)
    press(K.Key_Return)
    assert (held(page, "2021"), held(page, f"{CITIZENS}| 2021")) == (Observation("1", multiplier=3), Observation("3"))
    assert held(page, f"{AGE}| 2021") == Observation("30")


@pytest.fixture
def alone(page: ModulePage) -> ModulePage:
    page.act("items")
    return page


def test_years_over_items_in_the_page_of_one_indicator(alone: ModulePage, window: MainWindow, press) -> None:
    alone.table.figures.move_to(1, 1)
    QGuiApplication.clipboard().setText(
        "Age group\t2020\t\t2022\t\n\tFemmes\tHommes\tFemmes\tHommes\n0–14 years\t1\t2\t3\t4\nAll\t5\t6\t7\t8\n"
    )
    window.action("paste").trigger()
    press(K.Key_Return)
    young = [f"{STOCK}|SEX={sex},AGE=Y0T14 {year}" for year in (2020, 2022) for sex in "FM"]
    assert values(alone, *young) == ["1", "2", "3", "4"]
    assert values(alone, "F 2020", "M 2020", "F 2022", "M 2022") == ["5", "6", "7", "8"]


def test_names_alone_go_to_the_column_of_the_cursor(alone: ModulePage, window: MainWindow, press) -> None:
    number = next(
        i for i, column in enumerate(alone.grid.columns) if (column.period, column.items) == ("2020", "SEX=F")
    )
    alone.table.figures.move_to(1, number + 1)
    QGuiApplication.clipboard().setText("Y0T14\t1\t2\n15-64 years\t3\t4\n")
    window.action("paste").trigger()
    press(K.Key_Return)
    where = [f"{STOCK}|SEX={sex},AGE={age} 2020" for age in ("Y0T14", "Y15T64") for sex in "FM"]
    assert values(alone, *where) == ["1", "2", "3", "4"]


def test_figures_of_250_countries_are_one_step(paste: Paste, press) -> None:
    countries = [code for code, _ in places.countries("en")][:250]
    lines = [f"{code}\t" + "\t".join(str(1000 + n * 7 + m) for m in range(7)) for n, code in enumerate(countries)]
    page = paste("Country of birth\t" + "\t".join(map(str, range(2018, 2025))) + "\n" + "\n".join(lines))
    press(K.Key_Return)
    assert page.session.stack.count() == 1
    assert value(page, f"{STOCK}|COUNTRY_OF_BIRTH={countries[-1]} 2024") == str(1000 + 249 * 7 + 6)
