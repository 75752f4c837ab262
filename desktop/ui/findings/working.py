"""Owns the card that shows how a rule worked a finding out:
its cells as a sum to read, the two sides, the difference.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from desktop.catalogue import wording
from desktop.catalogue.expression import Binary, Expression, Lag, Negative, Ref
from desktop.domain.finding import Finding, FindingCell
from desktop.domain.number import shown
from desktop.language import _
from desktop.ui.common import words as common_words
from desktop.ui.common.buttons import Button
from desktop.ui.common.theme import px
from desktop.ui.common.widgets import Card, Label, Picture, line
from desktop.ui.findings import words
from desktop.ui.session import ProfileSession

MOST = 12


class WorkingCard(Card):
    """`went` carries the cell of a line."""

    went = Signal(object)

    def __init__(self, session: ProfileSession, finding: Finding, parent: QWidget | None = None):
        super().__init__(parent)
        self._session = session
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(px(14), px(10), px(14), px(10))
        self._grid.setHorizontalSpacing(px(12))
        self._grid.setVerticalSpacing(px(6))
        self._grid.setColumnStretch(2, 1)
        self._row = 0
        quiet = words.family_of(session, finding) in (*words.QUIET, "value", "bound", "series", "yoy", "unit")
        signs = {} if quiet else _signs(session, finding)
        cells = finding.cells[:MOST]
        is_last_apart = finding.operator in ("==", "<=", ">=", "<", ">") and len(cells) > 1
        whole = _whole(session, finding) if is_last_apart else None
        for number, part in enumerate(cell for cell in cells if cell is not whole):
            self._part(signs.get(part.address, "" if quiet else "+") if number else "", part)
        if len(finding.cells) > MOST:
            self._words("", _("… and {n} more").format(n=len(finding.cells) - MOST), "")
        if words.family_of(session, finding) in words.QUIET:
            return
        self._separator()
        tone = "error" if finding.severity == "error" else "warning"
        self._words("equal", _("What the rule works out"), finding.left)
        if whole is not None:
            self._part("≠", whole)
        else:
            self._words("equal-not", _("What is allowed"), finding.right)
        if finding.difference is not None:
            self._separator()
            allowed = (
                _("Up to {n} is accepted.").format(n=finding.tolerance) if finding.tolerance not in ("", "0") else ""
            )
            self._words("", f"{_('Difference.')} {allowed}".strip(), finding.difference.lstrip("-"), tone=tone)

    def _part(self, sign: str, part: FindingCell) -> None:
        session = self._session
        if sign == "≠":
            self._grid.addWidget(Picture(icon="equal-not", token="warning", size=14), self._row, 0)
        else:
            self._grid.addWidget(Label(sign, tone="text2"), self._row, 0)
        value = Label(_number(session, part.value), size=14, weight=600)
        value.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._grid.addWidget(value, self._row, 1)
        indicator = session.profile.catalogue.indicators[part.cell.indicator]
        items = common_words.members_words(session.profile.catalogue, part.cell.items)
        name = f"{common_words.title(indicator)} {wording.period_text(part.cell.period)}"
        source = common_words.source_word(session.profile.figures, part.source) if part.source else ""
        text = ", ".join(piece for piece in (name, items, source) if piece)
        self._grid.addWidget(Label(text, wrap=True), self._row, 2)
        go = Button(_("Go to cell"), kind="link")
        go.setAccessibleDescription(text)
        go.clicked.connect(lambda: self.went.emit(part))
        self._grid.addWidget(go, self._row, 3)
        self._row += 1

    def _words(self, icon: str, text: str, value: str | None, tone: str = "text") -> None:
        if icon:
            self._grid.addWidget(Picture(icon=icon, token="text2", size=14), self._row, 0)
        number = Label(_number(self._session, value) if value else "", size=14, weight=600, tone=tone)
        number.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._grid.addWidget(number, self._row, 1)
        self._grid.addWidget(Label(text, wrap=True), self._row, 2, 1, 2)
        self._row += 1

    def _separator(self) -> None:
        self._grid.addWidget(line(), self._row, 0, 1, 4)
        self._row += 1


def _number(session: ProfileSession, text: str | None) -> str:
    if text is None:
        return _("empty")
    try:
        float(text)
    except ValueError:
        return text
    rounded = wording.rounded(text, 1) if "." in text and len(text) > 12 else text
    return shown(rounded, session.profile.settings.numbers)


def _whole(session: ProfileSession, finding: Finding) -> FindingCell | None:
    """The cell that is the right side by itself."""
    rule = session.profile.catalogue.rules.get(finding.rule)
    if rule is None or not isinstance(rule.right, Ref):
        return None
    return next((part for part in reversed(finding.cells) if part.value == finding.right), None)


def _signs(session: ProfileSession, finding: Finding) -> dict[str, str]:
    """Address → the sign before it, for a rule that adds and takes away."""
    rule = session.profile.catalogue.rules.get(finding.rule)
    if rule is None:
        return {}
    by_code: dict[str, str] = {}
    _walk(rule.left, "+", by_code)
    return {part.address: by_code.get(part.cell.indicator, "+") for part in finding.cells}


def _walk(node: Expression, sign: str, found: dict[str, str]) -> None:
    opposite = {"+": "\u2212", "\u2212": "+"}
    if isinstance(node, Binary):
        if node.operator in ("+", "-"):
            _walk(node.left, sign, found)
            _walk(node.right, opposite[sign] if node.operator == "-" else sign, found)
        else:
            for side in (node.left, node.right):
                _walk(side, {"*": "×", "/": "÷"}[node.operator] if sign in opposite else sign, found)
    elif isinstance(node, Negative):
        _walk(node.operand, opposite.get(sign, sign), found)
    elif isinstance(node, Lag):
        found.setdefault(node.ref.code, sign)
    elif isinstance(node, Ref):
        found.setdefault(node.code, sign)
