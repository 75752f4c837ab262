"""Owns what every format speaks: rows read from a file, and the content of a profile that is written to one."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from desktop.catalogue.model import Catalogue
from desktop.domain.address import Cell, Key
from desktop.domain.errors import Message, Place
from desktop.domain.finding import Finding
from desktop.domain.observation import Observation
from desktop.domain.profile import Settings
from desktop.domain.source import Source


class ReadRow(NamedTuple):
    """One row of figures. Attributes are None where the file has no such column: what is stored stays.

    `line` is the first line of the record; `value` the stored text, None for an empty cell; `typed` the text in the file where it
    differs. `fault` says why the row is refused, or `doubt` why a person must decide; the other fields are then as far as they
    could be read.
    """

    line: int
    cell: Cell | None
    source: str = ""
    value: str | None = None
    typed: str | None = None
    status: str | None = None
    confidentiality: str | None = None
    multiplier: int | None = None
    note: str | None = None
    published: bool = False
    reason: str = ""
    fault: Message | None = None
    doubt: Message | None = None
    place: Place | None = None
    """Sheet and cell in a spreadsheet."""


class ReadSource(NamedTuple):
    """One row of a table of sources; `fields` only for the columns that the file has."""

    line: int
    id: str
    fields: Mapping[str, str]
    fault: Message | None = None


class ExportRow(NamedTuple):
    """One observation as files carry it. `published`: a person chose it and it is there."""

    key: Key
    observation: Observation
    published: bool
    reason: str


class DerivedValue(NamedTuple):
    """A value that is worked out, exact text; `children` the items that were added up, empty for a formula."""

    cell: Cell
    text: str
    children: tuple[str, ...] = ()


class Sent(NamedTuple):
    """What a returned file held for an observation that was not taken. `outcome`: refused, doubtful, conflict; `reason` in words."""

    text: str
    outcome: str
    reason: str


class Content(NamedTuple):
    """Everything a writer may print, in one state of the profile. Lists are in address order."""

    settings: Settings
    catalogue: Catalogue
    fingerprint: str
    rows: Sequence[ExportRow]
    sources: Sequence[Source]
    findings: Sequence[Finding]
    explained: Mapping[str, str]
    """Finding id → text of the explanation that holds."""
    derived: Callable[[str], list[DerivedValue]]
    """Worked-out values of an indicator, in address order."""
    published: Callable[[Cell], tuple[str, Observation] | None]
    """Source and observation published in a cell; None where there is none or it is undecided."""
    country: Callable[[str], str]
    """Name of the profile's country in a language."""
    when: str
    """Moment of the export, `2024-05-31T12:30:05Z`."""
    heads: Callable[[Key], str]
    """Id of the change shown for an observation, in hexadecimal digits; empty where there is none."""
    place_name: Callable[[str, str], str]
    """Name of a country member in a language; the code where nobody listed it."""
    say: Callable[[Finding, str], str]
    """Message of a finding in a language."""
    switched_off: Mapping[str, str]
    """Rules that are not run, with the reason."""
    texts: Mapping[tuple[str, str], str]
    """Narrative: block and language → text."""
    contact: str = ""
    """Name of the person who sends it out."""
    institution: str = ""
    """Whose share this is; empty for the whole."""
    codes: frozenset[str] | None = None
    """Indicators of that share; None for all."""
    is_blank: bool = False
    """Whether figures, texts and explanations were left out on purpose, to be filled in."""
    lines: Mapping[str, Collection[tuple[str, str]]] = MappingProxyType({})
    """Indicator → items and source of lines that shall stand there even with nothing in them."""
    sent: Mapping[Key, Sent] = MappingProxyType({})
    """What came back and was not taken: shown in the place of what the profile holds."""


class Written(NamedTuple):
    """What a writer made: sheets or pages, where the format has them."""

    sheets: tuple[str, ...] = ()
    pages: int = 0


Rows = Iterator[ReadRow]
