"""Owns what an expression made ready to run is: closures over exact numbers, the place they work at, the cells they read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from desktop.domain.address import Cell
from desktop.domain.observation import Observation
from desktop.validation.exact import Exact

if TYPE_CHECKING:
    from desktop.validation.evaluation import Evaluator


class Place(NamedTuple):
    """Where an expression is worked out: indicator, items, period; in a single-value rule also one source's observation."""

    code: str
    items: str
    period: str
    source: str = ""
    observation: Observation | None = None


class Read(NamedTuple):
    """A cell that was read; `source` where one observation is meant, None for the published value."""

    cell: Cell
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Setting:
    """What expressions can ask beside the figures of their own profile.

    `dims`: of the rule. `anywhere`: `has` means any cell in the years of the profile (completeness rules without `ANY`).
    """

    this_year: int = 0
    partners: Mapping[str, Evaluator] = field(default_factory=dict)
    dims: tuple[str, ...] = ()
    anywhere: bool = False


Worker = Callable[[Place], Exact | None]
Reader = Callable[[Place], Iterable[Read]]


class Leaf(NamedTuple):
    """A reference or function call: what it gives, and which cells it read for that."""

    value: Worker
    read: Reader
    is_lag: bool = False


class Program:
    """One expression at work for one indicator."""

    def __init__(self, value: Worker, leaves: list[Leaf]):
        self.value = value
        self._leaves = leaves

    def reads(self, place: Place) -> list[Read]:
        """The cells read, in reading order, each once."""
        return list(dict.fromkeys(read for leaf in self._leaves for read in leaf.read(place)))

    def read(self, place: Place, *, lagged: bool = True) -> list[Cell]:
        """As `reads`, as cells; without `lagged` those of the place's own period, not inside `lag`."""
        if lagged:
            return [read.cell for read in self.reads(place)]
        cells = (read.cell for leaf in self._leaves if not leaf.is_lag for read in leaf.read(place))
        return list(dict.fromkeys(cell for cell in cells if cell.period == place.period))
