"""Owns the preview of a paste: what was found and what stays out, the block as it will be stored, one button that does it."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.language import _
from desktop.ui.common.band import Band
from desktop.ui.common.buttons import Button
from desktop.ui.common.choosing import CheckBox
from desktop.ui.common.theme import px, theme
from desktop.ui.common.widgets import Combo, Label, Picture, columns
from desktop.ui.grid.paste.pasting import LEAVE_OUT, Choices, Plan
from desktop.ui.grid.paste.table import PreviewTable
from desktop.ui.grid.paste.words import Remark, remarks, title
from desktop.ui.session import ProfileSession

SHARE = 0.42
"""How much of the page the preview may take."""


class PastePanel(Band):
    """Stands above the table until it is settled; Enter pastes, Escape leaves all as it is."""

    agreed = Signal()
    cancelled = Signal()
    settled = Signal(object)
    """With other `Choices`."""
    stands = Signal(bool)
    """Whether it needs its room."""

    def __init__(self, session: ProfileSession, parent: QWidget | None = None):
        super().__init__(parent)
        self._session = session
        self._choices = Choices()
        self.setAccessibleName(_("Preview of the paste"))
        self.title, self.counts = Label("", weight=600), Label("", tone="text2")
        self.paste, self.cancel = Button("", kind="primary"), Button(_("Cancel"))
        self.paste.clicked.connect(self.agreed)
        self.cancel.clicked.connect(self.cancelled)
        self._mark = Picture(icon="clipboard-paste", size=16)
        top = columns(self._mark, self.title, self.counts, -1, self.cancel, self.paste, margins=(16, 8, 16, 6), gap=8)
        self._middle = QScrollArea()
        self._middle.setFrameShape(QFrame.Shape.NoFrame)
        self._middle.setWidgetResizable(True)
        self._middle.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.remarks: list[Remark] = []
        self.copied: CheckBox | None = None
        self.power: CheckBox | None = None
        self.dash: Combo | None = None
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addLayout(top)
        outer.addWidget(self._middle)
        self._room = px(600)
        theme().changed.connect(self.restyle)
        self.hide()

    def show_plan(self, plan: Plan, choices: Choices) -> None:
        """Show what a paste would do; the focus goes to its button."""
        self._choices = choices
        self.remarks = remarks(plan, choices)
        self.title.setText(title(plan) if plan.stored else _("Nothing to paste"))
        self.counts.setText(plan.words if plan.stored else "")
        self.paste.setText(title(plan))
        self.paste.setVisible(bool(plan.stored))
        self.paste.setAccessibleDescription("\n".join(remark.text for remark in self.remarks))
        held = QWidget()
        held.setObjectName("clear")
        layout = QVBoxLayout(held)
        layout.setContentsMargins(px(16), px(6), px(16), px(10))
        layout.setSpacing(px(4))
        self.copied = self.power = self.dash = None
        for remark in self.remarks:
            layout.addLayout(self._line(remark))
        self.preview = PreviewTable(self._session, plan)
        layout.addSpacing(px(4))
        layout.addWidget(self.preview)
        layout.addStretch(1)
        before = self._middle.takeWidget()
        if before is not None:
            before.deleteLater()  # not at once: what was changed in it is still telling so
        self._middle.setWidget(held)
        self.show()
        self.stands.emit(True)
        self.fit(self._room)

    def put_away(self) -> None:
        self.hide()
        self.stands.emit(False)

    def focus(self) -> None:
        """The button that pastes, or the one that leaves it where there is nothing to paste."""
        (self.cancel if self.paste.isHidden() else self.paste).setFocus(Qt.FocusReason.OtherFocusReason)

    def _line(self, remark: Remark) -> QHBoxLayout:
        """A mark, words, and what can be settled in them."""
        mark = Picture(mark=remark.mark, size=14)
        if remark.control == "copied":
            self.copied = CheckBox(remark.text)
            self.copied.setChecked(self._choices.as_copied)
            self.copied.toggled.connect(self._take_as_copied)
            return columns(mark, self.copied, -1, gap=8)
        if remark.control == "power":
            self.power = CheckBox(remark.text)
            self.power.setChecked(self._choices.takes_power)
            self.power.toggled.connect(self._take_power)
            return columns(mark, self.power, -1, gap=8)
        if remark.control == "dash":
            self.dash = Combo(small=True, name=remark.text)
            for text, value in ((_("left out"), LEAVE_OUT), (_("missing"), "O"), (_("cannot exist"), "M"), ("0", "0")):
                self.dash.addItem(text, value)
            self.dash.setCurrentIndex(self.dash.findData(self._choices.dash))
            self.dash.setMinimumWidth(px(150))
            self.dash.activated.connect(self._mean)
            return columns(mark, Label(remark.text), self.dash, -1, gap=8)
        return columns(mark, Label(remark.text, wrap=True), gap=8)

    def _take_as_copied(self, takes: bool) -> None:
        self._settle(replace(self._choices, as_copied=takes), "copied")

    def _take_power(self, takes: bool) -> None:
        self._settle(replace(self._choices, takes_power=takes), "power")

    def _mean(self, number: int) -> None:
        if self.dash is not None:
            self._settle(replace(self._choices, dash=str(self.dash.itemData(number))), "dash")

    def _settle(self, choices: Choices, control: str) -> None:
        """Plan anew; the focus stays where the person is."""
        self.settled.emit(choices)
        again = {"copied": self.copied, "power": self.power, "dash": self.dash}[control]
        if again is not None:
            again.setFocus(Qt.FocusReason.OtherFocusReason)

    def fit(self, page_height: int) -> None:
        """As high as what it says, at most a part of the page: the rest scrolls."""
        self._room = page_height
        held = self._middle.widget()
        if held is not None:
            needed = (
                held.heightForWidth(self._middle.viewport().width())
                if held.hasHeightForWidth()
                else held.sizeHint().height()
            )
            self._middle.setFixedHeight(max(px(28), min(needed, round(page_height * SHARE) - px(46))))

    def restyle(self) -> None:
        if not self.isHidden():
            self.fit(self._room)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            (self.cancel if self.cancel.hasFocus() or self.paste.isHidden() else self.paste).click()
        else:
            super().keyPressEvent(event)
