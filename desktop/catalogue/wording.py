"""Owns the short words for what a catalogue defines, the same on the screen, in workbook and report: units, ranges, fitting decimals."""

from __future__ import annotations

from collections.abc import Callable
from decimal import ROUND_HALF_EVEN, Decimal
from itertools import pairwise

from desktop.catalogue.model import Indicator
from desktop.language import marked

NO_BREAK = "\u00a0"
_UNITS = {
    "persons": marked("persons"), "percent": "%", "number": marked("number"), "yes/no": marked("yes or no"),
    "USD million": marked("USD million"), "USD": "USD", "per 100": marked("per 100"), "per 1 000": marked("per 1 000"),
    "per 10 000": marked("per 10 000"), "per 100 000": marked("per 100 000"), "percentage points": marked("points"),
    "index": marked("index"), "index points": marked("index"), "years": marked("years"), "ratio": marked("ratio"),
    "days": marked("days"), "year": marked("year"), "text": marked("text"), "per woman": marked("per woman"),
    "national currency per USD": marked("per USD"),
}  # fmt: skip
_DECIMALS = {"index": 3, "ratio": 2, "per woman": 2, "national currency per USD": 4}


def unit(indicator: Indicator, t: Callable[[str], str]) -> str:
    """A unit in one short word; `t` translates."""
    return t("choice") if indicator.value_list else unit_word(indicator.unit, t)


def unit_word(unit: str, t: Callable[[str], str]) -> str:
    """The same for a unit as the catalogue writes it; one that a profile made up stays as it is."""
    return t(_UNITS.get(unit, unit)).replace(" 000", f"{NO_BREAK}000")


def with_ranges(text: str) -> str:
    """`0-14 years` with the dash of a range."""
    parts = text.split("-")
    joined = parts[0]
    for before, after in pairwise(parts):
        is_range = before[-1:].isdigit() and after[:1].isdigit()
        joined += ("\u2013" if is_range else "-") + after
    return joined


def period_text(period: str) -> str:
    """`2015/2019` with the dash of a range."""
    return period.replace("/", "\u2013")


def computed_decimals(indicator: Indicator) -> int:
    """Decimals of a worked-out value; entered ones keep their own."""
    return 0 if indicator.value_type == "integer" else _DECIMALS.get(indicator.unit, 1)


def rounded(text: str, decimals: int) -> str:
    """Half to even; small values keep two digits that say something."""
    number = Decimal(text)
    if not number:
        return "0"
    if abs(number) < Decimal(1).scaleb(-decimals):
        decimals = min(1 - number.adjusted(), 12)
    made = number.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_EVEN)
    return f"{made:f}"
