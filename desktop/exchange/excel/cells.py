"""Owns putting a value into a cell: numbers as numbers, texts never as formulas, nothing longer than a cell holds."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from typing import Any, NamedTuple

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from desktop.exchange.excel.styles import Style, Styles

SAFE_DIGITS = 15
"""So many digits survive in the number of a spreadsheet; more are written as text."""
MOST_DECIMALS = 3
LONGEST = 32_767
letters = cache(get_column_letter)
"""Column number → its letters."""
PLAIN = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_NOT_AS_IS = re.compile(r"[&<>\r\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_IN_XML = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"}


class Remark(NamedTuple):
    """A comment at a cell."""

    place: str
    text: str


class Link(NamedTuple):
    """What leads from a cell to a place in this workbook."""

    place: str
    target: str
    shown: str


class Pen:
    """Writes cells of one sheet, each as the XML that it becomes (`filing.py` puts them into the file).

    openpyxl's own cells take three times as long, and cannot hold a formula together with its result.
    """

    def __init__(self, sheet: Worksheet, styles: Styles):
        self.sheet, self.styles = sheet, styles
        self.rows: defaultdict[int, dict[int, str]] = defaultdict(dict)
        """Row → column → cell."""
        self.heights: dict[int, float] = {}
        self.remarks: list[Remark] = []
        self.links: list[Link] = []
        self.descriptions: list[str] = []
        """What each chart shows, in words."""

    def text(self, row: int, column: int, text: str, style: Style) -> None:
        """A text, whatever it begins with."""
        place, number = f"{letters(column)}{row}", self.styles.number(style)
        self.rows[row][column] = (
            f'<c r="{place}" s="{number}" t="inlineStr"><is><t xml:space="preserve">{in_xml(held(text))}</t></is></c>'
            if text
            else f'<c r="{place}" s="{number}"/>'
        )

    def number(self, row: int, column: int, number: str, style: Style) -> None:
        """A number from its digits, with a point as decimal sign."""
        self.rows[row][column] = f'<c r="{letters(column)}{row}" s="{self.styles.number(style)}"><v>{number}</v></c>'

    def formula(self, row: int, column: int, formula: str, result: str, style: Style) -> None:
        """A formula with the number that it gives; an empty text where it gives none yet."""
        kind = "" if result else ' t="str"'
        self.rows[row][column] = (
            f'<c r="{letters(column)}{row}" s="{self.styles.number(style)}"{kind}>'
            f"<f>{in_xml(formula)}</f><v>{result}</v></c>"
        )

    def link(self, row: int, column: int, text: str, target: str, style: Style) -> None:
        """A text that leads to a place of this workbook, as `place_of` names it."""
        self.text(row, column, text, style)
        self.links.append(Link(f"{letters(column)}{row}", target, text))

    def remark(self, row: int, column: int, text: str) -> None:
        """A comment at a cell."""
        self.remarks.append(Remark(f"{letters(column)}{row}", held(text)))

    def chart(self, chart: Any, place: str, description: str) -> None:
        """A chart whose upper corner stands at a cell."""
        self.sheet.add_chart(chart, place)
        self.descriptions.append(description)

    def open_column(self, column: int, style: Style) -> None:
        """Give a column the look of its empty cells: they need not be written one by one."""
        self.styles.dress(self.sheet.column_dimensions[letters(column)], style)


def held(text: str) -> str:
    """The text as a cell can hold it; a cut is marked and never silent."""
    return text if len(text) <= LONGEST else text[: LONGEST - 4] + " […]"


def in_xml(text: str) -> str:
    """The text as it stands between tags; a sign that no XML can hold becomes the sign for one that is not known."""
    if not _NOT_AS_IS.search(text):
        return text
    return _NOT_AS_IS.sub(lambda match: _IN_XML.get(match[0], "\ufffd"), text)


def is_number(text: str) -> bool:
    """Whether a spreadsheet keeps every digit of a stored number."""
    return len(text) <= SAFE_DIGITS or sum(map(str.isdigit, text.lstrip("-0."))) <= SAFE_DIGITS


def decimals_of(text: str) -> int:
    """Decimals to show; of many only so many, the cell keeps them all."""
    decimals = len(text.partition(".")[2])
    return decimals if decimals <= MOST_DECIMALS + 1 else MOST_DECIMALS


def shown_length(text: str) -> int:
    """About how many signs a number takes with its grouping."""
    whole = text.partition(".")[0]
    return len(whole) + len(whole) // 4 + decimals_of(text) + 1


def quoted(sheet: str) -> str:
    doubled = sheet.replace("'", "''")
    return f"'{doubled}'"


def place_of(sheet: str, place: str = "A1") -> str:
    """A cell of a sheet, as links name it."""
    return f"{quoted(sheet)}!{place}"
