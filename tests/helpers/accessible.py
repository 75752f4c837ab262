"""Reads the accessibility tree as a screen reader does: what is shown, with its role, name and state."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QComboBox, QLabel, QWidget

R = QAccessible.Role
CONTROLS = frozenset((
    R.Button, R.ButtonMenu, R.ButtonDropDown, R.CheckBox, R.RadioButton, R.ComboBox, R.EditableText, R.SpinBox, R.List, R.Table,
    R.Tree, R.Link, R.PageTab, R.Slider,
))  # fmt: skip
"""What a person presses, types into or walks through."""


class Node(NamedTuple):
    role: QAccessible.Role
    name: str
    said: str
    """The description."""
    is_control: bool
    is_focusable: bool
    is_checked: bool
    is_enabled: bool
    widget: QWidget | None

    def __repr__(self) -> str:
        return f"{self.role.name} {self.name!r} ({type(self.widget).__name__})"


def tree(root: QWidget) -> Iterator[Node]:
    """Everything that is shown below a widget, depth first."""
    interface = QAccessible.queryAccessibleInterface(root)
    assert interface is not None
    yield from _walk(interface)


def controls(root: QWidget) -> list[Node]:
    return [node for node in tree(root) if node.is_control]


def _walk(interface: QAccessibleInterface) -> Iterator[Node]:
    yield _node(interface)
    for number in range(interface.childCount()):
        child = interface.child(number)
        if child is not None and child.isValid() and not child.state().invisible:  # type: ignore[attr-defined]
            yield from _walk(child)


def _name(interface: QAccessibleInterface, widget: QWidget | None) -> str:
    """The name. On Unix Qt gives what is chosen as the name of a combo box, and its name, as on Windows, by its label or its widget."""
    if not isinstance(widget, QComboBox):
        return interface.text(QAccessible.Text.Name)
    labels = (label for label in widget.window().findChildren(QLabel) if label.buddy() is widget)
    return widget.accessibleName() or next((label.text() for label in labels), "")


def _node(interface: QAccessibleInterface) -> Node:
    state, seen = interface.state(), interface.object()
    widget = seen if isinstance(seen, QWidget) else None
    takes_keys = bool(state.focusable) and widget is not None  # type: ignore[attr-defined]
    return Node(
        interface.role(), _name(interface, widget), interface.text(QAccessible.Text.Description),
        interface.role() in CONTROLS or takes_keys, bool(state.focusable), bool(state.checked),  # type: ignore[attr-defined]
        not state.disabled, widget,  # type: ignore[attr-defined]
    )  # fmt: skip
