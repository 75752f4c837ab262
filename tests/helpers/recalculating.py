"""Works out the formulas of a workbook again, in the few functions that ours use, from the numbers in its cells."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

_TOKEN = re.compile(
    r"""(?:(?P<sheet>'(?:[^']|'')+'|\w+)!)?(?P<first>[A-Z]{1,3}\d+)(?::(?P<last>[A-Z]{1,3}\d+))?|(?P<empty>"")|(?P<equal>=)"""
)
Value = float | str | None


class Recalculator:
    """Values of the cells of a workbook that was read with its formulas."""

    def __init__(self, book: Any):
        self._book = book

    def value(self, sheet: str, place: str) -> Value:
        held = self._book[sheet][place].value
        return self.formula(sheet, held[1:]) if self._book[sheet][place].data_type == "f" else held

    def formula(self, sheet: str, formula: str) -> Value:
        def python(match: re.Match[str]) -> str:
            if match["empty"]:
                return "''"
            if match["equal"]:
                return "=="
            where = match["sheet"].strip("'").replace("''", "'") if match["sheet"] else sheet
            return f"CELLS({where!r}, {match['first']!r}, {match['last'] or match['first']!r})"

        names: dict[str, Callable[..., Any]] = {
            "CELLS": self._cells, "COUNT": _count, "SUM": lambda *areas: sum(_numbers(areas)), "ABS": abs,
            "IF": lambda test, then, other: then() if test else other, "MOD": lambda n, by: n % by,
            "IFERROR": _or_else,
        }  # fmt: skip
        text = _TOKEN.sub(python, formula)
        text = re.sub(r"IF\((.*?==\d+),", r"IF(\1, lambda: ", text, count=1)
        text = re.sub(r"IFERROR\(", "IFERROR(lambda: ", text)
        made: Value = eval(text, {"__builtins__": {}, **names})
        return made.number if isinstance(made, _Area) else made

    def _cells(self, sheet: str, first: str, last: str) -> _Area:
        cells = self._book[sheet][f"{first}:{last}"]
        return _Area([self.value(sheet, cell.coordinate) for row in cells for cell in row])


class _Area:
    """Cells in a formula: a number where there is one, otherwise only counted and added."""

    def __init__(self, values: list[Value]):
        self.values = values

    @property
    def number(self) -> float:
        (value,) = self.values
        assert isinstance(value, int | float), value
        return value


def _operator(name: str) -> Callable[[Any, Any], float]:
    def work(left: Any, right: Any) -> float:
        left = left.number if isinstance(left, _Area) else left
        right = right.number if isinstance(right, _Area) else right
        made: float = getattr(float(left), name)(float(right))
        return made

    return work


for _name in ("add", "sub", "mul", "truediv"):
    setattr(_Area, f"__{_name}__", _operator(f"__{_name}__"))
    setattr(_Area, f"__r{_name}__", _operator(f"__r{_name}__"))


def _numbers(areas: tuple[_Area, ...]) -> Iterator[float]:
    for area in areas:
        yield from (value for value in area.values if isinstance(value, int | float) and not isinstance(value, bool))


def _count(*areas: _Area) -> int:
    return len(list(_numbers(areas)))


def _or_else(work: Callable[[], Any], other: str) -> Value:
    try:
        made: Value = work()
    except ZeroDivisionError:
        return other
    return made
