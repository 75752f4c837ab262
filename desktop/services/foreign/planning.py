"""Owns the plan of a foreign spreadsheet: every number is a figure for a cell of the profile, or is listed with the reason."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from fnmatch import fnmatchcase
from functools import lru_cache
from pathlib import Path

from desktop.catalogue.addresses import canonical_items
from desktop.domain.address import SOURCE_ID, Cell
from desktop.domain.errors import Message, Refused
from desktop.domain.period import is_year, overlaps, read_period
from desktop.exchange.base import ReadRow
from desktop.exchange.sheets.model import Book
from desktop.services.foreign.cells import kinds_of, numbers_of
from desktop.services.foreign.figures import Figure, Figures
from desktop.services.foreign.heads import Edges, edges_of
from desktop.services.foreign.labels import ABOVE
from desktop.services.foreign.lexicon import Lexicon
from desktop.services.foreign.listing import Lister
from desktop.services.foreign.mapping import Field, Mapping, TableMap, same_words
from desktop.services.foreign.meanings import NOTHING, Said, together, with_default
from desktop.services.foreign.plan import (
    DOUBTFUL,
    LEFT,
    REFUSED,
    Area,
    ForeignCell,
    NotTaken,
    Question,
    SheetArea,
    SheetPlan,
)
from desktop.services.foreign.reading import TableReading
from desktop.services.foreign.tables import Table, find_tables
from desktop.services.profile import OpenProfile
from desktop.services.recognising.words import fold, is_in_millions, takes_power


@dataclass
class Found:
    """A spreadsheet with its tables, found once; each may be read by several mappings."""

    profile: OpenProfile
    book: Book
    file: Path
    lexicon: Lexicon = field(init=False)
    tables: list[Table] = field(init=False)
    edges: dict[int, Edges] = field(init=False)
    numbers: dict[str, frozenset[tuple[int, int]]] = field(init=False)
    proposed: dict[int, int] = field(default_factory=dict)
    """Of tables that no given part of a mapping fits, the part that was added for them."""

    def __post_init__(self) -> None:
        self.lexicon = Lexicon(self.profile)
        self.tables = [table for sheet in self.book.sheets for table in find_tables(sheet)]
        known = {table.sheet.name: table.kinds for table in self.tables}
        kinds = {sheet.name: known.get(sheet.name) or kinds_of(sheet) for sheet in self.book.sheets}
        self.edges = {id(table): edges_of(table) for table in self.tables}
        self.numbers = {sheet.name: numbers_of(sheet, kinds[sheet.name]) for sheet in self.book.sheets}


def plan_sheet(profile: OpenProfile, book: Book, file: Path, mapping: Mapping) -> SheetPlan:
    """What a spreadsheet would bring, read by a mapping. What the mapping does not settle is asked; its figures wait. Raises `Refused`."""
    return plan_found(Found(profile, book, file), mapping)


def plan_found(found: Found, mapping: Mapping, given: int | None = None, *, most: int = sys.maxsize) -> SheetPlan:
    """The same for tables that were found before. `given`: how many parts of the mapping a person has made, all without it; `most`: rows
    of figures read of each table, to see what would be asked.
    """
    return _Planner(found, mapping, len(mapping.tables) if given is None else given, most).plan()


def fitting(table: Table, parts: Sequence[TableMap]) -> int | None:
    """Which part of a mapping a table is read by: name of the sheet, caption and headings fit."""
    for number, part in enumerate(parts):
        if fits(table, part):
            return number
    return None


def fits(table: Table, part: TableMap) -> bool:
    if not fnmatchcase(fold(table.sheet.name), fold(part.sheet) or "*"):
        return False
    if part.caption and fold(part.caption) not in fold(f"{table.sheet.name} · {table.caption()}"):
        return False
    headings = [table.heading_of(column) for column in table.labels]
    needed = [it.heading for it in part.columns if it.role in {"country", "item", "period", "indicator"}]
    return all(
        it == ABOVE or it.startswith("#") or any(same_words(it, heading) for heading in headings) for it in needed
    )


def _name(sheet: str, row: int, column: int) -> str:
    return SheetArea(sheet, row, column, row, column).name


class _Planner:
    """Goes over all tables, then over what stands outside of them."""

    def __init__(self, found: Found, mapping: Mapping, given: int, most: int):
        self.found, self.mapping, self.given, self.most = found, mapping, given, most
        self.profile, self.catalogue = found.profile, found.profile.catalogue
        self.cells: list[ForeignCell] = []
        self.not_taken: list[NotTaken] = []
        self.questions: list[Question] = []
        self.areas: list[Area] = []
        self.counts = dict.fromkeys(("numbers", "taken", REFUSED, DOUBTFUL, LEFT, "marks"), 0)
        self.seen: dict[tuple[Cell, str], int] = {}
        self._canonical = lru_cache(None)(self._canonical_items)

    def plan(self) -> SheetPlan:
        """The whole plan."""
        tables = list(self.mapping.tables)
        for sheet in self.found.book.sheets:
            lister = Lister(sheet, self.found.numbers[sheet.name], self.counts, is_sketch=self.most < sys.maxsize)
            for table in self.found.tables:
                if table.sheet is not sheet:
                    continue
                number = fitting(table, self.mapping.tables[: self.given])
                if number is None:
                    number = self.found.proposed.get(id(table))
                if number is None and self.mapping.others == "leave":
                    lister.whole(table, Message("SHEET-TABLE-LEFT"), LEFT)
                elif number is None:
                    number = self.found.proposed[id(table)] = len(tables)
                    tables.append(
                        TableMap(
                            sheet=sheet.name if len(self.found.book.sheets) > 1 else "*",
                            caption=self._own_caption(table),
                        )
                    )
                    self._table(table, tables, number, lister)
                elif tables[number].leave:
                    lister.whole(table, Message("SHEET-TABLE-LEFT"), LEFT)
                else:
                    self._table(table, tables, number, lister)
            if self.most == sys.maxsize:
                self.not_taken += lister.rest()
        return SheetPlan(
            replace(self.mapping, tables=tuple(tables)),
            self.cells,
            self.not_taken,
            self.questions,
            self.areas,
            self.counts,
        )

    def _own_caption(self, table: Table) -> str:
        """What tells a table from others of its sheet: its caption, where there are several."""
        others = [it for it in self.found.tables if it.sheet is table.sheet and it is not table]
        mine = [table.text(*at) for at in table.captions]
        theirs = {other.text(*at) for other in others for at in other.captions}
        return next((text for text in mine if text not in theirs), "") if others else ""

    def _table(self, table: Table, tables: list[TableMap], number: int, lister: Lister) -> None:
        part = tables[number]
        if part.source and not SOURCE_ID.fullmatch(part.source):
            raise Refused("SOURCE-FORM", source=part.source)
        edges = self.found.edges[id(table)]
        reading = TableReading(
            self.found.lexicon, table, edges, part, number, self.found.file, is_given=number < self.given
        )
        tables[number] = reading.map
        questions = reading.questions
        if reading.whole.reason is not None and not reading.across:
            lister.whole(table, reading.whole.reason, reading.whole.fate)
        else:
            self._figures(table, reading, lister)
        self.questions += questions.values()
        self._colour(table)

    def _figures(self, table: Table, reading: TableReading, lister: Lister) -> None:
        lister.heads(table)
        sheet = table.sheet
        texts = (
            value
            for row in table.body
            if reading.down[row].reason is None
            for column in table.values
            if isinstance(value := sheet.at(row, column), str)
        )

        def ask(
            code: str, at: tuple[str, str | None], where: tuple[int, int], choices: Sequence[str], **context: object
        ) -> Message:
            said = reading.ask(code, Field(reading.number, at[0], None, at[1]), where, choices, **context)
            assert said.reason is not None
            return said.reason

        figures = Figures(self.catalogue, self.profile.settings.numbers, reading.map, texts, ask)
        for row in table.body[: self.most]:
            down = reading.down[row]
            if down.reason is not None:
                lister.row(row, table.values, down.reason, down.fate)
                continue
            for column in table.values:
                if table.kind(row, column) == " ":
                    continue
                self._cell(table, reading, figures, row, column, down, lister)
        lister.labels(table)

    def _cell(  # noqa: PLR0917
        self, table: Table, reading: TableReading, figures: Figures, row: int, column: int, down: Said, lister: Lister
    ) -> None:
        sheet = table.sheet
        said = with_default(together((reading.across.get(column, NOTHING), down)), reading.whole)
        target = said if said.reason is not None else self._target(said)
        if isinstance(target, Said):
            assert target.reason is not None
            lister.one(row, column, target.reason, target.fate)
            return
        figure = figures.read(sheet.at(row, column), sheet.doubts.get((row, column)), target.indicator, (row, column))
        if figure == Figure():
            return
        source = reading.map.source
        read = ReadRow(
            row + 1, target, source, place=SheetArea(sheet.name, row, column, row, column).place(self.found.file.name)
        )
        if figure.reason is not None:
            changed = (
                read._replace(doubt=figure.reason) if figure.fate == DOUBTFUL else read._replace(fault=figure.reason)
            )
            if figure.fate == LEFT:
                lister.one(row, column, figure.reason, LEFT)
                return
            self._take(changed, row, column, figure.fate, lister)
            return
        first = self.seen.get((target, source))
        if first is not None:
            self._again(first, figure, row, column, target, lister)
            return
        self.seen[target, source] = len(self.cells)
        is_value = figure.value is not None
        flag, letters = self._flagged(table, reading, row, column)
        read = read._replace(
            value=figure.value,
            typed=figure.typed,
            status=figure.status or (flag or said.status if is_value else None) or None,
            multiplier=self._multiplier(reading, said, target.indicator) if is_value else None,
            note="; ".join(filter(None, (reading.map.note, said.note, letters))) or None,
        )
        self._take(read, row, column, "taken", lister)

    def _flagged(self, table: Table, reading: TableReading, row: int, column: int) -> tuple[str, str]:
        """Status and note that letters right behind a figure stand for; letters that are no status are kept as a note."""
        text = table.text(row, table.flags[column]) if column in table.flags else ""
        status = reading.map.marks.get(text, text.upper())
        return (status, "") if status in self.catalogue.statuses else ("", text)

    def _again(  # noqa: PLR0917
        self, first: int, figure: Figure, row: int, column: int, target: Cell, lister: Lister
    ) -> None:
        """A second figure for one cell: the same again is left out; of two that differ neither is taken."""
        other = self.cells[first]
        context = {"cell": _name(*other.place), "address": target.address}
        if (other.row.value, other.row.status) == (figure.value, figure.status or other.row.status):
            lister.one(row, column, Message("SHEET-SAME", context), LEFT)
            return
        if other.row.fault is None:
            fault = Message("SHEET-TWICE", {"cell": _name(lister.sheet.name, row, column), "address": target.address})
            self.cells[first] = other._replace(row=other.row._replace(fault=fault))
            if other.is_number:
                self.counts["taken"] -= 1
                self.counts[REFUSED] += 1
            else:
                self.counts["marks"] -= 1
        lister.one(row, column, Message("SHEET-TWICE", context), REFUSED)

    def _take(self, read: ReadRow, row: int, column: int, fate: str, lister: Lister) -> None:
        sheet = lister.sheet
        is_number = lister.count(row, column)
        self.cells.append(ForeignCell((sheet.name, row, column), read, is_number))
        if is_number or fate == "taken":
            self.counts[fate if is_number else "marks"] += 1

    def _target(self, said: Said) -> Cell | Said:
        """The cell of the profile that words lead to, or why there is none."""
        if not said.code:
            return Said(reason=Message("SHEET-NO-INDICATOR"), fate=DOUBTFUL)
        period = said.period + said.part if said.part and is_year(said.period) else said.period
        if not period:
            return Said(reason=Message("SHEET-NO-PERIOD"), fate=DOUBTFUL)
        first, last = self.profile.settings.years
        if not overlaps(period, first, last):
            return Said(reason=Message("SHEET-YEARS", {"first": first, "last": last}))
        indicator = self.catalogue.indicators[said.code]
        try:
            cell = Cell(said.code, self._canonical(said.code, said.items), read_period(period))
        except Refused as refusal:
            return Said(reason=refusal.problems[0].message, fate=REFUSED)
        if indicator.is_counter or (indicator.is_derived and self.profile.evaluator.computed(cell) is not None):
            return Said(reason=Message("SHEET-DERIVED", {"indicator": said.code}), fate=REFUSED)
        return cell

    def _canonical_items(self, code: str, items: tuple[tuple[str, str], ...]) -> str:
        return canonical_items(items, self.catalogue.indicators[code], self.catalogue)

    def _multiplier(self, reading: TableReading, said: Said, code: str) -> int:
        if reading.map.multiplier is not None:
            return reading.map.multiplier
        indicator = self.catalogue.indicators[code]
        if (
            reading.map.scale is not None
            or not said.power
            or is_in_millions(indicator, said.power)
            or not takes_power(indicator)
        ):
            return 0
        return said.power

    def _colour(self, table: Table) -> None:
        name = table.sheet.name
        self.areas += [Area(SheetArea(name, row, column, row, column), "title") for row, column in table.captions]
        if table.heads:
            self.areas.append(Area(SheetArea(name, table.heads[0], table.left, table.heads[-1], table.right), "header"))
        for column in table.labels:
            self.areas.append(Area(SheetArea(name, table.body[0], column, table.bottom, column), "items"))
        for column in table.values:
            self.areas.append(Area(SheetArea(name, table.body[0], column, table.bottom, column), "values"))
