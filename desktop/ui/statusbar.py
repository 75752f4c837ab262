"""Owns the bar at the bottom, 27 high:
saved and when, connection, what there is to share; who works here, and practice.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QLocale, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from desktop.language import _, current
from desktop.ui.common.buttons import Button
from desktop.ui.common.theme import px, theme
from desktop.ui.common.widgets import Chip, Label, Picture

if TYPE_CHECKING:
    from desktop.ui.session import ProfileSession

HEIGHT = 27
SHOWN_FOR = 8000
"""Milliseconds that something done stays in the bar."""
QUICK = 300
"""Milliseconds of work below which nothing is said."""


def clock(moment: datetime) -> str:
    """Today's moments as time, others with their date."""
    locale = QLocale(current())
    if moment.date() == date.today():
        return f"{moment:%H:%M}"
    return f"{locale.toString(QDate(moment.year, moment.month, moment.day), 'd MMMM yyyy')} {moment:%H:%M}"


class StatusBar(QFrame):
    """`say` puts something done in the place of the first part for a while. Each part opens its page: `asked`."""

    asked = Signal(str)
    """With `backups`, `export` or `person`."""

    def __init__(self, session: ProfileSession | None, parent: QWidget | None = None):
        super().__init__(parent)
        self.setObjectName("status")
        self._session = session
        self.tick = Picture(icon="check", token="ok", size=13)
        self.saved = self._part("backups", _("Open the backups"))
        self.done = Label("", size=12, tone="text2")
        self.undo = Button(_("Undo"), kind="link")
        self.connection = self._part("export", _("Open export and import"))
        self.connection.setText(_("Offline"))
        self.share = self._part("export", _("Open export and import"))
        self.checking = Label(_("Checking …"), size=12, tone="text2")
        self.cancel = Button(_("Cancel"), kind="link")
        self.who = self._part("person", _("Say who works here"))
        self.practice = Chip(_("Practice copy"), tone="warning")
        self._undo_deed: Callable[[], object] | None = None
        layout = QHBoxLayout(self)
        layout.setContentsMargins(px(14), 0, px(12), 0)
        layout.setSpacing(px(4))
        for thing in (self.tick, self.saved, self.done, self.undo):
            layout.addWidget(thing)
        layout.addSpacing(px(10))
        layout.addWidget(self.connection)
        layout.addSpacing(px(10))
        layout.addWidget(self.share)
        layout.addSpacing(px(10))
        layout.addWidget(self.checking)
        layout.addWidget(self.cancel)
        layout.addStretch(1)
        layout.addWidget(self.who)
        layout.addSpacing(px(6))
        layout.addWidget(self.practice)
        self.undo.clicked.connect(self._take_back)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.refresh)
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.timeout.connect(lambda: self._show_checking(True))
        self._show_checking(False)
        theme().changed.connect(self.restyle)
        self.restyle()
        if session:
            session.saved.connect(self.refresh)
            session.checking_changed.connect(self._checking_changed)
            self.cancel.clicked.connect(session.cancel_check)
        self.refresh()

    def _part(self, name: str, tip: str) -> Button:
        made = Button("", kind="part", tip=tip)
        made.clicked.connect(lambda: self.asked.emit(name))
        return made

    def restyle(self) -> None:
        self.setFixedHeight(px(HEIGHT))

    def refresh(self) -> None:
        """Show how things are."""
        session = self._session
        self.done.hide()
        self.undo.hide()
        self.tick.setVisible(session is not None)
        for part in (self.saved, self.connection, self.who):
            part.setVisible(session is not None)
        self.share.setVisible(bool(session and session.profile.settings.practice))
        self.practice.setVisible(bool(session and session.profile.settings.practice))
        if session is None:
            return
        if not session.is_writable:
            self.saved.setText(_("Open to read only"))
        elif session.saved_at:
            self.saved.setText(_("All changes saved {time}").format(time=clock(session.saved_at)))
        else:
            self.saved.setText(_("All changes saved"))
        if session.profile.settings.practice:
            self.share.setText(_("Practice is never shared"))
        from desktop.services import person  # noqa: PLC0415  after the first frame

        name, institution = person.author()[:2]
        self.who.setText(
            " · ".join(part for part in (institution or session.profile.settings.institution, name) if part)
        )

    def say(self, text: str, undo: Callable[[], object] | None = None) -> None:
        """Something done, for eight seconds."""
        self._undo_deed = undo
        self.saved.hide()
        self.done.setText(text)
        self.done.show()
        self.undo.setVisible(undo is not None)
        self._timer.start(SHOWN_FOR)

    def stop(self) -> None:
        self._timer.stop()
        self._slow.stop()

    def _checking_changed(self, is_checking: bool) -> None:
        if not is_checking:
            self._slow.stop()
            self._show_checking(False)
        elif not self._slow.isActive() and not self.checking.isVisible():
            self._slow.start(QUICK)

    def _show_checking(self, is_checking: bool) -> None:
        self.checking.setVisible(is_checking)
        self.cancel.setVisible(is_checking)

    def _take_back(self) -> None:
        deed, self._undo_deed = self._undo_deed, None
        self._timer.stop()
        self.refresh()
        if deed:
            deed()
