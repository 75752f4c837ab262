"""Owns the bar that finds in a table and, with a second row, replaces: what, where, how many, forward and back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from desktop.domain.address import Cell
from desktop.language import _, plural
from desktop.ui.common.band import Band
from desktop.ui.common.buttons import Button
from desktop.ui.common.theme import px, theme
from desktop.ui.common.waiting import waiting
from desktop.ui.common.widgets import Combo, Label, Picture, columns
from desktop.ui.grid.finding import searching
from desktop.ui.grid.finding.searching import Found
from desktop.ui.grid.view import FiguresTable
from desktop.ui.window import Window

HEIGHT = 38
PAUSE = 120
"""Milliseconds after the last sign before a large module is searched."""


class Field(QLineEdit):
    """A line that hands Enter, Shift+Enter and Escape to its bar; an empty find is never marked as wrong."""

    entered = Signal(int)
    """With 1 forward, -1 back."""
    left = Signal()

    def __init__(self, name: str):
        super().__init__()
        self.setPlaceholderText(name)
        self.setAccessibleName(name)

    def show_wrong(self, wrong: bool) -> None:
        """A red edge where nothing was found."""
        ring = "error" if wrong else ""
        if self.property("ring") != ring:
            self.setProperty("ring", ring)
            self.style().unpolish(self)
            self.style().polish(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class FindBar(Band):
    """`went` carries the `Found` to go to; `codes` gives the indicators to search, in the order of the table."""

    went = Signal(object)
    closed = Signal()

    def __init__(self, window: Window, table: FiguresTable, codes: Callable[[], list[str]]):
        super().__init__()
        self._window, self._table, self._codes = window, table, codes
        self._session = table.grid.session
        self.found: list[Found] = []
        self.at = -1
        """Which of `found` the cursor is on; -1 for none."""
        self._is_stale, self._origin = True, Cell("", "", "")
        self._build()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._search_on)
        self._session.recorded.connect(self._went_stale)
        table.grid.modelReset.connect(self._went_stale)
        theme().changed.connect(self.restyle)
        self.restyle()
        self.hide()

    def _build(self) -> None:
        self.field, self.by = Field(_("Find")), Field(_("Replace with"))
        self.where = Combo(small=True, name=_("Where to find"))
        for name, word in searching.PARTS:
            self.where.addItem(_(word), name)
        self.count = Label("", size=12, tone="text2")
        self.count.setAccessibleName(_("Found"))
        self.previous = Button("", kind="flat", icon="chevron-up", tip=_("Find previous") + " (Shift+F3)")
        self.next = Button("", kind="flat", icon="chevron-down", tip=_("Find next") + " (F3)")
        self.cross = Button("", kind="flat", icon="x", tip=_("Close"))
        self.one, self.all = Button(_("Replace"), small=True), Button(_("Replace all"), small=True)
        self.told = Label("", size=12, tone="text2")
        top, self.below = QWidget(), QWidget()
        top.setLayout(
            columns(
                Picture(icon="search", size=16), self.field, self.where, self.previous, self.next, self.count, -1, self.cross,
                margins=(16, 0, 8, 0), gap=6,
            )
        )  # fmt: skip
        self.told.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)  # it may be long
        below = columns(Picture(icon="replace", size=16), self.by, self.one, self.all, margins=(16, 0, 16, 0), gap=6)
        below.addWidget(self.told, 1)
        self.below.setLayout(below)
        self._rows = (top, self.below)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(top)
        layout.addWidget(self.below)
        self.field.textEdited.connect(lambda: self._soon.start(PAUSE))
        self.field.entered.connect(self.step)
        self.by.entered.connect(lambda _way: self.replace_one())
        for field in (self.field, self.by):
            field.left.connect(self.leave)
        self.where.activated.connect(self._search_on)
        self.previous.clicked.connect(lambda: self.step(-1))
        self.next.clicked.connect(lambda: self.step(1))
        self.one.clicked.connect(self.replace_one)
        self.all.clicked.connect(self.replace_all)
        self.cross.clicked.connect(self.leave)

    def restyle(self) -> None:
        for row in self._rows:
            row.setFixedHeight(px(HEIGHT))
        for field in (self.field, self.by):
            field.setFixedWidth(px(190))
        self.where.setFixedWidth(px(112))

    @property
    def part(self) -> str:
        return str(self.where.currentData())

    def open(self, *, replacing: bool) -> None:
        """Show the bar and take the keys; the last text is there to be found again."""
        self.below.setVisible(replacing and self._session.is_writable)
        self._tell("")
        place = self._table.figures.place
        self._origin = place.cell if place else self._origin
        self._is_stale = True
        self.show()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()
        if self.field.text().strip():
            self._search()
            self._show_count()

    def stop(self) -> None:
        """Forget what waits to be searched: the page is about to go away."""
        self._soon.stop()

    def leave(self) -> None:
        """Close; the cursor stays where it found something."""
        self.stop()
        self.hide()
        self.closed.emit()

    def step(self, way: int) -> None:
        """To the next place, round and round; Enter and F3."""
        if self._soon.isActive():
            self._soon.stop()
            self._search_on()
            return
        self._search_again()
        if not self.found:
            self._show_count()
            return
        place = self._table.figures.place
        here = self._key(Found(place.cell, place.source, "")) if place else self._key(Found(self._origin, None, ""))
        if 0 <= self.at < len(self.found) and self.found[self.at].cell == (place.cell if place else None):
            self.at = (self.at + way) % len(self.found)
        elif way > 0:
            self.at = next((i for i, it in enumerate(self.found) if self._key(it) > here), 0)
        else:
            self.at = next((i for i in reversed(range(len(self.found))) if self._key(self.found[i]) < here), -1)
            self.at %= len(self.found)
        self._go()

    def _key(self, it: Found) -> tuple[object, ...]:
        return *self._order(it.cell), it.source or ""

    @waiting()
    def _search(self, most: int = searching.MOST_FOUND) -> None:
        codes = self._codes()
        place = self._table.figures.place
        period = place.cell.period if place else self._table.grid.columns[-1].period
        self._order = searching.order_of(self._session, codes)
        self.found = searching.find(self._table.grid, codes, self.field.text(), self.part, period, most=most)
        self.at = -1
        self._is_stale = False

    def _search_again(self) -> None:
        """Once more, if the table or a figure changed since; where the cursor is stays where one is."""
        if self._is_stale:
            self._search()
            place = self._table.figures.place
            here = place.cell if place else None
            self.at = next((i for i, it in enumerate(self.found) if it.cell == here), -1)

    def _search_on(self) -> None:
        """Another text or another part: to the first place from where the search began."""
        self._search()
        self._tell("")
        if self.found:
            here = self._order(self._origin)
            self.at = next((i for i, it in enumerate(self.found) if self._order(it.cell) >= here), 0)
            self._go()
        self._show_count()

    def _go(self) -> None:
        self.went.emit(self.found[self.at])
        self._show_count()

    def _show_count(self) -> None:
        total = len(self.found)
        text = self.field.text().strip()
        self.field.show_wrong(bool(text) and not total)
        if not text:
            self.count.setText("")
        elif not total:
            self.count.setText(_("Nothing found"))
        elif self.at < 0:
            self.count.setText(plural("{n} found", "{n} found", total))
        elif total >= searching.MOST_FOUND:
            self.count.setText(_("{n} of many").format(n=self.at + 1))
        else:
            self.count.setText(_("{n} of {total}").format(n=self.at + 1, total=total))
        replaced = total > 0 and self.part in ("all", *searching.REPLACED)
        self.one.setEnabled(replaced)
        self.all.setEnabled(replaced)
        if self.part in ("label", "source"):
            self._tell(_("Labels and sources are not replaced here."))

    def _tell(self, text: str) -> None:
        self.told.setText(text)
        self.told.setToolTip(text)

    def _went_stale(self) -> None:
        self._is_stale = True

    def replace_one(self) -> None:
        """Replace where the cursor is, and go to the next place."""
        if self._soon.isActive():
            self.step(1)
            return
        self._search_again()
        if self.at < 0:
            self.step(1)
            return
        here = self.found[self.at]
        plan = searching.replace(self._session, [here], self.field.text(), self.by.text(), self.part)
        stored = bool(plan.edits) and searching.store(self._session, plan)
        self._tell("" if stored else self._left(plan))
        self._origin = here.cell
        self._search()
        following = (i for i, it in enumerate(self.found) if self._key(it) > self._key(here))
        self.at = next(following, 0 if self.found else -1)
        if self.at >= 0:
            self._go()
        self._show_count()

    def replace_all(self) -> None:
        """Replace everywhere as one step, and say how many were left and why."""
        self._soon.stop()
        self._search(searching.EVERYWHERE)
        plan = searching.replace(self._session, self.found, self.field.text(), self.by.text(), self.part)
        done = len(plan.edits)
        if done and searching.store(self._session, plan):
            told = plural("{n} figure replaced", "{n} figures replaced", done)
            left = f"{told}; {plan.left_words}." if plan.left else f"{told}."
            self._window.say(left, self._session.stack.undo)
            self._tell(left)
        else:
            self._tell(self._left(plan))
        self._search()
        self._show_count()
        if not self.found:  # that is what was wanted
            self.field.show_wrong(False)
            self.count.setText("")

    @staticmethod
    def _left(plan: searching.Replacing) -> str:
        return _("Nothing is replaced: {why}.").format(why=plan.left_words) if plan.left else _("Nothing to replace.")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)
