"""Owns how what was stored reaches the figures held in memory: by this opening of a profile, or by another one beside it."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.domain.address import Cell
from desktop.domain.change import Edit, ObservationEdit, RegisterEdit
from desktop.domain.profile import Choice, Explanation
from desktop.domain.source import Source
from desktop.services import person
from desktop.services.profile import OpenProfile


def _carry(profile: OpenProfile, edit: Edit) -> None:
    """Write a stored edit into the figures held in memory."""
    figures = profile.figures
    if isinstance(edit, ObservationEdit):
        figures.put(edit.key, None if edit.after is None or edit.after.is_nothing else edit.after)
        return
    kind, rest = edit.key.split("|", 1)
    value = edit.after
    if kind == "publish":
        cell = _cell_of(rest)
        figures.choices.pop(cell, None)
        if isinstance(value, list):
            figures.choices[cell] = Choice(str(value[0]), str(value[1]))
    elif kind == "block":
        block, _, field = rest.partition("|")
        language = field.removeprefix("text.")
        figures.texts.pop((block, language), None)
        if isinstance(value, str) and value:
            figures.texts[block, language] = value
    elif kind == "assign":
        code, _, institution = rest.partition("|")
        figures.assignments.discard((institution, code))
        if value:
            figures.assignments.add((institution, code))
    elif kind == "explain":
        figures.explanations.pop(rest, None)
        if isinstance(value, list):
            from desktop.storage.reading import utc_text  # noqa: PLC0415

            text, left, right, values = value
            figures.explanations[rest] = Explanation(
                str(text), left, right, tuple(values), profile.author.name, utc_text(person.now())  # type: ignore[arg-type]
            )  # fmt: skip


def follow(profile: OpenProfile, edits: Sequence[Edit]) -> set[Cell] | None:
    """Take into the figures held in memory what this or another opening of the profile has stored.

    Answers the cells whose observations or choice of source changed; what is worked out from them is the caller's to forget. None
    where everything may read otherwise (settings, rules, sources): what was worked out is forgotten then.
    """
    for edit in edits:
        _carry(profile, edit)
    cells = {edit.key.cell for edit in edits if isinstance(edit, ObservationEdit)}
    kinds = {edit.key.split("|", 1)[0] for edit in edits if isinstance(edit, RegisterEdit)}
    if kinds & {"setting", "national", "off"}:
        profile.reload()
        return None
    if "source" in kinds:
        fields: dict[str, Source] = profile.store.reader.sources()
        profile.figures.sources.clear()
        profile.figures.sources.update(fields)
        profile.evaluator.forget_all()
        return None
    return cells | {
        _cell_of(edit.key.split("|", 1)[1])
        for edit in edits
        if isinstance(edit, RegisterEdit) and edit.key.startswith("publish|")
    }


def _cell_of(rest: str) -> Cell:
    indicator, period, items = rest.split("|")
    return Cell(indicator, items, period)
