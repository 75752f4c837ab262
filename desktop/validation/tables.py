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

    def drop(self, items: Iterable[str]) -> None:
        """Go back to what is entered there; the bounds only grow."""
        for there in items:
            self.computed.pop(there, None)
            entered = self.grid.entered.get(there)
            if entered is None:
                self.rows.pop(there, None)
            else:
                self.rows[there] = entered
        self.largest, self.error = max(self.largest, self.grid.largest), max(self.error, self.grid.error)
        self.is_whole = self.is_whole and self.grid.is_whole

    def vector(self, row: Row) -> Vector:
        return Vector(row, *self.numbers)

    def taken(self, items: str) -> set[int]:
        """Places at which something without a number is entered."""
        return self.grid.zero.get(items, set()) | self.grid.blocked.get(items, set())


class Tables:
    """Tables of the indicators of one profile, each made when first asked for, and mended when asked for after an edit."""

    def __init__(self, evaluator: Evaluator):
        self.evaluator = evaluator
        self._unread: dict[str, set[str]] = {}
        self._unfilled: dict[tuple[str, Axis], set[str]] = {}
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

    @property
    def codes(self) -> list[str]:
        """Indicators that have figures."""
        return [code for code in self.evaluator.figures.codes() if code in self.evaluator.catalogue.indicators]

    def covers(self, period: str) -> bool:
        """Whether there is a place for what is entered at a period, and for what follows from it."""
        delays = self.evaluator.definitions.delays
        return all(self.axes.of(shifted(period, years)) is not None for years in (0, *delays))

    def renew(self, series: Iterable[tuple[str, str]]) -> None:
        """What stands at these items of an indicator is another now."""
        self._risks.clear()
        for code, items in series:
            if code in self._read:
                self._unread.setdefault(code, set()).add(items)
            for axis in self.axes.all:
                if (code, axis) in self._tables:
                    self._unfilled.setdefault((code, axis), set()).add(items)

    def remarks(self, code: str) -> Remarks:
        return self._entered(code)[1]

    def grid(self, code: str, axis: Axis) -> Grid:
        grids = self._entered(code)[0]
        return grids.get(axis) or grids.setdefault(axis, Grid(axis))

    def _entered(self, code: str) -> tuple[dict[Axis, Grid], Remarks]:
        read = self._read.get(code)
        if read is None:
            read = self._read[code] = self._reader.read(code)
        if code in self._unread:
            self._reader.read_again(code, *read, self._unread.pop(code))
        return read

    def table(self, code: str, axis: Axis) -> Table:
        table = self._tables.get((code, axis))
        if table is None:
            grid = self.grid(code, axis)
            table = Table(grid, dict(grid.entered), {}, grid.largest, grid.error, grid.is_whole)
            self._tables[code, axis] = table
            fill(self, code, table, self.evaluator.universe.of(code))
        if (code, axis) in self._unfilled:
            self._mend(code, table, self._unfilled.pop((code, axis)))
        return table

    def _mend(self, code: str, table: Table, items: set[str]) -> None:
        self._entered(code)
        table.drop(items)
        fill(self, code, table, items & self.evaluator.universe.of(code).keys())

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
