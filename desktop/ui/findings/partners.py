"""Owns pointing to partner countries' files: the bar that says who is compared with, the dialog in which files are chosen."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QFileDialog, QListWidget, QWidget

from desktop.language import _, current
from desktop.services import places
from desktop.ui.common.buttons import Button
from desktop.ui.common.dialog import Dialog
from desktop.ui.common.messages import Bar
from desktop.ui.common.theme import px
from desktop.ui.common.widgets import Label, columns
from desktop.ui.session import ProfileSession


class PartnersBar(Bar):
    """Says whether the rules on mirror figures have anything to look at, and what could not be read."""

    def __init__(self, session: ProfileSession, parent: QWidget | None = None):
        super().__init__(parent)
        self._session = session

    def refresh(self, *, is_asked: bool) -> None:
        """`is_asked`: the person looks at mirror figures; otherwise only problems are shown."""
        session = self._session
        problems = [problem.message.text(_) for problem in session.partner_problems]
        if problems:
            self._show(" ".join(problems[:2]), "warning")
        elif not is_asked:
            self.settle()
        elif session.partner_countries:
            names = ", ".join(places.country_name(code, current()) for code in session.partner_countries)
            self._show(_("Compared with files of {countries}.").format(countries=names), "info")
        else:
            self._show(_("Rules that ask what partner countries report are silent: no file of them is chosen."), "info")

    def _show(self, text: str, kind: str) -> None:
        self.ask(text, [(_("Choose files…"), self._choose)], kind=kind, closes=False)

    def _choose(self) -> None:
        PartnersDialog(self._session, self).show_over()


class PartnersDialog(Dialog):
    """The list of files; nothing changes before *Compare*."""

    def __init__(self, session: ProfileSession, parent: QWidget):
        super().__init__(_("Partner countries' files"), _("Compare"), parent, width=620)
        self._session = session
        text = _(
            "What partner countries report about the same people: their profiles, SDMX-CSV files, or long tables whose name "
            "begins with the country, as in ROU.long.csv. The files are only read; nothing of them enters this profile."
        )
        self.body.addWidget(Label(text, tone="text2", wrap=True))
        self.files = QListWidget()
        self.files.setAccessibleName(_("Files"))
        self.files.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.files.setMinimumHeight(px(160))
        self.files.addItems([str(path) for path in session.partners])
        self.body.addWidget(self.files)
        add, remove = Button(_("Add files…"), icon="plus"), Button(_("Take away"))
        add.clicked.connect(self._ask)
        remove.clicked.connect(self._take_away)
        self.body.addLayout(columns(add, remove, -1, gap=8))
        self.accepted.connect(self._compare)

    @property
    def paths(self) -> list[Path]:
        return [Path(self.files.item(row).text()) for row in range(self.files.count())]

    def add(self, paths: list[str]) -> None:
        known = {str(path) for path in self.paths}
        self.files.addItems([path for path in paths if path not in known])

    def _ask(self) -> None:
        kinds = _("Profiles and tables") + " (*.mprofile *.csv)"
        dialog = QFileDialog(self, _("Partner countries' files"), str(self._session.profile.path.parent), kinds)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.filesSelected.connect(self.add)
        dialog.open()

    def _take_away(self) -> None:
        for item in self.files.selectedItems():
            self.files.takeItem(self.files.row(item))

    def _compare(self) -> None:
        self._session.set_partners(self.paths)
