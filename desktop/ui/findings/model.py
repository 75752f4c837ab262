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
HEAD = Qt.ItemDataRole.UserRole + 2
"""The line of a head, None for a finding: known without making its line."""
_SPOKEN = (LINE, Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole)
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
    """Shows `findings` as lines; with `grouped` below heads, which open and close: one for each message, module … (`group_by`).

    A line is made when it is first looked at: there may be ten thousand.
    """

    def __init__(self, session: ProfileSession, parent: QObject | None = None, *, grouped: bool = False):
        super().__init__(parent)
        self._session, self._grouped = session, grouped
        self._rows: list[Line | Finding] = []
        self._made: dict[int, Line] = {}
        self._findings: list[Finding] = []
        self._closed: set[str] = set()
        self._by = "message"

    def show_findings(self, findings: list[Finding]) -> None:
        """The gravest first, otherwise in the order of the rules."""
        self._findings = sorted(findings, key=lambda f: ORDER[mark_of(self._session, f)])
        self._fill()

    @property
    def lines(self) -> list[Line]:
        """All lines, made now."""
        return [self.line(row) for row in range(len(self._rows))]

    def line(self, row: int) -> Line:
        held = self._rows[row]
        if isinstance(held, Line):
            return held
        made = self._made.get(row)
        if made is None:
            made = self._made[row] = line_of(self._session, held)
        return made

    def finding_at(self, row: int) -> Finding | None:
        """The finding of a row that is no head."""
        held = self._rows[row]
        return None if isinstance(held, Line) else held

    def _fill(self) -> None:
        self.beginResetModel()
        self._made.clear()
        self._rows = self._in_groups() if self._grouped else [*self._findings]
        self.endResetModel()

    def group_by(self, grouping: str) -> None:
        """A key of `GROUPINGS`."""
        self._by = grouping
        self._closed.clear()
        self._fill()

    def _in_groups(self) -> list[Line | Finding]:
        groups: dict[tuple[str, str], list[Finding]] = {}
        headlines: dict[str, str] = {}
        for finding in self._findings:
            if finding.rule not in headlines:
                headlines[finding.rule] = words.headline(self._session, finding)
            groups.setdefault(self._group_of(finding, headlines[finding.rule]), []).append(finding)
        rows: list[Line | Finding] = []
        for (mark, text), members in groups.items():
            is_open = mark + text not in self._closed
            shown = mark or mark_of(self._session, members[0])
            rows.append(Line("group", shown, text, "", "", "", members[0], size=len(members), is_open=is_open))
            rows += members if is_open else []
        return rows

    def _group_of(self, finding: Finding, headline: str) -> tuple[str, str]:
        """Mark and words of the head a finding stands below; without a mark the gravest of its members gives it."""
        catalogue = self._session.profile.catalogue
        match self._by:
            case "module":
                return "", in_language(catalogue.modules[finding.module].title, current())
            case "indicator":
                return "", in_language(catalogue.indicators[finding.indicator].title, current())
            case "institution":
                return "", self._session.institution_of(finding) or _("Nobody has entered these yet")
            case "rule":
                return "", f"{finding.rule}: {headline}"
        return mark_of(self._session, finding), headline

    def toggle(self, row: int) -> None:
        held = self._rows[row]
        if isinstance(held, Line):
            self._closed ^= {self._name(held)}
            self._fill()

    def _name(self, head: Line) -> str:
        return (head.mark if self._by == "message" else "") + head.text

    @property
    def _heads(self) -> list[Line]:
        return [row for row in self._rows if isinstance(row, Line)]

    def close_all(self) -> None:
        """Close every group but the first: a long list begins as an overview."""
        self._closed = {self._name(head) for head in self._heads[3:]}
        self._fill()

    @property
    def group_count(self) -> int:
        return len(self._heads)

    def row_of(self, finding_id: str) -> int:
        """The row of a finding; -1 if it is not shown."""
        return next(
            (row for row, held in enumerate(self._rows) if not isinstance(held, Line) and _has_id(held, finding_id)), -1
        )

    def open_group_of(self, finding_id: str) -> None:
        """Open the group that a finding is in."""
        held = next((one for one in self._findings if _has_id(one, finding_id)), None)
        if held is not None:
            self._closed.discard("".join(self._group_of(held, words.headline(self._session, held))))
            self._fill()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role == HEAD:
            held = self._rows[index.row()]
            return held if isinstance(held, Line) else None
        if role not in _SPOKEN:
            return None
        line = self.line(index.row())
        if role == LINE:
            return line
        if role == Qt.ItemDataRole.DisplayRole:
            return line.text if line.kind == "group" else f"{line.text} {line.cell}"
        return line.spoken


def _has_id(finding: Finding, finding_id: str) -> bool:
    """The rule is compared first: making an id takes longer."""
    return finding_id.startswith(f"{finding.rule} ") and finding.id == finding_id
