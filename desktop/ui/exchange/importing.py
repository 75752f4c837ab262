"""Owns the tab that brings files in: choose, see what would happen, take it in; progress and cancel on the way."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QProgressBar,
    QStackedWidget,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from desktop.domain.errors import KnownError
from desktop.language import _, marked, plural
from desktop.services import recording
from desktop.services.importing.plan import ImportPlan
from desktop.services.importing.planning import plan_import
from desktop.services.importing.storing import store_import
from desktop.services.profile import open_profile
from desktop.services.recording import Stored
from desktop.ui.common import fonts, marks, tasks
from desktop.ui.common.buttons import Button
from desktop.ui.common.messages import Bar
from desktop.ui.common.theme import colour, px, theme
from desktop.ui.common.widgets import Combo, EmptyState, Label, columns, line, rows
from desktop.ui.exchange.model import COLUMNS, ORDER, OUTCOME_WORDS, PlanModel
from desktop.ui.window import Window

ACCEPT = (
    ("changes", marked("Take what is new or differs")),
    ("new", marked("Take only what is new")),
    ("all", marked("Also clear where the file is empty")),
)
NUMBERS = (
    ("", marked("Numbers as 1234.5")), ("en", "1,234.5"), ("fr", "1\u202f234,5"), ("es", "1.234,5"),
)  # fmt: skip
MARKS = {
    "new": "new",
    "changed": "changed",
    "refused": "refused",
    "doubtful": "doubtful",
    "conflict": "conflict",
    "cleared": "warning",
}
WIDTHS = (110, 330, 110, 110, 60, 0)


class ImportTab(QWidget):
    """Three states: nothing chosen; something runs; a plan is shown. Nothing is written before the plan was seen."""

    def __init__(self, window: Window):
        super().__init__()
        self._window, self._session = window, window.session
        self.plan: ImportPlan | None = None
        self._path: Path | None = None
        self._task: tasks.Task | None = None
        self.model = PlanModel(self._session.profile.settings.numbers, self)
        self.bar = Bar()
        sentence = _(
            "Long tables, tables of sources and SDMX-CSV. You see what a file would change before it does. Drop a file here, or choose one."
        )
        self.empty = EmptyState(sentence, icon="file-input", button=_("Choose a file…"), deed=self._ask)
        self.accept, self.numbers = Combo(name=_("What is taken")), Combo(name=_("How numbers are written in the file"))
        self.accept.setMinimumContentsLength(24)
        self.numbers.setMinimumContentsLength(16)
        for name, text in ACCEPT:
            self.accept.addItem(_(text), name)
        for name, text in NUMBERS:
            self.numbers.addItem(_(text), name)
        self.heading, self.progress_text = Label("", weight=600), Label("")
        self.bar_of_progress = QProgressBar()
        self.take = Button(_("Import"), kind="primary")
        self.chips = QHBoxLayout()
        self.table = QTableView()
        self.stack = QStackedWidget()
        self._build()
        self.setAcceptDrops(self._session.is_writable)

    @property
    def choose(self) -> QWidget:
        if self.stack.currentIndex() == 0 and self.empty.button:
            return self.empty.button
        return self.table

    def _build(self) -> None:
        if self.empty.button:
            self.empty.button.setEnabled(self._session.is_writable)
        self.bar_of_progress.setTextVisible(False)
        self.bar_of_progress.setMaximumWidth(px(420))
        cancel = Button(_("Cancel"))
        cancel.clicked.connect(self._cancel)
        running = QWidget()
        running.setLayout(
            rows(
                -1, self.progress_text, self.bar_of_progress, columns(cancel, -1), -2, margins=(40, 20, 40, 20), gap=10
            )
        )
        self._style_table()
        leave = Button(_("Leave it"))
        leave.clicked.connect(self._reset)
        self.take.clicked.connect(self._apply)
        self.accept.activated.connect(self._plan_again)
        self.numbers.activated.connect(self._plan_again)
        hint = Label(_("One step: Undo takes the whole import back."), size=12, tone="text2")
        shown = QWidget()
        shown.setLayout(rows(
            columns(self.heading, 12, self.chips, -1, margins=(16, 10, 12, 6), gap=8),
            columns(self.accept, self.numbers, -1, margins=(16, 0, 12, 8), gap=8), line(), self.table, line(),
            columns(hint, -1, leave, self.take, margins=(16, 8, 12, 8), gap=8),
        ))  # fmt: skip
        for widget in (self.empty, running, shown):
            self.stack.addWidget(widget)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self.bar)
        outer.addWidget(self.stack, 1)

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

    # Choosing

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls() and self._task is None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = event.mimeData().urls()[0].toLocalFile()
        if path:
            self.read(Path(path))

    def _ask(self) -> None:
        dialog = QFileDialog(self, _("Choose a file"))
        dialog.setNameFilters([_("Tables (*.csv *.tsv *.txt)"), _("All files (*)")])
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda path: self.read(Path(path)))
        dialog.open()

    def read(self, path: Path) -> None:
        """Plan a file in a worker that reads the profile by itself."""
        self._path = path
        self.bar.settle()
        source, accept, numbers = (
            self._session.profile.path,
            str(self.accept.currentData()),
            str(self.numbers.currentData()),
        )

        def work(steps: tasks.Steps) -> ImportPlan:
            with open_profile(source, write=False) as profile:
                return plan_import(
                    profile, path, numbers=numbers, accept=accept, progress=steps.tell, cancelled=steps.is_cancelled
                )

        self._run(_("Reading {file} …").format(file=path.name), work, self._planned)

    def _plan_again(self) -> None:
        if self._path is not None:
            self.read(self._path)

    def _planned(self, plan: ImportPlan) -> None:
        self.plan = plan
        self.model.show_plan(plan)
        kinds = {"table": _("long table"), "sources": _("table of sources"), "sdmx": _("SDMX-CSV")}
        self.heading.setText(f"{plan.path.name} · {kinds[plan.kind]}")
        self._show_chips(plan)
        number = len({edit.key if plan.kind != "sources" else edit.key.split("|")[1] for edit in plan.edits})  # type: ignore[union-attr]
        self.take.setText(_deed(plan.kind, number))
        self.take.setEnabled(bool(number))
        self.stack.setCurrentIndex(2)
        (self.take if number else self.table).setFocus(Qt.FocusReason.OtherFocusReason)

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

    # Taking in

    def _apply(self) -> None:
        """Write in a worker; what is open follows in the window when it is on disk, as one undo step."""
        plan, profile = self.plan, self._session.profile
        if plan is None:
            return

        def work(steps: tasks.Steps) -> Stored:
            return store_import(profile, plan, cancelled=steps.is_cancelled)

        self._run(_("Importing {file} …").format(file=plan.path.name), work, self._stored)

    def _stored(self, stored: Stored) -> None:
        plan = self.plan
        assert plan is not None
        profile = self._session.profile
        self._session.do(
            _("Import of {file}").format(file=plan.path.name), lambda: recording.carry(profile, stored, look=False)
        )
        self._window.say(_("Imported {file}").format(file=plan.path.name), self._session.stack.undo)
        if plan.needs_attention:
            number = sum(plan.counts[name] for name in ("refused", "doubtful", "conflict"))
            text = plural(
                "{n} row stayed out; it is listed below.", "{n} rows stayed out; they are listed below.", number
            )
            self.bar.tell(text, kind="warning")
            self.take.setEnabled(False)
            self.stack.setCurrentIndex(2)
        else:
            self._reset()

    # Running

    def _run(self, words: str, work: tasks.Work, done: Callable[..., object]) -> None:
        self.progress_text.setText(words)
        self.bar_of_progress.setRange(0, 0)
        self.stack.setCurrentIndex(1)
        task = tasks.Task(work, self)
        task.progressed.connect(lambda n, _of: self.progress_text.setText(f"{words} {n:,}".replace(",", "\u202f")))
        task.done.connect(self._ended)
        task.done.connect(done)
        task.failed.connect(self._failed)
        task.cancelled.connect(self._cancelled)
        task.broken.connect(self._reset)
        self._task = task.start()

    def _ended(self, _result: object) -> None:
        self._task = None

    def _failed(self, error: KnownError) -> None:
        self._reset()
        self.bar.show_error(error)

    def _cancelled(self) -> None:
        self._reset()
        self.bar.tell(_("Stopped. Everything is as it was."), kind="info")

    def _cancel(self) -> None:
        if self._task is not None:
            self._task.cancel()

    def _reset(self) -> None:
        self._task, self.plan, self._path = None, None, None
        self.model.show_plan(None)
        self.stack.setCurrentIndex(0)

    def leave(self) -> None:
        self._cancel()


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
        side = Qt.AlignmentFlag.AlignRight if index.column() in (2, 3, 4) else Qt.AlignmentFlag.AlignLeft
        text = painter.fontMetrics().elidedText(
            model.text(cell, index.column()), Qt.TextElideMode.ElideRight, int(inner.width())
        )
        painter.drawText(inner, side | Qt.AlignmentFlag.AlignVCenter, text)
