"""Owns the page Findings:
one list for the whole profile, grouped by message, filtered, with the chosen one in full beside it.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from PySide6.QtCore import QModelIndex, QStandardPaths, Qt, QTimer
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop.catalogue.model import in_language
from desktop.domain.address import Cell
from desktop.domain.finding import Finding, FindingCell
from desktop.language import _, current, marked, plural
from desktop.services import checking, exporting
from desktop.services.exporting import Exported
from desktop.services.profile import open_profile
from desktop.ui.common import tasks
from desktop.ui.common.buttons import Button, button_of
from desktop.ui.common.theme import px, theme
from desktop.ui.common.widgets import Chip, Combo, EmptyState, Label, columns, line
from desktop.ui.findings import words
from desktop.ui.findings.detail import FindingDetail
from desktop.ui.findings.filters import FilterList
from desktop.ui.findings.model import GROUPINGS, FindingsModel, Line, mark_of
from desktop.ui.findings.panel import COUNTS, FindingsList
from desktop.ui.findings.partners import PartnersBar
from desktop.ui.statusbar import clock
from desktop.ui.window import Page, Place, Window

SEVERITIES = {
    "error": marked("Errors"), "warning": marked("Warnings"), "info": marked("Information"), "explained": marked("Explained"),
}  # fmt: skip
WHICH = {"mine": marked("Mine only"), "new": marked("New since export")}
MIRROR = marked("Mirror figures")
FAMILIES = (
    (marked("Totals and parts"), ("sum", "subset", "formula")), (marked("Balances over time"), ("balance",)),
    (marked("Unusual change"), ("yoy", "bound", "unit", "series")), (MIRROR, ("mirror",)),
    (marked("Sources and notes"), ("metadata", "confidentiality")), (marked("What is missing"), ("completeness",)),
    (marked("Single values"), ("value",)), (marked("National rules"), ("national",)),
)  # fmt: skip


KIND_OF = {family: title for title, families in FAMILIES for family in families}


class FindingsPage(Page):
    """Keys walk the list; Enter goes to the cell; the explanation is typed in place."""

    def __init__(self, window: Window):
        super().__init__(window)
        self.session = window.session
        self.filters = FilterList()
        self.filters.changed.connect(self.show_list)
        self.lines = FindingsModel(self.session, self, grouped=True)
        self.list = FindingsList(self.lines, grouped=True)
        self.list.went.connect(self._went)
        self.list.selectionModel().currentChanged.connect(self._chosen)
        self.detail = FindingDetail(self.session)
        self.detail.go.connect(self._go)
        self.detail.go_to_cell.connect(self._go_to_cell)
        self.detail.go_to_rule.connect(lambda rule: window.go(Place("rules", filter=rule)))
        self.empty = EmptyState(_("Nothing to settle here."), icon="circle-check")
        self._build()
        self.session.findings_changed.connect(self._again)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._show_chosen)
        self._finding: Finding | None = None
        self.shown: list[Finding] = []
        self._searched: list[Finding] = []
        self._texts: list[str] = []
        self._mine = ""
        self._first = True

    def _build(self) -> None:
        self._chips = {kind: Chip(tone="muted" if kind == "explained" else kind, mark=kind) for kind in COUNTS}
        self.checked = Label("", size=12, tone="text2")
        top = QHBoxLayout()
        top.setContentsMargins(px(16), px(10), px(14), px(10))
        top.setSpacing(px(8))
        top.addWidget(Label(_("Findings"), size=16, weight=600))
        top.addStretch(1)
        for chip in self._chips.values():
            top.addWidget(chip)
        top.addSpacing(px(6))
        top.addWidget(self.checked)
        again = button_of(self.window_.action("check"), kind="normal", icon="refresh-cw")
        again.setText(_("Check again"))
        top.addWidget(again)
        self.export = Button(_("Export list"), icon="download")
        self.export.clicked.connect(self._ask_where)
        top.addWidget(self.export)
        self._build_list()
        across = QHBoxLayout()
        across.setSpacing(0)
        across.addWidget(self.filters)
        across.addWidget(line(upright=True))
        across.addWidget(self.middle, 9)
        across.addWidget(line(upright=True))
        across.addWidget(self.detail, 11)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(top)
        layout.addWidget(line())
        layout.addLayout(across, 1)
        theme().changed.connect(self.restyle)
        self.restyle()

    def _build_list(self) -> None:
        self.count = Label("", size=12, tone="text2")
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("Find in the findings"))
        self.search.setAccessibleName(_("Find in the findings"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self.show_list)
        self.grouping = Combo(small=True, name=_("Group by"))
        for key, title in GROUPINGS.items():
            self.grouping.addItem(_(title), key)
        self.grouping.activated.connect(self._group)
        self.grouping.setMinimumWidth(px(110))
        above = QHBoxLayout()
        above.setContentsMargins(px(12), px(6), px(12), px(6))
        above.setSpacing(px(8))
        above.addWidget(self.count)
        above.addStretch(1)
        above.addWidget(Label(_("Group by"), size=12, tone="text2"))
        above.addWidget(self.grouping)
        self.partners = PartnersBar(self.session)
        self.middle = QWidget()
        self.middle.setObjectName("page")
        middle = QVBoxLayout(self.middle)
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(0)
        middle.addLayout(above)
        middle.addLayout(columns(self.search, margins=(12, 0, 12, 7)))
        middle.addWidget(line())
        middle.addWidget(self.partners)
        middle.addWidget(self.list, 1)
        middle.addWidget(self.empty, 1)

    def restyle(self) -> None:
        self.filters.setFixedWidth(px(178))
        self.middle.setMinimumWidth(px(300))

    # Page

    def show_at(self, place: Place) -> None:
        if place.module:
            self.search.setText(f"{place.module}.")  # as all codes of the module begin
        if place.filter:
            self._choose_filter(place.filter)
        if place.finding:
            self.filters.clear()
            self.search.clear()
        self.show_list()
        if place.finding:
            self.choose(place.finding)
            if self.detail.field is not None:
                QTimer.singleShot(0, self.detail.field, self.detail.field.setFocus)
        elif not self.list.currentIndex().isValid():
            self.list.setCurrentIndex(self.lines.index(1 if self.lines.rowCount() > 1 else 0))

    def first_focus(self) -> QWidget:
        return self.list

    def regions(self) -> list[QWidget]:
        return [self.filters, self.search, self.list, self.detail]

    def leave(self) -> None:
        self._later.stop()

    def act(self, deed: str) -> bool:
        if deed in ("next finding", "previous finding"):
            row = self.list.currentIndex().row() + (1 if deed == "next finding" else -1)
            if self.lines.rowCount():
                self.list.setCurrentIndex(self.lines.index(row % self.lines.rowCount()))
            return True
        return False

    # The list

    def _again(self) -> None:
        if not self.isVisible():
            return  # `show_at` shows the list anew
        kept = self._finding.id if self._finding else ""
        self.show_list()
        if not kept or not self.choose(kept):
            self.list.setCurrentIndex(self.lines.index(1 if self.lines.rowCount() > 1 else 0))
        self._show_chosen()

    def show_list(self) -> None:
        """Show the findings that pass the filters, and how many each filter would show."""
        self._mine = self.session.my_institution
        findings = self._sought()
        self._show_chips()
        keys = self._keys()
        passing = [(finding, self._passes(finding)) for finding in findings]
        counts = Counter(key for _finding, passed in passing for key in passed)
        self.filters.show_counts({key: counts[key] for key in keys}, keys)
        chosen = {key for key in self.filters.chosen if key in keys}
        self.partners.refresh(is_asked=("kind", MIRROR) in chosen)
        shown = self.shown = [finding for finding, passed in passing if chosen <= passed]
        self.lines.show_findings(shown)
        if self._first and len(shown) > 30:
            self.lines.close_all()
            self._first = False
        groups = plural("{n} group", "{n} groups", self.lines.group_count)
        self.count.setText(
            _("{findings} in {groups}").format(
                findings=plural("{n} finding", "{n} findings", len(shown)), groups=groups
            )
        )
        self.list.setVisible(bool(shown))
        self.empty.setVisible(not shown)
        if not shown:
            self.detail.show_finding(None)

    def _keys(self) -> dict[tuple[str, str], str]:
        """The filters there are, with their titles."""
        keys = {("severity", kind): _(title) for kind, title in SEVERITIES.items()}
        keys |= {("which", name): _(title) for name, title in WHICH.items()}
        keys |= {("kind", title): _(title) for title, _families in FAMILIES}
        keys |= {("institution", state.code): state.code for state in self.session.institution_states}
        if not self.session.my_institution:
            del keys["which", "mine"]
        return keys

    def _passes(self, finding: Finding) -> set[tuple[str, str]]:
        """The filters that show a finding."""
        session, institution = self.session, self.session.institution_of(finding)
        passed = {("severity", mark_of(session, finding)), ("institution", institution)}
        passed.add(("kind", KIND_OF.get(words.family_of(session, finding), "")))
        if institution == self._mine:
            passed.add(("which", "mine"))
        if not session.known_at_export or finding.id not in session.known_at_export:
            passed.add(("which", "new"))
        return passed

    def _sought(self) -> list[Finding]:
        """The findings in which every word that is sought occurs; their texts are made once for each answer of the rules."""
        found, words_sought = self.session.findings, self.search.text().casefold().split()
        if not words_sought:
            return found
        if self._searched is not found:
            self._searched, self._texts = found, [self._text_of(finding) for finding in found]
        pairs = zip(found, self._texts, strict=True)
        return [finding for finding, text in pairs if all(word in text for word in words_sought)]

    def _text_of(self, finding: Finding) -> str:
        """What the list shows of a finding, and its codes."""
        module = in_language(self.session.profile.catalogue.modules[finding.module].short, current())
        said = checking.words(self.session.profile, finding, current()).whole
        return f"{finding.id} {module} {words.cell_name(self.session, finding)} {said}".casefold()

    def _choose_filter(self, name: str) -> None:
        if name in SEVERITIES:
            self.filters.choose("severity", name)
        elif name in WHICH:
            self.filters.choose("which", name)
        elif any(name == title for title, _families in FAMILIES):
            self.filters.choose("kind", name)
        else:
            self.filters.choose("institution", name)

    def _group(self) -> None:
        self.lines.group_by(str(self.grouping.currentData()))
        self._first = True
        self.show_list()

    # Files

    def _ask_where(self) -> None:
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation) or str(Path.home())
        name = Path(folder) / f"{self.session.profile.path.stem}-{_('findings')}.xlsx"
        dialog = QFileDialog(self, _("Where to save the list"), str(name), "Excel (*.xlsx);;CSV (*.csv)")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile(name.name)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda chosen: self.export_list(Path(chosen)))
        dialog.open()

    def export_list(self, target: Path) -> tasks.Task:
        """Write the findings that are shown as a file of their own, in a worker that reads the file on disk."""
        source, shown, language = self.session.profile.path, self.shown, current()

        def work(_steps: tasks.Steps) -> Exported:
            with open_profile(source, write=False) as profile:
                return exporting.export_findings(profile, target, shown, language=language)

        task = tasks.Task(work, self)
        task.done.connect(lambda done: self.window_.say(_("Exported {file}").format(file=done.path.name)))
        task.failed.connect(self.window_.show_error)
        return task.start()

    def _show_chips(self) -> None:
        counts = dict.fromkeys(COUNTS, 0)
        for finding in self.session.findings:
            counts[mark_of(self.session, finding)] += 1
        for kind, chip in self._chips.items():
            one, many = COUNTS[kind]
            chip.show_text(plural(one, many, counts[kind]))
            chip.setVisible(counts[kind] > 0)
        when = self.session.checked_at
        rules = self.session.rules_run
        self.checked.setText(
            _("Checked {time}, {n} rules").format(time=clock(when), n=rules) if when else _("Not checked yet")
        )

    def choose(self, finding_id: str) -> bool:
        """Put the cursor of the list on a finding, its group opened; False if it is not there."""
        row = self.lines.row_of(finding_id)
        if row < 0:
            self.lines.open_group_of(finding_id)
            row = self.lines.row_of(finding_id)
        if row >= 0:
            self.list.setCurrentIndex(self.lines.index(row))
            self._later.stop()  # it would make the field anew in which a person already writes
            self._show_chosen()
        return row >= 0

    def _chosen(self, _current: QModelIndex, _previous: QModelIndex) -> None:
        self._later.start(0)

    def _show_chosen(self) -> None:
        chosen = self.list.line(self.list.currentIndex())
        self._finding = chosen.finding if chosen else None
        self.detail.show_finding(self._finding)

    def _went(self, chosen: Line) -> None:
        if chosen.finding is not None:
            self._go(chosen.finding)

    def _go(self, finding: Finding) -> None:
        cell = Cell(finding.indicator, finding.items, finding.period)
        self.window_.go(Place("module", finding.module, cell, finding.source or ""))

    def _go_to_cell(self, part: FindingCell) -> None:
        module = self.session.profile.catalogue.indicators[part.cell.indicator].module
        self.window_.go(Place("module", module, part.cell, part.source or ""))
