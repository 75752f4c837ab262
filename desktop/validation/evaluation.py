"""Owns the exact value of any cell: entered, by formula, counter, sum of children (semantics.md 1 to 5 and 8)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from fractions import Fraction
from typing import NamedTuple

from desktop.catalogue.model import TOTAL, Catalogue
from desktop.domain.address import Cell
from desktop.domain.observation import Observation
from desktop.domain.period import shifted
from desktop.domain.printing import printed
from desktop.domain.profile import Figures, Undecided
from desktop.validation.compiling import compiled
from desktop.validation.counters import Counters
from desktop.validation.definitions import definitions
from desktop.validation.entries import CANNOT_EXIST, Entries, is_break, is_hidden
from desktop.validation.exact import Exact, simplest
from desktop.validation.programs import Place, Program, Setting
from desktop.validation.reach import Reach
from desktop.validation.universe import Universe

MOST_FOLLOWED = 20_000
"""Above so many edits at once it is quicker to forget indicators whole than to follow each cell."""


class Computed(NamedTuple):
    """A value that the program worked out.

    `text` as printed (semantics.md 6); `parts` the cells its formula or sum read, in reading order, each once: address and stored
    text (with a multiplier or when computed itself: the printed number; None for none). Empty for a counter.
    """

    number: Fraction
    text: str
    parts: tuple[tuple[str, str | None], ...]


class Evaluator:
    """Values of the cells of `figures`, worked out when asked for and remembered until `forget`.

    Methods that take code, items and period apart are for this package; `Cell` is for callers.
    """

    def __init__(self, catalogue: Catalogue, figures: Figures):
        self.catalogue, self.figures = catalogue, figures
        self.definitions = definitions(catalogue)
        self.items = self.definitions.items
        self.entries = Entries(figures, self.definitions.numeric, self.definitions.yes_no)
        self.universe = Universe(catalogue, figures, self.items, self.definitions.parts)
        self.counters = Counters(self)
        self.reach = Reach(self)
        self.shortlist: Callable[[str, str], list[str]] | None = None
        self._values: defaultdict[str, dict[tuple[str, str], Exact | None]] = defaultdict(dict)
        self._formulas: dict[str, Program | None] = {}
        self._dependents: dict[str, frozenset[str]] = {}

    # What callers ask

    def number(self, cell: Cell) -> Fraction | None:
        """The value of a cell, entered or computed; None for missing."""
        value = self.value(*cell)
        return None if value is None else Fraction(value)

    def computed(self, cell: Cell) -> Computed | None:
        """The value of a cell whose value is computed; None where it is entered or missing."""
        value = self.value(*cell)
        if value is None or self.entries.published(*cell) is not None:
            return None
        parts = dict.fromkeys(self.read_for(*cell))
        return Computed(Fraction(value), printed(value), tuple((part.address, self.shown(*part)) for part in parts))

    def computed_cells(self, code: str) -> list[tuple[str, str]]:
        """Items and period of every cell of the indicator whose value is computed, sorted by items, then period."""
        if code not in self.definitions.may_be_computed:
            return []
        return [place for place in self._places(code) if self.is_computed(code, *place)]

    def cells(self, code: str) -> list[tuple[str, str]]:
        """Items and period of every cell with a non-blank observation or a computed value, sorted."""
        return [place for place in self._places(code) if self.is_cell(code, *place)]

    def dependents(self, code: str) -> frozenset[str]:
        """Codes of the indicators computed from this one, directly or not, counters included."""
        if not self._dependents:
            self._dependents = self._all_dependents()
        return self._dependents[code]

    def forget(self, cells: Iterable[Cell]) -> set[Cell]:
        """Drop what can depend on these cells, whose observations or choice of source changed; give all cells it concerns.

        After very many everything of these indicators and their dependents is dropped, and only the cells given come back.
        """
        changed = set(cells)
        if len(changed) > MOST_FOLLOWED:
            self._forget_indicators({cell.indicator for cell in changed})
            return changed
        affected = self.reach.affected(changed)
        for cell in affected:
            self._values[cell.indicator].pop(cell[1:], None)
        for series in {cell[:2] for cell in affected}:
            self.counters.forget_items(*series)
        return affected

    def _forget_indicators(self, changed: set[str]) -> None:
        codes = changed.union(*(self.dependents(code) for code in changed))
        for code in codes:
            self._values.pop(code, None)
        self.universe.forget(codes)
        self.counters.forget(codes)

    def forget_all(self) -> None:
        """Drop everything: sources or settings changed."""
        self._values.clear()
        self.universe.forget(self.catalogue.indicators)
        self.counters.forget(self.catalogue.indicators)

    # Values

    def value(self, code: str, items: str, period: str) -> Exact | None:
        memo = self._values[code]
        key = (items, period)
        if key in memo:
            return memo[key]
        value = memo[key] = self._worked_out(code, items, period)
        return value

    def _worked_out(self, code: str, items: str, period: str) -> Exact | None:
        entry = self.entries.published(code, items, period)
        if isinstance(entry, Undecided):
            return None
        if entry is not None:
            return self.entries.number(code, entry[1])
        indicator = self.catalogue.indicators[code]
        if indicator.is_derived:
            return self.by_formula(code, items, period)
        if indicator.is_counter:
            return self.counters.value(code, items, period)
        if indicator.is_additive:
            split = self._split(code, items, period)
            return None if split is None else split[0]
        return None

    def by_formula(self, code: str, items: str, period: str) -> Exact | None:
        """What the formula gives at a cell, whatever is entered there; None without formula."""
        program = self.formula(code)
        if program is None:
            return None
        value = program.value(Place(code, items, period))
        return None if value is None else simplest(value)

    def formula(self, code: str) -> Program | None:
        if code not in self._formulas:
            tree = self.catalogue.indicators[code].formula
            self._formulas[code] = None if tree is None else compiled(tree, code, self, Setting())
        return self._formulas[code]

    def _split(self, code: str, items: str, period: str) -> tuple[Exact, list[str]] | None:
        """Sum over the first closed dimension that has one, and the items of its children with a value."""
        if items not in self.universe.of(code):
            return None
        for name in self.items.dimensions(code):
            dimension = self.catalogue.dimensions[name]
            member = self.items.member(items, name)
            if dimension.is_open or (name == "EDUCATION" and member == TOTAL):
                continue
            if dimension.children(member):
                total = self.total(code, items, period, name, member)
                if total is not None:
                    return total, self.children_with_value(code, items, period, name, member)
        return None

    def total(self, code: str, items: str, period: str, dimension: str, member: str) -> Exact | None:
        """`sum(code, DIM, m)` at a cell (semantics.md 5)."""
        total: Exact = 0
        found = False
        for child, may_lack in self._children(code, items, period, dimension, member):
            entry = self.entries.published(code, child, period)
            if entry is not None:
                if isinstance(entry, Undecided):
                    return None
                if entry[1].is_reason:
                    if entry[1].status != CANNOT_EXIST:
                        return None
                    continue
            value = self.value(code, child, period)
            if value is not None:
                total += value
                found = True
            elif entry is not None or not may_lack:
                return None
        return total if found else None

    def count(self, code: str, items: str, period: str, dimension: str) -> int | None:
        """`count(code, DIM)`: children with a value, undecided, or with reason M, L or Q."""
        if dimension not in self.items.dimensions(code):
            return None
        number = 0
        for child, _ in self._children(code, items, period, dimension, TOTAL):
            entry = self.entries.published(code, child, period)
            if isinstance(entry, Undecided) or (entry is not None and entry[1].status in "MLQ"):
                number += 1
            else:
                number += self.has_value(code, child, period)
        return number

    def children_with_value(self, code: str, items: str, period: str, dimension: str, member: str) -> list[str]:
        """In file order; in an open dimension by code."""
        children = self._children(code, items, period, dimension, member)
        return [child for child, _ in children if self.has_value(code, child, period)]

    def children_in_use(self, code: str, items: str, period: str, dimension: str, member: str) -> list[str]:
        return [child for child, _ in self._children(code, items, period, dimension, member)]

    def _children(self, code: str, items: str, period: str, dimension: str, member: str) -> Iterable[tuple[str, bool]]:
        """Items of the children, and whether the sum is complete without a value there."""
        if dimension not in self.items.dimensions(code):
            return ()
        if not self.catalogue.dimensions[dimension].is_open:
            return self.items.children(code, items, dimension, member)
        return self._in_use(code, items, period, dimension) if member == TOTAL else ()

    def _in_use(self, code: str, items: str, period: str, dimension: str) -> list[tuple[str, bool]]:
        """The members of an open dimension that may be in use at a cell, by code; nothing is there for those that are not.

        Those that a derived value should have but lacks are not optional.
        """
        expected = self._expected(code, items, period, dimension)
        members = self.universe.members(code, dimension, items)
        if expected:
            members = sorted(expected.union(members))
        return [(self.items.replaced(code, items, dimension, member), member not in expected) for member in members]

    def _expected(self, code: str, items: str, period: str, dimension: str) -> set[str]:
        """Members at which something that the formula reads has a value."""
        found: set[str] = set()
        for part in self.universe.parts[code]:
            ref = part.ref
            if dimension not in self.items.dimensions(ref.code) or dimension in dict(ref.fixed):
                continue
            there = self.items.of_reference(ref.code, ref.fixed, items)
            assert there is not None  # a formula is checked when the catalogue is read
            for member in self.universe.members(ref.code, dimension, there):
                if self.has_value(ref.code, self.items.replaced(ref.code, there, dimension, member), period):
                    found.add(member)
        return found

    # What is true of a cell

    def has_value(self, code: str, items: str, period: str) -> bool:
        """A number, or for category and text a text."""
        if self.entries.has_numbers(code):
            return self.value(code, items, period) is not None
        entry = self.entries.published(code, items, period)
        return entry is not None and not isinstance(entry, Undecided) and entry[1].is_valued

    def is_filled(self, code: str, items: str, period: str) -> bool:
        """Has a value or is undecided."""
        return self.has_value(code, items, period) or isinstance(self.entries.published(code, items, period), Undecided)

    def is_computed(self, code: str, items: str, period: str) -> bool:
        return self.entries.published(code, items, period) is None and self.value(code, items, period) is not None

    def is_cell(self, code: str, items: str, period: str) -> bool:
        """Has a non-blank observation or a computed value."""
        return self.entries.published(code, items, period) is not None or self.value(code, items, period) is not None

    def is_break(self, code: str, items: str, period: str) -> bool:
        """Whether the series breaks at this cell, a computed one through what it reads at its own period."""
        entry = self.entries.published(code, items, period)
        if entry is not None:
            return is_break(entry)
        if code not in self.definitions.may_be_computed or self.value(code, items, period) is None:
            return False
        return any(self.is_break(*cell) for cell in self.read_for(code, items, period, lagged=False))

    def broken(self, code: str, items: str, period: str, years: int) -> bool:
        """Whether a break lies between a cell and the one `years` back."""
        return any(self.is_break(code, items, shifted(period, -back)) for back in range(years))

    def is_hidden(self, code: str, items: str, period: str) -> bool:
        entry = self.entries.published(code, items, period)
        if isinstance(entry, Undecided):
            return False
        if entry is not None:
            return is_hidden(entry)
        if code not in self.definitions.may_be_computed or self.value(code, items, period) is None:
            return False
        cells = self.read_for(code, items, period)
        if self.catalogue.indicators[code].is_derived:
            return any(self.is_hidden(*cell) for cell in cells)
        return bool(cells) and all(self.is_hidden(*cell) for cell in cells)

    def read_for(self, code: str, items: str, period: str, *, lagged: bool = True) -> list[Cell]:
        """The cells that a computed value was made from, in reading order; without `lagged` those of its own period only."""
        program = self.formula(code)
        if program is not None:
            return program.read(Place(code, items, period), lagged=lagged)
        split = self._split(code, items, period) if self.catalogue.indicators[code].is_additive else None
        return [] if split is None else [Cell(code, child, period) for child in split[1]]

    def shown(self, code: str, items: str, period: str) -> str | None:
        """The value of a cell as text: as stored, with a multiplier or when computed the printed number; None for none."""
        entry = self.entries.published(code, items, period)
        if isinstance(entry, Undecided):
            return None
        if entry is not None:
            return self.shown_observation(code, entry[1])
        value = self.value(code, items, period)
        return None if value is None else printed(value)

    def shown_observation(self, code: str, observation: Observation) -> str | None:
        if observation.multiplier:
            number = self.entries.number(code, observation)
            if number is not None:
                return printed(number)
        return observation.text

    def candidates(self, code: str, period: str) -> list[str]:
        """Items, in order, among which the smallest numbers of an indicator are: all, or what `shortlist` knows."""
        if self.shortlist is not None:
            return self.shortlist(code, period)
        return sorted(items for items, periods in self.universe.of(code).items() if period in periods)

    # Inside

    def _places(self, code: str) -> list[tuple[str, str]]:
        places = self.universe.of(code)
        return [(items, period) for items in sorted(places) for period in sorted(places[items])]

    def _all_dependents(self) -> dict[str, frozenset[str]]:
        direct: dict[str, set[str]] = {code: set(self.counters.readers(code)) for code in self.catalogue.indicators}
        for code, parts in self.universe.parts.items():
            for part in parts:
                direct[part.ref.code].add(code)
        return {code: frozenset(_reached(code, direct)) for code in direct}


def _reached(code: str, direct: dict[str, set[str]]) -> set[str]:
    reached: set[str] = set()
    ahead = [code]
    while ahead:
        for reader in direct[ahead.pop()]:
            if reader not in reached:
                reached.add(reader)
                ahead.append(reader)
    return reached
