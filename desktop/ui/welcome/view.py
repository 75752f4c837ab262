"""Owns the welcome page (picture 01):
one primary action, recent profiles, samples with published figures, what one can rely on.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop import __version__
from desktop.language import LANGUAGES, _, current, marked
from desktop.services import places
from desktop.services.samples import Sample, make_sample, samples
from desktop.ui.common import tasks
from desktop.ui.common.choosing import ActionCard
from desktop.ui.common.theme import px, theme
from desktop.ui.common.widgets import Combo, Label, Picture, columns, line, rows
from desktop.ui.welcome.recent import RecentList
from desktop.ui.window import Page, Place, Window

PROMISES = (
    marked("Every value is saved as soon as you leave the cell"),
    marked("Everything works without a network"),
    marked("Nothing leaves this computer unless you export or send it"),
    marked("An import is shown before it changes anything"),
)
WIDEST, HIGHEST = 1160, 640
LANGUAGE_NAMES = {"en": "English", "fr": "Français", "es": "Español"}


class WelcomePage(Page):
    """Arrow keys choose, Enter opens."""

    def __init__(self, window: Window):
        super().__init__(window)
        self.new = ActionCard(_("New profile"), _("Choose country, years and modules"), icon="file-plus", primary=True)
        self.open = ActionCard(
            _("Open a profile file"), _("One file ending in .mprofile, also from a stick"), icon="folder-open"
        )
        self.new.clicked.connect(window.new_profile)
        self.open.clicked.connect(window.choose_file)
        self.recent = RecentList()
        self.recent.chosen.connect(self._open)
        self.samples = [self._sample_card(sample) for sample in samples()]
        self.busy = Label("", size=12, tone="text2")
        self.language = Combo(name=_("Language"), small=True)
        for code in LANGUAGES:
            self.language.addItem(LANGUAGE_NAMES[code], code)
        self.language.setCurrentIndex(self.language.findData(current()))
        self.language.activated.connect(self._speak)
        self._build()

    def _build(self) -> None:
        middle = QGridLayout()
        middle.setHorizontalSpacing(px(56))
        middle.setColumnStretch(0, 10)
        middle.setColumnStretch(2, 16)
        middle.addLayout(self._left(), 0, 0)
        middle.addWidget(line(upright=True), 0, 1)
        middle.addLayout(self._right(), 0, 2)
        inside = QWidget()
        inside.setLayout(middle)
        self._inside = inside
        ground = QWidget()
        ground.setObjectName("page")
        outer = QVBoxLayout(ground)
        outer.setContentsMargins(px(40), px(24), px(40), px(12))
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(inside, 12)
        across.addStretch(1)
        outer.addStretch(2)
        outer.addLayout(across, 8)
        outer.addStretch(2)
        outer.addLayout(
            columns(self._version(), -1, Label(_("Arrow keys to choose, Enter to open"), size=12, tone="text2"))
        )
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(ground)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll)
        theme().changed.connect(self.restyle)
        self.restyle()

    def restyle(self) -> None:
        self._inside.setMaximumSize(px(WIDEST), px(HIGHEST))

    def _left(self) -> QVBoxLayout:
        title = rows(
            Label(_("Migration Profile"), size=20, weight=600),
            Label(_("Figures, sources and text, on this computer"), tone="text2"),
            gap=2,
        )
        head = columns(Picture(icon="globe", token="accent", size=40), title, -1, gap=14)
        promises = [
            columns(Picture(icon="check", token="ok", size=16), Label(_(text), size=12, tone="text2", wrap=True), gap=8)
            for text in PROMISES
        ]
        for row in promises:
            row.setStretch(1, 1)
        left = rows(
            head, 16, self.new, self.open, 20, Label(_("What you can rely on"), weight=600), 2, *promises, -1, gap=8
        )
        left.addLayout(columns(Picture(icon="languages", size=16), self.language, -1, gap=8))
        return left

    def _right(self) -> QVBoxLayout:
        cards = columns(*self.samples, gap=10)
        heading = columns(
            Label(_("Samples with published figures"), weight=600),
            Label("UN DESA, World Bank, UNHCR", size=12, tone="text2"),
            -1,
            gap=8,
        )
        return rows(
            Label(_("Recent profiles"), weight=600), 4, self.recent, 20, heading, 4, cards, self.busy, -1, gap=4
        )

    def _version(self) -> Label:
        return Label(_("Version {version}").format(version=__version__), size=12, tone="text2")

    def _sample_card(self, sample: Sample) -> ActionCard:
        years = f"{sample.years[0]}\u2013{sample.years[1]}"
        name = places.country_name(sample.country, sample.language)
        card = ActionCard(name, f"{LANGUAGE_NAMES[sample.language]} · {years}", badge=sample.country)
        card.clicked.connect(lambda: self._open_sample(sample))
        return card

    def show_at(self, _place: Place) -> None:
        self.recent.refresh()

    def first_focus(self) -> QWidget:
        return self.recent if self.recent.rows else self.new

    def regions(self) -> list[QWidget]:
        return [self.new, self.recent, self.samples[0]]

    def _open(self, path: str) -> None:
        self.window_.open_path(Path(path))

    def _speak(self, at: int) -> None:
        self.window_.set_language(str(self.language.itemData(at)))

    def _open_sample(self, sample: Sample) -> None:
        """A copy of the sample in the person's documents; the one made before is opened again."""
        folder = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation) or Path.home())
        path = folder / f"sample-{sample.country.lower()}.mprofile"
        if path.exists():
            self.window_.open_path(path)
            return
        self.busy.setText(_("The sample is being made …"))
        for card in self.samples:
            card.setEnabled(False)

        def make(_steps: tasks.Steps) -> Path:
            folder.mkdir(parents=True, exist_ok=True)
            make_sample(sample.country, path)
            return path

        task = tasks.Task(make, self)
        task.done.connect(self._rest)
        task.failed.connect(self._rest)
        task.done.connect(self.window_.open_path)
        task.failed.connect(self.window_.show_error)
        task.start()

    def _rest(self, _result: object) -> None:
        self.busy.setText("")
        for card in self.samples:
            card.setEnabled(True)
