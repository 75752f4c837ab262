"""Owns the dialog that adds a national indicator or changes one: what is wrong is said at once, nothing is stored then."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from desktop.catalogue.model import Indicator
from desktop.catalogue.national_indicators import USUAL, whole
from desktop.domain.address import Cell
from desktop.domain.errors import Problem
from desktop.language import _
from desktop.services import indicators
from desktop.ui.common import words
from desktop.ui.common.buttons import Button
from desktop.ui.common.dialog import Dialog
from desktop.ui.common.widgets import columns
from desktop.ui.indicators.fields import IndicatorFields
from desktop.ui.window import Place, Window

PAUSE = 250
"""Milliseconds after the last key before the fields are looked at."""


class IndicatorDialog(Dialog):
    """The button names the deed. `indicator`: the national one to change; without it a new one for the module."""

    def __init__(self, window: Window, module: str, indicator: Indicator | None = None):
        assert isinstance(window, QWidget)
        title = _("Change an indicator") if indicator else _("New national indicator")
        super().__init__(title, _("Store changes") if indicator else _("Create indicator"), window)
        self._window, self._session, self._indicator = window, window.session, indicator
        self._code_is_ours = indicator is None
        self._touched: set[str] = set()
        self._all = False
        profile = self._session.profile
        self.fields = IndicatorFields(profile.catalogue, profile.settings)
        held = whole(indicator.columns) if indicator else {**USUAL, "module_code": module}
        self.fields.show_columns(indicator.code if indicator else "", held)
        self.fields.code.setReadOnly(indicator is not None)
        self.fields.changed.connect(self._changed)
        self.body.addWidget(self.fields)
        self.remove = Button(_("Take this indicator away"), icon="trash-2")
        self.remove.clicked.connect(self._remove)
        self.remove.setVisible(indicator is not None)
        self.body.addLayout(columns(self.remove, -1))
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self.look)
        self.deed.clicked.disconnect()
        self.deed.clicked.connect(self._store)
        self._propose()
        self.say(_("It stands in its module beside the others, in every export, and rules see it."))
        next(iter(self.fields.titles.values())).setFocus()

    @property
    def code(self) -> str:
        return self.fields.code.text().strip()

    def _changed(self, column: str) -> None:
        self._touched.add(column)
        if column == "code":
            self._code_is_ours = False
        elif column.startswith("title") or column == "module_code":
            self._propose()
        self._soon.start(PAUSE)

    def _propose(self) -> None:
        """A code made of the title, until a person types another."""
        if self._code_is_ours:
            held = self.fields.columns
            title = next((edit.text() for edit in self.fields.titles.values() if edit.text().strip()), "")
            self.fields.code.setText(indicators.propose_code(self._session.profile, title, held["module_code"]))

    def look(self) -> list[Problem]:
        """Say what is wrong where a person has been; once the deed was asked for, everywhere."""
        self._soon.stop()
        found = indicators.faults(self._session.profile, self.code, self.fields.columns)
        if self._indicator is None and self.code in self._session.profile.catalogue.indicators:
            self._code_is_taken(found)
        self.fields.tell(found, None if self._all else self._touched)
        if self._all:
            self.say(_("Some fields are not right yet.") if found else "", "error")
        return found

    def _code_is_taken(self, found: list[Problem]) -> None:
        from desktop.domain.errors import Message  # noqa: PLC0415
        from desktop.domain.errors import Place as Where  # noqa: PLC0415

        found.insert(0, Problem(Message("INDICATOR-TAKEN", {"indicator": self.code}), where=Where(column="code")))

    def _store(self) -> None:
        self._all = True
        found = self.look()
        if found:
            self.fields.focus_on(self.fields.field_of(found[0]))
            return
        profile, code, asked = self._session.profile, self.code, self.fields.columns
        if self._is_in_the_way(asked):
            return
        text = _("Indicator {code}").format(code=code)
        self._session.do(text, lambda: indicators.write(profile, {code: asked}))
        self.accept()
        last = str(self._session.profile.settings.years[1])
        self._window.go(Place("module", asked["module_code"], Cell(code, "", last)))

    def _remove(self) -> None:
        if self._indicator is None or self._is_in_the_way(None):
            return
        profile, code = self._session.profile, self._indicator.code
        text = _("Take {title} away").format(title=words.title(self._indicator))
        self._session.do(text, lambda: indicators.remove(profile, code))
        self.accept()

    def _is_in_the_way(self, asked: dict[str, str] | None) -> bool:
        """Say which figures, formulas and rules stand against it."""
        against = indicators.in_the_way(self._session.profile, self.code, asked)
        if against:
            self.say("\n".join(problem.message.text(_) for problem in against), "error")
        return bool(against)
