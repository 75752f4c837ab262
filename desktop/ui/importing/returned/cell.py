"""Owns one cell of a workbook that came back, in full: what was sent, is here, came back; another figure; what the rules say of each."""

from __future__ import annotations

from fractions import Fraction

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLineEdit, QRadioButton, QScrollArea, QVBoxLayout, QWidget

from desktop.catalogue.wording import period_text
from desktop.domain.address import Key
from desktop.domain.errors import Refused
from desktop.domain.number import shown
from desktop.domain.observation import NOTHING
from desktop.domain.printing import printed
from desktop.language import _, current
from desktop.services import checking, history, recording
from desktop.services.importing.plan import PlannedCell
from desktop.services.texts import clean
from desktop.ui.common import words
from desktop.ui.common.section import Section
from desktop.ui.common.theme import px
from desktop.ui.common.widgets import Card, Label, Picture, columns, let_scroll, line
from desktop.ui.importing.returned.choosing import OPEN, OTHER, OURS, THEIRS, Choices
from desktop.ui.importing.returned.lines import MARKS, Shower, kind_of, outcome_word
from desktop.ui.session import ProfileSession


class CellPanel(QWidget):
    """Shows the cell of the line that is chosen; `settled` tells that something was taken here."""

    settled = Signal()

    def __init__(self, session: ProfileSession):
        super().__init__()
        self._session, self._shower = session, Shower(session.profile)
        self._choices: Choices | None = None
        self._number = -1
        self.radios: dict[str, QRadioButton] = {}
        self.other = QLineEdit(self)
        self.other.hide()
        self._inside = QVBoxLayout()
        self._inside.setContentsMargins(px(14), px(12), px(12), px(12))
        self._inside.setSpacing(px(8))
        content = QWidget()
        content.setObjectName("panel")
        content.setLayout(self._inside)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        let_scroll(self.area, _("The cell in full"))
        self.area.setWidget(content)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.area)

    def show_cell(self, choices: Choices | None, number: int) -> None:
        """Show another cell; nothing for a number below 0."""
        self._choices, self._number = choices, number
        self._clear()
        if choices is None or number < 0:
            return
        cell = choices.cells[number]
        self._head(cell)
        self._inside.addWidget(self._card(cell))
        apart = self._apart(cell)
        if apart:
            self._inside.addWidget(Label(apart, size=12, tone="text2", wrap=True))
        if isinstance(cell.about, Key):
            self._findings(cell)
        self._inside.addStretch(1)

    def _clear(self) -> None:
        self.radios = {}
        while (item := self._inside.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def _head(self, cell: PlannedCell) -> None:
        if isinstance(cell.about, Key):
            indicator = self._session.profile.catalogue.indicators[cell.about.indicator]
            title = f"{self._shower.heading(cell)}, {period_text(cell.about.period)}"
            below = f"{indicator.code} · {words.unit(indicator)}"
        else:
            title, below = str(cell.about or _("Not placed")), f"{cell.sheet} {cell.cell}"
        self._inside.addWidget(Label(title, weight=600, wrap=True))
        self._inside.addWidget(Label(below, size=12, tone="text2", wrap=True))
        mark = MARKS.get(kind_of(cell), "")
        sentence = cell.reason.text(_) if cell.reason else outcome_word(cell).capitalize() + "."
        row = QWidget()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, px(2), 0, px(2))
        layout.setSpacing(px(8))
        if mark:
            layout.addWidget(Picture(mark=mark, size=14), 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(Label(sentence, weight=500, wrap=True), 1)
        self._inside.addWidget(row)

    def _card(self, cell: PlannedCell) -> Card:
        choices, number = self._choices, self._number
        assert choices is not None
        shower, group = self._shower, QButtonGroup(self)
        card = Card()
        layout = QVBoxLayout(card)
        layout.setContentsMargins(px(11), px(8), px(11), px(8))
        layout.setSpacing(px(5))
        sent = shower.figure(cell, cell.base) or _("nothing")
        layout.addLayout(columns(24, Label(_("Was sent"), tone="text2"), -1, Label(sent, tone="text2"), gap=4))
        lines = (
            (OURS, _("Now here"), self._who(cell), shower.figure(cell, cell.before) or _("nothing")),
            (THEIRS, _("Came back"), f"{cell.sheet} {cell.cell}", shower.came_back(cell) or _("nothing")),
        )
        for what, caption, below, figure in lines:
            layout.addWidget(line())
            radio = QRadioButton()
            radio.setAccessibleName(f"{caption}: {figure}")
            radio.setEnabled(choices.may(number, what))
            radio.setChecked(choices.of(number) == what)
            radio.clicked.connect(self._taking(what))
            group.addButton(radio)
            self.radios[what] = radio
            named = QVBoxLayout()
            named.setSpacing(0)
            named.addWidget(Label(caption))
            if below:
                named.addWidget(Label(below, size=11, tone="muted", wrap=True))
            across = columns(radio, gap=6)
            across.addLayout(named, 1)
            across.addWidget(Label(figure, weight=600), 0, Qt.AlignmentFlag.AlignTop)
            layout.addLayout(across)
        if choices.may(number, OTHER):
            layout.addWidget(line())
            layout.addLayout(self._another(cell))
        return card

    def _another(self, cell: PlannedCell) -> QHBoxLayout:
        """A figure that neither side has."""
        assert self._choices is not None
        self.other = QLineEdit()
        self.other.setPlaceholderText(_("Another figure"))
        self.other.setAccessibleName(_("Another figure"))
        held = self._choices.other(self._number) if self._choices.of(self._number) == OTHER else None
        if held is not None:
            self.other.setText(self._shower.figure(cell, held))
        self.other.editingFinished.connect(self._type)
        self.problem = Label("", size=12, tone="error", wrap=True)
        self.problem.hide()
        box = QVBoxLayout()
        box.addWidget(self.other)
        box.addWidget(self.problem)
        across = columns(24, gap=4)
        across.addLayout(box, 1)
        return across

    def _taking(self, what: str) -> object:
        def take() -> None:
            if self._choices is not None:
                self._choices.settle([self._number], what)
                self.settled.emit()

        return take

    def _type(self) -> None:
        """Read what was typed as a figure of this cell; what cannot be read is told beside it and not taken."""
        text, choices = self.other.text().strip(), self._choices
        if choices is None:
            return
        cell = choices.cells[self._number]
        assert isinstance(cell.about, Key)
        if not text:
            if choices.of(self._number) == OTHER:
                choices.leave_open(self._number)
                self.settled.emit()
            return
        held = choices.other(self._number)
        if held is not None and text == self._shower.figure(cell, held):
            return
        try:
            entry = recording.understand(self._session.profile, cell.about.indicator, clean(text))
        except Refused as refusal:
            self._say(refusal.text(_))
            return
        if entry.is_ambiguous:
            self._say(_("It can be read in more than one way: {readings}").format(readings=" / ".join(entry.readings)))
        elif not entry.is_readable:
            self._say(_("It cannot be read as a figure."))
        else:
            self.problem.hide()
            stored = cell.before or cell.after or NOTHING
            choices.settle_otherwise(self._number, recording.observation_of(entry, text, stored))
            self.settled.emit()

    def _say(self, text: str) -> None:
        self.problem.setText(text)
        self.problem.show()

    def _who(self, cell: PlannedCell) -> str:
        """Who wrote what stands here, and when; nothing for what was there when the workbook was sent."""
        if not isinstance(cell.about, Key) or cell.before is None or cell.before == cell.base:
            return ""
        found = [one for one in history.changes(self._session.profile, cell.about.marked_address(True)) if one.key]
        if not found:
            return ""
        last = found[-1]
        return ", ".join((last.author, history.utc_text(last.at)[:10], last.origin.split(" ")[0]))

    def _apart(self, cell: PlannedCell) -> str:
        """How far each side moved from what was sent."""
        if cell.outcome != "conflict" or not isinstance(cell.about, Key):
            return ""
        if not self._session.profile.catalogue.indicators[cell.about.indicator].is_numeric:
            return ""
        base, here, theirs = (it.number if it else None for it in (cell.base, cell.before, cell.after))
        if base is None or here is None or theirs is None:
            return ""
        form = self._session.profile.settings.numbers
        text = _("From what was sent: here {ours}, there {theirs}.")
        return text.format(ours=_signed(here - base, form), theirs=_signed(theirs - base, form))

    def _findings(self, cell: PlannedCell) -> None:
        """What the rules of single values say, if what came back is taken."""
        section = Section(_("Findings if taken"), "import.findings", self)
        section.body.setSpacing(px(6))
        assert isinstance(cell.about, Key)
        found = checking.if_taken(self._session.profile, cell.about, cell.after) if cell.edits else []
        for finding in found:
            mark = Picture(mark=finding.severity, size=12)
            text = Label(checking.say(self._session.profile, finding, current()), size=12, wrap=True)
            row = QHBoxLayout()
            row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(text, 1)
            section.body.addLayout(row)
        if not found:
            words_ = (
                _("No rule of single figures objects.") if cell.edits else _("Nothing can be taken here as it stands.")
            )
            section.body.addWidget(Label(words_, size=12, tone="text2", wrap=True))
        self._inside.addWidget(section)

    def focus(self) -> QWidget:
        """What takes the keys: the choice that holds, else the first there is."""
        choices = self._choices
        chosen = self.radios.get(choices.of(self._number)) if choices and choices.of(self._number) != OPEN else None
        able = [radio for radio in self.radios.values() if radio.isEnabled()]
        return chosen or (able[0] if able else self.area)


def _signed(number: Fraction, form: str) -> str:
    text = shown(printed(number), form)
    return f"+{text}" if number > 0 else text
