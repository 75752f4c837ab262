"""Owns the bars of the key figures page: the largest countries of a breakdown, with what they were before."""

from __future__ import annotations

from reportlab.graphics.shapes import Drawing, Line, Rect, String
from reportlab.platypus import Flowable, KeepTogether, Paragraph

from desktop.catalogue.wording import rounded
from desktop.domain.address import items_of
from desktop.domain.number import shown as shown_number
from desktop.exchange import palette, published
from desktop.exchange.pdf import look
from desktop.exchange.pdf.document import fitted
from desktop.exchange.pdf.look import REGULAR, WIDTH, colour, safe
from desktop.exchange.presenting import Shown
from desktop.exchange.published import Row

FIGURES = ("EMI.STOCK.TOT", "IMM.STOCK.TOT", "FDP.REF.STOCK")
BARS = 6
_HEIGHT, _LABEL, _NUMBER = 15.0, 112.0, 70.0


def largest_countries(shown: Shown) -> list[Flowable]:
    """Bars of the first of these figures that is known by country in some year."""
    for code in FIGURES:
        indicator = shown.catalogue.indicators.get(code)
        if indicator is None or indicator.module not in shown.settings.modules:
            continue
        rows = [row for row in published.rows_of(shown, indicator) if _is_one_country(shown, row)]
        years = sorted({p for row in rows for p in row.points if p in shown.years and row.points[p].number is not None})
        there = [row for row in rows if years and years[-1] in row.points and row.points[years[-1]].number]
        if len(there) > 2:
            return _drawn(shown, there, years)
    return []


def _is_one_country(shown: Shown, row: Row) -> bool:
    items = items_of(row.items)
    return (
        len(items) == 1
        and published.has_country(shown, row.items)
        and row.source is None
        and next(iter(items.values()))[0] != "_"
    )


def _drawn(shown: Shown, rows: list[Row], years: list[str]) -> list[Flowable]:
    t, last = shown.t, years[-1]
    earlier = years[0] if len(years) > 1 else ""
    ranked = sorted(rows, key=lambda row: -(row.points[last].number or 0))[:BARS]
    dimension = next(iter(items_of(ranked[0].items)))
    said = t("{indicator}, {dimension}, the largest ones, {year}").format(
        indicator=shown.title(ranked[0].indicator), dimension=_title(shown, dimension), year=last
    )
    if earlier:
        said += " · " + t("upright marks: {year}").format(year=earlier)
    title = Paragraph(safe(t("The largest countries")), look.H2)
    return [KeepTogether([title, Paragraph(safe(said), look.SMALL), _bars(shown, ranked, last, earlier)])]


def _title(shown: Shown, dimension: str) -> str:
    title = shown.catalogue.dimensions[dimension].title
    text = title.get(shown.language) or title["en"]
    return text[:1].lower() + text[1:]


def _bars(shown: Shown, rows: list[Row], last: str, earlier: str) -> Drawing:
    numbers = [(_number(row, last), _number(row, earlier)) for row in rows]
    highest = max(max(now, before) for now, before in numbers)
    room = WIDTH - _LABEL - _NUMBER
    drawing = Drawing(WIDTH, _HEIGHT * len(rows) + 4)
    for place, (row, (now, before)) in enumerate(zip(rows, numbers, strict=True)):
        y = _HEIGHT * (len(rows) - 1 - place) + 4
        name = fitted(shown.items(row.items), REGULAR, 8, _LABEL - 8)
        drawing.add(String(0, y + 1.5, name, fontName=REGULAR, fontSize=8, fillColor=colour(palette.TEXT)))
        length = room * now / highest
        drawing.add(Rect(_LABEL, y, length, 8, fillColor=colour(palette.CHARTS[0]), strokeColor=None, strokeWidth=0))
        end = length
        if before:
            x = _LABEL + room * before / highest
            drawing.add(Line(x, y - 2, x, y + 10, strokeColor=colour("FFFFFF"), strokeWidth=3))
            drawing.add(Line(x, y - 2, x, y + 10, strokeColor=colour(palette.CHARTS[3]), strokeWidth=1.6))
            end = max(length, room * before / highest)
        text = shown_number(rounded(f"{now:.1f}", 0), shown.language)
        drawing.add(
            String(_LABEL + end + 6, y + 1.5, text, fontName=look.MEDIUM, fontSize=7.5, fillColor=colour(palette.TEXT))
        )
    drawing.add(Line(_LABEL, 0, _LABEL, _HEIGHT * len(rows) + 2, strokeColor=colour(palette.LINE2), strokeWidth=0.7))
    return drawing


def _number(row: Row, period: str) -> float:
    return max((row.points[period].number or 0.0) if period in row.points else 0.0, 0.0)
