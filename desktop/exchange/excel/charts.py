"""Owns the charts of the workbook: one per module where there is something to draw, on a sheet of their own, over the cells themselves."""

from __future__ import annotations

from typing import Any

from openpyxl.chart import LineChart, Reference, Series
from openpyxl.chart.layout import Layout, ManualLayout
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.text import CharacterProperties

from desktop.domain.observation import Observation
from desktop.domain.period import is_year
from desktop.exchange import palette, published
from desktop.exchange.excel.book import Book
from desktop.exchange.excel.cells import is_number, place_of
from desktop.exchange.excel.layouts import BEFORE, HEADER
from desktop.exchange.excel.modules import Written
from desktop.exchange.excel.pages import as_page, protect, widths
from desktop.exchange.excel.styles import Style
from desktop.exchange.presenting import Line

_DASHES = ("solid", "dash", "sysDot", "dashDot", "lgDash")
_MARKS = ("circle", "square", "triangle", "diamond", "circle")
_ROWS_EACH = 18


def write_charts(book: Book, sheets: list[Written]) -> str:
    """Fill the sheet of charts; its name, empty where there is nothing to draw."""
    drawn = [(sheet, found) for sheet in sheets if (found := _lines(book, sheet))]
    if not drawn:
        return ""
    pen = book.sheet(book.t("Charts"))
    pen.text(1, 1, book.t("Charts"), Style("title"))
    pen.text(2, 1, book.t("Each chart shows the cells of its module and changes with them."), Style("subtitle"))
    pen.link(3, 1, book.t("Contents"), place_of(book.t("Contents")), Style("link"))
    for number, (sheet, lines) in enumerate(drawn):
        anchor = f"{'AB'[number % 2]}{5 + number // 2 * _ROWS_EACH}"
        pen.chart(_chart(book, sheet, lines), anchor, _in_words(book, sheet, lines))
    widths(pen.sheet, 72, 72)
    as_page(pen.sheet, book.footer, wide=False)
    protect(pen.sheet)
    return str(pen.sheet.title)


def _lines(book: Book, sheet: Written) -> list[tuple[int, Line]]:
    """Row numbers and lines to draw. Lines with a text among the years are left out: a spreadsheet would draw it as zero."""
    found = []
    years = set(book.shown.years)
    for row in published.to_draw(book.shown, sheet.module):
        candidates = [
            (number, line)
            for number, line in enumerate(sheet.lines, HEADER + 1)
            if line.indicator is row.indicator and line.items == row.items and _is_drawable(line, years)
        ]
        if candidates:
            found.append(max(candidates, key=lambda pair: len({*pair[1].entered, *pair[1].computed} & years)))
    return found


def _is_drawable(line: Line, years: set[str]) -> bool:
    return all(_is_number(o) for period, o in line.entered.items() if period in years)


def _is_number(observation: Observation) -> bool:
    """A number that a chart draws as it is: in the unit itself."""
    return observation.value is not None and not observation.multiplier and is_number(observation.value)


def _chart(book: Book, sheet: Written, lines: list[tuple[int, Line]]) -> Any:
    source = book.workbook[sheet.name]
    first, last = BEFORE + 1, BEFORE + sum(map(is_year, sheet.periods))
    chart = LineChart()
    for number, (row, line) in enumerate(lines):
        series = Series(Reference(source, min_col=first, max_col=last, min_row=row), title=_name(book, line, lines))
        _draw(series, number)
        chart.append(series)
    chart.set_categories(Reference(source, min_col=first, max_col=last, min_row=HEADER))
    chart.title = _title(book, sheet, lines)
    for run in chart.title.tx.rich.p[0].r:
        run.rPr = CharacterProperties(sz=1100, b=True, solidFill=palette.TEXT)
    chart.title.layout = Layout(ManualLayout(xMode="edge", yMode="edge", x=0.02, y=0.02))
    chart.display_blanks = "span" if _are_sparse(book, lines) else "gap"
    chart.legend.position = "b"
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.y_axis.majorGridlines.spPr = GraphicalProperties(ln=LineProperties(solidFill=palette.LINE))
    chart.y_axis.number_format, chart.y_axis.numFmt.sourceLinked = "#,##0", False
    chart.x_axis.tickLblPos = "low"
    chart.width, chart.height = 17, 8.4
    return chart


def _title(book: Book, sheet: Written, lines: list[tuple[int, Line]]) -> str:
    indicator = lines[0][1].indicator
    about = (
        book.shown.title(indicator)
        if len({line.indicator.code for _, line in lines}) == 1
        else book.shown.module_title(sheet.module)
    )
    return f"{sheet.module.code}  {about}, {book.shown.unit(indicator)}"


def _in_words(book: Book, sheet: Written, lines: list[tuple[int, Line]]) -> str:
    """What a chart shows, for those who cannot see it."""
    said = book.t("Line chart: {title}. Lines: {names}. The figures are in the rows of the sheet {sheet}.")
    names = "; ".join(_name(book, line, lines) for _, line in lines)
    return said.format(title=_title(book, sheet, lines), names=names, sheet=sheet.name)


def _are_sparse(book: Book, lines: list[tuple[int, Line]]) -> bool:
    """Whether no line has figures in more than half of the years: five-yearly ones are joined, gaps in yearly ones are not."""
    years = set(book.shown.years)
    return all(len({*line.entered, *line.computed} & years) <= len(years) // 2 for _, line in lines)


def _name(book: Book, line: Line, lines: list[tuple[int, Line]]) -> str:
    same = len({other.indicator.code for _, other in lines}) == 1
    return (book.shown.items(line.items) if same and line.items else "") or book.shown.title(line.indicator)


def _draw(series: Any, number: int) -> None:
    """Colour, dash and mark by place, so that lines differ in grey print."""
    colour = palette.CHARTS[number % len(palette.CHARTS)]
    series.graphicalProperties.line.solidFill = colour
    series.graphicalProperties.line.dashStyle = _DASHES[number % len(_DASHES)]
    series.graphicalProperties.line.width = 22000
    series.marker.symbol, series.marker.size = _MARKS[number % len(_MARKS)], 6
    series.marker.graphicalProperties = GraphicalProperties(solidFill=colour, ln=LineProperties(solidFill=colour))
    series.smooth = False
