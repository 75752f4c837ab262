"""Owns changes: who changed which register from what to what, in which group, from where; and the keys of registers (sync.md 1, 2)."""

from __future__ import annotations

from typing import NamedTuple

from desktop.domain.address import Cell, Key
from desktop.domain.observation import Observation

Json = None | bool | int | str | list["Json"] | dict[str, "Json"]
"""What a register may hold: no floats, numbers of the profile are texts."""


class Author(NamedTuple):
    """A person at an institution, on a device (8 random bytes in hexadecimal digits, and its human name)."""

    name: str
    institution: str
    device: str
    device_name: str


class Origin(NamedTuple):
    """Where a group of changes came from. `kind`: typed, pasted, imported, undo, restored, published, explained, created."""

    kind: str = "typed"
    file: str = ""
    sha256: str = ""
    group: str = ""
    """For an undo: the group taken back."""
    map: str = ""
    """For a foreign spreadsheet: the mapping it was read by, its name or the first digits of its SHA-256."""

    @property
    def text(self) -> str:
        """One line for lists and the command line: `imported figures.csv (sha256 3f2a…)`."""
        if self.file:
            by = f", map {self.map}" if self.map else ""
            return f"{self.kind} {self.file} (sha256 {self.sha256}{by})"
        return f"{self.kind} {self.group}".rstrip()


class ObservationEdit(NamedTuple):
    """What an observation shall be from now on; None clears it, note included."""

    key: Key
    after: Observation | None


class RegisterEdit(NamedTuple):
    """What a register other than an observation shall hold from now on; None empties it."""

    key: str
    after: Json


Edit = ObservationEdit | RegisterEdit


class Change(NamedTuple):
    """One recorded change as history shows it. `at` in milliseconds since 1970 UTC.

    For an observation `key` is set and `before`, `after` are observations with their notes; for another register `register` and the
    JSON values.
    """

    at: int
    author: str
    institution: str
    device: str
    origin: str
    reason: str
    group: str
    key: Key | None
    register: str
    before: Observation | Json
    after: Observation | Json


def source_register(source_id: str, field: str) -> str:
    return f"source|{source_id}|{field}"


def publish_register(cell: Cell) -> str:
    return f"publish|{cell.indicator}|{cell.period}|{cell.items}"


def explain_register(finding_id: str) -> str:
    return f"explain|{finding_id}"


def setting_register(name: str) -> str:
    return f"setting|{name}"


def national_register(code: str) -> str:
    """A rule (`NAT-…`) or an indicator (`NAT.…`) that the profile adds; holds its columns."""
    return f"national|{code}"


def switched_off_register(code: str) -> str:
    """A rule that the profile does not run; holds the reason."""
    return f"off|{code}"


def text_register(block: str, language: str) -> str:
    """A block of narrative in one language: the introduction of a module, what it says to one of its issues, its conclusions."""
    return f"block|{block}|text.{language}"


def assign_register(code: str, institution: str) -> str:
    """Whether an indicator is assigned to an institution; one register for each pair, so that two assignments never clash."""
    return f"assign|{code}|{institution}"


def map_register(name: str) -> str:
    """A mapping by which a foreign spreadsheet is read; holds it as a person named and confirmed it."""
    return f"map|{name}"
