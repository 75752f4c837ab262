"""Rows about the table: painting, scrolling, typing, pasting, opening rows and pages, zoom; offscreen, in one process."""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from tests.bench import sized
from tests.bench.measure import Line, compared, memory

if TYPE_CHECKING:
    from PySide6.QtWidgets import QAbstractItemView

    from desktop.ui.grid.page import ModulePage
    from desktop.ui.main_window import MainWindow

STOCK = "IMM.STOCK.TOT"
BIRTH = "COUNTRY_OF_BIRTH"
SIZE = (1366, 697)
LABELS = 100_000
OPEN = """
import os; os.environ['QT_QPA_PLATFORM'] = 'offscreen'
from pathlib import Path
from tests.bench.grid_rows import open_page
import sys
import atexit
kept = open_page(Path(sys.argv[1]))
atexit.register(kept[0].close)
"""
BARE = """
import os; os.environ['QT_QPA_PLATFORM'] = 'offscreen'
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication([]); w = QMainWindow(); w.resize(1366, 697); w.show(); app.processEvents()
"""


def open_page(path: Path) -> tuple[MainWindow, ModulePage]:
    """The window on the module of immigration, checked and painted."""
    from desktop.ui.app import application
    from desktop.ui.grid.page import ModulePage
    from desktop.ui.main_window import MainWindow
    from desktop.ui.window import Place
    from tests.helpers.windows import pause

    application()
    window = MainWindow()
    window.resize(*SIZE)
    window.show()
    window.open_path(path)
    while not window.session.is_checked:
        pause(50)
    window.go(Place("module", "IMM"))
    pause(100)
    page = window.stack.currentWidget()
    assert isinstance(page, ModulePage)
    return window, page


def floor_table(rows: int) -> QAbstractItemView:
    """What the goals are held against: a table all of C++."""
    from PySide6.QtGui import QStandardItem, QStandardItemModel
    from PySide6.QtWidgets import QTableView

    view = QTableView()
    model = QStandardItemModel(rows, 25, view)
    for row in range(rows):
        for column in range(25):
            model.setItem(row, column, QStandardItem(f"{row * 37 + column:,}"))
    view.verticalHeader().setDefaultSectionSize(26)
    view.setModel(model)
    view.resize(1130, 29 * 26)
    return _shown(view)


def fill(page: ModulePage, number: int) -> None:
    """Show so many rows of the stock by country, sex and age, whatever is opened."""
    from desktop.ui.grid.rows import Row, RowKey

    indicator = page.session.profile.catalogue.indicators[STOCK]
    builder = page.view.module_rows()
    texts = sorted(page.session.profile.figures.of(STOCK))
    while len(texts) < number:
        texts += texts
    rows = [Row(RowKey("item", STOCK, text), text, indicator=indicator) for text in texts[:number]]
    page.grid.show_rows(builder, rows, builder.columns(str(year) for year in sized.YEARS))
    page.table.figures.move_to(0, 3)


def _times(step: Callable[[int], object], frames: int) -> list[float]:
    taken = []
    for at in range(frames):
        began = time.perf_counter()
        step(at)
        taken.append((time.perf_counter() - began) * 1000)
    return taken


def p95(taken: list[float]) -> float:
    return statistics.quantiles(taken, n=20)[-1]


def _scrolled(views: list[QAbstractItemView], step: int) -> Callable[[int], None]:
    bar = views[0].verticalScrollBar()

    def frame(at: int) -> None:
        bar.setValue((at + 1) * step)
        for view in views:
            view.viewport().repaint()

    return frame


def rows(folder: Path, sizes: tuple[int, ...]) -> Iterator[Line]:
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    size = max(sizes)
    path = sized.make(folder, size)
    label = f"{size:,}"
    yield Line(
        "memory, module page shown", label, "bare window", memory(BARE), memory(OPEN, str(path)), 4, "MB"
    )  # fmt: skip
    window, page = open_page(path)
    yield from _pages(window, page, label)
    yield from _frames(page)
    yield from _searching(page)
    yield from _typing(page)
    yield from _pasting(page, folder)
    window.close()


def _pages(window: MainWindow, page: ModulePage, label: str) -> Iterator[Line]:
    """Opening: a module, a bilateral table, a row of many items; each read and painted."""
    from PySide6.QtWidgets import QApplication

    from desktop.ui.window import Place

    c = floor_table(300)
    repaint = _repaint([c])

    def module() -> None:
        window.go(Place("module", "IMM"))
        page.table.figures.viewport().repaint()
        page.table.labels.viewport().repaint()

    measured = []
    floors = []
    for _ in range(5):
        window.go(Place("module", "EMI"))
        QApplication.processEvents()
        floors += _times(lambda _at: repaint(), 1)
        measured += _times(lambda _at: module(), 1)
        QApplication.processEvents()
    yield Line(
        "module page opened, painted",
        label,
        "C, one repaint",
        statistics.median(floors),
        statistics.median(measured),
        3,
    )
    page.view.indicator = STOCK

    def bilateral() -> None:
        page._show_rows()
        page.table.figures.viewport().repaint()
        page.table.labels.viewport().repaint()

    head = page.alone_head
    page._show_rows()
    head.length.combo.setCurrentIndex(head.length.combo.count() - 1)
    head.rows.combo.setCurrentIndex(head.rows.combo.findData(BIRTH))
    head.rows.combo.activated.emit(0)
    yield compared("bilateral page opened, 230 x 3 x 25", label, "C, one repaint", repaint, bilateral, 4.5)
    page.show_module()
    at = next(n for n, row in enumerate(page.grid.rows) if row.key.indicator == STOCK)
    page.grid.toggle(at)
    by = next(n for n, row in enumerate(page.grid.rows) if row.kind == "by" and row.key.dimension == BIRTH)
    tree = _floor_tree()

    def in_tree() -> None:
        index = tree.model().index(0, 0)
        tree.setExpanded(index, not tree.isExpanded(index))
        tree.viewport().repaint()

    def opened() -> None:
        page.grid.toggle(by)
        page.table.figures.viewport().repaint()
        page.table.labels.viewport().repaint()

    yield compared("row of 230 items opened or closed", label, "C++ tree, 200 items", in_tree, opened, 2.5, 8)
    c.close()


def _floor_tree() -> QAbstractItemView:
    from PySide6.QtGui import QStandardItem, QStandardItemModel
    from PySide6.QtWidgets import QTreeView

    tree = QTreeView()
    model = QStandardItemModel(0, 25, tree)
    for row in range(5000):
        items = [QStandardItem(f"{row * 37 + column:,}") for column in range(25)]
        if row == 0:
            for child in range(200):
                items[0].appendRow([QStandardItem(f"{child * 11 + column:,}") for column in range(25)])
        model.appendRow(items)
    tree.setModel(model)
    tree.resize(1130, 29 * 26)
    return _shown(tree)


def _shown(view: QAbstractItemView) -> QAbstractItemView:
    from tests.helpers.windows import pause

    view.show()
    view.raise_()
    view.activateWindow()
    pause(150)
    return view


def _repaint(views: list[QAbstractItemView]) -> Callable[[], None]:
    def repaint() -> None:
        for view in views:
            view.viewport().repaint()

    return repaint


def _frames(page: ModulePage) -> Iterator[Line]:
    from desktop.ui.common.theme import theme

    c = floor_table(5000)
    wheel, leaf = 3 * 26, 27 * 26
    floors = {name: p95(_times(_scrolled([c], step), 60)) for name, step in (("wheel", wheel), ("page", leaf))}
    for number in (5_000, 17_000):
        fill(page, number)
        ours: list[QAbstractItemView] = [page.table.figures, page.table.labels]
        for name, step, goal in (("wheel", wheel, 1.8), ("page", leaf, 1.3)):
            ours[0].verticalScrollBar().setValue(0)
            taken = p95(_times(_scrolled(ours, step), 60))
            yield Line(f"scroll frame p95, {name}", f"{number:,} x 25", "C, 5,000", floors[name], taken, goal)
    page.table.figures.selectAll()
    yield compared("repaint, all selected", "17,000 x 25", "C", _repaint([c]), _repaint(ours), 1)
    page.table.figures.move_to(0, 3)
    zooms = iter([110, 100] * 10)

    def zoom() -> None:
        theme().set(zoom=next(zooms))
        page.table.figures.viewport().repaint()

    yield compared("zoom step", "17,000 x 25", "C, one repaint", _repaint([c]), zoom, 4, 8)
    theme().set(zoom=100)
    c.close()


def _searching(page: ModulePage) -> Iterator[Line]:
    """Searching labels that were folded before: the first letter, and what follows."""
    from desktop.ui.common.matching import fold, matching
    from desktop.ui.grid.item_chooser import Item

    texts = (sorted(page.session.profile.figures.of(STOCK)) * LABELS)[:LABELS]
    items = [Item(fold(f"{text} {at}"), text, text) for at, text in enumerate(texts)]
    folded = [item.folded for item in items]

    def one_pass() -> int:
        return sum("zzz" in text for text in folded)

    for name, text in (("first letter", "r"), ("further letters", "refug")):
        yield compared(
            f"search, {name}",
            f"{LABELS:,} labels",
            "one pass `in`",
            one_pass,
            lambda text=text: matching(items, text),
            4,
        )


def _typing(page: ModulePage) -> Iterator[Line]:
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    from tests.helpers.windows import pause

    c = floor_table(5000)
    figures = page.table.figures

    def press(view: QAbstractItemView) -> Callable[[], None]:
        def act() -> None:
            QTest.keyClick(view, Qt.Key.Key_7)
            view.viewport().repaint()

        return act

    def enter(view: QAbstractItemView) -> Callable[[], None]:
        def act() -> None:
            editor = QApplication.focusWidget()
            QTest.keyClick(editor, Qt.Key.Key_Return)
            view.viewport().repaint()

        return act

    keys: dict[str, list[float]] = {"floor": [], "ours": []}
    enters: dict[str, list[float]] = {"floor": [], "ours": []}
    views: tuple[tuple[str, QAbstractItemView], ...] = (("floor", c), ("ours", figures))
    for name, view in views:
        view.window().raise_()
        view.window().activateWindow()
        pause(100)
        for at in range(25):
            view.setFocus()
            if name == "floor":
                view.setCurrentIndex(view.model().index(at, 3))
            keys[name] += _times(lambda _at, view=view: press(view)(), 1)
            QTest.keyClicks(QApplication.focusWidget(), f"{at}1")
            enters[name] += _times(lambda _at, view=view: enter(view)(), 1)
    size = "17,000 x 25"
    floor, ours = (statistics.median(keys[name]) for name in ("floor", "ours"))
    yield Line("key press to painted editor", size, "C, 5,000", floor, ours, 1.8)
    floor, ours = (statistics.median(enters[name]) for name in ("floor", "ours"))
    yield Line("Enter to painted cell", size, "C, 5,000, no store", floor, ours, 1.5)
    c.close()


def _pasting(page: ModulePage, folder: Path) -> Iterator[Line]:
    import sqlcipher3
    from PySide6.QtGui import QGuiApplication

    connection = sqlcipher3.connect(str(folder / "floor.db"), isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT, c TEXT)")

    def bare() -> None:
        connection.execute("BEGIN")
        connection.execute("DELETE FROM t")
        connection.executemany("INSERT INTO t VALUES (?, ?, ?)", [(n, str(n), None) for n in range(7500)])
        connection.execute("COMMIT")

    counter = iter(range(1, 100))

    def paste() -> None:
        base = next(counter)
        lines = ["\t".join(str(base + row * 25 + column) for column in range(25)) for row in range(300)]
        QGuiApplication.clipboard().setText("\n".join(lines))
        page.table.figures.move_to(0, 1)
        page.asking.paste()
        page.table.figures.viewport().repaint()

    yield compared("paste, all of it", "7,500 cells", "executemany, one commit", bare, paste, 35)
    connection.close()
