"""Story: a country counts what no catalogue foresees; the new indicator is typed, computed with, checked, sent and read elsewhere."""

from __future__ import annotations

from pathlib import Path

import openpyxl
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.domain.address import Cell
from desktop.language import use
from desktop.services import asking, indicators, rules
from desktop.services.exporting import export
from desktop.services.importing.planning import plan_import
from desktop.services.importing.storing import apply_import
from desktop.services.profile import create_profile, open_profile
from desktop.services.recording import enter
from desktop.ui.app import application
from desktop.ui.grid.page import ModulePage
from desktop.ui.indicators.view import IndicatorDialog
from desktop.ui.main_window import MainWindow
from desktop.ui.window import Place
from tests.helpers.windows import settled

CODE, SHARE = "NAT.IMM.SEASONAL", "NAT.IMM.SHARE"
RULE = {"left": SHARE, "operator": "<=", "right": "50", "message_en": "More than half are seasonal."}


def new_profile(path: Path) -> Path:
    create_profile(path, "MDA", years=(2018, 2024), modules=("CTX", "IMM"), languages=("en",), numbers="en")
    return path


def test_a_national_indicator_behaves_like_the_others(tmp_path: Path, qtbot: QtBot, qapp: QApplication) -> None:
    use("en")
    application()
    path = new_profile(tmp_path / "moldova.mprofile")
    window = MainWindow()
    window.resize(1024, 600)
    window.show()
    window.open_path(path)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.waitUntil(lambda: window.session.is_checked)
    session = window.session

    # two of them are made in the window: one typed, one worked out from it
    window.go(Place("module", "IMM"))
    make(window, qtbot, "Seasonal permits", {"unit": "number", "dimensions": "SEX"})
    make(
        window,
        qtbot,
        "Share of seasonal permits",
        {"value_type": "percentage", "formula": f"100 * {CODE} / IMM.STOCK.TOT"},
        SHARE,
    )
    assert sorted(session.profile.figures.national) == [CODE, SHARE]

    # figures are typed, the share follows at once
    for code, text in (("IMM.STOCK.TOT", "1,000"), (CODE, "700")):
        window.go(Place("module", "IMM", Cell(code, "", "2024")))
        page = window.stack.currentWidget()
        assert isinstance(page, ModulePage)
        window.activateWindow()
        qtbot.waitUntil(page.table.figures.hasFocus)
        for sign in text:
            qtbot.keyClicks(qapp.focusWidget(), sign)
        qtbot.keyClick(qapp.focusWidget(), Qt.Key.Key_Return)
    (worked_out,) = asking.rows_at(session.profile, f"{SHARE}@2024")
    assert worked_out.observation.value == "70"

    # a rule of the profile finds it
    session.do("rule", lambda: rules.write(session.profile, {"NAT-HALF": RULE}))
    assert f"NAT-HALF {SHARE}@2024" in [finding.id for finding in settled(session).findings]
    enter(session.profile, [(f"{CODE}[SEX=F]@2024", "300")])
    window.close()
    window.deleteLater()

    # it stands in every file that goes out
    with open_profile(path, write=False) as profile:
        added = {code: dict(columns) for code, columns in profile.figures.national.items() if code != "NAT-HALF"}
        written = {name: export(profile, tmp_path / name) for name in ("o.xlsx", "o.pdf", "o.csv", "o.long.csv")}
    mark = written["o.csv"].fingerprint
    assert {out.fingerprint for out in written.values()} == {mark}
    book = openpyxl.load_workbook(tmp_path / "o.xlsx")
    texts = [str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row]
    assert "Seasonal permits" in " ".join(texts) and "700" in texts
    report = "".join(page.extract_text() for page in PdfReader(tmp_path / "o.pdf").pages)
    assert "Seasonal permits" in report and "Share of seasonal permits" in report

    # and is read back where the same indicator is known; elsewhere its rows are refused by name
    for ending in ("csv", "long.csv"):
        other = new_profile(tmp_path / f"other-{ending}.mprofile")
        with open_profile(other, write=True) as profile:
            refused = [
                cell.reason
                for cell in plan_import(profile, tmp_path / f"o.{ending}").cells
                if cell.outcome == "refused"
            ]
            assert len(refused) == 2
            assert all(reason is not None and reason.context["code"] == CODE for reason in refused)
            indicators.write(profile, added)
            rules.write(profile, {"NAT-HALF": RULE})
            apply_import(profile, plan_import(profile, tmp_path / f"o.{ending}"))
            assert asking.fingerprint(profile) == mark


def make(window: MainWindow, qtbot: QtBot, title: str, columns: dict[str, str], code: str = "") -> None:
    """Fill the dialog in and press its button."""
    before = set(window.findChildren(IndicatorDialog))
    window.action("new indicator").trigger()
    (dialog,) = set(window.findChildren(IndicatorDialog)) - before
    fields = dialog.fields
    qtbot.keyClicks(fields.titles["en"], title)
    qtbot.keyClicks(fields.definitions["en"], f"{title} given in the year.")
    if code:
        fields.code.clear()
        qtbot.keyClicks(fields.code, code)
    for combo, column in ((fields.type, "value_type"), (fields.unit, "unit")):
        if column in columns:
            combo.setCurrentIndex(combo.findData(columns[column]))
    for name in filter(None, columns.get("dimensions", "").split(";")):
        fields.dimensions[name].setChecked(True)
    qtbot.keyClicks(fields.formula, columns.get("formula", ""))
    qtbot.mouseClick(dialog.deed, Qt.MouseButton.LeftButton)
