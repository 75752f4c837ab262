"""Owns the differences of a workbook that came back: filters, sheets, table, and what is written when the person says so."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.language import _, plural
from desktop.services.importing.plan import ImportPlan
from desktop.ui.common.buttons import Button
from desktop.ui.common.flow import FlowLayout
from desktop.ui.common.theme import px, theme
from desktop.ui.common.widgets import Label, columns, line, rows
from desktop.ui.importing.returned.cell import CellPanel
from desktop.ui.importing.returned.choosing import THEIRS, Choices
from desktop.ui.importing.returned.lines import DIFFERING, FILTERS, DifferencesModel, Shower, kind_of
from desktop.ui.importing.returned.sheets import SheetList
from desktop.ui.importing.returned.table import DifferencesTable
from desktop.ui.room import LARGE
from desktop.ui.session import ProfileSession

SIDE = 166


class Differences(QWidget):
    """`asked` says that the chosen figures are to be written, `left` that nothing is."""

    asked = Signal()
    left = Signal()
    sent_back = Signal()
    """What stays out shall go back as a workbook."""

    def __init__(self, session: ProfileSession):
        super().__init__()
        self.choices: Choices | None = None
        self.model = DifferencesModel(Shower(session.profile), self)
        self.table = DifferencesTable(self.model)
        self.sheets = SheetList(self.model)
        self.panel = CellPanel(session)
        self.chips: dict[str, Button] = {}
        self.at_once: dict[str, Button] = {}
        self.tally = Label("", weight=600)
        self.write = Button("", kind="primary")
        self.write.clicked.connect(self.asked)
        self.back = Button(_("Send back what stays out…"))
        self.back.clicked.connect(self.sent_back)
        self._chips, self._buttons = FlowLayout(px(8)), QVBoxLayout()
        self._build()
        self.table.taken.connect(self.take)
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._show_cell())
        self.sheets.chosen.connect(lambda name: self._choose(sheet=name))
        self.panel.settled.connect(self._refresh)
        theme().changed.connect(self.restyle)
        self.restyle()

    def _build(self) -> None:
        cancel = Button(_("Cancel"))
        cancel.clicked.connect(self.left)
        self._buttons.setSpacing(px(6))
        safe = Label(_("Nothing is written yet. One step back undoes all."), size=12, tone="text2", wrap=True)
        self._side = QWidget()
        side = rows(
            Label(_("Sheets"), size=12, tone="text2"), self.sheets, Label(_("Take at once"), size=12, tone="text2"),
            self._buttons, 8, safe, margins=(8, 10, 6, 10), gap=4,
        )  # fmt: skip
        side.setStretch(1, 1)
        self._side.setLayout(side)
        chips = columns(margins=(14, 10, 14, 8))
        chips.addLayout(self._chips, 1)
        self._between = line(upright=True)
        across = columns(self._side, self._between, self.table)
        across.setStretch(2, 1)
        foot = columns(self.tally, -1, self.back, cancel, self.write, margins=(16, 9, 14, 9), gap=8)
        outer = rows(chips, line(), across, line(), foot)
        outer.setStretch(2, 1)
        self.setLayout(outer)

    def restyle(self) -> None:
        """From the zoom at which panels fold by themselves the sheets give their room to the differences; the filters stay."""
        self._side.setFixedWidth(px(SIDE))
        is_large = theme().zoom >= LARGE
        self._side.setVisible(not is_large)
        self._between.setVisible(not is_large)

    def show_plan(self, plan: ImportPlan) -> None:
        self.choices = Choices(plan)
        self.model.show(self.choices)
        self._show_chips()
        self._show_buttons()
        self.sheets.show_sheets()
        self._choose(chosen=DIFFERING if self.model.numbers(chosen=DIFFERING) else "")
        self._refresh()

    def _show_chips(self) -> None:
        _empty(self._chips)
        self.chips = {}
        for kind, title in FILTERS.items():
            number = len(self.model.numbers(chosen=kind))
            if number or kind in (DIFFERING, ""):
                chip = Button(f"{_(title)} {number}", kind="chip")
                chip.clicked.connect(partial(self._choose, chosen=kind))
                self.chips[kind] = chip
                self._chips.addWidget(chip)

    def _show_buttons(self) -> None:
        """What can be taken without a look at each: what is new, what is clear on this sheet, what is clear anywhere."""
        assert self.choices is not None
        _empty(self._buttons)
        choices, model = self.choices, self.model
        everything = model.numbers()
        new = [number for number in choices.clear(everything) if kind_of(model.cells[number]) == "new"]
        deeds: dict[str, tuple[str, Callable[[], list[int]]]] = {
            "new": (_("All new ones, {n}").format(n=len(new)), lambda: new),
            "sheet": (_("This sheet, where clear"), lambda: choices.clear(model.numbers(sheet=model.sheet))),
            "clear": (_("Everything clear, {n}").format(n=len(choices.clear(everything))), lambda: choices.clear(everything)),
        }  # fmt: skip
        self.at_once = {}
        for name, (words, numbers) in deeds.items():
            button = Button(words, small=True)
            button.clicked.connect(self._taking(numbers))
            self.at_once[name] = button
            self._buttons.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    def _taking(self, numbers: Callable[[], list[int]]) -> Callable[[], None]:
        return lambda: self.take(numbers(), THEIRS)

    def _choose(self, *, sheet: str | None = None, chosen: str | None = None) -> None:
        self.model.choose(sheet=sheet, chosen=chosen)
        self.table.span_headings()
        for kind, chip in self.chips.items():
            chip.setChecked(kind == self.model.filter)
        if self.model.lines:
            self.table.setCurrentIndex(self.model.index(min(1, len(self.model.lines) - 1), 0))
        self._show_cell()

    def take(self, numbers: list[int], what: str) -> None:
        """Settle cells, at the table or by a button."""
        if self.choices is not None:
            self.choices.settle(numbers, what)
            self._refresh()

    def _refresh(self) -> None:
        assert self.choices is not None
        self.model.changed()
        self.sheets.refresh()
        tally = self.choices.tally(range(len(self.choices.cells)))
        number = plural("{n} cell in one step", "{n} cells in one step", tally.written)
        words = _("Will be written: {number}. Open: {open}. Out: {out}.")
        self.tally.setText(words.format(number=number, open=tally.open, out=tally.out))
        self.write.setText(plural("Write {n} cell", "Write {n} cells", tally.written))
        self.write.setEnabled(bool(tally.written))
        self.back.setVisible(bool(tally.open or tally.out))
        self._show_cell()

    def _show_cell(self) -> None:
        found = self.model.cell_at(self.table.currentIndex().row())
        self.panel.show_cell(self.choices, found[0] if found else -1)

    def act(self, deed: str) -> bool:
        if deed in ("next finding", "previous finding"):
            return self.table.next_open(1 if deed == "next finding" else -1)
        return False


def _empty(layout: FlowLayout | QVBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
