"""Owns what stands above the table of one indicator: where we are, and how its items are laid out."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QVBoxLayout, QWidget

from desktop.catalogue.model import TOTAL, Dimension, in_language
from desktop.domain.address import items_of, items_text
from desktop.language import _, current, plural
from desktop.services.profile import OpenProfile
from desktop.ui.common import words
from desktop.ui.common.buttons import Button
from desktop.ui.common.flow import FlowLayout
from desktop.ui.common.theme import px, theme
from desktop.ui.common.widgets import Combo, Label, Picture, line
from desktop.ui.grid.indicator import Layout
from desktop.ui.grid.item_chooser import ItemChooser
from desktop.ui.grid.views import View
from desktop.ui.grid.years import YearsButton

SHORT = 760
"""Width below which the tools are shortened."""
LENGTHS = (10, 20, 50, 0)
"""How many of a long list are shown; 0 for all."""


class Choice(QWidget):
    """A small combo box with its name before it."""

    def __init__(self, name: str):
        super().__init__()
        self.name, self.combo = Label(name, size=12, tone="text2"), Combo(small=True, name=name)
        self.combo.setToolTip(name)
        self.combo.currentIndexChanged.connect(self._fit)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, px(4), 0)
        layout.setSpacing(px(6))
        layout.addWidget(self.name)
        layout.addWidget(self.combo)

    def fill(self, options: list[tuple[str, object]], chosen: object) -> None:
        self.combo.blockSignals(True)
        self.combo.clear()
        for text, value in options:
            self.combo.addItem(text, value)
        self.combo.setCurrentIndex(max(0, self.combo.findData(chosen)))
        self.combo.blockSignals(False)
        self._fit()

    def _fit(self) -> None:
        """As wide as what is chosen: the row of tools is short."""
        text = self.combo.fontMetrics().horizontalAdvance(self.combo.currentText())
        self.combo.setFixedWidth(min(text + px(52), px(190)))


class IndicatorHead(QWidget):
    """`changed` when another layout was chosen; `item_chosen` with the member to be added."""

    changed = Signal()
    item_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self._view: View | None = None
        self._code = ""
        self._layout = Layout("", "")
        self._held_shown: set[str] = set()
        self.module, self.path = Label("", tone="text2"), Picture(icon="chevron-right", size=14)
        self.title = Label("", size=16, weight=600)
        self.code = Label("", tone="muted")
        self.unit = Label("", size=12, tone="text2")
        self.back = Button(_("Back to module"), icon="arrow-left")
        top = QHBoxLayout()
        top.setContentsMargins(px(16), px(10), px(16), px(10))
        top.setSpacing(px(8))
        for thing in (self.module, self.path, self.title, self.code):
            top.addWidget(thing)
        top.addStretch(1)
        top.addWidget(self.unit)
        top.addWidget(self.back)
        self.items = ItemChooser()
        self.items.chosen.connect(lambda item: self.item_chosen.emit(item.code))
        self.rows, self.columns, self.source = Choice(_("Rows")), Choice(_("Columns")), Choice(_("Source"))
        self.length = Choice(_("Show"))
        for choice in (self.rows, self.columns, self.source, self.length):
            choice.combo.activated.connect(self._chosen)
        self.held: dict[str, Choice] = {}
        self.more = Button("", kind="flat", icon="filter", tip=_("Narrow to"))
        self.more.setMenu(QMenu(self.more))
        self.add_source = Button(_("Add source line"), kind="flat", icon="plus")
        self.sums = Button(_("Sum lines"), kind="flat", icon="sigma")
        self.sums.setCheckable(True)
        self.sums.setChecked(True)
        self.sums.toggled.connect(self._chosen)
        self.sums.toggled.connect(self.sums.restyle)
        self.years = YearsButton()
        tools = QWidget()
        self._tools = FlowLayout(px(8))
        tools.setLayout(self._tools)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        tools.setSizePolicy(policy)
        for tool in (
            self.items, self.rows, self.length, self.columns, self.source, self.more, self.years, self.add_source, self.sums,
        ):  # fmt: skip
            self._tools.addWidget(tool)
        below = QHBoxLayout()
        below.setContentsMargins(px(16), px(6), px(12), px(6))
        below.addWidget(tools, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(top)
        layout.addWidget(line())
        layout.addLayout(below)

        theme().changed.connect(self.restyle)
        self.restyle()

    def restyle(self) -> None:
        self.items.setFixedWidth(px(212))
        self.fit(self.width())

    def fit(self, width: int) -> None:
        """Where room is short the buttons keep their icons only, the choices lose their names; the unit and the module go first."""
        is_short = width < px(SHORT)
        for button, text in (
            (self.add_source, _("Add source line")),
            (self.sums, _("Sum lines")),
        ):
            button.setText("" if is_short else text)
            button.setAccessibleName(text)
            button.setToolTip(text)
        for choice in (self.rows, self.columns, self.source, self.length, *self.held.values()):
            choice.name.setVisible(not is_short)
        needed = sum(thing.sizeHint().width() for thing in (self.title, self.code, self.back)) + px(80)
        needed += self.unit.sizeHint().width()
        self.unit.setVisible(width > needed)
        has_path = width > needed + self.module.sizeHint().width() + px(30)
        for thing in (self.module, self.path):
            thing.setVisible(has_path)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit(self.width())

    @property
    def chosen(self) -> Layout:
        return self._layout

    def show_indicator(self, view: View) -> None:
        """Fill everything for the indicator of a view, in the layout it was left with."""
        session, code = view.session, view.indicator
        catalogue = session.profile.catalogue
        indicator = catalogue.indicators[code]
        self.module.setText(in_language(catalogue.modules[indicator.module].title, current()))
        self.title.setText(words.title(indicator))
        self.code.setText(code)
        self.unit.setText(words.unit(indicator))
        self._view = view
        if code != self._code:
            self._code = code
            self._held_shown = {name for name in indicator.dimensions if self._members_in_use(name)}
            self._layout = view.layouts.get(code) or self._usual()
        self._fill()
        self.years.show_view(view)
        self.fit(self.width())

    def _usual(self) -> Layout:
        """Rows by the first dimension in use that is not sex; sex beside the year where there is another."""
        dimensions = self._profile.catalogue.indicators[self._code].dimensions
        others = [name for name in dimensions if name != "SEX"] or list(dimensions)
        rows = next((name for name in others if self._members_in_use(name)), others[0] if others else "")
        return Layout(rows, "SEX" if "SEX" in dimensions and rows != "SEX" else "")

    def _members_in_use(self, dimension: str) -> set[str]:
        assert self._view is not None
        return set(self._view.usage.members(self._code, "", dimension))

    @property
    def _profile(self) -> OpenProfile:
        assert self._view is not None
        return self._view.session.profile

    # Filling

    def _fill(self) -> None:
        assert self._view is not None
        profile, chosen = self._profile, self._layout
        catalogue = profile.catalogue
        dimensions = catalogue.indicators[self._code].dimensions
        names = {name: in_language(catalogue.dimensions[name].title, current()) for name in dimensions}
        self.rows.fill([(names[name], name) for name in dimensions], chosen.rows)
        self.rows.setVisible(bool(dimensions))
        crossed = [name for name in dimensions if name != chosen.rows and not catalogue.dimensions[name].is_open]
        beside = [(_("Year × {dimension}").format(dimension=names[name]), name) for name in crossed]
        self.columns.fill([(_("Year"), ""), *beside], chosen.columns)
        is_long = bool(chosen.rows) and catalogue.dimensions[chosen.rows].is_open
        self.length.fill([(plural("{n} first", "{n} first", n) if n else _("All"), n) for n in LENGTHS], chosen.most)
        self.length.setVisible(is_long)
        sources = sorted({s for held in profile.figures.of(self._code).values() for s in held})
        named = [(words.source_word(profile.figures, source), source) for source in sources]
        self.source.fill([(_("All sources"), None), *named], chosen.source)
        self.items.setVisible(bool(chosen.rows))
        if chosen.rows:
            used = self._members_in_use(chosen.rows)
            self.items.show_dimension(self._view.session, catalogue.dimensions[chosen.rows], used)
        self._fill_held([name for name in dimensions if name not in (chosen.rows, chosen.columns)], names)

    def _fill_held(self, free: list[str], names: dict[str, str]) -> None:
        """A combo for each dimension held fixed: those with figures at once, the others when asked for."""
        catalogue, base = self._profile.catalogue, items_of(self._layout.base)
        for name in [name for name in self.held if name not in free or name not in self._held_shown]:
            gone = self.held.pop(name)
            self._tools.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        for name in free:
            if name not in self._held_shown:
                continue
            choice = self.held.get(name)
            if choice is None:
                choice = self.held[name] = Choice(names[name])
                choice.combo.activated.connect(self._chosen)
                self._tools.insert(self._tools.indexOf(self.more), choice)
                choice.name.setVisible(self.width() >= px(SHORT))
                choice.show()
            choice.fill(self._members(catalogue.dimensions[name]), base.get(name, TOTAL))
        menu = self.more.menu()
        menu.clear()
        for name in free:
            if name not in self._held_shown:
                menu.addAction(names[name]).triggered.connect(self._showing(name))
        self.more.setVisible(not menu.isEmpty())

    def _members(self, dimension: Dimension) -> list[tuple[str, object]]:
        """All members of a tree, of an open list those in use."""
        catalogue = self._profile.catalogue
        codes = [TOTAL, *(m for m in dimension.members if m != TOTAL)]
        codes += sorted(self._members_in_use(dimension.code) - set(codes))
        return [(words.member_word(catalogue, dimension.code, member), member) for member in codes]

    def _showing(self, name: str) -> object:
        def show() -> None:
            self._held_shown.add(name)
            self._fill()

        return show

    # Choosing

    def _chosen(self) -> None:
        indicator = self._profile.catalogue.indicators[self._code]
        rows = str(self.rows.combo.currentData() or "")
        columns = str(self.columns.combo.currentData() or "")
        if columns == rows:
            columns = ""
        base = {name: str(self.held[name].combo.currentData()) for name in indicator.dimensions if name in self.held}
        base = {name: member for name, member in base.items() if name not in (rows, columns)}
        self._layout = Layout(
            rows, columns, items_text(base), self.source.combo.currentData(), self.sums.isChecked(),
            int(self.length.combo.currentData()),
        )  # fmt: skip
        self.changed.emit()
