"""Owns the plan of files that say what is, and not what it was: long tables, SDMX-CSV, foreign sheets, row by row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from desktop.domain.address import Cell, Key
from desktop.domain.change import Edit, ObservationEdit, RegisterEdit, publish_register
from desktop.domain.errors import Message
from desktop.domain.observation import NOTHING, Observation
from desktop.exchange.base import ReadRow
from desktop.services.importing.plan import PlannedCell, Steps
from desktop.services.profile import OpenProfile


def plan_rows(profile: OpenProfile, rows: Iterable[ReadRow], accept: str, steps: Steps) -> Iterator[PlannedCell]:
    """What would become of each row; a second row for a key, and a second published source of a cell, are refused."""
    seen: set[Key] = set()
    published: set[Cell] = set()
    for row in rows:
        steps.one()
        planned = _plan_row(profile, row, accept, seen, published)
        if row.place is not None:
            planned = planned._replace(line=0, sheet=row.place.sheet or "", cell=row.place.cell or "")
        yield planned


def _plan_row(profile: OpenProfile, row: ReadRow, accept: str, seen: set[Key], published: set[Cell]) -> PlannedCell:
    if row.fault or row.cell is None:
        return PlannedCell("refused", None, None, None, row.line, row.fault)
    key = Key(*row.cell, row.source)
    before = profile.figures.get(key)
    if key in seen:
        return PlannedCell("refused", key, before, None, row.line, Message("ROW-TWICE", {"address": key.address}))
    seen.add(key)
    if row.doubt:
        return PlannedCell("doubtful", key, before, None, row.line, row.doubt)
    if row.published:
        if row.cell in published:
            fault = Message("PUBLISHED-TWICE", {"address": row.cell.address})
            return PlannedCell("refused", key, before, None, row.line, fault)
        published.add(row.cell)
    after = _after(row, before)
    outcome, doubt = _outcome(profile, key, before, after, row, accept)
    edits: list[Edit] = []
    if outcome != "unchanged":
        if after != before:
            edits.append(ObservationEdit(key, after))
        if row.published and not _is_chosen(profile, key):
            edits.append(RegisterEdit(publish_register(row.cell), [key.source, row.reason]))
    return PlannedCell(outcome, key, before, after, row.line, doubt, edits=edits)


def _after(row: ReadRow, before: Observation | None) -> Observation | None:
    """What the row says the observation is: absent columns leave what is there, empty cells mean ordinary (design.md 5)."""
    stored = before or NOTHING
    status = row.status
    if status is None:
        status = "A" if stored.is_reason and row.value is not None else stored.status
    after = Observation(
        row.value,
        row.typed,
        status,
        stored.confidentiality if row.confidentiality is None else row.confidentiality,
        stored.multiplier if row.multiplier is None else row.multiplier,
        stored.note if row.note is None else row.note,
    )
    return None if after.is_nothing else after


def _outcome(  # noqa: PLR0917
    profile: OpenProfile, key: Key, before: Observation | None, after: Observation | None, row: ReadRow, accept: str
) -> tuple[str, Message | None]:
    is_empty = after is None or after.is_blank
    if before is not None and not before.is_blank and is_empty:
        if accept in ("all", "theirs"):
            return "cleared", None
        return "doubtful", Message("EMPTY-OVER-VALUE", {"address": key.address})
    same = content(before) == content(after)
    chooses = row.published and not is_empty and not _is_chosen(profile, key)
    if same and not chooses:
        return "unchanged", None
    if before is None or (before.is_blank and not is_empty):
        return "new", None
    return "changed", Message("NOT-ACCEPTED", {"accept": accept}) if accept == "new" else None


def content(observation: Observation | None) -> Observation:
    """For comparing: the text as typed does not count where the value can be read."""
    observation = observation or NOTHING
    return observation._replace(typed=None) if observation.value is not None else observation


def _is_chosen(profile: OpenProfile, key: Key) -> bool:
    choice = profile.figures.choices.get(key.cell)
    return choice is not None and choice.source == key.source
