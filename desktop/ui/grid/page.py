"""Owns the page of a module:
its head, tabs, filters, tools, the table, the findings below; and the page of one indicator in it.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop.catalogue.model import in_language
from desktop.domain.address import Cell
from desktop.domain.finding import Finding
from desktop.language import _, current
from desktop.services import asking
from desktop.ui.common.messages import Bar
from desktop.ui.common.widgets import EmptyState, line
from desktop.ui.findings.panel import FindingsPanel
from desktop.ui.grid import keys
from desktop.ui.grid.asking import Asking
from desktop.ui.grid.building import ModuleRows, year_columns
from desktop.ui.grid.head import IndicatorHead, ModuleHead, SourceMenu, ToolRow
from desktop.ui.grid.indicator import IndicatorRows, Layout
from desktop.ui.grid.model import GridModel, Place
from desktop.ui.grid.view import FiguresTable
from desktop.ui.inspector.view import Inspector
from desktop.ui.window import Page, Window
from desktop.ui.window import Place as Where


class ModulePage(Page):
    """One page for all modules: `show_at` says which."""

    def __init__(self, window: Window):
        super().__init__(window)
        self.session = window.session
        self.module = ""
        self.indicator = ""
        """The indicator shown alone with its items; empty for the whole module."""
        self.filter = "all"
        self.builder: ModuleRows | None = None
        self.alone: IndicatorRows | None = None
        self.grid = GridModel(self.session, self)
        self.table = FiguresTable(self.grid)
        self.inspector = Inspector(self.session)
        self.panel = FindingsPanel(self.session, _("Findings in this module"))
        self.bar = Bar()
        self.asking = Asking(window, self.table, self.bar)
        self._build()
        self.asking.panel.stands.connect(self.panel.setHidden)
        self.asking.widened.connect(self._show_anew)
        self.grid.asked.connect(self.asking.ask)
        self.grid.told.connect(self._tell)
        self.table.moved.connect(self._moved)
        self.panel.go.connect(self._go_to_finding)
        self.panel.explain.connect(self._explain)
        self.inspector.shows.connect(self._go_to_finding)
        self.inspector.explains.connect(self._explain)
        self.bar.closed.connect(self._back_to_table)
        self.session.findings_changed.connect(self._findings_changed)
        self.session.settings_changed.connect(self._settings_changed)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._follow)

    def _build(self) -> None:
        self.head, self.alone_head = ModuleHead(self.window_), IndicatorHead()
        self.tools = ToolRow(self.window_)
        self.alone_head.back.clicked.connect(self.show_module)
        self.alone_head.changed.connect(self._layout_changed)
        self.head.tab_chosen.connect(self._show_tab)
        self.tools.filter_chosen.connect(self.set_filter)
        whole = QWidget()
        layout = QVBoxLayout(whole)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for thing in (self.tools, self.bar, self.asking.panel):
            layout.addWidget(thing)
        layout.addWidget(line())
        layout.addWidget(self.table, 1)
        layout.addWidget(line())
        layout.addWidget(self.panel)
        self.tabs = QStackedWidget()
        self.tabs.addWidget(whole)
        sentence = _("The text of this module is written here in a later version. Its figures are in the table.")
        self.tabs.addWidget(EmptyState(sentence, icon="file-text"))
        sentence = _("Charts of this module are drawn here in a later version. The workbook has them from Excel.")
        self.tabs.addWidget(EmptyState(sentence, icon="chart-line"))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self.head)
        outer.addWidget(self.alone_head)
        outer.addWidget(self.tabs, 1)
        self.alone_head.hide()

    # Page

    def show_at(self, place: Where) -> None:
        module = place.module or self.module or self.session.profile.settings.modules[0]
        if module != self.module or self.indicator:
            self.module, self.indicator, self.filter = module, "", "all"
            self.builder = ModuleRows(self.session.profile, module)
            self._show_rows()
            self.table.go_to_start()
        else:
            self._show_counts()
        if place.cell is not None:
            self.go_to_cell(place)
        elif place.indicator:
            self._go_to_indicator(place)

    def first_focus(self) -> QWidget:
        return self.table.figures

    def side_panel(self) -> QWidget | None:
        return self.inspector

    def regions(self) -> list[QWidget]:
        return [self.table.figures, self.panel.list]

    def leave(self) -> None:
        self._later.stop()
        self.asking.leave()
        self.table.figures.commit_open_editor()
        self.inspector.provenance.note.commit()

    def act(self, deed: str) -> bool:
        deeds = {
            "copy": self.asking.copy, "cut": self.asking.cut, "paste": self.asking.paste, "clear": lambda: keys.clear(self.table.figures),
            "fill down": lambda: keys.fill_down(self.table.figures), "fill right": lambda: keys.fill_right(self.table.figures),
            "note": self.edit_note, "source": self.choose_source, "next finding": lambda: self.next_finding(1),
            "previous finding": lambda: self.next_finding(-1), "items": self.toggle_alone, "sources": self.toggle_sources,
            "definition": self.show_definition,
        }  # fmt: skip
        if deed not in deeds:
            return False
        deeds[deed]()
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.panel.fit(self.height())
        self.tools.fit(self.width())
        self.asking.panel.fit(self.height())

    # What is shown

    def show_module(self) -> None:
        """Back from one indicator to the whole module."""
        place = self.table.figures.place
        self.indicator = ""
        self._show_rows()
        if place is None or not self.table.go_to(place.cell):
            self.table.go_to_start()
        self._back_to_table()

    def toggle_alone(self) -> None:
        """The indicator of the cursor's row alone, with its items and sources; or back."""
        place = self.table.figures.place
        if self.indicator:
            self.show_module()
        elif place is not None:
            self.indicator = place.cell.indicator
            self._show_rows()
            if not self.table.go_to(place.cell):
                self.table.go_to_start()
            self._back_to_table()

    def toggle_sources(self) -> None:
        """Source lines below every opened row."""
        if self.builder is not None and not self.indicator:
            place = self.table.figures.place
            self.builder.shows_sources = not self.builder.shows_sources
            self._show_rows()
            if place is not None:
                self.table.go_to(place.cell)

    def set_filter(self, name: str) -> None:
        self.filter = name
        self._show_rows()
        self.table.go_to_start()
        self._back_to_table()

    def _show_rows(self) -> None:
        alone = bool(self.indicator)
        self.head.setVisible(not alone)
        self.alone_head.setVisible(alone)
        self.tools.setVisible(not alone)
        if self.builder is None:
            return
        profile = self.session.profile
        if alone:
            self.alone_head.show_indicator(self.session, self.module, self.indicator)
            self.alone = IndicatorRows(profile, self.indicator, self.alone_head.chosen)
            self.grid.show_rows(self.alone, self.alone.top(), self.alone.columns(), self.alone_head.rows.currentText())
            self.panel.title.setText(_("Findings here"))
        else:
            codes = [indicator.code for indicator in self.builder.indicators]
            self.grid.show_rows(self.builder, self.builder.top(self._chosen(codes)), year_columns(profile, codes))
            self.panel.title.setText(_("Findings in this module"))
        self._show_counts()

    def _show_anew(self) -> None:
        """The same rows with what has come to them; the cursor stays."""
        place = self.table.figures.place
        self._show_rows()
        if place is not None:
            self.table.go_to(place.cell)

    def _layout_changed(self, _layout: Layout) -> None:
        if self.indicator:
            self._show_rows()
            self.table.go_to_start()

    def _chosen(self, codes: list[str]) -> list[str] | None:
        if self.filter == "empty":
            return [
                code
                for code in codes
                if not any(row.observation.is_valued for row in asking.rows_of(self.session.profile, code))
            ]
        if self.filter == "findings":
            found = {part.cell.indicator for finding in self._findings() for part in finding.cells}
            return [code for code in codes if code in found]
        return None

    def _findings(self) -> list[Finding]:
        if self.indicator:
            return [f for f in self.session.findings if any(p.cell.indicator == self.indicator for p in f.cells)]
        return [finding for finding in self.session.findings if finding.module == self.module]

    def _show_counts(self) -> None:
        if self.builder is None:
            return
        findings = self._findings()
        states = self.session.module_states
        state = next((state for state in states if state.code == self.module), None)
        title = in_language(self.session.profile.catalogue.modules[self.module].title, current())
        if state is not None:
            self.head.show_state(title, self.module, state.filled, state.missing_with_reason, state.indicators)
            self.tools.show_counts(state.indicators, self.filter)
        self.panel.show_findings(findings)

    def _findings_changed(self) -> None:
        if not self.isVisible():
            return  # `show_at` counts anew
        if self.filter == "findings" and not self.indicator:
            place = self.table.figures.place
            self._show_rows()
            if place is not None:
                self.table.go_to(place.cell)
        else:
            self._show_counts()

    def _settings_changed(self) -> None:
        if self.module not in self.session.profile.settings.modules:
            return
        place = self.table.figures.place
        self.builder = ModuleRows(self.session.profile, self.module)
        self._show_rows()
        if place is None or not self.table.go_to(place.cell):
            self.table.go_to_start()

    def _show_tab(self, number: int) -> None:
        self.tabs.setCurrentIndex(number)
        if number == 0:
            self._back_to_table()

    # The cursor

    def _moved(self, _place: Place | None) -> None:
        self._later.start(0)

    def _follow(self) -> None:
        """What follows the cursor is done once the keys are through."""
        place = self.table.figures.place
        self.inspector.show_place(place)
        self.panel.mark_cell(place.cell if place else None)

    def go_to_cell(self, place: Where) -> None:
        cell = place.cell
        if cell is None:
            return
        if self.filter != "all" or self.indicator:
            self.filter, self.indicator = "all", ""
            self._show_rows()
        self.head.choose_tab(0)
        if not self.table.go_to(cell, place.source or None):
            self._tell(_("This cell is not in the table: its year or its items are not shown."))

    def _go_to_indicator(self, place: Where) -> None:
        period = str(self.session.profile.settings.years[1])
        found = next(
            (row for row, r in enumerate(self.grid.rows) if r.key.indicator == place.indicator and r.has_figures), -1
        )
        if found >= 0 and not self.table.go_to(Cell(place.indicator, place.filter, period)):
            self.table.figures.move_to(found, len(self.grid.columns))

    def _go_to_finding(self, finding: Finding) -> None:
        cell = Cell(finding.indicator, finding.items, finding.period)
        if finding.module != self.module:
            self.window_.go(Where("module", finding.module, cell, finding.source or ""))
        elif not (self.indicator == cell.indicator and self.table.go_to(cell)):
            self.go_to_cell(Where("module", self.module, cell, finding.source or ""))
        self._open_cells(finding)
        self._back_to_table()

    def _open_cells(self, finding: Finding) -> None:
        """The other cells of a finding come into sight where their rows can be opened."""
        here = self.table.figures.place
        for part in finding.cells[:12]:
            if part.cell.indicator == finding.indicator:
                self.grid.reveal(part.cell)
        if here is not None:
            self.table.go_to(here.cell, here.source)

    def next_finding(self, direction: int) -> None:
        """F8: the next cell with something to do, round and round."""
        lines = self.panel.lines
        number = lines.rowCount()
        if not number:
            self.window_.say(_("There is nothing to settle in this module."))
            return
        row = self.panel.list.currentIndex().row()
        following = (row + direction) % number if row >= 0 else 0 if direction > 0 else number - 1
        self.panel.list.setCurrentIndex(lines.index(following))
        finding = lines.finding_at(following)
        if finding is not None:
            self._go_to_finding(finding)
            self._later.stop()
            self.inspector.show_place(self.table.figures.place)
            self.panel.list.setCurrentIndex(lines.index(following))

    def _explain(self, finding: Finding) -> None:
        self.window_.go(Where("findings", finding=finding.id))

    def show_definition(self) -> None:
        self.window_.show_side(True)
        if not self.inspector.definition.is_open:
            self.inspector.definition.toggle()
        self.inspector.area.ensureWidgetVisible(self.inspector.definition)

    def edit_note(self) -> None:
        self.window_.show_side(True)
        self._follow()
        if not self.inspector.provenance.is_open:
            self.inspector.provenance.toggle()
        self.inspector.provenance.note.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def choose_source(self) -> None:
        """Name the source of the selected figures, from a list at the cursor."""
        places = [place for row in self.table.figures.selected_places() for place in row if place is not None]
        menu = SourceMenu(self.session, places, self)
        figures = self.table.figures
        menu.popup(figures.viewport().mapToGlobal(figures.visualRect(figures.currentIndex()).bottomLeft()))

    def _back_to_table(self) -> None:
        self.table.figures.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell(self, text: str) -> None:
        self.window_.say(text)
