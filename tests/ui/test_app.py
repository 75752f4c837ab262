"""The start: the frame comes first, heavy libraries when they are used, and PySide6 does not eat None."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HEAVY = ("sqlalchemy", "alembic", "openpyxl", "reportlab", "babel", "docx", "typst", "cryptography")


def child(code: str) -> str:
    """What a program of its own prints; a fault in it fails the test with its words."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, env=environment, cwd=ROOT
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_nothing_heavy_is_imported_before_the_first_paint() -> None:
    code = f"""
import sys
from desktop.ui.app import application, open_window
app = application()
loaded = []
window = open_window()
window.first_painted.connect(lambda: (loaded.extend(n for n in {HEAVY!r} if n in sys.modules), app.exit(0)))
app.exec()
print("painted", *loaded)
"""
    assert child(code) == "painted"


def test_none_is_not_eaten() -> None:
    code = """
import sys
from PySide6.QtWidgets import QApplication, QWidget
app = QApplication([])
widget = QWidget()
widget.setObjectName("x")
before = sys.getrefcount(None)
for _ in range(100_000):
    widget.setObjectName("x")
print(abs(sys.getrefcount(None) - before) < 1000)
"""
    assert child(code) == "True"


def test_a_file_named_at_the_start_is_opened_after_the_frame(profile_path: Path) -> None:
    code = f"""
from pathlib import Path
from desktop.ui.app import application, open_window
app = application()
window = open_window(Path({str(profile_path)!r}))
window.first_painted.connect(lambda: print("painted", window.has_profile))
window.opened.connect(lambda: (print("opened", window.windowTitle()), window.close(), app.exit(0)))
app.exec()
"""
    assert child(code).splitlines() == ["painted False", "opened Moldova"]


def test_a_file_that_is_no_profile_is_told_once(tmp_path: Path, qtbot, qapp) -> None:
    from desktop.ui.main_window import MainWindow
    from desktop.ui.window import Place

    wrong = tmp_path / "wrong.mprofile"
    wrong.write_text("no profile", encoding="utf-8")
    window = MainWindow()
    window.go(Place("welcome"))
    window.open_path(wrong)
    assert not window.has_profile
    assert not window.bar.isHidden()
    assert window.bar.text
    window.close()
    window.deleteLater()


def test_where_the_frame_has_no_room_the_window_fills_the_screen() -> None:
    code = """
from desktop.ui.app import application, open_window
app = application()
window = open_window()
print(window.isMaximized())
window.close()
"""
    assert child(code) == "True"
