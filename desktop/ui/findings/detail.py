"""Owns what stands beside the list of findings:
one finding in full, how it came about, its explanation, other ways out.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QScrollArea, QVBoxLayout, QWidget

from desktop.catalogue import wording
from desktop.catalogue.model import in_language
from desktop.domain.address import Cell, Key
from desktop.domain.finding import Finding
from desktop.domain.profile import Undecided
from desktop.language import _, current
from desktop.services import checking, recording
from desktop.ui.common import words as common_words
from desktop.ui.common.buttons import Button
from desktop.ui.common.flow import FlowLayout
from desktop.ui.common.theme import px
from desktop.ui.common.widgets import Chip, Label, Picture, columns, let_scroll, line
from desktop.ui.findings import words
from desktop.ui.findings.model import mark_of
from desktop.ui.findings.working import WorkingCard
from desktop.ui.session import ProfileSession

REASONS = ("O", "M", "L", "Q")
"""Statuses that say why there is no figure."""


class ExplanationField(QPlainTextEdit):
    """Ctrl+Enter explains."""

    done = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if ctrl and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.done.emit()
        else:
            super().keyPressEvent(event)


class FindingDetail(QScrollArea):
    """`go` carries the finding or one of its cells."""

    go = Signal(object)
    go_to_cell = Signal(object)
    go_to_rule = Signal(str)

    def __init__(self, session: ProfileSession, parent: QWidget | None = None):
        super().__init__(parent)
        self._session = session
        self.finding: Finding | None = None
        self.field: ExplanationField | None = None
        self.deed: Button | None = None
        self.all_deed: Button | None = None
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        let_scroll(self, _("The finding"))
        self.show_finding(None)

    def show_finding(self, finding: Finding | None) -> None:
        self.finding, self.field, self.deed, self.all_deed = finding, None, None, None
        inside = QWidget()
        inside.setObjectName("page")
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(px(20), px(14), px(18), px(14))
        layout.setSpacing(px(8))
        if finding is not None:
            self._head(layout, finding)
            layout.addSpacing(px(4))
            layout.addWidget(Label(_("How the rule worked it out"), weight=600))
            card = WorkingCard(self._session, finding)
            card.went.connect(self.go_to_cell)
            layout.addWidget(card)
            rule = self._session.profile.catalogue.rules.get(finding.rule)
            if rule is not None:
                text = Label(f"{rule.left_text} {rule.operator} {rule.right_text}", size=11, tone="muted", wrap=True)
                layout.addLayout(columns(Picture(icon="sigma", token="muted", size=13), text, gap=6))
            layout.addSpacing(px(4))
            self._explanation(layout, finding)
            self._ways_out(layout, finding)
        layout.addStretch(1)
        self.setWidget(inside)

    def _head(self, layout: QVBoxLayout, finding: Finding) -> None:
        session = self._session
        title = Label(words.headline(session, finding), size=16, weight=600, wrap=True)
        layout.addLayout(columns(Picture(mark=mark_of(session, finding), size=18), 10, title))
        text = words.sentence(session, finding)
        if text:
            layout.addWidget(Label(text, size=12.5, tone="text2", wrap=True))
        module = in_language(session.profile.catalogue.modules[finding.module].short, current())
        chips = [Chip(module), Chip(wording.period_text(finding.period))]
        institution = session.institution_of(finding)
        if institution:
            chips.append(Chip(institution))
        if finding.source:
            chips.append(Chip(common_words.source_word(session.profile.figures, finding.source)))
        code = Label(finding.rule, size=11, tone="muted")
        layout.addLayout(columns(*chips, -1, code, gap=8))

    def _explanation(self, layout: QVBoxLayout, finding: Finding) -> None:
        session = self._session
        if finding.severity == "error":
            text = _("An error cannot be explained; it stops handing in until a figure is corrected.")
            layout.addWidget(Label(text, size=12.5, tone="text2", wrap=True))
            return
        held = checking.explanation(session.profile, finding)
        aside = Label(_("printed in the annex of the report"), size=12, tone="text2")
        layout.addLayout(columns(Label(_("Explain it"), weight=600), -1, aside))
        self.field = ExplanationField()
        self.field.setAccessibleName(_("Explanation"))
        self.field.setPlaceholderText(_("Why the figures are as they are, in a sentence or two."))
        self.field.setPlainText(held.text if held else "")
        self.field.setTabChangesFocus(True)
        self.field.setFixedHeight(px(62))
        self.field.done.connect(self.explain)
        layout.addWidget(self.field)
        self.deed = Button(_("Change the explanation") if held else _("Explain"), kind="primary")
        self.deed.clicked.connect(self.explain)
        self.deed.setEnabled(session.is_writable)
        who = f"{held.by}, {held.at[:10]}. " if held else ""
        kept = Label(who + _("Kept until one of these figures changes"), size=12, tone="text2", wrap=True)
        layout.addLayout(columns(Picture(mark="explained", size=13), 6, kept, gap=2))
        buttons = [self.deed]
        series = self._same_series(finding)
        if len(series) > 1:
            text = _("Explain all {n} of this series").format(n=len(series))
            self.all_deed = Button(text, small=False)
            self.all_deed.clicked.connect(self.explain_series)
            self.all_deed.setEnabled(session.is_writable)
            buttons.insert(0, self.all_deed)
        layout.addLayout(columns(-1, *buttons, gap=8))

    def _ways_out(self, layout: QVBoxLayout, finding: Finding) -> None:
        layout.addSpacing(px(6))
        layout.addWidget(line())
        layout.addWidget(Label(_("Or settle it"), weight=600))
        buttons = FlowLayout(px(8))
        show = Button(_("Show the cells"), icon="table")
        show.clicked.connect(self._show)
        buttons.addWidget(show)
        layout.addLayout(buttons)
        broken = self._breakable(finding)
        if broken is not None:
            mark = Button(_("Mark a break in {year}").format(year=broken.period), icon="split")
            mark.clicked.connect(lambda: self._mark_break(broken))
            buttons.addWidget(mark)
        if finding.rule == "SER-GAP" and self._session.is_writable:
            for status in REASONS:
                named = in_language(
                    self._session.profile.catalogue.dimensions["OBS_STATUS"].members[status].title, current()
                )
                button = Button(f"[{status}] {named}", small=True)
                button.clicked.connect(lambda _checked=False, status=status: self._say_missing(status))
                buttons.addWidget(button)
        rule = finding.rule
        if not rule.startswith("VAL-"):
            off = Button(_("Rule {rule}…").format(rule=rule), icon="sliders-horizontal")
            off.clicked.connect(lambda: self.go_to_rule.emit(rule))
            buttons.addWidget(off)

    def _breakable(self, finding: Finding) -> Key | None:
        """The published figure at which a break would say why a change is no error."""
        session = self._session
        family = words.family_of(session, finding)
        if not session.is_writable or (family not in ("yoy", "balance") and finding.rule != "SER-JUMP"):
            return None
        cell = Cell(finding.indicator, finding.items, finding.period)
        published = session.profile.figures.published(cell)
        if published is None or isinstance(published, Undecided) or not published[1].is_valued:
            return None
        return None if published[1].status == "B" else Key(*cell, published[0])

    def _mark_break(self, key: Key) -> None:
        session = self._session
        session.do(
            _("Mark a break in {year}").format(year=key.period), lambda: recording.mark_break(session.profile, key)
        )

    def _same_series(self, finding: Finding) -> list[Finding]:
        """What the same rule says of other years of the same cells and is not explained yet, this finding first."""
        session = self._session
        others = [
            other
            for other in session.findings
            if (other.rule, other.indicator, other.items) == (finding.rule, finding.indicator, finding.items)
            and other.id != finding.id
            and not session.is_explained(other)
        ]
        return [finding, *others]

    def _say_missing(self, status: str) -> None:
        finding, session = self.finding, self._session
        if finding is not None:
            cells = [part.cell for part in finding.cells]
            session.do(_("Say why figures are missing"), lambda: recording.say_missing(session.profile, cells, status))

    def _show(self) -> None:
        if self.finding is not None:
            self.go.emit(self.finding)

    def explain(self) -> None:
        """Record the text as the explanation of this finding."""
        if self.finding is not None:
            self._explain([self.finding], _("Explain a finding"))

    def explain_series(self) -> None:
        """Record it for what the same rule says of the other years too."""
        if self.finding is not None:
            self._explain(self._same_series(self.finding), _("Explain the findings of a series"))

    def _explain(self, findings: list[Finding], step: str) -> None:
        text = self.field.toPlainText().strip() if self.field else ""
        session = self._session
        if text:
            session.do(step, lambda: recording.explain(session.profile, findings, text))
