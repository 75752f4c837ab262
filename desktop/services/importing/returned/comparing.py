"""Owns the three-way comparison: what a side changed since the workbook was sent decides, never which came last (sync.md 2)."""

from __future__ import annotations

from typing import NamedTuple

from desktop.domain.errors import Message


class Compared(NamedTuple):
    """`outcome` as in a plan; `side` of what is unchanged: `here` where only this side changed, `both` where both made the same change."""

    outcome: str
    side: str = ""


def compare(base: object, ours: object, theirs: object, nothing: object) -> Compared:
    """`nothing` is what an empty place holds."""
    if theirs == base:
        return Compared("unchanged", "" if ours == base else "here")
    if theirs == ours:
        return Compared("unchanged", "both")
    if ours != base:
        return Compared("conflict")
    if base == nothing:
        return Compared("new")
    return Compared("cleared" if theirs == nothing else "changed")


def accepted(outcome: str, accept: str, address: str, *, is_empty: bool) -> tuple[str, Message | None]:
    """The outcome under what is accepted, with the reason of what stays out. `is_empty`: the file says nothing there."""
    if outcome == "conflict" and accept == "theirs":
        outcome = "cleared" if is_empty else "changed"
    if outcome == "cleared" and accept not in ("all", "theirs"):
        return "doubtful", Message("EMPTY-OVER-VALUE", {"address": address})
    if outcome == "changed" and accept == "new":
        return "changed", Message("NOT-ACCEPTED", {"accept": accept})
    if outcome == "conflict":
        return "conflict", Message("BOTH-CHANGED", {"address": address})
    return outcome, None
