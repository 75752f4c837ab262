"""Owns the tab that sends files out:
what each format is for, which modules, in which language; what was written last.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QFileDialog, QScrollArea, QVBoxLayout, QWidget

from desktop.catalogue.model import in_language
from desktop.language import LANGUAGES, _, current, marked, plural
from desktop.services.exporting import Exported, export
from desktop.services.profile import open_profile
from desktop.ui.common import tasks
from desktop.ui.common.buttons import Button
from desktop.ui.common.messages import Bar
from desktop.ui.common.theme import px
from desktop.ui.common.widgets import Card, Combo, Label, Picture, columns, rows
from desktop.ui.window import Window

FORMATS = (
    ("xlsx", "file-spreadsheet", marked("Workbook"), marked("One sheet per module, with lists, notes and findings, to work on in Excel.")),
    ("pdf", "file-text", marked("Report"), marked("Cover, contents, tables, charts and sources, ready to print.")),
    ("csv", "table", marked("SDMX-CSV"), marked("The figures for statistical systems, with their table of sources beside them.")),
    ("long.csv", "list", marked("Long table"), marked("One row per figure, for other programs and for another profile.")),
)  # fmt: skip
LANGUAGE_NAMES = {"en": "English", "fr": "Français", "es": "Español"}


class ExportTab(QWidget):
    """Each export shows the state of the file on disk; its fingerprint says so."""

    def __init__(self, window: Window):
        super().__init__()
        self._window, self._session = window, window.session
        settings = self._session.profile.settings
        self.module = Combo(name=_("Modules"))
        self.module.setMinimumContentsLength(26)
        self.module.addItem(_("All modules"), "")
        for code in settings.modules:
            self.module.addItem(in_language(self._session.profile.catalogue.modules[code].title, current()), code)
        self.language = Combo(name=_("Language of the export"))
        for code in LANGUAGES:
            self.language.addItem(LANGUAGE_NAMES[code], code)
        self.language.setCurrentIndex(LANGUAGES.index(settings.languages[0]))
        self.bar = Bar()
        self.last = Label("", size=12, tone="text2", wrap=True)
        self.buttons: dict[str, Button] = {}
        self._build()

    @property
    def first(self) -> QWidget:
        return self.buttons["xlsx"]

    def _build(self) -> None:
        inside = QWidget()
        inside.setObjectName("page")
        body = QVBoxLayout(inside)
        body.setContentsMargins(px(16), px(14), px(16), px(14))
        body.setSpacing(px(10))
        choices = columns(
            Label(_("Modules"), tone="text2"),
            self.module,
            12,
            Label(_("Language"), tone="text2"),
            self.language,
            -1,
            gap=8,
        )
        body.addLayout(choices)
        for ending, icon, title, words in FORMATS:
            body.addWidget(self._card(ending, icon, _(title), _(words)))
        body.addWidget(self.last)
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

    def _card(self, ending: str, icon: str, title: str, words: str) -> Card:
        card = Card()
        card.setMaximumWidth(px(760))
        button = Button(_("Export…"), tip=_("Export as {format}").format(format=title))
        button.setAccessibleName(_("Export as {format}").format(format=title))
        button.clicked.connect(self._asking(ending))
        self.buttons[ending] = button
        text = rows(Label(title, weight=600), Label(words, size=12, tone="text2", wrap=True), gap=2)
        row = columns(Picture(icon=icon, size=20), text, button, margins=(14, 10, 14, 10), gap=12)
        row.setStretch(1, 1)
        card.setLayout(row)
        return card

    def choose_module(self, code: str) -> None:
        self.module.setCurrentIndex(max(self.module.findData(code), 0))

    def _asking(self, ending: str) -> Callable[[], None]:
        def ask() -> None:
            folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation) or str(
                Path.home()
            )
            name = Path(folder) / f"{self._session.profile.path.stem}.{ending}"
            dialog = QFileDialog(self, _("Where to save the file"), str(name))
            dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
            dialog.selectFile(name.name)
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.fileSelected.connect(lambda path: self.write(Path(path), ending))
            dialog.open()

        return ask

    def write(self, path: Path, ending: str) -> tasks.Task:
        """Write in a worker that reads the file on disk; the window goes on meanwhile."""
        if not path.name.endswith(f".{ending}"):
            path = path.with_name(f"{path.name}.{ending}")
        source = self._session.profile.path
        modules = [str(self.module.currentData())] if self.module.currentData() else None
        language = str(self.language.currentData())

        def work(_steps: tasks.Steps) -> Exported:
            with open_profile(source, write=False) as profile:
                return export(profile, path, modules=modules, report_language=language)

        for button in self.buttons.values():
            button.setEnabled(False)
        self.last.setText(_("Writing {file} …").format(file=path.name))
        task = tasks.Task(work, self)
        task.done.connect(self._done)
        task.failed.connect(self._failed)
        task.broken.connect(lambda: self._rest(""))
        return task.start()

    def _done(self, done: Exported) -> None:
        number = plural("{n} figure", "{n} figures", done.observations)
        words = _("{path}: {figures}, fingerprint {mark}. Files of the same state print the same fingerprint.")
        self._rest(words.format(path=done.path, figures=number, mark=done.fingerprint[:12]))
        self._window.say(_("Exported {file}").format(file=done.path.name))
        self._session.was_exported()
        left_out = sum(problem.message.code == "LEFT-OUT" for problem in done.problems)
        others = [problem.message.text(_) for problem in done.problems if problem.message.code != "LEFT-OUT"]
        if left_out:
            text = plural(
                "{n} text cannot be read as a number and was left out.",
                "{n} texts cannot be read as numbers and were left out.",
                left_out,
            )
            self.bar.tell(" ".join((text, *others)), kind="warning")
        elif others:
            self.bar.tell(" ".join(others), kind="info")
        else:
            self.bar.settle()

    def _failed(self, error: object) -> None:
        from desktop.domain.errors import KnownError  # noqa: PLC0415

        assert isinstance(error, KnownError)
        self._rest("")
        self.bar.show_error(error)

    def _rest(self, text: str) -> None:
        self.last.setText(text)
        for button in self.buttons.values():
            button.setEnabled(True)
