"""Owns the two dialogs of the Help menu: the keys, and what this program is."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QWidget

from desktop.language import _, marked
from desktop.ui.actions import Actions
from desktop.ui.common.dialog import Dialog
from desktop.ui.common.theme import px
from desktop.ui.common.widgets import Label, let_scroll

TABLE_KEYS = (
    (marked("Type over a figure"), marked("any sign")),
    (marked("Edit a figure; arrows move in the text"), "F2"),
    (marked("Edit from empty"), marked("Backspace")),
    (marked("Leave it as it was"), "Esc"),
    (marked("Store, go down or up"), "Enter, Shift+Enter"),
    (marked("Store, go on; Enter then returns"), "Tab"),
    (marked("Store in all selected cells"), "Ctrl+Enter"),
    (marked("Choose from a list"), marked("first letters, or Alt+Down")),
    (marked("Yes or no"), marked("Space")),
    (marked("New line in a text"), "Alt+Enter"),
    (marked("Clear"), "Delete"),
    (marked("To the edge of the figures"), marked("Ctrl with an arrow")),
    (marked("Select"), marked("Shift with an arrow")),
    (marked("Select the row, the column, all"), marked("Shift+Space, Ctrl+Space, Ctrl+A")),
    (marked("First and last cell"), "Ctrl+Home, Ctrl+End"),
    (marked("Open or close a row"), marked("Alt+Right, Alt+Left")),
)


class KeysDialog(Dialog):
    """All keys in one list."""

    def __init__(self, parent: QWidget, actions: Actions):
        super().__init__(_("Keys"), _("Close"), parent, width=720)
        self.cancel.hide()
        grid = QGridLayout()
        grid.setHorizontalSpacing(px(24))
        grid.setVerticalSpacing(px(4))
        rows = [(_(text), _(keys)) for text, keys in TABLE_KEYS]
        for action in actions.all():
            if not action.shortcut().isEmpty():
                rows.append((action.text(), action.shortcut().toString()))
        for row, (text, keys) in enumerate(rows):
            grid.addWidget(Label(text), row, 0)
            grid.addWidget(Label(keys, tone="text2"), row, 1)
        self.body.addLayout(grid)
        let_scroll(self.middle, _("Keys"))
        self.middle.setFocus()


class AboutDialog(Dialog):
    """Name, version, licence."""

    def __init__(self, parent: QWidget):
        super().__init__(_("Migration Profile"), _("Close"), parent, width=480)
        self.cancel.hide()
        from desktop import __version__  # noqa: PLC0415

        self.body.addWidget(Label(_("Version {version}").format(version=__version__), weight=600))
        self.body.addWidget(Label(_("Figures, sources and text, on this computer."), tone="text2", wrap=True))
        words = _("Everything works without a network. Nothing leaves this computer unless you export or send it.")
        self.body.addWidget(Label(words, tone="text2", wrap=True))
        self.body.addWidget(Label(_("Licence: Apache 2.0"), tone="muted", size=12))
