"""Owns what is asked of a sheet, below it: each question with its place, what can be answered, and what the program would take."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.language import _
from desktop.services.foreign.mapping import Field
from desktop.services.foreign.plan import Question
from desktop.services.profile import OpenProfile
from desktop.ui.common.buttons import Button
from desktop.ui.common.theme import px, theme
from desktop.ui.common.widgets import Combo, Label, Picture, line
from desktop.ui.importing.sheet.words import answer_words

HIGHEST = 118
"""Height of the list; more questions are scrolled to."""


class QuestionList(QWidget):
    """`answered` carries the field of the mapping and the answer; `pointed` the row and column that a question is about."""

    answered = Signal(object, str)
    pointed = Signal(int, int)

    def __init__(self, profile: OpenProfile):
        super().__init__()
        self._profile = profile
        self.combos: dict[Field, Combo] = {}
        self.agrees: dict[Field, Button] = {}
        self._rows = QVBoxLayout()
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(0)
        content = QWidget()
        content.setObjectName("page")
        content.setLayout(self._rows)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidget(content)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._area)
        theme().changed.connect(self.restyle)

    def restyle(self) -> None:
        number = min(len(self.combos), 3)
        self.setFixedHeight(min(px(HIGHEST), number * px(39)))
        self.setVisible(bool(number))

    def show_questions(self, questions: Sequence[Question], codes: Callable[[int], str]) -> None:
        """The questions that are open; `codes`: number of a table → the indicator it is read for."""
        self.combos, self.agrees = {}, {}
        while (item := self._rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for question in questions:
            self._rows.addWidget(self._row(question, codes(question.field.table)))
            self._rows.addWidget(line())
        self._rows.addStretch(1)
        self.restyle()

    def _row(self, question: Question, code: str) -> QWidget:
        row = QWidget()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(px(16), px(3), px(14), px(3))
        layout.setSpacing(px(10))
        words = Label(question.message.text(_))
        combo = Combo(small=True, name=question.message.text(_))
        combo.setMinimumContentsLength(18)
        for choice in question.choices:
            combo.addItem(answer_words(self._profile, choice.answer, code), choice.answer)
        combo.setCurrentIndex(max(combo.findData(question.choice), 0))
        place = Button(question.area.name, kind="link", tip=_("Show the cell"))
        place.clicked.connect(lambda: self.pointed.emit(question.area.top, question.area.left))
        agree = Button(_("Agree"), kind="link")
        agree.setAccessibleName(_("Agree: {answer}").format(answer=combo.currentText()))
        agree.clicked.connect(lambda: self.answered.emit(question.field, str(combo.currentData())))
        combo.activated.connect(lambda _at: self.answered.emit(question.field, str(combo.currentData())))
        layout.addWidget(Picture(mark="doubtful", size=13))
        layout.addWidget(words, 1)
        layout.addWidget(combo)
        layout.addWidget(place)
        layout.addWidget(agree)
        self.combos[question.field], self.agrees[question.field] = combo, agree
        return row
