"""Owns the algebra of items: which cell a reference means, the children and parents of a cell (semantics.md 2, 5).

Items are texts as in an address, `SEX=F,AGE=Y0T14`, empty for the total. Every answer is remembered: a profile has some thousand
items, and they are asked for again and again.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import product
from sys import intern

from desktop.catalogue.model import TOTAL, Catalogue
from desktop.domain.address import items_of, items_text

OTHER, UNKNOWN = "_O", "_U"
MAY_LACK = frozenset((OTHER, UNKNOWN))
"""Members without which a closed list is complete all the same."""
NOT_SUMMED = "EDUCATION"
"""Often asked of adults only: the total is never taken as the sum of its levels."""

Fixed = tuple[tuple[str, str], ...]


class Items:
    """Texts of items, taken apart and put together by the dimensions of the catalogue's indicators."""

    def __init__(self, catalogue: Catalogue):
        self.catalogue = catalogue
        self._parts: dict[str, dict[str, str]] = {}
        self._replaced: defaultdict[tuple[str, str, str], dict[str, str]] = defaultdict(dict)
        self._read: dict[tuple[str, Fixed], dict[str, str | None]] = {}
        self._children: dict[tuple[str, str, str, str], tuple[tuple[str, bool], ...]] = {}
        self._parents: defaultdict[str, dict[str, tuple[str, ...]]] = defaultdict(dict)
        self._above: defaultdict[str, dict[str, tuple[str, ...]]] = defaultdict(dict)

    def dimensions(self, code: str) -> tuple[str, ...]:
        return self.catalogue.indicators[code].dimensions

    def parts(self, items: str) -> dict[str, str]:
        """Dimension → member; not to be changed by the caller."""
        parts = self._parts.get(items)
        if parts is None:
            parts = self._parts[items] = items_of(items)
        return parts

    def member(self, items: str, dimension: str) -> str:
        return self.parts(items).get(dimension, TOTAL)

    def text(self, code: str, members: dict[str, str]) -> str:
        """Members in the order of the indicator's dimensions; what it lacks is dropped."""
        return items_text({name: members[name] for name in self.dimensions(code) if name in members})

    def only(self, items: str, names: tuple[str, ...]) -> str:
        """The members in these dimensions, in this order."""
        parts = self.parts(items)
        return intern(",".join([f"{name}={parts[name]}" for name in names if name in parts]))

    def replaced(self, code: str, items: str, dimension: str, member: str) -> str:
        """The items with another member in one dimension."""
        known = self._replaced[code, dimension, member]
        text = known.get(items)
        if text is None:
            text = known[items] = self.text(code, {**self.parts(items), dimension: member})
        return text

    def of_reference(self, code: str, fixed: Fixed, items: str) -> str | None:
        """Items that a reference to `code` reads at a cell with `items`; None if a bracket names a dimension it lacks."""
        known = self._read.get((code, fixed))
        if known is None:
            known = self._read[code, fixed] = {}
        if items not in known:
            is_there = all(name in self.dimensions(code) for name, _ in fixed)
            known[items] = self.text(code, {**self.parts(items), **dict(fixed)}) if is_there else None
        return known[items]

    def children(self, code: str, items: str, dimension: str, member: str) -> tuple[tuple[str, bool], ...]:
        """Closed dimensions: items of the children of `member`, in file order, and whether a child may be left out."""
        key = (code, items, dimension, member)
        found = self._children.get(key)
        if found is None:
            codes = self.catalogue.dimensions[dimension].children(member)
            found = tuple((self.replaced(code, items, dimension, child), child in MAY_LACK) for child in codes)
            self._children[key] = found
        return found

    def parents(self, code: str, items: str) -> tuple[str, ...]:
        """The cells one level up: each item replaced by its parent, in the order of the indicator's dimensions."""
        found = self._parents[code].get(items)
        if found is None:
            dimensions = self.catalogue.dimensions
            found = tuple(
                self.replaced(code, items, name, dimensions[name].parent(member) or TOTAL)
                for name, member in self.parts(items).items()
            )
            self._parents[code][items] = found
        return found

    def sums_above(self, code: str, items: str) -> tuple[str, ...]:
        """This cell and all that may take its value into a sum of children (closed dimensions, every level)."""
        found = self._above[code].get(items)
        if found is None:
            parts = self.parts(items)
            chains = [self._chain(name, member) for name, member in parts.items()]
            found = tuple(items_text(dict(zip(parts, members, strict=True))) for members in product(*chains))
            self._above[code][items] = found
        return found

    def _chain(self, name: str, member: str) -> list[str]:
        dimension = self.catalogue.dimensions[name]
        chain = [member]
        while not dimension.is_open and (parent := dimension.parent(chain[-1])):
            if parent == TOTAL and name == NOT_SUMMED:
                break
            chain.append(parent)
        return chain


def is_summed(name: str, member: str) -> bool:
    """Whether a cell with this member may take its value from the children of a closed dimension."""
    return not (name == NOT_SUMMED and member == TOTAL)
