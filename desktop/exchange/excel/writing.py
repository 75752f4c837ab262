"""Owns the order in which a submission workbook is made."""

from __future__ import annotations

import gc
import uuid
from pathlib import Path

from desktop.exchange.base import Content, Written
from desktop.exchange.excel import front
from desktop.exchange.excel.book import Book
from desktop.exchange.excel.charts import write_charts
from desktop.exchange.excel.cover import Cover
from desktop.exchange.excel.filing import save
from desktop.exchange.excel.formulas import Formulas
from desktop.exchange.excel.identity import write_identity
from desktop.exchange.excel.layouts import Places
from desktop.exchange.excel.lists import Lists
from desktop.exchange.excel.modules import ModuleSheet, layout_of
from desktop.exchange.excel.narrative import write_narrative


def write_workbook(content: Content, path: Path, language: str) -> Written:
    """Write the workbook in a language; its visible sheets are named in the answer."""
    was_collecting = gc.isenabled()
    gc.disable()  # a hundred thousand cells make it run again and again
    try:
        return _write(content, path, language)
    finally:
        if was_collecting:
            gc.enable()


def write_findings_workbook(content: Content, path: Path, language: str) -> Written:
    """Write the sheet of findings alone."""
    book = Book(content, language, str(uuid.uuid4()))
    front.write_findings(book, book.sheet(book.t("Findings")))
    return _save(book, path)


def _write(content: Content, path: Path, language: str) -> Written:
    book = Book(content, language, str(uuid.uuid4()))
    t = book.t
    layouts = [layout_of(book, module) for module in book.shown.modules]
    places = Places(layouts)
    Cover(book).write()
    contents, sources = book.sheet(t("Contents")), book.sheet(t("Sources"))
    lists = Lists(book, t("Sources"), front.write_sources(book, sources))
    formulas = Formulas(book.shown, places)
    sheets = [ModuleSheet(book, layout, lists, formulas).write() for layout in layouts]
    write_narrative(book, book.sheet(t("Narrative")))
    charts = write_charts(book, sheets)
    further = {
        t("Narrative"): t("What each module is asked to say"),
        t("Sources"): t("Where the figures come from"),
    }
    if not content.is_blank:  # nothing was looked at: a sheet would claim that nothing stands against it
        front.write_findings(book, book.sheet(t("Findings")), places)
        further[t("Findings")] = t("What the rules found")
    if charts:
        further[charts] = t("How figures developed")
    front.write_contents(book, contents, sheets, further)
    write_identity(book, sheets)
    _in_order(book, [t("Cover"), t("Contents"), *(sheet.name for sheet in sheets), *further])
    return _save(book, path)


def _in_order(book: Book, names: list[str]) -> None:
    """Tabs in the order of use; the hidden ones last."""
    place = {name: number for number, name in enumerate(names)}
    book.workbook._sheets.sort(key=lambda sheet: place.get(sheet.title, len(names)))


def _save(book: Book, path: Path) -> Written:
    workbook, properties, settings = book.workbook, book.workbook.properties, book.content.settings
    workbook.remove(book.placeholder)
    workbook.active = 0
    properties.title, properties.creator = settings.title, settings.institution or "Migration Profile"
    properties.language = book.shown.language
    properties.subject = f"{book.shown.country()} · {book.t('state')} {book.state}"
    save(workbook, path, book.pens)
    return Written(sheets=tuple(sheet.title for sheet in workbook.worksheets if sheet.sheet_state == "visible"))
