"""Owns the rows of the navigator:
Overview, the modules by part with how full they are and their gravest mark, the other pages.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop.catalogue.model import in_language
from desktop.language import _, current, marked, plural
from desktop.services import asking
from desktop.ui.pages import PAGES
from desktop.ui.session import ProfileSession

ENTRY = Qt.ItemDataRole.UserRole + 1
_Index = QModelIndex | QPersistentModelIndex
PARTS = {"A": marked("Trends"), "B": marked("Impact"), "C": marked("Governance"), "D": marked("Data")}


class NavEntry(NamedTuple):
    """One row. `kind`: page, module, part (a heading), line."""

    kind: str
    id: str = ""
    text: str = ""
    icon: str = ""
    part: float = 0.0
    mark: str = ""
    number: int = 0

    @property
    def can_be_chosen(self) -> bool:
        return self.kind in ("page", "module")

    @property
    def spoken(self) -> str:
        """What a screen reader says."""
        if self.kind != "module":
            return f"{self.text}, {self.number}" if self.number else self.text
        percent = _("{n} % filled").format(n=int(self.part * 100))
        counts = {"error": ("{n} error", "{n} errors"), "warning": ("{n} warning", "{n} warnings")}
        one, many = counts.get(self.mark, ("{n} for information", "{n} for information"))
        return f"{self.text}, {percent}" + (f", {plural(one, many, self.number)}" if self.mark else "")


class NavigatorModel(QAbstractListModel):
    """Made anew by `refresh`; the rows stay the same unless the modules of the profile change."""

    def __init__(self, session: ProfileSession, parent: QObject | None = None):
        super().__init__(parent)
        self._session = session
        self.entries: list[NavEntry] = []
        self.refresh()
        session.findings_changed.connect(self.refresh)
        session.settings_changed.connect(self.refresh)

    def refresh(self) -> None:
        made = _entries(self._session)
        if [entry[:2] for entry in made] != [entry[:2] for entry in self.entries]:
            self.beginResetModel()
            self.entries = made
            self.endResetModel()
            return
        for row, (old, new) in enumerate(zip(self.entries, made, strict=True)):
            if old != new:
                self.entries[row] = new
                self.dataChanged.emit(self.index(row), self.index(row))

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.entries)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        entry = self.entries[index.row()]
        if role == ENTRY:
            return entry
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.text
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return entry.spoken or None
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        if index.isValid() and self.entries[index.row()].can_be_chosen:
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return Qt.ItemFlag.NoItemFlags

    def row_of(self, kind: str, name: str) -> int:
        """The row of a page or module; -1 if it is not there."""
        return next((row for row, entry in enumerate(self.entries) if (entry.kind, entry.id) == (kind, name)), -1)


def _entries(session: ProfileSession) -> list[NavEntry]:
    profile = session.profile
    pages = [page for page in PAGES.values() if page.in_navigator]
    made = [_page_entry(pages[0].id, session), NavEntry("line")]
    last = ""
    for state in sorted(session.module_states, key=lambda s: profile.catalogue.modules[s.code].report_part):
        module = profile.catalogue.modules[state.code]
        if module.report_part != last:
            last = module.report_part
            made.append(NavEntry("part", last, f"{last}  {_(PARTS.get(last, last))}"))
        done = (state.filled + state.missing_with_reason) / state.indicators if state.indicators else 0.0
        mark, count = _gravest(state)
        made.append(NavEntry("module", state.code, in_language(module.short, current()), "", done, mark, count))
    made.append(NavEntry("line"))
    return made + [_page_entry(page.id, session) for page in pages[1:]]


def _page_entry(name: str, session: ProfileSession) -> NavEntry:
    page = PAGES[name]
    count = len(session.findings) if name == "findings" else 0
    return NavEntry("page", name, _(page.title), page.icon, number=count)


def _gravest(state: asking.State) -> tuple[str, int]:
    for mark, count in (("error", state.error), ("warning", state.warning), ("info", state.info)):
        if count:
            return mark, count
    return "", 0
