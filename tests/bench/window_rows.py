"""Rows about starting: the window to its first frame, commands of the command line; memory of the window."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from tests.bench import sized
from tests.bench.measure import Line, memory, process_seconds

BARE_WINDOW = """
import sys
from PySide6.QtWidgets import QApplication, QMainWindow
class W(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event); QApplication.quit()
app = QApplication(sys.argv); w = W(); w.resize(1366, 700); w.show(); app.exec()
"""
OUR_WINDOW = "import sys; from tests.bench.first_frame import start; start(sys.argv[1:], until={until!r})"
OFFSCREEN = {"QT_QPA_PLATFORM": "offscreen"}


def rows(folder: Path, sizes: tuple[int, ...]) -> Iterator[Line]:
    python = sys.executable
    path = str(sized.make(folder, 80_000))
    nothing = process_seconds(python, "-c", "pass")
    yield Line(
        "command line --version", "1", "python -c pass", nothing, process_seconds(python, "main.py", "--version"), 1.3
    )
    yield Line(
        "command line catalogue CODE",
        "1",
        "python -c pass",
        nothing,
        process_seconds(python, "main.py", "catalogue", "CTX.POP.TOT"),
        4,
    )
    yield Line(
        "command line info",
        "80,000",
        "python -c pass",
        nothing,
        process_seconds(python, "main.py", "info", path, times=3),
        None,
    )
    window = process_seconds(python, "-c", BARE_WINDOW, env=OFFSCREEN)
    for until, goal in (("frame", 2.2), ("page", 3)):
        taken = process_seconds(python, "-c", OUR_WINDOW.format(until=until), path, env=OFFSCREEN)
        yield Line(f"start to {until} painted", "80,000", "bare window", window, taken, goal)
    bare = memory("import os; os.environ['QT_QPA_PLATFORM'] = 'offscreen'\n" + BARE_WINDOW)
    ours = memory("import os; os.environ['QT_QPA_PLATFORM'] = 'offscreen'\n" + OUR_WINDOW.format(until="page"), path)
    yield Line("memory of the window with a page", "80,000", "bare window", bare, ours, 4, "MB")
