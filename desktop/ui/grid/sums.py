"""Owns the lines that the table adds by itself:
the sum of parts, its distance from the whole, the distance of two sources.
"""

from __future__ import annotations

from fractions import Fraction

from desktop.domain.address import Cell, Key
from desktop.domain.number import shown
from desktop.ui.grid.rows import Column, PaintCell, Row, RowKey
from desktop.ui.session import ProfileSession


def prepare(session: ProfileSession, row: Row, column: Column, made: PaintCell) -> None:
    """Fill a cell of such a line; empty where a part is missing."""
    made.kind, made.tone = "sum", "text2"
    if row.kind == "sum":
        total = _sum(session, row, column, row.parts)
        made.text = _text(session, total) if total is not None else ""
    elif row.key.source:
        _sources_apart(session, row, column, made)
    else:
        parts, whole = row.parts[:-1], row.parts[-1]
        total, held = _sum(session, row, column, parts), _number(session, row, column, whole)
        if total is not None and held is not None:
            _difference(session, row, column, made, total - held, whole)


def _sources_apart(session: ProfileSession, row: Row, column: Column, made: PaintCell) -> None:
    cell = _cell(row, column, "")
    values = []
    for source in row.key.source.split("|"):
        held = session.profile.figures.get(Key(*cell, source))
        values.append(
            Fraction(held.value) * Fraction(10) ** held.multiplier if held and held.value is not None else None
        )
    first, second = values
    if first is None or second is None:
        return
    made.text = _signed(session, first - second)
    if not first - second:
        made.tone = "muted"


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
    return session.profile.evaluator.number(_cell(row, column, items))


def _sum(session: ProfileSession, row: Row, column: Column, parts: tuple[str, ...]) -> Fraction | None:
    """Parts that are not there count as zero once one is; "other" and "not known" are often left out."""
    values = [_number(session, row, column, items) for items in parts]
    held = [value for value in values if value is not None]
    needed = [value for value, items in zip(values, parts, strict=True) if not items.endswith(("_O", "_U"))]
    return sum(held, Fraction(0)) if held and None not in needed else None


def _text(session: ProfileSession, number: Fraction) -> str:
    text = str(number) if number.denominator == 1 else f"{float(number):.1f}"
    return shown(text, session.profile.settings.numbers)


def _signed(session: ProfileSession, number: Fraction) -> str:
    return ("+" if number > 0 else "") + _text(session, number)
