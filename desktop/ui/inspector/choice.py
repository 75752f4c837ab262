"""Owns the choice between sources side by side: which figure is published, and the reason that is printed."""

from __future__ import annotations

from PySide6.QtWidgets import QButtonGroup, QLineEdit, QRadioButton, QVBoxLayout, QWidget

from desktop.catalogue.wording import rounded
from desktop.domain.address import Cell
from desktop.domain.number import shown
from desktop.domain.printing import printed
from desktop.language import _
from desktop.ui.common import words
from desktop.ui.common.buttons import Button
from desktop.ui.common.flow import FlowLayout
from desktop.ui.common.theme import px
from desktop.ui.common.widgets import Card, Label, columns
from desktop.ui.grid import commands
from desktop.ui.session import ProfileSession


class ChoiceCard(Card):
    """One line per source with its figure; the button names the deed."""

    def __init__(self, session: ProfileSession, cell: Cell, parent: QWidget | None = None):
        super().__init__(parent)
        figures = session.profile.figures
        self._session, self._cell, self._shown = session, cell, dict(figures.at(cell))
        indicator = session.profile.catalogue.indicators[cell.indicator]
        published = figures.published(cell)
        chosen = published[0] if isinstance(published, tuple) else None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(11), px(9), px(11), px(10))
        layout.setSpacing(px(4))
        layout.addWidget(Label(_("Which figure is published?"), weight=600))
        self.group = QButtonGroup(self)
        self.names: list[str] = []
        for source, observation in figures.at(cell).items():
            if observation.is_blank:
                continue
            name = words.source_word(figures, source)
            button = QRadioButton()
            button.setAccessibleName(name)
            button.setToolTip(name)
            button.setChecked(source == chosen)
            self.group.addButton(button, len(self.names))
            self.names.append(source)
            text = words.value_text(session.profile.catalogue, indicator, observation, session.profile.settings.numbers)
            named = Label(name, size=12, weight=600 if source == chosen else 400, wrap=True)
            figure = Label(text or f"[{observation.status}]", weight=600 if source == chosen else 400)
            line_ = columns(button, 4, named, 8, figure)
            line_.setStretch(2, 1)
            layout.addLayout(line_)
            held = figures.sources.get(source)
            if held and held.reference_date:
                reference = Label(_("Reference {date}").format(date=held.reference_date), size=11, tone="muted")
                layout.addLayout(columns(20, reference, -1))
        self.reason = QLineEdit()
        self.reason.setPlaceholderText(_("Reason, printed under the table"))
        self.reason.setAccessibleName(_("Reason, printed under the table"))
        held_choice = figures.choices.get(cell)
        self.reason.setText(held_choice.reason if held_choice else "")
        self.reason.setCursorPosition(0)
        layout.addWidget(self.reason)
        apart = apart_words(session, cell)
        if apart:
            layout.addWidget(Label(apart, size=12, tone="text2", wrap=True))
        self.deed, self.for_all = (
            Button(_("Publish this figure"), small=True),
            Button(_("Choose for all years"), small=True),
        )
        self.deed.clicked.connect(self.publish)
        self.for_all.clicked.connect(self.publish_for_all)
        for deed in (self.deed, self.for_all):
            deed.setEnabled(session.is_writable)
        self.reason.returnPressed.connect(self.publish)
        flow = FlowLayout(px(6))
        flow.addWidget(self.deed)
        flow.addWidget(self.for_all)
        layout.addLayout(flow)

    @property
    def cell(self) -> Cell:
        return self._cell

    @property
    def is_begun(self) -> bool:
        """Whether a source is marked or a reason written that is not stored yet, for figures that still stand as shown."""
        figures, at = self._session.profile.figures, self.group.checkedId()
        if figures.at(self._cell) != self._shown:
            return False
        published, held = figures.published(self._cell), figures.choices.get(self._cell)
        stored = published[0] if isinstance(published, tuple) else None
        is_marked = at >= 0 and self.names[at] != stored
        return is_marked or self.reason.text().strip() != (held.reason if held else "")

    @property
    def draft(self) -> tuple[str, str]:
        """What is marked and written so far: source and reason."""
        at = self.group.checkedId()
        return self.names[at] if at >= 0 else "", self.reason.text()

    def go_on(self, draft: tuple[str, str]) -> None:
        """Take up what was marked and written when the cell was left."""
        source, reason = draft
        if source in self.names:
            self.group.button(self.names.index(source)).setChecked(True)
        self.reason.setText(reason)

    def publish(self) -> None:
        self._publish(all_periods=False)

    def publish_for_all(self) -> None:
        self._publish(all_periods=True)

    def _publish(self, *, all_periods: bool) -> None:
        at = self.group.checkedId()
        if at >= 0:
            reason = self.reason.text().strip()
            commands.set_published(self._session, self._cell, self.names[at], reason, all_periods=all_periods)


def apart_words(session: ProfileSession, cell: Cell) -> str:
    """How far the smallest and the largest figure of a cell lie apart, as a number and in per cent of the larger."""
    if not session.profile.catalogue.indicators[cell.indicator].is_numeric:
        return ""
    there = session.profile.figures.at(cell).values()
    values = sorted(held.number for held in there if held.number is not None)
    if len(values) < 2:
        return ""
    apart, form = values[-1] - values[0], session.profile.settings.numbers
    number = shown(printed(apart), form)
    whole = max(abs(value) for value in values)
    if not whole:
        return _("{n} apart").format(n=number)
    share = shown(rounded(printed(100 * apart / whole), 1), form)
    return _("{n} apart, {share} %").format(n=number, share=share)
