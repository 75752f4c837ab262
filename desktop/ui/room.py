"""Owns how the window shares its room:
the panel at the side, beside the page or as a drawer over it, and when the navigator folds.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop.ui.common.preferences import preferences
from desktop.ui.common.theme import px, theme
from desktop.ui.common.widgets import line

SIDE, DRAWER_BELOW, FOLD_BELOW = 292, 1200, 1100
LARGE = 150
"""From this zoom on panels fold by themselves."""


def is_narrow(width: int) -> bool:
    """Whether the side panel lies over the page instead of beside it."""
    return width < DRAWER_BELOW or theme().zoom >= LARGE


def folds_navigator(width: int) -> bool:
    return width < FOLD_BELOW or theme().zoom >= LARGE


class Room:
    """The row between the bars: navigator and page come first, then the line and the side panel."""

    def __init__(self, ground: QWidget):
        self.across = QHBoxLayout()
        self.across.setSpacing(0)
        self.line = line(ground, upright=True)
        self.side = QFrame(ground)
        self.side.setObjectName("panel")
        self._layout = QVBoxLayout(self.side)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self.line.hide()
        self.side.hide()

    def show_panel(self, panel: QWidget | None) -> None:
        """Put a page's panel in; the one before goes back to its page."""
        while (item := self._layout.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None and widget is not panel:
                widget.hide()
                widget.setParent(None)
        if panel is not None:
            self._layout.addWidget(panel)
            panel.show()

    def place_side(self, window: QWidget, top: int, bottom: int, *, has_panel: bool) -> bool:
        """Beside the page where there is room, else as a drawer over it, closed until it is asked for.

        True if it shows.
        """
        narrow = is_narrow(window.width())
        shown = has_panel and preferences().fold("drawer" if narrow else "side", not narrow)
        self.line.setVisible(shown and not narrow)
        self.side.setFixedWidth(px(preferences().width("side", SIDE)))
        if narrow:
            self.across.removeWidget(self.side)
            mirrored = window.layoutDirection() == Qt.LayoutDirection.RightToLeft
            left = 0 if mirrored else window.width() - self.side.width()
            self.side.setGeometry(left, top, self.side.width(), window.height() - top - bottom)
            self.side.raise_()
        elif self.across.indexOf(self.side) < 0:
            self.across.addWidget(self.side)
        self.side.setVisible(shown)
        return shown

    def keep_shown(self, window: QWidget, shown: bool) -> None:
        """Keep what a person chose, apart for the drawer and the panel beside the page."""
        preferences().set_fold("drawer" if is_narrow(window.width()) else "side", shown)
