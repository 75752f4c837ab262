"""Owns the JSON of each thing, exactly as design.md 5 has it: numbers of the profile are texts, absent is null."""

from __future__ import annotations

from typing import Any

from desktop.catalogue.model import in_language
from desktop.domain.address import Key, items_of
from desktop.domain.change import Change
from desktop.domain.finding import Finding
from desktop.domain.observation import Observation
from desktop.domain.profile import Settings
from desktop.language import current
from desktop.services import asking, checking
from desktop.services.asking import Row
from desktop.services.profile import OpenProfile
from desktop.services.recording import Recorded

Json = dict[str, Any]


def settings(path: object, held: Settings) -> Json:
    return {
        "path": str(path),
        "profile_id": held.profile_id,
        "country": held.country,
        "title": held.title,
        "years": {"from": held.years[0], "to": held.years[1]},
        "languages": list(held.languages),
        "modules": list(held.modules),
        "catalogue": held.catalogue._asdict(),
    }


def state(observation: Observation | None) -> Json | None:
    """`before`, `after`, `base`."""
    if observation is None or observation.is_nothing:
        return None
    return {
        "value": observation.value,
        "typed": observation.typed if observation.typed is not None else observation.value,
        "status": observation.status,
        "confidentiality": observation.confidentiality,
        "multiplier": observation.multiplier,
        "note": observation.note or None,
    }


def observation(profile: OpenProfile, row: Row) -> Json:
    held = row.observation
    parts = [{"address": a, "value": v} for a, v in row.computed.parts] if row.computed else None
    return {
        "address": row.key.marked_address(row.has_rivals),
        "indicator": row.key.indicator,
        "items": items_of(row.key.items),
        "period": row.key.period,
        "source": row.key.source or None,
        "value": held.value,
        "typed": None if row.computed else held.typed if held.typed is not None else held.value,
        "status": held.status,
        "confidentiality": held.confidentiality,
        "unit": profile.catalogue.indicators[row.key.indicator].unit,
        "multiplier": held.multiplier,
        "note": held.note or None,
        "published": row.is_published,
        "derived": row.computed is not None,
        "parts": parts,
    }


def finding(profile: OpenProfile, one: Finding) -> Json:
    explained = checking.explanation(profile, one)
    return {
        "id": one.id,
        "rule": one.rule,
        "severity": one.severity,
        "module": one.module,
        "indicator": one.indicator,
        "items": items_of(one.items),
        "period": one.period,
        "source": one.source or None,
        "addresses": [{"address": cell.address, "value": cell.value} for cell in one.cells],
        "left": one.left,
        "operator": one.operator,
        "right": one.right,
        "difference": one.difference,
        "tolerance": one.tolerance,
        "message": checking.say(profile, one, current()),
        "explained": {"text": explained.text, "by": explained.by, "at": explained.at} if explained else None,
    }


def recorded(profile: OpenProfile, done: Recorded) -> Json:
    return {
        "group": done.group,
        "changes": [
            {"address": address_of(profile, change.key), "before": state(change.before), "after": state(change.after)}
            for change in done.changes
        ],
        "findings": [finding(profile, one) for one in done.findings],
    }


def address_of(profile: OpenProfile, key: Key) -> str:
    return key.marked_address(not key.source and profile.figures.has_rivals(key.cell))


def change(one: Change, at: str) -> Json:
    if one.key is not None:
        before, after = _observation_state(one.before), _observation_state(one.after)
        address = one.key.address
    else:
        before, after = _plain(one.before), _plain(one.after)
        address = one.register
    return {
        "at": at,
        "who": one.author,
        "institution": one.institution or None,
        "device": one.device,
        "origin": one.origin,
        "address": address,
        "before": before,
        "after": after,
        "reason": one.reason or None,
        "group": one.group,
    }


def module(profile: OpenProfile, one: asking.State) -> Json:
    title = in_language(profile.catalogue.modules[one.code].title, current())
    parts = one._asdict()
    return {"code": parts.pop("code"), "title": title, **parts}


def _observation_state(value: object) -> Json | None:
    return state(value) if isinstance(value, Observation) else None


def _plain(value: object) -> Json | None:
    """A register that is no observation: its value as text where it is none."""
    if value is None:
        return None
    text = value if isinstance(value, str) else " · ".join(map(str, value)) if isinstance(value, list) else str(value)
    return {"value": text, "typed": None, "status": None, "confidentiality": None, "multiplier": None, "note": None}
