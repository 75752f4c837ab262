"""Owns what a file says of itself, beside what it would change: name, size, kind, fingerprint, and of a workbook whose it is."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.language import _
from desktop.services.importing.plan import ImportPlan
from desktop.ui.common.theme import px
from desktop.ui.common.widgets import Label, let_scroll
from desktop.ui.session import ProfileSession


class FactsPanel(QWidget):
    """A caption and a text in each line."""

    def __init__(self, session: ProfileSession):
        super().__init__()
        self._session = session
        self._lines = QGridLayout()
        self._lines.setHorizontalSpacing(px(12))
        self._lines.setVerticalSpacing(px(6))
        self._lines.setColumnStretch(1, 1)
        content = QWidget()
        content.setObjectName("panel")
        layout = QVBoxLayout(content)
        layout.setContentsMargins(px(14), px(12), px(12), px(12))
        layout.setSpacing(px(10))
        layout.addWidget(Label(_("What the file says of itself"), weight=600))
        layout.addLayout(self._lines)
        layout.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        let_scroll(scroll, _("What the file says of itself"))
        scroll.setWidget(content)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)

    def show_file(self, path: Path) -> None:
        size = path.stat().st_size / 1024 if path.is_file() else 0
        self._show([(_("File"), path.name), (_("Size"), f"{size:,.0f} KB".replace(",", "\u202f"))])

    def show_plan(self, plan: ImportPlan) -> None:
        self.show_file(plan.path)
        self._show([*self._held, (_("Fingerprint"), plan.sha256[:16]), *plan_facts(plan)])

    def _show(self, facts: list[tuple[str, str]]) -> None:
        self._held = facts
        while (item := self._lines.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for row, (caption, text) in enumerate(facts):
            label = Label(caption, size=12, tone="text2")
            label.setMinimumWidth(label.sizeHint().width())
            self._lines.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
            self._lines.addWidget(Label(_breaking(text), size=12, wrap=True), row, 1)


def _breaking(text: str) -> str:
    """A long name may break behind its signs."""
    return "".join(f"{sign}\u200b" if sign in "_-.()" else sign for sign in text)


def plan_facts(plan: ImportPlan) -> list[tuple[str, str]]:
    """Of a workbook: whose profile, which definitions, whose share, when it was sent, in which state."""
    facts = plan.facts
    told = (
        (_("Profile"), facts.get("title", "")),
        (_("Catalogue"), f"{facts.get('catalogue_id', '')} {facts.get('catalogue_version', '')}".strip()),
        (_("Share of"), facts.get("institution", "")),
        (_("Sent"), facts.get("when", "")[:10]),
        (_("State"), facts.get("fingerprint", "")[:12]),
    )
    return [(caption, text) for caption, text in told if text]
