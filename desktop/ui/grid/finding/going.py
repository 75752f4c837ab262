"""Owns where a typed text leads: an address, a code with or without a period, a period alone, the words of a title."""

from __future__ import annotations

from typing import NamedTuple

from desktop.catalogue.addresses import canonical_items, find_indicator
from desktop.catalogue.model import Indicator
from desktop.domain.address import Cell, split_address
from desktop.domain.errors import KnownError
from desktop.domain.period import read_period
from desktop.ui.common import words
from desktop.ui.common.matching import fold
from desktop.ui.session import ProfileSession
from desktop.ui.window import Place

MOST = 10


class Suggestion(NamedTuple):
    """An indicator that a text may mean, and the period that stood behind it."""

    shown: str
    indicator: Indicator
    period: str


def indicators_of(session: ProfileSession) -> list[Indicator]:
    """Those of the profile's modules, in their order."""
    by_module = session.profile.catalogue.by_module
    return [indicator for module in session.profile.settings.modules for indicator in by_module[module]]


def suggestions(session: ProfileSession, text: str) -> list[Suggestion]:
    """Indicators whose code begins with a text, whose title does, or that have all its words; a period may follow."""
    body, period = _without_period(text)
    sought = fold(body).split()
    if not sought:
        return []
    ranked = []
    for number, indicator in enumerate(indicators_of(session)):
        code, title = fold(indicator.code), fold(words.title(indicator))
        whole = " ".join(sought)
        if all(word in f"{title} {code}" for word in sought):
            ranked.append((0 if code.startswith(whole) else 1 if title.startswith(whole) else 2, number, indicator))
    ranked.sort(key=lambda it: it[:2])
    return [Suggestion(f"{words.title(it)} · {it.code}", it, period) for _rank, _at, it in ranked[:MOST]]


def destination(session: ProfileSession, text: str, here: Cell | None) -> Place | None:
    """The place of an address, a code or a period; None where a text is neither. Raises `KnownError`, naming what is wrong.

    Without a period it is the cursor's, else the profile's last year.
    """
    typed = text.strip()
    period = _period(typed)
    if period and here is not None:
        return _place(session, here._replace(period=period), "")
    body, behind = _without_period(typed)
    written = split_address(body if behind else typed)
    catalogue = session.profile.catalogue
    code = next((code for code in catalogue.indicators if code.casefold() == written.code.casefold()), None)
    if code is None:
        if any(sign in typed for sign in "[@#"):
            find_indicator(written.code, catalogue, typed)
        return None
    indicator = catalogue.indicators[code]
    items = canonical_items(written.items, indicator, catalogue, typed)
    last = here.period if here is not None else str(session.profile.settings.years[1])
    at = read_period(written.period) if written.period is not None else behind or last
    return _place(session, Cell(code, items, at), written.source or "")


def place_of(session: ProfileSession, suggestion: Suggestion, here: Cell | None) -> Place:
    """Where a suggestion leads."""
    last = here.period if here is not None else str(session.profile.settings.years[1])
    return _place(session, Cell(suggestion.indicator.code, "", suggestion.period or last), "")


def _place(session: ProfileSession, cell: Cell, source: str) -> Place:
    return Place("module", session.profile.catalogue.indicators[cell.indicator].module, cell, source)


def _without_period(text: str) -> tuple[str, str]:
    """A text and the period that stands behind it after a blank, if one does."""
    body, blank, last = text.strip().rpartition(" ")
    period = _period(last) if blank else ""
    return (body.strip(), period) if period else (text.strip(), "")


def _period(text: str) -> str:
    try:
        return read_period(text) if text else ""
    except KnownError:
        return ""
