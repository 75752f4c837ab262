"""Owns the charts of the report: lines that differ in dash and mark, names at their ends, gaps that stay gaps."""

from __future__ import annotations

import math
from typing import NamedTuple

from reportlab.graphics.shapes import Circle, Drawing, Line, Polygon, PolyLine, Rect, String
from reportlab.platypus import Flowable, KeepTogether, Paragraph

from desktop.catalogue.model import Module
from desktop.domain.number import shown as shown_number
from desktop.exchange import palette, published
from desktop.exchange.pdf import look
from desktop.exchange.pdf.document import lines_of
from desktop.exchange.pdf.look import REGULAR, WIDTH, colour, safe
from desktop.exchange.presenting import Shown
from desktop.exchange.published import Row

HEIGHT, LEFT, RIGHT, BASE = 172.0, 44.0, 118.0, 22.0
_DASHES = (None, [6, 3], [2, 2], [8, 3, 2, 3], [1, 3])
_SOFT = frozenset("EPF")
"""Estimated, provisional and forecast figures have open marks."""


class Axis(NamedTuple):
    """The scale of figures: from `low` to `high` in steps."""

    low: float
    high: float
    step: float

    @classmethod
    def over(cls, numbers: list[float]) -> Axis:
        """Round steps from zero, or from below where figures are negative."""
        low, high = min(0.0, *numbers), max(0.0, *numbers)
        raw = (high - low) / 4 or 1.0
        size = 10.0 ** math.floor(math.log10(raw))
        step = next(size * factor for factor in (1, 2, 2.5, 5, 10) if size * factor >= raw * 0.999)
        bottom = math.floor(low / step) * step
        return cls(bottom, max(math.ceil(high / step) * step, bottom + step), step)

    def ticks(self) -> list[float]:
        return [self.low + n * self.step for n in range(round((self.high - self.low) / self.step) + 1)]


def module_chart(shown: Shown, module: Module, number: int) -> list[Flowable]:
    """The chart of a module with its caption; nothing where there is nothing to draw."""
    rows = published.to_draw(shown, module)
    if not rows:
        return []
    t, indicator = shown.t, rows[0].indicator
    same = len({row.indicator.code for row in rows}) == 1
    title = shown.title(indicator) if same else shown.module_title(module)
    caption = f"{t('Figure {number}').format(number=f'{number}.1')}  {title}, {shown.unit(indicator)}"
    made: list[Flowable] = [
        Paragraph(safe(caption), look.CAPTION),
        LineChart(shown, rows).drawing(),
        Paragraph(
            safe(
                t("Open marks are estimated, provisional or forecast; a line is not drawn over years without a figure.")
            ),
            look.SMALL,
        ),
    ]
    return [KeepTogether(made)]


class LineChart:
    """Lines over the years of the profile."""

    def __init__(self, shown: Shown, rows: list[Row]):
        self.shown, self.rows = shown, rows
        self.years = shown.years
        self.numbers = [row.numbers(self.years) for row in rows]
        self.axis = Axis.over([n for numbers in self.numbers for n in numbers if n is not None])
        self.step = (WIDTH - LEFT - RIGHT) / max(len(self.years) - 1, 1)

    def drawing(self) -> Drawing:
        drawing = Drawing(WIDTH, HEIGHT)
        self._frame(drawing)
        for number, row in enumerate(self.rows):
            self._series(drawing, number, row)
        self._names(drawing)
        return drawing

    def _y(self, value: float) -> float:
        return BASE + (HEIGHT - BASE - 12) * (value - self.axis.low) / (self.axis.high - self.axis.low)

    def _x(self, year: int) -> float:
        return LEFT + 8 + year * self.step

    def _frame(self, drawing: Drawing) -> None:
        for tick in self.axis.ticks():
            y, is_zero = self._y(tick), abs(tick) < self.axis.step / 1000
            drawing.add(
                Line(
                    LEFT,
                    y,
                    WIDTH - RIGHT + 16,
                    y,
                    strokeColor=colour(palette.TEXT2 if is_zero else palette.LINE),
                    strokeWidth=0.7,
                )
            )
            drawing.add(_words(self._tick(tick), LEFT - 6, y - 2.6, "end"))
        every = -(-len(self.years) // 8)
        for number, year in enumerate(self.years):
            if (len(self.years) - 1 - number) % every == 0:
                drawing.add(_words(year, self._x(number), 8, "middle"))

    def _tick(self, value: float) -> str:
        digits = max(0, -math.floor(math.log10(self.axis.step))) if self.axis.step < 1 else int(self.axis.step % 1 != 0)
        return shown_number(f"{value:.{digits}f}", self.shown.language)

    def _series(self, drawing: Drawing, number: int, row: Row) -> None:
        ink, dash = colour(palette.CHARTS[number % 5]), _DASHES[number % 5]
        run: list[float] = []
        before: int | None = None
        is_sparse = sum(n is not None for n in self.numbers[number]) <= len(self.years) // 2
        for year, value in enumerate(self.numbers[number]):
            if value is None:
                continue
            point = row.points[self.years[year]]
            broken = point.observation.status == "B"
            if run and (broken or (before is not None and before != year - 1 and not is_sparse)):
                _line(drawing, run, ink, dash)
                run = []
            if broken:
                _break(drawing, self._x(year) - self.step / 2, self._y(value))
            run += [self._x(year), self._y(value)]
            before = year
        _line(drawing, run, ink, dash)
        there = [year for year, value in enumerate(self.numbers[number]) if value is not None]
        for year in there:
            is_open = row.points[self.years[year]].observation.status in _SOFT
            value = self.numbers[number][year]
            if value is not None and (is_open or year == there[-1] or is_sparse):
                _mark(drawing, number, (self._x(year), self._y(value)), ink, is_open=is_open)

    def _names(self, drawing: Drawing) -> None:
        """Names at the ends of the lines, moved apart where they would lie on one another."""
        ends = []
        for number, row in enumerate(self.rows):
            there = [(year, value) for year, value in enumerate(self.numbers[number]) if value is not None]
            ends.append((self._y(there[-1][1]), self._x(there[-1][0]), number, row))
        ends.sort(key=lambda end: end[0])
        lowest = BASE - 4
        for y, x, number, row in ends:
            same = len({other.indicator.code for other in self.rows}) == 1
            name = (self.shown.items(row.items) if same and row.items else "") or self.shown.title(row.indicator)
            at = max(y - 2.6, lowest)
            left = max(x + 8, WIDTH - RIGHT + 20) if x < WIDTH - RIGHT - 1 else x + 8
            for part in reversed(lines_of(name, look.MEDIUM, 7.5, WIDTH - left)):
                drawing.add(
                    String(
                        left, at, part, fontName=look.MEDIUM, fontSize=7.5, fillColor=colour(palette.CHARTS[number % 5])
                    )
                )
                at += 9
            lowest = at + 1


def _words(text: str, x: float, y: float, anchor: str) -> String:
    return String(x, y, text, fontName=REGULAR, fontSize=7, fillColor=colour(palette.TEXT2), textAnchor=anchor)


def _line(drawing: Drawing, run: list[float], ink: object, dash: list[int] | None) -> None:
    if len(run) > 2:
        drawing.add(PolyLine(run, strokeColor=ink, strokeWidth=1.4, strokeDashArray=dash, strokeLineJoin=1))


def _break(drawing: Drawing, x: float, y: float) -> None:
    for shift in (-1.5, 1.5):
        drawing.add(
            Line(x + shift - 1.5, y - 5, x + shift + 1.5, y + 5, strokeColor=colour(palette.TEXT2), strokeWidth=0.8)
        )


def _mark(drawing: Drawing, number: int, place: tuple[float, float], ink: object, *, is_open: bool) -> None:
    x, y = place
    look_of = {"strokeColor": ink, "strokeWidth": 1.1, "fillColor": colour("FFFFFF") if is_open else ink}
    kind = number % 5
    if kind == 1:
        drawing.add(Rect(x - 2.2, y - 2.2, 4.4, 4.4, **look_of))
    elif kind in (2, 3):
        points = (
            [x - 2.8, y - 2.2, x + 2.8, y - 2.2, x, y + 2.8]
            if kind == 2
            else [x - 2.8, y, x, y + 2.8, x + 2.8, y, x, y - 2.8]
        )
        drawing.add(Polygon(points, **look_of))
    else:
        drawing.add(Circle(x, y, 2.4, **(look_of | ({"fillColor": colour("FFFFFF")} if kind == 4 else {}))))
