"""Owns the values of a profile as rows of floats: what is entered, and filled in where a sum or a formula gives a value."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from desktop.domain.address import Key
from desktop.domain.observation import Observation
from desktop.domain.period import shifted
from desktop.validation.axes import Axes, Axis, Row
from desktop.validation.evaluation import Evaluator
from desktop.validation.filling import fill
from desktop.validation.grids import WHOLE, Grid, GridReader, Remarks
from desktop.validation.leaves import Leaves
from desktop.validation.vectors import Vector


@dataclass(slots=True)
class Table:
    """The values of one indicator on one axis. `computed`: only the computed ones, for the items that have any."""

    grid: Grid
    rows: dict[str, Row]
    computed: dict[str, Row] = field(default_factory=dict)
    largest: float = 0.0
    error: float = 0.0
    is_whole: bool = True

    @property
    def numbers(self) -> tuple[float, float, bool]:
        """Bound, error, and whether all are whole numbers, exactly."""
        return self.largest, self.error, self.is_whole and not self.error and self.largest < WHOLE

    def vector(self, row: Row) -> Vector:
        return Vector(row, *self.numbers)

    def taken(self, items: str) -> set[int]:
        """Places at which something without a number is entered."""
        return self.grid.zero.get(items, set()) | self.grid.blocked.get(items, set())


class Tables:
    """Tables of the indicators of one profile, each made when first asked for."""

    def __init__(self, evaluator: Evaluator):
        self.evaluator = evaluator
        figures = evaluator.figures
        self.codes = [code for code in figures.codes() if code in evaluator.catalogue.indicators]
        self.axes = Axes(self._periods())
        whole = frozenset(
            code for code, indicator in evaluator.catalogue.indicators.items() if indicator.value_type == "integer"
        )
        self._reader = GridReader(evaluator.entries, self.axes, whole)
        self._read: dict[str, tuple[dict[Axis, Grid], Remarks]] = {}
        self._tables: dict[tuple[str, Axis], Table] = {}
        self._risks: dict[tuple[str, Axis], frozenset[int]] = {}
        self.leaves = Leaves(self)

    def _periods(self) -> set[str]:
        """Every period at which there can be a value."""
        found = {str(self.evaluator.figures.settings.years[1])}
        for code in self.codes:
            for sources in self.evaluator.entries.of(code).values():
                for periods in sources.values():
                    found.update(periods)
        delays = self.evaluator.definitions.delays
        return found.union(*({shifted(period, years) for period in found} for years in delays))

    def remarks(self, code: str) -> Remarks:
        return self._entered(code)[1]

    def grid(self, code: str, axis: Axis) -> Grid:
        grids = self._entered(code)[0]
        return grids.get(axis) or grids.setdefault(axis, Grid(axis))

    def _entered(self, code: str) -> tuple[dict[Axis, Grid], Remarks]:
        read = self._read.get(code)
        if read is None:
            read = self._read[code] = self._reader.read(code)
        return read

    def table(self, code: str, axis: Axis) -> Table:
        table = self._tables.get((code, axis))
        if table is None:
            grid = self.grid(code, axis)
            table = Table(grid, dict(grid.entered), {}, grid.largest, grid.error, grid.is_whole)
            self._tables[code, axis] = table
            fill(self, code, table)
        return table

    def row(self, code: str, items: str, axis: Axis) -> Row:
        return self.table(code, axis).rows.get(items, axis.blank)

    def breaks(self, code: str, items: str, axis: Axis) -> Iterable[int]:
        """Places at which a series breaks, computed values too."""
        entered = self.grid(code, axis).breaks.get(items, ())
        risks = self._at_risk(code, axis)
        if not risks or items not in (computed := self.table(code, axis).computed):
            return entered
        row, is_break = computed[items], self.evaluator.is_break
        return [*entered, *(at for at in risks if row[at] == row[at] and is_break(code, items, axis.periods[at]))]

    def _at_risk(self, code: str, axis: Axis) -> frozenset[int]:
        """Places at which something breaks that a computed value of this indicator may be made from."""
        risks = self._risks.get((code, axis))
        if risks is None:
            found = set().union(*self.grid(code, axis).breaks.values())
            for part in self.evaluator.definitions.parts[code]:
                if not part.years:
                    found |= self._at_risk(part.ref.code, axis)
            risks = self._risks[code, axis] = frozenset(found)
        return risks

    def observation(self, code: str, items: str, source: str, period: str) -> Observation | None:
        return self.evaluator.figures.get(Key(code, items, period, source))
