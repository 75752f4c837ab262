"""Owns copying: a block of figures as our own type, as a table that spreadsheets read as numbers, and as tab-separated text."""

from __future__ import annotations

import html
import json
from itertools import chain
from typing import NamedTuple

from PySide6.QtCore import QByteArray, QMimeData

from desktop.domain.number import exact_number, shown
from desktop.domain.observation import NOTHING, Observation
from desktop.services.recognising.numbers import SheetCell
from desktop.ui.grid import commands
from desktop.ui.grid.model import GridModel, Place
from desktop.ui.grid.paste.sheet import Sheet, read_sheet

OWN = "application/x-migration-profile-figures"
_HEAD = (
    '<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel">'
    '<head><meta charset="utf-8"><style>td {mso-number-format:General; white-space:nowrap}</style></head><body>'
    "<!--StartFragment--><table>"
)
_FOOT = "</table><!--EndFragment--></body></html>"


class CopiedCell(NamedTuple):
    """A figure as it was copied, and the source it came from; empty for none."""

    held: Observation
    source: str = ""


Copied = list[list[CopiedCell | None]]


class LastCopy(NamedTuple):
    """What was copied here last: another program that hands it back says less of it."""

    texts: list[list[str]]
    figures: Copied

    @property
    def says_more(self) -> bool:
        """Whether the figures have more than their numbers: a status, a note, a source, a multiplier."""
        return any(
            figure is not None and (figure.source or figure.held[2:] != NOTHING[2:])
            for line in self.figures
            for figure in line
        )

    def is_same(self, sheet: Sheet) -> bool:
        """Whether a block has the same shape and in every cell the same text or number."""
        if len(sheet.rows) != len(self.texts) or sheet.width != len(self.texts[0]):
            return False
        pairs = zip(chain(*sheet.rows), chain(*self.texts), chain(*self.figures), strict=True)
        return all(cell.text.strip() == text.strip() or _is_number_of(cell, figure) for cell, text, figure in pairs)


def _is_number_of(cell: SheetCell, figure: CopiedCell | None) -> bool:
    value = figure.held.value if figure is not None else None
    return bool(cell.exact and value) and exact_number(value or "") == cell.exact


def copied(grid: GridModel, block: list[list[Place | None]]) -> tuple[QMimeData, LastCopy]:
    """What the clipboard takes, the same block in three forms; and what is kept of it."""
    texts = [[_text(grid, place) for place in line] for line in block]
    figures = [[_figure(grid, place) for place in line] for line in block]
    data = QMimeData()
    data.setText("\n".join("\t".join(map(_quoted, line)) for line in texts))
    rows = (
        "".join(_html_cell(grid, *cell) for cell in zip(line, words, held, strict=True))
        for line, words, held in zip(block, texts, figures, strict=True)
    )
    data.setHtml(_HEAD + "".join(f"<tr>{row}</tr>" for row in rows) + _FOOT)
    own = [[[*figure.held, figure.source] if figure else [] for figure in line] for line in figures]
    data.setData(OWN, QByteArray(json.dumps(own).encode()))
    return data, LastCopy(texts, figures)


def own_block(data: QMimeData) -> Copied | None:
    """The figures of a block that this program copied; None for anything else."""
    if not data.hasFormat(OWN):
        return None
    try:
        lines = json.loads(bytes(data.data(OWN).data()))
        return [[CopiedCell(Observation(*cell[:-1]), cell[-1]) if cell else None for cell in line] for line in lines]
    except (ValueError, TypeError):
        return None


def sheet_block(data: QMimeData) -> Sheet:
    """The block that another program put on the clipboard."""
    return read_sheet(data.text() if data.hasText() else "", data.html() if data.hasHtml() else "")


def _figure(grid: GridModel, place: Place | None) -> CopiedCell | None:
    """What stands in a cell, or of a worked-out one its exact value; None for nothing."""
    if place is None:
        return None
    session = grid.session
    key = commands.key_of(session, place)
    held = session.profile.figures.get(key) if key else None
    if key is not None and held is not None and not held.is_nothing:
        return CopiedCell(held, key.source)
    computed = session.profile.evaluator.computed(place.cell) if place.source is None else None
    return CopiedCell(Observation(computed.text)) if computed is not None else None


def _text(grid: GridModel, place: Place | None) -> str:
    """As typed or shown; of a worked-out figure its exact value, so that sums outside agree."""
    if place is None:
        return ""
    text = commands.editable_text(grid.session, place)
    if text or grid.session.profile.figures.at(place.cell):
        return text
    computed = grid.session.profile.evaluator.computed(place.cell) if place.source is None else None
    return shown(computed.text, grid.session.profile.settings.numbers) if computed is not None else ""


def _html_cell(grid: GridModel, place: Place | None, text: str, figure: CopiedCell | None) -> str:
    """A number with the value that LibreOffice (`sdval`) and Excel (`x:num`) read, whatever format they write numbers in."""
    indicator = grid.session.profile.catalogue.indicators[place.cell.indicator] if place else None
    number = figure.held.value if figure and indicator and indicator.is_numeric else None
    if number is None:
        return f"<td>{html.escape(text)}</td>"
    return f'<td align="right" sdval="{number}" sdnum="1033;" x:num="{number}">{html.escape(text)}</td>'


def _quoted(text: str) -> str:
    """A text with line breaks in quotation marks, as spreadsheets write it."""
    return '"' + text.replace('"', '""') + '"' if any(sign in text for sign in "\t\n\r") else text
