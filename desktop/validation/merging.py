"""Owns what becomes one finding: remarks that one action mends together (semantics.md 6, Merged findings)."""

from __future__ import annotations

from collections.abc import Iterable

from desktop.domain.finding import Finding
from desktop.validation.judging import MOST_ADDRESSES, in_order
from desktop.validation.plans import Merge


def merged(findings: Iterable[Finding], merge: Merge) -> list[Finding]:
    """Findings of one rule, those that belong together made one, in order."""
    if merge is Merge.NONE:
        return in_order(findings)
    groups: dict[tuple[str, str | None], list[Finding]] = {}
    for finding in in_order(findings):
        groups.setdefault((finding.indicator, _key(finding, merge)), []).append(finding)
    return [_one(group, merge) for group in groups.values()]


def _key(finding: Finding, merge: Merge) -> str | None:
    if merge is Merge.SOURCE:
        return finding.source
    return finding.period if merge is Merge.PERIOD else None


def _one(group: list[Finding], merge: Merge) -> Finding:
    """The first gives items, period, left and right; the addresses of all are joined."""
    cells = [cell for finding in group for cell in finding.cells]
    first = group[0]._replace(cells=tuple(dict.fromkeys(cells))[:MOST_ADDRESSES], is_merged=True)
    return first._replace(source=None) if merge is Merge.INDICATOR else first
