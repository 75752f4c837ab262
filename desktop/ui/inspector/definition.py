"""Owns the section that says what an indicator is:
definition, formula with its parts and their values, where it is used, bounds.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from desktop.catalogue import wording
from desktop.catalogue.expression import references
from desktop.catalogue.model import Indicator, in_language
from desktop.domain.address import Cell
from desktop.domain.number import shown
from desktop.language import _, current, plural
from desktop.ui.common import words
from desktop.ui.common.section import Section
from desktop.ui.common.theme import px
from desktop.ui.common.widgets import Label
from desktop.ui.session import ProfileSession

MOST_PARTS = 6


class DefinitionSection(Section):
    """`show_cell` fills it; `went` carries the cell of a part that is to be shown, `changes` the code of a national indicator."""

    went = Signal(object)
    changes = Signal(str)

    def __init__(self, parent: QWidget | None = None):
        super().__init__(_("Definition"), "definition", parent)
        self.definition = Label("", size=12, wrap=True)
        self.body.addWidget(self.definition)
        self.facts = QGridLayout()
        self.facts.setHorizontalSpacing(px(12))
        self.facts.setVerticalSpacing(px(3))
        self.facts.setColumnStretch(1, 1)
        self.body.addLayout(self.facts)
        self._rows: list[QWidget] = []
        self._code = ""
        self.link.setText(_("Change…"))
        self.link.setAccessibleName(_("Change this national indicator"))
        self.link.clicked.connect(lambda: self.changes.emit(self._code))

    def show_cell(self, session: ProfileSession, indicator: Indicator, cell: Cell) -> None:
        self._code = indicator.code
        self.link.setVisible(indicator.code in session.profile.figures.national and session.is_writable)
        self.definition.setText(in_language(indicator.definition, current()))
        for widget in self._rows:
            self.facts.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self._rows.clear()
        self._fact(_("Unit"), words.unit(indicator))
        self._fact(_("Formula"), formula_words(session, indicator))
        computed = session.profile.evaluator.computed(cell)
        if computed is not None:
            form = session.profile.settings.numbers
            self._fact(_("Exact value"), shown(computed.text, form))
            for address, value in computed.parts[:MOST_PARTS]:
                self._fact("", f"{part_name(session, address)}: {shown(value, form) if value else _('empty')}")
        used = len(session.profile.evaluator.dependents(indicator.code) - {indicator.code})
        if used:
            self._fact(_("Used in"), plural("{n} derived row", "{n} derived rows", used))
        bounds = bounds_words(indicator, session.profile.settings.numbers)
        if bounds:
            self._fact(_("Bounds"), bounds)

    def _fact(self, name: str, text: str) -> None:
        row = len(self._rows)
        head, value = Label(name, size=12, tone="text2"), Label(text, size=12, wrap=True)
        head.setMinimumWidth(px(64))
        self.facts.addWidget(head, row, 0)
        self.facts.addWidget(value, row, 1)
        head.show()
        value.show()
        self._rows += [head, value]


def formula_words(session: ProfileSession, indicator: Indicator) -> str:
    """The formula with titles in place of codes."""
    if indicator.formula is None:
        return _("none, counted by the program") if indicator.is_counter else _("none, entered by you")
    text = indicator.formula_text
    codes = {ref.code for ref in references(indicator.formula)}
    for code in sorted(codes, key=len, reverse=True):
        known = session.profile.catalogue.indicators.get(code)
        if known is not None:
            text = text.replace(code, words.title(known))
    return text.replace("*", "×").replace("-", "\u2212") if "[" not in text else text.replace("*", "×")


def part_name(session: ProfileSession, address: str) -> str:
    """An address in words: title, items, year."""
    code, _at, period = address.partition("@")
    code, _bracket, items = code.partition("[")
    known = session.profile.catalogue.indicators.get(code)
    if known is None:
        return address
    named = words.members_words(session.profile.catalogue, items.rstrip("]")) if items else ""
    return " · ".join(part for part in (words.title(known), named, wording.period_text(period)) if part)


def bounds_words(indicator: Indicator, form: str) -> str:
    """Hard bounds, and how much is usual from one year to the next."""
    low, high = indicator.limits.get("min", ""), indicator.limits.get("max", "")
    parts = []
    if low and high:
        parts.append(_("{low} to {high}").format(low=shown(low, form), high=shown(high, form)))
    elif low:
        parts.append(_("{low} or more").format(low=shown(low, form)))
    elif high:
        parts.append(_("{high} or less").format(high=shown(high, form)))
    yearly = indicator.limits.get("max_yoy_change_pct", "")
    if yearly:
        parts.append(_("±{n} % a year").format(n=shown(yearly, form)))
    return "; ".join(parts)
