"""Owns the list of rules as a table: code, what it says, how grave, how often it speaks, whether it runs."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import QObject, Qt

from desktop.language import _, current, marked
from desktop.services import rules
from desktop.services.rules import RuleState
from desktop.ui.common.list_table import MARK_BEFORE, TONE, ListModel
from desktop.ui.session import ProfileSession

COLUMNS = (marked("Rule"), marked("What it says"), marked("Findings"), marked("State"))
FILTERS = {"all": marked("All {n}"), "off": marked("Switched off {n}"), "national": marked("National {n}")}


class RulesModel(ListModel[RuleState]):
    """Rows in the order of the catalogue, filtered by words and by state."""

    columns, number = COLUMNS, 2

    def __init__(self, session: ProfileSession, parent: QObject | None = None):
        super().__init__(parent)
        self._session = session
        self.counts: Counter[str] = Counter()
        self.refresh()

    def refresh(self) -> None:
        """Read the rules, and how often each speaks, anew."""
        self.everything = rules.listed(self._session.profile)
        self.counts = Counter(finding.rule for finding in self._session.findings)
        self.apply()

    def count_again(self) -> None:
        """How often each speaks now; the rows stay."""
        self.counts = Counter(finding.rule for finding in self._session.findings)
        if self.rows:
            self.dataChanged.emit(self.index(0, 2), self.index(len(self.rows) - 1, 2))

    def passes(self, row: RuleState, chosen: str) -> bool:
        return chosen == "all" or (chosen == "off" and bool(row.off)) or (chosen == "national" and row.is_national)

    def searched(self, row: RuleState) -> str:
        return f"{row.code} {message_of(row)} {row.columns['left']} {row.columns['right']}"

    def row_of(self, code: str) -> int:
        return next((n for n, row in enumerate(self.rows) if row.code == code), -1)

    def more(self, row: RuleState, column: int, role: int) -> object:
        if role == MARK_BEFORE and column == 0:
            return row.columns["severity"]
        if role == TONE:
            return "muted" if row.off else "text" if column == 1 else "text2"
        if role == Qt.ItemDataRole.ToolTipRole:
            return message_of(row)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(filter(None, (self.text(row, column) for column in range(len(COLUMNS)))))
        return None

    def text(self, row: RuleState, column: int) -> str:
        if column == 0:
            return row.code
        if column == 1:
            return message_of(row)
        if column == 2:
            count = self.counts[row.code]
            return str(count) if count else ""
        return _("switched off") if row.off else _("national") if row.is_national else ""


def message_of(row: RuleState) -> str:
    """What a rule says, in the language of the window; a national rule may speak another."""
    texts = [row.columns.get(f"message_{language}", "") for language in (current(), "en", "fr", "es")]
    return next(filter(None, texts), "")
