"""Owns the list of sources as a table: one row per source, what it lacks said in words."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QObject, Qt

from desktop.catalogue.model import in_language
from desktop.domain.number import shown
from desktop.domain.source import Source
from desktop.language import _, current, marked
from desktop.services import asking
from desktop.services.asking import SourceUse
from desktop.ui.common.list_table import MARK_AFTER, MARK_BEFORE, TONE, ListModel
from desktop.ui.session import ProfileSession

COLUMNS = (marked("Source"), marked("Institution"), marked("Type"), marked("Reference date"), marked("Figures"))
FILTERS = {
    "all": marked("All {n}"), "lacking": marked("Lacking something {n}"), "undated": marked("No reference date {n}"),
    "unused": marked("Not used {n}"),
}  # fmt: skip
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


class SourcesModel(ListModel[SourceRow]):
    """Rows by title; filtered by words and by what is lacking."""

    columns, number = COLUMNS, 4

    def __init__(self, session: ProfileSession, parent: QObject | None = None):
        super().__init__(parent)
        self._session = session
        self.refresh()

    def refresh(self) -> None:
        """Read the sources and their uses anew."""
        profile = self._session.profile
        uses = asking.uses_of_sources(profile)
        held = profile.figures.sources
        made = [SourceRow(source, uses.get(source.id, []), True) for source in held.values()]
        made += [SourceRow(Source(name, ""), found, False) for name, found in uses.items() if name not in held]
        self.everything = sorted(made, key=lambda row: (row.source.title or row.source.id).casefold())
        self.apply()

    def passes(self, row: SourceRow, chosen: str) -> bool:
        return _passes(row, chosen)

    def searched(self, row: SourceRow) -> str:
        return " ".join(row.source)

    def row_of(self, source_id: str) -> int:
        return next((n for n, row in enumerate(self.rows) if row.source.id == source_id), -1)

    def more(self, row: SourceRow, column: int, role: int) -> object:
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleDescriptionRole):
            return lacks_words(row)
        is_missing = column == 3 and "reference_date" in row.lacks
        if role == MARK_BEFORE:
            return "error" if is_missing else None
        if role == MARK_AFTER and column == 0:
            return "error" if not row.on_file else "warning" if row.lacks else None
        if role == TONE:
            return "error" if is_missing else "text" if column in (0, 4) else "text2"
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
        return self.count_text(row.figures) if row.figures else ""

    def count_text(self, count: int) -> str:
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
    if chosen == "undated":
        return "reference_date" in row.lacks
    return not row.figures if chosen == "unused" else True


def _span(source: Source) -> str:
    first, last = source.period_from, source.period_to
    if not (first and last):
        return ""
    return first if first == last else f"{first}\u2013{last}"
