"""Owns the dialog that makes a profile (picture 12): country, title, years, modules, languages, institution, file."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import (
    QCompleter,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from desktop.catalogue.model import Module, in_language
from desktop.catalogue.reading import shipped
from desktop.domain.errors import KnownError
from desktop.language import LANGUAGES, _, current, plural
from desktop.services import person, places
from desktop.services.profile import DEFAULT_YEARS_BACK, create_profile
from desktop.ui.common.buttons import Button
from desktop.ui.common.choosing import CheckBox
from desktop.ui.common.dialog import Dialog
from desktop.ui.common.messages import words_of
from desktop.ui.common.theme import px
from desktop.ui.common.widgets import Card, Combo, Label, columns
from desktop.ui.window import Window

LANGUAGE_NAMES = {"en": "English", "fr": "Français", "es": "Español"}
FIRST_OFFERED = 1990
LABEL_WIDTH = 108


class NewProfileDialog(Dialog):
    """The button names the deed; what is wrong is said beside it, and nothing is made then."""

    def __init__(self, window: Window):
        assert isinstance(window, QWidget)
        super().__init__(_("New profile"), _("Create profile"), window)
        self._window = window
        self._title_is_ours = self._path_is_ours = True
        self.country = Combo(name=_("Country"))
        self.country.setEditable(True)
        self.country.setInsertPolicy(Combo.InsertPolicy.NoInsert)
        self.country.addItem("", "")
        for code, name in places.countries(current()):
            self.country.addItem(name, code)
        completer = self.country.completer()
        assert isinstance(completer, QCompleter)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        self.code = Label("", size=12, tone="muted")
        self.title = QLineEdit()
        year = person.this_year()
        self.first, self.last = Combo(name=_("First year")), Combo(name=_("Last year"))
        for offered in range(FIRST_OFFERED, year + 3):
            self.first.addItem(str(offered), offered)
            self.last.addItem(str(offered), offered)
        self.first.setCurrentText(str(year - DEFAULT_YEARS_BACK))
        self.last.setCurrentText(str(year))
        self.span = Label("", size=12, tone="text2")
        self.modules = {code: self._module_box(module) for code, module in shipped().modules.items()}
        self.languages = {code: CheckBox(LANGUAGE_NAMES[code]) for code in LANGUAGES}
        spoken = current() if current() in self.languages else LANGUAGES[0]
        self.languages[spoken].setChecked(True)
        self.name = QLineEdit(person.author().name if person.is_introduced() else "")
        self.name.setPlaceholderText(_("Who works here; kept on this computer"))
        self.institution = QLineEdit(person.author().institution)
        self.file = QLineEdit()
        self._build()
        self._connect()
        self._show_counts()
        self.country.setFocus()

    def _build(self) -> None:
        form = QGridLayout()
        form.setHorizontalSpacing(px(12))
        form.setVerticalSpacing(px(8))
        form.setColumnMinimumWidth(0, px(LABEL_WIDTH))
        form.setColumnStretch(1, 1)
        choose = Button(_("Choose…"))
        choose.clicked.connect(self._choose_file)
        languages = columns(*self.languages.values(), -1, gap=20)
        years = columns(self.first, Label(_("to")), self.last, 10, self.span, -1, gap=8)
        fields: list[tuple[str, QWidget | QHBoxLayout | QVBoxLayout]] = [
            (_("Country"), self._with_aside(self.country, self.code)), (_("Title"), self.title), (_("Years"), years),
            (_("Modules"), self._modules()), (_("Report languages"), languages), (_("Your name"), self.name),
            (_("Your institution"), self.institution), (_("File"), self._with_aside(self.file, choose)),
        ]  # fmt: skip
        for at, (text, field) in enumerate(fields):
            label = Label(text, tone="text2")
            form.addWidget(
                label, at, 0, Qt.AlignmentFlag.AlignTop if text == _("Modules") else Qt.AlignmentFlag.AlignVCenter
            )
            if isinstance(field, QWidget):
                label.setBuddy(field)
                field.setAccessibleName(text)
                form.addWidget(field, at, 1)
            else:
                form.addLayout(field, at, 1)
        for edit, text in ((self.country, _("Country")), (self.file, _("File"))):
            edit.setAccessibleName(text)
        self.body.addLayout(form)

    def _modules(self) -> QWidget:
        """Core modules are fixed and say so; thematic ones are chosen."""
        card = Card(ground="subtle")
        core = [box for code, box in self.modules.items() if shipped().modules[code].is_core]
        chosen = [box for code, box in self.modules.items() if not shipped().modules[code].is_core]
        grid = QGridLayout(card)
        grid.setContentsMargins(px(12), px(8), px(12), px(8))
        grid.setVerticalSpacing(px(2))
        grid.addWidget(Label(_("Core, every profile has them"), size=11, weight=600, tone="muted"), 0, 0, 1, 2)
        grid.addWidget(Label(_("Thematic, as you choose"), size=11, weight=600, tone="muted"), 0, 2, 1, 2)
        for boxes, column in ((core, 0), (chosen, 2)):
            height = (len(boxes) + 1) // 2
            for at, box in enumerate(boxes):
                grid.addWidget(box, 1 + at % height, column + at // height)
        return card

    @staticmethod
    def _module_box(module: Module) -> CheckBox:
        box = CheckBox(in_language(module.short, current()))
        box.setToolTip(in_language(module.title, current()))
        box.setChecked(module.is_core)
        box.setEnabled(not module.is_core)
        return box

    @staticmethod
    def _with_aside(field: QWidget, aside: QWidget) -> QHBoxLayout:
        row = columns(field, aside, gap=8)
        row.setStretch(0, 1)
        return row

    def _connect(self) -> None:
        self.country.currentIndexChanged.connect(self._country_chosen)
        self.title.textEdited.connect(self._title_typed)
        self.file.textEdited.connect(self._path_typed)
        for combo in (self.first, self.last):
            combo.currentIndexChanged.connect(self._country_chosen)
        for box in (*self.modules.values(), *self.languages.values()):
            box.toggled.connect(self._show_counts)
        self.deed.clicked.disconnect()
        self.deed.clicked.connect(self._create)

    def _title_typed(self) -> None:
        self._title_is_ours = False

    def _path_typed(self) -> None:
        self._path_is_ours = False

    def _country_chosen(self) -> None:
        code = self.chosen_country
        self.code.setText(code)
        year = self.last.currentText()
        if self._title_is_ours and code:
            self.title.setText(
                _("Migration Profile of {country} {year}").format(
                    country=places.country_name(code, current()), year=year
                )
            )
        if self._path_is_ours and code:
            place = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation) or str(
                Path.home()
            )
            self.file.setText(str(Path(place) / f"{code.lower()}-{year}.mprofile"))
        self._show_counts()

    @property
    def chosen_country(self) -> str:
        at = self.country.findText(self.country.currentText(), Qt.MatchFlag.MatchFixedString)
        return str(self.country.itemData(at)) if at > 0 else ""

    def _show_counts(self) -> None:
        years = int(self.last.currentText()) - int(self.first.currentText()) + 1
        self.span.setText(
            plural("{n} year; more can be added at any time", "{n} years; more can be added at any time", max(years, 0))
        )
        chosen = [code for code, box in self.modules.items() if box.isChecked()]
        number = sum(len(shipped().by_module[code]) for code in chosen)
        words = _("{modules} modules with {indicators} indicators. Everything here can be changed later.")
        self.say(words.format(modules=len(chosen), indicators=number))

    def _choose_file(self) -> None:
        dialog = QFileDialog(self, _("Where to save the profile"), self.file.text())
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([_("Profiles (*.mprofile)")])
        dialog.setDefaultSuffix("mprofile")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self._file_chosen)
        dialog.open()

    def _file_chosen(self, path: str) -> None:
        self._path_is_ours = False
        self.file.setText(path)

    def _create(self) -> None:
        path = Path(self.file.text().strip())
        if not self.chosen_country or not path.name:
            self.say(_("Choose a country and where to save the file."), "error")
            self.country.setFocus()
            return
        if path.suffix != ".mprofile":
            path = path.with_name(path.name + ".mprofile")
        name, institution = self.name.text().strip(), self.institution.text().strip()
        try:
            if name:
                person.introduce(name, institution)
            create_profile(
                path, self.chosen_country, title=self.title.text(),
                years=(int(self.first.currentText()), int(self.last.currentText())),
                modules=[code for code, box in self.modules.items() if box.isChecked()],
                languages=[code for code, box in self.languages.items() if box.isChecked()], institution=institution,
            )  # fmt: skip
        except KnownError as error:
            self.say(words_of(error), "error")
            return
        self.accept()
        self._window.open_path(path)
