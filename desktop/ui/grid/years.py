"""Owns the button that says which years are columns: all, those with figures, any of them hidden."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu

from desktop.catalogue import wording
from desktop.language import _
from desktop.ui.common.buttons import Button
from desktop.ui.grid.views import View, Years


class YearsButton(Button):
    """`changed` after another choice; the menu is made when it opens."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__(_("Years"), kind="flat", icon="calendar")
        self._view: View | None = None
        menu = QMenu(self)
        menu.aboutToShow.connect(self._fill)
        self.setMenu(menu)

    def show_view(self, view: View) -> None:
        self._view = view
        shown, total = len(view.periods), len(view.all_periods)
        self.setText(_("Years") if shown == total else _("Years: {n} of {total}").format(n=shown, total=total))

    def _fill(self) -> None:
        menu, view = self.menu(), self._view
        menu.clear()
        if view is None:
            return
        years = view.years
        for text, wanted in ((_("All years"), Years()), (_("Years with figures"), Years(only_filled=True))):
            action = menu.addAction(text)
            action.setCheckable(True)
            action.setChecked(years == wanted)
            action.triggered.connect(self._choosing(wanted))
        menu.addSeparator()
        shown = set(view.periods)
        for period in view.all_periods:
            action = menu.addAction(wording.period_text(period))
            action.setCheckable(True)
            action.setChecked(period in shown)
            action.triggered.connect(self._choosing(self._other(view, period, shown)))

    @staticmethod
    def _other(view: View, period: str, shown: set[str]) -> Years:
        """The choice with one period more or less."""
        hidden = {p for p in view.all_periods if p not in shown} ^ {period}
        return Years(hidden=frozenset(hidden))

    def _choosing(self, years: Years) -> Callable[[], None]:
        def choose() -> None:
            if self._view is not None:
                self._view.years = years
                self.changed.emit()

        return choose
