"""Owns findings: what a rule reports, as data with a stable identity (semantics.md 6)."""

from __future__ import annotations

from typing import NamedTuple

from desktop.domain.address import Cell, Key

SEVERITIES = ("error", "warning", "info")


class FindingCell(NamedTuple):
    """One cell a finding is about: its address as printed, the key behind it, and the value as text (None for none)."""

    address: str
    value: str | None
    cell: Cell
    source: str | None = None
    """The source for single-value findings, None where the published value is meant."""


class Finding(NamedTuple):
    """What a rule reports. `left`, `right`, `difference` are exact texts (12 significant digits where the fraction does not end).

    `source` is named in single-value and `VAL-` findings, None where there is none or the published value is meant. `left` of a
    `VAL-` finding is the stored text, None where none is stored.
    """

    rule: str
    severity: str
    module: str
    indicator: str
    items: str
    period: str
    source: str | None
    cells: tuple[FindingCell, ...]
    left: str | None
    operator: str
    right: str
    difference: str | None
    tolerance: str
    is_merged: bool = False
    """Stands for several remarks that one action mends: an explanation holds as long as the id occurs."""

    @property
    def address(self) -> str:
        return Key(self.indicator, self.items, self.period, self.source or "").address

    @property
    def id(self) -> str:
        return f"{self.rule} {self.address}"

    @property
    def order(self) -> tuple[str, str, str, str, str]:
        return (self.indicator, self.items, self.period, self.source or "", self.rule)
