"""Owns the way of a table to the printer: the pages as they will be printed, to look at first, and the paper they are for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF, QSizeF, Qt
from PySide6.QtGui import QGuiApplication, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrintPreviewDialog

from desktop.catalogue.model import in_language
from desktop.language import _, current
from desktop.ui.common import words
from desktop.ui.grid.printing.sheets import Sheet, Titles

if TYPE_CHECKING:
    from desktop.ui.grid.page import ModulePage

MARGIN = 12.0
"""Millimetres on each side."""
POINTS = 72


def titles_of(page: ModulePage) -> Titles:
    """What is printed above and below: the module or the indicator, what the filter leaves, the profile."""
    session = page.session
    catalogue, settings = session.profile.catalogue, session.profile.settings
    module = in_language(catalogue.modules[page.view.module].title, current())
    profile = [settings.title, settings.institution, _("Practice copy") if settings.practice else ""]
    if page.view.indicator:
        indicator = catalogue.indicators[page.view.indicator]
        title, about = words.title(indicator), [module, indicator.code, words.unit(indicator)]
    else:
        title, about = module, [page.view.module, page.filter_words]
    if page.grid.columns:
        first, last = page.grid.columns[0].period, page.grid.columns[-1].period
        about.append(first if first == last else f"{first}–{last}")
    head = str(page.grid.headerData(0, Qt.Orientation.Horizontal))
    return Titles(title, _joined(about), _joined(profile), head)


def _joined(parts: list[str]) -> str:
    return "   ·   ".join(part for part in parts if part)


def new_printer() -> QPrinter:
    """The person's printer with a sheet of A4 across."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    margins = QMarginsF(MARGIN, MARGIN, MARGIN, MARGIN)
    paper, across = QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Landscape
    printer.setPageLayout(QPageLayout(paper, across, margins, QPageLayout.Unit.Millimeter))
    return printer


def print_on(printer: QPrinter, page: ModulePage) -> int:
    """Paint every page; gives their number."""
    room = printer.pageLayout().paintRect(QPageLayout.Unit.Point)
    mirrored = QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft
    sheet = Sheet(page.grid, titles_of(page), QSizeF(room.size()), mirrored)
    painter = QPainter(printer)
    scale = printer.resolution() / POINTS
    painter.scale(scale, scale)
    for number in range(len(sheet.pages)):
        if number:
            printer.newPage()
        sheet.paint(painter, number)
    painter.end()
    return len(sheet.pages)


class Preview(QPrintPreviewDialog):
    """The pages of a table, and a button that prints them."""

    def __init__(self, page: ModulePage):
        self._printer = new_printer()
        self._printer.setDocName(titles_of(page).title)
        super().__init__(self._printer, page.window())
        self.setWindowTitle(_("Print {title}").format(title=titles_of(page).title))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        room = page.window().size()
        self.resize(min(room.width(), 1000), min(room.height() - 20, 560))
        self.paintRequested.connect(lambda printer: print_on(printer, page))


def show_preview(page: ModulePage) -> None:
    page.table.figures.commit_open_editor()
    Preview(page).open()
