"""Owns one rule in full, and switching it off with a reason or on again."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPlainTextEdit, QScrollArea, QVBoxLayout, QWidget

from desktop.catalogue.national import TITLES
from desktop.language import _, plural
from desktop.services import rules
from desktop.services.rules import RuleState
from desktop.ui.common import marks
from desktop.ui.common.buttons import Button
from desktop.ui.common.theme import px
from desktop.ui.common.widgets import Label, Picture, columns, line
from desktop.ui.rules.model import message_of
from desktop.ui.session import ProfileSession

FIELDS = {name: TITLES[name] for name in ("left", "right", "tolerance", "dims", "scope")}


def scrolling(body: QVBoxLayout) -> QScrollArea:
    inside = QWidget()
    inside.setLayout(body)
    body.setContentsMargins(px(14), px(12), px(12), px(12))
    body.setSpacing(px(6))
    scroll = QScrollArea()
    scroll.setWidgetResizable(True)
    scroll.setWidget(inside)
    scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return scroll


class RuleReader(QWidget):
    """One rule in full, with the field for the reason why it is switched off."""

    go = Signal(str)

    def __init__(self, session: ProfileSession, parent: QWidget | None = None):
        super().__init__(parent)
        self._session = session
        self.rule: RuleState | None = None
        self.reason = QPlainTextEdit()
        self.deed = Button("", kind="normal")
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._shown: QWidget | None = None

    def show_rule(self, rule: RuleState | None, findings: int) -> None:
        if self._shown is not None:
            self._outer.removeWidget(self._shown)
            self._shown.hide()
            self._shown.deleteLater()
            self._shown = None
        self.rule = rule
        if rule is None:
            return
        body = QVBoxLayout()
        self._describe(body, rule, findings)
        body.addSpacing(px(6))
        body.addWidget(line())
        self._switch(body, rule)
        body.addStretch(1)
        self._shown = scrolling(body)
        self._outer.addWidget(self._shown)

    def _describe(self, body: QVBoxLayout, rule: RuleState, findings: int) -> None:
        held, severity = rule.columns, rule.columns["severity"]
        word = Label(_(marks.WORDS[severity]), size=12, tone="text2")
        body.addLayout(
            columns(Picture(mark=severity, size=14), 8, Label(rule.code, size=14, weight=600), -1, word)
        )  # fmt: skip
        body.addWidget(Label(message_of(rule), wrap=True))
        if held["left"]:
            text = f"{held['left']} {held['operator']} {held['right']}"
            body.addLayout(
                columns(Picture(icon="sigma", token="muted", size=13), 6, Label(text, size=11, tone="muted", wrap=True))
            )
        for name in ("tolerance", "dims", "scope"):
            if held[name] and not (name == "tolerance" and held[name] == "0"):
                body.addWidget(
                    Label(f"{_(FIELDS[name])}: {held[name].replace(';', ', ')}", size=12, tone="text2", wrap=True)
                )
        if held.get("rationale"):
            body.addWidget(Label(held["rationale"], size=12, tone="text2", wrap=True))
        if findings:
            show = Button(plural("Show {n} finding", "Show {n} findings", findings), small=True)
            show.clicked.connect(lambda: self.go.emit(rule.code))
            body.addLayout(columns(show, -1))

    def _switch(self, body: QVBoxLayout, rule: RuleState) -> None:
        is_writable = self._session.is_writable
        if rule.off:
            body.addWidget(Label(_("Switched off"), weight=600))
            body.addWidget(Label(rule.off, wrap=True))
            body.addWidget(Label(_("The reason is printed in every export."), size=12, tone="text2", wrap=True))
            self.deed = Button(_("Switch on"), kind="primary")
            self.deed.clicked.connect(self.switch_on)
        else:
            body.addWidget(Label(_("Switch it off in this profile"), weight=600))
            body.addWidget(
                Label(_("Say why; the reason is printed in every export."), size=12, tone="text2", wrap=True)
            )
            self.reason = QPlainTextEdit()
            self.reason.setAccessibleName(_("Reason"))
            self.reason.setTabChangesFocus(True)
            self.reason.setFixedHeight(px(58))
            body.addWidget(self.reason)
            self.deed = Button(_("Switch off"))
            self.deed.clicked.connect(self.switch_off)
            self.deed.setEnabled(False)
            self.reason.textChanged.connect(
                lambda: self.deed.setEnabled(is_writable and bool(self.reason.toPlainText().strip()))
            )
        if not is_writable:
            self.deed.setEnabled(False)
        body.addLayout(columns(-1, self.deed))

    def switch_off(self) -> None:
        rule, session = self.rule, self._session
        if rule is not None:
            reason = self.reason.toPlainText()
            session.do(
                _("Switch {rule} off").format(rule=rule.code),
                lambda: rules.switch_off(session.profile, rule.code, reason),
            )

    def switch_on(self) -> None:
        rule, session = self.rule, self._session
        if rule is not None:
            session.do(
                _("Switch {rule} on").format(rule=rule.code), lambda: rules.switch_on(session.profile, rule.code)
            )
