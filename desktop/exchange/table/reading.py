"""Owns reading long tables and tables of sources: columns by name in any order and letter case, unknown ones refused by name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from desktop.catalogue.model import TOTAL, Catalogue
from desktop.domain.address import SOURCE_ID, split_address, split_items
from desktop.domain.errors import Message, Place, Refused
from desktop.domain.source import SOURCE_FIELDS
from desktop.exchange.base import ReadRow, ReadSource
from desktop.exchange.csvfile import CsvFile, text_at, unguarded
from desktop.exchange.rows import RowReader, Written

COLUMNS = frozenset(
    "indicator period value address items status confidentiality source note multiplier published reason practice".split()
)
SOURCE_COLUMNS = frozenset(("id", *SOURCE_FIELDS))


def read_table(file: CsvFile, catalogue: Catalogue, form: str, *, practice: bool) -> Iterator[ReadRow]:
    """Rows of a long table. `form`: number format, `plain` for a point and no grouping. Raises `Refused` COLUMN-… at once."""
    columns, dimensions = _columns(file, catalogue)
    _require(file, columns, [("address",), ("indicator", "period")], ["value"])
    return _rows(file, columns, dimensions, RowReader(catalogue, form), practice)


def _rows(
    file: CsvFile, columns: Mapping[str, int], dimensions: Mapping[str, int], reader: RowReader, practice: bool
) -> Iterator[ReadRow]:
    name, width, marked = file.path.name, len(file.header), columns.get("practice")
    places = _Columns(columns, dimensions)
    for line, cells in file.records():
        if any(cells[width:]) or len(cells) <= columns["value"]:
            fault = Message("ROW-CELLS", {"cells": len(cells), "columns": width})
            yield ReadRow(line, None, fault=fault)
            continue
        if marked is not None and not practice and (text_at(cells, marked) or "").strip() == "1":
            raise Refused("PRACTICE-FILE", where=Place(name, line=line), file=name)
        yield reader.read(line, places.written, cells)


def read_sources(file: CsvFile, catalogue: Catalogue) -> Iterator[ReadSource]:
    """Rows of a table of sources. Raises `Refused` COLUMN-… at once."""
    columns: dict[str, int] = {}
    for at, written in enumerate(file.header):
        _add(columns, written.lower(), at, file, written, known=written.lower() in SOURCE_COLUMNS)
    _require(file, columns, [("id",)], ["title"])
    return _sources(file, columns, catalogue)


def _sources(file: CsvFile, columns: Mapping[str, int], catalogue: Catalogue) -> Iterator[ReadSource]:
    seen: set[str] = set()
    for line, cells in file.records():
        source_id = _cell(cells, columns["id"]).strip()
        fields = {name: unguarded(_cell(cells, at)) for name, at in columns.items() if name != "id"}
        fault = None
        if not SOURCE_ID.fullmatch(source_id):
            fault = Message("SOURCE-FORM", {"source": source_id})
        elif source_id in seen:
            fault = Message("ROW-TWICE", {"address": source_id})
        elif not fields["title"].strip():
            fault = Message("SOURCE-TITLE", {"source": source_id})
        elif fields.get("type") and fields["type"] not in catalogue.source_types:
            known = " ".join(sorted(catalogue.source_types))
            fault = Message("SOURCE-TYPE", {"type": fields["type"], "types": known})
        seen.add(source_id)
        yield ReadSource(line, source_id, fields, fault)


def _columns(file: CsvFile, catalogue: Catalogue) -> tuple[dict[str, int], dict[str, int]]:
    """Positions of the known columns, and of those that are dimensions. The word `reason` is always the reason of a choice."""
    columns: dict[str, int] = {}
    dimensions: dict[str, int] = {}
    for at, written in enumerate(file.header):
        name = written.lower()
        upper = written.upper()
        if name not in COLUMNS and upper in catalogue.dimensions and catalogue.dimensions[upper].kind == "dimension":
            _add(dimensions, upper, at, file, written)
        else:
            _add(columns, name, at, file, written, known=name in COLUMNS)
    return columns, dimensions


def _add(columns: dict[str, int], name: str, at: int, file: CsvFile, written: str, *, known: bool = True) -> None:
    place = Place(file.path.name, line=1, column=written or str(at + 1))
    if not known:
        raise Refused("COLUMN-UNKNOWN", where=place, column=written or f"#{at + 1}", file=file.path.name)
    if name in columns:
        raise Refused("COLUMN-TWICE", where=place, column=written, file=file.path.name)
    columns[name] = at


def _require(file: CsvFile, columns: Mapping[str, int], one_of: list[tuple[str, ...]], needed: list[str]) -> None:
    best = min(([name for name in names if name not in columns] for names in one_of), key=len)
    missing = best + [name for name in needed if name not in columns]
    if missing:
        raise Refused(
            "COLUMN-MISSING", where=Place(file.path.name, line=1), columns=", ".join(missing), file=file.path.name
        )


def _cell(cells: list[str], at: int) -> str:
    return cells[at] if at < len(cells) else ""


class _Columns:
    """Where the parts of a row stand, looked up once per file."""

    def __init__(self, columns: Mapping[str, int], dimensions: Mapping[str, int]):
        self.address = columns.get("address")
        self.code, self.period = columns.get("indicator"), columns.get("period")
        self.source, self.items, self.value = columns.get("source"), columns.get("items"), columns.get("value")
        names = ("status", "confidentiality", "multiplier", "note", "published", "reason")
        self.attributes = tuple(columns.get(name) for name in names)
        self.dimensions = tuple(dimensions.items())
        self._split: dict[str, tuple[tuple[str, str], ...]] = {}

    def written(self, cells: list[str]) -> Written:
        """The texts of a row. Raises `Refused` ADDRESS-FORM, ITEMS-FORM, SOURCE-TWICE."""
        source = (text_at(cells, self.source) or "").strip()
        address = text_at(cells, self.address)
        if address and address.strip():
            parts = split_address(address)
            if parts.source and source and parts.source != source:
                raise Refused("SOURCE-TWICE", one=parts.source, other=source)
            code, items, period = parts.code, parts.items, parts.period or ""
            source = source or parts.source or ""
            other = self._other_cell(cells)
            mine = (code, period, tuple(sorted(items)))
            if any(one and one != own for one, own in zip((*other[:2], tuple(sorted(other[2]))), mine, strict=True)):
                raise Refused("ADDRESS-OTHER", text=address.strip(), other=" ".join(filter(None, other[:2])))
        else:
            code, period, items = self._other_cell(cells)
        for name, at in self.dimensions:
            member = (text_at(cells, at) or "").strip()
            if member and member != TOTAL:
                items = (*items, (name, member))
        attributes = [text_at(cells, at) for at in self.attributes]
        return Written(code, items, period, source, text_at(cells, self.value) or "", *attributes)

    def _other_cell(self, cells: list[str]) -> tuple[str, str, tuple[tuple[str, str], ...]]:
        """Code, period and items as their own columns say them; empty where they say nothing."""
        code, period = (text_at(cells, self.code) or "").strip(), (text_at(cells, self.period) or "").strip()
        return code, period, self._items(text_at(cells, self.items) or "")

    def _items(self, text: str) -> tuple[tuple[str, str], ...]:
        found = self._split.get(text)
        if found is None:
            found = self._split[text] = split_items(text) if text.strip() else ()
        return found
