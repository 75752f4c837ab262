"""Owns how one table of a sheet is read, beside it: indicator, source, what each column is for; whether the mapping is kept."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCompleter, QGridLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from desktop.language import _
from desktop.services.foreign.conversation import Conversation
from desktop.services.foreign.mapping import LEAVE, Field, TableMap
from desktop.ui.common import words
from desktop.ui.common.buttons import Button
from desktop.ui.common.choosing import CheckBox
from desktop.ui.common.theme import px
from desktop.ui.common.widgets import Combo, Label, Picture, let_scroll, line
from desktop.ui.importing.sheet.words import answer_words, role_answers
from desktop.ui.session import ProfileSession


class MappingPanel(QWidget):
    """`answered` carries a field of the mapping and what was said of it."""

    answered = Signal(object, str)
    left_out = Signal()
    """Every other table shall be left out."""

    def __init__(self, session: ProfileSession):
        super().__init__()
        self._session = session
        self._conversation: Conversation | None = None
        self.indicator, self.source = Combo(self), Combo(self)
        self.indicator.hide()
        self.source.hide()
        self.roles: dict[str, Combo] = {}
        self.keep = CheckBox(_("Keep this mapping for the next edition"))
        self.keep.setChecked(True)
        self.name = QLineEdit()
        self.name.setAccessibleName(_("Name of the mapping"))
        self.name.setPlaceholderText(_("Name of the mapping"))
        self.keep.toggled.connect(self.name.setEnabled)
        self._lines = QGridLayout()
        self._lines.setHorizontalSpacing(px(8))
        self._lines.setVerticalSpacing(px(5))
        self._lines.setColumnStretch(1, 1)
        self.others = Button(_("Leave all other tables out"), small=True)
        self.others.clicked.connect(self.left_out)
        content = QWidget()
        content.setObjectName("panel")
        layout = QVBoxLayout(content)
        layout.setContentsMargins(px(14), px(12), px(12), px(12))
        layout.setSpacing(px(8))
        layout.addWidget(Label(_("How the sheet is read"), weight=600))
        layout.addWidget(Label(_("Proposed by the program; yours to correct"), size=12, tone="text2", wrap=True))
        layout.addLayout(self._lines)
        layout.addWidget(self.others, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(line())
        layout.addWidget(self.keep)
        layout.addWidget(self.name)
        layout.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        let_scroll(area, _("How the sheet is read"))
        area.setWidget(content)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(area)

    def show_file(self, conversation: Conversation) -> None:
        """A file was read for the first time: the mapping is named after it, or as the one that fits is named."""
        self.name.setText(conversation.name or conversation.file.stem.replace("_", " ").strip()[:60])

    def show_table(self, conversation: Conversation, number: int) -> None:
        """The table that is read by a part of the mapping; none for a number below 0."""
        self._conversation = conversation
        self.roles = {}
        while (item := self._lines.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        tables = conversation.plan.mapping.tables
        self.others.setVisible(sum(not part.leave for part in tables) > 1 and number >= 0)
        if number < 0:
            self._say(0, _("There is no table of figures on this sheet."))
            return
        part = tables[number]
        row = self._figures(number, part)
        if part.leave:
            self._say(row, _("This table is left out."))
            return
        row = self._source(row, number, part)
        for column in part.columns:
            row = self._column(row, number, part, column.heading)

    def _say(self, row: int, text: str) -> None:
        self._lines.addWidget(Label(text, size=12, tone="text2", wrap=True), row, 0, 1, 3)

    def _figures(self, number: int, part: TableMap) -> int:
        """Which indicator the figures are of: all of the profile, found by letters of their titles."""
        catalogue = self._session.profile.catalogue
        field = Field(number, "indicator")
        self.indicator = _searched(Combo(name=_("Figures")))
        self.indicator.addItem(_("leave this table out"), LEAVE)
        self.indicator.addItem(_("as the words say"), "*")
        for code in self._session.profile.settings.modules:
            for indicator in catalogue.by_module[code]:
                self.indicator.addItem(f"{words.title(indicator)} · {indicator.code}", indicator.code)
        self.indicator.setCurrentIndex(self.indicator.findData(LEAVE if part.leave else part.indicator))
        editor = self.indicator.lineEdit()
        if editor is not None:
            editor.setCursorPosition(0)
        self.indicator.activated.connect(lambda _at: self.answered.emit(field, str(self.indicator.currentData())))
        row = self._line(0, _("Figures"), self.indicator, field)
        held = catalogue.indicators.get(part.indicator)
        if held is not None and not part.leave:
            unit = words.unit(held)
            power = {3: _("thousand {unit}"), 6: _("million {unit}")}.get(part.multiplier or 0, "{unit}").format(
                unit=unit
            )
            self._lines.addWidget(Label(_("Unit"), size=12, tone="text2"), row, 0)
            self._lines.addWidget(Label(power, size=12), row, 1)
            row += 1
        return row

    def _source(self, row: int, number: int, part: TableMap) -> int:
        field = Field(number, "source")
        self.source = Combo(name=_("Source"))
        self.source.addItem(_("No source yet"), "")
        held = self._session.profile.figures.sources
        for source in held.values():
            self.source.addItem(source.title, source.id)
        if part.source and part.source not in held:
            self.source.addItem(part.source, part.source)
        self.source.setCurrentIndex(max(self.source.findData(part.source), 0))
        self.source.activated.connect(lambda _at: self.answered.emit(field, str(self.source.currentData())))
        return self._line(row, _("Source"), self.source, field)

    def _column(self, row: int, number: int, part: TableMap, heading: str) -> int:
        """What a column of labels, or the words above the figures, are for."""
        column = part.column(heading)
        assert column is not None
        profile = self._session.profile
        field = Field(number, "role", heading)
        combo = Combo(name=heading)
        written = f"{column.role}:{column.dimension}" if column.dimension else column.role
        answers: Sequence[str] = role_answers(profile, part.indicator)
        for answer in dict.fromkeys((*answers, *([written] if written else []))):
            combo.addItem(answer_words(profile, answer, part.indicator), answer)
        combo.setCurrentIndex(combo.findData(written))
        combo.activated.connect(lambda _at: self.answered.emit(field, str(combo.currentData())))
        self.roles[heading] = combo
        caption = _("Words above") if heading == ">" else " ".join(heading.split())
        return self._line(row, caption, combo, field)

    def _line(self, row: int, caption: str, field: QWidget, at: Field) -> int:
        """A caption, its field, and whether it is sure or still in question."""
        assert self._conversation is not None
        label = Label(caption, size=12, tone="text2")
        label.setMaximumWidth(px(92))
        is_open = at in self._conversation.open_fields
        self._lines.addWidget(label, row, 0)
        self._lines.addWidget(field, row, 1)
        mark = Picture(mark="doubtful", size=13) if is_open else Picture(icon="check", token="ok", size=14)
        self._lines.addWidget(mark, row, 2)
        return row + 1


def _searched(combo: Combo) -> Combo:
    """A long list in which one types any letters of an entry."""
    combo.setEditable(True)
    combo.setInsertPolicy(Combo.InsertPolicy.NoInsert)
    completer = QCompleter(combo.model(), combo)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
    combo.setCompleter(completer)
    return combo
