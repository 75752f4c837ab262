"""Owns the lists of findings: one line each for the panel, grouped by message for the page."""

from __future__ import annotations

from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop.domain.finding import Finding
from desktop.language import _, plural
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
    size: int = 0
    is_open: bool = False

    @property
    def spoken(self) -> str:
        """What a screen reader says."""
        parts = [_(marks.WORDS[self.mark]), self.text, self.numbers, self.cell]
        if self.kind == "group":
            parts += [plural("{n} finding", "{n} findings", self.size), _("open") if self.is_open else _("closed")]
        return ", ".join(part for part in parts if part)


def mark_of(session: ProfileSession, finding: Finding) -> str:
    return "explained" if session.is_explained(finding) else finding.severity


def line_of(session: ProfileSession, finding: Finding) -> Line:
    return Line(
        "finding", mark_of(session, finding), words.headline(session, finding), words.numbers(session, finding),
        words.cell_name(session, finding), words.deed(session, finding), finding,
    )  # fmt: skip


class FindingsModel(QAbstractListModel):
    """Shows `findings` as lines; with `grouped` below one head for each message, which open and close."""

    def __init__(self, session: ProfileSession, parent: QObject | None = None, *, grouped: bool = False):
        super().__init__(parent)
        self._session, self._grouped = session, grouped
        self.lines: list[Line] = []
        self._findings: list[Finding] = []
        self._closed: set[str] = set()

    def show_findings(self, findings: list[Finding]) -> None:
        """The gravest first, otherwise in the order of the rules."""
        self._findings = sorted(findings, key=lambda f: ORDER[mark_of(self._session, f)])
        self._fill()

    def _fill(self) -> None:
        self.beginResetModel()
        self.lines = self._in_groups() if self._grouped else [line_of(self._session, f) for f in self._findings]
        self.endResetModel()

    def _in_groups(self) -> list[Line]:
        groups: dict[tuple[str, str], list[Line]] = {}
        for finding in self._findings:
            line = line_of(self._session, finding)
            groups.setdefault((line.mark, line.text), []).append(line)
        lines = []
        for (mark, text), members in groups.items():
            is_open = mark + text not in self._closed
            lines.append(Line("group", mark, text, "", "", "", members[0].finding, len(members), is_open))
            lines += members if is_open else []
        return lines

    def toggle(self, row: int) -> None:
        line = self.lines[row]
        if line.kind == "group":
            self._closed ^= {line.mark + line.text}
            self._fill()

    def close_all(self) -> None:
        """Close every group but the first: a long list begins as an overview."""
        heads = [line for line in self.lines if line.kind == "group"]
        self._closed = {line.mark + line.text for line in heads[3:]}
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
