"""Owns the actions of the menus: words, keys, deeds, each once; menus, buttons and keys share them."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QActionGroup, QKeySequence

from desktop.language import _, marked

SEPARATOR = "-"


class Definition(NamedTuple):
    """`page` actions are handed to the page that is shown, by their name."""

    name: str
    text: str
    keys: tuple[str, ...] = ()
    page: bool = False
    checkable: bool = False


DEFINITIONS = (
    Definition("new", marked("New profile…"), ("Ctrl+N",)),
    Definition("open", marked("Open a profile…"), ("Ctrl+O",)),
    Definition("import", marked("Import…"), ("Ctrl+I",)),
    Definition("export", marked("Export…"), ("Ctrl+E",)),
    Definition("backup", marked("Back up now")),
    Definition("print", marked("Print this table…"), ("Ctrl+P",), page=True),
    Definition("close", marked("Close profile"), ("Ctrl+W",)),
    Definition("quit", marked("Quit"), ("Ctrl+Q",)),
    Definition("undo", marked("Undo"), ("Ctrl+Z",)),
    Definition("redo", marked("Redo"), ("Ctrl+Y", "Ctrl+Shift+Z")),
    Definition("cut", marked("Cut"), ("Ctrl+X",), page=True),
    Definition("copy", marked("Copy"), ("Ctrl+C",), page=True),
    Definition("paste", marked("Paste"), ("Ctrl+V",), page=True),
    Definition("clear", marked("Clear"), (), page=True),
    Definition("fill down", marked("Fill down"), ("Ctrl+D",), page=True),
    Definition("fill right", marked("Fill right"), ("Ctrl+R",), page=True),
    Definition("note", marked("Note on this figure"), ("Shift+F2",), page=True),
    Definition("source", marked("Source of these figures"), ("Ctrl+Shift+S",), page=True),
    Definition("find", marked("Find in this table"), ("Ctrl+F",), page=True),
    Definition("replace", marked("Find and replace"), ("Ctrl+H",), page=True),
    Definition("find next", marked("Find next"), ("F3",), page=True),
    Definition("find previous", marked("Find previous"), ("Shift+F3",), page=True),
    Definition("go to", marked("Go to a figure"), ("Ctrl+G",), page=True),
    Definition("search", marked("Search the whole profile"), ("Ctrl+K",)),
    Definition("next module", marked("Next module"), ("Ctrl+PgDown",), page=True),
    Definition("previous module", marked("Previous module"), ("Ctrl+PgUp",), page=True),
    Definition("navigator", marked("Navigator"), ("Ctrl+B",), checkable=True),
    Definition("inspector", marked("Inspector"), ("Ctrl+Shift+I",), checkable=True),
    Definition("larger", marked("Larger"), ("Ctrl++", "Ctrl+=")),
    Definition("smaller", marked("Smaller"), ("Ctrl+-",)),
    Definition("usual size", marked("Usual size"), ("Ctrl+0",)),
    Definition("check", marked("Check everything"), ("F9",)),
    Definition("next finding", marked("Next finding"), ("F8",), page=True),
    Definition("previous finding", marked("Previous finding"), ("Shift+F8",), page=True),
    Definition("rules", marked("Rules of this profile")),
    Definition("partners", marked("Partner countries' files…")),
    Definition("new indicator", marked("New national indicator…")),
    Definition("items", marked("Items"), ("Ctrl+Shift+E",), page=True),
    Definition("sources", marked("Sources"), (), page=True),
    Definition("definition", marked("Definition of this indicator"), ("F1",), page=True),
    Definition("next part", marked("Next part of the window"), ("F6",)),
    Definition("previous part", marked("Previous part of the window"), ("Shift+F6",)),
    Definition("keys", marked("Keys"), ("Ctrl+F1",)),
    Definition("about", marked("About")),
)

MENUS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (marked("File"), ("new", "open", "recent", SEPARATOR, "import", "export", "print", SEPARATOR, "close", "quit")),
    (
        marked("Edit"),
        (
            "undo", "redo", SEPARATOR, "cut", "copy", "paste", "clear", SEPARATOR, "fill down", "fill right", SEPARATOR,
            "note", "source", SEPARATOR, "find", "replace", "go to", "search",
        ),
    ),
    (
        marked("View"),
        (
            "navigator", "inspector", SEPARATOR, "larger", "smaller", "usual size", "rows", SEPARATOR, "scheme",
            "language", SEPARATOR, "next module", "previous module", "next part", "previous part",
        ),
    ),
    (marked("Data"), ("check", "next finding", "previous finding", SEPARATOR, "items", "sources", SEPARATOR, "new indicator")),
    (marked("Tools"), ("rules", "partners", SEPARATOR, "backup")),
    (marked("Help"), ("definition", "keys", "about")),
)  # fmt: skip


class Actions(QObject):
    """All actions of one window. `deeds` by name for what the window does itself; the rest goes to `to_page`."""

    def __init__(self, owner: QObject, deeds: dict[str, Callable[[], object]], to_page: Callable[[str], object]):
        super().__init__(owner)
        self._made: dict[str, QAction] = {}
        for definition in DEFINITIONS:
            action = QAction(_(definition.text), self)
            action.setObjectName(definition.name)
            action.setShortcuts([QKeySequence(keys) for keys in definition.keys])
            action.setCheckable(definition.checkable)
            if definition.keys:
                shown = QKeySequence(definition.keys[0]).toString(QKeySequence.SequenceFormat.NativeText)
                action.setToolTip(f"{_(definition.text)} ({shown})")
            if definition.page:
                action.triggered.connect(_handing(to_page, definition.name))
            else:
                action.triggered.connect(_without_state(deeds[definition.name]))
            self._made[definition.name] = action

    def __getitem__(self, name: str) -> QAction:
        return self._made[name]

    def all(self) -> list[QAction]:
        return list(self._made.values())


def choices(
    parent: QObject, options: list[tuple[str, str]], current: str, chosen: Callable[[str], object]
) -> list[QAction]:
    """Actions of which exactly one is checked: (value, text)."""
    group = QActionGroup(parent)
    made = []
    for value, text in options:
        action = QAction(text, group)
        action.setCheckable(True)
        action.setChecked(value == current)
        action.triggered.connect(_handing(chosen, value))
        made.append(action)
    return made


def _handing(deed: Callable[[str], object], name: str) -> Callable[[], None]:
    def act() -> None:
        deed(name)

    return act


def _without_state(deed: Callable[[], object]) -> Callable[[], None]:
    def act() -> None:
        deed()

    return act
