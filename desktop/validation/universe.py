"""Owns where values can be: for each indicator the cells that may be entered or computed.

A superset that is quick to make: whether there *is* a value at such a cell is the evaluator's to say.
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from desktop.catalogue.addresses import is_area
from desktop.catalogue.model import TOTAL, Catalogue, Indicator
from desktop.domain.period import shifted
from desktop.domain.profile import Figures
from desktop.validation.items import Items
from desktop.validation.parts import Part

Periods = AbstractSet[str]
Places = dict[str, Periods]
"""Items → periods."""


class Universe:
    """Cells at which the indicators of one profile may have a value."""

    def __init__(self, catalogue: Catalogue, figures: Figures, items: Items, parts: Mapping[str, list[Part]]):
        self.catalogue, self.figures, self.items, self.parts = catalogue, figures, items, parts
        self._places: dict[str, Places] = {}
        self._members: dict[tuple[str, str], _Members] = {}
        self._by_names: dict[str, dict[tuple[str, ...], list[str]]] = {}
        self._combinations: dict[str, dict[tuple[str, ...], set[str]]] = {}

    def of(self, code: str) -> Places:
        """Items → periods at which a value may be; not to be changed by the caller."""
        places = self._places.get(code)
        if places is None:
            places = self._places[code] = self._made(self.catalogue.indicators[code])
        return places

    def forget(self, codes: Iterable[str]) -> None:
        gone = set(codes)
        for code in gone:
            self._places.pop(code, None)
            self._by_names.pop(code, None)
            self._combinations.pop(code, None)
        self._members = {key: members for key, members in self._members.items() if key[0] not in gone}

    def note(self, code: str, items: str, period: str) -> bool:
        """Take in a cell that may have a value now; whether it was not known before. What was never asked for is made when it is."""
        places = self._places.get(code)
        if places is None:
            return False
        known = places.get(items)
        if known is not None:
            if period in known:
                return False
            places[items] = {*known, period}
            return True
        places[items] = {period}
        names = self.items.parts(items)
        if code in self._by_names:
            self._by_names[code].setdefault(tuple(names), []).append(items)
        for chosen, known_there in self._combinations.get(code, {}).items():
            known_there.add(self.items.only(items, chosen))
        for name, member in names.items():
            index = self._members.get((code, name))
            if index is not None:
                group = index.areas if self._is_apart(name, member) else index.children
                insort(group.setdefault(self.items.replaced(code, items, name, TOTAL), []), member)
        return True

    def members(self, code: str, dimension: str, items: str) -> list[str]:
        """Open dimensions: the members at which, beside these other items, a value may be, by code; no total, no areas."""
        return self._index(code, dimension).children.get(self.items.replaced(code, items, dimension, TOTAL), [])

    def below(self, code: str, items: str) -> Iterator[str]:
        """Items of the cells that have this one as a parent, areas too, where a value may be."""
        places = self.of(code)
        for name in self.items.dimensions(code):
            member = self.items.member(items, name)
            if not self.catalogue.dimensions[name].is_open:
                yield from (child for child, _ in self.items.children(code, items, name, member) if child in places)
            elif member == TOTAL:
                index = self._index(code, name)
                for code_below in (*index.children.get(items, ()), *index.areas.get(items, ())):
                    yield self.items.replaced(code, items, name, code_below)

    def by_names(self, code: str) -> dict[tuple[str, ...], list[str]]:
        """The items by the dimensions that they break down by."""
        groups = self._by_names.get(code)
        if groups is None:
            groups = self._by_names[code] = {}
            for items in self.of(code):
                groups.setdefault(tuple(self.items.parts(items)), []).append(items)
        return groups

    def combinations(self, code: str, names: tuple[str, ...]) -> set[str]:
        """The combinations of members of these dimensions, in this order, that occur; not to be changed by the caller."""
        made = self._combinations.setdefault(code, {})
        found = made.get(names)
        if found is None:
            found = made[names] = set()
            for there, group in self.by_names(code).items():
                shared = tuple(name for name in names if name in there)
                found.update(group if shared == there else [self.items.only(items, shared) for items in group])
        return found

    def _index(self, code: str, dimension: str) -> _Members:
        index = self._members.get((code, dimension))
        if index is None:
            index = self._members[code, dimension] = _Members({}, {})
            for names, group in self.by_names(code).items():
                if dimension in names:
                    for items in group:
                        member = self.items.parts(items)[dimension]
                        kind = index.areas if self._is_apart(dimension, member) else index.children
                        kind.setdefault(self.items.replaced(code, items, dimension, TOTAL), []).append(member)
            for members in (*index.children.values(), *index.areas.values()):
                members.sort()
        return index

    def _is_apart(self, name: str, member: str) -> bool:
        """An area is nobody's child."""
        return is_area(member) and self.catalogue.dimensions[name].is_country

    def _made(self, indicator: Indicator) -> Places:
        code = indicator.code
        places: Places = {
            items: next(iter(sources.values())).keys() if len(sources) == 1 else set().union(*sources.values())
            for items, sources in self.figures.of(code).items()
        }
        if indicator.is_derived:
            for items, periods in self._of_formula(indicator).items():
                _merge(places, (items,), periods)
        elif indicator.is_counter:
            _merge(places, ("",), {str(self.figures.settings.years[1])})
        elif indicator.is_additive and indicator.dimensions:
            for items, periods in list(places.items()):
                _merge(places, self.items.sums_above(code, items), periods)
        return places

    def _of_formula(self, indicator: Indicator) -> Places:
        """Natural join of what the parts can have, by the dimensions of the derived indicator."""
        joined = _Relation((), {(): None})
        for part in self.parts[indicator.code]:
            joined = joined.join(self._relation(indicator, part))
        return {
            self.items.text(indicator.code, dict(zip(joined.dimensions, members, strict=True))): periods
            for members, periods in joined.rows.items()
            if periods
        }

    def _relation(self, indicator: Indicator, part: Part) -> _Relation:
        """Members of the dimensions that the part takes from the cell → periods of the *derived* cell."""
        fixed = dict(part.ref.fixed)
        code = part.ref.code
        own = self.items.dimensions(code)
        free = tuple(name for name in indicator.dimensions if name in own and name not in fixed and name != part.summed)
        wanted = {name: member for name, member in fixed.items() if member != TOTAL and name != part.summed}
        rows: dict[tuple[str, ...], Periods | None] = {}
        for names, group in self.by_names(code).items():
            if any(name not in names for name in wanted) or any(
                name not in free and name not in wanted and name != part.summed for name in names
            ):
                continue
            for items in group:
                members = self.items.parts(items)
                if any(members[name] != member for name, member in wanted.items()):
                    continue
                periods = self.of(code)[items]
                if part.years:
                    periods = {shifted(period, part.years) for period in periods}
                key = tuple(members.get(name, TOTAL) for name in free)
                known = rows.get(key)
                rows[key] = periods if known is None else _either(known, periods)
        return _Relation(free, rows)


class _Members(NamedTuple):
    """Items without one dimension → its members there, by code."""

    children: dict[str, list[str]]
    areas: dict[str, list[str]]


class _Relation(NamedTuple):
    """Members of some dimensions → periods (None: all)."""

    dimensions: tuple[str, ...]
    rows: dict[tuple[str, ...], Periods | None]

    def join(self, other: _Relation) -> _Relation:
        shared = [name for name in other.dimensions if name in self.dimensions]
        new = [name for name in other.dimensions if name not in self.dimensions]
        ours = [self.dimensions.index(name) for name in shared]
        theirs = [other.dimensions.index(name) for name in shared]
        added = [other.dimensions.index(name) for name in new]
        index: dict[tuple[str, ...], list[tuple[tuple[str, ...], Periods | None]]] = {}
        for row, periods in other.rows.items():
            index.setdefault(tuple(row[i] for i in theirs), []).append((tuple(row[i] for i in added), periods))
        rows: dict[tuple[str, ...], Periods | None] = {}
        for row, periods in self.rows.items():
            for more, others in index.get(tuple(row[i] for i in ours), ()):
                rows[row + more] = _both(periods, others)
        return _Relation((*self.dimensions, *new), rows)


def _merge(places: Places, there: Iterable[str], periods: Periods) -> None:
    for items in there:
        known = places.get(items)
        if known is not periods:
            places[items] = periods if known is None else _either(known, periods)


def _either(first: Periods, second: Periods) -> Periods:
    """In one or the other; most series have the same periods, and then no new set is made."""
    return first if second <= first else first | second


def _both(first: Periods | None, second: Periods | None) -> Periods | None:
    if first is None or second is None:
        return second if first is None else first
    return first if first is second or first <= second else first & second
