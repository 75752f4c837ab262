"""Owns every deed that changes a profile: typing, clearing, naming a source, publishing, explaining, sources, undo. One door: `record`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from desktop.catalogue.addresses import Address, read_address
from desktop.domain.address import SOURCE_ID, Cell, Key
from desktop.domain.change import (
    Edit,
    ObservationEdit,
    Origin,
    RegisterEdit,
    explain_register,
    publish_register,
    source_register,
)
from desktop.domain.entry import LONE_DASHES, Entry, read_entry
from desktop.domain.errors import Message, Problem, Refused
from desktop.domain.finding import Finding
from desktop.domain.number import FORMATS
from desktop.domain.observation import NOTHING, Observation
from desktop.domain.profile import Figures
from desktop.domain.source import SOURCE_FIELDS, Source
from desktop.services import person
from desktop.services.following import follow
from desktop.services.profile import OpenProfile, backup_before
from desktop.services.standing import refuse_dangling
from desktop.services.texts import clean

TYPED = Origin()


class CellChange(NamedTuple):
    """One observation before and after a deed; None where there is nothing."""

    key: Key
    before: Observation | None
    after: Observation | None


class Recorded(NamedTuple):
    """What a deed did: its group (None if nothing differed), observations changed, findings of single values at the new ones.

    `edits` are what was asked for and `before` what would take it back: an undo step of the window is the pair.
    """

    group: str | None
    changes: tuple[CellChange, ...]
    findings: tuple[Finding, ...]
    edits: tuple[Edit, ...] = ()
    before: tuple[Edit, ...] = ()


class Attributes(NamedTuple):
    """What may be said of an observation beside its value; None leaves what is there."""

    status: str | None = None
    confidentiality: str | None = None
    multiplier: int | None = None
    note: str | None = None
    source: str | None = None


NO_ATTRIBUTES = Attributes()


class Stored(NamedTuple):
    """Edits that are on disk as one group, not yet carried into the open profile; `before` would take them back."""

    group: str | None
    edits: tuple[Edit, ...]
    before: tuple[Edit, ...]


def record(
    profile: OpenProfile, edits: Sequence[Edit], *, origin: Origin = TYPED, reason: str = "", look: bool = True,
) -> Recorded:  # fmt: skip
    """Store edits as one group in one transaction, and carry them into everything the open profile holds.

    Edits that leave a value as it is are dropped. With `look` the rules of single values are run on what is new. Raises `KnownError`;
    nothing is stored then.
    """
    return carry(profile, store(profile, edits, origin=origin, reason=reason), look=look)


def store(
    profile: OpenProfile, edits: Sequence[Edit], *, origin: Origin = TYPED, reason: str = "",
    cancelled: Callable[[], bool] = lambda: False,
) -> Stored:  # fmt: skip
    """The first half of `record`: write to disk and nothing else, so that long work may do it in a thread of its own."""
    real = tuple(edit for edit in edits if _differs(profile, edit))
    if not real:
        return Stored(None, (), ())
    refuse_dangling(profile, real)
    before = tuple(_undoing(profile, edit) for edit in real)
    written = profile.store.record(real, profile.author, origin, clean(reason), person.now(), cancelled)
    return Stored(written.group, real, before)


def carry(profile: OpenProfile, stored: Stored, *, look: bool = True) -> Recorded:
    """The second half: figures, worked-out values and findings follow what is stored."""
    if stored.group is None:
        return Recorded(None, (), ())
    changes = tuple(
        CellChange(edit.key, was.after, edit.after)
        for edit, was in zip(stored.edits, stored.before, strict=True)
        if isinstance(edit, ObservationEdit) and isinstance(was, ObservationEdit)
    )
    cells = follow(profile, stored.edits)
    if cells is not None:
        profile.evaluator.forget(cells)
    keys = [change.key for change in changes if change.after is not None] if look else []
    return Recorded(stored.group, changes, _look_at(profile, keys), stored.edits, stored.before)


def _look_at(profile: OpenProfile, keys: list[Key]) -> tuple[Finding, ...]:
    """What the rules of single values say of some observations."""
    if not keys:
        return ()
    from desktop.validation.engine import check_observations  # noqa: PLC0415  not before something was typed

    return tuple(check_observations(profile.judge, keys))


def enter(
    profile: OpenProfile, texts: Iterable[tuple[str, str]], *, numbers: str = "", attributes: Attributes = NO_ATTRIBUTES,
    reason: str = "",
) -> Recorded:  # fmt: skip
    """Addresses and texts as a person types them, as one group (the command `set`). Raises `Refused`; nothing is stored then."""
    form = numbers or profile.settings.numbers
    if form not in FORMATS:
        raise Refused("NUMBERS-UNKNOWN", numbers=form)
    check_attributes(profile, attributes)
    edits: dict[Key, ObservationEdit] = {}
    problems: list[Problem] = []
    for address, text in texts:
        try:
            for edit in _edits_of(profile, read_address(address, profile.catalogue), text, form, attributes):
                if edit.key in edits:
                    raise Refused("ADDRESS-TWICE", address=edit.key.address, text=edit.key.address)
                edits[edit.key] = edit
        except Refused as refusal:
            problems += refusal.problems
    if problems:
        raise Refused.of(problems)
    return record(profile, list(edits.values()), reason=reason)


def check_attributes(profile: OpenProfile, attributes: Attributes) -> None:
    """Status, confidentiality, multiplier and source exist. Raises `Refused`."""
    catalogue = profile.catalogue
    if attributes.status is not None and attributes.status not in catalogue.statuses:
        raise Refused("STATUS-UNKNOWN", text=attributes.status, known=" ".join(sorted(catalogue.statuses)))
    if attributes.confidentiality is not None and attributes.confidentiality not in catalogue.confidentialities:
        known = " ".join(sorted(catalogue.confidentialities))
        raise Refused("CONFIDENTIALITY-UNKNOWN", text=attributes.confidentiality, known=known)
    if attributes.multiplier is not None and attributes.multiplier not in catalogue.multipliers:
        known = " ".join(map(str, sorted(catalogue.multipliers)))
        raise Refused("MULTIPLIER-UNKNOWN", multiplier=attributes.multiplier, multipliers=known)
    if attributes.source and not SOURCE_ID.fullmatch(attributes.source):
        raise Refused("SOURCE-FORM", source=attributes.source)
    clean(attributes.note or "")


def understand(profile: OpenProfile, indicator: str, text: str, form: str = "") -> Entry:
    """How a text typed for an indicator is read, in the profile's number format or another."""
    return read_entry(text, profile.catalogue.value_kind(indicator), form or profile.settings.numbers)


def observation_of(
    entry: Entry, text: str, stored: Observation, attributes: Attributes = NO_ATTRIBUTES
) -> Observation | None:
    """What a cell holds after a text was typed over `stored`; None when it is cleared whole (design.md 5, Settled points)."""
    is_blank = entry.value is None and entry.is_readable and entry.status is None
    if is_blank and not attributes.status:
        return None
    typed = None if entry.status in ("O", "M", "L", "Q") or is_blank or text == entry.value else text
    status = attributes.status or entry.status
    if status is None:
        status = "A" if stored.is_reason and not is_blank else stored.status
    confidentiality = stored.confidentiality if attributes.confidentiality is None else attributes.confidentiality
    multiplier = stored.multiplier if attributes.multiplier is None else attributes.multiplier
    note = stored.note if attributes.note is None else attributes.note
    after = Observation(entry.value, typed, status, confidentiality, multiplier, note)
    return None if after.is_nothing else after


def _edits_of(
    profile: OpenProfile, address: Address, text: str, form: str, attributes: Attributes
) -> list[ObservationEdit]:
    """One edit, or two where naming the source moves the value (design.md 5, "naming a source")."""
    cell = address.cell
    clean(text, cell.address)
    entry = understand(profile, cell.indicator, text, form)
    if entry.is_ambiguous:
        readings = " / ".join(entry.readings)
        code = "NUMBER-DASH" if text.strip() in LONE_DASHES else "NUMBER-TWO-WAYS"
        raise Refused(code, address=cell.address, text=text.strip(), readings=readings)
    stored_text = entry.value if entry.is_readable else text
    key, moved = _target(profile.figures, cell, address.source, attributes.source, stored_text)
    stored = profile.figures.get(moved or key) or NOTHING
    after = observation_of(entry, text, stored, attributes)
    if moved is None:
        return [ObservationEdit(key, after)]
    if after is not None and after.typed is None and stored.typed is not None and after.value == stored.value:
        after = after._replace(typed=stored.typed)
    return [ObservationEdit(moved, None), ObservationEdit(key, after)]


def _target(
    figures: Figures, cell: Cell, written: str | None, named: str | None, text: str | None
) -> tuple[Key, Key | None]:
    """Where a value goes, and the key without source it moves away from, if naming the source moves it."""
    if written and named and written != named:
        raise Refused("SOURCE-TWICE", address=cell.address, one=written, other=named)
    source = written if named is None else named
    there = [name for name, observation in figures.at(cell).items() if not observation.is_nothing]
    if source is None:
        if len(there) > 1:
            names = ", ".join(name or "#" for name in there)
            raise Refused("SOURCE-WHICH", address=cell.address, text=cell.address, sources=names)
        return Key(*cell, there[0] if there else ""), None
    key, without = Key(*cell, source), Key(*cell, "")
    stored = figures.get(without)
    moves = bool(source) and there == [""] and stored is not None and stored.text == text
    return key, without if moves else None


def name_source(profile: OpenProfile, keys: Sequence[Key], source: str, reason: str = "") -> Recorded:
    """Say where values come from: each moves to the source's address, note and status with it; one group. Empty: from nowhere yet."""
    return record(profile, naming_edits(profile, keys, source), reason=reason)


def naming_edits(profile: OpenProfile, keys: Sequence[Key], source: str) -> list[Edit]:
    """What moves values to a source. Raises `Refused` SOURCE-FORM, SOURCE-TAKEN."""
    if source and not SOURCE_ID.fullmatch(source):
        raise Refused("SOURCE-FORM", source=source)
    edits: list[Edit] = []
    for key in keys:
        stored = profile.figures.get(key)
        target = key._replace(source=source)
        if stored is None or key == target:
            continue
        if profile.figures.get(target) is not None:
            raise Refused("SOURCE-TAKEN", address=target.address, text=target.address)
        edits += [ObservationEdit(key, None), ObservationEdit(target, stored)]
        choice = profile.figures.choices.get(key.cell)
        if choice and choice.source == key.source:
            edits.append(RegisterEdit(publish_register(key.cell), [source, choice.reason]))
    return edits


def publish(profile: OpenProfile, address: str, reason: str) -> Recorded:
    """Choose which source's value of a cell is the published one."""
    found = read_address(address, profile.catalogue)
    there = profile.figures.at(found.cell)
    source = found.source
    if source is None:
        if not there:
            raise Refused("NOTHING-THERE", address=found.cell.address, text=found.cell.address)
        if len(there) > 1:
            names = ", ".join(name or "#" for name in there)
            raise Refused("SOURCE-WHICH", address=found.cell.address, text=found.cell.address, sources=names)
        source = next(iter(there))
    return publish_all(profile, [Key(*found.cell, source)], reason)


def publish_all(profile: OpenProfile, keys: Sequence[Key], reason: str) -> Recorded:
    """Choose these figures to be the published ones of their cells, as one group. Raises `Refused` NOTHING-THERE."""
    for key in keys:
        held = profile.figures.get(key)
        if held is None or held.is_blank:
            raise Refused("NOTHING-THERE", address=key.address, text=key.address)
    edits = [RegisterEdit(publish_register(key.cell), [key.source, clean(reason)]) for key in keys]
    return record(profile, edits, origin=Origin("published"), reason=reason)


def explain(profile: OpenProfile, findings: Finding | Sequence[Finding], text: str) -> Recorded:
    """Explain a warning or information, or several with one text, as one group. Raises `Refused` EXPLAIN-ERROR, EXPLAIN-EMPTY."""
    from desktop.validation.explaining import explained_as  # noqa: PLC0415

    edits: list[Edit] = []
    for finding in [findings] if isinstance(findings, Finding) else findings:
        if finding.severity == "error":
            raise Refused("EXPLAIN-ERROR", address=finding.address, rule=finding.rule)
        if not text.strip():
            raise Refused("EXPLAIN-EMPTY", address=finding.address, rule=finding.rule)
        kept = explained_as(finding, clean(text), "", "")
        edits.append(RegisterEdit(explain_register(finding.id), [kept.text, kept.left, kept.right, list(kept.values)]))
    return record(profile, edits, origin=Origin("explained"), reason="")


def say_missing(profile: OpenProfile, cells: Iterable[Cell], status: str) -> Recorded:
    """Give empty cells a reason (O, M, L or Q) as one group; a cell in which something stands is left as it is."""
    empty = [cell for cell in cells if all(it.is_nothing for it in profile.figures.at(cell).values())]
    return record(profile, [ObservationEdit(Key(*cell, ""), Observation(None, status=status)) for cell in empty])


def mark_break(profile: OpenProfile, key: Key) -> Recorded:
    """Give a figure the status *break in series*: nothing is compared across it. Raises `Refused` where no figure stands."""
    held = profile.figures.get(key)
    if held is None or not held.is_valued:
        raise Refused("NO-FIGURE", address=key.address, text=key.address)
    return record(profile, [ObservationEdit(key, held._replace(status="B"))])


def save_source(profile: OpenProfile, source: Source) -> Recorded:
    """Type a source, or correct one. Raises `Refused` naming the field that is wrong."""
    check_source(profile, source)
    return record(profile, source_edits(source))


def remove_source(profile: OpenProfile, source_id: str) -> Recorded:
    """Take away a source that no value uses. Raises `Refused` SOURCE-USED."""
    for key, _ in profile.figures.observations():
        if key.source == source_id:
            raise Refused("SOURCE-USED", address=key.address, source=source_id)
    return record(profile, [RegisterEdit(source_register(source_id, name), None) for name in SOURCE_FIELDS])


def check_source(profile: OpenProfile, source: Source) -> None:
    if not SOURCE_ID.fullmatch(source.id):
        raise Refused("SOURCE-FORM", source=source.id)
    if not source.title.strip():
        raise Refused("SOURCE-TITLE", source=source.id)
    if source.type and source.type not in profile.catalogue.source_types:
        raise Refused("SOURCE-TYPE", type=source.type, types=" ".join(sorted(profile.catalogue.source_types)))
    for text in source:
        clean(text)


def source_edits(source: Source) -> list[Edit]:
    return [RegisterEdit(source_register(source.id, name), getattr(source, name) or None) for name in SOURCE_FIELDS]


def change_settings(profile: OpenProfile, **settings: object) -> Recorded:
    """Change settings of the profile by name (`title`, `years`, `modules`, `languages`, `numbers`, `institution`)."""
    from desktop.domain.change import setting_register  # noqa: PLC0415

    edits = [RegisterEdit(setting_register(name), value) for name, value in settings.items()]  # type: ignore[arg-type]
    return record(profile, edits)


def undo(profile: OpenProfile, group: str, reason: str = "") -> Recorded:
    """Take a whole group back, as new changes. Raises `Refused` GROUP-UNKNOWN, UNDO-CHANGED-LATER with the addresses in the way."""
    from desktop.storage.history import edits_to_undo  # noqa: PLC0415

    edits, in_the_way = edits_to_undo(profile.store.reader, profile.figures, group)
    if in_the_way:
        shown = [Problem(Message("UNDO-CHANGED-LATER", {"address": place}), address=place) for place in in_the_way]
        raise Refused.of(shown)
    backup_before(profile, "undo")
    return record(profile, edits, origin=Origin("undo", group=group), reason=reason)


def _differs(profile: OpenProfile, edit: Edit) -> bool:
    if isinstance(edit, RegisterEdit):
        return bool(profile.store.reader.register(edit.key) != edit.after)
    stored = profile.figures.get(edit.key) or NOTHING
    after = edit.after or NOTHING
    if stored.value is not None and stored.value == after.value:
        stored, after = stored._replace(typed=None), after._replace(typed=None)
    return stored != after


def _undoing(profile: OpenProfile, edit: Edit) -> Edit:
    if isinstance(edit, RegisterEdit):
        return RegisterEdit(edit.key, profile.store.reader.register(edit.key))
    return ObservationEdit(edit.key, profile.figures.get(edit.key))
