"""Pastes 7,500 figures into the page of one indicator, beside as many rows inserted bare; prints both in milliseconds."""

from __future__ import annotations

import json
import sqlite3
import statistics
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from desktop.domain.address import Cell, Key
from desktop.domain.change import ObservationEdit
from desktop.domain.observation import Observation
from desktop.services import places, recording
from desktop.services.profile import create_profile, open_profile
from desktop.ui.app import application, open_window
from desktop.ui.grid.page import ModulePage
from desktop.ui.window import Place
from tests.bench.measure import seconds

LINES, COLUMNS = 100, 75
"""Countries of birth; 25 years with two sexes and the total."""
STOCK = "IMM.STOCK.TOT"
TIMES = 5


def main(folder: Path) -> None:
    """Floor and paste in turn, from the deed to the painted table."""
    path = folder / "paste.mprofile"
    create_profile(path, "MDA", title="Paste", years=(2000, 2024), modules=("IMM",), languages=("en",), numbers="en")
    countries = [code for code, _name in places.countries("en")][: LINES + 20]
    with open_profile(path, write=True) as profile:
        first = [_figure(f"COUNTRY_OF_BIRTH={code}", 2024, 9000 - n) for n, code in enumerate(countries)]
        recording.record(profile, [*first, *(_figure("", year, 1_000_000) for year in range(2000, 2025))])
    made, window = application(), open_window(path)
    _wait(lambda: window.has_profile and window.session.is_checked)
    window.go(Place("module", "IMM", Cell(STOCK, "", "2024")))
    page = window.stack.currentWidget()
    assert isinstance(page, ModulePage)
    page.act("items")
    floors, pastes = [], []
    for turn in range(TIMES):
        lines = ("\t".join(f"{1000 + (n * COLUMNS + m) * (turn + 1):,}" for m in range(COLUMNS)) for n in range(LINES))
        QGuiApplication.clipboard().setText("\n".join(lines))
        figures = page.table.figures
        figures.move_to(next(at for at, row in enumerate(page.grid.rows) if row.kind == "item"), 1)
        _wait(lambda: not window.session.is_checking)
        floors.append(seconds(_Floor(folder / f"bare{turn}.db")))

        def paste() -> None:
            page.act("paste")
            made.processEvents()

        pastes.append(seconds(paste))
        assert window.session.stack.count() == turn + 1
    sys.stdout.write(json.dumps([statistics.median(taken) * 1000 for taken in (floors, pastes)]) + "\n")
    window.close()


class _Floor:
    """`executemany` of as many rows into a table of its own, one commit."""

    def __init__(self, path: Path):
        self._connection = sqlite3.connect(path)
        self._connection.execute("CREATE TABLE bare(a, b, c, d, e, f, g, h)")
        self._connection.commit()
        self._rows = [(n, "x", n, n, "y", n, None, None) for n in range(LINES * COLUMNS)]

    def __call__(self) -> None:
        self._connection.executemany("INSERT INTO bare VALUES (?, ?, ?, ?, ?, ?, ?, ?)", self._rows)
        self._connection.commit()


def _figure(items: str, year: int, value: int) -> ObservationEdit:
    return ObservationEdit(Key(STOCK, items, str(year), ""), Observation(str(value)))


def _wait(ready: Callable[[], bool]) -> None:
    while not ready():
        QTest.qWait(10)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
