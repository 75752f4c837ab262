"""Owns what stands above the table of a module: its head with tabs, filters and tools."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from desktop.language import _, marked
from desktop.ui.common.buttons import Button, button_of
from desktop.ui.common.theme import px, theme
from desktop.ui.common.widgets import Label, ThinBar, line
from desktop.ui.grid.views import FILTERS, View
from desktop.ui.grid.years import YearsButton
from desktop.ui.window import Place as Where
from desktop.ui.window import Window

CHIPS = ("all", "mine", "empty", "findings")
"""Filters that are chips; the others stand in a menu."""
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
        for name in FILTERS:
            chip = Button(_(FILTERS[name]).format(n=""), kind="chip")
            chip.setChecked(name == "all")
            chip.clicked.connect(self._choosing(name))
            self._group.addButton(chip)
            self._chips[name] = chip
            layout.addWidget(chip)
        self.others = Button("", kind="flat", icon="filter", tip=_("More filters"))
        menu = QMenu(self.others)
        for name in FILTERS:
            if name not in CHIPS:
                self._chips[name].hide()
                menu.addAction(_(FILTERS[name])).triggered.connect(self._choosing(name))
        self.others.setMenu(menu)
        layout.addWidget(self.others)
        layout.addStretch(1)
        self.years = YearsButton()
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
        self.tools.append((self.years, self.years.text()))
        layout.addWidget(self.years)
        self.more = Button("", kind="flat", icon="ellipsis", tip=_("More"))
        menu = QMenu(self.more)
        for name in (
            "copy", "clear", "fill down", "fill right", "note", "source", "find", "go to", "print", "next finding", "new indicator",
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

    def show_view(self, view: View) -> None:
        """The filter that is on, and which years are shown."""
        self._chips["all"].setText(_("All {n}").format(n=len(view.session.profile.catalogue.by_module[view.module])))
        self._chips[view.filter].setChecked(True)
        for name, chip in self._chips.items():
            chip.setVisible(name in CHIPS or name == view.filter)
            chip.restyle()
        self.years.show_view(view)

    def _choosing(self, name: str) -> Callable[[], None]:
        def choose() -> None:
            self.filter_chosen.emit(name)

        return choose
