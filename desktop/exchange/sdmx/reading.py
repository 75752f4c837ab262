"""Owns reading SDMX-CSV 2.0: columns by name, `_T` as the total, another country or practice file refused whole."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from desktop.catalogue.model import TOTAL, Catalogue
from desktop.domain.errors import Message, Place, Refused
from desktop.domain.period import frequency_of
from desktop.domain.profile import Settings
from desktop.exchange.base import ReadRow
from desktop.exchange.csvfile import CsvFile, text_at
from desktop.exchange.rows import RowReader, Written
from desktop.exchange.sdmx.writing import AFTER, BEFORE

COLUMNS = frozenset((*BEFORE, *AFTER, "PRACTICE"))
NEEDED = ("INDICATOR", "TIME_PERIOD", "OBS_VALUE")
_SPAN = re.compile(r"(\d{4})-01-01/P(\d{1,3})Y", re.ASCII)


def read_sdmx(file: CsvFile, catalogue: Catalogue, settings: Settings, form: str) -> Iterator[ReadRow]:
    """Rows of an SDMX-CSV file. Raises `Refused` COLUMN-… at once, SDMX-COUNTRY, PRACTICE-FILE while reading."""
    columns: dict[str, int] = {}
    dimensions: dict[str, int] = {}
    for at, written in enumerate(file.header):
        name = written.upper()
        place = Place(file.path.name, line=1, column=written)
        is_dimension = name in catalogue.dimensions and catalogue.dimensions[name].kind == "dimension"
        if name not in COLUMNS and not is_dimension:
            raise Refused("COLUMN-UNKNOWN", where=place, column=written, file=file.path.name)
        target = columns if name in COLUMNS else dimensions
        if name in target:
            raise Refused("COLUMN-TWICE", where=place, column=written, file=file.path.name)
        target[name] = at
    missing = [name for name in NEEDED if name not in columns]
    if missing:
        raise Refused(
            "COLUMN-MISSING", where=Place(file.path.name, line=1), columns=", ".join(missing), file=file.path.name
        )
    return _rows(file, columns, dimensions, RowReader(catalogue, form), settings)


def first_country(file: CsvFile) -> str:
    """`REF_AREA` of the first record; empty where there is none."""
    names = [name.upper() for name in file.header]
    if "REF_AREA" not in names:
        return ""
    _, cells = next(file.records(), (0, []))
    return (text_at(cells, names.index("REF_AREA")) or "").strip()


def read_time_period(text: str) -> str:
    """`2015-01-01/P5Y` → `2015/2019`; other forms as they are."""
    match = _SPAN.fullmatch(text.strip())
    if not match or int(match[2]) < 1:
        return text.strip()
    first = int(match[1])
    return f"{first}/{first + int(match[2]) - 1}" if match[2] != "1" else match[1]


def _rows(
    file: CsvFile, columns: Mapping[str, int], dimensions: Mapping[str, int], reader: RowReader, settings: Settings
) -> Iterator[ReadRow]:
    name, width = file.path.name, len(file.header)
    indicators = reader.catalogue.indicators
    for line, cells in file.records():
        where = Place(name, line=line)

        def optional(column: str, cells: list[str] = cells) -> str | None:
            return text_at(cells, columns.get(column))

        if any(cells[width:]) or len(cells) <= columns["OBS_VALUE"]:
            yield ReadRow(line, None, fault=Message("ROW-CELLS", {"cells": len(cells), "columns": width}))
            continue
        country = (optional("REF_AREA") or "").strip()
        if country and country != settings.country:
            raise Refused("SDMX-COUNTRY", where=where, file=name, country=country, ours=settings.country)
        if (optional("PRACTICE") or "").strip() == "1" and not settings.practice:
            raise Refused("PRACTICE-FILE", where=where, file=name)

        def written(cells: list[str], optional: Callable[[str], str | None] = optional) -> Written:
            code = (optional("INDICATOR") or "").strip()
            period = read_time_period(optional("TIME_PERIOD") or "")
            unit = (optional("UNIT_MEASURE") or "").strip()
            if unit and code in indicators and unit != indicators[code].unit:
                raise Refused("UNIT-OTHER", unit=unit, ours=indicators[code].unit)
            members = ((d, cells[at].strip() if at < len(cells) else "") for d, at in dimensions.items())
            items = tuple((d, member) for d, member in members if member and member != TOTAL)
            row = Written(
                code, items, period, (optional("DATA_SOURCE") or "").strip(), _value(optional("OBS_VALUE") or ""),
                optional("OBS_STATUS"), optional("CONF_STATUS"), optional("UNIT_MULT"), optional("COMMENT_OBS"),
                optional("PUBLISHED"), None,
            )  # fmt: skip
            _check_frequency(row.period, (optional("FREQ") or "").strip())
            if (optional("ACTION") or "").strip().upper() == "D":
                return row._replace(value="", status=None)
            return row

        yield reader.read(line, written, cells)


def _value(text: str) -> str:
    """`NaN` is how SDMX-CSV writes a value that is not there."""
    return "" if text.strip() == "NaN" else text


def _check_frequency(period: str, frequency: str) -> None:
    if not frequency:
        return
    try:
        actual = frequency_of(period)
    except (ValueError, IndexError):
        return  # a period that cannot be read is refused by its own name
    if actual != frequency:
        raise Refused("FREQUENCY-OTHER", frequency=frequency, period=period)
