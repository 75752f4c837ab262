"""Owns which rows are the sums of rows beside them, told by arithmetic alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

MOST_ROWS = 60
"""Rows that a sum may reach over."""
_LEAST = 2
"""Columns that must agree, of those with a number; three quarters of them must."""


def sums(rows: Sequence[Mapping[int, Decimal]], wanted: Sequence[int]) -> dict[int, tuple[int, int]]:
    """Numbers of rows (among `wanted`) that equal the sum of two or more rows right after or right before → first and last of these.

    Each row gives its numbers by column; a column without a number counts as zero.
    """
    found = {}
    for number in wanted:
        after = _reach(rows, number, range(number + 1, min(len(rows), number + 1 + MOST_ROWS)))
        before = _reach(rows, number, range(number - 1, max(-1, number - 1 - MOST_ROWS), -1)) if after is None else None
        last = after if after is not None else before
        if last is not None:
            found[number] = (number + 1, last) if last > number else (last, number - 1)
    return found


def _reach(rows: Sequence[Mapping[int, Decimal]], number: int, others: range) -> int | None:
    target = {column: value for column, value in rows[number].items() if value}
    if not target:
        return None
    total = dict.fromkeys(target, Decimal(0))
    needed = max(min(_LEAST, len(target)), -(-3 * len(target) // 4))
    for count, other in enumerate(others, 1):
        held = rows[other]
        too_large = 0
        agree = 0
        for column, value in target.items():
            total[column] += held.get(column, 0)
            agree += total[column] == value
            too_large += abs(total[column]) > abs(value)
        if count > 1 and agree >= needed and (len(target) > 1 or agree):
            return other
        if too_large > len(target) - needed:
            return None
    return None
