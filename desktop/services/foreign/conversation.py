"""Owns reading a spreadsheet together with a person: what they settled, what the program takes until they do, what that would bring."""

from __future__ import annotations

from pathlib import Path

from desktop.exchange.sheets.model import Book
from desktop.services.foreign.keeping import find_map
from desktop.services.foreign.mapping import LEAVE, Field, Mapping, TableMap, answered
from desktop.services.foreign.plan import SheetPlan
from desktop.services.foreign.planning import Found, fitting
from desktop.services.foreign.proposing import NO_MAPPING, propose_found
from desktop.services.foreign.tables import Table
from desktop.services.profile import OpenProfile


class Conversation:
    """A spreadsheet that is being read, with an opening of the profile of its own, which `close` closes.

    `name` is that of the kept mapping that fits it, empty for none; `plan` is as of the last `read`.
    """

    def __init__(self, profile: OpenProfile, book: Book, file: Path):
        self.profile, self.book, self.file = profile, book, file
        self.found = Found(profile, book, file)
        kept = find_map(profile, book, file)
        self.name, self._base = kept or ("", NO_MAPPING)
        self.settled: dict[Field, str] = {}
        self.plan: SheetPlan = self.read()

    def read(self) -> SheetPlan:
        """What the spreadsheet would bring, with what was settled so far; what is still in question is as the program would take it."""
        mapping = self._base
        if self.settled:
            new = self.plan.mapping.tables[len(mapping.tables) :]
            more = tuple(TableMap(sheet=part.sheet, caption=part.caption) for part in new)
            mapping = Mapping((*mapping.tables, *more), mapping.others)
            for field, answer in self.settled.items():
                mapping = answered(mapping, field, answer)
        self.plan = propose_found(self.found, mapping, len(self._base.tables))
        return self.plan

    def settle(self, field: Field, answer: str) -> None:
        """Say what something means; what was said of the same table under another indicator is forgotten."""
        if field.name == "indicator" and field.heading is None and self.settled.get(field, answer) != answer:
            self.settled = {at: said for at, said in self.settled.items() if at.table != field.table}
        self.settled[field] = answer

    def leave_out(self, tables: list[int]) -> None:
        """Leave whole tables out."""
        for number in tables:
            self.settle(Field(number, "indicator"), LEAVE)

    def tables_of(self, sheet: str) -> list[tuple[int, Table]]:
        """The tables of a sheet with the parts of the mapping that they are read by."""
        found = []
        for table in self.found.tables:
            number = fitting(table, self.plan.mapping.tables)
            if table.sheet.name == sheet and number is not None:
                found.append((number, table))
        return found

    def close(self) -> None:
        self.profile.close()

    @property
    def open_fields(self) -> set[Field]:
        """What is still in question."""
        return {question.field for question in self.plan.questions} - self.settled.keys()
