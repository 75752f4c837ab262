"""Owns a section that folds: a head with a chevron, things below it, and the fold kept for the person."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.language import _
from desktop.ui.common.buttons import Button
from desktop.ui.common.preferences import preferences
from desktop.ui.common.theme import px
from desktop.ui.common.widgets import Label


class Section(QWidget):
    """`key` names the fold among the preferences; put things into `body`."""

    def __init__(self, title: str, key: str, parent: QWidget | None = None, *, is_open: bool = True):
        super().__init__(parent)
        self._key = key
        self.head = Button(title, kind="fold", icon="chevron-down")
        self.head.setCheckable(False)
        self.aside = Label("", size=12, tone="muted")
        self.link = Button("", kind="link")
        self.link.hide()
        self.content = QWidget()
        self.body = QVBoxLayout(self.content)
        self.body.setContentsMargins(0, 0, 0, px(4))
        self.body.setSpacing(px(4))
        top = QHBoxLayout()
        top.setContentsMargins(0, 0, 0, 0)
        top.addWidget(self.head)
        top.addStretch(1)
        top.addWidget(self.aside)
        top.addWidget(self.link)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(px(2))
        outer.addLayout(top)
        outer.addWidget(self.content)
        self.head.clicked.connect(self.toggle)
        self._show(preferences().fold(key, is_open))

    @property
    def is_open(self) -> bool:
        return not self.content.isHidden()

    def toggle(self) -> None:
        self._show(not self.is_open)
        preferences().set_fold(self._key, self.is_open)

    def _show(self, is_open: bool) -> None:
        self.content.setVisible(is_open)
        self.head.set_icon("chevron-down" if is_open else "chevron-right")
        self.head.setAccessibleDescription(_("open") if is_open else _("folded"))
