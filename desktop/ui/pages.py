"""Owns the one table of pages: id, title, icon, and how each is made. A page is made when it is first shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.language import _, marked
from desktop.ui.common.widgets import EmptyState
from desktop.ui.window import Page, Place, Window


class PageDefinition(NamedTuple):
    """`make` gets the window and gives the page; the title is translated where it is shown."""

    id: str
    title: str
    icon: str
    make: Callable[[Window], Page]
    in_navigator: bool = True
    needs_profile: bool = True


class EmptyPage(Page):
    """Says honestly what will stand here, with the one thing that can be done instead."""

    def __init__(self, window: Window, sentence: str, icon: str, button: str = "", go: Place | None = None):
        super().__init__(window)
        deed = (lambda: window.go(go)) if go else None
        self.state = EmptyState(sentence, self, icon=icon, button=button, deed=deed)
        layout = QVBoxLayout(self)
        layout.addWidget(self.state)

    def first_focus(self) -> QWidget:
        return self.state.button or self


def _module(window: Window) -> Page:
    from desktop.ui.grid.page import ModulePage  # noqa: PLC0415  made when first shown

    return ModulePage(window)


def _findings(window: Window) -> Page:
    from desktop.ui.findings.view import FindingsPage  # noqa: PLC0415

    return FindingsPage(window)


def _rules(window: Window) -> Page:
    from desktop.ui.rules.view import RulesPage  # noqa: PLC0415

    return RulesPage(window)


def _welcome(window: Window) -> Page:
    from desktop.ui.welcome.view import WelcomePage  # noqa: PLC0415

    return WelcomePage(window)


def _overview(window: Window) -> Page:
    from desktop.ui.overview.view import OverviewPage  # noqa: PLC0415

    return OverviewPage(window)


def _sources(window: Window) -> Page:
    from desktop.ui.sources.view import SourcesPage  # noqa: PLC0415

    return SourcesPage(window)


def _exchange(window: Window) -> Page:
    from desktop.ui.exchange.view import ExchangePage  # noqa: PLC0415

    return ExchangePage(window)


def _import(window: Window) -> Page:
    from desktop.ui.importing.view import ImportPage  # noqa: PLC0415

    return ImportPage(window)


def _report(window: Window) -> Page:
    sentence = _("The report is exported as PDF from Exchange; its text is written here in a later version.")
    return EmptyPage(window, sentence, "file-text", _("Open Exchange"), Place("exchange"))


def _compare(window: Window) -> Page:
    sentence = _("Several countries stand side by side here in a later version. Nothing of this profile is missing.")
    return EmptyPage(window, sentence, "columns-3")


PAGES: dict[str, PageDefinition] = {
    page.id: page
    for page in (
        PageDefinition("welcome", marked("Welcome"), "house", _welcome, in_navigator=False, needs_profile=False),
        PageDefinition("overview", marked("Overview"), "layout-dashboard", _overview),
        PageDefinition("module", marked("Module"), "table", _module, in_navigator=False),
        PageDefinition("findings", marked("Findings"), "list-checks", _findings),
        PageDefinition("rules", marked("Rules"), "sliders-horizontal", _rules, in_navigator=False),
        PageDefinition("sources", marked("Sources"), "book-marked", _sources),
        PageDefinition("exchange", marked("Exchange"), "arrow-left-right", _exchange),
        PageDefinition("import", marked("Import"), "file-input", _import, in_navigator=False),
        PageDefinition("report", marked("Report"), "file-text", _report),
        PageDefinition("compare", marked("Compare"), "columns-3", _compare),
    )
}
"""The order is that of the navigator."""
