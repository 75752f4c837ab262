"""Makes pictures of every screen, to be laid beside the drawings: `python -m tests.screens OUT_FOLDER [WORD…]`.

The Moldova sample with a few typed figures, offscreen, in a home of its own; words choose pictures by their names.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog

MODULES = "CTX DRV IMM EMI RET IRR LAB FDP REM IMP GOV DAT"
TYPED = (
    ("IMM.STOCK.TOT", "SEX=F", "2024", "110159"),
    ("IMM.STOCK.CIT", "", "2022", "25148"),
    ("IMM.STOCK.CIT", "", "2023", "27315 p"),
    ("IMM.STOCK.CIT", "", "2024", "29022 p"),
    ("IMM.STOCK.MEDAGE", "", "2019", "49.2 e"),
    ("IMM.FLOW.TOT", "", "2022", "9846"),
    ("IMM.FLOW.TOT", "", "2023", "6120"),
    ("IMM.FLOW.TOT", "", "2024", "5877 p"),
    ("IMM.PERMIT.FIRST", "", "2021", "2745"),
    ("IMM.PERMIT.FIRST", "", "2022", "3,2O7"),
    ("IMM.PERMIT.FIRST", "", "2023", "n/a"),
)

PASTED = """Figures in thousands\t2019\t2020\t2021\t2022\t2023
Immigrant stock (foreign-born)\t104.5\t98.2\t-\t117.9\t121.3
  Female\t61.2\t57.0\t59.9\t68.4\t70.1
  Male\t43.3\t41.2\t..\t49.5\t51.2
Immigrants in the population\t3.9\t3.7\t3.8\t4.6\t4.8
Refugees from abroad\t0.4\t0.4\t0.5\t86.2\t99.1
Foreign citizens resident\t19.8\t20.1\t21,3O\t25.1\t27.3
"""
"""A block whose preview says something of everything."""


def make_sample(path: Path) -> None:
    """The sample as a profile file."""
    from desktop.resources import resource
    from desktop.services import recording
    from desktop.services.importing.planning import plan_import
    from desktop.services.importing.storing import apply_import
    from desktop.services.profile import create_profile, open_profile

    create_profile(
        path, "MDA", title="Migration Profile of Moldova 2024", years=(2010, 2024), modules=MODULES.split(),
        languages=("en",), institution="Interior Ministry", practice=True,
    )  # fmt: skip
    with open_profile(path, write=True) as profile:
        for name in ("mda.sources.csv", "mda.csv"):
            apply_import(profile, plan_import(profile, resource("samples", name)))
        for code, items, period, text in TYPED:
            place = f"{code}[{items}]@{period}" if items else f"{code}@{period}"
            recording.enter(profile, [(place, text)])


class Camera:
    """Walks one window through its pages and keeps pictures."""

    def __init__(self, path: Path, out: Path, words: list[str]):
        from PySide6.QtGui import QCursor

        from desktop.ui.app import application, open_window

        self.application, self.out, self.words = application(), out, words
        self.window = open_window(path)
        QCursor.setPos(0, 2000)
        self.wait(lambda: self.window.has_profile and self.window.session.is_checked)

    def wait(self, ready: Callable[[], bool] | None = None) -> None:
        from tests.helpers.windows import pause

        pause(30)
        for _ in range(1500):
            if ready is None or ready():
                break
            pause(20)

    def wants(self, name: str) -> bool:
        return not self.words or any(word in name for word in self.words)

    def take(self, name: str) -> None:
        if not self.wants(name):
            return
        self.wait()
        self.window.grab().save(str(self.out / f"{name}.png"))

    def take_over(self, dialog: QDialog, name: str) -> None:
        """The window with a dialog over it, which is a window of its own."""
        self.wait()
        picture = self.window.grab()
        dialog.render(picture, self.window.mapFromGlobal(dialog.pos()))
        picture.save(str(self.out / f"{name}.png"))

    def look(self, scheme: str = "light", zoom: int = 100, size: tuple[int, int] = (1366, 768)) -> None:
        from desktop.ui.common.theme import theme

        theme().set(scheme=scheme, zoom=zoom)
        self.window.resize(*size)
        self.wait()

    def pages(self, suffix: str) -> None:
        """Every page once, as the window stands."""
        from PySide6.QtGui import QGuiApplication

        from desktop.domain.address import Cell
        from desktop.ui.window import Place

        window = self.window
        cell = Cell("IMM.STOCK.TOT", "SEX=F", "2024")
        window.go(Place("module", "IMM", cell))
        self.take(f"module-{suffix}")
        for page in ("overview", "sources", "rules", "exchange", "report", "compare"):
            if self.wants(f"{page}-{suffix}"):
                window.go(Place(page))
                self.take(f"{page}-{suffix}")
        window.go(Place("findings"))
        found = next((f for f in window.session.findings if f.rule == "BAL-POP"), window.session.findings[0])
        window.go(Place("findings", finding=found.id))
        self.take(f"findings-{suffix}")
        window.go(Place("module", "IMM", cell))
        page = window.stack.currentWidget()
        page.act("items")
        self.take(f"items-{suffix}")
        combo = page.alone_head.rows.combo
        combo.setCurrentIndex(combo.findData("COUNTRY_OF_BIRTH"))
        combo.activated.emit(combo.currentIndex())
        page.table.figures.verticalScrollBar().setValue(0)
        self.take(f"bilateral-{suffix}")
        combo.setCurrentIndex(combo.findData("AGE"))
        combo.activated.emit(combo.currentIndex())
        page.act("items")
        if self.wants(f"paste-{suffix}"):
            QGuiApplication.clipboard().setText(PASTED)
            page.act("paste")
            self.take(f"paste-{suffix}")
            page.asking.leave()
        self.returned(suffix)
        self.foreign(suffix)

    def returned(self, suffix: str) -> None:
        """A workbook that came back with something of everything."""
        from desktop.services.exporting import export
        from desktop.services.recording import enter
        from desktop.ui.window import Place
        from tests.helpers.returned import change_something_of_everything, changed

        if not self.wants(f"returned-{suffix}"):
            return
        window, profile = self.window, self.window.session.profile
        sent = export(profile, self.out / "sent.xlsx").path
        back = changed(sent, change_something_of_everything, "moldova-2024-border-police.xlsx")
        window.session.do(
            "typed", lambda: enter(profile, [("IMM.STOCK.TOT@2020", "104999"), ("IMM.FLOW.TOT@2022", "9847")])
        )
        window.go(Place("import", filter=str(back)))
        page = window.stack.currentWidget()
        self.wait(lambda: page.plan is not None)
        page.differences.table.next_open(1)
        self.take(f"returned-{suffix}")
        window.session.stack.undo()
        page.leave()
        for path in (sent, back):
            path.unlink()

    def foreign(self, suffix: str) -> None:
        """The spreadsheet of another office, with what was recognised; then what it would change."""
        from desktop.ui.window import Place
        from tests.helpers.books import messy

        if not self.wants(f"foreign-{suffix}"):
            return
        window = self.window
        window.go(Place("import", filter=str(messy("UNDESA")[1])))
        page = window.stack.currentWidget()
        self.wait(lambda: page.mapping.conversation is not None)
        self.take(f"foreign-{suffix}")
        page.mapping.leave_others_out()
        self.wait(page.mapping.isEnabled)
        for field in list(page.mapping.questions.agrees):
            if field in page.mapping.questions.agrees:
                page.mapping.questions.agrees[field].click()
                self.wait(page.mapping.isEnabled)
        self.take(f"foreign-{suffix}-settled")
        page.mapping.show_changes.click()
        self.wait(lambda: page.plan is not None)
        self.take(f"foreign-{suffix}-changes")
        page.leave()

    def moments(self) -> None:
        """What only shows while something is done."""
        from PySide6.QtCore import Qt
        from PySide6.QtGui import QGuiApplication
        from PySide6.QtTest import QTest

        from desktop.domain.address import Cell
        from desktop.ui.window import Place

        window = self.window
        window.activateWindow()
        window.go(Place("module", "IMM", Cell("IMM.FLOW.TOT", "", "2021")))
        self.wait()
        page = window.stack.currentWidget()
        figures = page.table.figures
        QTest.keyClicks(figures, "3")
        QTest.keyClicks(self.application.focusWidget(), "912")
        self.take("moment-editing")
        QTest.keyClick(self.application.focusWidget(), Qt.Key.Key_Escape)
        QTest.keyClicks(figures, "-")
        QTest.keyClick(self.application.focusWidget(), Qt.Key.Key_Return)
        self.take("moment-dash")
        page.bar.settle()
        QGuiApplication.clipboard().setText("1.234\t1.310")
        figures.move_to(figures.currentIndex().row(), figures.currentIndex().column() - 3)
        page.act("paste")
        self.take("moment-two-readings")
        page.bar.settle()
        self.dialogs("light")
        self.sources("light")
        self.bars("light")
        window.go(Place("module", "EMI"))
        self.take("module-emi")
        window.go(Place("module", "GOV"))
        self.take("module-gov")
        window.top.search.setFocus()
        QTest.keyClicks(window.top.search, "refug")
        self.take("moment-search")
        QTest.keyClick(window.top.search, Qt.Key.Key_Escape)

    def dialogs(self, suffix: str) -> None:
        """The dialog of a national indicator, half filled, with something wrong in it."""
        from PySide6.QtTest import QTest

        from desktop.ui.indicators.view import IndicatorDialog
        from desktop.ui.window import Place

        if not self.wants(f"indicator-{suffix}"):
            return
        self.window.go(Place("module", "IMM"))
        self.window.action("new indicator").trigger()
        dialog = self.window.findChild(IndicatorDialog)
        QTest.keyClicks(next(iter(dialog.fields.titles.values())), "Permits for seasonal work")
        dialog.fields.dimensions["SEX"].setChecked(True)
        QTest.keyClicks(dialog.fields.formula, "IMM.PERMIT.TOTAL")
        dialog.look()
        self.take_over(dialog, f"indicator-{suffix}")
        dialog.middle.verticalScrollBar().setValue(dialog.middle.verticalScrollBar().maximum())
        self.wait()
        dialog.grab().save(str(self.out / f"indicator-below-{suffix}.png"))
        dialog.reject()
        self.wait()

    def sources(self, suffix: str) -> None:
        """Naming the source of some figures; a source that is described twice, and joining the two."""
        from PySide6.QtTest import QTest

        from desktop.domain.address import Cell
        from desktop.domain.source import Source
        from desktop.services import recording
        from desktop.ui.grid.source_chooser import SourceChooser
        from desktop.ui.sources.joining import JoinDialog
        from desktop.ui.window import Place

        if not self.wants(f"source-{suffix}"):
            return
        window = self.window
        window.activateWindow()
        window.go(Place("module", "IMM", Cell("IMM.FLOW.TOT", "", "2022")))
        self.wait()
        page = window.stack.currentWidget()
        page.act("source")
        chooser = window.findChildren(SourceChooser)[-1]
        QTest.keyClicks(chooser.field, "desa")
        self.take(f"source-{suffix}-chooser")
        chooser.leave()
        profile = window.session.profile
        for name, title, date in (
            ("PERMITS-2", "Register of permit", ""),
            ("PERMITS", "Register of residence permits", "2024"),
        ):
            made = Source(name, title, "Interior Ministry", "ADMIN", date)
            window.session.do(name, lambda made=made: recording.save_source(profile, made))
        both = [("IMM.PERMIT.FIRST@2022#PERMITS", "3207"), ("IMM.PERMIT.FIRST@2022#PERMITS-2", "3270")]
        for typed in (both, [("IMM.PERMIT.FIRST@2024#PERMITS-2", "3300")]):
            window.session.do("type", lambda typed=typed: recording.enter(profile, typed))
        window.go(Place("sources", source="PERMITS-2"))
        window.show_side(True)
        self.take(f"source-{suffix}-list")
        panel = window.stack.currentWidget().editor
        panel.join.click()
        dialog = window.findChildren(JoinDialog)[-1]
        self.take_over(dialog, f"source-{suffix}-join")
        dialog.reject()
        for _ in range(4):
            window.session.stack.undo()
        self.wait()

    def bars(self, suffix: str) -> None:
        """What opens at the table on demand: find, replace, go to, the list of a choice, a text, the printed pages."""
        from PySide6.QtCore import Qt
        from PySide6.QtTest import QTest

        from desktop.domain.address import Cell
        from desktop.ui.person import PersonDialog
        from desktop.ui.window import Place

        window = self.window
        names = ("find", "replace", "go-to", "list", "text", "print", "who")
        if not any(self.wants(f"bar-{name}-{suffix}") for name in names):
            return

        def typed(text: str) -> None:
            for sign in text:
                QTest.keyClicks(window.focusWidget(), sign)

        def pressed(key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
            QTest.keyClick(window.focusWidget(), key, held)

        window.activateWindow()
        self.wait(window.isActiveWindow)
        window.go(Place("module", "IMM", Cell("IMM.STOCK.TOT", "", "2010")))
        page = window.stack.currentWidget()
        page.act("find")
        typed("52")
        pressed(Qt.Key.Key_Return)
        self.take(f"bar-find-{suffix}")
        page.act("replace")
        page.bars.find.by.setText("53")
        page.bars.find.replace_all()
        self.take(f"bar-replace-{suffix}")
        window.session.stack.undo()
        page.bars.find.leave()
        page.act("go to")
        typed("stock")
        self.take(f"bar-go-to-{suffix}")
        page.bars.go.field.clear()
        typed("IMM.STOCK.TOT[SEX=X]@2020")
        pressed(Qt.Key.Key_Return)
        self.take(f"bar-go-wrong-{suffix}")
        page.bars.go.leave()
        window.go(Place("module", "GOV", Cell("GOV.SDG.CAT", "", "2021")))
        self.wait()
        typed("p")
        self.take(f"bar-list-{suffix}")
        pressed(Qt.Key.Key_Escape)
        window.go(Place("module", "DRV", Cell("DRV.NARR.MAIN", "", "2021")))
        self.wait()
        typed("Work abroad pays four times what it pays at home.")
        pressed(Qt.Key.Key_Return, Qt.KeyboardModifier.AltModifier)
        typed("Drought")
        self.take(f"bar-text-{suffix}")
        pressed(Qt.Key.Key_Escape)
        page.act("print")
        shown = next(it for it in self.application.topLevelWidgets() if type(it).__name__ == "Preview")
        self.wait()
        if self.wants(f"bar-print-{suffix}"):
            shown.grab().save(str(self.out / f"bar-print-{suffix}.png"))
        shown.close()
        window.activateWindow()
        window.status.who.click()
        self.wait()
        dialog = window.findChild(PersonDialog)
        if self.wants(f"bar-who-{suffix}"):
            dialog.grab().save(str(self.out / f"bar-who-{suffix}.png"))
        dialog.reject()
        self.wait()
        window.activateWindow()
        self.wait(window.isActiveWindow)

    def arabic(self) -> None:
        """The window in a language written from right to left, with the few words there are."""
        from desktop.domain.address import Cell
        from desktop.services import recording
        from desktop.ui.window import Place
        from tests.helpers.languages import add_arabic

        if not any(self.wants(f"{name}-ar") for name in ("module", "items", "bilateral", "overview", "findings")):
            return
        window, profile = self.window, self.window.session.profile
        noted = recording.Attributes(note="Census of May 2019")
        typed = [("IMM.STOCK.MEDAGE@2019", "49.2 e")]
        window.session.do("note", lambda: recording.enter(profile, typed, attributes=noted))
        self.look(size=(1024, 600))
        window.set_language(add_arabic(profile.catalogue))
        self.pages("ar")
        window.go(Place("module", "IMM", Cell("IMM.STOCK.CIT", "", "2022")))
        window.set_language("en")
        window.session.stack.undo()

    def zooms(self) -> None:
        """The table at the ends of the zoom."""
        for zoom in (80, 150, 200):
            if any(self.wants(f"{name}-zoom-{zoom}") for name in ("module", "items", "bilateral")):
                self.look(zoom=zoom)
                self.pages(f"zoom-{zoom}")

    def run(self) -> None:
        from PySide6.QtCore import Qt

        self.look()
        self.pages("light")
        self.moments()
        self.look("dark")
        self.pages("dark")
        for name, size, zoom in (("dark", (1366, 768), 100), ("1024", (1024, 600), 100), ("200", (1024, 600), 200)):
            if name != "dark":
                self.look(size=size, zoom=zoom) if name == "1024" else self.look(zoom=zoom)
                self.pages(name)
            self.dialogs(name)
            self.sources(name)
            self.bars(name)
        self.look()
        for language in ("fr", "es", "en"):
            self.window.set_language(language)
            if language != "en":
                self.pages(language)
        self.application.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.look(size=(1024, 600))
        self.pages("mirrored")
        self.bars("mirrored")
        self.application.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.arabic()
        self.zooms()
        self.look()
        self.window._close_and_welcome()
        self.take("welcome-light")
        self.look("dark")
        self.take("welcome-dark")
        self.window.close()


def main(arguments: list[str]) -> None:
    out = Path(arguments[0])
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as home:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
            os.environ[name] = home
        from desktop.services import person

        person.introduce("A. Rusu", "Interior Ministry")
        path = Path(home) / "moldova-2024.mprofile"
        make_sample(path)
        Camera(path, out, arguments[1:]).run()


if __name__ == "__main__":
    main(sys.argv[1:])
