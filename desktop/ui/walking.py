"""Owns the order in which the keys go through the window: Tab from control to control, F6 from part to part."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QComboBox, QWidget

from desktop.ui.window import Page


def go_on(navigator: QWidget | None, page: QWidget | None, direction: int) -> None:
    """F6: navigator, the parts of the page, its side panel."""
    panel = page.side_panel() if isinstance(page, Page) else None
    parts = [navigator, *(page.regions() if isinstance(page, Page) else ()), panel]
    stop = next_part([part for part in parts if part is not None], direction)
    if stop is not None:
        stop.setFocus(Qt.FocusReason.TabFocusReason)


def next_part(parts: Sequence[QWidget], direction: int) -> QWidget | None:
    """Where F6 goes: into the part after the one that has the focus, round and round; past those with nothing to do."""
    shown = [part for part in parts if part.isVisible()]
    focus = QApplication.focusWidget()
    at = next((number for number, part in enumerate(shown) if _holds(part, focus)), -1 if direction > 0 else 0)
    ahead = (_landing(shown[(at + direction * step) % len(shown)]) for step in range(1, len(shown) + 1))
    return next((stop for stop in ahead if stop is not None), None)


def next_stop(regions: Sequence[QWidget], *, forward: bool) -> QWidget | None:
    """The control that Tab goes to: region by region, in each in the order they were put there.

    None where the focus is in no region: then Qt's own order holds. Qt appends what is made later to the end of its order, so that
    pages, which are made when first shown, would come after the status bar.
    """
    focus = QApplication.focusWidget()
    stops = [stop for region in regions for stop in _stops(region)]
    at = next((number for number, stop in enumerate(stops) if stop is focus), -1)
    return stops[(at + (1 if forward else -1)) % len(stops)] if at >= 0 else None


def _landing(part: QWidget) -> QWidget | None:
    """What takes the keys in a part: itself or the first control in it; None where it has none."""
    return part if part.focusPolicy() != Qt.FocusPolicy.NoFocus else next(iter(_stops(part)), None)


def _stops(region: QWidget) -> list[QWidget]:
    """What Tab visits in a region. `nextInFocusChain` is not asked: Shiboken makes what it returns a child of what was asked."""
    if not region.isVisible():
        return []
    inside = region.findChildren(QWidget)
    boxes = [widget for widget in inside if isinstance(widget, QComboBox | QAbstractSpinBox)]
    fields = {part for box in boxes for part in box.findChildren(QWidget)}
    return [widget for widget in (region, *inside) if widget not in fields and _takes_tab(widget)]


def _takes_tab(widget: QWidget) -> bool:
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.isEnabled() and widget.isVisible()


def _holds(part: QWidget, widget: QWidget | None) -> bool:
    return widget is not None and (part is widget or part.isAncestorOf(widget))
