"""Words twice as long as the English ones, and large type: nothing is cut without a tool tip, nothing makes the window larger."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.domain.address import Cell
from desktop.language import _, plural
from desktop.ui.common.buttons import Button
from desktop.ui.common.choosing import ActionCard
from desktop.ui.common.dialog import HIGHEST, Dialog
from desktop.ui.common.speaking import speak
from desktop.ui.common.theme import px, theme
from desktop.ui.common.widgets import Chip, Label
from desktop.ui.grid.page import ModulePage
from desktop.ui.main_window import MainWindow
from desktop.ui.window import Place
from tests.helpers.languages import add_long, longer

PAGES = ("welcome", "overview", "module", "findings", "rules", "sources", "exchange", "report", "compare")
WAYS = (("long", 1366, 768, 100), ("long", 1024, 600, 100), ("en", 1366, 768, 200), ("en", 1024, 600, 150))
"""Words, width, height, zoom."""
LEAST = (1024, 600)


@pytest.fixture(params=WAYS, ids=lambda way: "-".join(str(part) for part in way))
def way(request: pytest.FixtureRequest, window: MainWindow) -> Iterator[tuple[str, int, int, int]]:
    """Words, width, height and zoom; the window speaks so and is so large."""
    words, width, height, zoom = request.param
    if words == "long":
        window.set_language(add_long())
    theme().set(zoom=zoom)
    window.resize(width, height)
    yield request.param
    speak("en")


def cut(root: QWidget) -> list[str]:
    """Words that have less room than they need, and no tool tip that says them all."""
    found = []
    for widget in root.findChildren(QWidget):
        if widget.isVisible() and _lacks(widget) > 1 and not _says(widget):
            found.append(
                f"{type(widget).__name__} {_words(widget)!r}: {widget.width()} of {widget.width() + _lacks(widget)}"
            )
    return found


def _words(widget: QWidget) -> str:
    if isinstance(widget, QLabel | QAbstractButton):
        return widget.text()
    return widget.accessibleName() if isinstance(widget, Chip) else ""


def _lacks(widget: QWidget) -> int:
    """How many pixels are missing: of the width, for words that wrap of the height."""
    if isinstance(widget, QLabel) and widget.wordWrap():
        longest = max(
            (QFontMetrics(widget.font()).horizontalAdvance(word) for word in widget.text().split()), default=0
        )
        return max(widget.heightForWidth(widget.width()) - widget.height(), longest - widget.width())
    if isinstance(widget, QLabel | QAbstractButton | Chip) and not isinstance(widget, ActionCard) and _words(widget):
        return widget.sizeHint().width() - widget.width()
    return 0


def _says(widget: QWidget) -> bool:
    """Whether what is cut can be read: elided, with all of it in the tool tip."""
    return bool(widget.toolTip()) and (isinstance(widget, Button) or widget.toolTip() == _words(widget))


def overlapping(root: QWidget) -> list[str]:
    """Controls of one parent that lie over each other."""
    found = []
    parents = {
        widget.parentWidget()
        for widget in root.findChildren(QWidget)
        if isinstance(widget, QLabel | QAbstractButton | Chip)
    }
    for parent in parents:
        if parent is None or not parent.isVisible():
            continue
        inside = [
            child
            for child in parent.children()
            if isinstance(child, QLabel | QAbstractButton | QComboBox | Chip) and child.isVisible()
        ]
        for number, one in enumerate(inside):
            for other in inside[number + 1 :]:
                shared = one.geometry().intersected(other.geometry())
                if shared.width() > 1 and shared.height() > 1:
                    found.append(f"{type(parent).__name__}: {_words(one)!r} over {_words(other)!r}")
    return found


def outside(root: QWidget) -> list[str]:
    """Controls that reach beyond what holds them, where that cannot be scrolled."""
    return [
        f"{type(widget).__name__} {_words(widget)!r}"
        for widget in root.findChildren(QWidget)
        if isinstance(widget, QAbstractButton | QLabel)
        and widget.isVisible()
        and _words(widget)
        and (parent := widget.parentWidget()) is not None
        and widget.geometry().right() > parent.width() + 1
    ]


@pytest.fixture
def settle(qtbot: QtBot) -> Callable[[], None]:
    """Until the layouts have found their sizes."""

    def wait() -> None:
        for _step in range(12):
            QApplication.sendPostedEvents()
            QApplication.processEvents()

    return wait


def test_the_words_are_long_and_keep_their_fields() -> None:
    assert longer("Indicator") == "[Ïñdïçätör Ïñdïçätör]"
    assert longer("{n} of {total} filled").count("{total}") == 1
    speak(add_long())
    assert plural("{n} error", "{n} errors", 3) == "[3 ërrörs ërrörs]"
    assert len(_("Export this module")) > 2 * len("Export this module")
    speak("en")


@pytest.mark.parametrize("page", PAGES)
def test_no_words_of_a_page_are_cut(
    window: MainWindow, way: tuple[str, int, int, int], page: str, settle: Callable[[], None]
) -> None:
    cell = Cell("IMM.STOCK.TOT", "", "2020")
    window.go(Place(page, "IMM", cell) if page == "module" else Place(page))
    settle()
    assert (window.minimumWidth(), window.minimumHeight()) == LEAST
    assert (window.width(), window.height()) == way[1:3]
    assert cut(window) == []
    assert overlapping(window) == []
    assert outside(window) == []


@pytest.mark.parametrize("deed", ["", "find", "replace", "go to"])
def test_no_words_above_one_indicator_are_cut(
    window: MainWindow, way: tuple[str, int, int, int], deed: str, settle: Callable[[], None]
) -> None:
    window.go(Place("module", "IMM", Cell("IMM.STOCK.TOT", "", "2020")))
    page = window.stack.currentWidget()
    assert isinstance(page, ModulePage)
    page.act("items")
    page.act(deed)
    settle()
    assert (window.width(), window.height()) == way[1:3]
    assert cut(window) == []
    assert overlapping(window) == []
    assert outside(window) == []


@pytest.mark.parametrize("name", ["new", "new indicator", "partners", "keys", "about", "person"])
def test_dialogs_stay_low_and_no_words_are_cut(
    window: MainWindow, way: tuple[str, int, int, int], name: str, settle: Callable[[], None], qtbot: QtBot
) -> None:
    if name == "person":
        window.status.who.click()
    else:
        window.action(name).trigger()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, Dialog)
    settle()
    assert dialog.height() <= min(px(HIGHEST), way[2])
    assert dialog.width() <= way[1]
    assert cut(dialog) == []
    assert overlapping(dialog) == []
    dialog.reject()
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)


def test_the_tool_tip_follows_the_words_and_the_room(qtbot: QtBot) -> None:
    for widget in (Label("Immigrant stock"), Button("Export this module")):
        qtbot.addWidget(widget)
        widget.resize(60, 30)
        widget.show()
        assert widget.toolTip() == widget.text()
        widget.setText("Remittances received")
        assert widget.toolTip() == "Remittances received"
        widget.resize(400, 30)
        assert not widget.toolTip()


@pytest.mark.parametrize("zoom", [80, 150, 200])
def test_what_is_there_follows_the_zoom_at_once(window: MainWindow, zoom: int, settle: Callable[[], None]) -> None:
    """A page that is zoomed while it is shown looks as one that is made at that zoom."""

    def sizes() -> dict[str, int]:
        return {
            f"{type(it).__name__} {_words(it)}": it.sizeHint().height()
            for it in window.findChildren(QWidget)
            if isinstance(it, QLabel | QAbstractButton)
            and not isinstance(it, QToolButton)
            and not (isinstance(it, QLabel) and it.wordWrap())
            and it.isVisible()
            and _words(it)
        }

    for page in PAGES[1:]:
        theme().set(zoom=100)
        settle()
        window.go(Place(page, "IMM" if page == "module" else ""))
        window.show_side(True)
        settle()
        theme().set(zoom=zoom)
        settle()
        window.show_side(True)
        settle()
        live = sizes()
        window.rebuild()
        window.show_side(True)
        settle()
        made = sizes()
        assert {
            name: (live[name], made[name]) for name in live.keys() & made.keys() if abs(live[name] - made[name]) > 1
        } == {}
