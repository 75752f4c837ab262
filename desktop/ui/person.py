"""Owns the dialog in which a person says who works at this computer; what they write carries it from then on."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.language import _
from desktop.services import person
from desktop.ui.common.dialog import Dialog
from desktop.ui.common.widgets import Label
from desktop.ui.session import ProfileSession


class PersonDialog(Dialog):
    """Name and institution; they stand beside every change in the history."""

    def __init__(self, session: ProfileSession, parent: QWidget):
        super().__init__(_("Who works here"), _("Save"), parent, width=460)
        self._session = session
        known = person.author()
        text = _("Name and institution stand beside every change that is made on this computer.")
        self.body.addWidget(Label(text, tone="text2", wrap=True))
        self.name, self.institution = QLineEdit(known.name), QLineEdit(known.institution)
        for word, field in ((_("Name"), self.name), (_("Institution"), self.institution)):
            label = Label(word, size=12, tone="text2")
            label.setBuddy(field)
            field.setAccessibleName(word)
            self.body.addWidget(label)
            self.body.addWidget(field)
        self.body.addStretch(1)
        self.name.selectAll()
        self.accepted.connect(self._save)

    def _save(self) -> None:
        person.introduce(self.name.text(), self.institution.text())
        self._session.profile.author = person.author()
