"""Owns exact numbers as text: plain decimals, never an exponent, never `-0` (semantics.md 6)."""

from __future__ import annotations

from fractions import Fraction

SIGNIFICANT = 12
"""Digits kept of a fraction that does not end."""


def printed(number: int | Fraction) -> str:
    """All digits of a decimal that ends, without trailing zeros; else 12 significant digits, half to even."""
    top, bottom = number.numerator, number.denominator
    if bottom == 1:
        return str(top)
    sign, top = ("-", -top) if top < 0 else ("", top)
    places = _places_of(bottom)
    if places is None:
        places = _places_for(top, bottom)
        digits = _divided(top, bottom, places)
    else:
        digits = top * 10**places // bottom
    return sign + _with_point(digits, places)


def _places_of(bottom: int) -> int | None:
    """Decimal places at which a fraction with this (reduced) denominator ends; None if it does not."""
    counts = []
    for factor in (2, 5):
        count = 0
        while bottom % factor == 0:
            bottom //= factor
            count += 1
        counts.append(count)
    return max(counts) if bottom == 1 else None


def _places_for(top: int, bottom: int) -> int:
    """Decimal places that leave 12 significant digits of top / bottom; negative for very large numbers."""
    places = SIGNIFICANT - (len(str(top)) - len(str(bottom)))
    return places - 1 if _divided(top, bottom, places) >= 10**SIGNIFICANT else places


def _divided(top: int, bottom: int, places: int) -> int:
    """top / bottom × 10^places, rounded half to even."""
    if places >= 0:
        top *= 10**places
    else:
        bottom *= 10**-places
    digits, rest = divmod(top, bottom)
    return digits + (2 * rest > bottom or (2 * rest == bottom and digits % 2 == 1))


def _with_point(digits: int, places: int) -> str:
    if places <= 0:
        return str(digits * 10**-places)
    text = str(digits).rjust(places + 1, "0")
    whole, decimals = text[:-places], text[-places:].rstrip("0")
    return f"{whole}.{decimals}" if decimals else whole
