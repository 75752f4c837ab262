"""Owns tables on paper: widths from what stands in them, years in blocks where they do not fit, headers on every page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reportlab.platypus import CondPageBreak, Flowable, Paragraph, Table, TableStyle

from desktop.catalogue.wording import period_text
from desktop.exchange import palette
from desktop.exchange.pdf import look
from desktop.exchange.pdf.document import Entry, Heading
from desktop.exchange.pdf.look import REGULAR, STRONG, WIDTH, colour, safe, text_width
from desktop.exchange.tables import TableBlock, TableRow
from desktop.language import Translator

SIZE, LETTER_SIZE = 8.0, 5.5
BLOCK = 200
"""Rows of one table; longer ones are cut, because each page break copies what is left."""
LABEL_LEAST, LABEL_MOST = 124.0, 230.0
_PAD, _GUTTER, _INDENT = 6.0, 7.0, 10.0
_YEAR_LEAST, _YEAR_COMFORT = 24.0, 64.0
WORDS_MOST = 100.0
CAPTION_ROOM = 96.0
"""A caption is not left alone at the foot of a page."""


def table_flowables(block: TableBlock, entry: Entry, t: Translator) -> list[Flowable]:
    """A table with its caption above, legend, notes and sources beneath."""
    caption = t("Table {number}").format(number=block.number)
    made: list[Flowable] = [
        CondPageBreak(CAPTION_ROOM),
        _Caption(f"{caption}  {block.title}", block.unit, entry),
    ]
    has_letters = [any(row.figures and row.figures[n].letter for row in block.rows) for n in range(len(block.periods))]
    widths = [_width(block, number, has_letters[number]) for number in range(len(block.periods))]
    for columns in blocks_of(widths, WIDTH - _label_width(block, widths)):
        made += _block(block, columns, widths, has_letters)
    return made + beneath(block, t)


def blocks_of(widths: Sequence[float], room: float) -> list[range]:
    """Runs of columns that fit side by side, of about the same number."""
    if not widths:
        return []
    fewest, used = 1, 0.0
    for width in widths:
        if used and used + width > room:
            fewest, used = fewest + 1, 0.0
        used += width
    while True:
        each = -(-len(widths) // fewest)
        runs = [range(at, min(at + each, len(widths))) for at in range(0, len(widths), each)]
        if each == 1 or all(sum(widths[n] for n in run) <= room + 0.01 for run in runs):
            return runs
        fewest += 1


def _label_width(block: TableBlock, widths: Sequence[float]) -> float:
    longest = max(
        (text_width(row.label, REGULAR, SIZE) + row.level * _INDENT + 14 for row in block.rows), default=LABEL_LEAST
    )
    spare = WIDTH - sum(widths)
    return max(LABEL_LEAST, min(longest, LABEL_MOST, max(spare, LABEL_LEAST)))


def _width(block: TableBlock, number: int, has_letter: bool) -> float:
    """As wide as the widest number of the column; words wrap."""
    texts = {row.figures[number].text for row in block.rows if row.figures}
    longest = max((text_width(text, STRONG, SIZE) for text in sorted(texts, key=len)[-3:]), default=0.0)
    head = text_width(period_text(block.periods[number]), STRONG, SIZE)
    has_words = any(sign.isalpha() for text in texts for sign in text)
    return (
        min(max(longest, head, _YEAR_LEAST - _PAD), WORDS_MOST if has_words else WIDTH - LABEL_LEAST - 20)
        + _PAD
        + (_GUTTER if has_letter else 0)
    )


def _block(block: TableBlock, columns: range, widths: Sequence[float], has_letters: Sequence[bool]) -> list[Flowable]:
    label_width = _label_width(block, [widths[n] for n in columns])
    spare = (WIDTH - label_width - sum(widths[n] for n in columns)) / len(columns)
    widths = [min(width + spare, max(width, _YEAR_COMFORT)) for width in widths]
    label_width = WIDTH - sum(widths[n] for n in columns)
    kept = [row for row in block.rows if not row.figures or any(row.figures[n].text for n in columns)]
    rows = without_empty_groups(kept)
    head: list[Any] = [""]
    col_widths, letters, at = [label_width], [], 1
    for number in columns:
        head.append(period_text(block.periods[number]))
        col_widths.append(widths[number] - (_GUTTER if has_letters[number] else 0))
        if has_letters[number]:
            head.append("")
            col_widths.append(_GUTTER)
            letters.append(at + 1)
        at += 2 if has_letters[number] else 1
    made: list[Flowable] = []
    for begin in range(0, len(rows), BLOCK):
        part = rows[begin : begin + BLOCK]
        cells = [head, *(_cells(row, columns, has_letters, col_widths) for row in part)]
        table = Table(cells, col_widths, repeatRows=1, hAlign="LEFT", spaceAfter=6)
        table.setStyle(TableStyle([*_STYLE, *_row_styles(part), *_letter_styles(letters)]))
        made.append(table)
    return made


def without_empty_groups(rows: Sequence[TableRow]) -> list[TableRow]:
    """Headings below which nothing is left go."""
    kept: list[TableRow] = []
    for row in reversed(rows):
        is_over_something = bool(kept) and (kept[-1].kind != "group" or kept[-1].level > row.level)
        if row.kind != "group" or is_over_something:
            kept.append(row)
    return kept[::-1]


def _cells(row: TableRow, columns: range, has_letters: Sequence[bool], widths: Sequence[float]) -> list[Any]:
    font = STRONG if row.kind in ("total", "group") else REGULAR
    label = f"{row.label} ƒ" if row.is_worked_out else row.label
    room = widths[0] - 6 - row.level * _INDENT
    cells: list[Any] = [label if text_width(label, font, SIZE) <= room else _wrapped(label, row, font)]
    for number in columns:
        figure = row.figures[number] if row.figures else None
        width = widths[len(cells)]
        text = figure.text if figure else ""
        if len(text) > 12 and not text[-1].isdigit() and text_width(text, font, SIZE) > width - 3:
            cells.append(Paragraph(safe(text), look.CELL_RIGHT))
        else:
            cells.append(text)
        if has_letters[number]:
            cells.append(figure.letter if figure else "")
    return cells


def _wrapped(label: str, row: TableRow, font: str) -> Paragraph:
    style = look.CELL_STRONG if font == STRONG else look.CELL_MUTED if row.kind == "rest" else look.CELL
    return Paragraph(safe(label), style)


_STYLE: list[tuple[Any, ...]] = [
    ("FONT", (0, 0), (-1, -1), REGULAR, SIZE, SIZE * 1.25),
    ("TEXTCOLOR", (0, 0), (-1, -1), colour(palette.TEXT)),
    ("FONT", (0, 0), (-1, 0), STRONG, SIZE, SIZE * 1.25),
    ("TEXTCOLOR", (0, 0), (-1, 0), colour(palette.TEXT2)),
    ("ALIGN", (1, 0), (-1, -1), "RIGHT"),
    ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
    ("LEFTPADDING", (0, 0), (-1, -1), 0),
    ("RIGHTPADDING", (0, 0), (-1, -1), 2),
    ("TOPPADDING", (0, 0), (-1, -1), 2.6),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 3.4),
    ("LINEABOVE", (0, 0), (-1, 0), 0.9, colour(palette.TEXT)),
    ("LINEBELOW", (0, 0), (-1, 0), 0.6, colour(palette.TEXT2)),
    ("LINEBELOW", (0, 1), (-1, -2), 0.4, colour(palette.LINE)),
    ("LINEBELOW", (0, -1), (-1, -1), 0.9, colour(palette.TEXT)),
]


def _row_styles(rows: Sequence[TableRow]) -> list[tuple[Any, ...]]:
    made: list[tuple[Any, ...]] = []
    for number, row in enumerate(rows, 1):
        place = ((0, number), (-1, number))
        if row.kind in ("total", "group"):
            made.append(("FONT", *place, STRONG, SIZE, SIZE * 1.25))
        if row.kind == "group":
            made.append(("TEXTCOLOR", *place, colour(palette.TEXT2)))
            made.append(("NOSPLIT", (0, number), (0, min(number + 1, len(rows)))))
        elif row.is_worked_out:
            made.append(("TEXTCOLOR", *place, colour(palette.DERIVED)))
        elif row.kind == "rest":
            made.append(("TEXTCOLOR", *place, colour(palette.TEXT2)))
        if row.level:
            made.append(("LEFTPADDING", (0, number), (0, number), row.level * _INDENT))
    return made


def _letter_styles(letters: Sequence[int]) -> list[tuple[Any, ...]]:
    made: list[tuple[Any, ...]] = []
    for column in letters:
        place = ((column, 1), (column, -1))
        made += [
            ("FONT", *place, look.MEDIUM, LETTER_SIZE, LETTER_SIZE * 1.2), ("TEXTCOLOR", *place, colour(palette.TEXT2)),
            ("ALIGN", *place, "LEFT"), ("VALIGN", *place, "TOP"), ("RIGHTPADDING", *place, 0),
        ]  # fmt: skip
    return made


def beneath(block: TableBlock, t: Translator) -> list[Flowable]:
    """Legend, notes and sources of a table."""
    made: list[Flowable] = []
    if block.legend:
        made.append(Paragraph(safe(" · ".join(block.legend)), look.SMALL))
    notes = [safe(note) for note in block.notes]
    if block.has_more:
        notes.append(safe(t("further notes stand in the workbook")))
    if notes:
        made.append(Paragraph(f"<b>{safe(t('Notes'))}.</b> " + "; ".join(notes) + ".", look.SMALL))
    if block.sources:
        made.append(Paragraph(f"<b>{safe(t('Sources'))}.</b> " + "; ".join(map(safe, block.sources)) + ".", look.SMALL))
    return made


class _Caption(Heading):
    """Caption of a table, its unit at the right end of the line."""

    def __init__(self, text: str, unit: str, entry: Entry):
        super().__init__(text, look.CAPTION, entry)
        self._unit = unit

    def wrap(self, width: float, height: float) -> Any:
        room = text_width(self._unit, REGULAR, 7.5) + 12 if self._unit else 0
        self._whole = width
        made = super().wrap(width - room, height)
        return (width, made[1])

    def draw(self) -> None:
        super().draw()
        if self._unit:
            self.canv.setFont(REGULAR, 7.5)
            self.canv.setFillColor(colour(palette.TEXT2))
            self.canv.drawRightString(self._whole, 3.5, self._unit)
