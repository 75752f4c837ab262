"""Owns how a number typed or read as text is understood: read one way, asked about, or kept as unreadable; never guessed.

The rules are design.md 3 and 5 ("readable in two ways"). A text is read under every convention of writing numbers; the signs of the
profile's own format go first, in their own roles.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from desktop.domain.errors import Refused
from desktop.domain.marks import without_footnote

MOST_DIGITS = 30
"""At most so many digits from the first that is not 0 to the last, and after the point."""
WHOLE_DIGITS = 16
"""Below 10^16 in size before the multiplier: every whole number that a 64-bit float holds exactly, and its neighbours."""


class NumberFormat(NamedTuple):
    """Signs of a way to write numbers, as typed: decimal sign and grouping signs (blanks and apostrophes are read in all)."""

    decimal: str
    group: str
    shown_group: str
    """How the program itself groups: never a plain blank, which breaks lines and swaps groups right to left."""


FORMATS: dict[str, NumberFormat] = {
    "en": NumberFormat(".", ",", ","),
    "fr": NumberFormat(",", " ", "\u202f"),
    "es": NumberFormat(",", ".", "."),
    "pt": NumberFormat(",", ".", "."),
    "ru": NumberFormat(",", " ", "\u00a0"),
    "ar": NumberFormat("٫", "٬", "٬"),
    "plain": NumberFormat(".", "", ""),
}
"""By language; `plain` is the format of exchange files: a point, no grouping."""

EXACT_DIGITS = 15
"""As many digits as a spreadsheet shows of a number at most; what a float has behind them is not the person's."""
_INVISIBLE = dict.fromkeys(
    map(ord, "\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff\u061c")
)
_BLANKS = dict.fromkeys(
    map(ord, "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t"), " "
)  # fmt: skip
_MINUS = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2212\ufe58\ufe63\uff0d"), "-")
_APOSTROPHES = dict.fromkeys(map(ord, "\u2018\u2019\u02bc\u02b9\u00b4\u2032\uff07"), "'")
_WIDE = dict(zip(map(ord, "\uff0c\uff0e\uff05\uff08\uff09\uff0b\ufe62"), ",.%()++", strict=True))
_SIGNS = {**_INVISIBLE, **_BLANKS, **_MINUS, **_APOSTROPHES, **_WIDE}
_ARABIC_COMMA = "\u060c"
"""Typed for either sign of a number, so it has no role of its own in any format."""
_EDGES = "0123456789.,٫" + _ARABIC_COMMA
_PLAIN = re.compile(r"-?(?:\d+(?:\.\d*)?|\.\d+)", re.ASCII)


class NumberReading(NamedTuple):
    """What a text was read as: exactly one value (canonical text), several to ask about, or none (unreadable)."""

    values: tuple[str, ...]

    @property
    def value(self) -> str | None:
        return self.values[0] if len(self.values) == 1 else None

    @property
    def is_ambiguous(self) -> bool:
        return len(self.values) > 1


UNREADABLE = NumberReading(())


def canonical(text: str) -> str:
    """`-?digits[.digits]` as stored: `.5` → `0.5`, `5.` → `5`, `-0` → `0`, trailing zeros kept. Raises `Refused` NUMBER-SIZE."""
    sign, body = ("-", text[1:]) if text.startswith("-") else ("", text)
    whole, point, fraction = body.partition(".")
    whole = whole.lstrip("0") or "0"
    significant = (whole + fraction).lstrip("0")
    if len(significant) > MOST_DIGITS or len(fraction) > MOST_DIGITS or len(whole) > WHOLE_DIGITS:
        raise Refused("NUMBER-SIZE", text=text if len(text) <= 60 else text[:60] + "…")
    if not significant:
        sign = ""
    return f"{sign}{whole}.{fraction}" if point and fraction else f"{sign}{whole}"


def read_plain(text: str) -> NumberReading:
    """A number as exchange files write it: point as decimal sign, no grouping, nothing else."""
    text = text.strip().translate(_MINUS)
    return NumberReading((canonical(text),)) if _PLAIN.fullmatch(text) else UNREADABLE


def read_number(text: str, form: str, *, percent: bool = False) -> NumberReading:
    """A number as a person types it, in the number format `form` (a key of `FORMATS`), a footnote mark beside it left aside.

    `percent`: a `%` beside the number is part of how the unit is written. Raises `Refused` NUMBER-SIZE for more digits than are kept.
    """
    if text.isascii() and text.isdigit() and text[0] != "0" and len(text) < WHOLE_DIGITS:
        return NumberReading((text,))  # most figures of a large block
    if form == "plain":
        return read_plain(text)
    reading = _read(text, form, percent)
    if not reading.values and (without := without_footnote(text.strip())) != text.strip():
        return _read(without, form, percent)
    return reading


def _read(text: str, form: str, percent: bool) -> NumberReading:
    body = text.strip() if text.isascii() and "\t" not in text else _ascii_digits(text.translate(_SIGNS).strip())
    if body is None:
        return UNREADABLE
    negative, body = _without_sign(body, percent)
    if not body or body[0] not in _EDGES or body[-1] not in _EDGES:
        return UNREADABLE
    own = FORMATS[form]
    value = None if _ARABIC_COMMA in body else _read_as(body, own.decimal, own.group)
    if _ARABIC_COMMA in body:
        body = "" if "," in body else body.replace(_ARABIC_COMMA, ",")
    if value is not None:
        readings = [value]
    else:
        others = ((".", ","), (",", "."), (".", " "), (",", " "), (".", "'"), (",", "'"), ("٫", "٬"))
        found = (_read_as(body, decimal, group) for decimal, group in others)
        readings = list(dict.fromkeys(value for value in found if value is not None))
    return NumberReading(tuple(canonical("-" + value if negative else value) for value in readings))


def _read_as(body: str, decimal: str, group: str) -> str | None:
    """The number, if its signs have these roles: grouping in threes (blanks and apostrophes too), at most one decimal sign, last."""
    whole, sign, fraction = body.partition(decimal)
    if not whole + fraction or (sign and fraction and not fraction.isdigit()):
        return None
    if whole.isdigit() or not whole:
        return f"{whole}.{fraction}" if sign and fraction else whole or "0"
    groups = [sign for sign in (group, " ", "'") if sign and sign in whole]
    if len(groups) != 1:
        return None
    parts = whole.split(groups[0])
    in_threes = 1 <= len(parts[0]) <= 3 and all(len(part) == 3 for part in parts[1:])
    if not in_threes or parts[0].startswith("0") or not all(part.isdigit() for part in parts):
        return None
    return "".join(parts) + (f".{fraction}" if fraction else "")


def _without_sign(body: str, percent: bool) -> tuple[bool, str]:
    """Take off a sign before or after, accounting parentheses, and the per-cent sign where the unit has one."""
    plain = _without_percent(body) if percent else body
    if plain.startswith("(") and plain.endswith(")"):
        inner = plain[1:-1].strip()
        return True, _without_percent(inner) if plain == body and percent else inner
    if plain.startswith("-"):
        return True, plain[1:].lstrip()
    if plain.endswith("-"):  # but 12.- is twelve, and no more, in some countries
        return True, "" if plain[:-1].rstrip().endswith((".", ",")) else plain[:-1].rstrip()
    return False, plain[1:].lstrip() if plain.startswith("+") else plain


def _without_percent(body: str) -> str:
    """One per-cent sign, behind the number or, as some languages write it, before."""
    if body.endswith(("%", "٪")):
        return body[:-1].rstrip()
    return body[1:].lstrip() if body.startswith(("%", "٪")) else body


def _ascii_digits(text: str) -> str | None:
    """Digits of any one script as 0–9; None where scripts are mixed, or a character is no digit though it looks like one."""
    zeros, out = set(), []
    for sign in text:
        if sign.isascii():
            if sign.isdigit():
                zeros.add(ord("0"))
            out.append(sign)
            continue
        value = unicodedata.decimal(sign, None)
        if value is None:
            if sign.isnumeric():
                return None
            out.append(sign)
        else:
            zeros.add(ord(sign) - value)
            out.append(str(value))
    return "".join(out) if len(zeros) <= 1 else None


def shown(value: str, form: str, decimals: int | None = None) -> str:
    """A stored value as the format prints it: grouped, minus U+2212; `decimals` pads with zeros, it never rounds."""
    signs = FORMATS[form]
    sign, body = ("\u2212", value[1:]) if value.startswith("-") else ("", value)
    whole, _, fraction = body.partition(".")
    if decimals is not None and len(fraction) < decimals:
        fraction = fraction.ljust(decimals, "0")
    if signs.shown_group and len(whole) > 3:
        first = len(whole) % 3
        parts = ([whole[:first]] if first else []) + [whole[i : i + 3] for i in range(first, len(whole), 3)]
        whole = signs.shown_group.join(parts)
    return f"{sign}{whole}{signs.decimal}{fraction}" if fraction else sign + whole


def exact_number(text: str) -> str:
    """A number as a program writes it, with as many digits as a sheet shows; empty for anything else."""
    try:
        number = Decimal(text.strip())
    except InvalidOperation:
        return ""
    if not number.is_finite() or abs(number.adjusted()) > EXACT_DIGITS:
        return ""
    if len(number.as_tuple().digits) > EXACT_DIGITS:
        number = number.quantize(Decimal(1).scaleb(number.adjusted() + 1 - EXACT_DIGITS))
    plain = f"{number:f}"
    return (plain.rstrip("0").rstrip(".") if "." in plain else plain) if number else "0"
