"""Owns the sections that say where a figure comes from:
source, status, reference and note, which record; and what happened to it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from fractions import Fraction

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QGridLayout, QPlainTextEdit, QWidget

from desktop.catalogue.model import in_language
from desktop.catalogue.wording import rounded
from desktop.domain.address import Cell
from desktop.domain.change import Change
from desktop.domain.number import shown
from desktop.domain.observation import NOTHING, Observation
from desktop.domain.printing import printed
from desktop.language import _, current, plural
from desktop.services import history
from desktop.ui.common import words
from desktop.ui.common.section import Section
from desktop.ui.common.theme import px
from desktop.ui.common.widgets import Combo, Label
from desktop.ui.grid import commands
from desktop.ui.grid.model import Place
from desktop.ui.session import ProfileSession
from desktop.ui.statusbar import clock

MOST_CHANGES = 3


class NoteField(QPlainTextEdit):
    """Stores when it is left, or with Ctrl+Enter; Escape leaves the note as it was."""

    begun = Signal()
    written = Signal(str)

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self.setAccessibleName(_("Note"))
        self.setPlaceholderText(_("none"))
        self.setTabChangesFocus(True)
        self.setFixedHeight(px(50))
        self._kept = ""

    def show_note(self, text: str) -> None:
        self._kept = text
        if self.toPlainText().strip() != text:  # a space at the end of what is being written stays
            self.setPlainText(text)

    @property
    def is_changed(self) -> bool:
        return self.toPlainText().strip() != self._kept

    def commit(self) -> None:
        if self.is_changed:
            self._kept = self.toPlainText().strip()
            self.written.emit(self._kept)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.begun.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.commit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() == Qt.Key.Key_Escape:
            self.setPlainText(self._kept)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and ctrl:
            self.commit()
        else:
            super().keyPressEvent(event)


class ProvenanceSection(Section):
    """Source, status and note of the figure at the cursor, or of all that are selected; a choice is recorded at once."""

    def __init__(self, session: ProfileSession, selected: Callable[[], list[Place]], parent: QWidget | None = None):
        """`selected` gives all places that a choice is for, however many."""
        super().__init__(_("Source and status"), "provenance", parent)
        self._session, self._selected = session, selected
        self._noted: list[Place] = []
        """The places of the note that is being written, wherever the cursor goes meanwhile."""
        self.number = Label("", size=12, weight=600)
        self.source, self.status = Combo(small=True, name=_("Source")), Combo(small=True, name=_("Status"))
        self.multiplier, self.access = Combo(small=True, name=_("Counted in")), Combo(small=True, name=_("Publication"))
        self.reference = Label("", size=12, wrap=True)
        self.note = NoteField()
        grid = QGridLayout()
        grid.setHorizontalSpacing(px(12))
        grid.setVerticalSpacing(px(5))
        grid.setColumnStretch(1, 1)
        things: list[tuple[str, QWidget]] = [
            (_("Source"), self.source), (_("Status"), self.status), (_("Counted in"), self.multiplier),
            (_("Publication"), self.access), (_("Reference"), self.reference), (_("Note"), self.note),
        ]  # fmt: skip
        for row, (name, thing) in enumerate(things):
            head = Label(name, size=12, tone="text2")
            head.setMinimumWidth(px(64))
            head.setBuddy(thing)
            grid.addWidget(
                head, row, 0, Qt.AlignmentFlag.AlignTop if thing is self.note else Qt.AlignmentFlag.AlignVCenter
            )
            grid.addWidget(thing, row, 1)
        for combo in (self.source, self.status, self.multiplier, self.access):
            combo.setPlaceholderText(_("various"))
        self.body.addWidget(self.number)
        self.body.addLayout(grid)
        for combo, name in ((self.status, "OBS_STATUS"), (self.multiplier, "UNIT_MULT"), (self.access, "CONF_STATUS")):
            for code, member in session.profile.catalogue.dimensions[name].members.items():
                title = in_language(member.title, current())
                combo.addItem(title if combo is self.multiplier else f"{code}  {title}", code)
        self.fill_sources()
        self.source.activated.connect(self._source_chosen)
        self.status.activated.connect(self._status_chosen)
        self.multiplier.activated.connect(self._multiplier_chosen)
        self.access.activated.connect(self._access_chosen)
        self.note.begun.connect(self._note_begun)
        self.note.written.connect(self._note_written)

    def fill_sources(self) -> None:
        self.source.clear()
        self.source.addItem(_("No source yet"), "")
        figures = self._session.profile.figures
        for name in sorted(figures.sources, key=lambda s: words.source_word(figures, s).casefold()):
            self.source.addItem(words.source_word(figures, name), name)

    def show_places(self, places: list[Place], number: int) -> None:
        """What holds of these figures; where they differ nothing is chosen. `number` of cells selected, those not looked at too."""
        keys = [commands.key_of(self._session, place) for place in places]
        held = [(key, self._session.profile.figures.get(key) if key else None) for key in keys]
        held = [it for it in held if it[1] is not None] or held  # empty cells say nothing beside filled ones
        known = [observation or NOTHING for _key, observation in held]
        self.number.setVisible(number > 1)
        selected = plural("{n} cell is selected", "{n} cells are selected", number)
        self.number.setText(" · ".join([selected, *self._sum_words(places)]) if number > 1 else "")
        source = _common({key.source if key else "" for key, _observation in held})
        if source is not None and self.source.findData(source) < 0:
            self.source.addItem(source, source)
        _choose(self.source, source)
        _choose(self.status, _common({observation.status for observation in known}))
        _choose(self.multiplier, _common({str(observation.multiplier) for observation in known}))
        _choose(self.access, _common({observation.confidentiality for observation in known}))
        named = self._session.profile.figures.sources.get(source or "")
        self.reference.setText((named.reference_date or named.period_to or named.period_from) if named else "")
        self._show_note(_common({observation.note for observation in known}))
        free = any(not commands.refusal(self._session, place) for place in places) and self._session.is_writable
        filled = any(not observation.is_blank for observation in known)
        for thing in (self.status, self.note):
            thing.setEnabled(free)
        for thing in (self.source, self.multiplier, self.access):
            thing.setEnabled(free and filled)

    def _sum_words(self, places: list[Place]) -> list[str]:
        """Sum and mean of figures that have one unit, as a spreadsheet tells them."""
        profile = self._session.profile
        indicators = [profile.catalogue.indicators[place.cell.indicator] for place in places]
        if len({indicator.unit for indicator in indicators}) != 1 or not indicators[0].is_numeric:
            return []
        found = [number for place in places if (number := commands.number_at(self._session, place)) is not None]
        if len(found) < 2:
            return []
        form, total = profile.settings.numbers, sum(found, Fraction(0))
        mean = shown(rounded(printed(total / len(found)), 1), form)
        return [_("sum {n}").format(n=shown(printed(total), form)), _("mean {n}").format(n=mean)]

    def _source_chosen(self) -> None:
        commands.set_source(self._session, self._selected(), str(self.source.currentData() or ""))

    def _status_chosen(self) -> None:
        commands.set_status(self._session, self._selected(), str(self.status.currentData()))

    def _multiplier_chosen(self) -> None:
        commands.set_multiplier(self._session, self._selected(), int(self.multiplier.currentData()))

    def _access_chosen(self) -> None:
        commands.set_confidentiality(self._session, self._selected(), str(self.access.currentData()))

    def _show_note(self, text: str | None) -> None:
        """A note that is being written is left alone until the cursor goes elsewhere; then it is stored where it was begun."""
        selected = self._selected() if self.note.hasFocus() else []
        if self.note.is_changed and self._noted and _cells(selected) == _cells(self._noted):
            return
        self.note.commit()
        self._noted = selected
        self.note.setPlaceholderText(_("none") if text is not None else _("various"))
        self.note.show_note(text or "")

    def _note_begun(self) -> None:
        self._noted = self._selected()

    def _note_written(self, text: str) -> None:
        commands.set_note(self._session, self._noted, text)


def _cells(places: list[Place]) -> list[tuple[Cell, str | None]]:
    return [(place.cell, place.source) for place in places]


def _common(values: set[str]) -> str | None:
    """The one value they all have; None where they differ."""
    return next(iter(values)) if len(values) == 1 else None


def _choose(combo: Combo, value: str | None) -> None:
    combo.setCurrentIndex(-1 if value is None else combo.findData(value))


class HistorySection(Section):
    """The last few changes of a cell, newest first; the link shows all."""

    def __init__(self, parent: QWidget | None = None):
        super().__init__(_("History"), "history", parent)
        self._lines: list[QWidget] = []
        self._all = False
        self._address = ""
        self._session: ProfileSession | None = None
        self.link.clicked.connect(self._show_all)

    def show_cell(self, session: ProfileSession, address: str) -> None:
        if address != self._address:
            self._all = False
        self._session, self._address = session, address
        changes = list(reversed(history.changes(session.profile, address))) if self.is_open else []
        for widget in self._lines:
            self.body.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self._lines.clear()
        for change in changes if self._all else changes[:MOST_CHANGES]:
            self._line(change_words(session, change), _who(change))
        self.link.setVisible(len(changes) > MOST_CHANGES and not self._all)
        self.link.setText(_("All {n}").format(n=len(changes)))
        if not changes and self.is_open:
            self._line(_("Nothing yet."), "")

    def toggle(self) -> None:
        super().toggle()
        if self._session is not None:
            self.show_cell(self._session, self._address)

    def _show_all(self) -> None:
        self._all = True
        if self._session is not None:
            self.show_cell(self._session, self._address)

    def _line(self, text: str, who: str) -> None:
        for words_, size, tone in ((text, 12, "text"), (who, 11, "muted")):
            if words_:
                label = Label(words_, size=size, tone=tone, wrap=True)
                label.setContentsMargins(px(18), 0, 0, 0)
                self.body.addWidget(label)
                label.show()
                self._lines.append(label)


def _who(change: Change) -> str:
    when = clock(datetime.fromtimestamp(change.at / 1000))
    return " · ".join(part for part in (", ".join(p for p in (change.author, change.institution) if p), when) if part)


def change_words(session: ProfileSession, change: Change) -> str:
    """A change in a line: what became of it, and what was there before."""
    if change.key is None:
        return _("chosen to be published") if change.register.startswith("publish") else change.register
    indicator = session.profile.catalogue.indicators[change.key.indicator]
    after, before = (_held(session, indicator.code, value) for value in (change.after, change.before))
    verbs = {
        "typed": _("typed {after}, before {before}"), "imported": _("imported {after}, before {before}"),
        "pasted": _("pasted {after}, before {before}"), "undo": _("taken back to {after}, before {before}"),
    }  # fmt: skip
    verb = verbs.get(change.origin.split(" ", 1)[0], _("{after}, before {before}"))
    return verb.format(after=after, before=before)


def _held(session: ProfileSession, code: str, value: object) -> str:
    if not isinstance(value, Observation):
        return _("empty")
    if value.is_reason:
        return f"[{value.status}]"
    indicator = session.profile.catalogue.indicators[code]
    text = words.value_text(session.profile.catalogue, indicator, value, session.profile.settings.numbers) or _("empty")
    return f"{text} {value.status}" if value.status != "A" else text
