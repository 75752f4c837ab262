"""Owns the panel in which a source is read and corrected:
a field is stored when it is left; where the source is used stands below.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from desktop.catalogue.model import in_language
from desktop.domain.source import SOURCE_FIELDS, Source
from desktop.language import _, current, marked, plural
from desktop.services import recording
from desktop.ui.common.buttons import Button
from desktop.ui.common.theme import px
from desktop.ui.common.widgets import Combo, Label, Picture, columns, line
from desktop.ui.session import ProfileSession
from desktop.ui.sources.model import SourceRow
from desktop.ui.window import Place

FIELDS = {
    "title": marked("Title"), "institution": marked("Institution"), "type": marked("Type"),
    "reference_date": marked("Reference date"), "period_from": marked("or period, from"), "period_to": marked("to"),
    "coverage": marked("Who and where is covered"), "definition_note": marked("Definition used, and how it differs"),
    "method_note": marked("Sample and method"), "url": marked("Web address"), "licence": marked("Licence"),
}  # fmt: skip
assert set(FIELDS) == set(SOURCE_FIELDS)
HINTS = {
    "reference_date": marked("31 December 2024, or 2024"),
    "period_from": "2019",
    "period_to": "2024",
    "url": marked("none"),
}
MOST_USES = 12
TITLE_WIDTH = 150


class SourceEditor(QWidget):
    """`saved` tells the id after a field was stored."""

    saved = Signal(str)
    go = Signal(object)
    joins = Signal()
    """The source is the same as another one."""

    def __init__(self, session: ProfileSession, parent: QWidget | None = None):
        super().__init__(parent)
        self._session = session
        self._row: SourceRow | None = None
        self.title = Label("", size=14, weight=600, wrap=True)
        self.id = Label("", size=12, tone="text2")
        self.missing = Label("", size=12, tone="error", wrap=True)
        self.edits: dict[str, QLineEdit] = {}
        self.marks: dict[str, Picture] = {}
        self.type = Combo(name=_("Type"))
        self.type.addItem("", "")
        for code, member in session.profile.catalogue.dimensions["SOURCE_TYPE"].members.items():
            self.type.addItem(in_language(member.title, current()), code)
        self.type.activated.connect(self._store)
        self.used = Label("", size=12, tone="text2")
        self.uses = QGridLayout()
        self.uses.setVerticalSpacing(px(2))
        self.uses.setHorizontalSpacing(px(8))
        self.uses.setColumnStretch(0, 1)
        self.join = Button(_("Join with another…"), small=True)
        self.join.clicked.connect(self.joins)
        self.remove = Button(_("Take away"), small=True)
        self.remove.clicked.connect(self._remove)
        self._build()
        self.show_row(None)

    def _build(self) -> None:
        inside = QWidget()
        body = QVBoxLayout(inside)
        body.setContentsMargins(px(14), px(12), px(12), px(12))
        body.setSpacing(px(4))
        for widget in (self.title, self.id, self.missing):
            body.addWidget(widget)
        span = columns(gap=8)
        for name, text in FIELDS.items():
            mark = Picture(mark="error", size=12)
            mark.hide()
            label = Label(_(text), size=12, tone="text2")
            if name != "period_to":
                body.addSpacing(px(4))
                body.addLayout(columns(label, mark, -1, gap=6))
            if name == "type":
                label.setBuddy(self.type)
                body.addWidget(self.type)
                continue
            edit = QLineEdit()
            edit.setMinimumWidth(px(80))
            edit.setAccessibleName(_(text))
            edit.setPlaceholderText(_(HINTS[name]) if name in HINTS else "")
            edit.editingFinished.connect(self._store)
            label.setBuddy(edit)
            if name == "period_from":
                body.addLayout(span)
            for thing in (label, mark, edit) if name == "period_to" else (edit,):
                (span if name.startswith("period") else body).addWidget(thing)
            self.edits[name], self.marks[name] = edit, mark
        body.addSpacing(px(10))
        body.addWidget(line())
        body.addSpacing(px(6))
        body.addLayout(columns(Label(_("Where it is used"), weight=600), -1, self.used))
        body.addLayout(self.uses)
        body.addSpacing(px(6))
        body.addLayout(columns(self.join, self.remove, -1, gap=8))
        body.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(inside)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)
        self._inside = inside

    @property
    def source_id(self) -> str:
        return self._row.source.id if self._row else ""

    def show_row(self, row: SourceRow | None) -> None:
        """Show a source; what is being typed into a field that has the focus is stored first."""
        focused = self.focusWidget()
        if isinstance(focused, QLineEdit) and row is not self._row and self._row is not None and focused.isModified():
            self._store()
        self._row = row
        self._inside.setVisible(row is not None)
        if row is None:
            return
        held = row.source
        self.title.setText(held.title or held.id)
        self.id.setText(held.id)
        lacks = set(row.lacks) if row.on_file else {"title"}
        self.missing.setText(
            "" if row.on_file else _("Figures name this source, but it is not described yet. Give it a title.")
        )
        self.missing.setVisible(not row.on_file)
        for name, edit in self.edits.items():
            if not (edit.hasFocus() and edit.isModified()):
                edit.setText(getattr(held, name))
                edit.setCursorPosition(0)
                edit.setModified(False)
            edit.setProperty("ring", "error" if name in lacks and name in ("reference_date", "title") else "")
            edit.style().unpolish(edit)
            edit.style().polish(edit)
            self.marks[name].setVisible(name in lacks)
        self.type.setCurrentIndex(max(self.type.findData(held.type), 0))
        editable = self._session.is_writable
        for edit in self.edits.values():
            edit.setReadOnly(not editable)
        self.type.setEnabled(editable)
        self.join.setVisible(editable)
        self.remove.setVisible(editable and row.on_file and not row.figures)
        self._show_uses(row)

    def focus_field(self, name: str) -> None:
        edit = self.edits[name]
        edit.setFocus(Qt.FocusReason.OtherFocusReason)
        edit.selectAll()

    def _show_uses(self, row: SourceRow) -> None:
        self.used.setText(plural("{n} figure", "{n} figures", row.figures) if row.figures else _("not used"))
        while (item := self.uses.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        catalogue = self._session.profile.catalogue
        for line_, use in enumerate(row.uses[:MOST_USES]):
            indicator = catalogue.indicators[use.indicator]
            years = str(use.first) if use.first == use.last else f"{use.first}\u2013{use.last}"
            title, number = in_language(indicator.title, current()), plural("{n} figure", "{n} figures", use.figures)
            link = Button("", kind="link", tip=f"{title}, {number}, {years}")
            link.setText(link.fontMetrics().elidedText(title, Qt.TextElideMode.ElideRight, px(TITLE_WIDTH)))
            link.setAccessibleName(f"{title}, {number}, {years}")
            link.clicked.connect(self._going(indicator.module, use.indicator))
            self.uses.addWidget(link, line_, 0, Qt.AlignmentFlag.AlignLeft)
            self.uses.addWidget(
                Label(f"{use.figures} · {years}", size=12, tone="text2"), line_, 1, Qt.AlignmentFlag.AlignRight
            )
        if len(row.uses) > MOST_USES:
            more = Label(_("and {n} more indicators").format(n=len(row.uses) - MOST_USES), size=12, tone="muted")
            self.uses.addWidget(more, MOST_USES, 0, 1, 2)

    def _going(self, module: str, code: str) -> object:
        return lambda: self.go.emit(Place("module", module, indicator=code))

    def _store(self) -> None:
        """Store what the fields say, as one step; unchanged fields are no change."""
        row = self._row
        if row is None or not self._session.is_writable:
            return
        texts = {name: edit.text().strip() for name, edit in self.edits.items()}
        texts["type"] = str(self.type.currentData() or "")
        wanted = Source(id=row.source.id, **texts)
        if wanted == row.source:
            return
        for edit in self.edits.values():
            edit.setModified(False)
        profile = self._session.profile
        if self._session.do(_("Source {id}").format(id=wanted.id), lambda: recording.save_source(profile, wanted)):
            self.saved.emit(wanted.id)
        else:
            self.show_row(row)

    def _remove(self) -> None:
        row = self._row
        if row is not None:
            profile, name = self._session.profile, row.source.id
            self._session.do(
                _("Source {id} taken away").format(id=name), lambda: recording.remove_source(profile, name)
            )
