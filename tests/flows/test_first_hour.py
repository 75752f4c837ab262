"""Story: a focal point's first hour, by keys: a profile made, figures typed, a source named, a finding settled and one explained,
files sent out, the lid closed without saving, everything found again with its history; the command line says the same.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.domain.address import Cell
from desktop.domain.source import Source
from desktop.language import use
from desktop.services import asking, history, recording
from desktop.services.profile import open_profile
from desktop.ui.app import application
from desktop.ui.common.garbage import GarbageTimer
from desktop.ui.exchange.view import ExchangePage
from desktop.ui.grid.page import ModulePage
from desktop.ui.main_window import MainWindow
from desktop.ui.new_profile.view import NewProfileDialog
from desktop.ui.window import Place

ROOT = Path(__file__).resolve().parents[2]
K = Qt.Key
STOCK, POPULATION = "IMM.STOCK.TOT", "CTX.POP.TOT"


def test_first_hour(tmp_path: Path, qtbot: QtBot, qapp: QApplication) -> None:
    use("en")
    application()
    path = tmp_path / "moldova.mprofile"
    window = MainWindow()
    GarbageTimer(window).start()
    window.resize(1366, 697)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    _make_the_profile(window, path, qtbot)
    qtbot.waitUntil(lambda: window.session.is_checked)

    _type(window, POPULATION, "2020", "6000", qtbot)
    _type(window, STOCK, "2020", "7500", qtbot)
    qtbot.waitUntil(lambda: "SUB-IMM-POP" in _rules(window))
    _type(window, POPULATION, "2020", "2600000", qtbot)
    qtbot.waitUntil(lambda: "SUB-IMM-POP" not in _rules(window))
    _type(window, STOCK, "2021", "about 9,000", qtbot)
    qtbot.waitUntil(lambda: "VAL-NUMBER" in _rules(window))

    profile = window.session.profile
    window.session.do(
        "source", lambda: recording.save_source(profile, Source("REG", "Register of foreigners", "Interior"))
    )
    keys = [key for key, _ in profile.figures.observations() if key.indicator == STOCK and key.period == "2020"]
    window.session.do("name", lambda: recording.name_source(profile, keys, "REG"))
    assert asking.rows_at(profile, f"{STOCK}@2020")[0].key.source == "REG"
    qtbot.waitUntil(lambda: not window.session.is_checking)
    warning = next(f for f in window.session.findings if f.severity == "warning")
    window.session.do("explain", lambda: recording.explain(profile, warning, "The register began in 2020"))
    assert window.session.is_explained(warning)

    window.go(Place("exchange", filter="export"))
    page = window.stack.currentWidget()
    assert isinstance(page, ExchangePage)
    for ending in ("xlsx", "pdf", "csv"):
        page.exporting.write(tmp_path / "out", ending)
        qtbot.waitUntil(lambda: "fingerprint" in page.exporting.last.text(), timeout=20_000)
        assert (tmp_path / f"out.{ending}").stat().st_size > 0
    mark = asking.fingerprint(profile)
    assert mark[:12] in page.exporting.last.text()
    window.close()
    window.deleteLater()

    with open_profile(path, write=False) as again:
        assert asking.fingerprint(again) == mark
        told = [
            (change.before and change.before.text, change.after and change.after.text)
            for change in history.changes(again, f"{POPULATION}@2020")
        ]  # type: ignore[union-attr]
        assert told == [(None, "6000"), ("6000", "2600000")]
        assert {change.author for change in history.changes(again, f"{POPULATION}@2020")} == {"A. Rusu"}
    done = subprocess.run(
        [sys.executable, "main.py", "info", str(path), "--json"],
        cwd=ROOT,
        env=os.environ,
        capture_output=True,
        check=True,
    )
    data = json.loads(done.stdout)["data"]
    assert (data["fingerprint"], data["counts"]["explained"], data["sources"]) == (mark, 1, 1)


def _make_the_profile(window: MainWindow, path: Path, qtbot: QtBot) -> None:
    window.new_profile()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, NewProfileDialog)
    dialog.country.setCurrentIndex(dialog.country.findData("MDA"))
    dialog.first.setCurrentText("2018")
    dialog.last.setCurrentText("2024")
    dialog.name.setText("A. Rusu")
    dialog.institution.setText("Statistics")
    dialog.file.setText(str(path))
    with qtbot.waitSignal(window.opened):
        qtbot.mouseClick(dialog.deed, Qt.MouseButton.LeftButton)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)


def _type(window: MainWindow, code: str, period: str, text: str, qtbot: QtBot) -> None:
    """Go to a cell of a module and type over it, as a person does."""
    window.go(Place("module", code.split(".", maxsplit=1)[0], Cell(code, "", period)))
    page = window.stack.currentWidget()
    assert isinstance(page, ModulePage)
    for sign in text:
        focus = QApplication.focusWidget()
        assert focus is not None
        qtbot.keyClicks(focus, sign)
    focus = QApplication.focusWidget()
    assert focus is not None
    qtbot.keyClick(focus, K.Key_Return)


def _rules(window: MainWindow) -> set[str]:
    return {finding.rule for finding in window.session.findings}
