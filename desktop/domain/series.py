"""Owns a series: what one source says of one set of items, by period; many fit into memory while nobody looks at single values."""

from __future__ import annotations

from collections.abc import ItemsView, Iterator, KeysView, Mapping, ValuesView
from typing import NamedTuple

from desktop.domain.observation import REASONS, Observation

SEPARATOR = ","


class Packed(NamedTuple):
    """Values that differ in period and text only: readable, as typed, without notes.

    `periods` in the order of the values, shared by the series that have the same; `texts` joined by `SEPARATOR`, which none of them holds.
    """

    periods: KeysView[str]
    texts: str
    status: str
    confidentiality: str
    multiplier: int


class Series(Mapping[str, Observation]):
    """Period → observation. Packed values are taken apart for good when one is asked for or put, not by walking over all.

    `packed` is None from then on, and for a series that was never packed.
    """

    __slots__ = ("_held", "packed")

    def __init__(self, packed: Packed | None = None):
        self.packed = packed
        self._held: dict[str, Observation] | None = {} if packed is None else None

    def at(self, period: str) -> Observation | None:
        held = self._held
        return (self._opened() if held is None else held).get(period)

    def put(self, period: str, observation: Observation) -> None:
        self._opened()[period] = observation

    def take(self, period: str) -> None:
        """Take the observation of a period away, if there is one."""
        self._opened().pop(period, None)

    @property
    def number_filled(self) -> int:
        """How many observations are not blank."""
        if self.packed is not None:
            return len(self.packed.periods)
        return sum(observation.value is not None or not observation.is_blank for observation in self.values())

    @property
    def number_valued(self) -> int:
        """How many observations are values."""
        if self.packed is not None:
            return 0 if self.packed.status in REASONS else len(self.packed.periods)
        return sum(
            status not in REASONS and (value is not None or typed is not None)
            for value, typed, status, _, _, _ in self.values()
        )

    def keys(self) -> KeysView[str]:
        return self._opened().keys() if self.packed is None else self.packed.periods

    def items(self) -> ItemsView[str, Observation]:
        return self._all().items()

    def values(self) -> ValuesView[Observation]:
        return self._all().values()

    def __getitem__(self, period: str) -> Observation:
        return self._opened()[period]

    def __iter__(self) -> Iterator[str]:
        return iter(self.keys())

    def __len__(self) -> int:
        return len(self.keys())

    def __contains__(self, period: object) -> bool:
        return period in self.keys()

    def _all(self) -> dict[str, Observation]:
        if self.packed is None:
            return self._opened()
        periods, texts, *facet = self.packed
        made = tuple.__new__  # thousands are made: no detour
        return {
            period: made(Observation, (text, None, *facet, ""))
            for period, text in zip(periods, texts.split(SEPARATOR), strict=True)
        }

    def _opened(self) -> dict[str, Observation]:
        if self._held is None:
            self._held, self.packed = self._all(), None
        return self._held
