"""Owns the bars that a module's page opens on demand, and the way from them to the table: find, replace, go to, print, next module."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop.ui.grid.finding.find_bar import FindBar
from desktop.ui.grid.finding.go_bar import GoBar
from desktop.ui.grid.finding.searching import Found
from desktop.ui.window import Place

if TYPE_CHECKING:
    from desktop.ui.grid.page import ModulePage


class Bars(QObject):
    """`deeds` are what the menus can ask of them, by the names of the actions."""

    def __init__(self, page: ModulePage):
        super().__init__(page)
        self._page = page
        self.find, self.go = FindBar(page.window_, page.table, self._codes), GoBar(page.window_, page.table)
        self.find.went.connect(self._show)
        self.deeds: dict[str, Callable[[], object]] = {
            "find": lambda: self._open(replacing=False),
            "replace": lambda: self._open(replacing=True),
            "find next": lambda: self.find.step(1),
            "find previous": lambda: self.find.step(-1),
            "go to": self._open_go,
            "print": self._print,
            "next module": lambda: self._step_module(1),
            "previous module": lambda: self._step_module(-1),
        }

    def _codes(self) -> list[str]:
        """The indicators of the table, whatever the filter leaves out."""
        page = self._page
        if page.view.indicator:
            return [page.view.indicator]
        return [indicator.code for indicator in page.session.profile.catalogue.by_module[page.view.module]]

    def _open(self, *, replacing: bool) -> None:
        self._show_table()
        self.find.open(replacing=replacing)

    def _open_go(self) -> None:
        self._show_table()
        self.go.open()

    def _show_table(self) -> None:
        """The bars stand above the table, which another tab may hide; a text that is being typed is stored."""
        self._page.head.choose_tab(0)
        self._page.table.figures.commit_open_editor()

    def _show(self, found: Found) -> None:
        page = self._page
        if not page.table.go_to(found.cell, found.source):
            page.go_to_cell(Place("module", page.view.module, found.cell, found.source or ""))

    def _print(self) -> None:
        from desktop.ui.grid.printing.preview import show_preview  # noqa: PLC0415  printing is loaded when it is first asked for

        self._page.settle()
        show_preview(self._page)

    def _step_module(self, direction: int) -> None:
        """The module before or after, as a workbook goes from sheet to sheet; at the ends nothing happens."""
        modules = self._page.session.profile.settings.modules
        at = modules.index(self._page.view.module) + direction
        if 0 <= at < len(modules):
            self._page.window_.go(Place("module", modules[at]))
