"""Owns the menus whose entries are choices: recent files, heights of rows, colours, languages."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from PySide6.QtWidgets import QMenu

from desktop.language import LANGUAGES, _, current, marked
from desktop.ui.actions import choices
from desktop.ui.common.preferences import preferences
from desktop.ui.common.theme import theme

LANGUAGE_NAMES = {"en": "English", "fr": "Français", "es": "Español"}
SCHEME_NAMES = {"system": marked("As the system"), "light": marked("Light"), "dark": marked("Dark")}
ROW_NAMES = {"24": marked("Compact rows"), "26": marked("Normal rows"), "32": marked("Roomy rows")}


class Owner(Protocol):
    """What these menus need of the window."""

    def open_path(self, path: Path) -> None: ...

    def set_language(self, code: str) -> None: ...


def submenus(owner: Owner) -> dict[str, tuple[str, Callable[[QMenu], None]]]:
    """Name of the entry → its words, and what fills its menu."""

    def recent(menu: QMenu) -> None:
        for path in preferences().recent:
            menu.addAction(Path(path).name).triggered.connect(_opening(owner, path))
        menu.setEnabled(not menu.isEmpty())

    def rows(menu: QMenu) -> None:
        named = [(value, _(text)) for value, text in ROW_NAMES.items()]
        menu.addActions(choices(menu, named, str(preferences().row_height), set_rows))

    def schemes(menu: QMenu) -> None:
        named = [(value, _(text)) for value, text in SCHEME_NAMES.items()]
        menu.addActions(choices(menu, named, theme().scheme, set_scheme))

    def languages(menu: QMenu) -> None:
        menu.addActions(choices(menu, [(c, LANGUAGE_NAMES[c]) for c in LANGUAGES], current(), owner.set_language))

    return {
        "recent": (_("Open again"), recent),
        "rows": (_("Rows"), rows),
        "scheme": (_("Colours"), schemes),
        "language": (_("Language"), languages),
    }


def set_rows(value: str) -> None:
    preferences().row_height = int(value)
    theme().changed.emit()


def set_scheme(value: str) -> None:
    preferences().scheme = value
    theme().set(scheme=value)


def _opening(owner: Owner, path: str) -> Callable[[], None]:
    def act() -> None:
        owner.open_path(Path(path))

    return act
