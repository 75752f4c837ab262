"""Where the keys are: every page begins somewhere, Tab goes through everything and comes back, the ring is seen, F6 goes round."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QComboBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.common import marks
from desktop.ui.common.theme import theme
from desktop.ui.grid.figures import FiguresView
from desktop.ui.main_window import MainWindow
from desktop.ui.walking import next_part
from desktop.ui.window import Page, Place

PAGES = ("welcome", "overview", "module", "findings", "rules", "sources", "exchange", "report", "compare")
Press = Callable[..., None]


def go(window: MainWindow, page: str) -> None:
    window.go(Place(page, "IMM" if page == "module" else ""))
    window.show_side(True)


def tour(window: MainWindow, key: Qt.Key, press: Press) -> list[QWidget]:
    """What Tab visits until it comes back to where it began; the figures keep Tab for themselves, F6 leads on."""
    start = window.focusWidget()
    seen = [start]
    for _ in range(120):
        before = window.focusWidget()
        press(key)
        if window.focusWidget() is before and isinstance(before, FiguresView):
            window.action("next part").trigger()
        here = window.focusWidget()
        if here is start:
            return seen
        assert here not in seen, f"{here} is visited twice before {start} is reached"
        seen.append(here)
    raise AssertionError(f"Tab does not come back to {start}")


@pytest.mark.parametrize("page", PAGES)
def test_a_page_takes_the_focus_at_something_that_can_be_used(window: MainWindow, page: str) -> None:
    go(window, page)
    focus = QApplication.focusWidget()
    assert (focus is not None and window.stack.currentWidget().isAncestorOf(focus)) or page == "compare"


@pytest.mark.parametrize("page", PAGES)
def test_tab_goes_through_everything_from_top_to_bottom_and_comes_back(
    window: MainWindow, press: Press, page: str
) -> None:
    go(window, page)
    window.top.menus[0].setFocus()
    if page == "module":  # the figures take Tab: begin behind them
        window.action("next part").trigger()
        window.action("next part").trigger()
        visited = tour(window, Qt.Key.Key_Tab, press)
        assert any(isinstance(stop, FiguresView) for stop in visited)
    else:
        visited = tour(window, Qt.Key.Key_Tab, press)
        regions = [window.top, window.navigator, window.stack, window.room.side, window.status]
        order = [
            next(n for n, region in enumerate(regions) if (region and region.isAncestorOf(stop)) or region is stop)
            for stop in visited
        ]
        assert order == sorted(order)
    waiting = [
        widget
        for widget in window.findChildren(QWidget)
        if widget.isVisible()
        and widget.isEnabled()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not isinstance(widget.parent(), QComboBox)
    ]
    assert [widget for widget in waiting if widget not in visited] == []


def test_shift_tab_goes_the_same_way_back(window: MainWindow, press: Press) -> None:
    go(window, "sources")
    window.top.menus[0].setFocus()
    forward = tour(window, Qt.Key.Key_Tab, press)
    back = tour(window, Qt.Key.Key_Backtab, press)
    assert back == [forward[0], *reversed(forward[1:])]


def ring_pixels(focused: QImage, without: QImage) -> int:
    """How many points get the colour of the ring with the focus: the accent, on a primary button that of the text."""
    rings = (theme().colour("accent").rgb(), theme().colour("text").rgb())
    places = ((x, y) for y in range(focused.height()) for x in range(focused.width()))
    return sum(focused.pixel(x, y) in rings and focused.pixel(x, y) != without.pixel(x, y) for x, y in places)


@pytest.mark.parametrize("page", PAGES)
def test_what_has_the_focus_shows_a_ring(window: MainWindow, press: Press, page: str) -> None:
    """With the focus at least two lines as long as the control have the colour of the ring."""
    go(window, page)
    window.action("next part").trigger()
    window.action("next part").trigger()
    without = []
    for stop in tour(window, Qt.Key.Key_Tab, press):
        if isinstance(stop, FiguresView):
            continue  # its ring is the cursor, which stays
        stop.setFocus(Qt.FocusReason.TabFocusReason)
        focused = stop.grab().toImage()
        stop.clearFocus()
        gained = ring_pixels(focused, stop.grab().toImage())
        if gained < 2 * min(stop.width(), 40):
            without.append((stop, gained))
    assert without == []


def test_f6_goes_round_and_back(window: MainWindow, press: Press) -> None:
    for page in PAGES[1:-1]:  # on the last there is nothing to do yet
        go(window, page)
        there = [window.focusWidget()]
        for _ in range(8):
            window.action("next part").trigger()
            if window.focusWidget() is there[0]:
                break
            there.append(window.focusWidget())
        assert window.focusWidget() is there[0], page
        assert window.navigator in there
        window.action("previous part").trigger()
        assert window.focusWidget() is there[-1], page


def test_f6_goes_into_a_part_that_takes_no_focus_itself(window: MainWindow, qtbot: QtBot) -> None:
    go(window, "overview")
    page = window.stack.currentWidget()
    assert isinstance(page, Page)
    parts = page.regions()
    parts[1].setFocus()
    qtbot.waitUntil(lambda: any(it.isVisible() for it in parts[2].findChildren(QPushButton)))
    stop = next_part(parts, 1)
    assert stop is not None and stop is not parts[2] and parts[2].isAncestorOf(stop)


def test_no_page_opens_a_window_of_its_own_while_it_is_made(window: MainWindow) -> None:
    for page in PAGES[1:]:
        go(window, page)
        assert QApplication.activeWindow() is window
        assert [it for it in QApplication.topLevelWidgets() if it.isVisible() and it is not window] == []


def test_marks_differ_in_shape_and_not_only_in_colour() -> None:
    """Each in black on white: no two have nearly the same pixels."""
    shapes = {}
    for kind in marks.TOKENS:
        image = marks.pixmap(kind, 22, 1.0, token="text").toImage()
        pixels = (QColor.fromRgba(image.pixel(x, y)) for y in range(22) for x in range(22))
        shapes[kind] = [pixel.alpha() > 127 and pixel.lightness() < 128 for pixel in pixels]
    alike = [
        (one, other)
        for one in shapes
        for other in shapes
        if one < other and sum(a != b for a, b in zip(shapes[one], shapes[other], strict=True)) < 14
    ]
    assert alike == []
