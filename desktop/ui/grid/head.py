"""Owns what stands above the table:
the head of the module with its tabs, filters and tools; the head of one indicator.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from desktop.catalogue.model import in_language
from desktop.language import _, current, marked
from desktop.ui.common import words
from desktop.ui.common.buttons import Button, button_of
from desktop.ui.common.theme import px, theme
from desktop.ui.common.widgets import Combo, Label, Picture, ThinBar, line
from desktop.ui.grid import commands
from desktop.ui.grid.indicator import Layout
from desktop.ui.grid.model import Place
from desktop.ui.session import ProfileSession
from desktop.ui.window import Place as Where
from desktop.ui.window import Window

FILTERS = (("all", marked("All {n}")), ("empty", marked("Empty")), ("findings", marked("With findings")))
TABS = (marked("Indicators"), marked("Narrative"), marked("Charts"))


class ModuleHead(QWidget):
    """Title, code, how far it is, the main action; tabs below."""

    tab_chosen = Signal(int)

    def __init__(self, window: Window, parent: QWidget | None = None):
        super().__init__(parent)
        self._window = window
        self.title = Label("", size=16, weight=600)
        self.code = Label("", tone="muted")
        self.progress = Label("", size=12, tone="text2")
        self.bar = ThinBar(width=90)
        self.deed = Button(_("Export this module"), icon="send")
        self.deed.clicked.connect(self._export)
        top = QHBoxLayout()
        top.setContentsMargins(px(16), px(12), px(16), px(2))
        top.setSpacing(px(10))
        top.addWidget(self.title)
        top.addWidget(self.code)
        top.addStretch(1)
        top.addWidget(self.progress)
        top.addWidget(self.bar)
        top.addSpacing(px(4))
        top.addWidget(self.deed)
        tabs = QHBoxLayout()
        tabs.setContentsMargins(px(16), 0, px(16), 0)
        tabs.setSpacing(px(18))
        self.tabs = QButtonGroup(self)
        for number, text in enumerate(TABS):
            tab = Button(_(text), kind="tab")
            tab.setChecked(number == 0)
            self.tabs.addButton(tab, number)
            tabs.addWidget(tab)
        tabs.addStretch(1)
        self.tabs.idClicked.connect(self.tab_chosen)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(2))
        layout.addLayout(top)
        layout.addLayout(tabs)
        layout.addWidget(line())

    def show_state(self, title: str, code: str, filled: int, reason: int, total: int) -> None:
        self.title.setText(title)
        self.code.setText(code)
        self.progress.setText(_("{n} of {total} filled or explained").format(n=filled + reason, total=total))
        self.bar.show_counts(filled, reason, total)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where room is short the count goes first, then the bar: both stand in the navigator too."""
        super().resizeEvent(event)
        needed = self.title.sizeHint().width() + self.code.sizeHint().width() + self.deed.sizeHint().width() + px(80)
        self.progress.setVisible(self.width() > needed + self.progress.sizeHint().width() + px(110))
        self.bar.setVisible(self.width() > needed + px(100))

    def choose_tab(self, number: int) -> None:
        button = self.tabs.button(number)
        if not button.isChecked():
            button.setChecked(True)
            self.tab_chosen.emit(number)

    def _export(self) -> None:
        self._window.go(Where("exchange", module=self.code.text(), filter="export"))


class ToolRow(QWidget):
    """Filters at the start, tools at the end; where room is short the tools keep their icons only."""

    filter_chosen = Signal(str)

    def __init__(self, window: Window, parent: QWidget | None = None):
        super().__init__(parent)
        self._chips: dict[str, Button] = {}
        self._group = QButtonGroup(self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(px(16), 0, px(14), 0)
        layout.setSpacing(px(8))
        for name, text in FILTERS:
            chip = Button(_(text).format(n=""), kind="chip")
            chip.setChecked(name == "all")
            chip.clicked.connect(self._choosing(name))
            self._group.addButton(chip)
            self._chips[name] = chip
            layout.addWidget(chip)
        layout.addStretch(1)
        self.tools = []
        for name, icon, text in (
            ("items", "list-tree", _("Items")), ("sources", "database", _("Sources")),
            ("paste", "clipboard-paste", _("Paste from sheet")),
        ):  # fmt: skip
            button = button_of(window.action(name), icon=icon)
            button.setText(text)
            button.setAccessibleName(text)
            self.tools.append((button, text))
            layout.addWidget(button)
        self.more = Button("", kind="flat", icon="ellipsis", tip=_("More"))
        menu = QMenu(self.more)
        for name in (
            "copy", "clear", "fill down", "fill right", "note", "source", "find", "go to", "print", "next finding",
        ):  # fmt: skip
            menu.addAction(window.action(name))
        self.more.setMenu(menu)
        layout.addWidget(self.more)
        theme().changed.connect(self.restyle)
        self.restyle()

    def restyle(self) -> None:
        self.setFixedHeight(px(44))
        self.fit(self.width())

    def fit(self, width: int) -> None:
        short = width < px(640)
        for button, text in self.tools:
            button.setText("" if short else text)

    def show_counts(self, total: int, chosen: str) -> None:
        self._chips["all"].setText(_("All {n}").format(n=total))
        self._chips[chosen].setChecked(True)
        for chip in self._chips.values():
            chip.restyle()

    def _choosing(self, name: str) -> Callable[[], None]:
        def choose() -> None:
            self.filter_chosen.emit(name)

        return choose


class IndicatorHead(QWidget):
    """Where we are, and how the items of one indicator are laid out: rows, columns, source, sum lines."""

    changed = Signal(object)

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self.module = Label("", tone="text2")
        self.title = Label("", size=16, weight=600)
        self.code = Label("", tone="muted")
        self.unit = Label("", size=12, tone="text2")
        self.back = Button(_("Back to module"), icon="arrow-left")
        top = QHBoxLayout()
        top.setContentsMargins(px(16), px(10), px(16), px(10))
        top.setSpacing(px(8))
        for thing in (self.module, Picture(icon="chevron-right", size=14), self.title, self.code):
            top.addWidget(thing)
        top.addStretch(1)
        top.addWidget(self.unit)
        top.addWidget(self.back)
        self.rows, self.columns, self.source = (
            Combo(small=True, name=n) for n in (_("Rows"), _("Columns"), _("Source"))
        )
        self.sums = Button(_("Sum lines"), kind="flat", icon="sigma")
        self.sums.setCheckable(True)
        self.sums.setChecked(True)
        below = QHBoxLayout()
        below.setContentsMargins(px(16), px(6), px(12), px(6))
        below.setSpacing(px(8))
        for name, combo in ((_("Rows"), self.rows), (_("Columns"), self.columns), (_("Source"), self.source)):
            below.addWidget(Label(name, size=12, tone="text2"))
            below.addWidget(combo)
            combo.setMinimumWidth(px(108))
            combo.activated.connect(self._tell)
        below.addStretch(1)
        below.addWidget(self.sums)
        self.sums.toggled.connect(self._tell)
        self.sums.toggled.connect(self.sums.restyle)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(top)
        layout.addWidget(line())
        layout.addLayout(below)
        self._code = ""

    @property
    def chosen(self) -> Layout:
        return Layout(
            str(self.rows.currentData() or ""), str(self.columns.currentData() or ""), self.source.currentData(),
            self.sums.isChecked(),
        )  # fmt: skip

    def show_indicator(self, session: ProfileSession, module: str, code: str) -> None:
        catalogue = session.profile.catalogue
        indicator = catalogue.indicators[code]
        self.module.setText(in_language(catalogue.modules[module].title, current()))
        self.title.setText(words.title(indicator))
        self.code.setText(code)
        self.unit.setText(words.unit(indicator))
        if code == self._code:
            return
        self._code = code
        for combo in (self.rows, self.columns, self.source):
            combo.clear()
        others = [d for d in indicator.dimensions if d != "SEX"] or list(indicator.dimensions)
        for name in others:
            self.rows.addItem(in_language(catalogue.dimensions[name].title, current()), name)
        used = {part.split("=")[0] for items in session.profile.figures.of(code) for part in items.split(",") if part}
        self.rows.setCurrentIndex(next((i for i, name in enumerate(others) if name in used), 0))
        if "SEX" in indicator.dimensions and len(indicator.dimensions) > 1:
            self.columns.addItem(
                _("Year × {dimension}").format(dimension=in_language(catalogue.dimensions["SEX"].title, current())),
                "SEX",
            )
        self.columns.addItem(_("Year"), "")
        self.source.addItem(_("All sources"), None)
        for source in sorted({s for held in session.profile.figures.of(code).values() for s in held}):
            self.source.addItem(words.source_word(session.profile.figures, source), source)

    def _tell(self) -> None:
        self.changed.emit(self.chosen)


class SourceMenu(QMenu):
    """The sources of the profile, to name one for the selected figures."""

    def __init__(self, session: ProfileSession, places: list[Place], parent: QWidget):
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        figures = session.profile.figures
        for name in sorted(figures.sources, key=lambda s: words.source_word(figures, s).casefold()):
            self.addAction(words.source_word(figures, name)).triggered.connect(_naming(session, places, name))
        if self.isEmpty():
            self.addAction(_("No sources yet")).setEnabled(False)


def _naming(session: ProfileSession, places: list[Place], source: str) -> Callable[[], None]:
    def name() -> None:
        commands.set_source(session, places, source)

    return name
