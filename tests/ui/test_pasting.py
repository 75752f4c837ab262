"""Blocks pasted into the table by keys: years, names, thousands, doubts, dashes, what is left out; one step, taken back whole."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from desktop.domain.address import Cell, Key
from desktop.domain.change import ObservationEdit
from desktop.domain.observation import Observation
from desktop.services import places, recording
from desktop.services.asking import fingerprint
from desktop.ui.common.choosing import CheckBox
from desktop.ui.grid.page import ModulePage
from desktop.ui.main_window import MainWindow
from desktop.ui.window import Place
from tests.ui.test_sheet import clipboard

K = Qt.Key
STOCK, CITIZENS, AGE = "IMM.STOCK.TOT", "IMM.STOCK.CIT", "IMM.STOCK.MEDAGE"
Paste = Callable[..., ModulePage]


def held(page: ModulePage, place: str, source: str = "") -> Observation | None:
    """What stands at `2020` of the stock, at `F 2020`, at `CODE|ITEMS 2020`."""
    name, _, period = place.rpartition(" ")
    code, _, items = name.rpartition("|")
    return page.session.profile.figures.get(
        Key(code or STOCK, items if "=" in items or not items else f"SEX={items}", period, source)
    )


def value(page: ModulePage, place: str, source: str = "") -> str | None:
    found = held(page, place, source)
    return found.text if found else None


def values(page: ModulePage, *places: str) -> list[str | None]:
    return [value(page, place) for place in places]


def said(page: ModulePage) -> str:
    assert not page.asking.panel.isHidden()
    return "\n".join(remark.text for remark in page.asking.panel.remarks)


@pytest.fixture
def paste(page: ModulePage, window: MainWindow) -> Paste:
    """Put a block on the clipboard and paste it at a cell, in a number format."""

    def act(
        text: str, at: str = "2020", *, html: str = "", numbers: str = "en", code: str = STOCK, items: str = ""
    ) -> ModulePage:
        if page.session.profile.settings.numbers != numbers:
            page.session.do("x", lambda: recording.change_settings(page.session.profile, numbers=numbers))
        window.go(Place("module", "IMM", Cell(code, items, at)))
        data = QMimeData()
        data.setText(text)
        if html:
            data.setHtml(html)
        QGuiApplication.clipboard().setMimeData(data)
        window.action("paste").trigger()
        return page

    return act


@pytest.fixture(autouse=True)
def taken_back_whole(page: ModulePage) -> Iterator[None]:
    """Whatever a test pasted, undo brings the very profile back."""
    before = fingerprint(page.session.profile)
    yield
    while page.session.stack.canUndo():
        page.session.stack.undo()
    assert fingerprint(page.session.profile) == before


# Plain


def test_a_plain_block_is_stored_at_once_as_one_step(paste: Paste, window: MainWindow) -> None:
    page = paste("1,234\t5.5\t7\n")
    assert page.asking.panel.isHidden()
    assert values(page, "2020", "2021", "2022") == ["1234", "5.5", "7"]
    assert held(page, "2020") == Observation("1234", "1,234")
    assert window.status.done.text() == "3 cells: 1 new, 2 changed."
    assert page.session.stack.undoText() == "Paste 3 figures"
    page.session.stack.undo()
    assert values(page, "2020", "2021", "2022") == ["100", "200", None]


@pytest.mark.parametrize(
    ("numbers", "text", "expected"),
    [
        ("en", "1,234\t12.5", ["1234", "12.5"]),
        ("fr", "1 234\t12,5", ["1234", "12.5"]),
        ("fr", "1\u202f234\t12,5", ["1234", "12.5"]),
        ("es", "1.234\t12,5", ["1234", "12.5"]),
        ("es", "1.234\t9.100", ["1234", "9100"]),
        ("fr", "1.234\t1.310,5", ["1234", "1310.5"]),
        ("fr", "1,234,567\t1,234", ["1234567", "1234"]),
    ],
)
def test_figures_as_the_format_or_the_block_itself_writes_them(
    paste: Paste, numbers: str, text: str, expected: list[str]
) -> None:
    page = paste(text, numbers=numbers)
    assert page.asking.panel.isHidden() and page.bar.isHidden()
    assert values(page, "2020", "2021") == expected


def test_one_text_is_repeated_over_the_selection(paste: Paste, window: MainWindow, press) -> None:
    page = paste("", "2018")
    press(K.Key_Right, K.Key_Right, shift=True)
    QGuiApplication.clipboard().setText("7\n")
    window.action("paste").trigger()
    assert values(page, "2018", "2019", "2020", "2021") == ["7", "7", "7", "200"]


# Doubts


@pytest.mark.parametrize(("numbers", "text"), [("fr", "8.412\t9.100"), ("en", "8.412\t9.100"), ("es", "8,412\t9,100")])
def test_a_block_in_doubt_asks_once_for_all(paste: Paste, press, numbers: str, text: str) -> None:
    page = paste(text, numbers=numbers)
    assert values(page, "2020", "2021") == ["100", "200"]
    assert "can be read in two ways" in page.bar.text
    readings = [button.text() for button in page.bar.buttons[:2]]
    press(*([K.Key_Tab, K.Key_Space] if numbers != "es" else [K.Key_Space]))
    assert page.asking.panel.title.text() == "Paste 2 figures"
    assert "is read as the decimal sign" in said(page)
    press(K.Key_Return)
    assert values(page, "2020", "2021") == ["8412", "9100"]
    assert len(set(readings)) == 2


def test_an_answer_for_one_number_asks_about_the_next(paste: Paste, press, qtbot: QtBot) -> None:
    page = paste("8.412\t9.100", numbers="fr")
    for_all = page.bar.findChild(CheckBox)
    assert for_all is not None and for_all.isChecked() and for_all.isEnabled()
    qtbot.keyClick(for_all, K.Key_Space)
    page.bar.buttons[0].setFocus()
    press(K.Key_Space)
    assert "9.100" in page.bar.text
    press(K.Key_Tab, K.Key_Space)
    press(K.Key_Return)
    assert values(page, "2020", "2021") == ["8.412", "9100"]


def test_escape_in_the_question_leaves_everything(paste: Paste, press) -> None:
    page = paste("8.412\t9.100", numbers="fr")
    press(K.Key_Escape)
    assert page.bar.isHidden() and page.asking.panel.isHidden()
    assert page.table.figures.hasFocus()
    assert values(page, "2020", "2021") == ["100", "200"]


def test_dashes_are_left_out_until_one_says_what_they_mean(paste: Paste, press) -> None:
    page = paste("5\t-\t–")
    assert "2 dashes stand in the block. They mean" in said(page)
    assert page.asking.panel.dash is not None
    page.asking.panel.dash.setFocus()
    press(K.Key_Down)
    assert page.asking.panel.dash.currentText() == "missing"
    press(K.Key_Return)
    assert (held(page, "2021"), held(page, "2022")) == (Observation(None, status="O"), Observation(None, status="O"))


def test_text_that_cannot_be_read_is_shown_and_kept(paste: Paste, press) -> None:
    page = paste("3,2O7\t5")
    assert "1 text cannot be read as a number and is kept: 3,2O7" in said(page)
    press(K.Key_Return)
    assert held(page, "2020") == Observation(None, "3,2O7")
    assert value(page, "2021") == "5"


# Names at the edges


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
    page = paste(text, "2018", code="IMM.STOCK.TOT")
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


# Thousands


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


# What stays


def test_figures_beside_the_table_are_counted(paste: Paste, press) -> None:
    page = paste("1\t2\t3", "2023")
    assert "1 figure has no cell in this table and is left out" in said(page)
    press(K.Key_Return)
    assert values(page, "2023", "2024") == ["1", "2"]


def test_the_preview_shows_each_figure_with_what_becomes_of_it(paste: Paste) -> None:
    page = paste("7\t101\t3,2O7\t-\t9\t9", "2019", numbers="en")
    line = page.asking.panel.preview.lines.lines[0]
    assert [outcome.kind for outcome in line] == ["new", "changed", "unreadable", "dash", "new", "new"]
    model = page.asking.panel.preview.model()
    assert [model.index(0, column).data() for column in range(3)] == ["Immigrant stock (foreign-born)", "7", "101"]
    assert [model.headerData(column, Qt.Orientation.Horizontal) for column in (1, 2)] == ["2019", "2020"]


def test_escape_in_the_preview_leaves_everything(paste: Paste, press) -> None:
    page = paste("1\t-")
    press(K.Key_Escape)
    assert page.asking.panel.isHidden() and page.table.figures.hasFocus()
    assert values(page, "2020", "2021") == ["100", "200"]


def test_leaving_the_page_puts_the_preview_away(paste: Paste, window: MainWindow) -> None:
    page = paste("1\t-")
    window.go(Place("overview"))
    assert page.asking.panel.isHidden()


def test_pasting_the_same_again_changes_nothing(paste: Paste, window: MainWindow) -> None:
    page = paste("100\t200")
    assert window.status.done.text() == "2 cells: 2 the same."
    assert not page.session.stack.canUndo()


# Clipboards of programs


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


# Figures copied here


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


# The page of one indicator


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


def test_a_block_over_a_selection_is_repeated_where_it_fits(alone: ModulePage, window: MainWindow, press) -> None:
    window.go(Place("module", "IMM", Cell(STOCK, "", "2021")))
    press(K.Key_Right, K.Key_Right, K.Key_Right, shift=True)
    QGuiApplication.clipboard().setText("1\t2\n")
    window.action("paste").trigger()
    assert values(alone, "2021", "2022", "2023", "2024") == ["1", "2", "1", "2"]


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


def test_figures_of_250_countries_are_one_step(paste: Paste, press) -> None:
    countries = [code for code, _ in places.countries("en")][:250]
    lines = [f"{code}\t" + "\t".join(str(1000 + n * 7 + m) for m in range(7)) for n, code in enumerate(countries)]
    page = paste("Country of birth\t" + "\t".join(map(str, range(2018, 2025))) + "\n" + "\n".join(lines))
    press(K.Key_Return)
    assert page.session.stack.count() == 1
    assert value(page, f"{STOCK}|COUNTRY_OF_BIRTH={countries[-1]} 2024") == str(1000 + 249 * 7 + 6)
