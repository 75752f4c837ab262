"""Owns the panel beside the list of rules: a rule of the catalogue is read there, a national one written."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedLayout, QWidget

from desktop.services.rules import RuleState
from desktop.ui.rules.reader import RuleReader
from desktop.ui.rules.writer import RuleWriter
from desktop.ui.session import ProfileSession


class RulePanel(QWidget):
    """Shows a rule of the catalogue, or the fields of a national one. `go` carries the code whose findings are asked for."""

    go = Signal(str)

    def __init__(self, session: ProfileSession, parent: QWidget | None = None):
        super().__init__(parent)
        self.reading, self.writing = RuleReader(session), RuleWriter(session)
        self.reading.go.connect(self.go)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.reading)
        self._stack.addWidget(self.writing)

    def show_rule(self, rule: RuleState | None, findings: int = 0) -> None:
        if rule is not None and rule.is_national and not rule.off:
            self.writing.show_rule(rule)
            self._stack.setCurrentWidget(self.writing)
        else:
            self.reading.show_rule(rule, findings)
            self._stack.setCurrentWidget(self.reading)

    def write_new(self) -> None:
        self.writing.show_rule(None)
        self._stack.setCurrentWidget(self.writing)
        self.writing.code.setFocus()
