"""Owns how figures stand in writing that runs from right to left: a sign stays before its number, a range is not turned round."""

from __future__ import annotations

import re

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QGuiApplication

_START, _END = "\u2066", "\u2069"
"""Left-to-right isolate, and its end: never stored, only put into what is shown."""
_DIGITS = r"\d(?:[\d.,\u00a0\u202f]*\d)?"
_NUMBER = re.compile(rf"(?:[-+−]{_DIGITS}|{_DIGITS}(?=[–/:-]\d))(?:[–/:-]{_DIGITS})*")
"""A number with a sign, a range, a date or a time; a bare number needs nothing."""


def is_mirrored() -> bool:
    """Whether the window runs from right to left."""
    return QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft


def sided(box: QRectF, width: float) -> QRectF:
    """A box measured from the side where reading begins, in something so wide."""
    return QRectF(width - box.right(), box.y(), box.width(), box.height()) if is_mirrored() else box


def isolated(text: str) -> str:
    """The text as it is to be shown: where the window is mirrored, its signed numbers and ranges keep their order."""
    return _NUMBER.sub(rf"{_START}\g<0>{_END}", text) if is_mirrored() else text
