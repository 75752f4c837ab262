"""Owns the plan of a table of sources."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.domain.change import RegisterEdit, source_register
from desktop.exchange.base import ReadSource
from desktop.services.importing.plan import PlannedCell, Steps
from desktop.services.profile import OpenProfile


def plan_sources(profile: OpenProfile, rows: Iterator[ReadSource], steps: Steps) -> Iterator[PlannedCell]:
    """What would become of each row: fields that the file has and that differ."""
    for row in rows:
        steps.one()
        outcome, changed = ("refused", {}) if row.fault else _outcome(profile, row)
        edits = [RegisterEdit(source_register(row.id, name), text or None) for name, text in changed.items()]
        yield PlannedCell(outcome, row.id or None, None, None, row.line, row.fault, edits=edits)


def _outcome(profile: OpenProfile, row: ReadSource) -> tuple[str, dict[str, str]]:
    held = profile.figures.sources.get(row.id)
    if held is None:
        return "new", {name: text for name, text in row.fields.items() if text}
    changed = {name: text for name, text in row.fields.items() if text != getattr(held, name)}
    return ("changed", changed) if changed else ("unchanged", {})
