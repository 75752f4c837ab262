"""Owns reading an open profile: settings, catalogue, sources, choices, figures by indicator, counts."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator, KeysView
from datetime import UTC, datetime
from typing import Any

from desktop.catalogue.model import Catalogue
from desktop.catalogue.reading import read_catalogue, shipped
from desktop.domain.address import Cell, Key
from desktop.domain.observation import Observation
from desktop.domain.profile import CatalogueId, Choice, Explanation, Figures, SeriesByItems, Settings
from desktop.domain.series import SEPARATOR, Packed, Series
from desktop.domain.source import SOURCE_FIELDS, Source
from desktop.storage import queries
from desktop.storage.log import key_of_note
from desktop.storage.numbering import PERIODS, Numbering

Notes = dict[tuple[str, str], dict[str, str]]
"""Items and source → period → text."""


def utc_text(milliseconds: int) -> str:
    """`2024-05-31T12:30:05Z`; a moment that no calendar holds is shown as the nearest one that does."""
    seconds = min(max(milliseconds // 1000, 0), 253402300799)
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


class Reader:
    """Reads one open file on one bare connection."""

    def __init__(self, connection: Any):
        self.connection = connection
        self.numbering = Numbering(connection)
        self.profile_id: str = connection.execute(queries.PROFILE_ID).fetchone()[0]

    def renumber(self) -> None:
        """Learn what another opening of the file has numbered since."""
        self.numbering.read(self.connection)

    def registers(self, kind: str) -> Iterator[tuple[str, Any]]:
        """Key and value of every filled register of a kind, in order of key."""
        for key, value in self.connection.execute(queries.REGISTERS, (f"{kind}|", f"{kind}}}")):
            yield key, json.loads(value)

    def register(self, key: str) -> Any:
        """What one register holds; None where it holds nothing."""
        row = self.connection.execute(queries.REGISTER, (key,)).fetchone()
        return json.loads(row[0]) if row else None

    def last_change(self) -> tuple[int, int]:
        """Place and time (hybrid clock) of the newest change."""
        seq, hlc = self.connection.execute(queries.LAST_CHANGE).fetchone()
        return int(seq), int(hlc)

    def indicators_changed_since(self, change: tuple[int, int]) -> set[str]:
        """Indicators with an observation that changed after this one (a `last_change`)."""
        self.renumber()
        sids = (sid for (sid,) in self.connection.execute(queries.CHANGED_SINCE, change))
        return {self.numbering.series_texts[sid][0] for sid in sids}

    def settings(self) -> Settings:
        held: dict[str, Any] = {key.split("|", 1)[1]: value for key, value in self.registers("setting")}
        return Settings(
            self.profile_id,
            held["country"],
            held["title"],
            (held["years"][0], held["years"][1]),
            tuple(held["modules"]),
            tuple(held["languages"]),
            held["numbers"],
            held.get("institution") or "",
            bool(held.get("practice")),
            CatalogueId(*held["catalogue"]),
        )

    def catalogue(self, identity: CatalogueId) -> Catalogue:
        """The definitions the profile pins: the shipped ones where they are the same, else those it carries."""
        ours = shipped()
        if ours.identity.sha256 == identity.sha256:
            return ours
        files = {
            name: zlib.decompress(content)
            for name, content in self.connection.execute(queries.CATALOGUE_FILES, (identity.sha256,))
        }
        return read_catalogue(files, identity)

    def sources(self) -> dict[str, Source]:
        """Every source with a title, by id, in order of id."""
        fields: dict[str, dict[str, str]] = {}
        for key, value in self.registers("source"):
            _, source_id, name = key.split("|")
            if name in SOURCE_FIELDS and value:
                fields.setdefault(source_id, {})[name] = str(value)
        return {i: Source(id=i, **fields[i]) for i in sorted(fields) if "title" in fields[i]}

    def choices(self) -> dict[Cell, Choice]:
        found = {}
        for key, value in self.registers("publish"):
            _, indicator, period, items = key.split("|")
            source, reason = value
            found[Cell(indicator, items, period)] = Choice(str(source), str(reason))
        return found

    def texts(self) -> dict[tuple[str, str], str]:
        """Block of narrative and language → text."""
        found = {}
        for key, value in self.registers("block"):
            _, block, field = key.split("|")
            if field.startswith("text.") and value:
                found[block, field.removeprefix("text.")] = str(value)
        return found

    def assignments(self) -> set[tuple[str, str]]:
        """Institution and code of what is assigned to it."""
        return {(key.split("|", 2)[2], key.split("|", 2)[1]) for key, value in self.registers("assign") if value}

    def explanations(self) -> dict[str, Explanation]:
        """By finding id. Who explained and when comes from the change itself."""
        found = {}
        for key, value in self.registers("explain"):
            text, left, right, values = value
            hlc, origin = self.connection.execute(queries.REGISTER_AT, (key,)).fetchone()
            by = json.loads(origin)["a"]
            found[key.split("|", 1)[1]] = Explanation(
                str(text),
                left,
                right,
                tuple(values),
                by,
                utc_text(hlc >> 16),
            )
        return found

    def figures(self) -> Figures:
        """All figures, each indicator's loaded when first asked for."""
        codes = {
            self.numbering.texts["indicator"][number]
            for (number,) in self.connection.execute(queries.CODES_WITH_OBSERVATIONS)
        }
        return Figures(
            self.settings(),
            self.sources(),
            self.choices(),
            self.explanations(),
            {key.split("|", 1)[1]: dict(value) for key, value in self.registers("national")},
            {key.split("|", 1)[1]: str(value) for key, value in self.registers("off")},
            self.texts(),
            self.assignments(),
            load=self.figures_of,
            stored_codes=codes,
        )

    def figures_of(self, indicator: str) -> SeriesByItems:
        """items → source → series of one indicator."""
        self._catch_up()
        found: SeriesByItems = {}
        others: list[int] = []
        facets, texts, notes = self.numbering.facets, self.numbering.series_texts, self._notes_of(indicator)
        shared: dict[str, KeysView[str]] = {}
        sids = json.dumps(self.numbering.series_of.get(indicator, []))
        for sid, told in self.connection.execute(queries.SERIES_OF, (sids,)):
            codes, nums, number, readable, typed, fid, last_fid = json.loads(told)
            _, items, source = texts[sid]
            is_alike = number == readable > typed == 0 and fid == last_fid
            if not is_alike or nums.count(SEPARATOR) >= number or (items, source) in notes:
                others.append(sid)
                continue
            periods = shared.get(codes)
            if periods is None:
                periods = dict.fromkeys(self.numbering.period(int(code)) for code in codes.split(",")).keys()
                shared[codes] = periods
            found.setdefault(items, {})[source] = Series(Packed(periods, nums, *facets[fid]))
        self._read_each(others, notes, found)
        return found

    def _catch_up(self) -> None:
        """Figures read late may have a status or a period that another opening of the file has numbered since."""
        fid, period = self.connection.execute(queries.NEWEST_NUMBERS).fetchone()
        if (fid or 0) not in {0, *self.numbering.facets} or (period or 0) not in {0, *self.numbering.texts["period"]}:
            self.renumber()

    def _read_each(self, sids: list[int], notes: Notes, found: SeriesByItems) -> None:
        """Observation by observation, where those of a series are not alike."""
        facets, texts, made = self.numbering.facets, self.numbering.series_texts, tuple.__new__  # many: no detour
        for rid, num, typed, fid in self.connection.execute(queries.OBSERVATIONS_OF, (json.dumps(sids),)):
            _, items, source = texts[rid // PERIODS]
            period = self.numbering.period(rid % PERIODS)
            note = notes.get((items, source), {}).get(period, "")
            observation: Observation = made(Observation, (num, typed, *facets[fid], note))
            if not observation.is_nothing:
                series = found.setdefault(items, {}).setdefault(source, Series())
                series.put(period, observation)

    def _notes_of(self, indicator: str) -> Notes:
        found: Notes = {}
        for register, text in self.registers(f"obsnote|{self.profile_id}|{indicator}"):
            key = key_of_note(register)
            found.setdefault((key.items, key.source), {})[key.period] = str(text)
        return found

    def institution_of(self, indicator: str) -> str:
        """The institution whose people wrote most of an indicator's figures, of several the one that wrote last; empty for none."""
        counts: dict[str, tuple[int, int]] = {}
        origins = {oid: json.loads(text)["m"] for oid, text in self.connection.execute(queries.ORIGINS)}
        sids = json.dumps(self.numbering.series_of.get(indicator, []))
        for oid, number, last in self.connection.execute(queries.WRITERS_OF, (sids,)):
            before = counts.get(origins[oid], (0, 0))
            counts[origins[oid]] = before[0] + number, max(before[1], last)
        return max(counts, key=lambda name: counts[name], default="")

    def number_of_changes(self) -> int:
        return int(self.connection.execute(queries.CHANGES).fetchone()[0])

    def number_of_conflicts(self) -> int:
        return int(self.connection.execute(queries.CONFLICTS).fetchone()[0])

    def heads(self) -> dict[Key, str]:
        """Id of the change shown for each observation, hexadecimal."""
        key = self.numbering.key
        return {key(rid): change.hex() for rid, change in self.connection.execute(queries.HEADS)}

    def device_names(self) -> dict[str, str]:
        return {key.split("|")[1]: str(value) for key, value in self.registers("device")}

    def group_origins(self) -> dict[str, dict[str, Any]]:
        """Group id → what the group's `origin` register says; groups typed in the ordinary way have none."""
        return {key.split("|")[1]: value for key, value in self.registers("group")}


def observation_key(rid: int, numbering: Numbering, register_keys: dict[int, str]) -> Key | None:
    """The observation that a register number is about: the register itself or its note; None for other registers."""
    if rid > 0:
        return numbering.key(rid)
    register = register_keys[rid]
    return key_of_note(register) if register.startswith("obsnote|") else None
