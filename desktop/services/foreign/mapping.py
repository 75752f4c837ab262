"""Owns what a mapping of a foreign spreadsheet is: pure data, what the words of each table mean; never a row number."""

from __future__ import annotations

from collections.abc import Mapping as Words
from dataclasses import dataclass, field, replace

ROLES = ("country", "item", "period", "indicator", "note", "status", "nothing")
"""What a column of labels tells: `country` chooses the rows of the profile's country; `nothing` tells nothing of a figure."""
LEAVE = "leave"
"""What a word, a mark, a table says that is left out."""
PERIOD_FROM = ("file", "sheet", "caption")
"""Where a table may take the period of all its figures from."""


@dataclass(frozen=True)
class Column:
    """A column of labels, found by its heading. `words`: own word → member of the dimension, or as in `TableMap.words`."""

    heading: str
    role: str
    dimension: str = ""
    words: Words[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class TableMap:
    """How a table is read; every empty field is one that a person did not settle. README.md here explains each."""

    sheet: str = "*"
    caption: str = ""
    leave: bool = False
    indicator: str = ""
    items: str = ""
    country: str = ""
    period: str = ""
    columns: tuple[Column, ...] = ()
    words: Words[str, str] = field(default_factory=dict)
    source: str = ""
    status: str = ""
    note: str = ""
    multiplier: int | None = None
    scale: int | None = None
    decimal: str = ""
    marks: Words[str, str] = field(default_factory=dict)
    percent: str = ""
    season: str = ""

    def column(self, heading: str) -> Column | None:
        return next((it for it in self.columns if same_words(it.heading, heading)), None)


@dataclass(frozen=True)
class Mapping:
    """How a spreadsheet is read. `others`: what becomes of sheets and tables that no `table` fits: `ask` or `leave`."""

    tables: tuple[TableMap, ...] = ()
    others: str = "ask"

    def with_table(self, number: int, **fields: object) -> Mapping:
        """The same with fields of one table changed."""
        tables = list(self.tables)
        tables[number] = replace(tables[number], **fields)  # type: ignore[arg-type]
        return replace(self, tables=tuple(tables))


def same_words(one: str, other: str) -> bool:
    from desktop.services.recognising.words import fold  # noqa: PLC0415

    return fold(" ".join(one.split())) == fold(" ".join(other.split()))


@dataclass(frozen=True)
class Field:
    """Where in a mapping an answer is written: a field of a table, of one of its columns, or a word of either."""

    table: int
    name: str
    heading: str | None = None
    word: str | None = None


def answered(mapping: Mapping, at: Field, answer: str) -> Mapping:
    """The mapping with one answer written into it."""
    table = mapping.tables[at.table]
    if at.heading is not None:
        column = table.column(at.heading) or Column(at.heading, "")
        if at.word is not None:
            changed = replace(column, words={**column.words, at.word: answer})
        else:
            role, _, dimension = answer.partition(":")
            changed = replace(column, role=role, dimension=dimension)
        rest = tuple(it for it in table.columns if it is not column and not same_words(it.heading, at.heading))
        order = {it.heading: number for number, it in enumerate(table.columns)}
        columns = sorted((*rest, changed), key=lambda it: order.get(it.heading, len(order)))
        return mapping.with_table(at.table, columns=tuple(columns))
    if at.word is not None:
        return mapping.with_table(at.table, **{at.name: {**getattr(table, at.name), at.word: answer}})
    if at.name == "indicator" and answer == LEAVE:
        return mapping.with_table(at.table, leave=True)
    if at.name in {"multiplier", "scale"}:
        return mapping.with_table(at.table, **{at.name: int(answer)})
    return mapping.with_table(at.table, **{at.name: answer})
