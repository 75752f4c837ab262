"""Owns the rows and columns of a table: what each stands for, flat and in order, with what is open below what."""

from __future__ import annotations

from typing import NamedTuple

from desktop.catalogue.model import Indicator
from desktop.domain.address import Cell, items_of, items_text


class Column(NamedTuple):
    """A period, and with `items` a part of it (`SEX=F`); `band` is the heading over several columns."""

    period: str
    title: str
    items: str = ""
    band: str = ""
    is_strong: bool = False


class RowKey(NamedTuple):
    """What a row is, whatever its place: kind, indicator, items, source, dimension."""

    kind: str
    indicator: str = ""
    items: str = ""
    source: str = ""
    dimension: str = ""


class PaintCell:
    """A cell as it is painted, prepared once: text and how it looks.

    `lacks` are decimals missing to align on the decimal sign.
    """

    __slots__ = (
        "computed", "kind", "lacks", "letter", "mark", "note", "strong", "text", "tint", "tone", "width", "zoom"
    )  # fmt: skip

    def __init__(self) -> None:
        self.text = ""
        self.kind = "blank"
        """blank, value, reason, unreadable, undecided, sum."""
        self.mark = ""
        self.letter = ""
        self.note = False
        self.tint = ""
        self.tone = "text"
        self.strong = False
        self.lacks = 0
        self.width = -1
        """Of the text, measured when first painted at a zoom."""
        self.zoom = 0
        self.computed = False


class Row:
    """One line of the table. `kind`: group, indicator, by, item, source; and those worked out from others by `sums`:
    sum, difference, rest, area, apart, percent.
    """

    __slots__ = (
        "can_open", "cells", "decimals", "derived", "indicator", "is_open", "is_pinned", "key", "label", "level", "mark", "parts",
        "strong", "unit",
    )  # fmt: skip

    def __init__(
        self, key: RowKey, label: str, *, indicator: Indicator | None = None, level: int = 0, unit: str = "",
        can_open: bool = False, strong: bool = False, parts: tuple[str, ...] = (), mark: str = "", is_pinned: bool = False,
    ):  # fmt: skip
        self.key, self.label, self.indicator, self.level, self.unit = key, label, indicator, level, unit
        self.can_open, self.is_open, self.strong, self.parts, self.mark = can_open, False, strong, parts, mark
        self.derived = bool(indicator and indicator.is_derived) or key.kind == "area"
        self.is_pinned = is_pinned
        self.cells: list[PaintCell | None] = []
        self.decimals = -1

    @property
    def kind(self) -> str:
        return self.key.kind

    @property
    def has_figures(self) -> bool:
        return self.kind in ("indicator", "item", "source")

    @property
    def takes_cursor(self) -> bool:
        """Whether the arrows stop here: at figures, and at what can be opened."""
        return self.has_figures or self.can_open

    @property
    def source(self) -> str | None:
        """The source whose figures stand here; None for whichever is published."""
        return self.key.source if self.kind == "source" or self.is_pinned else None

    def cell(self, column: Column) -> Cell | None:
        """The cell of the profile at a column; None where the row has no figures of its own."""
        if self.indicator is None or self.kind in ("group", "by"):
            return None
        if not column.items:
            return Cell(self.key.indicator, self.key.items, column.period)
        pairs = {**items_of(self.key.items), **items_of(column.items)}
        ordered = {name: pairs[name] for name in self.indicator.dimensions if name in pairs}
        return Cell(self.key.indicator, items_text(ordered), column.period)
