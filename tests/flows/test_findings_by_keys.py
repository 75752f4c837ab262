"""Story: a focal point settles what the rules say without the mouse: she filters, reads, goes to the figure, corrects, explains."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.language import use
from desktop.services.profile import create_profile, open_profile
from desktop.services.recording import enter
from desktop.ui.app import application
from desktop.ui.common.garbage import GarbageTimer
from desktop.ui.findings.view import FindingsPage
from desktop.ui.grid.page import ModulePage
from desktop.ui.main_window import MainWindow
from tests.helpers.windows import settled

K = Qt.Key
FIGURES = (
    ("CTX.POP.TOT@2019", "2600000"), ("CTX.POP.TOT@2020", "2900000"), ("CTX.POP.TOT@2021", "3300000"),
    ("IMM.STOCK.TOT@2020", "7500"), ("IMM.STOCK.TOT[SEX=F]@2020", "4000"), ("IMM.STOCK.TOT[SEX=M]@2020", "3000"),
)  # fmt: skip


def test_findings_are_settled_by_keys(tmp_path: Path, qtbot: QtBot, qapp: QApplication) -> None:
    use("en")
    application()
    path = tmp_path / "moldova.mprofile"
    create_profile(path, "MDA", years=(2018, 2024), modules=("CTX", "IMM"), languages=("en",), numbers="en")
    with open_profile(path, write=True) as profile:
        enter(profile, FIGURES)
    window = MainWindow()
    GarbageTimer(window).start()
    window.resize(1366, 697)
    window.show()
    window.open_path(path)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.waitUntil(lambda: window.session.is_checked)
    keys = _Keys(qtbot, qapp, window)

    # to the page by the navigator
    assert window.navigator is not None
    navigator = window.navigator
    keys.until(lambda: qapp.focusWidget() is navigator, "next part")
    keys.until(lambda: navigator.currentIndex().row() == navigator.entries.row_of("page", "findings"), K.Key_Down)
    keys.press(K.Key_Return)
    page = window.stack.currentWidget()
    assert isinstance(page, FindingsPage)
    assert qapp.focusWidget() is page.list

    # only errors, by the list of filters
    keys.to(page.filters)
    keys.until(lambda: page.filters.currentIndex().data() == "Errors", K.Key_Down)
    keys.press(K.Key_Space)
    assert {finding.severity for finding in page.shown} == {"error"}

    # sought, read, gone to, corrected
    keys.to(page.search)
    keys.type("women")
    assert [finding.rule for finding in page.shown] == ["SUM-IMM-SEX"]
    keys.to(page.list)
    keys.press(K.Key_Home, K.Key_Down)
    qtbot.waitUntil(lambda: page.detail.finding is not None and page.detail.finding.rule == "SUM-IMM-SEX")
    keys.press(K.Key_Return)
    shown = window.stack.currentWidget()
    assert isinstance(shown, ModulePage)
    keys.type("7000")
    keys.press(K.Key_Return)
    assert "SUM-IMM-SEX" not in {finding.rule for finding in settled(window.session).findings}

    # F8 leads through the figures of the module that the rules speak of, and back
    visited = []
    for deed in ("next finding", "next finding", "previous finding"):
        keys.press(deed)
        visited.append(shown.table.figures.place.cell)
    assert visited[0] == visited[2] and all(window.session.findings_at(cell) for cell in visited)

    # explained in place: the field has the focus, Ctrl+Enter stores
    jump = next(finding for finding in window.session.findings if finding.rule == "YOY-COUNT")
    page.search.clear()
    page.filters.clear()
    window.go(window.place._replace(page="findings", finding="", module="", cell=None))
    page.choose(jump.id)
    keys.to(page.detail.field)
    keys.type("The registers were joined.")
    keys.press(K.Key_Return, ctrl=True)
    assert window.session.is_explained(jump)
    keys.press("undo")
    qtbot.waitUntil(lambda: not window.session.is_explained(jump))
    window.close()
    window.deleteLater()


class _Keys:
    """Presses keys where the focus is. A text stands for the key of that action: sent to a widget, it never meets the shortcuts."""

    def __init__(self, qtbot: QtBot, qapp: QApplication, window: MainWindow):
        self._qtbot, self._qapp, self._window = qtbot, qapp, window

    def press(self, *keys: Qt.Key | str, ctrl: bool = False) -> None:
        held = Qt.KeyboardModifier.ControlModifier if ctrl else Qt.KeyboardModifier.NoModifier
        for key in keys:
            if isinstance(key, str):
                action = self._window.action(key)
                assert action.shortcuts(), f"{key} has no key"
                action.trigger()
            else:
                self._qtbot.keyClick(self._qapp.focusWidget(), key, held)

    def type(self, text: str) -> None:
        for sign in text:
            self._qtbot.keyClicks(self._qapp.focusWidget(), sign)

    def to(self, widget: QWidget | None) -> None:
        assert widget is not None
        self.until(lambda: self._qapp.focusWidget() is widget, K.Key_Tab)

    def until(self, is_there: Callable[[], bool], key: Qt.Key | str) -> None:
        """Press a key until it has led there; sixty times at most."""
        for _ in range(60):
            if is_there():
                return
            self.press(key)
        raise AssertionError(f"{key} does not lead there; the focus is at {self._qapp.focusWidget()}")
