"""Owns the numbers above zero of whole indicators at single periods, kept while their profile is edited: what `mincell` looks through."""

from __future__ import annotations

from collections.abc import Iterable

from desktop.domain.address import Cell
from desktop.validation.evaluation import Evaluator
from desktop.validation.exact import Exact
from desktop.validation.functions import SMALL


class Smallest:
    """By indicator and period the numbers above zero of cells that are not hidden, by items; made when first asked for."""

    def __init__(self, evaluator: Evaluator):
        self._evaluator = evaluator
        self._columns: dict[str, dict[str, dict[str, Exact]]] = {}

    def forget(self, code: str) -> None:
        self._columns.pop(code, None)

    def update(self, cells: Iterable[Cell]) -> None:
        """These cells may have other values now."""
        for code, items, period in cells:
            column = self._columns.get(code, {}).get(period)
            if column is not None:
                number = self.counted(code, items, period)
                if number is None:
                    column.pop(items, None)
                else:
                    column[items] = number

    def counted(self, code: str, items: str, period: str) -> Exact | None:
        """The number of a cell, if it is above zero and not hidden."""
        number = self._evaluator.value(code, items, period)
        if number is None or number <= 0 or self._evaluator.is_hidden(code, items, period):
            return None
        return number

    def shortlist(self, code: str, period: str) -> list[str]:
        """Items of the cells among which `mincell` finds its number and its addresses, in order."""
        columns = self._columns.setdefault(code, {})
        column = columns.get(period)
        if column is None:
            column = columns[period] = {
                items: number
                for items, periods in self._evaluator.universe.of(code).items()
                if period in periods and (number := self.counted(code, items, period)) is not None
            }
        least = min(column.values(), default=0)
        return sorted(items for items, number in column.items() if number < SMALL or number == least)
