"""Owns the list of sources as a table: one row per source, what it lacks said in words."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop.catalogue.model import in_language
from desktop.domain.number import shown
from desktop.domain.source import Source
from desktop.language import _, current, marked
from desktop.services import asking
from desktop.services.asking import SourceUse
from desktop.ui.common.list_table import MARK_AFTER, MARK_BEFORE, TONE
from desktop.ui.session import ProfileSession

Index = QModelIndex | QPersistentModelIndex
NO_INDEX = QModelIndex()
COLUMNS = (marked("Source"), marked("Institution"), marked("Type"), marked("Reference date"), marked("Figures"))
FILTERS = ("all", "lacking", "unused")
LACKS = {
    "reference_date": marked("the reference date or period"),
    "coverage": marked("who and where is covered"),
    "institution": marked("the institution"),
    "type": marked("the type"),
}


class SourceRow(NamedTuple):
    """A source with its uses. `on_file` is false for an id that figures name but nobody has described."""

    source: Source
    uses: list[SourceUse]
    on_file: bool

    @property
    def figures(self) -> int:
        return sum(use.figures for use in self.uses)

    @property
    def lacks(self) -> list[str]:
        """Fields that a reader needs and that are empty, in the order of `LACKS`."""
        held = self.source
        has_date = bool(held.reference_date or (held.period_from and held.period_to))
        return [name for name in LACKS if not (has_date if name == "reference_date" else getattr(held, name))]


class SourcesModel(QAbstractTableModel):
    """Rows by title; filtered by words and by what is lacking."""

    def __init__(self, session: ProfileSession, parent: QObject | None = None):
        super().__init__(parent)
        self._session = session
        self.everything: list[SourceRow] = []
        self.rows: list[SourceRow] = []
        self.words, self.filter = "", "all"
        self.refresh()

    def refresh(self) -> None:
        """Read the sources and their uses anew."""
        profile = self._session.profile
        uses = asking.uses_of_sources(profile)
        held = profile.figures.sources
        made = [SourceRow(source, uses.get(source.id, []), True) for source in held.values()]
        made += [SourceRow(Source(name, ""), found, False) for name, found in uses.items() if name not in held]
        self.everything = sorted(made, key=lambda row: (row.source.title or row.source.id).casefold())
        self._apply()

    def choose(self, *, words: str | None = None, chosen: str | None = None) -> None:
        self.words = self.words if words is None else words.casefold()
        self.filter = self.filter if chosen is None else chosen
        self._apply()

    def count(self, chosen: str) -> int:
        return sum(_passes(row, chosen) for row in self.everything)

    def row_of(self, source_id: str) -> int:
        return next((n for n, row in enumerate(self.rows) if row.source.id == source_id), -1)

    def _apply(self) -> None:
        self.beginResetModel()
        self.rows = [
            row
            for row in self.everything
            if _passes(row, self.filter) and self.words in " ".join(row.source).casefold()
        ]
        self.endResetModel()

    def rowCount(self, parent: Index = NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = NO_INDEX) -> int:
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation == Qt.Orientation.Horizontal and 0 <= section < len(COLUMNS):
            if role == Qt.ItemDataRole.DisplayRole:
                return _(COLUMNS[section])
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return int(_side(section) | Qt.AlignmentFlag.AlignVCenter)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self.text(row, index.column())
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleDescriptionRole):
            return lacks_words(row)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(_side(index.column()) | Qt.AlignmentFlag.AlignVCenter)
        is_missing = index.column() == 3 and "reference_date" in row.lacks
        if role == MARK_BEFORE:
            return "error" if is_missing else None
        if role == MARK_AFTER and index.column() == 0:
            return "error" if not row.on_file else "warning" if row.lacks else None
        if role == TONE:
            return "error" if is_missing else "text" if index.column() in (0, 4) else "text2"
        return None

    def text(self, row: SourceRow, column: int) -> str:
        held = row.source
        if column == 0:
            return held.title or held.id
        if column == 1:
            return held.institution
        if column == 2:
            members = self._session.profile.catalogue.dimensions["SOURCE_TYPE"].members
            return in_language(members[held.type].title, current()) if held.type in members else held.type
        if column == 3:
            return held.reference_date or _span(held) or _("missing")
        return self.number(row.figures) if row.figures else ""

    def number(self, count: int) -> str:
        """A count in the number format of the profile."""
        return shown(str(count), self._session.profile.settings.numbers)


def lacks_words(row: SourceRow) -> str:
    """What a source lacks, as a sentence; empty where nothing does."""
    if not row.on_file:
        return _("Figures name this source, but it is not described yet.")
    if not row.lacks:
        return ""
    return _("It lacks {fields}.").format(fields=", ".join(_(LACKS[name]) for name in row.lacks))


def _passes(row: SourceRow, chosen: str) -> bool:
    if chosen == "lacking":
        return bool(row.lacks) or not row.on_file
    return not row.figures if chosen == "unused" else True


def _side(column: int) -> Qt.AlignmentFlag:
    return Qt.AlignmentFlag.AlignRight if column == len(COLUMNS) - 1 else Qt.AlignmentFlag.AlignLeft


def _span(source: Source) -> str:
    first, last = source.period_from, source.period_to
    if not (first and last):
        return ""
    return first if first == last else f"{first}\u2013{last}"
