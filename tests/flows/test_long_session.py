"""Story: a long random session at the table. Every step is taken back to what was there before it, and done again to what it made."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.domain.source import Source
from desktop.language import use
from desktop.services import health, recording
from desktop.services.asking import fingerprint
from desktop.services.profile import OpenProfile, create_profile, open_profile
from desktop.services.recording import enter
from desktop.ui.app import application
from desktop.ui.common.buttons import Button
from desktop.ui.common.garbage import GarbageTimer
from desktop.ui.common.preferences import preferences
from desktop.ui.common.widgets import Combo
from desktop.ui.grid.page import ModulePage
from desktop.ui.grid.source_chooser import SourceChooser, SourceLineChooser
from desktop.ui.grid.views import FILTERS
from desktop.ui.inspector.card import FindingCard
from desktop.ui.inspector.choice import ChoiceCard
from desktop.ui.main_window import MainWindow
from desktop.ui.window import Place
from tests.helpers.windows import settled

K = Qt.Key
FORMATS = ("en", "fr", "es")
KEYS = (
    K.Key_Down, K.Key_Up, K.Key_Left, K.Key_Right, K.Key_Return, K.Key_Tab, K.Key_Backtab, K.Key_Home, K.Key_End,
    K.Key_PageDown, K.Key_F2, K.Key_Escape, K.Key_Delete, K.Key_Backspace, K.Key_Space,
)  # fmt: skip
HELD = (
    Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.NoModifier,
)  # fmt: skip
TEXTS = (
    "12", "0", "1234567", "12.5", "12,5", "1,234", "1.234", "8 412", "-", "-3", "..", "n/a", "z", "c", "12 p", "3,2O7", "abc",
    "yes", "y", "1e5", "=1+1", "٣٤", "12 %", " ",
)  # fmt: skip
LEAVINGS = (K.Key_Return, K.Key_Tab, K.Key_Escape, K.Key_Up)
BLOCKS = (
    "1\t2\n3\t4",
    "5",
    "1,234\t5",
    "abc\t\n..\tz",
    "Year\t2020\t2021\nResident population\t7\t8",
    "\t\n\t",
    '"a\nb"\t1',
)
SOURCES = ("Cen", "Reg", "Survey", "No source", "A paper of 2020")
FIGURES = (
    ("IMM.STOCK.TOT@2020", "100"), ("IMM.STOCK.TOT@2021", "200 p"), ("IMM.STOCK.TOT[SEX=F]@2020", "60"),
    ("IMM.STOCK.TOT[SEX=M]@2020", "30"), ("CTX.POP.TOT@2020", "1000"), ("CTX.POP.TOT@2021", "2000"),
    ("IMM.STOCK.TOT@2020#CENSUS", "120"), ("IMM.STOCK.TOT[AGE=Y0T14]@2020#CENSUS", "20"),
    ("IMM.STOCK.TOT[COUNTRY_OF_BIRTH=ROU]@2020#CENSUS", "50"),
)  # fmt: skip


class Typist:
    """One person at one window; each deed takes a number that says which of its ways it goes."""

    def __init__(self, window: MainWindow):
        self.window = window
        self.deeds: tuple[Callable[[int], object], ...] = (
            self.key, self.key, self.key, self.type, self.type, self.type, self.answer, self.act, self.paste, self.note, self.combo,
            self.name_source, self.publish, self.layout, self.add_item, self.add_source, self.module, self.filter, self.replace,
            self.explain, self.undo, self.fill_rest,
        )  # fmt: skip

    @property
    def page(self) -> ModulePage:
        page = self.window.stack.currentWidget()
        assert isinstance(page, ModulePage)
        return page

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = HELD[0]) -> None:
        QTest.keyClick(QApplication.focusWidget() or self.window, key, held)

    def write(self, text: str) -> None:
        for sign in text:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):  # `QTest` knows Latin letters only
                QApplication.sendEvent(QApplication.focusWidget() or self.window, QKeyEvent(kind, 0, HELD[0], sign))

    def to_table(self) -> None:
        self.page.table.figures.setFocus()

    def key(self, n: int) -> None:
        self.press(KEYS[n % len(KEYS)], HELD[n // len(KEYS) % len(HELD)])

    def type(self, n: int) -> None:
        self.write(TEXTS[n % len(TEXTS)])
        rest = n // len(TEXTS)
        if rest % 5 < len(LEAVINGS):
            self.press(LEAVINGS[rest % 5])
        elif rest % 2:
            self.press(K.Key_Return, Qt.KeyboardModifier.ControlModifier)

    def answer(self, n: int) -> None:
        buttons = self.page.bar.buttons
        if buttons:
            buttons[n % len(buttons)].click()

    def act(self, n: int) -> None:
        names = (
            "copy",
            "cut",
            "paste",
            "clear",
            "fill down",
            "fill right",
            "next finding",
            "find next",
            "sources",
            "redo",
        )
        self.window.action(names[n % len(names)]).trigger()

    def paste(self, n: int) -> None:
        QGuiApplication.clipboard().setText(BLOCKS[n % len(BLOCKS)])
        self.window.action("paste").trigger()
        if n // len(BLOCKS) % 2:
            self.answer(0)

    def note(self, n: int) -> None:
        self.page.edit_note()
        self.write(("x", "two words ", "")[n % 3])
        if n % 2:
            self.to_table()

    def combo(self, n: int) -> None:
        held = self.page.inspector.provenance
        combos: tuple[Combo, ...] = (held.status, held.multiplier, held.access, held.source)
        self._choose(combos[n % len(combos)], n // len(combos))

    @staticmethod
    def _choose(combo: Combo, n: int) -> None:
        if combo.isEnabled() and combo.count():
            combo.setCurrentIndex(n % combo.count())
            combo.activated.emit(combo.currentIndex())

    def name_source(self, n: int) -> None:
        self.window.action("source").trigger()
        chooser = next((it for it in self.window.findChildren(SourceChooser) if it.isVisible()), None)
        if chooser is not None:
            self.write(SOURCES[n % len(SOURCES)])
            self.press(K.Key_Return)

    def publish(self, n: int) -> None:
        QApplication.processEvents()
        card = next((it for it in self.page.inspector.findChildren(ChoiceCard) if it.isVisible()), None)
        if card is not None:
            card.group.buttons()[n % len(card.names)].setChecked(True)
            card.reason.setText(("newer", "")[n // 3 % 2])
            (card.deed, card.for_all)[n // 2 % 2].click()

    def layout(self, n: int) -> None:
        head = self.page.alone_head
        if not self.page.view.indicator or not n % 4:
            self.window.action("items").trigger()
        else:
            self._choose((head.rows, head.columns, head.source, *head.held.values())[n % 3].combo, n // 4)

    def add_item(self, n: int) -> None:
        dimension = self.page.alone_head.chosen.rows if self.page.view.indicator else ""
        if dimension:
            members = list(self.page.session.profile.catalogue.dimensions[dimension].members)
            self.page.alone_head.item_chosen.emit(members[n % len(members)])

    def add_source(self, n: int) -> None:
        if self.page.view.indicator:
            self.page.add_source()
            chooser = self.window.findChildren(SourceLineChooser)[-1]
            if not chooser.choices:
                chooser.search(f"Survey {n}")
            chooser.take()

    def module(self, n: int) -> None:
        if n % 5:
            self.window.action(("next module", "previous module")[n % 2]).trigger()
        else:
            self.window.go(Place("sources"))
            self.window.go(Place("module", "IMM"))

    def filter(self, n: int) -> None:
        names = list(FILTERS)
        self.page.set_filter(names[n % len(names)] if n % 2 else "all")

    def replace(self, n: int) -> None:
        bar = self.page.bars.find
        self.window.action("replace").trigger()
        bar.field.setText(("1", "2", "0")[n % 3])
        bar.by.setText(("7", "", "x", "1,234")[n // 3 % 4])
        (bar.replace_all, bar.replace_one)[n // 12 % 2]()
        bar.leave()

    def explain(self, n: int) -> None:
        session = settled(self.page.session)
        mild = [finding for finding in session.findings if finding.severity != "error"]
        if mild:
            finding = mild[n % len(mild)]
            session.do("Explain", lambda: recording.explain(session.profile, finding, ("seen", "")[n % 2]))

    def undo(self, n: int) -> None:
        self.window.action(("undo", "redo", "undo")[n % 3]).trigger()

    def fill_rest(self, _n: int) -> None:
        QApplication.processEvents()
        for card in self.page.inspector.findChildren(FindingCard):
            put = next(
                (it for it in card.findChildren(Button) if it.text().startswith("Put ") and it.isVisible()), None
            )
            if put is not None:
                put.click()
                return


def content(profile: OpenProfile) -> tuple[str, dict[str, object]]:
    return fingerprint(profile, ()), {key: held.text for key, held in profile.figures.explanations.items()}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    paths = {}
    for form in FORMATS:
        path = paths[form] = tmp_path_factory.mktemp("made") / f"{form}.mprofile"
        create_profile(path, "MDA", years=(2018, 2024), modules=("CTX", "IMM", "GOV"), languages=("en",), numbers=form)
        with open_profile(path, write=True) as profile:
            enter(profile, FIGURES)
            for source in (Source("CENSUS", "Census 2020"), Source("REG", "Register of persons")):
                recording.record(profile, recording.source_edits(source))
    return paths


@pytest.fixture
def window(qapp: QApplication) -> Iterator[MainWindow]:
    use("en")
    application()
    made = MainWindow()
    GarbageTimer(made).start()
    made.resize(1366, 697)
    made.show()
    yield made
    made.close()
    made.deleteLater()


STEPS = 60


@settings(max_examples=10, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck), database=None)
@given(seed=st.integers(0, 10**6))
def test_a_long_session_is_taken_back_and_done_again(
    window: MainWindow, made: dict[str, Path], tmp_path: Path, seed: int
) -> None:
    chance = Random(seed)
    path = Path(shutil.copy(made[chance.choice(FORMATS)], tmp_path / "p.mprofile"))
    window.open_path(path)
    window.activateWindow()
    preferences().set_view(window.session.profile.settings.profile_id, {})  # as nobody has seen it before
    window.go(Place("module", "IMM"))
    typist, session = Typist(window), window.session
    stack = session.stack
    known: dict[int, tuple[object, object]] = {0: (None, content(session.profile))}
    wrong: list[str] = []

    def look() -> None:
        """What stands after a step is what stood after it every time before."""
        at = stack.index()
        step = stack.command(at - 1) if at else None
        now = content(session.profile)
        if at not in known or known[at][0] is not step:
            known[at] = step, now
            wrong.extend(["changed nothing: " + stack.text(at - 1)] if now == known[at - 1][1] else [])
        wrong.extend([stack.text(at - 1)] if now != known[at][1] else [])

    stack.indexChanged.connect(look)
    for _step in range(STEPS):
        chance.choice(typist.deeds)(chance.randrange(10**6))
        QApplication.processEvents()
        look()
        assert not wrong
    window.go(Place("overview"))
    for _round in range(2):
        while stack.canUndo():
            stack.undo()
        while stack.canRedo():
            stack.redo()
    assert not wrong
    stack.indexChanged.disconnect(look)
    last = content(session.profile)
    window._close_and_welcome()
    with open_profile(path, write=False) as profile:
        assert content(profile) == last
        assert health.check(profile) == []
