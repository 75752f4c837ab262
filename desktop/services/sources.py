"""Owns deeds on sources as a whole: joining two that are one, naming a new one, taking one away from figures, writing the list."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import NamedTuple

from desktop.domain.address import Key
from desktop.domain.change import (
    Edit,
    ObservationEdit,
    RegisterEdit,
    explain_register,
    publish_register,
    source_register,
)
from desktop.domain.errors import Message, Problem, Refused
from desktop.domain.observation import NOTHING, Observation
from desktop.domain.source import SOURCE_FIELDS, Source
from desktop.services.profile import OpenProfile
from desktop.services.recording import Recorded, check_source, naming_edits, record, source_edits

_LONGEST = 34
"""Letters of an id made from a title; a number may follow."""


class Joining(NamedTuple):
    """What joining would do: figures that move, those that both have alike, what stands against it, fields that are filled in."""

    moved: int
    alike: int
    differing: tuple[Problem, ...]
    filled: tuple[str, ...]
    edits: tuple[Edit, ...]


def free_id(title: str, taken: Collection[str]) -> str:
    """An id made of a title, that no other source has: `Population census 2024` → `POPULATION-CENSUS-2024`."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    made = re.sub(r"[^A-Za-z0-9]+", "-", plain).strip("-").upper()[:_LONGEST].strip("-") or "SOURCE"
    return next(name for n in range(1, len(taken) + 2) if (name := made if n == 1 else f"{made}-{n}") not in taken)


def taken_ids(profile: OpenProfile) -> set[str]:
    """Ids of sources that are described, and of those that figures name."""
    figures = profile.figures
    cited = {source for code in figures.codes() for sources in figures.of(code).values() for source in sources}
    return (cited | figures.sources.keys()) - {""}


def titled(profile: OpenProfile, title: str) -> str:
    """The id of the source that has this title, in whatever letters; empty for none."""
    wanted = title.strip().casefold()
    held = profile.figures.sources.values()
    return next((source.id for source in held if source.title.strip().casefold() == wanted), "")


def name_new(profile: OpenProfile, keys: Sequence[Key], title: str) -> Recorded:
    """Describe a source by its title and name it for figures, as one group; one that has the title already is named."""
    known = titled(profile, title)
    if known:
        return record(profile, naming_edits(profile, keys, known))
    made = Source(free_id(title, taken_ids(profile)), title.strip())
    check_source(profile, made)
    return record(profile, [*source_edits(made), *naming_edits(profile, keys, made.id)])


def plan_join(profile: OpenProfile, gone: str, kept: str) -> Joining:
    """What it would mean that the figures of `gone` are those of `kept`. Raises `Refused` SOURCE-UNKNOWN, SOURCE-ITSELF."""
    figures = profile.figures
    known = taken_ids(profile)
    for source in (gone, kept):
        if source not in known:
            raise Refused("SOURCE-UNKNOWN", source=source)
    if gone == kept:
        raise Refused("SOURCE-ITSELF", source=kept)
    edits: list[Edit] = []
    differing: list[Problem] = []
    moved = alike = 0
    for key in [key for key, _ in figures.observations() if key.source == gone]:
        target = key._replace(source=kept)
        ours, theirs = figures.get(key) or NOTHING, figures.get(target) or NOTHING
        joined = _joined(ours, theirs)
        if joined is None:
            context = {
                "address": key.cell.address,
                "gone": gone,
                "kept": kept,
                "one": _text(ours),
                "other": _text(theirs),
            }
            differing.append(Problem(Message("JOIN-DIFFERS", context), address=target.address))
            continue
        moved += theirs.is_nothing
        alike += not theirs.is_nothing
        edits += [ObservationEdit(key, None), ObservationEdit(target, joined)]
    for cell, choice in figures.choices.items():
        if choice.source == gone:
            edits.append(RegisterEdit(publish_register(cell), [kept, choice.reason]))
    edits += _explanations(profile, gone, kept)
    made, filled = _described(profile, gone, kept)
    edits += source_edits(made) if made.title else []
    edits += [RegisterEdit(source_register(gone, name), None) for name in SOURCE_FIELDS]
    return Joining(moved, alike, tuple(differing), filled, tuple(edits))


def join(profile: OpenProfile, gone: str, kept: str) -> Recorded:
    """Let the figures, choices and fields of `gone` be those of `kept`, which stays; one group.

    Raises `Refused` JOIN-DIFFERS with every cell in which the two hold something different; nothing changes then.
    """
    plan = plan_join(profile, gone, kept)
    if plan.differing:
        raise Refused.of(plan.differing)
    return record(profile, plan.edits)


def write_list(profile: OpenProfile, path: Path) -> int:
    """Write the table of sources (CSV), whole or not at all; how many there are. Raises `Refused`."""
    from desktop.exchange.table.writing import write_sources  # noqa: PLC0415  only where a file is written
    from desktop.storage.files import appearing  # noqa: PLC0415

    if not path.parent.is_dir():
        raise Refused("FOLDER-MISSING", folder=str(path.parent))
    held = list(profile.figures.sources.values())
    with appearing(path, replace=True) as temporary:
        write_sources(held, temporary)
    return len(held)


def _joined(ours: Observation, theirs: Observation) -> Observation | None:
    """What a cell holds once two sources are one; None where they say something different."""
    note = ours.note if ours.note == theirs.note or not theirs.note else theirs.note if not ours.note else None
    if note is None:
        return None
    if ours.is_blank or theirs.is_blank:
        return (theirs if ours.is_blank else ours)._replace(note=note)
    alike = _content(ours) == _content(theirs)
    return theirs._replace(note=note) if alike else None


def _content(held: Observation) -> Observation:
    """For comparing: the text as typed does not count where the value can be read."""
    return held._replace(note="", typed=None if held.value is not None else held.typed)


def _text(held: Observation) -> str:
    """A value with what stands beside it, short."""
    said = [held.text if held.text is not None else "–", held.status if held.status != "A" else "", held.note]
    return " ".join(part for part in said if part)


def _described(profile: OpenProfile, gone: str, kept: str) -> tuple[Source, tuple[str, ...]]:
    """The source that stays, its empty fields filled from the other; which these are."""
    ours = profile.figures.sources.get(gone, Source(gone, ""))
    theirs = profile.figures.sources.get(kept, Source(kept, ""))
    filled = tuple(name for name in SOURCE_FIELDS if getattr(ours, name) and not getattr(theirs, name))
    return theirs._replace(**{name: getattr(ours, name) for name in filled}), filled


def _explanations(profile: OpenProfile, gone: str, kept: str) -> list[Edit]:
    """Explanations of what single values of the source are remarked for go with them."""
    held = profile.figures.explanations
    edits: list[Edit] = []
    for finding, said in held.items():
        if finding.endswith(f"#{gone}"):
            target = finding.removesuffix(gone) + kept
            edits.append(RegisterEdit(explain_register(finding), None))
            if target not in held:
                content = [said.text, said.left, said.right, list(said.values)]
                edits.append(RegisterEdit(explain_register(target), content))  # type: ignore[arg-type]
    return edits
