"""Owns the page of a module:
its head, tabs, filters, tools, the table, the findings below; and the page of one indicator in it.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop.catalogue.model import in_language
from desktop.domain.address import Cell, items_of
from desktop.domain.finding import Finding
from desktop.language import _, current
from desktop.ui import deeds
from desktop.ui.common.messages import Bar
from desktop.ui.common.waiting import waiting
from desktop.ui.common.widgets import EmptyState, line
from desktop.ui.findings.panel import FindingsPanel
from desktop.ui.grid import keys
from desktop.ui.grid.bars import Bars
from desktop.ui.grid.building import joined
from desktop.ui.grid.head import ModuleHead, ToolRow
from desktop.ui.grid.indicator_head import IndicatorHead
from desktop.ui.grid.model import GridModel
from desktop.ui.grid.paste.asking import Asking
from desktop.ui.grid.remembering import Memory
from desktop.ui.grid.source_chooser import SourceChooser, SourceLineChooser
from desktop.ui.grid.view import FiguresTable
from desktop.ui.grid.views import FILTERS, View
from desktop.ui.inspector.view import Inspector
from desktop.ui.window import Page, Window
from desktop.ui.window import Place as Where


class ModulePage(Page):
    """One page for all modules: `show_at` says which."""

    def __init__(self, window: Window):
        super().__init__(window)
        self.session = window.session
        self.view = View(self.session)
        self.shows_sources = False
        self.grid = GridModel(self.session, self)
        self.memory = Memory(self.session.profile.settings.profile_id)
        self.grid.open_again(self.memory.opened)
        self.table = FiguresTable(self.grid, self.memory)
        self.inspector = Inspector(self.session, self.table.figures)
        self.panel = FindingsPanel(self.session, _("Findings in this module"))
        self.bar = Bar()
        self.asking = Asking(window, self.table, self.bar)
        self.bars = Bars(self)
        self._build()
        self.asking.panel.stands.connect(self.panel.setHidden)
        self.asking.widened.connect(self._show_again)
        self.grid.asked.connect(self.asking.ask)
        self.grid.told.connect(self._tell)
        self.table.moved.connect(self._moved)
        self.table.selection_changed.connect(self._moved)
        self.panel.go.connect(self._go_to_finding)
        self.panel.explain.connect(self._explain)
        self.inspector.shows.connect(self._go_to_finding)
        self.inspector.explains.connect(self._explain)
        self.inspector.definition.changes.connect(lambda code: deeds.write_indicator(self.window_, code))
        for bar in (self.bar, self.bars.find, self.bars.go):
            bar.closed.connect(self._back_to_table)
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
        self.alone_head.years.changed.connect(self._layout_changed)
        self.alone_head.item_chosen.connect(self.add_item)
        self.alone_head.add_source.clicked.connect(self.add_source)
        self.tools.years.changed.connect(self._layout_changed)
        self.head.tab_chosen.connect(self._show_tab)
        self.tools.filter_chosen.connect(self.set_filter)
        whole = QWidget()
        layout = QVBoxLayout(whole)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for thing in (self.tools, self.bars.go, self.bars.find, self.bar, self.asking.panel):
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
        view = self.view
        module = place.module or view.module or self.session.profile.settings.modules[0]
        self.settle()
        if module != view.module or view.indicator:
            self.memory.keep(self)
            view.module, view.indicator, view.filter = module, "", self.memory.filter(module)
            self._show_rows()
            if not self.memory.restore(self):
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
        self.bars.find.stop()
        self.asking.leave()
        self.settle()
        self.memory.keep(self)

    def settle(self) -> None:
        """Store what is being typed where it was begun: the rows or the cursor are about to change."""
        self.table.figures.commit_open_editor()
        self.asking.settle()
        self.inspector.provenance.note.commit()

    def act(self, deed: str) -> bool:
        deeds: dict[str, Callable[[], object]] = {
            "copy": self.asking.copy, "cut": self.asking.cut, "paste": self.asking.paste, "clear": lambda: keys.clear(self.table.figures),
            "fill down": lambda: keys.fill_down(self.table.figures), "fill right": lambda: keys.fill_right(self.table.figures),
            "note": self.edit_note, "source": self.choose_source, "next finding": lambda: self.next_finding(1),
            "previous finding": lambda: self.next_finding(-1), "items": self.toggle_alone, "sources": self.toggle_sources,
            "definition": self.show_definition, **self.bars.deeds,
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
        self._show_other("")

    def toggle_alone(self) -> None:
        """The indicator of the cursor's row alone, with its items and sources; or back."""
        place = self.table.figures.place
        if self.view.indicator:
            self.show_module()
        elif place is not None:
            self._show_other(place.cell.indicator)

    def _show_other(self, indicator: str) -> None:
        place = self.table.figures.place
        self.view.indicator = indicator
        self._show_rows()
        if place is None or not self.table.go_to(place.cell):
            self.table.go_to_start()
        self._back_to_table()

    def toggle_sources(self) -> None:
        """Source lines below every opened row."""
        if not self.view.indicator:
            self.shows_sources = not self.shows_sources
            self._show_again()

    def set_filter(self, name: str) -> None:
        self.view.filter = name
        self._show_rows()
        self.table.go_to_start()
        self._back_to_table()

    def add_item(self, member: str) -> None:
        """A row for an item that has no figure yet; the cursor goes there."""
        layout = self.alone_head.chosen
        indicator = self.session.profile.catalogue.indicators[self.view.indicator]
        if self.session.profile.catalogue.dimensions[layout.rows].is_open:
            self.view.added.members.setdefault((indicator.code, layout.rows), set()).add(member)
        period = self._period()
        self._show_rows()
        self.table.go_to(Cell(indicator.code, joined(indicator, items_of(layout.base), layout.rows, member), period))
        self._back_to_table()

    def add_source(self) -> None:
        """A line for another source of the indicator shown alone, to be typed in."""
        there = {source for held in self.session.profile.figures.of(self.view.indicator).values() for source in held}
        chooser = SourceLineChooser(self.session, there, self.table.figures)
        chooser.chosen.connect(self._source_line_chosen)
        chooser.open()

    def _source_line_chosen(self, source: str) -> None:
        indicator, layout = self.view.indicator, self.alone_head.chosen
        self.view.added.sources.setdefault(indicator, set()).add(source)
        period = self._period()
        self._show_rows()
        self.table.go_to(Cell(indicator, layout.base, period), source)
        self._back_to_table()

    def _period(self) -> str:
        """The period of the cursor, else the last one."""
        place = self.table.figures.place
        return place.cell.period if place else self.grid.columns[-1].period

    @property
    def filter_words(self) -> str:
        """What the filter leaves in the table; empty where nothing is left out."""
        return "" if self.view.filter == "all" else _(FILTERS[self.view.filter])

    @waiting()
    def _show_rows(self) -> None:
        view = self.view
        alone = bool(view.indicator)
        self.head.setVisible(not alone)
        self.alone_head.setVisible(alone)
        self.tools.setVisible(not alone)
        if not view.module:
            return
        self.settle()
        view.look_at_years()
        if alone:
            self.alone_head.show_indicator(view)
            rows = view.indicator_rows(self.alone_head.chosen)
            self.grid.show_rows(rows, rows.top(), rows.columns(view.periods), self.alone_head.rows.combo.currentText())
            self.panel.title.setText(_("Findings here"))
        else:
            builder = view.module_rows()
            builder.shows_sources = self.shows_sources
            self.grid.show_rows(builder, builder.top(view.codes()), builder.columns(view.periods))
            self.panel.title.setText(_("Findings in this module"))
        self._show_counts()

    def _show_again(self) -> None:
        """The same with other rows or columns; the cursor stays where it can."""
        place = self.table.figures.place
        self._show_rows()
        if place is None or not self.table.go_to(place.cell, place.source):
            self.table.go_to_start()

    def _layout_changed(self) -> None:
        self._show_again()

    def _show_counts(self) -> None:
        view = self.view
        if not view.module:
            return
        state = next((state for state in self.session.module_states if state.code == view.module), None)
        title = in_language(self.session.profile.catalogue.modules[view.module].title, current())
        if state is not None:
            self.head.show_state(title, view.module, state.filled, state.missing_with_reason, state.indicators)
        if not view.indicator:
            self.tools.show_view(view)
        self.panel.show_findings(view.findings())

    def _findings_changed(self) -> None:
        if not self.isVisible():
            return  # `show_at` counts anew
        is_typing = self.table.figures.open_editor is not None  # rows that came and went would take the text along
        if self.view.filter == "findings" and not self.view.indicator and not is_typing:
            self._show_again()
        else:
            self._show_counts()

    def _settings_changed(self) -> None:
        view = self.view
        if view.module in self.session.profile.settings.modules:
            if view.indicator not in self.session.profile.catalogue.indicators:
                view.indicator = ""  # it was a national one, taken away
            self._show_again()

    def _show_tab(self, number: int) -> None:
        self.tabs.setCurrentIndex(number)
        if number == 0:
            self._back_to_table()

    # The cursor

    def _moved(self) -> None:
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
        self.settle()
        if self.view.filter != "all" or self.view.indicator:
            self.view.filter, self.view.indicator = "all", ""
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
        if finding.module != self.view.module:
            self.window_.go(Where("module", finding.module, cell, finding.source or ""))
        elif not (self.view.indicator == cell.indicator and self.table.go_to(cell)):
            self.go_to_cell(Where("module", self.view.module, cell, finding.source or ""))
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
        self.inspector.area.ensureWidgetVisible(self.inspector.provenance.note)

    def choose_source(self) -> None:
        """Name the source of the selected figures, from a list at the cursor."""
        SourceChooser(self.session, self.table.figures.places(), self.table.figures).open()

    def _back_to_table(self) -> None:
        self.table.figures.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell(self, text: str) -> None:
        self.window_.say(text)
