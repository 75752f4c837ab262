"""Owns the lines that the table adds by itself:
sums of parts and their distance from the whole, areas, the others of a long list, two sources held against each other.
"""

from __future__ import annotations

from fractions import Fraction

from desktop.catalogue.wording import rounded
from desktop.domain.address import Cell, Key, items_of
from desktop.domain.number import shown
from desktop.domain.printing import printed
from desktop.ui.grid.largest import LATE
from desktop.ui.grid.rows import Column, PaintCell, Row, RowKey
from desktop.ui.session import ProfileSession

KINDS = frozenset(("sum", "difference", "rest", "area", "apart", "percent"))
"""Kinds of rows that are worked out here."""


def prepare(session: ProfileSession, row: Row, column: Column, made: PaintCell) -> None:
    """Fill a cell of such a line; empty where a part is missing."""
    made.kind, made.tone, made.strong = "sum", "text2", column.is_strong and row.kind in ("rest", "area")
    if row.kind in ("sum", "rest", "area"):
        total = _sum(session, row, column, row.parts)
        made.text = _text(session, total) if total is not None else ""
        made.tone = {"rest": "text", "area": "derived"}.get(row.kind, "text2")
    elif row.kind == "difference":
        parts, whole = row.parts[:-1], row.parts[-1]
        total, held = _sum(session, row, column, parts), _number(session, row, column, whole)
        if total is not None and held is not None:
            _difference(session, row, column, made, total - held, whole)
    else:
        _sources_apart(session, row, column, made)


def _sources_apart(session: ProfileSession, row: Row, column: Column, made: PaintCell) -> None:
    """The first source minus the second (where only one is named, the published figure), or that in per cent.

    Of two sources per cent of the larger, as tolerances of rules are (catalogue/README.md); against the published figure of that one.
    """
    cell = _cell(row, column, row.key.items)
    first = _of_source(session, Key(*cell, row.parts[0]))
    second = _of_source(session, Key(*cell, row.parts[1])) if row.parts[1:] else session.profile.evaluator.number(cell)
    if first is None or second is None:
        return
    apart = first - second
    made.tone = "text2" if apart else "muted"
    if row.kind == "apart":
        made.text = _signed(session, apart)
        return
    whole = max(abs(first), abs(second)) if row.parts[1:] else abs(second)
    if whole:
        made.text = _signed(session, 100 * apart / whole, decimals=1)


def _of_source(session: ProfileSession, key: Key) -> Fraction | None:
    held = session.profile.figures.get(key)
    numeric = session.profile.catalogue.indicators[key.indicator].is_numeric
    return held.number if numeric and held is not None else None


def _difference(  # noqa: PLR0917
    session: ProfileSession, row: Row, column: Column, made: PaintCell, apart: Fraction, whole: str
) -> None:
    made.text = _signed(session, apart)
    made.tone = "muted"
    if not apart:
        return
    made.tone, made.strong = "text", True
    for finding in session.findings_at(_cell(row, column, whole)):
        if finding.severity == "error" and finding.rule.startswith("SUM"):
            made.mark, made.tone = "error", "error"


def _cell(row: Row, column: Column, items: str) -> Cell:
    cell = Row(RowKey("item", row.key.indicator, items), "", indicator=row.indicator).cell(column)
    assert cell is not None
    return cell


def _number(session: ProfileSession, row: Row, column: Column, items: str) -> Fraction | None:
    cell = _cell(row, column, items)
    if row.source is not None:
        return _of_source(session, Key(*cell, row.source))
    return session.profile.evaluator.number(cell)


def _sum(session: ProfileSession, row: Row, column: Column, parts: tuple[str, ...]) -> Fraction | None:
    """Parts that are not there count as zero once one is: all of an open list, else "other" and "not known" (semantics.md 2)."""
    dimension = row.key.dimension
    values = [_number(session, row, column, items) for items in parts]
    held = [value for value in values if value is not None]
    if not held:
        return None
    if not session.profile.catalogue.dimensions[dimension].is_open:
        for value, items in zip(values, parts, strict=True):
            if value is None and items_of(items)[dimension] not in LATE:
                return None
    return sum(held, Fraction(0))


def _text(session: ProfileSession, number: Fraction, decimals: int | None = None) -> str:
    text = printed(number)
    return shown(text if decimals is None else rounded(text, decimals), session.profile.settings.numbers)


def _signed(session: ProfileSession, number: Fraction, decimals: int | None = None) -> str:
    return ("+" if number > 0 else "") + _text(session, number, decimals)
