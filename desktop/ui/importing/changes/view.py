"""Owns the list of what a table would change: filters by outcome, what is accepted, how its numbers are written."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from desktop.language import _, marked, plural
from desktop.services.importing.plan import ImportPlan
from desktop.ui.common import fonts, marks
from desktop.ui.common.buttons import Button
from desktop.ui.common.theme import colour, px, theme
from desktop.ui.common.widgets import Combo, Label, columns, line, rows
from desktop.ui.importing.changes.model import COLUMNS, ORDER, OUTCOME_WORDS, PlanModel
from desktop.ui.session import ProfileSession

ACCEPT = (
    ("changes", marked("Take what is new or differs")),
    ("new", marked("Take only what is new")),
    ("all", marked("Also clear where the file is empty")),
)
NUMBERS = (
    ("", marked("Numbers as 1234.5")), ("en", "1,234.5"), ("fr", "1\u202f234,5"), ("es", "1.234,5"),
)  # fmt: skip
MARKS = {
    "new": "new", "changed": "changed", "refused": "refused", "doubtful": "doubtful", "conflict": "conflict", "cleared": "warning",
}  # fmt: skip
WIDTHS = (110, 300, 100, 100, 110, 0)


class Changes(QWidget):
    """`asked` says that what is listed is to be taken in, `left` that nothing is, `again` that it is to be read in another way."""

    asked = Signal()
    left = Signal()
    again = Signal()

    def __init__(self, session: ProfileSession):
        super().__init__()
        self.model = PlanModel(session.profile.settings.numbers, self)
        self.accept, self.numbers = Combo(name=_("What is taken")), Combo(name=_("How numbers are written in the file"))
        self.accept.setMinimumContentsLength(24)
        self.numbers.setMinimumContentsLength(16)
        for name, text in ACCEPT:
            self.accept.addItem(_(text), name)
        for name, text in NUMBERS:
            self.numbers.addItem(_(text), name)
        self.heading = Label("", weight=600)
        self.take = Button(_("Import"), kind="primary")
        self.chips = QHBoxLayout()
        self.table = QTableView()
        self._style_table()
        leave = Button(_("Leave it"))
        leave.clicked.connect(self.left)
        self.take.clicked.connect(self.asked)
        self.accept.activated.connect(self.again)
        self.numbers.activated.connect(self.again)
        hint = Label(_("One step: Undo takes the whole import back."), size=12, tone="text2")
        self.setLayout(rows(
            columns(self.heading, 12, self.chips, -1, margins=(16, 10, 12, 6), gap=8),
            columns(self.accept, self.numbers, -1, margins=(16, 0, 12, 8), gap=8), line(), self.table, line(),
            columns(hint, -1, leave, self.take, margins=(16, 8, 12, 8), gap=8),
        ))  # fmt: skip

    def _style_table(self) -> None:
        table = self.table
        table.setModel(self.model)
        table.setItemDelegate(_Delegate(table))
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setTabKeyNavigation(False)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setAccessibleName(_("What the file would change"))
        table.verticalHeader().hide()
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setObjectName("plain")
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(len(COLUMNS) - 1, QHeaderView.ResizeMode.Stretch)
        theme().changed.connect(self._fit)
        self._fit()

    def _fit(self) -> None:
        self.table.verticalHeader().setDefaultSectionSize(px(26))
        self.table.horizontalHeader().setFixedHeight(px(28))
        for column, width in enumerate(WIDTHS):
            if width:
                self.table.setColumnWidth(column, px(width))

    def show_plan(self, plan: ImportPlan | None) -> None:
        self.model.show_plan(plan)
        if plan is None:
            return
        kinds = {
            "table": _("long table"), "sources": _("table of sources"), "sdmx": _("SDMX-CSV"), "sheet": _("spreadsheet"),
        }  # fmt: skip
        self.heading.setText(f"{plan.path.name} · {kinds[plan.kind]}")
        self.numbers.setVisible(plan.kind != "sheet")
        self._show_chips(plan)
        number = len({cell.about for cell in plan.taken if cell.edits})
        self.take.setText(_deed(plan.kind, number))
        self.take.setEnabled(bool(number))

    def focus(self) -> QWidget:
        return self.take if self.take.isEnabled() else self.table

    def _show_chips(self, plan: ImportPlan) -> None:
        while (item := self.chips.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        everything = Button(_("All {n}").format(n=len(plan.cells)), kind="chip")
        everything.clicked.connect(lambda: self._choose(everything, ""))
        everything.setChecked(True)
        self.chips.addWidget(everything)
        for name in ORDER:
            if plan.counts[name]:
                chip = Button(f"{plan.counts[name]} {_(OUTCOME_WORDS[name])}", kind="chip")
                chip.clicked.connect(partial(self._choose, chip, name))
                self.chips.addWidget(chip)

    def _choose(self, chip: Button, outcome: str) -> None:
        for at in range(self.chips.count()):
            item = self.chips.itemAt(at)
            widget = item.widget() if item is not None else None
            if isinstance(widget, Button):
                widget.setChecked(widget is chip)
        self.model.choose(outcome)


def _deed(kind: str, number: int) -> str:
    """What the button would do, in words."""
    if not number:
        return _("Nothing to import")
    if kind == "sources":
        return plural("Import {n} source", "Import {n} sources", number)
    return plural("Import {n} figure", "Import {n} figures", number)


class _Delegate(QStyledItemDelegate):
    """Rows with the mark and the word of what would become of them."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        model = index.model()
        assert isinstance(model, PlanModel)
        cell = model.rows[index.row()]
        view = self.parent()
        assert isinstance(view, QTableView)
        box = QRectF(option.rect)
        painter.fillRect(box, colour("sel" if view.selectionModel().isRowSelected(index.row()) else "page"))
        painter.setPen(colour("grid2"))
        painter.drawLine(QPointF(box.left(), box.bottom() - 1), QPointF(box.right(), box.bottom() - 1))
        painter.setFont(fonts.font(13, zoom=theme().zoom))
        inner = box.adjusted(px(10), 0, -px(8), 0)
        if index.column() == 0:
            if cell.outcome in MARKS:
                painter.drawPixmap(
                    QPointF(box.left() + px(12), box.center().y() - px(6)), marks.pixmap(MARKS[cell.outcome], 12)
                )
            inner.setLeft(box.left() + px(32))
        painter.setPen(colour("text2" if index.column() in (0, 4, 5) else "text"))
        side = Qt.AlignmentFlag.AlignRight if index.column() in (2, 3) else Qt.AlignmentFlag.AlignLeft
        text = painter.fontMetrics().elidedText(
            model.text(cell, index.column()), Qt.TextElideMode.ElideRight, int(inner.width())
        )
        painter.drawText(inner, side | Qt.AlignmentFlag.AlignVCenter, text)
