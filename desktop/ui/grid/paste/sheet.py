"""Owns what a spreadsheet puts on the clipboard: a block of shown texts, with the exact number of a cell where the program gives it.

LibreOffice writes `sdval`, Excel `x:num` and, in its style, the separators it shows; Google Sheets `data-sheets-value`.
"""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from typing import NamedTuple

from desktop.domain.number import exact_number
from desktop.services.recognising.numbers import SheetCell

_SAYS_MORE = ("sdval=", "x:num", "mso-displayed-decimal-separator", "data-sheets-value", "<sup")
_DECIMAL = re.compile(r'mso-displayed-decimal-separator:\s*"?\\?([.,])')
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
MOST_CELLS = 1_000_000


class Sheet(NamedTuple):
    """A block; all rows are equally long. `decimal` is the sign that the program said it writes numbers with."""

    rows: list[list[SheetCell]]
    decimal: str = ""

    @property
    def width(self) -> int:
        return len(self.rows[0]) if self.rows else 0


def read_sheet(text: str, html: str = "") -> Sheet:
    """The block from both forms of the clipboard: texts alone where the table says nothing more, or has another shape."""
    rows = text_block(text)
    if html and (not rows or any(sign in html for sign in _SAYS_MORE)):
        table = _Table()
        table.feed(html)
        found = _level(table.rows)
        width = max(map(len, rows), default=0)
        if found and (not rows or (len(found) == len(rows) and len(found[0]) == width)):
            said = _DECIMAL.search(html)
            return Sheet(found, said[1] if said else "")
    return Sheet(_level([[SheetCell(text) for text in line] for line in rows]))


def text_block(text: str) -> list[list[str]]:
    """Tab-separated text in rows and columns; quoted cells keep their line breaks."""
    body = text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n")
    if '"' not in body:
        return [line.split("\t") for line in body.split("\n")] if body else []
    rows: list[list[str]] = [[]]
    at = 0
    while at <= len(body):
        cell, at = _quoted(body, at) if body.startswith('"', at) else _plain(body, at)
        rows[-1].append(cell)
        if at < len(body) and body[at] == "\n":
            rows.append([])
        at += 1
    return rows


def _plain(body: str, at: int) -> tuple[str, int]:
    ends = [end for end in (body.find("\t", at), body.find("\n", at)) if end >= 0]
    end = min(ends, default=len(body))
    return body[at:end], end


def _quoted(body: str, at: int) -> tuple[str, int]:
    """A cell in quotation marks: doubled ones are one; a text that only begins with one is as it stands."""
    end = at + 1
    while (end := body.find('"', end)) >= 0 and body.startswith('""', end):
        end += 2
    if end < 0 or body[end + 1 : end + 2] not in ("", "\t", "\n"):
        return _plain(body, at)
    return body[at + 1 : end].replace('""', '"'), end + 1


def _level(rows: list[list[SheetCell]]) -> list[list[SheetCell]]:
    width = max(map(len, rows), default=0)
    return [line + [SheetCell("")] * (width - len(line)) for line in rows]


class _Table(HTMLParser):
    """The first table of a page; a cell over several columns or rows leaves the others blank, as a sheet does."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[list[SheetCell]] = []
        self._text: list[str] | None = None
        self._exact = ""
        self._span = (1, 1)
        self._taken: dict[int, int] = {}
        self._hidden = self._raised = 0
        self._is_over = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._is_over:
            return
        if tag == "tr":
            self._close()
            self.rows.append([])
            self._skip_taken()
        elif tag in ("td", "th") and self.rows:
            self._close()
            said = dict(attrs)
            self._text = []
            self._exact = _said_number(said)
            self._span = (_count(said.get("colspan")), _count(said.get("rowspan")))
        elif tag == "comment":
            self._hidden += 1
        elif tag == "sup":
            self._raised += 1
        elif tag == "br" and self._text is not None:
            self._text.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th", "tr"):
            self._close()
        elif tag == "comment":
            self._hidden = max(0, self._hidden - 1)
        elif tag == "sup":
            self._raised = max(0, self._raised - 1)
        elif tag == "table":
            self._close()
            self._is_over = True

    def handle_data(self, data: str) -> None:
        if self._text is not None and not self._hidden:
            self._text.append(
                re.sub(r"[ \t\r\n]+", " ", data.translate(_RAISED) if self._raised and data.strip().isdigit() else data)
            )

    def _close(self) -> None:
        if self._text is None:
            return
        across, down = self._span
        row = self.rows[-1]
        text = "\n".join(part.strip(" ") for part in "".join(self._text).split("\n")).strip("\n")
        for number in range(across):
            if down > 1:
                self._taken[len(row)] = down
            row.append(SheetCell(text, self._exact) if not number else SheetCell(""))
        self._text, self._exact = None, ""
        self._skip_taken()

    def _skip_taken(self) -> None:
        """Leave blank what a cell further up reaches down to."""
        row = self.rows[-1]
        while self._taken.get(len(row), 0) > 0 and self._is_from_above(len(row)):
            row.append(SheetCell(""))

    def _is_from_above(self, column: int) -> bool:
        self._taken[column] -= 1
        if self._taken[column] <= 0:
            del self._taken[column]
            return False
        return True


def _count(text: str | None) -> int:
    return min(int(text), MOST_CELLS) if text and text.isdigit() and int(text) else 1


def _said_number(said: dict[str, str | None]) -> str:
    if said.get("sdval"):
        return exact_number(said["sdval"] or "")
    if said.get("x:num"):
        return exact_number(said["x:num"] or "")
    if said.get("data-sheets-value"):
        try:
            value = json.loads(said["data-sheets-value"] or "")
        except ValueError:
            return ""
        if isinstance(value, dict) and value.get("1") == 3:
            return exact_number(str(value.get("3", "")))
    return ""
