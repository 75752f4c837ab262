"""Owns the marks that stand beside a number: footnotes, which say nothing of it, and flags, which are its status.

Only what can mean nothing else is taken off; the text as typed keeps it. `1 234 1)` is 1234 with footnote 1, while `1 234 (5)` and
`1 234 2` stay unreadable: the second number may be a percentage, a margin, the next column. `10²` may be a hundred, `25⁰` degrees.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_SYMBOLS = "*†‡§¶\u066d\u2217\u204e\uff0a"
_RAISED = "¹²³⁰⁴⁵⁶⁷⁸⁹"
_RAISED_NOTES = f"[{_RAISED}\u2460-\u2468]"
_SIGN = f"(?:[{_SYMBOLS}]{{1,4}}|[⁽(]?{_RAISED_NOTES}{{1,2}}[⁾)]?(?:[,\u02d2 ]?{_RAISED_NOTES}{{1,2}})?)"
_LETTER = r"[^\W\d_]"
_BEHIND = re.compile(
    rf"(?P<flagged>.*\d\s?[bepuBEPU])\s?{_SIGN}|"
    rf"(?P<number>.*[\d.)%٪-])(?:\s?{_SIGN}|\s[1-9]\)|\s?\[[1-9]\d?\]|\s?(?:{_LETTER}\)|\({_LETTER}\)|\[{_LETTER}\]))",
    re.S,
)
_BEFORE = re.compile(rf"{_SIGN}\s?(?P<number>.*\d.*)", re.S)
_TEN = re.compile(r"(?:^|\D)10$")
"""What a raised digit makes a power of: `10²`, `5.10³`."""
_RAISED_LETTERS = str.maketrans("ᵇᵉᵖᵘ", "bepu")
_FLAG_BEHIND = re.compile(
    rf"(?P<number>.*\d\s?[)%٪{_SYMBOLS}{_RAISED}]?)\s*(?:(?P<flag>[bepu])|\((?P<round>[bepu])\)|\[(?P<square>[bepu])\])", re.S | re.I
)  # fmt: skip
_FLAG_BEFORE = re.compile(
    r"(?:(?P<flag>[bepu])\s|\((?P<round>[bepu])\)\s?|\[(?P<square>[bepu])\]\s?)(?P<number>.*\d.*)", re.S | re.I
)
_MEANING = frozenset("bepucz")
"""Letters that between two brackets say something of the figure and so are no footnote."""


class Flagged(NamedTuple):
    """A number's text without its flag, and the status that the flag stands for."""

    number: str
    status: str


def without_footnote(text: str) -> str:
    """A number's text without one footnote mark behind or before it; the text itself where there is none."""
    found = _BEHIND.fullmatch(text)
    if found:
        number = found["flagged"] or found["number"]
        mark = text[len(number) :].strip()
        if mark[0] in "([" and mark[1:-1].casefold() in _MEANING:
            return text
        is_power = mark[0] in _RAISED and (mark[0] == "⁰" or bool(_TEN.search(number)))
        is_in_brackets = number.lstrip().startswith("(") and not number.rstrip("%٪ ").endswith(")")
        return text if is_power or is_in_brackets else number
    found = _BEFORE.fullmatch(text)
    return found["number"] if found else text


def flagged(text: str) -> Flagged | None:
    """A number with one of the letters b, e, p, u beside it; None for anything else."""
    plain = text.translate(_RAISED_LETTERS)
    found = _FLAG_BEHIND.fullmatch(plain) or _FLAG_BEFORE.fullmatch(plain)
    if found is None:
        return None
    flag = found["flag"] or found["round"] or found["square"]
    return Flagged(found["number"], flag.upper())
