"""Owns the drop-down lists: their words on a hidden sheet, one rule per sheet and list."""

from __future__ import annotations

from openpyxl.worksheet.cell_range import MultiCellRange
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from desktop.exchange.excel.book import Book
from desktop.exchange.excel.cells import letters, quoted
from desktop.exchange.excel.styles import Style

NAME = "_lists"
_REASONS = ("[O]", "[M]", "[L]", "[Q]")
_LETTERS = frozenset(("OBS_STATUS", "CONF_STATUS", "UNIT_MULT"))
"""Attributes of a row: what is chosen is the code itself, and a letter by year may be typed as well."""


class Lists:
    """The lists of one workbook; `sources` is the column of ids on the sheet of sources."""

    def __init__(self, book: Book, sources: str, source_rows: tuple[int, int]):
        self._book, self._made = book, {"sources": f"{quoted(sources)}!$A${source_rows[0]}:$A${source_rows[1]}"}
        self._pen = book.sheet(NAME)
        self._pen.sheet.sheet_state = "hidden"

    def offer(self, sheet: Worksheet, name: str, ranges: list[str]) -> None:
        """Offer a list in ranges of a sheet, all in one rule: a rule per cell makes large sheets unusable."""
        is_only = name not in _LETTERS
        rule = DataValidation(type="list", formula1=self._reference(name), allow_blank=True, showErrorMessage=is_only)
        rule.errorTitle = self._book.t("Not in the list")
        rule.error = self._book.t("Choose from the list.")
        rule.sqref = MultiCellRange(" ".join(ranges))
        sheet.add_data_validation(rule)

    def _reference(self, name: str) -> str:
        if name not in self._made:
            column = len(self._made)
            words = self._words(name)
            for row, word in enumerate(words, 1):
                self._pen.text(row, column, word, Style("text"))
            letter = letters(column)
            self._made[name] = f"{quoted(NAME)}!${letter}$1:${letter}${len(words)}"
        return self._made[name]

    def _words(self, name: str) -> list[str]:
        shown = self._book.shown
        if name == "yes/no":
            return [shown.t("yes"), shown.t("no"), *_REASONS]
        members = shown.catalogue.dimensions[name].members
        if name in _LETTERS:
            return list(members)
        return [*(shown.member(name, member) for member in members), *_REASONS]
