"""Owns the step in which a person says what is what on a sheet of another office."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QBrush, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from desktop.language import _, plural
from desktop.services.foreign.conversation import Conversation
from desktop.services.foreign.mapping import Field
from desktop.services.foreign.plan import DOUBTFUL, LEFT, REFUSED
from desktop.services.foreign.showing import TAKEN, YEARS, SheetView, sheet_counts
from desktop.ui.common import tasks
from desktop.ui.common.buttons import Button
from desktop.ui.common.theme import colour, px, theme
from desktop.ui.common.widgets import Chip, Combo, Label, columns, line, rows
from desktop.ui.importing.sheet.panel import MappingPanel
from desktop.ui.importing.sheet.questions import QuestionList
from desktop.ui.importing.sheet.table import GROUNDS, SheetModel, SheetTable
from desktop.ui.session import ProfileSession


class SheetMapping(QWidget):
    """`asked` says that the changes are to be shown, `left` that the file is left."""

    asked = Signal()
    left = Signal()

    def __init__(self, session: ProfileSession):
        super().__init__()
        self.conversation: Conversation | None = None
        self.model = SheetModel(self)
        self.table = SheetTable(self.model)
        self.panel = MappingPanel(session)
        self.questions = QuestionList(session.profile)
        self.sheets = Combo(small=True, name=_("Sheet"))
        self.sheets.setMinimumContentsLength(16)
        self.heading = Label("", weight=600)
        self.chips = {TAKEN: Chip(tone="ok", mark="new"), DOUBTFUL: Chip(tone="warning", mark="doubtful"),
                      REFUSED: Chip(tone="error", mark="refused"), LEFT: Chip(tone="muted")}  # fmt: skip
        self.show_changes = Button(_("Show the changes"), kind="primary")
        self._build()
        self.sheets.activated.connect(lambda _at: self._show_sheet(str(self.sheets.currentData())))
        self.table.selectionModel().currentChanged.connect(lambda *_: self._show_table())
        self.questions.answered.connect(self.settle)
        self.questions.pointed.connect(self.table.show_place)
        self.panel.answered.connect(self.settle)
        self.panel.left_out.connect(self.leave_others_out)
        self.show_changes.clicked.connect(self.asked)
        self._number = -1

    def _build(self) -> None:
        leave = Button(_("Back"))
        leave.clicked.connect(self.left)
        legend = QHBoxLayout()
        legend.setSpacing(px(14))
        for name, text in (
            ("title", _("title")), ("header", _("headings")), ("items", _("countries, items")),
            (TAKEN, _("will be read")), (YEARS, _("outside the years")),
        ):  # fmt: skip
            legend.addLayout(columns(_Swatch(name), Label(text, size=12, tone="text2"), gap=6))
        legend.addStretch(1)
        legend.addWidget(Label(_("Sheet"), size=12, tone="text2"))
        legend.addWidget(self.sheets)
        top = columns(margins=(16, 8, 14, 8))
        top.addLayout(legend)
        foot = columns(
            self.heading, 6, *self.chips.values(), -1, leave, self.show_changes, margins=(16, 9, 14, 9), gap=8
        )
        layout = rows(top, line(), self.table, line(), foot, self.questions)
        layout.setStretch(2, 1)
        self.setLayout(layout)

    def show_conversation(self, conversation: Conversation) -> None:
        """A file was read for the first time."""
        self.conversation = conversation
        self.panel.show_file(conversation)
        self.sheets.clear()
        counts = {sheet.name: sheet_counts(conversation.plan, sheet.name) for sheet in conversation.book.sheets}
        for name in counts:
            self.sheets.addItem(name, name)
        with_tables = [name for name in counts if conversation.tables_of(name)]
        needed = [name for name in with_tables if any(counts[name][fate] for fate in (TAKEN, DOUBTFUL, REFUSED))]
        chosen = next(iter((*needed, *with_tables, *counts)), "")
        self.sheets.setCurrentIndex(self.sheets.findData(chosen))
        self._show_sheet(chosen)

    def _show_sheet(self, name: str, *, stay: bool = False) -> None:
        conversation = self.conversation
        assert conversation is not None
        sheet = conversation.book.sheet(name)
        if sheet is None:
            return
        index = self.table.currentIndex()
        at = self.model.view.lines[index.row()].row if stay and self.model.view and index.isValid() else -1
        column = index.column()
        self.model.show(SheetView(sheet, conversation.plan))
        self.table.fit()
        if at >= 0:
            self.table.show_place(at, column)
        else:
            self.table.show_figures()
        self._tell(name)
        self._number = -2
        self._show_table()

    def _tell(self, name: str) -> None:
        conversation = self.conversation
        assert conversation is not None
        counts = sheet_counts(conversation.plan, name)
        self.heading.setText(plural("{n} number on this sheet", "{n} numbers on this sheet", sum(counts.values())))
        words = {
            TAKEN: plural("{n} will be read", "{n} will be read", counts[TAKEN]),
            DOUBTFUL: plural("{n} doubtful", "{n} doubtful", counts[DOUBTFUL]),
            REFUSED: plural("{n} refused", "{n} refused", counts[REFUSED]),
            LEFT: plural("{n} not for this profile", "{n} not for this profile", counts[LEFT]),
        }
        for fate, chip in self.chips.items():
            chip.show_text(words[fate])
            chip.setVisible(bool(counts[fate]))
        open_fields = conversation.open_fields
        asked = [question for question in conversation.plan.questions if question.field in open_fields]
        here = [question for question in asked if question.area.sheet == name]
        mapping = conversation.plan.mapping
        self.questions.show_questions(here, lambda number: mapping.tables[number].indicator)
        self.show_changes.setEnabled(not asked)
        more = len(asked) - len(here)
        tip = (
            plural("{n} question is open on another sheet.", "{n} questions are open on other sheets.", more)
            if more
            else ""
        )
        self.show_changes.setToolTip(tip or (_("Answer the questions below first.") if asked else ""))

    def _show_table(self) -> None:
        """The table in which the cursor stands, else the first of the sheet."""
        conversation, view = self.conversation, self.model.view
        if conversation is None or view is None:
            return
        tables = conversation.tables_of(view.sheet.name)
        index = self.table.currentIndex()
        row = view.lines[index.row()].row if index.isValid() and index.row() < len(view.lines) else 0
        column = index.column()
        number = next(
            (n for n, it in tables if it.top <= row <= it.bottom and it.left <= column <= it.right),
            tables[0][0] if tables else -1,
        )
        if number != self._number:
            self._number = number
            self.panel.show_table(conversation, number)

    def settle(self, field: Field, answer: str) -> None:
        """Something was answered, beside the sheet or below it: the file is read anew with it."""
        if self.conversation is not None:
            self.conversation.settle(field, answer)
            self._read_again()

    def leave_others_out(self) -> None:
        """Only the table in view is of interest."""
        conversation = self.conversation
        if conversation is not None and self._number >= 0:
            others = [number for number, part in enumerate(conversation.plan.mapping.tables) if number != self._number]
            conversation.leave_out([number for number in others if not conversation.plan.mapping.tables[number].leave])
            self._read_again()

    def _read_again(self) -> None:
        conversation = self.conversation
        assert conversation is not None
        self.setEnabled(False)
        self.panel.setEnabled(False)
        task = tasks.Task(lambda _steps: conversation.read(), self)
        task.done.connect(lambda _plan: self._was_read())
        task.failed.connect(lambda _error: self._was_read())
        task.start()

    def _was_read(self) -> None:
        self.setEnabled(True)
        self.panel.setEnabled(True)
        view = self.model.view
        if view is not None:
            self._show_sheet(view.sheet.name, stay=True)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)


class _Swatch(QWidget):
    """The colour of an area, for the legend."""

    def __init__(self, name: str):
        super().__init__()
        self._name = name
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        return QSize(px(14), px(14))

    def paintEvent(self, _: QPaintEvent) -> None:
        painter = QPainter(self)
        box = self.rect().adjusted(0, 0, -1, -1)
        painter.fillRect(box, colour(GROUNDS.get(self._name, "page")))
        if self._name == YEARS:
            painter.fillRect(box, QBrush(colour("muted"), Qt.BrushStyle.BDiagPattern))
        painter.setPen(QPen(colour("line2"), 1))
        painter.drawRect(box)
        painter.end()
