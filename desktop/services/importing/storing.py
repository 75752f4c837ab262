"""Owns writing what a plan holds: one group through the one door, after a backup; what changed here since the plan stays as it is."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from desktop.domain.change import Edit, ObservationEdit, Origin
from desktop.services.importing.plan import ImportPlan, PlannedCell, edits_of
from desktop.services.importing.rows import content
from desktop.services.profile import OpenProfile, backup_before
from desktop.services.recording import Stored, carry, store


def store_import(
    profile: OpenProfile, plan: ImportPlan, cells: Iterable[PlannedCell] | None = None, *, reason: str = "",
    cancelled: Callable[[], bool] | None = None,
) -> Stored:  # fmt: skip
    """Write cells of a plan to disk as one group, those it takes if none are named; `recording.carry` makes the open profile follow.

    Figures that changed here since the plan was made are left alone (`changed_since`): what nobody saw is never overwritten.
    """
    wanted = list(plan.taken if cells is None else cells)
    moved = {id(cell) for cell in changed_since(profile, wanted)}
    edits: tuple[Edit, ...] = edits_of(cell for cell in wanted if id(cell) not in moved)
    if not edits:
        return Stored(None, (), ())
    backup_before(profile, "import")
    origin = Origin("imported", plan.path.name, plan.sha256, map=plan.map_name)
    return store(profile, edits, origin=origin, reason=reason, cancelled=cancelled or (lambda: False))


def apply_import(
    profile: OpenProfile, plan: ImportPlan, *, reason: str = "", cancelled: Callable[[], bool] | None = None
) -> str | None:
    """Store what a plan holds as one group, after a backup; the id of the group, None where there was nothing to store."""
    return carry(profile, store_import(profile, plan, reason=reason, cancelled=cancelled), look=False).group


def changed_since(profile: OpenProfile, cells: Iterable[PlannedCell]) -> list[PlannedCell]:
    """Of cells of a plan those whose figure here is no longer what the plan saw."""
    figures = profile.figures
    return [
        cell
        for cell in cells
        if any(
            isinstance(edit, ObservationEdit) and content(figures.get(edit.key)) != content(cell.before)
            for edit in cell.edits
        )
    ]
