"""Owns the lists of findings: one line each for the panel, grouped by message for the page."""

from __future__ import annotations

from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop.catalogue.model import in_language
from desktop.domain.finding import Finding
from desktop.language import _, current, marked, plural
from desktop.services import checking
from desktop.ui.common import marks
from desktop.ui.findings import words
from desktop.ui.session import ProfileSession

LINE = Qt.ItemDataRole.UserRole + 1
_Index = QModelIndex | QPersistentModelIndex
ORDER = {"error": 0, "warning": 1, "info": 2, "explained": 3}


class Line(NamedTuple):
    """One row. `kind`: finding, or group (a message with how many stand below it)."""

    kind: str
    mark: str
    text: str
    numbers: str
    cell: str
    deed: str
    finding: Finding | None
    said: str = ""
    """The whole message."""
    size: int = 0
    is_open: bool = False

    @property
    def spoken(self) -> str:
        """What a screen reader says."""
        parts = [_(marks.WORDS[self.mark]), self.said or self.text, self.cell]
        if self.kind == "group":
            parts += [plural("{n} finding", "{n} findings", self.size), _("open") if self.is_open else _("closed")]
        return ", ".join(part for part in parts if part)


def mark_of(session: ProfileSession, finding: Finding) -> str:
    return "explained" if session.is_explained(finding) else finding.severity


def line_of(session: ProfileSession, finding: Finding) -> Line:
    return Line(
        "finding", mark_of(session, finding), words.headline(session, finding), words.numbers(session, finding),
        words.cell_name(session, finding), words.deed(session, finding), finding,
        checking.words(session.profile, finding, current()).whole,
    )  # fmt: skip


GROUPINGS = {
    "message": marked("Message"), "module": marked("Module"), "indicator": marked("Indicator"), "institution": marked("Institution"),
    "rule": marked("Rule"),
}  # fmt: skip
"""What the page may group by."""


class FindingsModel(QAbstractListModel):
    """Shows `findings` as lines; with `grouped` below heads, which open and close: one for each message, module … (`group_by`)."""

    def __init__(self, session: ProfileSession, parent: QObject | None = None, *, grouped: bool = False):
        super().__init__(parent)
        self._session, self._grouped = session, grouped
        self.lines: list[Line] = []
        self._findings: list[Finding] = []
        self._closed: set[str] = set()
        self._by = "message"

    def show_findings(self, findings: list[Finding]) -> None:
        """The gravest first, otherwise in the order of the rules."""
        self._findings = sorted(findings, key=lambda f: ORDER[mark_of(self._session, f)])
        self._fill()

    def _fill(self) -> None:
        self.beginResetModel()
        self.lines = self._in_groups() if self._grouped else [line_of(self._session, f) for f in self._findings]
        self.endResetModel()

    def group_by(self, grouping: str) -> None:
        """A key of `GROUPINGS`."""
        self._by = grouping
        self._closed.clear()
        self._fill()

    def _in_groups(self) -> list[Line]:
        groups: dict[tuple[str, str], list[Line]] = {}
        for finding in self._findings:
            line = line_of(self._session, finding)
            groups.setdefault(self._group_of(line, finding), []).append(line)
        lines = []
        for (mark, text), members in groups.items():
            is_open = mark + text not in self._closed
            shown = mark or members[0].mark
            lines.append(Line("group", shown, text, "", "", "", members[0].finding, size=len(members), is_open=is_open))
            lines += members if is_open else []
        return lines

    def _group_of(self, line: Line, finding: Finding) -> tuple[str, str]:
        """Mark and words of the head a line stands below; without a mark the gravest of its lines gives it."""
        catalogue = self._session.profile.catalogue
        match self._by:
            case "module":
                return "", in_language(catalogue.modules[finding.module].title, current())
            case "indicator":
                return "", in_language(catalogue.indicators[finding.indicator].title, current())
            case "institution":
                return "", self._session.institution_of(finding) or _("Nobody has entered these yet")
            case "rule":
                return "", f"{finding.rule}: {line.text}"
        return line.mark, line.text

    def toggle(self, row: int) -> None:
        line = self.lines[row]
        if line.kind == "group":
            self._closed ^= {self._name(line)}
            self._fill()

    def _name(self, line: Line) -> str:
        return (line.mark if self._by == "message" else "") + line.text

    def close_all(self) -> None:
        """Close every group but the first: a long list begins as an overview."""
        heads = [line for line in self.lines if line.kind == "group"]
        self._closed = {self._name(line) for line in heads[3:]}
        self._fill()

    @property
    def group_count(self) -> int:
        return sum(line.kind == "group" for line in self.lines)

    def row_of(self, finding_id: str) -> int:
        return next(
            (row for row, line in enumerate(self.lines) if line.kind == "finding" and line.finding and line.finding.id == finding_id), -1,
        )  # fmt: skip

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        line = self.lines[index.row()]
        if role == LINE:
            return line
        if role == Qt.ItemDataRole.DisplayRole:
            return line.text if self._grouped and line.kind == "group" else f"{line.text} {line.cell}"
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return line.spoken
        return None
