"""Owns the fields of a national rule: looked at while it is written, tried out on the figures, stored."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from desktop.catalogue.national import COLUMNS, USUAL
from desktop.domain.errors import KnownError
from desktop.domain.finding import SEVERITIES
from desktop.language import _, current, plural
from desktop.services import rules
from desktop.services.rules import RuleState
from desktop.ui.common import marks
from desktop.ui.common.buttons import Button
from desktop.ui.common.flow import FlowLayout
from desktop.ui.common.theme import px
from desktop.ui.common.widgets import Combo, Label, Picture, columns
from desktop.ui.rules.model import message_of
from desktop.ui.rules.reader import FIELDS, scrolling
from desktop.ui.session import ProfileSession

OPERATORS = ("==", "<=", ">=", "<", ">", "!=")
HINTS = {
    "left": "sum(IMM.STOCK.TOT, SEX)", "right": "IMM.STOCK.TOT", "tolerance": "0 · 5 · 10% · 10%+50", "dims": "SEX;AGE",
    "scope": "unit=persons",
}  # fmt: skip
MOST_SHOWN = 5
"""Places that a rule which is tried out names."""
PAUSE = 250
"""Milliseconds after the last key before a rule that is being written is looked at."""


class RuleWriter(QWidget):
    """The fields of a national rule; what is wrong is said while it is written, and it is tried out before it is stored."""

    def __init__(self, session: ProfileSession, parent: QWidget | None = None):
        super().__init__(parent)
        self._session = session
        self.title = Label("", size=14, weight=600)
        self.code = QLineEdit()
        self.edits = {name: QLineEdit() for name in FIELDS}
        self.operator, self.severity = Combo(name=_("Must be")), Combo(name=_("Severity"))
        self.message = QPlainTextEdit()
        self.state_mark, self.state = Picture(mark="error", size=13), Label("", size=12, wrap=True)
        self.tried = Label("", size=12, tone="text2", wrap=True)
        self.try_out, self.store = Button(_("Try out")), Button("", kind="primary")
        self.off, self.remove = Button(_("Switch off…"), small=True), Button(_("Take away"), small=True)
        self._rule: RuleState | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self.look)
        self._build()

    def _build(self) -> None:
        body = QVBoxLayout()
        body.addWidget(self.title)
        for operator in OPERATORS:
            self.operator.addItem(operator, operator)
        for severity in SEVERITIES:
            self.severity.addItem(_(marks.WORDS[severity]), severity)
        self.code.setPlaceholderText("NAT-PERMITS")
        self._field(body, _("Code"), self.code)
        self._field(body, _("Severity"), self.severity)
        for name, title in FIELDS.items():
            self.edits[name].setPlaceholderText(HINTS[name])
            self._field(body, _(title), self.edits[name])
            if name == "left":
                self._field(body, _("Must be"), self.operator)
        self.message.setTabChangesFocus(True)
        self.message.setFixedHeight(px(58))
        self._field(body, _("What it says when this does not hold"), self.message)
        for edit in (self.code, *self.edits.values()):
            edit.textEdited.connect(self._changed)
        self.message.textChanged.connect(self._changed)
        for combo in (self.operator, self.severity):
            combo.activated.connect(self._changed)
        body.addSpacing(px(4))
        body.addLayout(columns(self.state_mark, 6, self.state))
        body.addWidget(self.tried)
        buttons = FlowLayout(px(8))
        deeds = (
            (self.try_out, self.try_it),
            (self.store, self.save),
            (self.off, self.switch_off),
            (self.remove, self.take_away),
        )
        for button, deed in deeds:
            button.clicked.connect(deed)
            buttons.addWidget(button)
        body.addLayout(buttons)
        body.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolling(body))

    def _field(self, body: QVBoxLayout, title: str, field: QWidget) -> None:
        label = Label(title, size=12, tone="text2")
        label.setBuddy(field)
        field.setAccessibleName(title)
        body.addSpacing(px(2))
        body.addWidget(label)
        body.addWidget(field)

    def show_rule(self, rule: RuleState | None) -> None:
        """A national rule to change, or empty fields for a new one."""
        self._rule = rule
        held = rule.columns if rule else USUAL
        self.title.setText(rule.code if rule else _("A new rule of this profile"))
        self.code.setText(rule.code if rule else "NAT-")
        self.code.setReadOnly(rule is not None)
        for name, edit in self.edits.items():
            edit.setText(held[name])
        self.operator.setCurrentIndex(OPERATORS.index(held["operator"]))
        self.severity.setCurrentIndex(SEVERITIES.index(held["severity"]))
        self.message.setPlainText(message_of(rule) if rule else "")
        self.store.setText(_("Store") if rule else _("Switch on"))
        self.off.setVisible(rule is not None)
        self.remove.setVisible(rule is not None)
        self.tried.setText("")
        self.look()

    @property
    def columns(self) -> dict[str, str]:
        """The rule as the fields say; messages in other languages stay."""
        held = dict(self._rule.columns) if self._rule else {}
        made = {name: held.get(name, "") for name in COLUMNS}
        made |= {name: edit.text().strip() for name, edit in self.edits.items()}
        made["operator"], made["severity"] = str(self.operator.currentData()), str(self.severity.currentData())
        made[f"message_{current()}"] = self.message.toPlainText().strip()
        return made

    def _changed(self) -> None:
        self.tried.setText("")
        self._soon.start(PAUSE)

    def look(self) -> bool:
        """Say what is wrong with the rule as it is written; whether it can run."""
        self._soon.stop()
        code = self.code.text().strip()
        faults = rules.faults(self._session.profile, code, self.columns)
        if self._rule is None and code in self._session.profile.catalogue.rules:
            text = _("There is a rule {rule} already.").format(rule=code)
        else:
            text = str(faults[0].message.context["defect"]) if faults else ""
        self.state_mark.show_mark("error" if text else "")
        self.state.setText(text or _("The rule can be read."))
        self.try_out.setEnabled(not text)
        self.store.setEnabled(not text and self._session.is_writable)
        return not text

    def try_it(self) -> None:
        """Say what the rule would find, and store nothing."""
        if not self.look():
            return
        try:
            checked = rules.try_out(self._session.profile, {self.code.text().strip(): self.columns})
        except KnownError as error:
            self.tried.setText(error.text(_))
            return
        found = checked.findings
        lines = [
            plural("It would find {n} place.", "It would find {n} places.", len(found))
            if found
            else _("It would find nothing.")
        ]
        lines += [f"{one.address}: {one.left} {one.operator} {one.right}" for one in found[:MOST_SHOWN]]
        if len(found) > 5:
            lines.append(_("… and {n} more").format(n=len(found) - MOST_SHOWN))
        self.tried.setText("\n".join(lines))

    def save(self) -> None:
        """Store the rule; it runs from now on."""
        if self.look():
            session, code, held = self._session, self.code.text().strip(), self.columns
            session.do(_("Rule {rule}").format(rule=code), lambda: rules.write(session.profile, {code: held}))

    def switch_off(self) -> None:
        if self._rule is not None:
            session, code = self._session, self._rule.code
            reason = _("a national rule that is not used at present")
            session.do(
                _("Switch {rule} off").format(rule=code), lambda: rules.switch_off(session.profile, code, reason)
            )

    def take_away(self) -> None:
        if self._rule is not None:
            session, code = self._session, self._rule.code
            session.do(_("Take {rule} away").format(rule=code), lambda: rules.remove(session.profile, code))
