"""Owns the sheet of the narrative: what each module is asked to say, and what is said."""

from __future__ import annotations

from desktop.catalogue.narrative import Block, blocks_of
from desktop.exchange.excel.book import Book
from desktop.exchange.excel.cells import Pen, place_of
from desktop.exchange.excel.layouts import HEADER
from desktop.exchange.excel.pages import as_page, as_table, fit_height, protect, widths
from desktop.exchange.excel.styles import Style

_WIDTHS = (10.0, 44.0, 100.0, 22.0)
_ROOM = 44.0
"""Height of a row in which nothing is written yet."""


def write_narrative(book: Book, pen: Pen) -> None:
    """One row for each block of the modules of this workbook; the text is open."""
    t, language = book.t, book.shown.language
    pen.text(1, 1, t("Narrative"), Style("title"))
    pen.text(
        2, 1, t("What stands beside the figures: write in the column Text, as long as it needs."), Style("subtitle")
    )
    pen.link(3, 1, t("Contents"), place_of(t("Contents")), Style("link"))
    heads = [t("Module"), t("Issue"), t("Text"), t("Key")]
    for column, head in enumerate(heads, 1):
        pen.text(HEADER, column, head, Style("head"))
    row = HEADER
    for module in book.shown.modules:
        for block in blocks_of(module, language):
            row += 1
            texts = [module.code, _issue(book, block), book.content.texts.get((block.id, language), ""), block.id]
            styles = (Style("row_strong"), Style("row"), Style("prose", locked=False), Style("row_key"))
            for column, (text, style) in enumerate(zip(texts, styles, strict=True), 1):
                pen.text(row, column, text, style)
            fit_height(pen, row, texts, _WIDTHS, _ROOM)
    as_table(pen.sheet, "T_narrative", HEADER, row, heads)
    widths(pen.sheet, *_WIDTHS)
    pen.sheet.freeze_panes = f"C{HEADER + 1}"
    as_page(pen.sheet, book.footer, wide=True)
    protect(pen.sheet)


def _issue(book: Book, block: Block) -> str:
    """What a block is about."""
    if block.kind == "introduction":
        return book.t("Introduction")
    return block.prompt[:1].upper() + block.prompt[1:] or book.t("Conclusions")
