"""Owns the dialog that joins two sources that are one: which one stays, what would happen, what stands against it."""

from __future__ import annotations

from difflib import SequenceMatcher

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCompleter, QWidget

from desktop.language import _, plural
from desktop.services import sources
from desktop.ui.common.dialog import Dialog
from desktop.ui.common.messages import MOST_LINES
from desktop.ui.common.widgets import Combo, Label, columns
from desktop.ui.session import ProfileSession
from desktop.ui.sources.editor import FIELDS
from desktop.ui.sources.model import SourceRow


class JoinDialog(Dialog):
    """The source of the panel goes, the one chosen here stays; nothing happens before *Join*."""

    def __init__(self, session: ProfileSession, row: SourceRow, others: list[SourceRow], parent: QWidget):
        super().__init__(_("Join two sources that are one"), _("Join sources"), parent, width=620)
        self._session, self._gone = session, row.source
        self.kept = ""
        """Id of the source that stays, once they are joined."""
        title = row.source.title or row.source.id
        said = _("“{title}” goes. Its figures and explanations become those of:")
        self.body.addWidget(Label(said.format(title=title), wrap=True))
        self.other = Combo(name=_("The source that stays"))
        self.other.setEditable(True)
        self.other.setInsertPolicy(Combo.InsertPolicy.NoInsert)
        for one in others:
            name = one.source.title or one.source.id
            number = plural("{n} figure", "{n} figures", one.figures)
            self.other.addItem(f"{name} · {one.source.id} · {number}", one.source.id)
        completer = self.other.completer()
        assert isinstance(completer, QCompleter)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        alike = [
            SequenceMatcher(None, title.casefold(), (one.source.title or one.source.id).casefold()) for one in others
        ]
        self.other.setCurrentIndex(max(range(len(others)), key=lambda at: alike[at].ratio()))
        field = columns(self.other)
        field.setStretch(0, 1)
        self.body.addLayout(field)
        self.what = Label("", tone="text2", wrap=True)
        self.against = Label("", tone="error", wrap=True)
        self.body.addWidget(self.what)
        self.body.addWidget(self.against)
        self.body.addStretch(1)
        self.say(_("One step: Undo separates them again."))
        self.other.currentTextChanged.connect(self._look)
        self.deed.clicked.disconnect()
        self.deed.clicked.connect(self._join)
        self._look()
        self.other.setFocus()

    @property
    def chosen(self) -> str:
        at = self.other.findText(self.other.currentText(), Qt.MatchFlag.MatchFixedString)
        return str(self.other.itemData(at)) if at >= 0 else ""

    def _look(self) -> None:
        """Say what joining would do, and which cells stand against it."""
        kept = self.chosen
        self.deed.setEnabled(bool(kept))
        self.what.setText("")
        self.against.setText("")
        if not kept:
            return
        plan = sources.plan_join(self._session.profile, self._gone.id, kept)
        parts = [plural("{n} figure moves.", "{n} figures move.", plan.moved)]
        if plan.alike:
            said = plural(
                "{n} figure stands in both and is kept once.",
                "{n} figures stand in both and are kept once.",
                plan.alike,
            )
            parts.append(said)
        if plan.filled:
            fields = ", ".join(_(FIELDS[name]) for name in plan.filled)
            parts.append(_("These fields are filled in: {fields}.").format(fields=fields))
        self.what.setText(" ".join(parts))
        if plan.differing:
            lines = [problem.message.text(_) for problem in plan.differing[:MOST_LINES]]
            if len(plan.differing) > MOST_LINES:
                lines.append(_("… and {n} more.").format(n=len(plan.differing) - MOST_LINES))
            self.against.setText("\n".join(lines))
        self.deed.setEnabled(not plan.differing)

    def _join(self) -> None:
        profile, gone, kept = self._session.profile, self._gone.id, self.chosen
        self.kept = kept
        self._session.do(
            _("Join {gone} with {kept}").format(gone=gone, kept=kept), lambda: sources.join(profile, gone, kept)
        )
        self.accept()
