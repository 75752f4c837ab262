"""Owns the order of the report."""

from __future__ import annotations

import gc
from pathlib import Path

from reportlab.platypus import CondPageBreak, Flowable, PageBreak, Paragraph, Spacer

from desktop.catalogue.model import Module
from desktop.exchange.base import Content, Written
from desktop.exchange.pdf import charts, look, overview, pages
from desktop.exchange.pdf.document import Document, Entry, Heading, Last, Marks
from desktop.exchange.pdf.tables import table_flowables
from desktop.exchange.presenting import Shown
from desktop.exchange.tables import TableBlock, Tables, TextBlock
from desktop.exchange.words import day

ROOM_TO_START = 380.0


def write_report(content: Content, path: Path, language: str) -> Written:
    """Write the report in a language; the answer holds the number of its pages."""
    look.register()
    was_collecting = gc.isenabled()
    gc.disable()
    try:
        return Written(pages=_Report(content, language).write(path))
    finally:
        if was_collecting:
            gc.enable()


def _start(number: int) -> list[Flowable]:
    """A module begins on a new page unless much of the page is free."""
    return [PageBreak()] if number == 1 else [CondPageBreak(ROOM_TO_START), Spacer(1, 18)]


class _Report:
    def __init__(self, content: Content, language: str):
        self.shown = Shown(content, language)
        self.t = self.shown.t
        self.entries: list[Entry] = []

    def write(self, path: Path) -> int:
        shown, t = self.shown, self.t
        watermark = self._watermark()
        body = overview.overview(shown, self._entry(t("Key figures")))
        tables = Tables(shown)
        for number, module in enumerate(shown.modules, 1):
            body += [*_start(number), *self._module(module, number, *tables.of(module, number))]
        for title, part in (
            (t("Data gaps"), pages.gaps), (t("Explanations"), pages.explanations), (t("Bibliography"), pages.bibliography),
        ):  # fmt: skip
            body += [PageBreak(), *part(shown, self._entry(title))]
        document = Document(path, self._marks(watermark), t, self.entries)
        front = [*pages.cover(shown, watermark), *pages.contents(shown, self.entries)]
        document.build([*front, *body, Last(document)])
        return int(document.page)

    def _entry(self, text: str, level: int = 0) -> Entry:
        entry = Entry(level, text, f"part{len(self.entries)}")
        self.entries.append(entry)
        return entry

    def _module(self, module: Module, number: int, tables: list[TableBlock], texts: list[TextBlock]) -> list[Flowable]:
        shown, t = self.shown, self.t
        title = f"{number}  {shown.module_title(module)}"
        made: list[Flowable] = [Heading(title, look.H1, self._entry(title))]
        indicators = shown.catalogue.by_module[module.code]
        full = sum(not all(line.is_empty for line in shown.lines(indicator)) for indicator in indicators)
        said = t("{filled} of {all} indicators of this module have figures.").format(filled=full, all=len(indicators))
        made.append(Paragraph(look.safe(said), look.LEAD))
        for text in texts:
            made.append(Paragraph(look.safe(text.title), look.H3))
            made += [
                Paragraph(f"<b>{look.safe(period)}.</b> {look.safe(words)}", look.BODY) for period, words in text.texts
            ]
        for block in tables:
            caption = f"{t('Table {number}').format(number=block.number)}  {block.title}"
            made += table_flowables(block, self._entry(caption, 1), t)
        return made + charts.module_chart(shown, module, number)

    def _watermark(self) -> str:
        content = self.shown.content
        if content.settings.practice:
            return self.t("Practice")
        is_open = any(
            f.severity == "error" or (f.severity == "warning" and f.id not in content.explained)
            for f in content.findings
        )
        return self.t("Draft") if is_open else ""

    def _marks(self, watermark: str) -> Marks:
        settings, shown, t = self.shown.settings, self.shown, self.t
        state = f"{t('state')} {pages.state_of(shown)}"
        dated = f"{state} · {day(shown.content.when, shown.language)}"
        subject = f"{shown.country()}, {settings.years[0]}–{settings.years[1]}, {state}"
        return Marks(
            settings.title,
            settings.institution,
            dated,
            watermark,
            settings.institution or "Migration Profile",
            subject,
            shown.language,
        )
