"""Owns which texts may be stored: anything but control characters and broken letters, refused in words before anything changes."""

from __future__ import annotations

import re

from desktop.domain.entry import LONGEST_TEXT
from desktop.domain.errors import Refused

_BAD = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


def clean(text: str, address: str | None = None) -> str:
    """The text itself. Raises `Refused` TEXT-CONTROL, TEXT-LONG."""
    found = _BAD.search(text)
    if found:
        raise Refused("TEXT-CONTROL", address=address, sign=f"U+{ord(found[0]):04X}", position=found.start() + 1)
    if len(text) > LONGEST_TEXT:
        raise Refused("TEXT-LONG", address=address, most=LONGEST_TEXT, length=len(text))
    return text
