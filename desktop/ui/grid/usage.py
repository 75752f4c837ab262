"""Owns which items are in use:
for every combination of an indicator, the members that other dimensions have together with it.
"""

from __future__ import annotations

from itertools import combinations

from desktop.domain.address import items_of
from desktop.domain.profile import Figures

NONE: frozenset[str] = frozenset()


class Usage:
    """Made once per indicator when first asked, forgotten when its figures change."""

    def __init__(self, figures: Figures):
        self.figures = figures
        self._known: dict[str, dict[str, dict[str, set[str]]]] = {}

    def forget(self, codes: set[str]) -> None:
        for code in codes:
            self._known.pop(code, None)

    def members(self, code: str, items: str, dimension: str) -> frozenset[str] | set[str]:
        """Members of a dimension in figures that have these items too."""
        return self._of(code).get(items, {}).get(dimension, NONE)

    def has_more(self, code: str, items: str) -> bool:
        """Whether figures are broken down further than these items."""
        return bool(self._of(code).get(items))

    def _of(self, code: str) -> dict[str, dict[str, set[str]]]:
        known = self._known.get(code)
        if known is None:
            known = self._known[code] = {}
            for text in self.figures.of(code):
                pairs = list(items_of(text).items())
                for size in range(len(pairs)):
                    for chosen in combinations(pairs, size):
                        below = known.setdefault(",".join(f"{name}={member}" for name, member in chosen), {})
                        for pair in pairs:
                            if pair not in chosen:
                                below.setdefault(pair[0], set()).add(pair[1])
        return known
