"""What a screen reader finds: the tree that Qt gives it is walked, as far as it reaches, on every page and in every dialog.

The tree holds widgets, the items of lists and the cells and heads of tables. Of a view Qt asks the model for the words of each cell,
so that what is said of figures is tested on the tree too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QComboBox, QWidget
from pytestqt.qtbot import QtBot

from desktop.domain.address import Cell
from desktop.domain.source import Source
from desktop.services import recording
from desktop.ui.common.dialog import Dialog
from desktop.ui.grid.page import ModulePage
from desktop.ui.main_window import MainWindow
from desktop.ui.window import Place
from tests.helpers.accessible import Node, controls, tree
from tests.helpers.windows import settled

R = QAccessible.Role
STOCK = "IMM.STOCK.TOT"
PAGES = ("welcome", "overview", "module", "findings", "rules", "sources", "exchange", "report", "compare")
Opener = Callable[[MainWindow], object]


@pytest.fixture(autouse=True)
def listening() -> Iterator[None]:
    """As where a screen reader runs: only then Qt keeps the tree as the rows come and go."""
    QAccessible.setActive(True)
    yield
    QAccessible.setActive(False)


def with_more(window: MainWindow) -> None:
    """A described source, an unreadable text, a provisional figure: something to say on every page."""
    profile, session = window.session.profile, window.session
    session.do("source", lambda: recording.save_source(profile, Source("REG", "Register of foreigners", "Interior")))
    session.do("source", lambda: recording.save_source(profile, Source("REG-2", "Register of foreigner", "Interior")))
    said = recording.Attributes(note="Counted in May")
    typed = [(f"{STOCK}@2022#REG", "about 7"), (f"{STOCK}@2023#REG", "300 p")]
    session.do("type", lambda: recording.enter(profile, typed))
    session.do("note", lambda: recording.enter(profile, [(f"{STOCK}@2021", "200")], attributes=said))
    settled(session)


def nameless(root: QWidget) -> list[Node]:
    """Controls without a name; the field inside a combo box has the name of its box."""
    boxes = [node for node in controls(root) if node.role == R.ComboBox]
    inside = {id(box.widget.lineEdit()) for box in boxes if isinstance(box.widget, QComboBox) and box.name}
    return [node for node in controls(root) if not node.name.strip() and id(node.widget) not in inside]


@pytest.mark.parametrize("page", PAGES)
def test_every_control_of_a_page_has_a_name(window: MainWindow, page: str) -> None:
    with_more(window)
    window.go(Place(page, "IMM" if page == "module" else ""))
    window.show_side(True)
    found = controls(window)
    assert len(found) > 10
    assert nameless(window) == []


@pytest.mark.parametrize("rows", ["SEX", "COUNTRY_OF_BIRTH"])
def test_every_control_of_one_indicator_alone_has_a_name(page: ModulePage, window: MainWindow, rows: str) -> None:
    page.act("items")
    combo = page.alone_head.rows.combo
    combo.setCurrentIndex(combo.findData(rows))
    combo.activated.emit(combo.currentIndex())
    assert {"Rows", "Columns", "Source", "Sum lines", "Back to module"} <= {node.name for node in controls(window)}
    assert nameless(window) == []


@pytest.mark.parametrize("deed", ["find", "replace", "go to", "source"])
def test_every_control_of_a_bar_has_a_name(page: ModulePage, window: MainWindow, deed: str) -> None:
    before = len(controls(window))
    page.act(deed)
    assert len(controls(window)) > before
    assert nameless(window) == []


def test_the_buttons_of_a_question_have_names(page: ModulePage, window: MainWindow) -> None:
    QApplication.clipboard().setText("1,234\t1.310")
    page.act("paste")
    assert page.bar.isVisible()
    names = {node.name for node in controls(page.bar)}
    assert "Close" in names and len(names) > 2
    assert nameless(page.bar) == []


def _join(window: MainWindow) -> None:
    window.go(Place("sources", source="REG"))
    shown = window.stack.currentWidget()
    shown.editor.join.click()  # type: ignore[union-attr]


DIALOGS: dict[str, Opener] = {
    "new profile": lambda window: window.new_profile(),
    "indicator": lambda window: window.action("new indicator").trigger(),
    "join": _join,
    "who works here": lambda window: window.status.who.click(),
    "partners": lambda window: window.action("partners").trigger(),
    "keys": lambda window: window.action("keys").trigger(),
    "about": lambda window: window.action("about").trigger(),
}


@pytest.mark.parametrize("name", DIALOGS)
def test_every_control_of_a_dialog_has_a_name(window: MainWindow, name: str, qtbot: QtBot) -> None:
    with_more(window)
    DIALOGS[name](window)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, Dialog)
    assert dialog.windowTitle()
    assert controls(dialog)
    assert nameless(dialog) == []
    dialog.reject()
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)


def test_every_control_of_the_writer_of_rules_has_a_name(window: MainWindow) -> None:
    window.go(Place("rules"))
    before = {node.name for node in controls(window)}
    window.stack.currentWidget().write_new()  # type: ignore[union-attr]
    assert len({node.name for node in controls(window)} - before) > 4
    assert nameless(window) == []


def cell_of(window: MainWindow, page: ModulePage, cell: Cell) -> str:
    """What is said of a cell: by the tree, found over the place of the cell in the table."""
    index = page.grid.reveal(cell)
    table = QAccessible.queryAccessibleInterface(page.table.figures)
    assert table is not None
    for number in range(table.childCount()):
        child = table.child(number)
        if child is not None and child.role() == R.Cell:
            item = child.tableCellInterface()
            if (item.rowIndex(), item.columnIndex()) == (index.row(), index.column()):
                return child.text(QAccessible.Text.Name)
    raise AssertionError(f"{cell} is not in the tree")


@pytest.mark.parametrize(
    ("items", "period", "said"),
    [
        ("", "2020", ["Immigrant stock (foreign-born)", "2020", "100", "The source is missing"]),
        ("SEX=F", "2020", ["Immigrant stock (foreign-born)", "Female", "2020", "60"]),
        ("", "2021", ["2021", "200", "note: Counted in May"]),
        ("", "2022", ["2022", "about 7", "cannot be read as a number"]),
        ("", "2023", ["2023", "300", "Provisional value"]),
        ("", "2024", ["2024", "empty"]),
    ],
)
def test_a_cell_says_indicator_items_period_value_status_and_findings(
    page: ModulePage, window: MainWindow, items: str, period: str, said: list[str]
) -> None:
    with_more(window)
    whole = cell_of(window, page, Cell(STOCK, items, period))
    at = [whole.find(part) for part in said]
    assert -1 not in at, whole
    assert at == sorted(at), whole


def test_a_cell_says_what_the_rules_find(page: ModulePage, window: MainWindow) -> None:
    finding = next(f for f in settled(window.session).findings if f.rule == "SUM-IMM-SEX")
    whole = cell_of(window, page, Cell(finding.indicator, finding.items, finding.period))
    assert "does not equal" in whole or "add up" in whole or "women" in whole.lower(), whole


def test_a_label_says_its_level_and_whether_it_is_open(page: ModulePage, window: MainWindow) -> None:
    def said() -> list[str]:
        return [node.name for node in tree(page.table.labels) if node.role == R.Cell]

    row = page.grid.reveal(Cell(STOCK, "", "2020")).row()
    was_open = page.grid.rows[row].is_open
    state = {True: "open", False: "closed"}
    title = "Immigrant stock (foreign-born), persons, "
    assert title + state[was_open] in said()
    page.grid.toggle(row)
    assert title + state[not was_open] in said()
    page.grid.reveal(Cell(STOCK, "SEX=F", "2020"))
    assert any(text.startswith("Female") and "level 1" in text for text in said()), said()


def test_heads_have_names(page: ModulePage) -> None:
    heads = [node.name for node in tree(page.table.figures) if node.role == R.ColumnHeader]
    assert heads == ["Indicator", *(str(year) for year in range(2018, 2025))]


def test_lists_and_heads_have_words(window: MainWindow) -> None:
    with_more(window)
    for page in ("findings", "rules", "sources"):
        window.go(Place(page))
        items = [node for node in tree(window) if node.role in (R.ListItem, R.ColumnHeader) and node.is_focusable]
        assert items
        assert [node for node in items if not node.name.strip()] == []


def test_states_are_told(page: ModulePage, window: MainWindow, press: Callable[..., None]) -> None:
    def state(name: str) -> Node:
        return next(node for node in controls(window) if node.name == name)

    assert state("Indicators").is_checked and not state("Narrative").is_checked
    assert not state("Undo").is_enabled
    assert state("Inspector").is_checked
    press("7", Qt.Key.Key_Return)
    assert next(node for node in controls(window) if node.name.startswith("Undo")).is_enabled
    page.set_filter("empty")
    assert state("Empty").is_checked


def test_a_mark_beside_words_says_its_word(window: MainWindow, qtbot: QtBot) -> None:
    with_more(window)
    window.go(Place("overview"))
    qtbot.waitUntil(lambda: {"error", "warning"} <= {node.name for node in tree(window) if node.role == R.Graphic})
