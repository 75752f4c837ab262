"""Owns exact numbers: the text of a value and its multiplier → whole number or fraction, nothing rounded (semantics.md 1)."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache

Exact = int | Fraction
"""An exact number; whole numbers are `int` where that is known, because they are ten times as quick."""

_FORM = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")


@lru_cache(1 << 16)
def read_exact(text: str, multiplier: int) -> Exact | None:
    """`12.5` with multiplier 3 → 12500; None for a text that is no number (`-?digits[.digits]`)."""
    if not _FORM.fullmatch(text):
        return None
    whole, _, decimals = text.partition(".")
    exponent = multiplier - len(decimals)
    digits = int(whole + decimals)
    return digits * 10**exponent if exponent >= 0 else simplest(Fraction(digits, 10**-exponent))


def is_number(text: str) -> bool:
    return _FORM.fullmatch(text) is not None


def simplest(number: Exact) -> Exact:
    """A fraction that is whole as `int`."""
    return number.numerator if number.denominator == 1 else number


def divided(top: Exact, bottom: Exact) -> Exact | None:
    """Exactly top / bottom; None (missing) by zero."""
    return simplest(Fraction(top, bottom)) if bottom else None


def size(number: Exact) -> Exact:
    """The absolute value."""
    return -number if number < 0 else number


def larger(one: Exact, other: Exact) -> Exact:
    return other if other > one else one
