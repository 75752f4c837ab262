"""Owns the paper: page frame, head and foot, watermark, outline, contents and page numbers, all in one pass.

What is known only at the end (page numbers in the contents, "of 64") is drawn as named forms on the pages and defined at the end.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate, Paragraph

from desktop.exchange import palette
from desktop.exchange.pdf import look
from desktop.exchange.pdf.look import (
    BOTTOM,
    HEIGHT,
    MARGIN,
    MUTED,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    REGULAR,
    STRONG,
    WIDTH,
    colour,
)
from desktop.language import Translator

COVER, PAGE = "cover", "page"
PER_PAGE = 46
"""Lines of contents on one page."""
_LINE = 14.6
GAP = "\u00a0\u00a0 "
"""Between a number and its title; plain blanks would fall together."""


class Entry(NamedTuple):
    """A line of the contents. Level 0 is a part, 1 a table in it."""

    level: int
    text: str
    name: str


class Marks(NamedTuple):
    """What is printed around every page."""

    title: str
    institution: str
    state: str
    watermark: str
    author: str
    subject: str
    language: str


class Heading(Paragraph):  # type: ignore[misc]  # reportlab has no types
    """A heading that stands in the outline and the contents and says at the head of its page where the reader is."""

    def __init__(self, text: str, style: Any, entry: Entry):
        super().__init__(look.safe(text).replace("  ", GAP), style)
        self.entry = entry


class ContentsPage(Flowable):  # type: ignore[misc]  # reportlab has no types
    """One page of the contents; drawn at the end."""

    def __init__(self, number: int, entries: list[Entry]):
        super().__init__()
        self.number, self.entries = number, entries

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        return WIDTH, len(self.entries) * _LINE

    def draw(self) -> None:
        canvas = self.canv
        canvas.doForm(f"contents{self.number}")
        for line, entry in enumerate(self.entries, 1):
            bottom = (len(self.entries) - line) * _LINE
            canvas.linkRect("", entry.name, (0, bottom - 3, WIDTH, bottom + _LINE - 3), relative=1, thickness=0)


class Document(BaseDocTemplate):  # type: ignore[misc]  # reportlab has no types
    """The report while it is built."""

    def __init__(self, path: Path, marks: Marks, t: Translator, entries: list[Entry]):
        super().__init__(
            str(path), pagesize=(PAGE_WIDTH, PAGE_HEIGHT), title=marks.title, author=marks.author, subject=marks.subject,
            lang=marks.language, initialFontName=REGULAR, creator="Migration Profile", producer="Migration Profile",
        )  # fmt: skip
        self.marks, self.t, self.entries = marks, t, entries
        self.section = ""
        self._pages: dict[str, int] = {}
        frame = Frame(MARGIN, BOTTOM, WIDTH, HEIGHT, 0, 0, 0, 0, id="body")
        self.addPageTemplates([
            PageTemplate(COVER, [frame], onPage=self._watermark, pagesize=self.pagesize),
            PageTemplate(PAGE, [frame], onPage=self._watermark, onPageEnd=self._furniture, pagesize=self.pagesize),
        ])  # fmt: skip

    def afterFlowable(self, flowable: Flowable) -> None:  # noqa: N802  platypus' name
        if not isinstance(flowable, Heading):
            return
        entry, canvas = flowable.entry, self.canv
        canvas.bookmarkHorizontal(entry.name, 0, flowable.height + self.frame._y)
        canvas.addOutlineEntry(entry.text, entry.name, entry.level, closed=entry.level == 0)
        self._pages[entry.name] = self.page
        if entry.level == 0:
            self.section = entry.text

    def finish(self, canvas: Canvas) -> None:
        """Define the forms; called when the last page is there."""
        for number in range(1, self.page + 1):
            text = self.t("Page {n} of {total}").format(n=number, total=self.page)
            canvas.beginForm(f"page{number}", 0, 0, WIDTH, 20)
            canvas.setFont(REGULAR, 7.5)
            canvas.setFillColor(colour(palette.TEXT2))
            canvas.drawRightString(WIDTH, 4, text)
            canvas.endForm()
        for number, at in enumerate(range(0, len(self.entries), PER_PAGE)):
            self._contents(canvas, number, self.entries[at : at + PER_PAGE])

    def _contents(self, canvas: Canvas, number: int, entries: list[Entry]) -> None:
        canvas.beginForm(f"contents{number}", 0, -6, WIDTH, len(entries) * _LINE + 6)
        for line, entry in enumerate(entries, 1):
            bottom = (len(entries) - line) * _LINE
            font, size, left = (STRONG, 9, 0) if entry.level == 0 else (REGULAR, 8.5, 18)
            page = str(self._pages.get(entry.name, ""))
            room = WIDTH - left - look.text_width(page, font, size) - 14
            text = fitted(entry.text, font, size, room)
            canvas.setFillColor(colour(palette.TEXT if entry.level == 0 else palette.TEXT2))
            canvas.setFont(font, size)
            canvas.drawString(left, bottom, text)
            canvas.drawRightString(WIDTH, bottom, page)
            if entry.level == 0:
                canvas.setStrokeColor(colour(palette.LINE))
                canvas.setLineWidth(0.5)
                canvas.line(0, bottom - 3.5, WIDTH, bottom - 3.5)
        canvas.endForm()

    def _foot(self) -> str:
        """Institution, state and date; only the institution is shortened."""
        institution, state = self.marks.institution, self.marks.state
        if not institution:
            return state
        rest = f" · {state}"
        return fitted(institution, REGULAR, 7.5, WIDTH - 90 - look.text_width(rest, REGULAR, 7.5)) + rest

    def _watermark(self, canvas: Canvas, _document: Any) -> None:
        if not self.marks.watermark:
            return
        canvas.saveState()
        canvas.setFillColor(colour(palette.HATCH))
        size = min(96, 430 / look.text_width(self.marks.watermark, STRONG, 1))
        canvas.setFont(STRONG, size)
        canvas.translate(PAGE_WIDTH / 2, PAGE_HEIGHT / 2)
        canvas.rotate(35)
        canvas.drawCentredString(0, -size / 3, self.marks.watermark)
        canvas.restoreState()

    def _furniture(self, canvas: Canvas, document: Any) -> None:
        canvas.saveState()
        top, foot = PAGE_HEIGHT - 41, 41
        canvas.setStrokeColor(colour(palette.LINE2))
        canvas.setLineWidth(0.6)
        canvas.line(MARGIN, top, PAGE_WIDTH - MARGIN, top)
        canvas.line(MARGIN, foot, PAGE_WIDTH - MARGIN, foot)
        section = fitted(self.section, REGULAR, 7.5, WIDTH * 0.45)
        canvas.setFillColor(colour(palette.TEXT2))
        canvas.setFont(look.MEDIUM, 7.5)
        canvas.drawString(MARGIN, top + 7, fitted(self.marks.title, look.MEDIUM, 7.5, WIDTH * 0.52))
        canvas.setFillColor(colour(MUTED))
        canvas.setFont(REGULAR, 7.5)
        canvas.drawRightString(PAGE_WIDTH - MARGIN, top + 7, section)
        canvas.setFillColor(colour(palette.TEXT2))
        canvas.drawString(MARGIN, foot - 12, self._foot())
        canvas.translate(MARGIN, foot - 16)
        canvas.doForm(f"page{document.page}")
        canvas.restoreState()


def fitted(text: str, font: str, size: float, room: float) -> str:
    """One line of a text, with `…` where it is too long for the place; the whole stands elsewhere."""
    if look.text_width(text, font, size) <= room:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if look.text_width(text[:middle] + "…", font, size) <= room else (low, middle - 1)
    return text[:low].rstrip() + "…"


def lines_of(text: str, font: str, size: float, room: float, most: int = 2) -> list[str]:
    """A text in at most so many lines, broken at blanks."""
    words = text.split(" ")
    lines: list[str] = []
    while words and len(lines) < most - 1:
        line = words.pop(0)
        while words and look.text_width(f"{line} {words[0]}", font, size) <= room:
            line = f"{line} {words.pop(0)}"
        lines.append(fitted(line, font, size, room))
    return [*lines, fitted(" ".join(words), font, size, room)] if words else lines


class Last(Flowable):  # type: ignore[misc]  # reportlab has no types
    """The end of the report: defines what was left open."""

    def __init__(self, document: Document):
        super().__init__()
        self.document = document

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        return 0, 0

    def draw(self) -> None:
        self.document.finish(self.canv)
