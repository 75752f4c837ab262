"""Owns what the table asks before it stores:
a number that can be read in two ways, a block that is about to be pasted.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox

from desktop.domain.number import shown
from desktop.language import _, plural
from desktop.ui.common.messages import Bar
from desktop.ui.grid import clipboard, commands, keys, pasting
from desktop.ui.grid.view import FiguresTable
from desktop.ui.window import Window


class Asking(QObject):
    """Copies, pastes and asks for one table; every question stands in the bar above it."""

    def __init__(self, window: Window, table: FiguresTable, bar: Bar):
        super().__init__(table)
        self.window_, self.table, self.bar = window, table, bar
        self.grid, self.session = table.grid, table.grid.session

    def ask(self, question: commands.Question) -> None:
        """A number that can be read in two ways: nothing is stored until a button is pressed."""
        text = _("“{text}” can be read in two ways. Nothing is stored yet.").format(text=question.text)
        if question.text.strip() in ("-", "–", "—", "\u2212"):
            text = _("What does the dash mean? Nothing is stored yet.")
        self.bar.ask(
            text, [(commands.reading_word(self.session, r), self._answer(question, r)) for r in question.readings]
        )
        self._focus_bar()

    def _answer(self, question: commands.Question, reading: str) -> Callable[[], None]:
        def choose() -> None:
            if commands.answer(self.session, question, reading):
                self.table.figures.setFocus(Qt.FocusReason.OtherFocusReason)

        return choose

    def _focus_bar(self) -> None:
        if self.bar.buttons:
            self.bar.buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)

    # Clipboard

    def copy(self) -> None:
        block = self.table.figures.selected_places()
        QGuiApplication.clipboard().setMimeData(clipboard.copied(self.grid, block))

    def cut(self) -> None:
        self.copy()
        keys.clear(self.table.figures)

    def paste(self) -> None:
        """One cell is stored at once; a block says first what it would do."""
        data = QGuiApplication.clipboard().mimeData()
        figures = self.table.figures
        places = [place for line in figures.selected_places() for place in line]
        row, column = figures.selected_start()
        own = clipboard.own_block(data)
        if own is not None:
            self._show(pasting.plan_own(self.grid, own, row, column), at_once=sum(map(len, own)) == 1)
            return
        rows = clipboard.text_block(data.text())
        if len(rows) == 1 and len(rows[0]) == 1:
            if len(places) == 1 and places[0] is not None:
                commands.enter(self.grid, places[0], rows[0][0])
                return
            block = figures.selected_places()
            rows = [[rows[0][0]] * len(line) for line in block]
        if rows:
            self._plan(rows, row, column)

    def _plan(self, rows: list[list[str]], row: int, column: int) -> None:
        plan = pasting.plan_texts(self.grid, rows, row, column)
        if len(plan.forms) == 1:
            self._show(plan, at_once=False)
            return
        for_all = QCheckBox(_("for all"))
        for_all.setChecked(True)
        for_all.setEnabled(False)
        form = self.session.profile.settings.numbers
        buttons = [
            (shown(reading, form), self._plan_as(rows, row, column, name))
            for name, reading in zip(plan.forms, plan.example[1:], strict=False)
        ]
        self.bar.ask(pasting.question(plan), buttons, extra=for_all)
        self._focus_bar()

    def _plan_as(self, rows: list[list[str]], row: int, column: int, form: str) -> Callable[[], None]:
        def choose() -> None:
            self._show(pasting.plan_texts(self.grid, rows, row, column, form), at_once=False)

        return choose

    def _show(self, plan: pasting.Plan, *, at_once: bool) -> None:
        """What a paste would do; it is done when the button is pressed."""
        if not plan.edits:
            self.window_.say(plan.words)
        elif at_once:
            self._store(plan)
        else:
            self.bar.ask(plan.words, [(_("Paste"), lambda: self._store(plan)), (_("Cancel"), self._back)], closes=False)
            self._focus_bar()

    def _store(self, plan: pasting.Plan) -> None:
        text = plural("Paste {n} figure", "Paste {n} figures", len(plan.edits))
        if commands.store(self.session, plan.edits, text, "pasted"):
            self.window_.say(plan.words, self.session.stack.undo)
        self._back()

    def _back(self) -> None:
        self.table.figures.setFocus(Qt.FocusReason.OtherFocusReason)
