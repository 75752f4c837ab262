"""Owns what marks a figure that cannot be, while it is typed: a tint, and a sentence that can be overruled."""

from __future__ import annotations

from openpyxl.formatting.rule import Rule
from openpyxl.styles import Border, Font, PatternFill, Side
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.worksheet.cell_range import MultiCellRange
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from desktop.exchange import palette
from desktop.exchange.excel.book import Book
from desktop.exchange.excel.cells import letters
from desktop.exchange.excel.layouts import BEFORE, HEADER, Layout

_COLOUR, _SOFT = palette.SEVERITIES["error"]
_LOOK = DifferentialStyle(
    font=Font(b=True, color=_COLOUR),
    fill=PatternFill(bgColor=_SOFT),
    border=Border(*[Side("dashed", color=_COLOUR)] * 4),
)


def mark(book: Book, sheet: Worksheet, layout: Layout) -> None:
    """One rule for all rows with the same bounds: rules for single cells make large sheets unusable."""
    for (least, most), rows in _rows(layout).items():
        first, last = letters(BEFORE + 1), letters(layout.after - 1)
        ranges = " ".join(f"{first}{top}:{last}{bottom}" for top, bottom in rows)
        wrong = _wrong(f"{first}{rows[0][0]}", least, most)
        sheet.conditional_formatting.add(ranges, Rule("expression", dxf=_LOOK, formula=[wrong]))
        sentence = DataValidation(
            "custom", f"NOT({wrong})", allow_blank=True, showErrorMessage=True, errorStyle="warning"
        )
        sentence.errorTitle = book.t("Not a possible figure")
        sentence.error = _sentence(book, least, most)
        sentence.sqref = MultiCellRange(ranges)
        sheet.add_data_validation(sentence)


def _rows(layout: Layout) -> dict[tuple[str, str], list[tuple[int, int]]]:
    """Lower and upper bound, empty for none → first and last row of each run of open rows with numbers."""
    found: dict[tuple[str, str], list[tuple[int, int]]] = {}
    for row, line in enumerate(layout.lines, HEADER + 1):
        if not line.indicator.is_numeric or line.is_worked_out:
            continue
        limits = line.indicator.limits
        runs = found.setdefault((limits.get("min") or "", limits.get("max") or ""), [])
        if runs and runs[-1][1] == row - 1:
            runs[-1] = (runs[-1][0], row)
        else:
            runs.append((row, row))
    return found


def _wrong(cell: str, least: str, most: str) -> str:
    """True for a number outside the bounds, and for a text that is neither a number nor a reason."""
    outside = ",".join([f"{cell}<{least}"] * bool(least) + [f"{cell}>{most}"] * bool(most))
    text = f'AND(ISTEXT({cell}),LEN({cell})>0,LEFT({cell})<>"[",ISERROR(VALUE(SUBSTITUTE({cell},".",""))))'
    return f"OR(AND(ISNUMBER({cell}),OR({outside})),{text})" if outside else text


def _sentence(book: Book, least: str, most: str) -> str:
    t = book.t
    if least and most:
        return t("A number from {least} to {most} belongs here, or a reason such as [O].").format(
            least=least, most=most
        )
    if least:
        return t("A number of at least {least} belongs here, or a reason such as [O].").format(least=least)
    if most:
        return t("A number of at most {most} belongs here, or a reason such as [O].").format(most=most)
    return t("A number belongs here, or a reason such as [O].")
