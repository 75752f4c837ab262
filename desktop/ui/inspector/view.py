"""Owns the panel beside the table, in a fixed order: what rules say now, definition, source and status, history."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from desktop.catalogue import wording
from desktop.domain.address import Cell, Key
from desktop.domain.change import ObservationEdit
from desktop.domain.observation import NOTHING
from desktop.domain.profile import Undecided
from desktop.language import _
from desktop.services import asking
from desktop.ui.common import words
from desktop.ui.common.theme import px
from desktop.ui.common.widgets import Label, let_scroll, line
from desktop.ui.findings.model import ORDER, mark_of
from desktop.ui.findings.words import Rest
from desktop.ui.grid import commands
from desktop.ui.grid.figures import FiguresView
from desktop.ui.grid.model import Place
from desktop.ui.inspector.card import FindingCard
from desktop.ui.inspector.choice import ChoiceCard
from desktop.ui.inspector.definition import DefinitionSection
from desktop.ui.inspector.provenance import HistorySection, ProvenanceSection
from desktop.ui.session import ProfileSession

MOST_CARDS = 4
MOST_EARLIER = 2
MOST_LOOKED_AT = 2000
"""Selected cells above which it is not looked what they have in common; a choice is still for all of them."""
LAYOUT_STEPS = 4
"""Wrapped texts inside cards need so many rounds to find their height; done at once nothing jumps before the eye."""


class Inspector(QWidget):
    """`show_place` follows the cursor. Nothing in it is needed to type figures."""

    shows = Signal(object)
    explains = Signal(object)

    def __init__(self, session: ProfileSession, figures: FiguresView, parent: QWidget | None = None):
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAccessibleName(_("Inspector"))
        self._session, self._figures = session, figures
        self._place: Place | None = None
        self._cards: list[QWidget] = []
        self._drafts: dict[Cell, tuple[str, str]] = {}
        """Choices of a source that were begun when the cursor went on."""
        self.title = Label("", size=14, weight=600, wrap=True)
        self.where = Label("", size=12, tone="muted", wrap=True)
        self.earlier = Label("", size=12, tone="text2", wrap=True)
        self.definition = DefinitionSection()
        self.provenance = ProvenanceSection(session, figures.places)
        self.history = HistorySection()
        inside = QWidget()
        inside.setObjectName("clear")
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(px(13), px(12), px(13), px(12))
        layout.setSpacing(px(4))
        layout.addWidget(self.title)
        layout.addWidget(self.where)
        layout.addWidget(self.earlier)
        layout.addSpacing(px(6))
        self.cards = QVBoxLayout()
        self.cards.setSpacing(px(8))
        layout.addLayout(self.cards)
        for section in (self.definition, self.provenance, self.history):
            layout.addSpacing(px(6))
            layout.addWidget(section)
            if section is not self.history:
                layout.addSpacing(px(2))
                layout.addWidget(line())
        layout.addStretch(1)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setWidget(inside)
        let_scroll(self.area, _("Inspector"))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.area)
        self.setFocusProxy(self.area)
        session.findings_changed.connect(self.refresh)
        session.sources_changed.connect(self.provenance.fill_sources)

    def refresh(self) -> None:
        place = self._place
        if place is not None and place.cell.indicator in self._session.profile.catalogue.indicators:
            self.show_place(place)

    def show_place(self, place: Place | None) -> None:
        """The cell of the cursor; source and status are those of all that is selected."""
        self._place = place
        self.area.setVisible(place is not None)
        if place is None:
            return
        self.setUpdatesEnabled(False)
        self._fill(place)
        for _step in range(LAYOUT_STEPS):
            QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        self.setUpdatesEnabled(True)

    def _fill(self, place: Place) -> None:
        session = self._session
        indicator = session.profile.catalogue.indicators[place.cell.indicator]
        self.title.setText(words.title(indicator))
        items = words.members_words(session.profile.catalogue, place.cell.items)
        parts = (indicator.code, items, wording.period_text(place.cell.period), words.unit(indicator))
        self.where.setText(" · ".join(part for part in parts if part))
        self.earlier.setText(earlier_words(session, place.cell))
        self.earlier.setVisible(bool(self.earlier.text()))
        self._show_cards(place)
        self.definition.show_cell(session, indicator, place.cell)
        number = self._figures.number_selected
        places = self._figures.places() if number <= MOST_LOOKED_AT else [place]
        self.provenance.show_places(places, number)
        self.history.show_cell(session, place.cell.address)

    def _show_cards(self, place: Place) -> None:
        session, cell = self._session, place.cell
        begun = next((it for it in self._cards if isinstance(it, ChoiceCard) and it.cell == cell and it.is_begun), None)
        for card in self._cards:
            if isinstance(card, ChoiceCard) and card.is_begun:
                self._drafts[card.cell] = card.draft
            if card is not begun:  # what is being chosen outlasts an answer of the rules
                self.cards.removeWidget(card)
                card.hide()
                card.deleteLater()
        self._cards = [] if begun is None else [begun]
        figures = session.profile.figures
        if begun is None and (figures.has_rivals(cell) or isinstance(figures.published(cell), Undecided)):
            choice = ChoiceCard(session, cell)
            if cell in self._drafts:
                choice.go_on(self._drafts.pop(cell))
            self._add(choice)
        gravest = sorted(session.findings_at(cell), key=lambda finding: ORDER[mark_of(session, finding)])
        for finding in gravest[:MOST_CARDS]:
            card = FindingCard(session, finding)
            card.shows.connect(self.shows)
            card.explains.connect(self.explains)
            card.fills.connect(self._fill_rest)
            self._add(card)

    def _add(self, card: QWidget) -> None:
        self.cards.addWidget(card)
        card.show()  # at once, not after the next events: its height counts below
        self._cards.append(card)

    def _fill_rest(self, rest: Rest) -> None:
        """Enter the difference as not known."""
        there = self._session.profile.figures.at(rest.cell)
        key = Key(*rest.cell, next(iter(there), ""))
        held = self._session.profile.figures.get(key) or NOTHING
        after = held._replace(value=rest.value, typed=None, status="A" if held.is_reason else held.status)
        text = _("Put {n} in {where}").format(n=rest.amount, where=rest.label.lower())
        commands.store(self._session, [ObservationEdit(key, after)], text)


def earlier_words(session: ProfileSession, cell: Cell) -> str:
    """The figures of the last few periods before, to hold a new one against; empty where there are none."""
    profile = session.profile
    indicator = profile.catalogue.indicators[cell.indicator]
    told: list[str] = []
    for period in sorted(profile.figures.periods_of(cell.indicator), reverse=True):
        if period >= cell.period or len(told) == MOST_EARLIER:
            continue
        row = next(iter(asking.published_only(asking.rows_in(profile, cell._replace(period=period)))), None)
        if row is None or row.observation.value is None:
            continue
        if row.computed is not None:
            text = words.computed_text(indicator, row.observation.value, profile.settings.numbers)
        else:
            text = words.value_text(profile.catalogue, indicator, row.observation, profile.settings.numbers)
        told.append(_("{value} in {period}").format(value=text, period=wording.period_text(period)))
    return _("Before: {values}").format(values=", ".join(told)) if told else ""
