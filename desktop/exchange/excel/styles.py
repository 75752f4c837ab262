"""Owns how cells look: each combination is made once on a template cell, then named by its number. No other module sets a format."""

from __future__ import annotations

from typing import Any, NamedTuple

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Protection, Side
from openpyxl.styles.styleable import StyleableObject

from desktop.exchange import palette

FONT = "Calibri"
LETTERS = frozenset("BDEFPUV")
"""Statuses that stand beside a number."""
MARKS = {**palette.SEVERITIES, "conflict": palette.CONFLICT}
"""What may be wrong with a cell → colour of its bar, soft ground."""
_HAIR = Side("thin", color=palette.LINE)
_STRONG = Side("medium", color=palette.TEXT2)


class Style(NamedTuple):
    """One look. `decimals` of a number, None for text; `letter` the status printed after it; `mark` the gravest of `MARKS` there."""

    name: str
    decimals: int | None = None
    letter: str = ""
    mark: str = ""
    locked: bool = True
    grouped: bool = True


_BASES: dict[str, dict[str, Any]] = {
    "title": {"font": Font(FONT, 16, b=True, color=palette.TEXT)},
    "heading": {"font": Font(FONT, 11, b=True, color=palette.ACCENT)},
    "subtitle": {"font": Font(FONT, 9, color=palette.MUTED)},
    "link": {"font": Font(FONT, 10, color=palette.ACCENT, u="single"), "alignment": Alignment(vertical="top", wrap_text=True)},
    "text": {"font": Font(FONT, 10, color=palette.TEXT), "alignment": Alignment(vertical="top", wrap_text=True)},
    "row": {
        "font": Font(FONT, 10, color=palette.TEXT), "border": Border(bottom=_HAIR),
        "alignment": Alignment(vertical="top", wrap_text=True),
    },
    "row_strong": {
        "font": Font(FONT, 10, b=True, color=palette.TEXT), "border": Border(bottom=_HAIR),
        "alignment": Alignment(vertical="top", wrap_text=True),
    },
    "row_link": {
        "font": Font(FONT, 10, color=palette.ACCENT, u="single"), "border": Border(bottom=_HAIR),
        "alignment": Alignment(vertical="top", wrap_text=True),
    },
    "row_key": {
        "font": Font(FONT, 8, color=palette.MUTED), "border": Border(bottom=_HAIR),
        "alignment": Alignment(vertical="top", wrap_text=True),
    },
    "caption": {"font": Font(FONT, 10, color=palette.TEXT2), "alignment": Alignment(vertical="top", wrap_text=True)},
    "practice": {
        "font": Font(FONT, 11, b=True, color=palette.SEVERITIES["warning"][0]),
        "fill": PatternFill("solid", palette.SEVERITIES["warning"][1]),
    },
    "count": {
        "font": Font(FONT, 10, color=palette.TEXT), "border": Border(bottom=_HAIR),
        "alignment": Alignment("right", "top", indent=1), "number_format": "#,##0;-#,##0;",
    },
    "sign": {
        "font": Font(FONT, 10, color=palette.TEXT), "fill": PatternFill("solid", palette.INPUT),
        "border": Border(bottom=Side("thin", color=palette.MUTED)), "alignment": Alignment(vertical="center"),
    },
    "head": {
        "font": Font(FONT, 9, b=True, color=palette.TEXT2), "fill": PatternFill("solid", palette.SUBTLE),
        "border": Border(top=_STRONG, bottom=Side("thin", color=palette.TEXT2)),
        "alignment": Alignment("left", "center", wrap_text=True),
    },
    "head_right": {
        "font": Font(FONT, 9, b=True, color=palette.TEXT2), "fill": PatternFill("solid", palette.SUBTLE),
        "border": Border(top=_STRONG, bottom=Side("thin", color=palette.TEXT2)),
        "alignment": Alignment("right", "center", wrap_text=True, indent=1),
    },
    "code": {"font": Font(FONT, 8, color=palette.MUTED), "border": Border(bottom=_HAIR), "alignment": Alignment(vertical="center")},
    "label": {
        "font": Font(FONT, 9, b=True, color=palette.TEXT), "border": Border(bottom=_HAIR),
        "alignment": Alignment(vertical="center", wrap_text=True),
    },
    "label_again": {
        "font": Font(FONT, 9, color=palette.MUTED), "border": Border(bottom=_HAIR), "alignment": Alignment(vertical="center"),
    },
    "items": {
        "font": Font(FONT, 9, color=palette.TEXT), "border": Border(bottom=_HAIR),
        "alignment": Alignment(vertical="center", wrap_text=True, indent=1),
    },
    "unit": {
        "font": Font(FONT, 8, color=palette.TEXT2), "border": Border(bottom=_HAIR),
        "alignment": Alignment(vertical="center", wrap_text=True),
    },
    "formula": {
        "font": Font(FONT, 9, i=True, color=palette.DERIVED), "border": Border(bottom=_HAIR),
        "alignment": Alignment("center", "center"),
    },
    "input": {
        "font": Font(FONT, 9, color=palette.TEXT), "fill": PatternFill("solid", palette.INPUT),
        "border": Border(*[Side("thin", color=palette.LINE2)] * 4), "alignment": Alignment("right", "center", indent=1),
    },
    "input_text": {
        "font": Font(FONT, 9, color=palette.TEXT), "fill": PatternFill("solid", palette.INPUT),
        "border": Border(*[Side("thin", color=palette.LINE2)] * 4), "alignment": Alignment("left", "center", indent=1),
    },
    "reason": {
        "font": Font(FONT, 9, color=palette.MUTED), "fill": PatternFill("solid", palette.INPUT),
        "border": Border(*[Side("thin", color=palette.LINE2)] * 4), "alignment": Alignment("right", "center", indent=1),
    },
    "unreadable": {
        "font": Font(FONT, 9, color=palette.SEVERITIES["error"][0]), "fill": PatternFill("solid", palette.INPUT),
        "border": Border(*[Side("dashed", color=palette.SEVERITIES["error"][0])] * 4), "alignment": Alignment("left", "center"),
    },
    "exact": {
        "font": Font(FONT, 9, i=True, color=palette.TEXT), "fill": PatternFill("solid", palette.INPUT),
        "border": Border(*[Side("thin", color=palette.MUTED)] * 4), "alignment": Alignment("right", "center", indent=1),
    },
    "derived": {
        "font": Font(FONT, 9, i=True, color=palette.DERIVED), "fill": PatternFill("solid", palette.DERIVED_SOFT),
        "border": Border(*[Side("thin", color=palette.LINE)] * 4), "alignment": Alignment("right", "center", indent=1),
    },
    "prose": {
        "font": Font(FONT, 10, color=palette.TEXT), "fill": PatternFill("solid", palette.INPUT),
        "border": Border(*[Side("thin", color=palette.LINE2)] * 4), "alignment": Alignment("left", "top", wrap_text=True),
    },
    "note": {
        "font": Font(FONT, 8, color=palette.TEXT), "fill": PatternFill("solid", palette.INPUT),
        "border": Border(*[Side("thin", color=palette.LINE2)] * 4), "alignment": Alignment("left", "center"),
    },
}  # fmt: skip


def number_format(decimals: int, letter: str = "", *, grouped: bool = True) -> str:
    """With so many decimals, and the status letter after the number; a year is not grouped."""
    fraction = "." + "0" * decimals if decimals else ""
    tail = f'" {letter}"' if letter else ""
    return f"{'#,##0' if grouped else '0'}{fraction}{tail}"


class Styles:
    """The looks of one workbook."""

    def __init__(self, book: Workbook):
        self._book = book
        self._numbers: dict[Style, int] = {}
        for name, parts in _BASES.items():
            style = NamedStyle(f"mp_{name}")
            for part, value in parts.items():
                setattr(style, part, value)
            book.add_named_style(style)

    def number(self, style: Style) -> int:
        """The number by which cells name a look."""
        number = self._numbers.get(style)
        if number is None:
            number = self._numbers[style] = self._book._cell_styles.add(self._template(style))
        return number

    def dress(self, column: StyleableObject, style: Style) -> None:
        """Give a column a look."""
        column._style = self._template(style)

    def _template(self, style: Style) -> Any:
        cell = Cell(self._book.active, row=1, column=1)
        cell.style = f"mp_{style.name}"
        if style.decimals is not None:
            cell.number_format = number_format(style.decimals, style.letter, grouped=style.grouped)
        if style.mark:
            colour, soft = MARKS[style.mark]
            cell.fill = PatternFill("solid", soft)
            cell.border = _flagged(colour)
        cell.protection = Protection(locked=style.locked)
        return cell._style


def _flagged(colour: str) -> Border:
    """A thick bar before the number, so that the mark is seen in grey print too."""
    thin = Side("thin", color=palette.LINE2)
    return Border(left=Side("thick", color=colour), right=thin, top=thin, bottom=thin)
