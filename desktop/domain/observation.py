"""Owns what one source says about a cell: value or reason, text as typed, status, confidentiality, multiplier, note."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

REASONS = frozenset("OMLQ")
"""Statuses that say why there is no number: missing, cannot exist, not collected, suppressed."""


class Observation(NamedTuple):
    """One stored observation (semantics.md 1).

    `value` is the stored text of a readable value, None for none or unreadable; `typed` the text as entered where it differs from
    `value`: with `value` None it is unreadable text.
    """

    value: str | None
    typed: str | None = None
    status: str = "A"
    confidentiality: str = "F"
    multiplier: int = 0
    note: str = ""

    @property
    def text(self) -> str | None:
        """The text of the value, readable or not; None where there is none."""
        return self.value if self.value is not None else self.typed

    @property
    def number(self) -> Fraction | None:
        """The value of a numeric indicator with its multiplier counted in, exactly; None where there is none."""
        return None if self.value is None else Fraction(self.value) * Fraction(10) ** self.multiplier

    @property
    def is_unreadable(self) -> bool:
        return self.value is None and self.typed is not None

    @property
    def is_reason(self) -> bool:
        return self.status in REASONS

    @property
    def is_valued(self) -> bool:
        return self.text is not None and self.status not in REASONS

    @property
    def is_blank(self) -> bool:
        """As if it were not there: neither a value nor a reason."""
        return self.text is None and self.status not in REASONS

    @property
    def is_nothing(self) -> bool:
        """Holds nothing at all that would have to be stored."""
        return self == NOTHING


NOTHING = Observation(None)
