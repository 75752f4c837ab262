"""Owns what the table asks before it stores: a number that can be read in two ways, a block that is not plain."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from PySide6.QtCore import QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication

from desktop.domain.entry import LONE_DASHES
from desktop.domain.number import shown
from desktop.language import _
from desktop.services.recognising.numbers import COMMA, POINT, Doubt
from desktop.ui.common.choosing import CheckBox
from desktop.ui.common.messages import Bar
from desktop.ui.grid import commands, keys
from desktop.ui.grid.paste import clipboard, pasting
from desktop.ui.grid.paste.panel import PastePanel
from desktop.ui.grid.paste.pasting import Choices, Plan
from desktop.ui.grid.paste.sheet import Sheet
from desktop.ui.grid.paste.words import title
from desktop.ui.grid.view import FiguresTable
from desktop.ui.window import Window

T = TypeVar("T")


class Asking(QObject):
    """Copies, pastes and asks for one table; a question stands in the bar above it, a block in the preview."""

    widened = Signal()
    """Figures were stored by name: there may be items and years that the table does not show yet."""

    def __init__(self, window: Window, table: FiguresTable, bar: Bar):
        super().__init__(table)
        self.window_, self.table, self.bar = window, table, bar
        self.grid, self.session = table.grid, table.grid.session
        self.panel = PastePanel(self.session)
        self.panel.agreed.connect(self._agree)
        self.panel.cancelled.connect(self.leave)
        self.panel.settled.connect(self._plan)
        self.bar.closed.connect(self._closed)
        self._start = QPersistentModelIndex()
        self._block: Sheet | clipboard.Copied = Sheet([])
        self._choices = Choices()
        self._last: clipboard.LastCopy | None = None
        self._question: commands.Question | None = None
        self._for_all = True

    def ask(self, question: commands.Question) -> None:
        """A number that can be read in two ways: nothing is stored until a button is pressed."""
        self.settle()
        where = commands.name_of(self.session, question.place.cell)
        text = _("“{text}” can be read in two ways. Nothing is stored yet.").format(text=question.text)
        if question.text.strip() in LONE_DASHES:
            text = _("What does the dash mean? Nothing is stored yet.")
        self._question = question
        answers = [(commands.reading_word(self.session, r), self._answer(question, r)) for r in question.readings]
        self.bar.ask(f"{where}: {text}", answers, goes_on=self._go_on)
        self._focus_bar()

    def _closed(self) -> None:
        self._question = None

    def settle(self) -> None:
        """A question that nobody answered: the text stays in its cell as it was typed, to be seen and settled later."""
        question, self._question = self._question, None
        if question is not None:
            self.bar.settle()
            commands.keep_as_text(self.session, question)

    def _go_on(self, text: str) -> None:
        """Who types without looking goes on: the text in doubt stays as it is, and the next one goes into the next cell."""
        self.settle()
        self.table.figures.go_on_with(text)

    def _answer(self, question: commands.Question, reading: str) -> Callable[[], None]:
        def choose() -> None:
            self._question = None
            if commands.answer(self.session, question, reading):
                self._back()

        return choose

    def _focus_bar(self) -> None:
        if self.bar.buttons:
            self.bar.buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)

    # Clipboard

    def copy(self) -> None:
        block = self.table.figures.selected_places()
        data, self._last = clipboard.copied(self.grid, block)
        QGuiApplication.clipboard().setMimeData(data)

    def cut(self) -> None:
        self.copy()
        keys.clear(self.table.figures)

    def paste(self) -> None:
        """A plain block is stored at once; any other says first what it would do."""
        self.leave()
        if not self.session.is_writable:
            self.window_.say(_("This profile is open to read only."))
            return
        data = QGuiApplication.clipboard().mimeData()
        self._start = QPersistentModelIndex(self.grid.index(*self.table.figures.selected_start()))
        selected = self.table.figures.selected_places()
        own = clipboard.own_block(data)
        if own is not None:
            self._block = _repeated(own, len(selected), len(selected[0]))
        else:
            sheet = clipboard.sheet_block(data)
            if len(sheet.rows) == 1 and sheet.width == 1 and len(selected) == len(selected[0]) == 1:
                self._paste_cell(sheet)
                return
            if not sheet.rows:
                self.window_.say(_("Nothing to paste"))
                return
            self._block = sheet._replace(rows=_repeated(sheet.rows, len(selected), len(selected[0])))
        self._plan(Choices())

    def _paste_cell(self, sheet: Sheet) -> None:
        """One text into one cell is as if it were typed; the number of the sheet settles how it is read."""
        place = self.table.figures.place
        if place is None:
            return
        cell = sheet.rows[0][0]
        if (cell.exact or sheet.decimal) and not commands.refusal(self.session, place):
            self._block = sheet
            self._plan(Choices())
        else:
            commands.enter(self.grid, place, cell.text.strip())

    def _planned(self) -> Plan:
        row, column = self._start.row(), self._start.column()
        if not isinstance(self._block, Sheet):
            return pasting.plan_own(self.grid, self._block, row, column)
        last = self._last
        if last is None or not last.says_more or not last.is_same(self._block):
            return pasting.plan_sheet(self.grid, self._block, row, column, self._choices)
        plan = (
            pasting.plan_own(self.grid, last.figures, row, column)
            if self._choices.as_copied
            else pasting.plan_sheet(self.grid, self._block, row, column, self._choices)
        )
        plan.came_back = True
        return plan

    def _plan(self, choices: Choices) -> None:
        """Ask, store, or show the preview."""
        self._choices = choices
        if not self._start.isValid():
            self.leave()
            return
        plan = self._planned()
        if plan.doubt is not None:
            self._ask_how(plan.doubt)
        elif plan.is_plain:
            self._store(plan)
        else:
            was_shown = not self.panel.isHidden()
            self.panel.show_plan(plan, choices)
            if not was_shown:
                self.panel.focus()

    def _ask_how(self, doubt: Doubt) -> None:
        """One number of the block with both readings; the answer holds for all of them, or for this one."""
        self._for_all = True
        for_all = CheckBox(_("for all"))
        for_all.setChecked(True)
        for_all.toggled.connect(self._hold_for_all)
        form = self.session.profile.settings.numbers
        buttons = [
            (shown(reading, form), self._reading_as(doubt.text, name))
            for name, reading in zip((POINT, COMMA), doubt.readings, strict=True)
        ]
        self.bar.ask(
            _("“{text}” can be read in two ways. Nothing is stored yet.").format(text=doubt.text),
            buttons,
            extra=for_all,
        )
        self._focus_bar()

    def _hold_for_all(self, chosen: bool) -> None:
        self._for_all = chosen

    def _reading_as(self, text: str, form: str) -> Callable[[], None]:
        def choose() -> None:
            if self._for_all:
                self._plan(replace(self._choices, form=form))
            else:
                self._plan(replace(self._choices, forms={**self._choices.forms, text: form}))

        return choose

    def _agree(self) -> None:
        """Store what the preview shows, planned once more: figures may have changed below it."""
        if self._start.isValid():
            self._store(self._planned())

    def _store(self, plan: Plan) -> None:
        if not plan.edits:
            self.window_.say(plan.words)
        elif commands.store(self.session, plan.edits, title(plan), "pasted"):
            self.window_.say(plan.words, self.session.stack.undo)
            if plan.layout.named or plan.layout.periods:
                self.widened.emit()
        self.leave()
        self._back()

    def leave(self) -> None:
        """Put the preview away; what was to be pasted is left."""
        if not self.panel.isHidden():
            self.panel.put_away()
            self._back()

    def _back(self) -> None:
        self.table.figures.setFocus(Qt.FocusReason.OtherFocusReason)


def _repeated(block: list[list[T]], height: int, width: int) -> list[list[T]]:
    """The block as often as it fits exactly into the selection, as spreadsheets do; once where it does not."""
    tall, wide = len(block), len(block[0]) if block else 0
    if not (tall and wide) or height % tall or width % wide:
        return block
    return [line * (width // wide) for line in block] * (height // tall)
