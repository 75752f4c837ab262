"""Owns which items are in use: the members that other dimensions have together with given items."""

from __future__ import annotations

from desktop.domain.address import items_of
from desktop.domain.profile import Figures

NONE: frozenset[str] = frozenset()
ByItems = dict[str, dict[str, set[str]]]
"""Items → dimension → members that stand with them."""


class Usage:
    """Made when first asked for an indicator and a set of dimensions, forgotten when the indicator's figures change."""

    def __init__(self, figures: Figures):
        self.figures = figures
        self._known: dict[str, dict[tuple[str, ...], ByItems]] = {}

    def forget(self, codes: set[str]) -> None:
        for code in codes:
            self._known.pop(code, None)

    def members(self, code: str, items: str, dimension: str) -> frozenset[str] | set[str]:
        """Members of a dimension in figures that have these items too."""
        return self._beside(code, items).get(dimension, NONE)

    def has_more(self, code: str, items: str) -> bool:
        """Whether figures are broken down further than these items."""
        return bool(self._beside(code, items))

    def _beside(self, code: str, items: str) -> dict[str, set[str]]:
        dimensions = tuple(items_of(items))
        known = self._known.setdefault(code, {})
        found = known.get(dimensions)
        if found is None:  # all items of these dimensions at once: thousands of rows ask for one each
            found = known[dimensions] = self._look(code, dimensions)
        return found.get(items, {})

    def _look(self, code: str, dimensions: tuple[str, ...]) -> ByItems:
        found: ByItems = {}
        for text in self.figures.of(code):
            parts = text.split(",") if text else []
            held = [part for part in parts if part.partition("=")[0] in dimensions]
            if len(held) < len(dimensions) or len(held) == len(parts):
                continue
            below = found.setdefault(",".join(held), {})
            for part in parts:
                if part not in held:
                    dimension, _sign, member = part.partition("=")
                    below.setdefault(dimension, set()).add(member)
        return found
