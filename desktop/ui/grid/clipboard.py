"""Owns copying:
a block of figures as our own type, as a table for documents, and as tab-separated text for spreadsheets.
"""

from __future__ import annotations

import html
import json

from PySide6.QtCore import QByteArray, QMimeData

from desktop.domain.observation import Observation
from desktop.ui.grid import commands
from desktop.ui.grid.model import GridModel, Place

OWN = "application/x-migration-profile-figures"
Copied = list[list[Observation | None]]


def copied(grid: GridModel, block: list[list[Place | None]]) -> QMimeData:
    """What the clipboard takes: the same block in three forms."""
    texts = [[_text(grid, place) for place in line] for line in block]
    data = QMimeData()
    data.setText("\n".join("\t".join(line) for line in texts))
    rows = "".join("<tr>" + "".join(f"<td>{html.escape(text)}</td>" for text in line) + "</tr>" for line in texts)
    data.setHtml(f"<table>{rows}</table>")
    held = [[list(_held(grid, place) or ()) for place in line] for line in block]
    data.setData(OWN, QByteArray(json.dumps(held).encode()))
    return data


def own_block(data: QMimeData) -> Copied | None:
    """The observations of a block that this program copied; None for anything else."""
    if not data.hasFormat(OWN):
        return None
    try:
        lines = json.loads(bytes(data.data(OWN).data()))
        return [[Observation(*cell) if cell else None for cell in line] for line in lines]
    except (ValueError, TypeError):
        return None


def text_block(text: str) -> list[list[str]]:
    """Tab-separated text in rows and columns; quoted cells keep their line breaks."""
    rows: list[list[str]] = [[""]]
    quoted = False
    body = text.replace("\r\n", "\n").replace("\r", "\n")
    at = 0
    while at < len(body):
        sign = body[at]
        if quoted:
            if sign == '"' and body[at + 1 : at + 2] == '"':
                rows[-1][-1] += '"'
                at += 1
            elif sign == '"':
                quoted = False
            else:
                rows[-1][-1] += sign
        elif sign == '"' and not rows[-1][-1]:
            quoted = True
        elif sign == "\t":
            rows[-1].append("")
        elif sign == "\n":
            rows.append([""])
        else:
            rows[-1][-1] += sign
        at += 1
    while rows and rows[-1] == [""]:
        rows.pop()
    return rows


def _held(grid: GridModel, place: Place | None) -> Observation | None:
    return commands.observation_at(grid.session, place) if place else None


def _text(grid: GridModel, place: Place | None) -> str:
    """As typed or shown; of a worked-out figure its exact value, so that sums outside agree."""
    if place is None:
        return ""
    text = commands.editable_text(grid.session, place)
    if text:
        return text
    computed = grid.session.profile.evaluator.computed(place.cell) if place.source is None else None
    if computed is None:
        return ""
    from desktop.domain.number import shown  # noqa: PLC0415

    return shown(computed.text, grid.session.profile.settings.numbers)
