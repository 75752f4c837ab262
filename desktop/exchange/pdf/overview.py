"""Owns the page of key figures: tiles with a small line, how full each module is, what the rules say."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from reportlab.platypus import Flowable, Paragraph, Table, TableStyle

from desktop.catalogue import wording
from desktop.catalogue.model import Indicator
from desktop.domain.number import shown as shown_number
from desktop.exchange import palette, published, words
from desktop.exchange.pdf import bars, look
from desktop.exchange.pdf.document import Entry, Heading, fitted, lines_of
from desktop.exchange.pdf.look import MUTED, REGULAR, STRONG, WIDTH, colour, safe
from desktop.exchange.presenting import Shown
from desktop.exchange.published import Point, Row
from desktop.exchange.tables import Tables

TILES, ACROSS = 6, 3
MANY = 1000
"""From here on a key figure is shown without decimals."""
_GAP, _HEIGHT = 14.0, 98.0


def overview(shown: Shown, entry: Entry) -> list[Flowable]:
    """The page of key figures."""
    t, made = shown.t, [Heading(entry.text, look.H1, entry)]
    rows = key_rows(shown)
    if rows:
        said = t("The last year with a figure is given with each number; the line shows the years from {first} on.")
        made.append(Paragraph(safe(said.format(first=shown.years[0])), look.LEAD))
        made.append(_tiles(shown, rows))
    made += bars.largest_countries(shown)
    made.append(Paragraph(safe(t("How full the profile is")), look.H2))
    return [*made, Paragraph(safe(_findings(shown)), look.SMALL), _completeness(shown)]


def key_rows(shown: Shown) -> list[Row]:
    """The headlines with a figure within the years; other core totals of the profile take the place of missing ones."""
    codes = [code for code in published.HEADLINES if code in shown.catalogue.indicators]
    further = [i.code for m in shown.modules for i in shown.catalogue.by_module[m.code] if i.is_core and i.is_additive]
    found: list[Row] = []
    for code in dict.fromkeys([*codes, *further]):
        indicator = shown.catalogue.indicators[code]
        if indicator.module in shown.settings.modules and len(found) < TILES:
            found += [row for row in published.totals_of(shown, indicator)[:1] if _is_key(shown, row)]
    return found


def _is_key(shown: Shown, row: Row) -> bool:
    return not row.items and row.source is None and row.count(shown.years) > 0


def _tiles(shown: Shown, rows: list[Row]) -> Table:
    width = (WIDTH - (ACROSS - 1) * _GAP) / ACROSS
    tables = Tables(shown)
    cells = [_Tile(shown, tables, row, width) for row in rows]
    lines = [cells[at : at + ACROSS] for at in range(0, len(cells), ACROSS)]
    padded = [line + [""] * (ACROSS - len(line)) for line in lines]
    table = Table(padded, [width + _GAP] * (ACROSS - 1) + [width], [_HEIGHT + 16] * len(padded), hAlign="LEFT")
    paddings = [(f"{side}PADDING", (0, 0), (-1, -1), 0) for side in ("LEFT", "RIGHT", "TOP", "BOTTOM")]
    table.setStyle(TableStyle([("FONT", (0, 0), (-1, -1), REGULAR, 8), *paddings]))
    return table


class _Tile(Flowable):  # type: ignore[misc]  # reportlab has no types
    """One key figure: title and year, number, what it was, a small line."""

    def __init__(self, shown: Shown, tables: Tables, row: Row, width: float):
        super().__init__()
        years = [year for year in shown.years if year in row.points and row.points[year].number is not None]
        self.width, self.height = width, _HEIGHT
        self._title, self._last = shown.title(row.indicator), years[-1]
        self._number = with_unit(tables, row.indicator, row.points[years[-1]])
        earlier = with_unit(tables, row.indicator, row.points[years[0]])
        self._before = shown.t("{figure} in {year}").format(figure=earlier, year=years[0]) if len(years) > 1 else ""
        self._numbers = row.numbers(shown.years)

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        return self.width, self.height

    def draw(self) -> None:
        canvas = self.canv
        canvas.setStrokeColor(colour(palette.ACCENT))
        canvas.setLineWidth(1.1)
        canvas.line(0, self.height, self.width, self.height)
        year = look.text_width(self._last, REGULAR, 7.5)
        for number, line in enumerate(lines_of(self._title, REGULAR, 7.5, self.width - year - 8)):
            self._say(palette.TEXT2, REGULAR, 7.5, self.height - 14 - 9.5 * number, line)
        canvas.setFillColor(colour(MUTED))
        canvas.drawRightString(self.width, self.height - 14, self._last)
        size = min(14.5, 14.5 * self.width / max(look.text_width(self._number, STRONG, 14.5), 1))
        self._say(palette.TEXT, STRONG, size, self.height - 44, self._number)
        self._say(palette.TEXT2, REGULAR, 7.5, self.height - 56, fitted(self._before, REGULAR, 7.5, self.width))
        self._spark()

    def _say(self, ink: str, font: str, size: float, y: float, text: str) -> None:
        self.canv.setFillColor(colour(ink))
        self.canv.setFont(font, size)
        self.canv.drawString(0, y, text)

    def _spark(self) -> None:
        """The years as a line without axis; gaps in yearly series stay gaps, the last figure has a dot."""
        there = [(n, number) for n, number in enumerate(self._numbers) if number is not None]
        low, high = min(v for _, v in there), max(v for _, v in there)
        step, canvas = self.width / max(len(self._numbers) - 1, 1), self.canv
        places = {n: (n * step, 6 + 26 * ((v - low) / (high - low) if high > low else 0.5)) for n, v in there}
        canvas.setStrokeColor(colour(palette.CHARTS[2]))
        canvas.setLineWidth(1.1)
        is_sparse = len(there) <= len(self._numbers) // 2
        following = dict(zip(list(places)[:-1], list(places)[1:], strict=True))
        for n, place in places.items():
            if n in following and (is_sparse or following[n] == n + 1):
                canvas.line(*place, *places[following[n]])
            elif n - 1 not in places and not is_sparse:
                canvas.setFillColor(colour(palette.CHARTS[2]))
                canvas.circle(*place, 1.1, stroke=0, fill=1)
        canvas.setFillColor(colour(palette.CHARTS[2]))
        canvas.circle(*places[there[-1][0]], 2, stroke=0, fill=1)


def with_unit(tables: Tables, indicator: Indicator, point: Point) -> str:
    """A figure that stands alone: in the unit itself, at most one decimal, the exact one is in the tables."""
    value = point.observation.value or "0"
    scaled = f"{Decimal(value).scaleb(point.observation.multiplier):f}"
    decimals = 0 if abs(Decimal(scaled)) >= MANY else min(len(scaled.partition(".")[2]), 1)
    number = shown_number(wording.rounded(scaled, decimals), tables.shown.language)
    if indicator.unit in ("persons", "number"):
        return number
    unit = wording.unit(indicator, tables.t)
    return f"{number}{wording.NO_BREAK}{unit}"


def _completeness(shown: Shown) -> Table:
    t = shown.t
    heads = [
        t("Module"),
        t("Indicators"),
        t("With figures"),
        t("Reason given"),
        *(t(word) for word in words.SEVERITIES.values()),
    ]
    rows: list[list[Any]] = [heads]
    for number, module in enumerate(shown.modules, 1):
        indicators = shown.catalogue.by_module[module.code]
        kinds = [_filling(shown, indicator) for indicator in indicators]
        found = [f for f in shown.content.findings if f.module == module.code]
        counts = [len(indicators), kinds.count("filled"), kinds.count("reason"),
                  *(sum(f.severity == severity for f in found) for severity in words.SEVERITIES)]  # fmt: skip
        label = Paragraph(safe(f"{number}  {shown.module_title(module)}"), look.CELL)
        rows.append([label, *(str(count) if count else "" for count in counts)])
    widths = [WIDTH - 6 * 47.0, *[47.0] * 6]
    table = Table(rows, widths, repeatRows=1, hAlign="LEFT")
    table.setStyle(TableStyle([
        ("FONT", (0, 0), (-1, -1), REGULAR, 8), ("TEXTCOLOR", (0, 0), (-1, -1), colour(palette.TEXT)),
        ("FONT", (0, 0), (-1, 0), STRONG, 6.5), ("TEXTCOLOR", (0, 0), (-1, 0), colour(palette.TEXT2)),
        ("ALIGN", (1, 0), (-1, -1), "RIGHT"), ("VALIGN", (0, 0), (-1, -1), "MIDDLE"), ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("RIGHTPADDING", (0, 0), (-1, -1), 2), ("TOPPADDING", (0, 0), (-1, -1), 1.8), ("BOTTOMPADDING", (0, 0), (-1, -1), 2.8),
        ("LINEABOVE", (0, 0), (-1, 0), 0.9, colour(palette.TEXT)), ("LINEBELOW", (0, 0), (-1, 0), 0.6, colour(palette.TEXT2)),
        ("LINEBELOW", (0, 1), (-1, -2), 0.4, colour(palette.LINE)), ("LINEBELOW", (0, -1), (-1, -1), 0.9, colour(palette.TEXT)),
    ]))  # fmt: skip
    return table


def _filling(shown: Shown, indicator: Indicator) -> str:
    """`filled`: a figure, entered or worked out; `reason`: none, but a reason; else empty."""
    lines = shown.lines(indicator)
    if any(line.computed or any(o.is_valued for o in line.entered.values()) for line in lines):
        return "filled"
    return "reason" if any(o.is_reason for line in lines for o in line.entered.values()) else ""


def _findings(shown: Shown) -> str:
    t, findings = shown.t, shown.content.findings
    counts = {severity: sum(f.severity == severity for f in findings) for severity in words.SEVERITIES}
    explained = sum(f.id in shown.content.explained for f in findings)
    return t("Findings of the rules: {errors} · {warnings} · {infos} · {explained} explained.").format(
        errors=t.plural("{n} error", "{n} errors", counts["error"]),
        warnings=t.plural("{n} warning", "{n} warnings", counts["warning"]),
        infos=t.plural("{n} for information", "{n} for information", counts["info"]),
        explained=explained,
    )
