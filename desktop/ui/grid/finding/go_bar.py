"""Owns the bar of Ctrl+G: an address, a code, a period or words of a title, with suggestions; errors stand beside it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from desktop.domain.errors import KnownError
from desktop.language import _
from desktop.ui.common.band import Band
from desktop.ui.common.buttons import Button
from desktop.ui.common.messages import words_of
from desktop.ui.common.suggestions import Suggestions
from desktop.ui.common.theme import px, theme
from desktop.ui.common.widgets import Label, Picture, columns
from desktop.ui.grid.finding import going
from desktop.ui.grid.finding.find_bar import HEIGHT, Field
from desktop.ui.grid.view import FiguresTable
from desktop.ui.window import Place, Window


class GoField(Field):
    """The line with its list; Up and Down walk the list."""

    def __init__(self, name: str):
        super().__init__(name)
        self.offers: list[going.Suggestion] = []
        self._list: Suggestions | None = None

    @property
    def names(self) -> Suggestions:
        if self._list is None:
            self._list = Suggestions(self, _("Indicators"))
            self._list.taken.connect(lambda _row: self.entered.emit(1))
        return self._list

    @property
    def chosen(self) -> going.Suggestion | None:
        row = self.names.row
        return self.offers[row] if 0 <= row < len(self.offers) else None

    def offer(self, offers: list[going.Suggestion]) -> None:
        self.offers = offers
        self.names.offer([it.shown for it in offers], 0 if offers else -1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down) and self.offers:
            self.names.step(1 if event.key() == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._close()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._close()

    def _close(self) -> None:
        if self._list is not None:
            self._list.hide()


class GoBar(Band):
    """Goes anywhere in the profile and closes; stays, with words, where that cannot be."""

    closed = Signal()

    def __init__(self, window: Window, table: FiguresTable):
        super().__init__()
        self._window, self._table = window, table
        self._session = table.grid.session
        self.field = GoField(_("Address, code, year or title"))
        self.said = Label("", size=12, tone="error")
        self.said.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        cross = Button("", kind="flat", icon="x", tip=_("Close"))
        cross.clicked.connect(self.leave)
        self._row = QWidget()
        row = columns(
            Picture(icon="move-right", size=16), Label(_("Go to"), size=12, tone="text2"), self.field, margins=(16, 0, 8, 0), gap=8
        )  # fmt: skip
        row.addWidget(self.said, 1)
        row.addWidget(cross)
        self._row.setLayout(row)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._row)
        self.field.textEdited.connect(self._typed)
        self.field.entered.connect(self._enter)
        self.field.left.connect(self.leave)
        theme().changed.connect(self.restyle)
        self.restyle()
        self.hide()

    def restyle(self) -> None:
        self._row.setFixedHeight(px(HEIGHT))
        self.field.setFixedWidth(px(300))

    def open(self) -> None:
        """Show the bar with the address of the cursor's cell, to be typed over."""
        place = self._table.figures.place
        if place is not None:
            address = place.cell.address
            self.field.setText(f"{address}#{place.source}" if place.source else address)
        self._say("")
        self.show()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def leave(self) -> None:
        self.hide()
        self.closed.emit()

    def _typed(self, text: str) -> None:
        self._say("")
        self.field.offer([] if any(sign in text for sign in "[@#") else going.suggestions(self._session, text))

    def _enter(self) -> None:
        """Go where the text leads; a title that is not an address takes the marked entry of the list."""
        here = self._table.figures.place
        cell = here.cell if here else None
        text = self.field.text()
        try:
            place = going.destination(self._session, text, cell) if self.field.names.row <= 0 else None
        except KnownError as error:
            if self.field.chosen is None:
                self._say(words_of(error))
                return
            place = None
        chosen = self.field.chosen
        if place is None and chosen is not None:
            place = going.place_of(self._session, chosen, cell)
        if place is None:
            self._say(_("No indicator has this code or title.") if text.strip() else "")
        else:
            self._go(place)

    def _go(self, place: Place) -> None:
        if place.module not in self._session.profile.settings.modules:
            self._say(_("This indicator is in the module {module}, which is not part of this profile.").format(
                module=place.module
            ))  # fmt: skip
            return
        if place.cell is not None and not self._has_column(place.cell.period):
            first, last = self._session.profile.settings.years
            self._say(_("The profile shows the years {first} to {last}.").format(first=first, last=last))
            return
        self.hide()
        is_here = place.cell is not None and self._table.go_to(place.cell, place.source or None)
        if not is_here:  # another module, or a row that this layout or filter does not show
            self._window.go(place)
        reached = self._table.figures.place
        if reached is None or reached.cell != place.cell:
            self.show()
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)
            self._say(_("No row with these items yet. The cursor is at the nearest one."))
        else:
            self.closed.emit()

    def _has_column(self, period: str) -> bool:
        """Years of the profile; other periods are known only once the table of their module is there."""
        first, last = self._session.profile.settings.years
        return not period.isdigit() or first <= int(period) <= last

    def _say(self, text: str) -> None:
        self.field.show_wrong(bool(text))
        self.said.setText(text)
        self.said.setToolTip(text)
