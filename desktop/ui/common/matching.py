"""Owns how texts are compared when something is searched: without case, accents and kinds of dashes."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from typing import Protocol, TypeVar

_DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2212"), "-")


def fold(text: str) -> str:
    """Small letters without accents, every dash a hyphen, for comparing."""
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_DASHES))
    return "".join(sign for sign in plain if not unicodedata.combining(sign))


class Folded(Protocol):
    """Something with a text to be searched, folded before."""

    @property
    def folded(self) -> str: ...


Found = TypeVar("Found", bound=Folded)


def matching(things: Iterable[Found], text: str) -> list[Found]:
    """Those in which all words occur; those that begin with the first word come first."""
    words = fold(text).split()
    if not words:
        return []
    found = list(things)
    for word in sorted(words, key=len, reverse=True):  # the longest leaves the fewest
        found = [thing for thing in found if word in thing.folded]
    begin = [thing for thing in found if thing.folded.startswith(words[0])]
    return begin + [thing for thing in found if not thing.folded.startswith(words[0])]
