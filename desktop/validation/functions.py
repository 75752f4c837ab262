"""Owns the functions of the expression language, one leaf each: what it gives and which cells it reads (semantics.md 5, 6)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from desktop.catalogue import expression as ex
from desktop.catalogue.model import TOTAL
from desktop.domain.address import Cell
from desktop.domain.period import overlaps, shifted
from desktop.domain.profile import Undecided
from desktop.validation.exact import Exact, divided
from desktop.validation.programs import Leaf, Place, Read, Setting

if TYPE_CHECKING:
    from desktop.validation.evaluation import Evaluator

SMALL = 5
"""Counts under this are small: `mincell` names them."""
_COUNTRY = re.compile(r"[A-Z]{3}")


def leaf_of(node: ex.Expression, code: str, evaluator: Evaluator, setting: Setting) -> Leaf:
    """The leaf for a reference or a function of one."""
    assert not isinstance(
        node, ex.Number | ex.Negative | ex.Abs | ex.Mod | ex.Binary | ex.Limit | ex.Year | ex.ThisYear
    )
    ref = node if isinstance(node, ex.Ref) else node.ref
    target = _Target(code if ref.code == ex.ANY else ref.code, ref.fixed, evaluator)
    simple = _OF_ONE_CELL.get(type(node))
    if simple is not None:
        return simple(target)
    match node:
        case ex.Lag(_, years):
            return _lag(target, years)
        case ex.Sum(_, dimension, member):
            return _sum(target, dimension, member)
        case ex.Count(_, dimension):
            return _count(target, dimension)
        case ex.Has(_, years):
            return _has_anywhere(target) if setting.anywhere else _has(target, years)
        case ex.Partner(_, dimension):
            return _partner(target, dimension, setting)
        case ex.Meta(_, field):
            return _meta(target, field)
    raise AssertionError(node)


class _Target:
    """The indicator a leaf is about, and which of its cells is meant at a place."""

    def __init__(self, code: str, fixed: tuple[tuple[str, str], ...], evaluator: Evaluator):
        self.code, self.fixed, self.evaluator = code, fixed, evaluator

    def items(self, place: Place) -> str | None:
        """None where a bracket names a dimension that the indicator lacks: the reference is missing."""
        return self.evaluator.items.of_reference(self.code, self.fixed, place.items)

    def cell(self, place: Place, years: int = 0) -> list[Read]:
        """The cell, `years` back."""
        items = self.items(place)
        if items is None:
            return []
        return [Read(Cell(self.code, items, shifted(place.period, -years) if years else place.period))]

    def lagged(self, place: Place, years: int) -> Exact | None:
        items = self.items(place)
        if items is None or self.evaluator.broken(self.code, items, place.period, years):
            return None
        return self.evaluator.value(self.code, items, shifted(place.period, -years))


def _reference(target: _Target) -> Leaf:
    evaluator, code = target.evaluator, target.code

    def value(place: Place) -> Exact | None:
        if place.observation is not None:
            return evaluator.entries.number(code, place.observation)
        items = target.items(place)
        return None if items is None else evaluator.value(code, items, place.period)

    return Leaf(value, target.cell)


def _lag(target: _Target, years: int) -> Leaf:
    return Leaf(lambda place: target.lagged(place, years), lambda place: target.cell(place, years), is_lag=True)


def _yoy(target: _Target) -> Leaf:
    def value(place: Place) -> Exact | None:
        items = target.items(place)
        now = None if items is None else target.evaluator.value(target.code, items, place.period)
        before = target.lagged(place, 1)
        ratio = None if now is None or before is None else divided(now, before)
        return None if ratio is None else 100 * (ratio - 1)

    return Leaf(value, lambda place: [*target.cell(place), *target.cell(place, 1)])


def _sum(target: _Target, dimension: str, member: str) -> Leaf:
    evaluator, code = target.evaluator, target.code

    def value(place: Place) -> Exact | None:
        items = target.items(place)
        return None if items is None else evaluator.total(code, items, place.period, dimension, member)

    return Leaf(value, lambda place: _children_read(target, place, dimension, member))


def _count(target: _Target, dimension: str) -> Leaf:
    def value(place: Place) -> Exact | None:
        items = target.items(place)
        return None if items is None else target.evaluator.count(target.code, items, place.period, dimension)

    return Leaf(value, lambda place: _children_read(target, place, dimension, TOTAL))


def _children_read(target: _Target, place: Place, dimension: str, member: str) -> Iterable[Read]:
    items = target.items(place)
    if items is None:
        return []
    children = target.evaluator.children_with_value(target.code, items, place.period, dimension, member)
    return [Read(Cell(target.code, child, place.period)) for child in children]


def _has(target: _Target, years: int) -> Leaf:
    def value(place: Place) -> Exact | None:
        cells = target.cell(place, years)
        return int(target.evaluator.is_filled(*cells[0].cell)) if cells else None

    def read(place: Place) -> Iterable[Read]:
        return [read for read in target.cell(place, years) if target.evaluator.has_value(*read.cell)]

    return Leaf(value, read)


def _has_anywhere(target: _Target) -> Leaf:
    """Any cell with the members in brackets, its other items anything, at any period that overlaps the profile's years."""
    evaluator, code = target.evaluator, target.code

    def value(place: Place) -> Exact | None:
        if target.items(place) is None:
            return None
        first, last = evaluator.figures.settings.years
        member = evaluator.items.member
        return int(
            any(
                overlaps(period, first, last) and evaluator.is_filled(code, items, period)
                for items, periods in evaluator.universe.of(code).items()
                if all(member(items, name) == wanted for name, wanted in target.fixed)
                for period in periods
            )
        )

    return Leaf(value, lambda place: [])


def _rivals(target: _Target) -> Leaf:
    evaluator = target.evaluator

    def value(place: Place) -> Exact | None:
        items = target.items(place)
        if items is None:
            return None
        entry = evaluator.entries.published(target.code, items, place.period)
        return entry.number_of_values if isinstance(entry, Undecided) else 0

    def read(place: Place) -> Iterable[Read]:
        return [
            Read(cell.cell, source)
            for cell in target.cell(place)
            for source, observation in evaluator.figures.at(cell.cell).items()
            if observation.is_valued
        ]

    return Leaf(value, read)


def _whole(target: _Target) -> Leaf:
    def smallest(place: Place) -> tuple[Exact, str] | None:
        """The smallest value among the parents, and the items of the first parent that has it."""
        items = target.items(place)
        found: tuple[Exact, str] | None = None
        for parent in () if items is None else target.evaluator.items.parents(target.code, items):
            number = target.evaluator.value(target.code, parent, place.period)
            if number is not None and (found is None or number < found[0]):
                found = number, parent
        return found

    def value(place: Place) -> Exact | None:
        found = smallest(place)
        return None if found is None else found[0]

    def read(place: Place) -> Iterable[Read]:
        found = smallest(place)
        return [] if found is None else [Read(Cell(target.code, found[1], place.period))]

    return Leaf(value, read)


def _partner(target: _Target, dimension: str, setting: Setting) -> Leaf:
    items_of = target.evaluator.items
    dimensions = target.evaluator.catalogue.dimensions

    def country(place: Place) -> str | None:
        names = (*setting.dims, *items_of.dimensions(place.code))
        members = (items_of.member(place.items, name) for name in names if dimensions[name].is_country)
        return next((member for member in members if _COUNTRY.fullmatch(member)), None)

    def value(place: Place) -> Exact | None:
        partner = setting.partners.get(country(place) or "")
        own = items_of.dimensions(target.code)
        if partner is None or dimension not in own or target.items(place) is None:
            return None
        members = {name: items_of.member(place.items, name) for name in own if not dimensions[name].is_country}
        members |= {dimension: target.evaluator.figures.settings.country, **dict(target.fixed)}
        return partner.value(target.code, items_of.text(target.code, members), place.period)

    return Leaf(value, lambda place: [])


def _mincell(target: _Target) -> Leaf:
    evaluator, code = target.evaluator, target.code

    def counted(place: Place) -> list[tuple[Exact, Read]]:
        """The numbers above zero of the cells that are not hidden, by items."""
        found = []
        for items in evaluator.candidates(code, place.period) if target.items(place) is not None else ():
            number = evaluator.value(code, items, place.period)
            if number is not None and number > 0 and not evaluator.is_hidden(code, items, place.period):
                found.append((number, Read(Cell(code, items, place.period))))
        return found

    def value(place: Place) -> Exact | None:
        return min((number for number, _ in counted(place)), default=None)

    def read(place: Place) -> Iterable[Read]:
        cells = counted(place)
        least = min((number for number, _ in cells), default=0)
        return [cell for number, cell in cells if number < SMALL] or [cell for number, cell in cells if number == least]

    return Leaf(value, read)


def _hidden(target: _Target) -> Leaf:
    evaluator, code = target.evaluator, target.code

    def counted(place: Place) -> list[list[str]] | None:
        """For each dimension that counts, the hidden children; None where the question is not asked."""
        items, period = target.items(place), place.period
        if items is None or not evaluator.has_value(code, items, period) or evaluator.is_hidden(code, items, period):
            return None
        found = []
        for name in evaluator.items.dimensions(code):
            member = evaluator.items.member(items, name)
            children = evaluator.children_in_use(code, items, period, name, member)
            hidden = [child for child in children if evaluator.is_hidden(code, child, period)]
            if hidden and any(child not in hidden and evaluator.has_value(code, child, period) for child in children):
                found.append(hidden)
        return found

    def value(place: Place) -> Exact | None:
        groups = counted(place)
        return None if groups is None else min((len(group) for group in groups), default=0)

    def read(place: Place) -> Iterable[Read]:
        children = [child for group in counted(place) or () for child in group]
        return [*target.cell(place), *(Read(Cell(code, child, place.period)) for child in children)]

    return Leaf(value, read)


def _meta(target: _Target, field: str) -> Leaf:
    evaluator, code = target.evaluator, target.code

    def value(place: Place) -> Exact | None:
        if place.observation is not None:
            return evaluator.entries.meta(place.source, place.observation, field)
        items = target.items(place)
        entry = None if items is None else evaluator.entries.published(code, items, place.period)
        return None if entry is None or isinstance(entry, Undecided) else evaluator.entries.meta(*entry, field)

    return Leaf(value, target.cell)


def _formula(target: _Target) -> Leaf:
    evaluator, code = target.evaluator, target.code

    def value(place: Place) -> Exact | None:
        items = target.items(place)
        return None if items is None else evaluator.by_formula(code, items, place.period)

    def read(place: Place) -> Iterable[Read]:
        items = target.items(place)
        program = evaluator.formula(code)
        return program.reads(Place(code, items, place.period)) if program is not None and items is not None else []

    return Leaf(value, read)


_OF_ONE_CELL: dict[type[ex.Expression], Callable[[_Target], Leaf]] = {
    ex.Ref: _reference,
    ex.Yoy: _yoy,
    ex.Rivals: _rivals,
    ex.Whole: _whole,
    ex.MinCell: _mincell,
    ex.Hidden: _hidden,
    ex.FormulaOf: _formula,
}
