"""A profile file, a session and a window for the tests of the window; each closed again."""

from __future__ import annotations

import gc
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.domain.address import Cell
from desktop.language import use
from desktop.services import recording
from desktop.services.asking import fingerprint
from desktop.services.profile import create_profile, open_profile
from desktop.services.recording import enter
from desktop.ui.app import application
from desktop.ui.common import tasks
from desktop.ui.common.theme import theme
from desktop.ui.grid.page import ModulePage
from desktop.ui.main_window import MainWindow
from desktop.ui.session import ProfileSession
from desktop.ui.window import Place

FIGURES = (
    ("IMM.STOCK.TOT@2020", "100"),
    ("IMM.STOCK.TOT@2021", "200"),
    ("IMM.STOCK.TOT[SEX=F]@2020", "60"),
    ("IMM.STOCK.TOT[SEX=M]@2020", "30"),
    ("CTX.POP.TOT@2020", "1000"),
)


@pytest.fixture(scope="session")
def made_profile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small profile, made once and copied for each test."""
    path = tmp_path_factory.mktemp("made") / "small.mprofile"
    years = (2018, 2024)
    create_profile(path, "MDA", title="Moldova", years=years, modules=("CTX", "IMM"), languages=("en",), numbers="en")
    with open_profile(path, write=True) as profile:
        enter(profile, FIGURES)
    return path


@pytest.fixture
def profile_path(made_profile: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(made_profile, tmp_path / "p.mprofile"))


@pytest.fixture(autouse=True)
def same_look(qapp: QApplication) -> Iterator[None]:
    """English, light, 100 %, left to right, whatever a test did before."""
    use("en")
    application()
    theme().set(scheme="light", zoom=100)
    gc.disable()  # as in the program: widgets are never collected in a worker's thread
    yield
    gc.enable()
    use("en")
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    theme().set(scheme="light", zoom=100)


@pytest.fixture
def session(profile_path: Path, qapp: QApplication) -> Iterator[ProfileSession]:
    made = ProfileSession(open_profile(profile_path, write=True))
    yield made
    made.close()
    tasks.stop_all()
    made.deleteLater()


@pytest.fixture
def window(profile_path: Path, qtbot: QtBot) -> Iterator[MainWindow]:
    """The main window with the profile open, checked, and active."""
    made = MainWindow()
    made.resize(1366, 768)
    made.show()
    made.open_path(profile_path)
    made.activateWindow()
    qtbot.waitUntil(lambda: made.has_profile and made.session.is_checked)
    qtbot.waitUntil(made.isActiveWindow)
    yield made
    made.close()
    made.deleteLater()


@pytest.fixture
def page(window: MainWindow) -> ModulePage:
    """The page of the module Immigration, the cursor on the stock of 2020."""
    window.go(Place("module", "IMM", Cell("IMM.STOCK.TOT", "", "2020")))
    shown = window.stack.currentWidget()
    assert isinstance(shown, ModulePage)
    return shown


Press = Callable[..., None]


@pytest.fixture
def press(qtbot: QtBot, qapp: QApplication) -> Press:
    """Press keys where the focus is: texts are typed, keys pressed; `ctrl`, `shift` hold those."""

    def act(*keys: str | Qt.Key, ctrl: bool = False, shift: bool = False) -> None:
        held = Qt.KeyboardModifier.NoModifier
        held |= Qt.KeyboardModifier.ControlModifier if ctrl else held
        held |= Qt.KeyboardModifier.ShiftModifier if shift else held
        for key in keys:
            if isinstance(key, Qt.Key):
                qtbot.keyClick(qapp.focusWidget(), key, held)
            else:
                for sign in key:
                    qtbot.keyClicks(qapp.focusWidget(), sign)

    return act


Paste = Callable[..., ModulePage]


@pytest.fixture
def paste(page: ModulePage, window: MainWindow) -> Iterator[Paste]:
    """Put a block on the clipboard and paste it at a cell, in a number format; in the end undo brings the very profile back."""

    def act(text: str, at: str = "2020", *, html: str = "", numbers: str = "en") -> ModulePage:
        profile = page.session.profile
        if profile.settings.numbers != numbers:
            page.session.do("Numbers", lambda: recording.change_settings(profile, numbers=numbers))
        window.go(Place("module", "IMM", Cell("IMM.STOCK.TOT", "", at)))
        data = QMimeData()
        data.setText(text)
        if html:
            data.setHtml(html)
        QGuiApplication.clipboard().setMimeData(data)
        window.action("paste").trigger()
        return page

    before = fingerprint(page.session.profile)
    yield act
    while page.session.stack.canUndo():
        page.session.stack.undo()
    assert fingerprint(page.session.profile) == before
