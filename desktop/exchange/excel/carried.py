"""Owns how several texts travel in one cell of the hidden sheet, so that every program gives them back as they were.

LibreOffice and the readers of its files lose tabs, line breaks and doubled blanks, so none of them is written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

NAME = "_mp"
"""Of the hidden sheet."""
FORMAT = "mprofile-workbook 2"
SEPARATOR = "|"
_ESCAPES = {"\\": "\\\\", "|": "\\p", "\t": "\\t", "\n": "\\n", "\r": "\\r"}
_ESCAPE = str.maketrans(_ESCAPES)
_UNESCAPE = {**{written: plain for plain, written in _ESCAPES.items()}, "\\s": " "}
_WRITTEN = re.compile(r"\\.", re.S)


def joined(fields: Iterable[str]) -> str:
    """Several texts as one that every program gives back as it was."""
    return SEPARATOR.join(map(escaped, fields))


def taken_apart(text: str) -> list[str]:
    """The texts that `joined` put together; what is no escape stays as it is."""
    fields = text.split(SEPARATOR)
    if "\\" not in text:
        return fields
    return [_WRITTEN.sub(lambda found: _UNESCAPE.get(found[0], found[0]), field) for field in fields]


def escaped(text: str) -> str:
    """One field."""
    text = text.translate(_ESCAPE)
    return text.replace("  ", " \\s") if "  " in text else text
