"""Owns what an edit can change: from the cells edited to every cell whose value, break or confidentiality may be another now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from desktop.catalogue.expression import Ref
from desktop.catalogue.model import TOTAL
from desktop.domain.address import Cell
from desktop.domain.period import shifted
from desktop.validation.parts import Part

if TYPE_CHECKING:
    from desktop.validation.evaluation import Evaluator


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
        found: set[Cell] = set()
        ahead = [cell for edited in changed for cell in self._with_undecided(edited)]
        while ahead:
            cell = ahead.pop()
            if cell in found:
                continue
            found.add(cell)
            self._evaluator.universe.note(*cell)
            ahead += self._above(cell)
            ahead += self._computed_from(cell)
        return found

    def _with_undecided(self, cell: Cell) -> Iterator[Cell]:
        """A choice at the total settles the breakdown."""
        yield cell
        if not cell.items:
            for items, sources in self._evaluator.entries.of(cell.indicator).items():
                if items and sum(cell.period in periods for periods in sources.values()) > 1:
                    yield Cell(cell.indicator, items, cell.period)

    def _above(self, cell: Cell) -> Iterator[Cell]:
        """The sums of children that a cell goes into; where something is entered, that stands."""
        indicator = self._evaluator.catalogue.indicators[cell.indicator]
        if indicator.is_additive and cell.items:
            for items in self._items.sums_above(*cell[:2]):
                above = Cell(cell.indicator, items, cell.period)
                if above != cell and self._evaluator.entries.published(*above) is None:
                    yield above

    def _computed_from(self, cell: Cell) -> Iterator[Cell]:
        for reader in self._readers.get(cell.indicator, ()):
            part = reader.part
            for items in self._derived(reader, cell):
                for years in range(part.years + 1):
                    yield Cell(reader.code, items, shifted(cell.period, years) if years else cell.period)
        last = str(self._evaluator.figures.settings.years[1])
        for counter in self._evaluator.counters.readers(cell.indicator):
            yield Cell(counter, "", last)

    def _derived(self, reader: Reader, cell: Cell) -> Iterable[str]:
        part = reader.part
        dimensions = self._items.dimensions(reader.code)
        taken = taken_from(
            self._items.parts(cell.items), part.ref, part.summed, self._items.dimensions(cell.indicator), dimensions
        )
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
