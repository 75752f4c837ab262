"""Owns the tab of backups: when they were made and before what, saving a copy, bringing one back in three clicks."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QFileDialog, QScrollArea, QVBoxLayout, QWidget

from desktop.domain.errors import KnownError
from desktop.language import _, marked
from desktop.services import health
from desktop.ui.common.buttons import Button
from desktop.ui.common.messages import Bar
from desktop.ui.common.theme import px
from desktop.ui.common.widgets import Label, Picture, columns, line
from desktop.ui.window import Window

_NAME = re.compile(r"(\d{4})-(\d\d)-(\d\d)T(\d\d)(\d\d)\d\d(?:-before-(\w+))?")
BEFORE = {
    "import": marked("before an import"), "restore": marked("before a backup was brought back"), "undo": marked("before an undo"),
    "rebuild": marked("before a rebuild"), "upgrade": marked("before an upgrade"), "asked": marked("asked for"),
}  # fmt: skip


class BackupsTab(QWidget):
    """Kept by the program: 7 days, 4 weeks, 12 months, and the ten newest before a risky step."""

    def __init__(self, window: Window):
        super().__init__()
        self._window = window
        self.bar = Bar()
        self.save = Button(_("Save a copy to…"), icon="save")
        self.save.clicked.connect(self._ask)
        self.list = QVBoxLayout()
        self.list.setSpacing(0)
        inside = QWidget()
        inside.setObjectName("page")
        body = QVBoxLayout(inside)
        body.setContentsMargins(px(16), px(14), px(16), px(14))
        body.setSpacing(px(8))
        words = Label(
            _("Made each day and before every import or restore; kept 7 days, 4 weeks and 12 months."),
            tone="text2",
            wrap=True,
        )
        head = columns(words, self.save, gap=12)
        head.setStretch(0, 1)
        body.addLayout(head)
        body.addLayout(self.list)
        body.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inside)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self.bar)
        outer.addWidget(scroll)

    def refresh(self) -> None:
        """List the backups there are, newest first."""
        while (item := self.list.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for path in health.automatic_backups(self._window.session.profile):
            self.list.addWidget(self._row(path))

    def _row(self, path: Path) -> QWidget:
        row = QWidget()
        when, why = words_of(path.name)
        button = Button(_("Bring back…"), small=True)
        button.setAccessibleName(_("Bring back the backup of {when}").format(when=when))
        button.setEnabled(self._window.session.is_writable)
        button.clicked.connect(self._asking(path, when))
        size = f"{path.stat().st_size / 1024:,.0f} KB".replace(",", "\u202f")
        texts = columns(
            Picture(icon="history", size=16), Label(when), Label(why, size=12, tone="text2"), -1,
            Label(size, size=12, tone="muted"), button, margins=(2, 5, 2, 5), gap=10,
        )  # fmt: skip
        outer = QVBoxLayout(row)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addLayout(texts)
        outer.addWidget(line())
        return row

    def _asking(self, path: Path, when: str) -> Callable[[], None]:
        def ask() -> None:
            words = _("Bring back the state of {when}? What is here now is backed up first, so this can be taken back.")
            deed = (_("Bring back"), lambda: self.restore(path))
            self.bar.ask(words.format(when=when), [deed], kind="warning")

        return ask

    def restore(self, backup: Path) -> None:
        """Close the profile, put the backup in its place, open it again."""
        path = self._window.session.profile.path
        self._window.close_profile()
        try:
            health.restore(path, backup).close()
        except KnownError as error:
            self._window.show_error(error)
        self._window.open_path(path)

    def _ask(self) -> None:
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation) or str(Path.home())
        name = Path(folder) / f"{self._window.session.profile.path.stem}-copy.mprofile"
        dialog = QFileDialog(self, _("Where to save the copy"), str(name))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("mprofile")
        dialog.selectFile(name.name)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda chosen: self.save_copy(Path(chosen)))
        dialog.open()

    def save_copy(self, target: Path) -> None:
        try:
            health.back_up(self._window.session.profile, target)
        except KnownError as error:
            self.bar.show_error(error)
        else:
            self._window.say(_("A copy was saved as {file}").format(file=target.name))


def words_of(name: str) -> tuple[str, str]:
    """Moment (UTC) and reason of a backup, from its file name."""
    match = _NAME.match(name)
    if not match:
        return name, ""
    year, month, day, hour, minute, before = match.groups()
    return f"{day}.{month}.{year} {hour}:{minute} UTC", _(BEFORE.get(before, marked("daily"))) if before else _("daily")
