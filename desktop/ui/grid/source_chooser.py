"""Owns the small list at the cursor that names the source of the selected figures: first letters, Enter; Enter alone repeats the last."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QLineEdit, QListView

from desktop.language import _, plural
from desktop.services import sources
from desktop.ui.common import words
from desktop.ui.common.matching import fold
from desktop.ui.common.theme import colour, px
from desktop.ui.common.widgets import Label, rows
from desktop.ui.grid import commands
from desktop.ui.grid.model import Place
from desktop.ui.session import ProfileSession

WIDTH, ROW, MOST_ROWS = 420, 26, 9
NO_SOURCE = ""


class Choice(NamedTuple):
    """A source to name; `is_new`: one with this title is described first."""

    source: str
    shown: str
    is_new: bool = False


class SourceChooser(QFrame):
    """Lies over the table, at the cursor; closes when a source is named, on Escape, or when the focus goes elsewhere."""

    def __init__(self, session: ProfileSession, places: Sequence[Place], table: QAbstractItemView):
        super().__init__(table.window())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(_("Source of these figures"))
        self._session, self._table = session, table
        self._places = [place for place in places if commands.observation_at(session, place) is not None]
        self.field = QLineEdit()
        self.field.setPlaceholderText(_("First letters, or the title of a new source"))
        self.field.setAccessibleName(_("Source of these figures"))
        self.listed = QListView()
        self.listed.setObjectName("found")
        self.listed.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.listed.setFrameShape(QFrame.Shape.NoFrame)
        self.listed.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.listed.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.listed.setAccessibleName(_("Sources"))
        self.listed.setModel(QStringListModel(self))
        number = len(self._places)
        said = plural("Names the source of {n} figure.", "Names the source of {n} figures.", number)
        self.hint = Label(said if number else _("No figure stands in the selected cells."), size=12, tone="text2")
        self.choices: list[Choice] = []
        self._inside = rows(self.field, self.listed, self.hint, margins=(8, 8, 8, 8), gap=6)
        self.setLayout(self._inside)
        self.field.textEdited.connect(self.search)
        self.field.installEventFilter(self)
        self.listed.clicked.connect(self.take)
        self.search("")

    def open(self) -> None:
        """Show it below the cell of the cursor, above where there is no room, inside the window."""
        self._place()
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def _place(self) -> None:
        self.listed.setFixedHeight(px(ROW) * min(len(self.choices), MOST_ROWS) + px(2))
        self._inside.activate()
        self.resize(px(WIDTH), self.sizeHint().height())
        window, view = self._table.window(), self._table.viewport()
        cell = self._table.visualRect(self._table.currentIndex())
        at = view.mapTo(window, cell.topLeft())
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        left = at.x() + cell.width() - self.width() if mirrored else at.x()
        tallest = self.height() - self.listed.height() + px(ROW) * MOST_ROWS
        is_above = at.y() + cell.height() + tallest > window.height() and at.y() > window.height() // 2
        top = at.y() - px(2) - self.height() if is_above else at.y() + cell.height() + px(2)
        room = window.size() - self.size()
        self.move(max(0, min(left, room.width())), max(0, min(top, room.height())))

    def search(self, text: str) -> None:
        """The last one first while nothing is typed; then those with the words, whose titles begin with them first."""
        figures, wanted = self._session.profile.figures, fold(text).split()
        last = self._session.last_source
        known = [Choice(name, words.source_word(figures, name)) for name in figures.sources]
        found = [one for one in known if all(word in fold(f"{one.shown} {one.source}") for word in wanted)]
        start = fold(text).strip()
        found.sort(key=lambda one: (not fold(one.shown).startswith(start), one.source != last, fold(one.shown)))
        title = text.strip()
        is_known = title and any(fold(one.shown) == fold(title) for one in known)
        found = [one for one in found if self._offers(one.source)]
        if self._offers(NO_SOURCE) and (not wanted or all(word in fold(_("No source")) for word in wanted)):
            found.append(Choice(NO_SOURCE, _("No source")))
        if title and not is_known:
            found.append(Choice(title, _("New source “{title}”").format(title=title), True))
        self.choices = found
        model = self.listed.model()
        assert isinstance(model, QStringListModel)
        room, measure = px(WIDTH - 52), self.listed.fontMetrics()
        model.setStringList([measure.elidedText(one.shown, Qt.TextElideMode.ElideRight, room) for one in found])
        self.listed.setCurrentIndex(model.index(0))
        if self.isVisible():
            self._place()

    def take(self) -> None:
        """Name the source that is marked, as one step, and go back to the table."""
        at = self.listed.currentIndex().row()
        chosen = self.choices[at] if 0 <= at < len(self.choices) else None
        self.leave()
        if chosen is not None:
            self._name(chosen)

    def _offers(self, source: str) -> bool:
        return True

    def _name(self, chosen: Choice) -> None:
        if self._places and chosen.is_new:
            commands.set_new_source(self._session, self._places, chosen.source)
        elif self._places:
            commands.set_source(self._session, self._places, chosen.source)

    def leave(self) -> None:
        """Close and give the keys back to the table."""
        self.field.removeEventFilter(self)
        self._table.setFocus(Qt.FocusReason.PopupFocusReason)
        self.close()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut:
            self.field.removeEventFilter(self)
            self.close()
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._press(event.key())
        return super().eventFilter(watched, event)

    def _press(self, key: int) -> bool:
        steps = {
            Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: MOST_ROWS, Qt.Key.Key_PageUp: -MOST_ROWS,
        }  # fmt: skip
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.take()
        elif key in (Qt.Key.Key_Escape, Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self.leave()
        elif key in steps:
            row = self.listed.currentIndex().row() + steps[Qt.Key(key)]
            self.listed.setCurrentIndex(self.listed.model().index(max(0, min(row, len(self.choices) - 1)), 0))
        else:
            return False
        return True

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), colour("page"))
        painter.setPen(colour("line2"))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()


class SourceLineChooser(SourceChooser):
    """The sources that have no line yet, or a new one; `chosen` carries the id."""

    chosen = Signal(str)

    def __init__(self, session: ProfileSession, there: set[str], table: QAbstractItemView):
        self._there = {NO_SOURCE, *there}
        super().__init__(session, (), table)
        self.hint.setText(_("Adds a line for another source of this indicator."))

    def _offers(self, source: str) -> bool:
        return source not in self._there

    def _name(self, chosen: Choice) -> None:
        source = chosen.source
        if chosen.is_new:
            profile = self._session.profile
            self._session.do(_("Add source"), lambda: sources.name_new(profile, (), chosen.source))
            source = sources.titled(profile, chosen.source)
        if source:
            self.chosen.emit(source)
