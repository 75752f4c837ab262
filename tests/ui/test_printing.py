"""The printed table: what stands on its pages, read back from a PDF file that Qt wrote."""

from __future__ import annotations

from pathlib import Path

import pytest
from pypdf import PdfReader
from pypdfium2 import PdfDocument
from PySide6.QtCore import QSizeF, Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from desktop.domain.address import Cell, Key
from desktop.domain.change import ObservationEdit
from desktop.domain.observation import Observation
from desktop.language import use
from desktop.services import recording
from desktop.ui.grid.page import ModulePage
from desktop.ui.grid.printing.preview import Preview, new_printer, print_on, titles_of
from desktop.ui.grid.printing.sheets import Sheet
from desktop.ui.grid.rows import Column
from desktop.ui.main_window import MainWindow
from desktop.ui.window import Place

STOCK = "IMM.STOCK.TOT"
A4_ACROSS = QSizeF(774, 527)


def printed(page: ModulePage, folder: Path) -> list[str]:
    """The text of each page."""
    printer = new_printer()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(folder / "table.pdf"))
    number = print_on(printer, page)
    pages = PdfReader(folder / "table.pdf").pages
    assert len(pages) == number
    width, height = pages[0].mediabox.width, pages[0].mediabox.height
    assert (round(width), round(height)) == (842, 595)
    return [" ".join(it.extract_text().split()) for it in pages]


def test_a_page_says_what_it_is_and_of_which_profile(page: ModulePage, tmp_path: Path) -> None:
    recording.record(page.session.profile, [
        ObservationEdit(Key(STOCK, "", "2022", ""), Observation("1234.5", status="P", note="First count")),
        ObservationEdit(Key(STOCK, "", "2023", ""), Observation(None, status="O")),
        ObservationEdit(Key("IMM.FLOW.TOT", "", "2020", ""), Observation(None, "about 12")),
    ])  # fmt: skip
    page.grid.refresh()
    text = printed(page, tmp_path)[0]
    for wanted in (
        "Immigration", "IMM", "2018–2024", "Moldova", "Indicator", "2018", "2024", "Immigrant stock (foreign-born)",
        "persons", "1,234.5", "[O]", "about 12", "P Provisional value", "[O] Missing value", "n note",
        "u cannot be read as a number", "italic: worked out", "10.0", "Page 1 of 1",
    ):  # fmt: skip
        assert wanted in text, wanted


def test_heads_are_repeated_and_pages_counted(page: ModulePage, tmp_path: Path) -> None:
    for row in reversed(range(page.grid.rowCount())):
        page.grid.toggle(row)
    pages = printed(page, tmp_path)
    assert len(pages) > 1
    for number, text in enumerate(pages, 1):
        assert "Indicator" in text and "2024" in text
        assert f"Page {number} of {len(pages)}" in text
        assert "Immigration" in text


def test_years_that_do_not_fit_stand_on_the_next_page(page: ModulePage) -> None:
    page.grid.show_rows(
        page.grid._builder, page.view.module_rows().top(), [Column(str(year), str(year)) for year in range(1990, 2025)]
    )
    sheet = Sheet(page.grid, titles_of(page), A4_ACROSS)
    blocks = list(dict.fromkeys(leaf.block for leaf in sheet.pages))
    assert len(blocks) > 1
    assert [n for block in blocks for n in block.numbers] == list(range(35))
    for block in blocks:
        rows = [row for leaf in sheet.pages if leaf.block == block for row in leaf.rows]
        assert rows == list(range(page.grid.rowCount()))


def test_no_page_is_higher_than_the_paper_and_none_ends_with_a_heading(page: ModulePage) -> None:
    for row in reversed(range(page.grid.rowCount())):
        page.grid.toggle(row)
    low = QSizeF(774, 250)
    sheet = Sheet(page.grid, titles_of(page), low)
    assert len(sheet.pages) > 3
    for leaf in sheet.pages:
        assert sum(leaf.heights) < low.height() - 80
        assert page.grid.rows[leaf.rows[-1]].kind != "group"


def test_a_filter_and_one_indicator_alone_are_printed_as_shown(page: ModulePage, tmp_path: Path) -> None:
    page.set_filter("empty")
    text = printed(page, tmp_path)[0]
    assert "Empty" in text and "Immigrant stock" not in text and "Foreign citizens resident" in text
    page.go_to_cell(Place("module", "IMM", Cell(STOCK, "", "2020")))
    page.toggle_alone()
    text = printed(page, tmp_path)[0]
    assert "Immigrant stock (foreign-born)" in text and "IMM.STOCK.TOT" in text and "Female" in text


@pytest.mark.parametrize(("language", "count"), [("fr", "Page 1 sur 1"), ("es", "Página 1 de 1")])
def test_pages_speak_the_language_of_the_window(page: ModulePage, tmp_path: Path, language: str, count: str) -> None:
    use(language)
    assert count in printed(page, tmp_path)[0]


def left_of(path: Path, text: str) -> float:
    """Where a text begins on the first page, in points from the left."""
    words = PdfDocument(path)[0].get_textpage()
    found = words.search(text).get_next()
    assert found is not None
    return float(words.get_charbox(found[0])[0])


def test_right_to_left_the_labels_stand_at_the_right(page: ModulePage, qapp: QApplication, tmp_path: Path) -> None:
    printed(page, tmp_path)
    at = [left_of(tmp_path / "table.pdf", text) for text in ("Indicator", "2019", "2022")]
    assert at == sorted(at)
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    printed(page, tmp_path)
    at = [left_of(tmp_path / "table.pdf", text) for text in ("2022", "2019", "Indicator")]
    assert at == sorted(at)


def test_ctrl_p_shows_the_pages_first(page: ModulePage, window: MainWindow, qapp: QApplication, qtbot) -> None:
    assert window.action("print").shortcut().toString() == "Ctrl+P"
    window.action("print").trigger()
    shown = next(it for it in qapp.topLevelWidgets() if isinstance(it, Preview) and it.isVisible())
    assert "Immigration" in shown.windowTitle()
    shown.close()
    qtbot.waitUntil(lambda: not isValid(shown))
