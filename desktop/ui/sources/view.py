"""Owns the sources page (picture 11): the bar that says what lacks, filters, the list, the editor beside it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QItemSelection, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from desktop.domain.errors import KnownError
from desktop.domain.source import Source
from desktop.language import _, plural
from desktop.services import recording, sources
from desktop.ui.common.buttons import Button
from desktop.ui.common.list_table import ListTable
from desktop.ui.common.messages import Bar
from desktop.ui.common.theme import px
from desktop.ui.common.widgets import EmptyState, Label, columns, line
from desktop.ui.sources.editor import SourceEditor
from desktop.ui.sources.joining import JoinDialog
from desktop.ui.sources.model import FILTERS, SourcesModel
from desktop.ui.window import Page, Place, Window

WIDTHS = (0, 170, 150, 112, 76)


class SourcesPage(Page):
    """Keys walk the list; Enter goes into the fields; the id of a new source is made from its title."""

    def __init__(self, window: Window):
        super().__init__(window)
        self.session = window.session
        self.model = SourcesModel(self.session, self)
        self.editor = SourceEditor(self.session)
        self.editor.go.connect(window.go)
        self.editor.joins.connect(self.join)
        self.bar = Bar()
        self.summary = Label("", size=12, tone="text2")
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("Find a source"))
        self.search.setAccessibleName(_("Find a source"))
        self.search.textChanged.connect(lambda text: self.model.choose(words=text))
        self.chips = {name: Button("", kind="chip") for name in FILTERS}
        self.table = ListTable(self.model, _("Sources"), WIDTHS)
        self.table.selectionModel().selectionChanged.connect(self._chosen)
        self.empty = EmptyState(
            _("No sources yet. A source is typed once and named by every figure."), icon="book-marked", button=_("Add source"),
            deed=self.add, link=_("Import a list"), second=self._import,
        )  # fmt: skip
        self._build()
        self.session.sources_changed.connect(self.refresh)
        self.session.recorded.connect(self._recorded)
        self.refresh()

    def _build(self) -> None:
        bring = Button(_("Import a list"), icon="file-input")
        bring.clicked.connect(self._import)
        self.export = Button(_("Export the list"), icon="file-output")
        self.export.clicked.connect(self._ask_where)
        add = Button(_("Add source"), kind="primary", icon="plus")
        add.clicked.connect(self.add)
        add.setEnabled(self.session.is_writable)
        self.heading, self.deeds = Label(_("Sources"), size=16, weight=600), (bring, self.export, add)
        head = columns(self.heading, self.summary, -1, *self.deeds, margins=(16, 10, 12, 10), gap=8)
        group = QButtonGroup(self)
        tools = QHBoxLayout()
        tools.setContentsMargins(px(16), px(7), px(12), px(7))
        tools.setSpacing(px(8))
        self.search.setMaximumWidth(px(220))
        tools.addWidget(self.search)
        tools.addSpacing(px(6))
        for name, chip in self.chips.items():
            group.addButton(chip)
            chip.clicked.connect(self._filter(name))
            tools.addWidget(chip)
        self.chips["all"].setChecked(True)
        tools.addStretch(1)
        listing = QWidget()
        below = QVBoxLayout(listing)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(0)
        below.addLayout(tools)
        below.addWidget(line())
        below.addWidget(self.table, 1)
        below.addWidget(line())
        foot = Label(
            _(
                "A source is typed once and named by every figure. The bibliography of the report is made from this list."
            ),
            size=12,
            tone="text2",
        )
        below.addLayout(columns(foot, -1, margins=(16, 8, 12, 8)))
        self.stack = QStackedLayout()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addLayout(head)
        outer.addWidget(line())
        outer.addWidget(self.bar)
        outer.addLayout(self.stack, 1)
        for page in (
            self.empty,
            listing,
        ):  # once the layout has a window: before, each would be shown as a window of its own
            self.stack.addWidget(page)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_head()

    def _fit_head(self) -> None:
        """Where room is short the counts go: the filters have them too."""
        needed = self.heading.sizeHint().width() + self.summary.sizeHint().width()
        needed += sum(button.sizeHint().width() for button in self.deeds)
        self.summary.setVisible(self.width() > needed + px(80))

    def show_at(self, place: Place) -> None:
        self.refresh()
        if place.source:
            self.choose(place.source)

    def first_focus(self) -> QWidget:
        return self.table if self.model.everything else (self.empty.button or self)

    def side_panel(self) -> QWidget | None:
        return self.editor

    def regions(self) -> list[QWidget]:
        return [self.search, self.table] if self.model.everything else [self.first_focus()]

    def refresh(self) -> None:
        """Read everything anew, keep the row that is chosen."""
        chosen = self.editor.source_id
        self.model.refresh()
        self.stack.setCurrentIndex(1 if self.model.everything else 0)
        figures = sum(row.figures for row in self.model.everything)
        words = [
            plural("{n} source", "{n} sources", len(self.model.everything)),
            _("cited by {n} figures").format(n=self.model.count_text(figures)),
        ]
        self.summary.setText(", ".join(words) if self.model.everything else "")
        self._fit_head()
        for name, chip in self.chips.items():
            chip.setText(_(FILTERS[name]).format(n=self.model.count(name)))
        self.export.setEnabled(bool(self.session.profile.figures.sources))
        self.editor.join.setEnabled(len(self.model.everything) > 1)
        self.choose(chosen)
        self._say_what_lacks()

    def choose(self, source_id: str) -> None:
        """Put the cursor on a source, the first one where it is not in the list."""
        at = max(self.model.row_of(source_id), 0)
        if self.model.rows:
            self.table.selectRow(at)
            self.editor.show_row(self.model.rows[at])
        else:
            self.editor.show_row(None)

    def add(self) -> None:
        """A new source with a provisional title; its fields are typed in the panel."""
        taken = {row.source.id for row in self.model.everything}
        title = _("New source")
        made = Source(sources.free_id(title, taken), title)
        profile = self.session.profile
        if self.session.do(_("Add source"), lambda: recording.save_source(profile, made)):
            self.model.choose(words="", chosen="all")
            self.chips["all"].setChecked(True)
            self.choose(made.id)
            self.window_.show_side(True)
            self.editor.focus_field("title")

    def join(self) -> None:
        """Ask with which other source the chosen one is the same."""
        row = next((row for row in self.model.everything if row.source.id == self.editor.source_id), None)
        others = [other for other in self.model.everything if other is not row]
        if row is None or not others:
            return
        dialog = JoinDialog(self.session, row, others, self)
        dialog.accepted.connect(lambda: self._joined(dialog.kept))
        dialog.show_over()

    def _joined(self, kept: str) -> None:
        self.search.clear()
        self.model.choose(chosen="all")
        self.chips["all"].setChecked(True)
        self.choose(kept)

    def _ask_where(self) -> None:
        path = self.session.profile.path
        dialog = QFileDialog(self, _("Where to save the file"), str(path.with_name(f"{path.stem}.sources.csv")))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([_("Tables (*.csv)")])
        dialog.setDefaultSuffix("csv")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: self.write(Path(name)))
        dialog.open()

    def write(self, path: Path) -> None:
        """Write the table of sources; it can be imported into another profile."""
        try:
            number = sources.write_list(self.session.profile, path)
        except KnownError as error:
            self.window_.show_error(error)
            return
        written = plural("{n} source", "{n} sources", number)
        self.window_.say(_("{sources} written to {file}").format(sources=written, file=path.name))

    def _import(self) -> None:
        self.window_.go(Place("exchange", filter="import"))

    def _recorded(self, _done: object) -> None:
        if self.isVisible():
            self.refresh()

    def _filter(self, name: str) -> object:
        return lambda: self.model.choose(chosen=name)

    def _chosen(self, _now: QItemSelection, _before: QItemSelection) -> None:
        at = self.table.currentIndex().row()
        if 0 <= at < len(self.model.rows):
            self.editor.show_row(self.model.rows[at])

    def _say_what_lacks(self) -> None:
        """Figures whose source has no reference date cannot be part of a final report."""
        lacking = [
            row for row in self.model.everything if row.figures and ("reference_date" in row.lacks or not row.on_file)
        ]
        if not lacking:
            self.bar.settle()
            return
        figures = sum(row.figures for row in lacking)
        words = plural(
            "{n} source lacks a reference date or period.", "{n} sources lack a reference date or period.", len(lacking)
        )
        more = plural("{n} figure waits for it.", "{n} figures wait for it.", figures)
        self.bar.ask(f"{words} {more}", [(_("Show them"), self._show_lacking)], kind="error", closes=False)

    def _show_lacking(self) -> None:
        self.chips["undated"].setChecked(True)
        self.model.choose(chosen="undated")
        self.choose("")
        self.editor.focus_field("reference_date")
        self._say_what_lacks()
