"""Owns the card of a finding beside the table: what is wrong, the numbers, and the ways out as buttons."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.domain.finding import Finding
from desktop.language import _
from desktop.services import checking
from desktop.ui.common.buttons import Button
from desktop.ui.common.flow import FlowLayout
from desktop.ui.common.theme import px
from desktop.ui.common.widgets import Card, Label, Picture, columns, rows
from desktop.ui.findings import words
from desktop.ui.findings.model import mark_of
from desktop.ui.session import ProfileSession

_GROUNDS = {"error": "error_soft", "warning": "warning_soft", "info": "info_soft", "explained": "hover"}


class FindingCard(Card):
    """`shows` asks for the cells, `fills` enters the difference as not known, `explains` opens the explanation."""

    shows = Signal(object)
    fills = Signal(object)
    explains = Signal(object)

    def __init__(self, session: ProfileSession, finding: Finding, parent: QWidget | None = None):
        mark = mark_of(session, finding)
        super().__init__(parent, ground=_GROUNDS[mark], edge="")
        self.finding = finding
        headline = Label(words.headline(session, finding), weight=600, wrap=True)
        held = checking.explanation(session.profile, finding)
        said = words.explained(held) if held else words.sentence(session, finding)
        self.text = Label(said, size=12, wrap=True)
        if not said:
            self.text.hide()
        buttons = FlowLayout(px(8))
        show = Button(_("Show the cells"), small=True)
        show.clicked.connect(lambda: self.shows.emit(finding))
        buttons.addWidget(show)
        rest = words.rest_of(session, finding) if session.is_writable else None
        if rest is not None:
            put = Button(_("Put {n} in {where}").format(n=rest.amount, where=rest.label.lower()), small=True)
            put.clicked.connect(lambda: self.fills.emit(rest))
            buttons.addWidget(put)
        if finding.severity != "error":
            explain = Button(_("Change the explanation") if held else _("Explain"), small=True)
            explain.clicked.connect(lambda: self.explains.emit(finding))
            buttons.addWidget(explain)
        picture = Picture(mark=mark, size=13)
        inside = rows(
            columns(picture, 10, headline, margins=(0, 0, 0, 0)), self.text, margins=(11, 9, 11, 10), gap=6
        )  # fmt: skip
        inside.addLayout(buttons)
        self.setLayout(inside)
        self.setAccessibleName(f"{headline.text()} {self.text.text()}")
