"""Owns the page on which one file comes in: read beside the window, seen cell by cell, written as one undo step."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QProgressBar, QStackedWidget, QVBoxLayout, QWidget

from desktop.domain.errors import KnownError
from desktop.language import _, current, plural
from desktop.services import recording
from desktop.services.foreign.conversation import Conversation
from desktop.services.importing.foreign import keeping, planned
from desktop.services.importing.plan import ImportPlan, PlannedCell, Steps
from desktop.services.importing.planning import read_with_person
from desktop.services.importing.refusals import send_back
from desktop.services.importing.storing import changed_since, store_import
from desktop.services.profile import open_profile
from desktop.services.recording import Stored
from desktop.ui.common import tasks
from desktop.ui.common.buttons import Button
from desktop.ui.common.messages import Bar
from desktop.ui.common.theme import px
from desktop.ui.common.widgets import Label, columns, line, rows
from desktop.ui.importing.changes.view import Changes
from desktop.ui.importing.facts import FactsPanel
from desktop.ui.importing.returned.view import Differences
from desktop.ui.importing.sheet.view import SheetMapping
from desktop.ui.importing.steps import StepsLine
from desktop.ui.window import Page, Place, Window

READING, MAPPING, CHANGES, DIFFERENCES = range(4)


class ImportPage(Page):
    """The file is that of the place (`filter`); going away forgets it, nothing was written."""

    def __init__(self, window: Window):
        super().__init__(window)
        self._session = window.session
        self.plan: ImportPlan | None = None
        self._path: Path | None = None
        self._conversation: Conversation | None = None
        self._task: tasks.Task | None = None
        self.title, self.subtitle = Label("", size=16, weight=600), Label("", size=12, tone="text2")
        self.steps = StepsLine()
        self.bar = Bar()
        self.changes = Changes(self._session)
        self.differences = Differences(self._session)
        self.mapping = SheetMapping(self._session)
        self.facts = FactsPanel(self._session)
        self.side = QStackedWidget()
        self.side.addWidget(self.facts)
        self.side.addWidget(self.differences.panel)
        self.side.addWidget(self.mapping.panel)
        self.progress_text, self.bar_of_progress = Label("", wrap=True), QProgressBar()
        self.stack = QStackedWidget()
        self._build()

    def _build(self) -> None:
        self.bar_of_progress.setTextVisible(False)
        self.bar_of_progress.setMaximumWidth(px(420))
        self.bar_of_progress.setRange(0, 0)
        self.cancel = Button(_("Cancel"))
        self.cancel.clicked.connect(self._cancel)
        running = QWidget()
        running.setLayout(rows(
            -1, self.progress_text, self.bar_of_progress, columns(self.cancel, -1), -2, margins=(40, 20, 40, 20), gap=10,
        ))  # fmt: skip
        for widget in (running, self.mapping, self.changes, self.differences):
            self.stack.addWidget(widget)
        self.changes.asked.connect(self._take)
        self.changes.again.connect(self._read_again)
        self.changes.left.connect(self._leave_changes)
        self.mapping.asked.connect(self._show_changes)
        self.mapping.left.connect(self._go_back)
        self.differences.asked.connect(self._take)
        self.differences.left.connect(self._go_back)
        self.differences.sent_back.connect(self._ask_where)
        named = rows(self.title, self.subtitle, gap=1)
        head = columns(margins=(16, 9, 14, 9), gap=12)
        head.addLayout(named, 1)
        head.addWidget(self.steps)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addLayout(head)
        outer.addWidget(line())
        outer.addWidget(self.bar)
        outer.addWidget(self.stack, 1)

    # Page

    def show_at(self, place: Place) -> None:
        path = Path(place.filter)
        if place.filter and path != self._path:
            self.read(path)

    def first_focus(self) -> QWidget:
        widgets = (self.cancel, self.mapping.table, self.changes.focus(), self.differences.table)
        return widgets[self.stack.currentIndex()]

    def side_panel(self) -> QWidget | None:
        return self.side

    def regions(self) -> list[QWidget]:
        if self.stack.currentIndex() == DIFFERENCES:
            return [self.differences.sheets, self.differences.table, self.differences.write]
        if self.stack.currentIndex() == MAPPING:
            return [self.mapping.sheets, self.mapping.table, self.mapping.show_changes]
        return [self.first_focus()]

    def act(self, deed: str) -> bool:
        return self.stack.currentIndex() == DIFFERENCES and self.differences.act(deed)

    def leave(self) -> None:
        self._cancel()
        self._task = None
        self._forget()
        self._path = None

    # Reading

    def read(self, path: Path) -> None:
        """Plan a file in a worker that reads the profile by itself."""
        self._path, self.plan = path, None
        self._forget()
        self.bar.settle()
        source = self._session.profile.path
        accept, numbers = str(self.changes.accept.currentData()), str(self.changes.numbers.currentData())

        def work(steps: tasks.Steps) -> ImportPlan | Conversation:
            profile = open_profile(source, write=False)
            read: ImportPlan | Conversation | None = None
            try:
                read = read_with_person(
                    profile, path, numbers=numbers, accept=accept, progress=steps.tell, cancelled=steps.is_cancelled
                )
            finally:
                if not isinstance(read, Conversation):
                    profile.close()
            return read

        self.title.setText(_("A file comes in"))
        self.subtitle.setText(path.name)
        self.facts.show_file(path)
        self._run(_("Reading {file} …").format(file=path.name), work, self._planned)

    def _read_again(self) -> None:
        if self._conversation is not None:
            self._show_changes()
        elif self._path is not None:
            self.read(self._path)

    def _planned(self, read: ImportPlan | Conversation) -> None:
        self._forget()
        if isinstance(read, Conversation):
            self._conversation = read
            self._show_mapping(read)
            return
        self._show_plan(read)

    def _show_mapping(self, conversation: Conversation) -> None:
        """A spreadsheet of another office: a person says what is what before its changes are shown."""
        number = len(conversation.book.sheets)
        sheets = plural("{n} sheet", "{n} sheets", number)
        self.title.setText(_("Import a spreadsheet"))
        self.subtitle.setText(f"{conversation.file.name} · {sheets}")
        self.mapping.show_conversation(conversation)
        self._show_step(1, self._long_steps)
        self.side.setCurrentWidget(self.mapping.panel)
        self.stack.setCurrentIndex(MAPPING)
        remarks = [remark.text(_) for remark in conversation.book.remarks]
        if conversation.name:
            remarks.append(_("Read by the mapping “{name}” that was kept.").format(name=conversation.name))
        if remarks:
            self.bar.tell("\n".join(remarks), kind="info")
        self.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def _long_steps(self) -> list[str]:
        return [_("File"), _("Areas and mapping"), _("Changes")]

    def _show_changes(self) -> None:
        """What the figures that were recognised would change."""
        conversation = self._conversation
        assert conversation is not None
        accept = str(self.changes.accept.currentData())

        def work(steps: tasks.Steps) -> ImportPlan:
            return planned(
                conversation.profile, conversation.file, conversation.book, accept,
                Steps(steps.tell, steps.is_cancelled), conversation.plan, conversation.name,
            )  # fmt: skip

        self._run(_("Comparing {file} …").format(file=conversation.file.name), work, self._show_plan)

    def _leave_changes(self) -> None:
        """Back to the mapping, or away."""
        if self._conversation is not None:
            self._show_mapping(self._conversation)
        else:
            self._go_back()

    def _forget(self) -> None:
        """The spreadsheet that was read before."""
        if self._conversation is not None:
            self._conversation.close()
        self._conversation = self.mapping.conversation = None

    def _show_plan(self, plan: ImportPlan) -> None:
        self.plan = plan
        self.facts.show_plan(plan)
        if plan.kind == "workbook":
            self.title.setText(_("A workbook came back"))
            sent = plan.facts.get("when", "")[:10]
            self.subtitle.setText(
                _("{file} · sent out {date}").format(file=plan.path.name, date=sent) if sent else plan.path.name
            )
            self._show_step(1, [_("File"), _("Differences"), _("Done")])
            self.differences.show_plan(plan)
            self.side.setCurrentWidget(self.differences.panel)
            self.stack.setCurrentIndex(DIFFERENCES)
        else:
            is_sheet = plan.kind == "sheet"
            self.title.setText(_("Import a spreadsheet") if is_sheet else _("Import a table"))
            self._show_step(*((2, self._long_steps) if is_sheet else (1, [_("File"), _("Changes"), _("Done")])))
            self.changes.show_plan(plan)
            self.side.setCurrentWidget(self.facts)
            self.stack.setCurrentIndex(CHANGES)
        remarks = [remark.message.text(_) for remark in plan.remarks]
        if remarks:
            is_grave = any(remark.severity == "warning" for remark in plan.remarks)
            self.bar.tell("\n".join(remarks), kind="warning" if is_grave else "info")
        self.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_step(self, at: int, names: list[str]) -> None:
        self.steps.show_step(names, at)

    # Taking in

    def _take(self) -> None:
        """Write in a worker; what is open follows in the window when it is on disk, as one undo step."""
        plan, profile = self.plan, self._session.profile
        if plan is None:
            return
        if plan.kind == "sheet" and self.mapping.panel.keep.isChecked():
            try:
                plan = self.plan = keeping(plan, self.mapping.panel.name.text())
            except KnownError as error:
                self.bar.show_error(error)
                return
        choices = self.differences.choices
        cells = choices.chosen() if plan.kind == "workbook" and choices else list(plan.taken)
        moved = changed_since(profile, cells)

        def work(steps: tasks.Steps) -> Stored:
            return store_import(profile, plan, cells, cancelled=steps.is_cancelled)

        self._run(_("Importing {file} …").format(file=plan.path.name), work, lambda stored: self._stored(stored, moved))

    def _stored(self, stored: Stored, moved: list[PlannedCell]) -> None:
        plan, profile = self.plan, self._session.profile
        assert plan is not None
        name = plan.path.name
        self._session.do(_("Import of {file}").format(file=name), lambda: recording.carry(profile, stored, look=False))
        self.window_.say(_("Imported {file}").format(file=name), self._session.stack.undo)
        if plan.kind == "workbook":
            out = len(self.differences.choices.left_out()) if self.differences.choices else 0
        else:
            out = sum(plan.counts[outcome] for outcome in ("refused", "doubtful", "conflict"))
        if not out and not moved:
            self._go_back()
            return
        words = []
        if out:
            words.append(
                plural("{n} row stayed out; it is listed below.", "{n} rows stayed out; they are listed below.", out)
            )
        if moved:
            words.append(plural(
                "{n} figure changed here meanwhile and was left as it is.",
                "{n} figures changed here meanwhile and were left as they are.", len(moved),
            ))  # fmt: skip
        if plan.kind == "workbook":
            self.read(plan.path)
        else:
            self.changes.take.setEnabled(False)
            self._show_step(2, [_("File"), _("Changes"), _("Done")])
            self.stack.setCurrentIndex(CHANGES)
        self.bar.tell(" ".join(words), kind="warning")

    def _ask_where(self) -> None:
        assert self.plan is not None
        name = self.plan.path.with_name(f"{self.plan.path.stem}-back.xlsx")
        dialog = QFileDialog(self, _("Where to save what goes back"), str(name))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("xlsx")
        dialog.selectFile(name.name)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda path: self.send_back(Path(path)))
        dialog.open()

    def send_back(self, target: Path) -> tasks.Task:
        """Write what stays out into a workbook, beside the window."""
        source, language = self._session.profile.path, current()
        cells = self.differences.choices.left_out() if self.differences.choices else []

        def work(_steps: tasks.Steps) -> int:
            with open_profile(source, write=False) as profile:
                return send_back(profile, cells, target, language=language)

        self.differences.back.setEnabled(False)
        task = tasks.Task(work, self)
        task.done.connect(partial(self._sent_back, target))
        task.failed.connect(self._not_sent_back)
        return task.start()

    def _sent_back(self, target: Path, number: int) -> None:
        self.differences.back.setEnabled(True)
        words = plural("{n} cell is marked with the reason", "{n} cells are marked with the reason", number)
        self.window_.say(f"{target.name}: {words}")

    def _not_sent_back(self, error: KnownError) -> None:
        self.differences.back.setEnabled(True)
        self.bar.show_error(error)

    def _go_back(self) -> None:
        self._forget()
        self._path, self.plan = None, None
        self.window_.go(Place("exchange", filter="import"))

    # Running

    def _run(self, words: str, work: tasks.Work, done: Callable[..., object]) -> None:
        self.progress_text.setText(words)
        self.stack.setCurrentIndex(READING)
        self._show_step(0, [_("File"), _("Changes"), _("Done")])
        if self._task is not None:
            self._task.cancel()  # another file was chosen meanwhile
        task = self._task = tasks.Task(work, self)
        task.progressed.connect(lambda n, _of: self.progress_text.setText(f"{words} {n:,}".replace(",", "\u202f")))
        task.done.connect(lambda result: self._ended(task, done, result))
        task.failed.connect(lambda error: self._ended(task, self._failed, error))
        task.cancelled.connect(lambda: self._ended(task, lambda _none: self._cancelled(), None))
        task.broken.connect(lambda: self._ended(task, lambda _none: self._go_back(), None))
        task.start()

    def _ended(self, task: tasks.Task, then: Callable[..., object], result: object) -> None:
        """Go on with what a task gave, unless nobody waits for it any more."""
        if task is self._task:
            self._task = None
            then(result)
        elif isinstance(result, Conversation):
            result.close()

    def _failed(self, error: KnownError) -> None:
        self._go_back()
        self.window_.show_error(error)

    def _cancelled(self) -> None:
        self._go_back()
        self.window_.say(_("Stopped. Everything is as it was."))

    def _cancel(self) -> None:
        if self._task is not None:
            self._task.cancel()
