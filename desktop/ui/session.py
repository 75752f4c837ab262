"""Owns one open profile in the window:
its undo stack, its findings, and the signals that tell the screens what changed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from desktop.domain.address import Cell
from desktop.domain.change import Edit
from desktop.domain.errors import KnownError, Problem
from desktop.domain.finding import Finding
from desktop.services import checking, exported, person, recording
from desktop.services.asking import State
from desktop.services.profile import OpenProfile, prepare_writing
from desktop.services.recording import Recorded
from desktop.services.watching import Watched
from desktop.ui.checker import Answer, Checker
from desktop.ui.common.preferences import preferences
from desktop.ui.common.tasks import Task
from desktop.ui.common.waiting import waiting

Deed = Callable[[], Recorded]


class _Step(QUndoCommand):
    """One deed of a person that is done: taken back and done again through the one door as well."""

    def __init__(self, session: ProfileSession, text: str, done: Recorded, number: int):
        super().__init__(text)
        self._session, self._done, self._number = session, done, number
        self._is_new = True

    def redo(self) -> None:
        if self._is_new:
            self._is_new = False  # Qt does again what is pushed
        else:
            self._record(self._done.edits)

    def undo(self) -> None:
        self._record(self._done.before)

    def _record(self, edits: Sequence[Edit]) -> None:
        profile = self._session.profile
        if self._session.run(lambda: recording.record(profile, edits, look=False), self._number) is None:
            self.setObsolete(True)


class ProfileSession(QObject):
    """An open profile. Screens read `profile` and never write it: every deed goes through `do`."""

    recorded = Signal(object)
    """With the `Recorded` of a deed, of its undo or its redo; at once, so do little."""
    findings_changed = Signal()
    """When a check, or what follows from a deed, is through; `findings` is current then. After an explanation too."""
    checking_changed = Signal(bool)
    """Whether the rules are at work."""
    settings_changed = Signal()
    """When the profile was read anew: its settings, or the indicators and rules it adds or switches off."""
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
        self._checker = Checker(profile.path, self)
        self._checker.answered.connect(self._take)
        self._findings: list[Finding] = []
        self._by_cell: dict[Cell, list[Finding]] | None = None
        self._explained: dict[Finding, bool] | None = None
        self._explained_rules: set[str] = set()
        self._known: Watched | None = None
        self.known_at_export: frozenset[str] = exported.known(profile)
        """Ids of the findings of the last export."""
        self.last_source = ""
        """Id of the source that was named last, offered first."""
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.timeout.connect(self.check)
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
    def is_checking(self) -> bool:
        """Whether findings of the latest deed are still being worked out."""
        return self._checker.is_busy

    @property
    def module_states(self) -> list[State]:
        """How full each module is and what the rules say of it; nothing counted before the first check."""
        if self._known is None:
            profile, held = self.profile, self.profile.catalogue.by_module
            return [State(code, len(held[code]), 0, 0, 0, 0, 0, 0) for code in profile.settings.modules]
        return self._known.modules

    @property
    def institution_states(self) -> list[State]:
        return self._known.by_institution if self._known else []

    def institution_of(self, finding: Finding) -> str:
        """Who writes the figures of a finding; empty where nobody has said."""
        return self._known.institutions.get(finding.indicator, "") if self._known else ""

    def writer_of(self, code: str) -> str:
        """Who writes an indicator: whose people entered most of it, else the profile's own institution."""
        found = self._known.institutions.get(code, "") if self._known else ""
        return found or self.profile.settings.institution

    @property
    def my_institution(self) -> str:
        return person.author().institution or self.profile.settings.institution

    @property
    def rules_run(self) -> int:
        return self._known.rules_run if self._known else 0

    @property
    def partner_countries(self) -> tuple[str, ...]:
        """Countries whose files take part in the rules on mirror figures."""
        return self._known.countries if self._known else ()

    @property
    def partner_problems(self) -> tuple[Problem, ...]:
        """Rows of those files that could not be read."""
        return self._known.problems if self._known else ()

    @property
    def partners(self) -> list[Path]:
        """The files of partner countries that the person pointed to."""
        return [Path(text) for text in preferences().partners(self.profile.settings.profile_id)]

    def set_partners(self, paths: list[Path]) -> None:
        """Take other files of partner countries, and check everything."""
        preferences().set_partners(self.profile.settings.profile_id, [str(path) for path in paths])
        self.check()

    def was_exported(self) -> None:
        """An export of this profile is done: what it had is no longer new."""
        self.known_at_export = exported.known(self.profile)
        self.findings_changed.emit()

    def do(self, text: str, deed: Deed, number: int = 1) -> Recorded | None:
        """Run a deed as one undo step with a readable text; None if it was refused (and told) or changed nothing.

        `number` of figures it is about: with many the pointer says that the window is at work.
        """
        done = self.run(deed, number)
        if done is None or done.group is None:
            return None  # not on the stack, where it would end what can be done again
        self.stack.push(_Step(self, text, done, number))
        return done

    def run(self, deed: Deed, number: int) -> Recorded | None:
        """Run a deed and tell everyone; None if it was refused, which is told too."""
        with waiting(number):
            try:
                done = deed()
            except KnownError as error:
                self.tell(error)
                return None
            if done.group is not None:
                self.after(done)
            return done

    def after(self, recorded: Recorded) -> None:
        """Tell everyone what a deed did, once."""
        registers = {edit.key.split("|", 1)[0] for edit in recorded.edits if isinstance(edit.key, str)}
        self.saved_at = datetime.now()
        if "national" in registers:
            self._drop_unknown()
        if registers & {"setting", "national", "off"}:
            self.settings_changed.emit()
        if "source" in registers:
            self.sources_changed.emit()
        self._explained = None
        self._checker.follow(recorded.edits)
        self.recorded.emit(recorded)
        if "explain" in registers:
            self._soon.start(0)
        self.checking_changed.emit(self.is_checking)
        self.saved.emit(self.saved_at)

    def _drop_unknown(self) -> None:
        """Findings of an indicator that is no longer there are gone before the rules have answered."""
        known = self.profile.catalogue.indicators
        kept = [
            one
            for one in self._findings
            if not {one.indicator, *(it.cell.indicator for it in one.cells)} - known.keys() - {""}
        ]
        if len(kept) < len(self._findings):
            self._findings, self._by_cell = kept, None
            self.findings_changed.emit()

    def tell(self, error: KnownError) -> None:
        self.refused.emit(error)

    def check_when_idle(self) -> None:
        """Run the rules as soon as nothing else waits."""
        self._idle.start(0)

    def check(self) -> None:
        """Run every rule; findings come by `findings_changed`, and are kept current from here on."""
        self._checker.check(tuple(self.partners))
        self.checking_changed.emit(True)

    def cancel_check(self) -> None:
        """Stop the rules; what they found so far is dropped."""
        self._checker.cancel()

    def is_explained(self, finding: Finding) -> bool:
        if self._explained is None:
            explanations = self.profile.figures.explanations
            self._explained = {}
            self._explained_rules = {kept.split(" ", 1)[0] for kept in explanations}
        if finding.rule not in self._explained_rules:
            return False  # thousands are asked for at once, and building an id takes longer than all the rest
        known = self._explained.get(finding)
        if known is None:
            known = self._explained[finding] = checking.explanation(self.profile, finding) is not None
        return known

    def findings_at(self, cell: Cell) -> list[Finding]:
        """The findings that are shown at a cell: its own, and those of its year that name it."""
        if self._by_cell is None:
            self._by_cell = _by_cell(self._findings)
        return self._by_cell.get(cell, [])

    def close(self) -> None:
        self._idle.stop()
        self._soon.stop()
        self._checker.stop()
        self.stack.clear()
        self.profile.close()

    def _take(self, answer: Answer) -> None:
        """What the rules say, unless something was stored since."""
        self.checking_changed.emit(False)
        if answer.error is not None:
            self.tell(answer.error)
        if answer.known is None:
            self.checked_at = None
            self.findings_changed.emit()
            return
        first = self.checked_at is None
        self._known, self._findings = answer.known, answer.known.findings
        self._by_cell = None
        self.checked_at = datetime.now()
        self.findings_changed.emit()
        if first and self.is_writable:
            Task(lambda _steps: prepare_writing()).start()


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
