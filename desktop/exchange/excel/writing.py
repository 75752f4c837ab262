"""Owns the order in which a submission workbook is made."""

from __future__ import annotations

import gc
import uuid
from pathlib import Path

from desktop.exchange.base import Content, Written
from desktop.exchange.excel import front
from desktop.exchange.excel.book import Book
from desktop.exchange.excel.charts import write_charts
from desktop.exchange.excel.identity import write_identity
from desktop.exchange.excel.lists import Lists
from desktop.exchange.excel.modules import ModuleSheet


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
    placeholder = book.workbook.active
    front.write_findings(book, book.sheet(book.t("Findings")), [])
    book.workbook.remove(placeholder)
    _properties(book)
    book.workbook.save(path)
    return Written(sheets=tuple(sheet.title for sheet in book.workbook.worksheets))


def _write(content: Content, path: Path, language: str) -> Written:
    book = Book(content, language, str(uuid.uuid4()))
    t, workbook = book.t, book.workbook
    placeholder = workbook.active
    front.Cover(book).write()
    contents, sources = book.sheet(t("Contents")), book.sheet(t("Sources"))
    lists = Lists(book, t("Sources"), front.write_sources(book, sources))
    sheets = [ModuleSheet(book, module, lists).write() for module in book.shown.modules]
    charts = write_charts(book, sheets)
    findings = book.sheet(t("Findings"))
    front.write_findings(book, findings, sheets)
    further = [t("Sources"), t("Findings"), *([charts] if charts else [])]
    front.write_contents(book, contents, sheets, further)
    write_identity(book, sheets)
    workbook.remove(placeholder)
    _in_order(book, [t("Cover"), t("Contents"), *(sheet.name for sheet in sheets), *further])
    _properties(book)
    workbook.save(path)
    return Written(sheets=tuple(sheet.title for sheet in workbook.worksheets if sheet.sheet_state == "visible"))


def _in_order(book: Book, names: list[str]) -> None:
    """Tabs in the order of use; the hidden ones last."""
    place = {name: number for number, name in enumerate(names)}
    book.workbook._sheets.sort(key=lambda sheet: place.get(sheet.title, len(names)))
    book.workbook.active = 0


def _properties(book: Book) -> None:
    properties, settings = book.workbook.properties, book.content.settings
    properties.title, properties.creator = settings.title, settings.institution or "Migration Profile"
    properties.language = book.shown.language
    properties.subject = f"{book.shown.country()} · {book.t('state')} {book.state}"
