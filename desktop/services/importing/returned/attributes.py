"""Owns what the columns status, confidentiality, multiplier and note of a returned row say of its figures, period by period."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from desktop.catalogue.model import Catalogue
from desktop.domain.errors import Message
from desktop.domain.observation import REASONS
from desktop.exchange.excel.attributes import read_notes, read_spread
from desktop.exchange.excel.returned.base import BaseCell
from desktop.exchange.excel.returned.columns import ATTRIBUTES
from desktop.exchange.excel.returned.rows import SentRow

LONGEST = 32_767


class Attributes:
    """The attributes of one row. A column that says what it said, or is gone, leaves each figure with what it was sent with."""

    def __init__(self, row: SentRow, catalogue: Catalogue):
        self._row, self._catalogue = row, catalogue
        self._periods = list(row.found.columns.periods.values())
        self.faults: dict[str, Message] = {}
        """Column → why what stands there cannot be read; it is left as it was."""

    @cached_property
    def changed(self) -> frozenset[str]:
        """Names of the columns in which something else stands than was sent."""
        return frozenset(name for name in ATTRIBUTES[1:] if self._differs(name) and self._read(name) is not None)

    def of(self, name: str, period: str, was: BaseCell | None) -> str:
        """The attribute of a figure: as sent where its column is as it was, else as the column says; empty for the ordinary."""
        if name not in self.changed and was is not None and was.kind != "c" and was.status not in REASONS:
            return str(getattr(was, name))
        said = self._read(name)
        return said.get(period, "") if said else ""

    def _differs(self, name: str) -> bool:
        text = self._row.written[name]
        return text is not None and _blanks_as_one(text) != _blanks_as_one(self._sent(name))

    def _sent(self, name: str) -> str:
        """What stood in the column when it was sent; what was too long for a cell was cut there."""
        base = self._row.base
        text = base.texts[ATTRIBUTES.index(name)] if base else ""
        return text if len(text) <= LONGEST else text[: LONGEST - 4] + " […]"

    def _read(self, name: str) -> Mapping[str, str] | None:
        if name not in self._known:
            self._known[name] = self._understood(name)
        return self._known[name]

    @cached_property
    def _known(self) -> dict[str, Mapping[str, str] | None]:
        return {}

    def _understood(self, name: str) -> Mapping[str, str] | None:
        """Period → attribute. A text that cannot be read is a fault, and says nothing then."""
        text = self._row.written[name]
        if text is None:
            text = self._sent(name)
        if name == "note":
            return read_notes(text, self._periods)
        found = read_spread(text, self._periods)
        known = {
            "status": self._catalogue.statuses, "confidentiality": self._catalogue.confidentialities,
            "multiplier": frozenset(map(str, self._catalogue.multipliers)),
        }[name]  # fmt: skip
        if found is not None:
            found = {period: word if word in known else word.upper() for period, word in found.items()}
        if found is None or not known.issuperset(found.values()):
            self.faults[name] = Message("WORKBOOK-SPREAD", {"text": text[:80], "known": " ".join(sorted(known))})
            return None
        return found


def _blanks_as_one(text: str) -> str:
    """Doubled blanks and line ends do not come back from every program."""
    return " ".join(text.split())
