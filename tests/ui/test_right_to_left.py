"""A language written from right to left: the window is mirrored, keys go where they point, figures keep their order."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from desktop.domain.address import Cell
from desktop.language import LANGUAGES, _, current, is_right_to_left, plural
from desktop.services import recording
from desktop.ui.common import fonts, icons
from desktop.ui.common.bidi import isolated
from desktop.ui.common.speaking import speak
from desktop.ui.common.theme import colour, theme
from desktop.ui.common.widgets import Combo, Label
from desktop.ui.grid.page import ModulePage
from desktop.ui.main_window import MainWindow
from desktop.ui.window import Place
from tests.helpers.languages import add_arabic

K = Qt.Key
STOCK = "IMM.STOCK.TOT"
RTL = Qt.LayoutDirection.RightToLeft
Press = Callable[..., None]


@pytest.fixture
def arabic(window: MainWindow) -> Iterator[ModulePage]:
    """The page of Immigration in Arabic, the cursor on the stock of 2020; English again afterwards."""
    window.set_language(add_arabic(window.session.profile.catalogue))
    window.go(Place("module", "IMM", Cell(STOCK, "", "2020")))
    shown = window.stack.currentWidget()
    assert isinstance(shown, ModulePage)
    yield shown
    speak("en")


def where(page: ModulePage) -> Cell | None:
    place = page.table.figures.place
    return place.cell if place else None


def box(page: ModulePage, cell: Cell) -> QRect:
    return page.table.figures.visualRect(page.grid.reveal(cell))


def inked(image: QImage, area: QRect, token: str) -> list[int]:
    """The columns of an area in which a point has nearly a colour, counted from its left."""
    wanted = colour(token)
    across, down = range(area.left(), area.right() + 1), range(area.top(), area.bottom() + 1)
    return [x - area.left() for x in across if any(_near(image.pixelColor(x, y), wanted) for y in down)]


def _near(one: QColor, other: QColor) -> bool:
    parts = ((one.red(), other.red()), (one.green(), other.green()), (one.blue(), other.blue()))
    return max(abs(a - b) for a, b in parts) < 48


def test_languages_know_their_side() -> None:
    assert is_right_to_left("ar") and is_right_to_left("ar_TN") and is_right_to_left("fa")
    assert not any(is_right_to_left(code) for code in LANGUAGES)


def test_the_window_turns_with_its_language_and_back(window: MainWindow, qapp: QApplication) -> None:
    window.set_language(add_arabic())
    assert (current(), qapp.layoutDirection()) == ("ar", RTL)
    assert (_("File"), plural("{n} error", "{n} errors", 2)) == ("ملف", "خطآن")
    assert [menu.text() for menu in window.top.menus] == ["ملف", "تحرير", "عرض", "بيانات", "أدوات", "مساعدة"]
    window.set_language("en")
    assert (qapp.layoutDirection(), window.top.menus[0].text()) == (Qt.LayoutDirection.LeftToRight, "File")


def test_everything_stands_on_the_other_side(arabic: ModulePage, window: MainWindow) -> None:
    def left(widget: object) -> int:
        return widget.mapTo(window, QPoint(0, 0)).x()  # type: ignore[attr-defined,no-any-return]

    assert window.navigator is not None
    assert left(window.navigator) > left(arabic) > left(window.room.side)
    assert left(arabic.table.labels) > left(arabic.table.figures)
    assert left(window.top.menus[0]) > left(window.top.menus[-1]) > left(window.top.search)
    years = [box(arabic, Cell(STOCK, "", str(year))).left() for year in range(2018, 2025)]
    assert years == sorted(years, reverse=True)


@pytest.mark.parametrize(
    ("key", "held", "period"),
    [
        (K.Key_Left, "", "2021"), (K.Key_Right, "", "2019"), (K.Key_Home, "", "2018"), (K.Key_End, "", "2024"),
        (K.Key_Left, "ctrl", "2021"), (K.Key_Right, "ctrl", "2018"), (K.Key_Tab, "", "2021"), (K.Key_Backtab, "", "2019"),
    ],
)  # fmt: skip
def test_keys_go_where_they_point(arabic: ModulePage, press: Press, key: K, held: str, period: str) -> None:
    press(key, ctrl=held == "ctrl")
    assert where(arabic) == Cell(STOCK, "", period)


@pytest.mark.parametrize(("key", "years"), [(K.Key_Left, {"2020", "2021"}), (K.Key_Right, {"2019", "2020"})])
def test_shift_selects_on_the_side_of_the_arrow(arabic: ModulePage, press: Press, key: K, years: set[str]) -> None:
    press(key, shift=True)
    assert {place.cell.period for place in arabic.table.figures.places()} == years


def test_the_arrow_of_the_chevron_opens_a_row(arabic: ModulePage, qtbot: QtBot) -> None:
    figures = arabic.table.figures
    at = figures.currentIndex().row()
    if arabic.grid.rows[at].is_open:
        arabic.grid.toggle(at)
    qtbot.keyClick(figures, K.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert arabic.grid.rows[at].is_open
    qtbot.keyClick(figures, K.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert not arabic.grid.rows[at].is_open


@pytest.mark.parametrize(
    ("name", "turns"), [("chevron-right", True), ("arrow-left", True), ("undo-2", True), ("search", False)]
)
def test_arrows_turn_and_other_pictures_do_not(qapp: QApplication, name: str, turns: bool) -> None:
    plain = icons.pixmap(name).toImage()
    qapp.setLayoutDirection(RTL)
    turned = icons.pixmap(name).toImage()
    across = range(plain.width())
    flipped = [[bool(plain.pixelColor(plain.width() - 1 - x, y).alpha() > 127) for x in across] for y in across]
    same = [[bool(plain.pixelColor(x, y).alpha() > 127) for x in across] for y in across]
    found = [[bool(turned.pixelColor(x, y).alpha() > 127) for x in across] for y in across]
    assert difference(found, flipped if turns else same) <= 4 < difference(flipped, same)


def difference(one: list[list[bool]], other: list[list[bool]]) -> int:
    return sum(a != b for row, line in zip(one, other, strict=True) for a, b in zip(row, line, strict=True))


def test_letter_and_note_stand_on_the_left_and_marks_on_the_right(arabic: ModulePage, window: MainWindow) -> None:
    session = window.session
    said = recording.Attributes(note="Counted in May", source="")
    session.do("type", lambda: recording.enter(session.profile, [(f"{STOCK}@2022", "5 e")], attributes=said))
    area = box(arabic, Cell(STOCK, "", "2022"))
    image = arabic.table.figures.viewport().grab().toImage()
    half = area.width() // 2
    assert all(x < half for x in inked(image, area, "note")) and inked(image, area, "note")
    letters = inked(image, QRect(area.left(), area.top() + 7, half, 6), "text2")
    assert letters and min(letters) < theme().px(12)
    figures = inked(image, area, "text")
    assert figures and theme().px(8) <= min(figures) and max(figures) < half
    marked = inked(image, box(arabic, Cell(STOCK, "", "2020")), "error") or inked(
        image, box(arabic, Cell(STOCK, "", "2020")), "warning_mark"
    )
    assert marked and min(marked) > half


def test_a_minus_stays_before_its_number(qapp: QApplication) -> None:
    """The sign is painted on the left of the digits, as in a window that is not mirrored; the text that is held has no marks."""
    qapp.setLayoutDirection(RTL)
    assert painted("−11.0") == painted("−11.0", Qt.LayoutDirection.LeftToRight)
    assert painted("1\u202f234\u202f567") == painted("1\u202f234\u202f567", Qt.LayoutDirection.LeftToRight)
    assert painted("−11.0") != painted("−11.0", RTL)


def painted(text: str, direction: Qt.LayoutDirection = Qt.LayoutDirection.LayoutDirectionAuto) -> QImage:
    image = QImage(160, 30, QImage.Format.Format_RGB32)
    image.fill(colour("page"))
    painter = QPainter(image)
    painter.setLayoutDirection(direction)
    painter.setFont(fonts.font(13))
    painter.setPen(colour("text"))
    painter.drawText(10, 20, text)
    painter.end()
    return image


def test_a_negative_figure_in_the_table_looks_as_it_does_from_left_to_right(
    window: MainWindow, page: ModulePage, qapp: QApplication
) -> None:
    session = window.session
    session.do("type", lambda: recording.enter(session.profile, [("CTX.GDP.GROWTH@2020", "-11")]))
    window.go(Place("module", "CTX", Cell("CTX.GDP.GROWTH", "", "2021")))
    assert signs(page) == signs_mirrored(page, qapp)


def signs(page: ModulePage) -> list[bool]:
    """For the columns of the figure from its first ink to its last: whether there is ink above the middle."""
    area = box(page, Cell("CTX.GDP.GROWTH", "", "2020"))
    image = page.table.figures.viewport().grab(area).toImage()
    tint, ground = colour("text"), image.pixelColor(image.width() // 2, 2)
    dark = [
        [
            abs(image.pixelColor(x, y).lightness() - tint.lightness()) < abs(ground.lightness() - tint.lightness()) / 2
            for y in range(4, image.height() - 4)
        ]
        for x in range(image.width() - 2)
    ]
    columns = [sum(column) for column in dark]
    inked_at = [x for x, ink in enumerate(columns) if ink > 0]
    return [0 < ink < 4 for ink in columns[inked_at[0] : inked_at[-1] + 1]]


def signs_mirrored(page: ModulePage, qapp: QApplication) -> list[bool]:
    qapp.setLayoutDirection(RTL)
    return signs(page)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("0–14 سنة", "\u20660–14\u2069 سنة"),
        ("بين −26.2 و 3", "بين \u2066−26.2\u2069 و 3"),
        ("في 2024-12-31.", "في \u20662024-12-31\u2069."),
        ("عند 12:27", "عند \u206612:27\u2069"),
        ("188,207 و 5", "188,207 و 5"),
        ("IMM.STOCK.TOT", "IMM.STOCK.TOT"),
    ],
)
def test_ranges_and_signed_numbers_are_not_turned_round(qapp: QApplication, text: str, shown: str) -> None:
    assert isolated(text) == text
    qapp.setLayoutDirection(RTL)
    assert isolated(text) == shown
    assert Label(text).text() == shown


def test_an_editor_stands_on_the_side_of_the_writing(arabic: ModulePage, press: Press) -> None:
    press("1", "2")
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    assert editor.text() == "12"
    area = editor.rect()
    image = editor.grab().toImage()
    assert max(inked(image, area, "text")) < area.width() // 2
    press(K.Key_Return)
    held = arabic.session.profile.figures.at(Cell(STOCK, "", "2020"))
    assert {observation.value for observation in held.values()} == {"12"}


def test_a_combo_box_keeps_its_chevron_and_its_text_apart(window: MainWindow) -> None:
    """The distances of the style sheet change sides."""
    speak(add_arabic())
    combo = Combo(name="x")
    combo.addItem("H")
    combo.resize(120, 30)
    dark = inked(combo.grab().toImage(), QRect(2, 2, 116, 26), "text")
    assert min(dark) > 60 and max(dark) < 110
    speak("en")


def test_the_tables_of_the_overview_are_mirrored(arabic: ModulePage, window: MainWindow) -> None:
    window.go(Place("overview"))
    table = window.stack.currentWidget().table  # type: ignore[union-attr]
    image = table.grab().toImage()
    rows, codes = image.height() - 34, theme().px(40)
    assert inked(image, QRect(image.width() - theme().px(54), 30, codes, rows), "muted")
    assert not inked(image, QRect(theme().px(14), 30, codes, rows), "muted")
