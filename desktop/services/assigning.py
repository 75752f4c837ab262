"""Owns who fills in what: indicators assigned to institutions, and the share of one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from desktop.domain.change import RegisterEdit, assign_register
from desktop.domain.errors import Message, Problem, Refused
from desktop.services.profile import OpenProfile
from desktop.services.recording import Recorded, record
from desktop.services.texts import clean

ALL = ".*"


class Share(NamedTuple):
    """What is assigned to an institution."""

    institution: str
    codes: frozenset[str]


def assign(profile: OpenProfile, institution: str, codes: Sequence[str]) -> Recorded:
    """Assign indicators to an institution as one group.

    A code is that of an indicator or of a module of the profile, or its beginning with `.*`: `IMM.*`, `IMM.STOCK.*`. Raises `Refused`
    CODES-UNKNOWN for each one that means nothing, INSTITUTION-EMPTY.
    """
    return _record(profile, institution, codes, True)


def unassign(profile: OpenProfile, institution: str, codes: Sequence[str]) -> Recorded:
    """Take indicators away from an institution. Raises `Refused` as `assign`, and INSTITUTION-UNKNOWN."""
    share(profile, institution)
    return _record(profile, institution, codes, None)


def assigned(profile: OpenProfile, institution: str) -> list[str]:
    """Codes assigned to an institution, in the order of the catalogue."""
    name = known_as(profile, institution)
    held = {code for holder, code in profile.figures.assignments if holder == name}
    return [code for code in profile.catalogue.indicators if code in held]


def known_as(profile: OpenProfile, institution: str) -> str:
    """The name as it was first written: capitals and blanks make no other institution. Raises `Refused` INSTITUTION-EMPTY."""
    name = clean(" ".join(institution.split()))
    if not name:
        raise Refused("INSTITUTION-EMPTY")
    return next((known for known in institutions(profile) if known.casefold() == name.casefold()), name)


def institutions(profile: OpenProfile) -> list[str]:
    """Those that have something assigned, in the order of their names."""
    return sorted({name for name, _ in profile.figures.assignments}, key=str.casefold)


def share(profile: OpenProfile, institution: str) -> Share:
    """The share of an institution. Raises `Refused` INSTITUTION-UNKNOWN, naming those that have one, or INSTITUTION-NONE."""
    name = known_as(profile, institution)
    codes = frozenset(assigned(profile, name))
    if codes:
        return Share(name, codes)
    known = institutions(profile)
    if not known:
        raise Refused("INSTITUTION-NONE", institution=name)
    raise Refused("INSTITUTION-UNKNOWN", institution=name, known=", ".join(known))


def _record(profile: OpenProfile, institution: str, codes: Sequence[str], after: bool | None) -> Recorded:
    name = known_as(profile, institution)
    problems: list[Problem] = []
    chosen: dict[str, None] = {}
    for code in codes:
        meant = _meant(profile, code)
        if not meant:
            problems.append(Problem(Message("CODES-UNKNOWN", {"code": code})))
        chosen.update(dict.fromkeys(meant))
    if problems:
        raise Refused.of(problems)
    return record(profile, [RegisterEdit(assign_register(code, name), after) for code in chosen])


def _meant(profile: OpenProfile, text: str) -> list[str]:
    """The indicators of the profile's modules that a code names."""
    code = text.strip().upper()
    of_profile = {c: it for c, it in profile.catalogue.indicators.items() if it.module in profile.settings.modules}
    if code in of_profile:
        return [code]
    if code.endswith(ALL):
        beginning = code.removesuffix("*")
        return [c for c in of_profile if c.startswith(beginning)]
    return [c for c, it in of_profile.items() if it.module == code]
