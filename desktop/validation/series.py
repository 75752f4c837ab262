"""Owns the two checks of a series against itself, family `series`: a jump unusual in its own history, a year missing inside it.

A series is what is published of one indicator and combination of items in plain years. Both checks are the program's own, only inform,
look at entered figures of annual indicators in every breakdown, and stand outside the comparison with another evaluator of the rules.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from statistics import median
from types import MappingProxyType

from desktop.domain.address import Cell
from desktop.domain.finding import Finding
from desktop.domain.period import is_year
from desktop.domain.printing import printed
from desktop.domain.profile import Undecided
from desktop.validation.axes import Row
from desktop.validation.exact import Exact, simplest, size
from desktop.validation.judging import MOST_ADDRESSES, Judge
from desktop.validation.plans import Form, Plan
from desktop.validation.programs import Place, Read

LEAST_YEARS = 8
"""A series shorter than this has no history to be held against."""
CUTOFF = Fraction(35_000, 6_745)
"""3.5 modified z-scores of 0.6745 × distance / MAD: Iglewicz and Hoaglin, How to Detect and Handle Outliers (ASQC 1993), section 3."""
CUTOFF_OF_MEAN = Fraction("3.5") * Fraction("1.253314")
"""The same of distance / (1.253314 × mean absolute deviation), as they advise where more than half of the changes are alike, so that
the median absolute deviation is 0."""
LEAST_DISTANCE = Fraction(1, 10)
"""Ten points above the usual change at least: in a very even series a tenth of a per cent more is nothing to look at."""
_CUTOFF, _LEAST_DISTANCE = float(CUTOFF), float(LEAST_DISTANCE)
LEAST_AMOUNT = 50
"""Persons or things by which a count has to move; below it relative changes are chance."""
LEAST_LEVEL = 100
"""Persons or things that a series counts in its median year; corridors of fewer come and go, and a year without a line is often a zero."""
COUNTED = frozenset(("persons", "number"))
LEAST_FILLED = 5
"""Years that have a figure or a reason before a missing one is a gap; and they are two thirds of the years from first to last."""
SAID_ELSEWHERE = frozenset(("yoy", "unit"))
"""Families of rules that report the same jump with a limit of their own."""


@dataclass(frozen=True, slots=True)
class SeriesRule:
    """What stands in `rules.csv` for other rules."""

    code: str
    message: Mapping[str, str]
    severity: str = field(default="info", init=False)
    family: str = field(default="series", init=False)


JUMP = SeriesRule(
    "SER-JUMP",
    MappingProxyType(
        {
            "en": "The figure moved far more than it usually does in this series. Correct it, mark a break, or explain it.",
            "fr": "Le chiffre a bougé bien plus que d'habitude dans cette série. Corrigez-le, marquez une rupture ou expliquez-le.",
            "es": "La cifra cambió mucho más de lo habitual en esta serie. Corríjala, marque una ruptura o explíquela.",
        }
    ),
)
GAP = SeriesRule(
    "SER-GAP",
    MappingProxyType(
        {
            "en": "A year is missing inside a filled series. Enter the figure, or the reason why there is none: "
            "missing, cannot exist, not collected, or suppressed.",
            "fr": "Une année manque dans une série remplie. Saisissez le chiffre, ou la raison de son absence : "
            "manquant, impossible, non collecté ou masqué.",
            "es": "Falta un año dentro de una serie completa. Introduzca la cifra, o el motivo de que falte: "
            "ausente, imposible, no recopilada u ocultada.",
        }
    ),
)
SERIES_RULES: Mapping[str, SeriesRule] = MappingProxyType({rule.code: rule for rule in (JUMP, GAP)})
"""By code."""


class SeriesChecks:
    """Both checks in one profile, exactly. `plans`: the rules in effect; what those of some families say is not said twice."""

    def __init__(self, judge: Judge, plans: Iterable[Plan]):
        self._judge, self._evaluator = judge, judge.evaluator
        self._others = [
            plan for plan in plans if plan.rule.family in SAID_ELSEWHERE and plan.form in (Form.CELLS, Form.SINGLE)
        ]

    def looks_at(self, code: str) -> bool:
        indicator = self._evaluator.catalogue.indicators[code]
        return (
            indicator.is_numeric
            and indicator.frequency == "annual"
            and not (indicator.is_derived or indicator.is_counter)
        )

    def jumps(self, code: str, items: str) -> list[Finding]:
        """One finding for each jump of a series: an outlier that comes back next year is one, not two.

        Changes between neighbouring years are taken as larger / smaller − 1 with the sign of the movement, so that a doubling and a
        halving weigh the same. Years across a marked break, and figures that are zero or negative, give no change.
        """
        figures = self._figures(code, items)
        changes = {
            year: _change(figures[year - 1], number)
            for year, number in figures.items()
            if number > 0 and (figures.get(year - 1) or 0) > 0 and not self._evaluator.is_break(code, items, str(year))
        }
        if len(changes) < LEAST_YEARS - 1 or not self._is_large(code, figures.values()):
            return []
        centre, reach = _usual(list(changes.values()))
        least = LEAST_AMOUNT if self._is_counted(code) else 0
        unusual = [
            year
            for year, change in sorted(changes.items())
            if abs(change - centre) > reach and size(figures[year] - figures[year - 1]) >= least
        ]
        found = []
        for run in _runs(unusual):
            if not any(self._is_said(code, items, year) for year in run):
                year = run[0]
                is_up = changes[year] > centre
                limit = _moved(figures[year - 1], centre + reach if is_up else centre - reach)
                found.append(self._jump(Cell(code, items, str(year)), figures[year], "<=" if is_up else ">=", limit))
        return found

    def gaps(self, code: str, items: str) -> frozenset[str]:
        """The years that are missing inside a series: neither figure nor reason, and nothing worked out."""
        if not any(self._evaluator.entries.of(code).get(items, {}).values()):
            return frozenset()
        first, last = self._evaluator.figures.settings.years
        filled = [year for year in range(first, last + 1) if self._evaluator.is_cell(code, items, str(year))]
        if len(filled) < LEAST_FILLED or not self._is_large(code, self._figures(code, items).values()):
            return frozenset()
        years = range(filled[0], filled[-1] + 1)
        if 3 * len(filled) < 2 * len(years):
            return frozenset()
        return frozenset(str(year) for year in set(years).difference(filled))

    def gaps_found(
        self, code: str, gaps: Mapping[str, frozenset[str]], only: Collection[str] = ()
    ) -> Iterator[Finding]:
        """One finding for each year of an indicator that is missing in some of its series (`gaps`: items → years), or for these years."""
        missing: dict[str, list[str]] = {}
        for items, years in gaps.items():
            for year in years if not only else years & set(only):
                missing.setdefault(year, []).append(items)
        for year, in_these in sorted(missing.items()):
            yield self._gap(code, year, sorted(in_these))

    def _gap(self, code: str, period: str, in_order: Sequence[str]) -> Finding:
        cells = tuple(self._judge.cell_of(Read(Cell(code, items, period))) for items in in_order[:MOST_ADDRESSES])
        number = str(len(in_order))
        return self._finding(
            GAP, Cell(code, in_order[0], period), cells=cells, left=number, operator="==", right="0",
            difference=number, is_merged=True,
        )  # fmt: skip

    def _jump(self, cell: Cell, figure: Exact, operator: str, limit: Exact) -> Finding:
        before = Cell(cell.indicator, cell.items, str(int(cell.period) - 1))
        cells = tuple(self._judge.cell_of(Read(each)) for each in (cell, before))
        return self._finding(
            JUMP, cell, cells=cells, left=printed(figure), operator=operator, right=printed(limit),
            difference=printed(figure - limit),
        )  # fmt: skip

    def _finding(self, rule: SeriesRule, cell: Cell, **sides: object) -> Finding:
        module = self._evaluator.catalogue.indicators[cell.indicator].module
        return Finding(rule.code, rule.severity, module, *cell, source=None, tolerance="0", **sides)  # type: ignore[arg-type]

    def _is_counted(self, code: str) -> bool:
        return self._evaluator.catalogue.indicators[code].unit in COUNTED

    def _is_large(self, code: str, figures: Iterable[Exact]) -> bool:
        """Whether a series of counts is more than a few persons; of amounts and rates every one is."""
        if not self._is_counted(code):
            return True
        sizes = [Fraction(size(figure)) for figure in figures]
        return bool(sizes) and median(sizes) >= LEAST_LEVEL

    def _figures(self, code: str, items: str) -> dict[int, Exact]:
        """Year → published number, where there is one."""
        entries = self._evaluator.entries
        periods = {period for there in entries.of(code).get(items, {}).values() for period in there if is_year(period)}
        found = {}
        for period in periods:
            entry = entries.published(code, items, period)
            number = None if entry is None or isinstance(entry, Undecided) else entries.number(code, entry[1])
            if number is not None:
                found[int(period)] = number
        return found

    def _is_said(self, code: str, items: str, year: int) -> bool:
        """Whether another rule reports this cell as a jump."""
        indicator, parts = self._evaluator.catalogue.indicators[code], self._evaluator.items.parts(items)
        place = Place(code, items, str(year))
        return any(
            self._judge.finding(plan, place) is not None
            for plan in self._others
            if plan.covers(indicator) and plan.admits(parts)
        )


def may_jump(row: Row, years: Sequence[float]) -> bool:
    """Whether floats leave it open that a series has a jump; `years` of the row, in order.

    The mean of the distances is left to the exact check: whether their median is 0 no float can tell.
    """
    changes = [
        here / before - 1 if here >= before else 1 - before / here
        for here, before, year, earlier in zip(row[1:], row, years[1:], years, strict=False)
        if here > 0 and before > 0 and year == earlier + 1
    ]
    if len(changes) < LEAST_YEARS - 1:
        return False
    middle = (len(changes) - 1) // 2, len(changes) // 2
    changes.sort()
    centre = (changes[middle[0]] + changes[middle[1]]) / 2
    distances = sorted(abs(change - centre) for change in changes)
    spread = (distances[middle[0]] + distances[middle[1]]) / 2
    return distances[-1] > 0.999999 * max(_CUTOFF * spread, _LEAST_DISTANCE)


def may_lack(row: Row, years: Sequence[float], taken: Collection[int]) -> bool:
    """Whether a year without a figure, or reason (`taken`: their places), lies between two that have one."""
    there = [at for at, number in enumerate(row) if number == number or at in taken]
    return bool(there) and years[there[-1]] - years[there[0]] >= len(there)


def _change(before: Exact, after: Exact) -> Fraction:
    return Fraction(after, before) - 1 if after >= before else 1 - Fraction(before, after)


def _moved(before: Exact, change: Fraction) -> Exact:
    return simplest(before * (1 + change) if change >= 0 else before / (1 - change))


def _usual(changes: list[Fraction]) -> tuple[Fraction, Fraction]:
    """The median, and how far from it is still usual."""
    centre = median(changes)
    distances = [abs(change - centre) for change in changes]
    reach = CUTOFF * median(distances) or CUTOFF_OF_MEAN * sum(distances) / len(distances)
    return centre, max(reach, LEAST_DISTANCE)


def _runs(years: Iterable[int]) -> Iterator[list[int]]:
    """Neighbouring years together."""
    run: list[int] = []
    for year in years:
        if run and year != run[-1] + 1:
            yield run
            run = []
        run.append(year)
    if run:
        yield run
