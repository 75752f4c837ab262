"""Owns the exchange page: its tabs and which of them is shown."""

from __future__ import annotations

from PySide6.QtWidgets import QButtonGroup, QStackedWidget, QVBoxLayout, QWidget

from desktop.language import _
from desktop.ui.common.buttons import Button
from desktop.ui.common.widgets import Label, columns, line, rows
from desktop.ui.exchange.backups import BackupsTab
from desktop.ui.exchange.exporting import ExportTab
from desktop.ui.exchange.importing import ImportTab
from desktop.ui.window import Page, Place, Window

TABS = ("export", "import", "backups")


class ExchangePage(Page):
    """Ctrl+E and Ctrl+I lead here; the tab that was open stays open."""

    def __init__(self, window: Window):
        super().__init__(window)
        self.exporting = ExportTab(window)
        self.importing = ImportTab(window)
        self.backups = BackupsTab(window)
        self.tabs = {
            "export": Button(_("Export"), kind="tab"),
            "import": Button(_("Import"), kind="tab"),
            "backups": Button(_("Backups"), kind="tab"),
        }
        self.stack = QStackedWidget()
        group = QButtonGroup(self)
        for name, widget in zip(TABS, (self.exporting, self.importing, self.backups), strict=True):
            self.stack.addWidget(widget)
            group.addButton(self.tabs[name])
            self.tabs[name].clicked.connect(self._to(name))
        subtitle = Label(_("Files go out and come in. Nothing leaves this computer by itself."), size=12, tone="text2")
        head = rows(Label(_("Exchange"), size=16, weight=600), subtitle, gap=2, margins=(16, 12, 12, 4))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addLayout(head)
        outer.addLayout(columns(*self.tabs.values(), -1, margins=(10, 0, 10, 0), gap=10))
        outer.addWidget(line())
        outer.addWidget(self.stack, 1)
        self.show_tab("export")

    def show_tab(self, name: str) -> None:
        self.tabs[name].setChecked(True)
        self.stack.setCurrentIndex(TABS.index(name))
        if name == "backups":
            self.backups.refresh()

    def show_at(self, place: Place) -> None:
        if place.filter in TABS:
            self.show_tab(place.filter)
        if place.module:
            self.exporting.choose_module(place.module)

    def first_focus(self) -> QWidget:
        return (self.exporting.first, self.importing.choose, self.backups.save)[self.stack.currentIndex()]

    def regions(self) -> list[QWidget]:
        return [self.tabs[TABS[self.stack.currentIndex()]], self.first_focus()]

    def _to(self, name: str) -> object:
        return lambda: self.show_tab(name)
