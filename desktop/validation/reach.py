"""Owns what an edit can change: from the cells edited to every cell whose value, break or confidentiality may be another now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING, NamedTuple

from desktop.catalogue.expression import Ref
from desktop.catalogue.model import TOTAL
from desktop.domain.address import Cell
from desktop.domain.period import shifted
from desktop.validation.parts import Part

if TYPE_CHECKING:
    from desktop.validation.evaluation import Evaluator


Stretch = tuple[str, str, AbstractSet[str]]
"""Cells of one series: code, items, periods."""


class Reader(NamedTuple):
    """A formula that reads an indicator at one point."""

    code: str
    part: Part


class Reach:
    """Follows edits through sums, formulas, lags and counters of one profile."""

    def __init__(self, evaluator: Evaluator):
        self._evaluator, self._items = evaluator, evaluator.items
        self._readers: dict[str, list[Reader]] = {}
        for code, parts in evaluator.definitions.parts.items():
            for part in parts:
                self._readers.setdefault(part.ref.code, []).append(Reader(code, part))

    def affected(self, changed: Iterable[Cell]) -> set[Cell]:
        """These cells, and all that may have another value because of them; the universe takes them in."""
        found: dict[tuple[str, str], set[str]] = {}
        codes: set[str] = set()
        edited: dict[tuple[str, str], set[str]] = {}
        for code, items, period in changed:
            edited.setdefault((code, items), set()).add(period)
        ahead = [
            each for (code, items), periods in edited.items() for each in self._with_undecided(code, items, periods)
        ]
        while ahead:
            code, items, periods = ahead.pop()
            if code not in codes:
                codes.add(code)
                ahead += self._counters(code)
            known = found.setdefault((code, items), set())
            new = periods - known
            if not new:
                continue
            known |= new
            for period in new:
                self._evaluator.universe.note(code, items, period)
            ahead += self._above(code, items, new)
            ahead += self._computed_from(code, items, new)
        return {Cell(*series, period) for series, periods in found.items() for period in periods}

    def _with_undecided(self, code: str, items: str, periods: AbstractSet[str]) -> Iterator[Stretch]:
        """A choice at the total settles the breakdown."""
        yield code, items, periods
        if not items:
            for below, sources in self._evaluator.entries.of(code).items():
                if below and len(sources) > 1:
                    shared = {period for period in periods if sum(period in there for there in sources.values()) > 1}
                    if shared:
                        yield code, below, shared

    def _above(self, code: str, items: str, periods: AbstractSet[str]) -> Iterator[Stretch]:
        """The sums of children that cells go into; where something is entered, that stands."""
        if items and self._evaluator.catalogue.indicators[code].is_additive:
            for above in self._items.sums_above(code, items):
                if above != items and (free := self._evaluator.entries.free(code, above, periods)):
                    yield code, above, free

    def _computed_from(self, code: str, items: str, periods: AbstractSet[str]) -> Iterator[Stretch]:
        for reader in self._readers.get(code, ()):
            years = range(1, reader.part.years + 1)
            for derived in self._derived(reader, code, items):
                yield reader.code, derived, periods | {shifted(period, each) for period in periods for each in years}

    def _counters(self, code: str) -> Iterator[Stretch]:
        last = str(self._evaluator.figures.settings.years[1])
        for counter in self._evaluator.counters.readers(code):
            yield counter, "", {last}

    def _derived(self, reader: Reader, code: str, items: str) -> Iterable[str]:
        part = reader.part
        dimensions = self._items.dimensions(reader.code)
        taken = taken_from(self._items.parts(items), part.ref, part.summed, self._items.dimensions(code), dimensions)
        if taken is None:
            return ()
        if len(taken) == len(dimensions):
            return (self._items.text(reader.code, taken),)
        self._evaluator.universe.forget((reader.code,))
        return [items for items in self._evaluator.universe.of(reader.code) if fits(self._items.parts(items), taken)]


def taken_from(
    members: dict[str, str], ref: Ref, summed: str, own: tuple[str, ...], dimensions: Iterable[str]
) -> dict[str, str] | None:
    """Where a cell that a reference may read is read from.

    `members` of the cell, `own` dimensions of its indicator, `dimensions` of the reading place. Gives the members that such a
    place has in the dimensions that decide which cell is read (it may have any in the others); None if no place reads this cell.
    """
    fixed = dict(ref.fixed)
    wanted = set(dimensions)
    for name in own:
        if name == summed:
            continue
        if name in fixed:
            if members.get(name, TOTAL) != fixed[name]:
                return None
        elif name not in wanted and name in members:
            return None
    return {name: members.get(name, TOTAL) for name in wanted if name in own and name not in fixed and name != summed}


def fits(members: dict[str, str], taken: dict[str, str]) -> bool:
    return all(members.get(name, TOTAL) == member for name, member in taken.items())
