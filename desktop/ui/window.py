"""Owns what a page may ask of the window it stands in, and what the window may ask of a page; knows neither."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from desktop.domain.address import Cell
from desktop.domain.errors import KnownError

if TYPE_CHECKING:
    from desktop.ui.session import ProfileSession


class Place(NamedTuple):
    """Where to go: a page, a module of the profile, a cell in it, a source beside it, a finding."""

    page: str
    module: str = ""
    cell: Cell | None = None
    source: str = ""
    finding: str = ""
    indicator: str = ""
    filter: str = ""
    """For a list: what it shows first, for example `error`."""


class Window(Protocol):
    """What pages use of the main window."""

    @property
    def session(self) -> ProfileSession: ...

    @property
    def has_profile(self) -> bool: ...

    @property
    def place(self) -> Place: ...

    def go(self, place: Place) -> None:
        """Show a page, a module, a cell."""

    def say(self, text: str, undo: Callable[[], object] | None = None) -> None:
        """Something done: shown in the status bar for eight seconds, with Undo if it can be taken back."""

    def show_error(self, error: KnownError) -> None:
        """A problem, once, as a bar above the page."""

    def open_path(self, path: Path) -> None:
        """Open another profile in this window."""

    def close_profile(self) -> None:
        """Commit what is being typed and close the file."""

    def new_profile(self) -> None:
        """Start the dialog that makes a profile."""

    def choose_file(self) -> None:
        """Ask for a profile file and open it."""

    def action(self, name: str) -> QAction:
        """An action of the menus by name, to put on a page as a button too."""

    def show_side(self, shown: bool) -> None:
        """Open or close the panel at the right."""

    def set_language(self, code: str) -> None:
        """Change the language of the interface; the window is built anew."""


class Page(QWidget):
    """A page of the stack. Subclasses override what they have; everything is optional."""

    def __init__(self, window: Window):
        super().__init__()
        self.window_ = window
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)

    def show_at(self, place: Place) -> None:
        """Called each time the page is shown, with what it shall show."""

    def first_focus(self) -> QWidget:
        """What takes the keys when the page is shown."""
        return self

    def side_panel(self) -> QWidget | None:
        """What stands at the right of the page, 292 wide, if anything."""
        return None

    def regions(self) -> list[QWidget]:
        """The parts that F6 visits, in order."""
        return [self.first_focus()]

    def act(self, deed: str) -> bool:
        """Do a deed of the menus (`copy`, `paste`, `next finding` …); False if the page does not know it."""
        return False

    def leave(self) -> None:
        """Called before the page goes away: stop what runs, commit what is being typed."""
