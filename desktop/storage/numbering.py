"""Owns the numbers that stand for texts inside one profile file: codes, items, sources, periods, series, facets (performance.md a).

Read whole when a file is opened; grows while writing. A number never leaves the file.
"""

from __future__ import annotations

import json
from sys import intern
from typing import Any

from desktop.domain.address import Key
from desktop.domain.observation import Observation
from desktop.domain.period import LAST_YEAR, is_year
from desktop.storage import queries

PERIODS = 65536
FIRST_PERIOD_CODE = 4096
assert LAST_YEAR < FIRST_PERIOD_CODE
WORDS = ("indicator", "items", "source_ref", "period")
Facet = tuple[str, str, int]


class Numbering:
    """Texts ↔ numbers of one file. `new_rows` holds what was numbered since the last `saved`, by table."""

    def __init__(self, connection: Any):
        self.read(connection)

    def read(self, connection: Any) -> None:
        """Read everything anew, in place: readers and the recorder share this object."""
        self.numbers: dict[str, dict[str, int]] = {}
        self.texts: dict[str, dict[int, str]] = {}
        for table in WORDS:
            rows = connection.execute(queries.WORDS.format(table))
            self.texts[table] = {number: intern(text) for number, text in rows}
            self.numbers[table] = {text: number for number, text in self.texts[table].items()}
        self.series: dict[tuple[int, int, int], int] = {}
        self.series_texts: dict[int, tuple[str, str, str]] = {}
        self.series_of: dict[str, list[int]] = {}
        for sid, indicator, items, source in connection.execute(queries.SERIES):
            self._know_series(sid, (indicator, items, source))
        self.facets: dict[int, Facet] = {}
        self.facet_numbers: dict[Facet, int] = {}
        for fid, text in connection.execute(queries.FACETS):
            facet: Facet = tuple(json.loads(text))
            self.facets[fid] = facet
            self.facet_numbers[facet] = fid
        self.new_rows: dict[str, list[tuple[Any, ...]]] = {}

    def rid(self, key: Key) -> int:
        """The register number of an observation; numbered now if it is new."""
        parts = (
            self._word("indicator", key.indicator),
            self._word("items", key.items),
            self._word("source_ref", key.source),
        )
        sid = self.series.get(parts)
        if sid is None:
            sid = len(self.series_texts) + 1
            self._know_series(sid, parts)
            self._new("series", (sid, *parts))
        return sid * PERIODS + self._period(key.period)

    def known_rid(self, key: Key) -> int | None:
        """The register number of an observation if the file has one."""
        parts = tuple(
            self.numbers[table].get(text)
            for table, text in zip(WORDS, (key.indicator, key.items, key.source), strict=False)
        )
        sid = self.series.get(parts)  # type: ignore[arg-type]
        code = int(key.period) if is_year(key.period) else self.numbers["period"].get(key.period)
        return None if sid is None or code is None else sid * PERIODS + code

    def key(self, rid: int) -> Key:
        indicator, items, source = self.series_texts[rid // PERIODS]
        return Key(indicator, items, self.period(rid % PERIODS), source)

    def period(self, code: int) -> str:
        return str(code) if code < FIRST_PERIOD_CODE else self.texts["period"][code]

    def facet(self, observation: Observation) -> int:
        facet = (observation.status, observation.confidentiality, observation.multiplier)
        fid = self.facet_numbers.get(facet)
        if fid is None:
            fid = len(self.facets) + 1
            self.facets[fid] = facet
            self.facet_numbers[facet] = fid
            self._new("facet", (fid, json.dumps(facet, separators=(",", ":"))))
        return fid

    def saved(self) -> None:
        self.new_rows = {}

    def _period(self, text: str) -> int:
        return int(text) if is_year(text) else self._word("period", text)

    def _word(self, table: str, text: str) -> int:
        number = self.numbers[table].get(text)
        if number is None:
            first = FIRST_PERIOD_CODE if table == "period" else 1
            number = len(self.texts[table]) + first
            self.numbers[table][text] = number
            self.texts[table][number] = text
            self._new(table, (number, text))
        return number

    def _know_series(self, sid: int, parts: tuple[int, int, int]) -> None:
        self.series[parts] = sid
        texts = (self.texts["indicator"][parts[0]], self.texts["items"][parts[1]], self.texts["source_ref"][parts[2]])
        self.series_texts[sid] = texts
        self.series_of.setdefault(texts[0], []).append(sid)

    def _new(self, table: str, row: tuple[Any, ...]) -> None:
        self.new_rows.setdefault(table, []).append(row)
