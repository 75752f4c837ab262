"""Owns what stands above a column of values and before a row of them: words carried over merged cells, and over blank ones beside."""

from __future__ import annotations

from typing import NamedTuple

from desktop.exchange.sheets.model import DATE
from desktop.services.foreign.cells import EMPTY
from desktop.services.foreign.tables import Table


class Word(NamedTuple):
    """A text at the edge of figures and its cell; `is_carried` from a cell beside it that is not merged with this one."""

    text: str
    row: int
    column: int
    is_carried: bool = False
    is_date: bool = False


def heads_of(table: Table) -> dict[int, list[Word]]:
    """Of each column of values the words above it, from the top."""
    merged = {
        (row, column): (top, left)
        for top, left, bottom, right in table.sheet.merged
        for row in range(top, bottom + 1)
        for column in range(left, right + 1)
    }
    found: dict[int, list[Word]] = {column: [] for column in table.values}
    last = table.heads[-1] if table.heads else -1
    carried: dict[int, Word] = {}
    previous = -1
    for column in table.values:
        if previous >= 0 and any(
            table.kind(row, it) != EMPTY for it in range(previous + 1, column) for row in table.body[:5]
        ):
            carried = {}  # labels between two blocks part them
        previous = column
        for number, row in enumerate(table.heads):
            anchor = merged.get((row, column))
            if anchor is not None and anchor[0] != row:
                continue  # the cell reaches down from a row above, where it was read
            at = anchor or (row, column)
            text = table.text(*at)
            if text:
                word = Word(text, *at, is_date=table.sheet.doubts.get(at) == DATE)
                carried = {it: held for it, held in carried.items() if it < row}
                carried[row] = word
            elif row != last or not _is_filled_below(table, number, column):
                held = carried.get(row)
                if held is None or row == last:
                    continue
                word = held._replace(is_carried=True)
            else:
                continue
            if word.text not in [it.text for it in found[column]]:
                found[column].append(word)
    return found


def _is_filled_below(table: Table, number: int, column: int) -> bool:
    return any(table.kind(row, column) != EMPTY for row in table.heads[number:])


def labels_of(table: Table) -> dict[int, dict[int, str]]:
    """Of each row of figures the words before it, by column; blank ones go on with what stands above in columns but the last."""
    merged = {
        (row, column): table.text(top, left)
        for top, left, bottom, right in table.sheet.merged
        if bottom > top
        for row in range(top, bottom + 1)
        for column in range(left, right + 1)
    }
    carries = _carrying(table)
    made: dict[int, dict[int, str]] = {}
    carried: dict[int, str] = {}
    for row in table.body:
        texts = {}
        for column in table.labels:
            text = table.text(row, column) or merged.get((row, column), "")
            if text:
                carried = {it: held for it, held in carried.items() if it < column}
            elif column in carries:
                text = carried.get(column, "")
            carried[column] = text
            texts[column] = text
        made[row] = texts
    return made


def _carrying(table: Table) -> set[int]:
    """Columns in which a word holds for the blank cells below it: before another column of words, and blank more often than not."""
    if len(table.labels) < 2:
        return set()
    found = set()
    for column in table.labels[:-1]:
        filled = sum(table.kind(row, column) != EMPTY for row in table.body)
        if 0 < filled <= len(table.body) / 2 and table.kind(table.body[0], column) != EMPTY:
            found.add(column)
    return found


def headings_before(table: Table) -> dict[int, list[Word]]:
    """Of each row of figures the headings that stand between it and the figures before, from the top; only where there are any."""
    made: dict[int, list[Word]] = {}
    headings = iter([*table.headings, -1])
    following = next(headings)
    for row in table.body:
        words = []
        while 0 <= following < row:
            line = table.kinds[following]
            words += [
                Word(table.text(following, column), following, column)
                for column in range(table.left, min(table.right + 1, len(line)))
                if line[column] != EMPTY
            ]
            following = next(headings)
        if words:
            made[row] = words
    return made


class Edges(NamedTuple):
    """The words around the figures of a table: above each column of values, before each row, on lines between rows."""

    heads: dict[int, list[Word]]
    labels: dict[int, dict[int, str]]
    before: dict[int, list[Word]]


def edges_of(table: Table) -> Edges:
    """All words around the figures of a table."""
    return Edges(heads_of(table), labels_of(table), headings_before(table))
