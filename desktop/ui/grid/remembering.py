"""Owns what is remembered of the tables of a profile for the person on this computer: widths, opened rows, filters, cursors."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from desktop.domain.address import Cell
from desktop.ui.common.preferences import preferences
from desktop.ui.grid.rows import Column, RowKey
from desktop.ui.grid.views import FILTERS

if TYPE_CHECKING:
    from desktop.ui.grid.page import ModulePage

MOST_ROWS, MOST_WIDTHS = 300, 200


class Cursor(NamedTuple):
    """Where the cursor was in a module."""

    cell: Cell
    source: str | None


class Memory:
    """Read once when a profile is opened, written when a module is left; what cannot be read counts as not there."""

    def __init__(self, profile_id: str):
        self._profile_id = profile_id
        state = preferences().view(profile_id)
        self.opened = [RowKey(*key) for key in _lists(state.get("opened"), 5)]
        self._filters = _texts(state.get("filters"))
        self._widths = {name: int(text) for name, text in _texts(state.get("widths")).items() if text.isdigit()}
        self._cursors: dict[str, Cursor] = {}
        for module, *cell, source in _lists(state.get("cursors"), 5):
            self._cursors[module] = Cursor(Cell(*cell), source or None)

    def width(self, name: str, default: int) -> int:
        """A width that a person dragged, in pixels at 100 %."""
        return self._widths.get(name, default)

    def set_width(self, name: str, width: int | None) -> None:
        """Keep a width; None forgets it."""
        self._widths.pop(name, None)
        if width is not None:
            self._widths[name] = width
        for old in list(self._widths)[:-MOST_WIDTHS]:
            del self._widths[old]

    def filter(self, module: str) -> str:
        kept = self._filters.get(module, "all")
        return kept if kept in FILTERS else "all"

    def restore(self, page: ModulePage) -> bool:
        """Put the cursor where it was in the module of the page; False if that is not known or no longer there."""
        kept = self._cursors.get(page.view.module)
        return kept is not None and page.table.go_to(kept.cell, kept.source)

    def keep(self, page: ModulePage) -> None:
        """Remember how a page is left, and write it down."""
        if not page.view.module:
            return
        place = page.table.figures.place
        if place is not None and not page.view.indicator:
            self._cursors[page.view.module] = Cursor(place.cell, place.source)
        self._filters[page.view.module] = page.view.filter
        self.opened = page.grid.opened[-MOST_ROWS:]
        state: dict[str, object] = {
            "opened": [list(key) for key in self.opened],
            "filters": self._filters,
            "widths": {name: str(width) for name, width in self._widths.items()},
            "cursors": [[module, *kept.cell, kept.source or ""] for module, kept in self._cursors.items()],
        }
        preferences().set_view(self._profile_id, state)


def name_of(column: Column) -> str:
    """What the width of a column is kept under."""
    return f"{column.period}|{column.items}" if column.items else column.period


def _lists(held: object, size: int) -> list[list[str]]:
    """The lists of so many texts that a value holds."""
    lines = held if isinstance(held, list) else []
    return [
        line for line in lines if isinstance(line, list) and len(line) == size and all(isinstance(t, str) for t in line)
    ]


def _texts(held: object) -> dict[str, str]:
    return {name: text for name, text in held.items() if isinstance(text, str)} if isinstance(held, dict) else {}
