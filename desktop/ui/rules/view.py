"""Owns the page Rules: the list, filters, and the panel in which one is read, switched off or written."""

from __future__ import annotations

from PySide6.QtCore import QItemSelection
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from desktop.language import _, plural
from desktop.ui.common.buttons import Button
from desktop.ui.common.list_table import ListTable
from desktop.ui.common.theme import px
from desktop.ui.common.widgets import Label, columns, line
from desktop.ui.rules.model import FILTERS, RulesModel
from desktop.ui.rules.panel import RulePanel
from desktop.ui.window import Page, Place, Window

WIDTHS = (176, 0, 80, 110)


class RulesPage(Page):
    """Keys walk the list; the panel follows."""

    def __init__(self, window: Window):
        super().__init__(window)
        self.session = window.session
        self.model = RulesModel(self.session, self)
        self.panel = RulePanel(self.session)
        self.panel.go.connect(self._show_findings)
        self.summary = Label("", size=12, tone="text2")
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("Find a rule"))
        self.search.setAccessibleName(_("Find a rule"))
        self.search.textChanged.connect(self._search)
        self.chips = {name: Button("", kind="chip") for name in FILTERS}
        self.table = ListTable(self.model, _("Rules"), WIDTHS)
        self.table.selectionModel().selectionChanged.connect(self._chosen)
        self._code = ""
        self._build()
        self.session.recorded.connect(self._recorded)
        self.session.findings_changed.connect(self._again)

    def _build(self) -> None:
        new = Button(_("New rule"), kind="primary", icon="plus")
        new.clicked.connect(self.write_new)
        new.setEnabled(self.session.is_writable)
        head = columns(Label(_("Rules"), size=16, weight=600), self.summary, -1, new, margins=(16, 10, 12, 10), gap=8)
        tools = QHBoxLayout()
        tools.setContentsMargins(px(16), px(7), px(12), px(7))
        tools.setSpacing(px(8))
        self.search.setMaximumWidth(px(220))
        tools.addWidget(self.search)
        tools.addSpacing(px(6))
        group = QButtonGroup(self)
        for name, chip in self.chips.items():
            group.addButton(chip)
            chip.clicked.connect(self._filtering(name))
            tools.addWidget(chip)
        self.chips["all"].setChecked(True)
        tools.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addLayout(head)
        outer.addWidget(line())
        outer.addLayout(tools)
        outer.addWidget(line())
        outer.addWidget(self.table, 1)

    # Page

    def show_at(self, place: Place) -> None:
        if place.filter:
            self.search.clear()
            self.model.choose(chosen="all")
            self.chips["all"].setChecked(True)
            self._code = place.filter
        self.refresh()
        self.window_.show_side(True)

    def first_focus(self) -> QWidget:
        return self.table

    def side_panel(self) -> QWidget | None:
        return self.panel

    def regions(self) -> list[QWidget]:
        return [self.search, self.table]

    def refresh(self) -> None:
        """Read everything anew, keep the rule that is chosen."""
        self.model.refresh()
        running = sum(not row.off for row in self.model.everything)
        self.summary.setText(plural("{n} rule runs in this profile", "{n} rules run in this profile", running))
        for name, chip in self.chips.items():
            chip.setText(_(FILTERS[name]).format(n=self.model.count(name)))
        self._choose()

    def write_new(self) -> None:
        """Empty fields for a national rule."""
        self.table.clearSelection()
        self._code = ""
        self.window_.show_side(True)
        self.panel.write_new()

    def _choose(self) -> None:
        at = max(self.model.row_of(self._code), 0)
        if self.model.rows:
            self.table.selectRow(at)
            self._show(at)
        else:
            self.panel.show_rule(None)

    def _show(self, at: int) -> None:
        row = self.model.rows[at]
        self._code = row.code
        self.panel.show_rule(row, self.model.counts[row.code])

    def _chosen(self, now: QItemSelection, _before: QItemSelection) -> None:
        if now.indexes():
            self._show(now.indexes()[0].row())

    def _search(self, text: str) -> None:
        self.model.choose(words=text)
        self._choose()

    def _filtering(self, name: str) -> object:
        def choose() -> None:
            self.model.choose(chosen=name)
            self._choose()

        return choose

    def _recorded(self, _done: object) -> None:
        if self.isVisible():
            self._code = self._code or self.panel.writing.code.text().strip()
            self.refresh()

    def _again(self) -> None:
        """Only the counts: what is being written stays."""
        if self.isVisible():
            self.model.count_again()

    def _show_findings(self, code: str) -> None:
        first = next((finding for finding in self.session.findings if finding.rule == code), None)
        if first is not None:
            self.window_.go(Place("findings", finding=first.id))
