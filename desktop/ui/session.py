"""Owns one open profile in the window:
its undo stack, its findings, and the signals that tell the screens what changed.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from desktop.domain.address import Cell
from desktop.domain.errors import KnownError
from desktop.domain.finding import Finding
from desktop.services import asking, checking, recording
from desktop.services.asking import ModuleState
from desktop.services.profile import OpenProfile, prepare_writing
from desktop.services.recording import Recorded
from desktop.ui.common.tasks import Task

Deed = Callable[[], Recorded]


class _Step(QUndoCommand):
    """One deed of a person: done through the one door, taken back and done again through it as well."""

    def __init__(self, session: ProfileSession, text: str, deed: Deed):
        super().__init__(text)
        self._session, self._deed = session, deed
        self.done: Recorded | None = None

    def redo(self) -> None:
        done = self.done
        if done is None:
            self._run(self._deed)
        else:
            self._run(lambda: recording.record(self._session.profile, done.edits), keep=True)

    def undo(self) -> None:
        done = self.done
        if done is not None:
            self._run(lambda: recording.record(self._session.profile, done.before, reason=""), keep=True)

    def _run(self, deed: Deed, *, keep: bool = False) -> None:
        try:
            result = deed()
        except KnownError as error:
            self.setObsolete(True)
            self._session.tell(error)
            return
        if not keep:
            self.done = result
            self.setObsolete(result.group is None)
        if result.group is not None:
            self._session.after(result)


class ProfileSession(QObject):
    """An open profile. Screens read `profile` and never write it: every deed goes through `do`."""

    recorded = Signal(object)
    """With the `Recorded` of a deed, of its undo or its redo; at once, so do little."""
    findings_changed = Signal()
    """After a check, and after each deed once the key press is through; `findings` is current before."""
    settings_changed = Signal()
    sources_changed = Signal()
    saved = Signal(object)
    """With the moment as `datetime`."""
    refused = Signal(object)
    """With the `KnownError` of a deed that changed nothing."""

    def __init__(self, profile: OpenProfile, parent: QObject | None = None, *, read_only_reason: str = ""):
        super().__init__(parent)
        self.profile = profile
        self.read_only_reason = read_only_reason
        self.stack = QUndoStack(self)
        self.saved_at: datetime | None = None
        self.checked_at: datetime | None = None
        self._findings: list[Finding] = []
        self._by_cell: dict[Cell, list[Finding]] | None = None
        self._explained: dict[str, bool] = {}
        self._states: list[ModuleState] | None = None
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.timeout.connect(self._first_check)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self.findings_changed)

    @property
    def is_writable(self) -> bool:
        return self.profile.is_writable

    @property
    def findings(self) -> list[Finding]:
        """The findings as they were last worked out; empty until the first check is through."""
        return self._findings

    @property
    def is_checked(self) -> bool:
        return self.checked_at is not None

    @property
    def module_states(self) -> list[ModuleState]:
        """How full each module is and what the rules say of it; nothing counted before the first check."""
        if self._states is None:
            profile = self.profile
            if not self.is_checked:
                held = profile.catalogue.by_module
                return [ModuleState(code, len(held[code]), 0, 0, 0, 0, 0, 0) for code in profile.settings.modules]
            self._states = asking.module_states(profile, self._findings)
        return self._states

    def do(self, text: str, deed: Deed) -> Recorded | None:
        """Run a deed as one undo step with a readable text; None if it was refused (and told) or changed nothing."""
        step = _Step(self, text, deed)
        self.stack.push(step)  # Qt deletes it where it became obsolete; what it did is Python's and stays
        done = step.done
        return done if done is not None and done.group is not None else None

    def after(self, recorded: Recorded) -> None:
        """Tell everyone what a deed did, once."""
        registers = {edit.key.split("|", 1)[0] for edit in recorded.edits if isinstance(edit.key, str)}
        self.saved_at = datetime.now()
        if "setting" in registers:
            self.settings_changed.emit()
        if "source" in registers:
            self.sources_changed.emit()
        self._explained.clear()
        self._states = None
        if self.is_checked:
            self._take(self.profile.live.findings)
        self.recorded.emit(recorded)
        self._soon.start(0)  # once the cell is painted: lists and marks need not hold the key up
        self.saved.emit(self.saved_at)

    def tell(self, error: KnownError) -> None:
        self.refused.emit(error)

    def check_when_idle(self) -> None:
        """Run the rules as soon as nothing else waits."""
        self._idle.start(0)

    def _first_check(self) -> None:
        self.check()
        if self.is_writable:
            Task(lambda _steps: prepare_writing(), self).start()

    def check(self) -> None:
        """Run every rule now and keep the findings current from here on."""
        first = not self.profile.has_live_findings
        live = self.profile.live
        if not first:
            live.full()
        self._take(live.findings)
        self.checked_at = datetime.now()
        self.findings_changed.emit()

    def reloaded(self) -> None:
        """The file was changed by something other than a deed: an import, a restore. Screens start anew."""
        self.stack.clear()
        self._explained.clear()
        self._states = None
        if self.is_checked:
            self._take(self.profile.live.findings)
        self.settings_changed.emit()
        self.findings_changed.emit()

    def is_explained(self, finding: Finding) -> bool:
        known = self._explained.get(finding.id)
        if known is None:
            known = self._explained[finding.id] = checking.explanation(self.profile, finding) is not None
        return known

    def findings_at(self, cell: Cell) -> list[Finding]:
        """The findings that are shown at a cell: its own, and those of its year that name it."""
        if self._by_cell is None:
            self._by_cell = _by_cell(self._findings)
        return self._by_cell.get(cell, [])

    def close(self) -> None:
        self._idle.stop()
        self._soon.stop()
        self.stack.clear()
        self.profile.close()

    def _take(self, findings: list[Finding]) -> None:
        self._findings = list(findings)
        self._by_cell = self._states = None


def _by_cell(findings: list[Finding]) -> dict[Cell, list[Finding]]:
    """An error marks every cell of its year; a warning the cells of its own indicator in its year."""
    found: dict[Cell, list[Finding]] = {}
    for finding in findings:
        head = Cell(finding.indicator, finding.items, finding.period)
        cells = {head}
        for part in finding.cells:
            same = part.cell.indicator == finding.indicator or finding.severity == "error"
            if part.cell.period == finding.period and same:
                cells.add(part.cell)
        for cell in cells:
            found.setdefault(cell, []).append(finding)
    return found
