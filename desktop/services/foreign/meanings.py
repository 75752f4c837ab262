"""Owns what a word at the edge of figures says of them, how that is written in a mapping, and what several words say together."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from desktop.catalogue.addresses import find_indicator, is_member
from desktop.catalogue.model import TOTAL, Catalogue
from desktop.domain.address import split_address, split_items
from desktop.domain.errors import Message, Refused
from desktop.domain.period import read_period
from desktop.services.foreign.mapping import LEAVE
from desktop.services.foreign.plan import DOUBTFUL, LEFT

Items = tuple[tuple[str, str], ...]


class Said(NamedTuple):
    """What words say of a figure. With a `reason` it is not taken; `fate` says whether it is left out or waits for an answer.

    `part` is added to a year that another word names. `code` of an indicator, `items` without totals.
    """

    code: str = ""
    items: Items = ()
    period: str = ""
    part: str = ""
    status: str = ""
    power: int = 0
    note: str = ""
    reason: Message | None = None
    fate: str = LEFT


NOTHING = Said()


def left(code: str, **context: object) -> Said:
    return Said(reason=Message(code, context))


def waiting(code: str, **context: object) -> Said:
    return Said(reason=Message(code, context), fate=DOUBTFUL)


def read_meaning(text: str, word: str, catalogue: Catalogue, dimension: str = "") -> Said:
    """What a mapping writes of a word: nothing, `leave`, `SEX=F,AGE=Y0T14`, a code, `CODE[SEX=F]`, each with `@2020`; in a column with a
    dimension a member alone. Raises `Refused` MAP-WORD.
    """
    written = text.strip()
    if not written:
        return NOTHING
    if written == LEAVE:
        return left("SHEET-WORD-LEFT", word=word)
    rest, _, period = written.partition("@")
    try:
        period = read_period(period) if period else ""
        if not rest:
            return Said(period=period)
        if dimension and "=" not in rest and is_member(catalogue.dimensions[dimension], rest):
            return Said(items=_without_total([(dimension, rest)]), period=period)
        if "=" in rest.partition("[")[0]:
            return Said(items=_members(split_items(rest), catalogue), period=period)
        address = split_address(rest)
        code = find_indicator(address.code, catalogue).code
        return Said(code, _members(address.items, catalogue), period)
    except Refused as refusal:
        raise Refused("MAP-WORD", word=word, text=text, field="words") from refusal


def _members(pairs: Iterable[tuple[str, str]], catalogue: Catalogue) -> Items:
    made = tuple(pairs)
    for name, member in made:
        if name not in catalogue.dimensions or not is_member(catalogue.dimensions[name], member):
            raise Refused("ITEMS-FORM", items=f"{name}={member}")
    return _without_total(made)


def _without_total(pairs: Iterable[tuple[str, str]]) -> Items:
    return tuple((name, member) for name, member in pairs if member != TOTAL)


def together(parts: Iterable[Said]) -> Said:
    """What several words say of one figure; two that say different things of the same make it not taken."""
    code = period = part = status = ""
    items: dict[str, str] = {}
    power = 0
    notes: list[str] = []
    for it in parts:
        if it is NOTHING:
            continue
        if it.reason is not None:
            return it
        if (it.code and code and it.code != code) or (it.period and period and it.period != period):
            return left("SHEET-CLASH", one=code or period, other=it.code or it.period)
        for name, member in it.items:
            if items.setdefault(name, member) != member:
                return left("SHEET-CLASH", one=f"{name}={items[name]}", other=f"{name}={member}")
        code, period, part = code or it.code, period or it.period, part or it.part
        status, power = status or it.status, power or it.power
        if it.note:
            notes.append(it.note)
    if not (code or items or period or part or status or power or notes):
        return NOTHING
    return Said(code, tuple(items.items()), period, part, status, power, "; ".join(notes))


def with_default(said: Said, whole: Said) -> Said:
    """What is said of a figure, and where its own words name no indicator or period, what is said of the whole table."""
    if said.code and whole.code:
        whole = whole._replace(code="")
    if said.period and whole.period:
        whole = whole._replace(period="")
    return together((said, whole))


def written_meaning(said: Said) -> str:
    """What is said, as a mapping writes it."""
    items = ",".join(f"{name}={member}" for name, member in said.items)
    period = f"@{said.period}" if said.period else ""
    return f"{said.code}[{items}]{period}" if said.code and items else f"{said.code or items}{period}"
