"""Owns the deeds of the table:
typing, clearing, filling, notes, sources, status; each one undo step through the session.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from desktop.catalogue import wording
from desktop.catalogue.model import in_language
from desktop.domain.address import Cell, Key
from desktop.domain.change import Edit, ObservationEdit, Origin
from desktop.domain.entry import UNREADABLE, Entry
from desktop.domain.errors import KnownError
from desktop.domain.number import shown
from desktop.domain.observation import NOTHING, Observation
from desktop.domain.profile import Undecided
from desktop.language import _, current, plural
from desktop.services import recording, sources
from desktop.services.texts import clean
from desktop.ui.common import words
from desktop.ui.session import ProfileSession

if TYPE_CHECKING:
    from desktop.ui.grid.model import GridModel, Place


MOST_SHOWN = 30
"""Signs of a typed text that an undo step shows."""


class Question(NamedTuple):
    """A text that can be read in several ways: where it was typed, and the readings as they would be stored."""

    place: Place
    text: str
    readings: tuple[str, ...]
    places: tuple[Place, ...] = ()
    """All cells the text goes to, where there are several."""


def key_of(session: ProfileSession, place: Place) -> Key | None:
    """The observation that typing changes:
    the line's source, the published one, the only one; None where nobody chose.
    """
    return key_at(session, place.cell, place.source)


def key_at(session: ProfileSession, cell: Cell, source: str | None) -> Key | None:
    """The same for a cell that the table need not show; `source` is that of a source line, else None."""
    if source is not None:
        return Key(*cell, source)
    there = [name for name, held in session.profile.figures.at(cell).items() if not held.is_nothing]
    if len(there) <= 1:
        return Key(*cell, there[0] if there else "")
    published = session.profile.figures.published(cell)
    if isinstance(published, Undecided) or published is None:
        return None
    return Key(*cell, published[0])


def observation_at(session: ProfileSession, place: Place) -> Observation | None:
    key = key_of(session, place)
    return session.profile.figures.get(key) if key else None


def number_at(session: ProfileSession, place: Place) -> Fraction | None:
    """The number of a place, entered or worked out, its multiplier counted in; None where there is none."""
    if place.source is None:
        return session.profile.evaluator.number(place.cell)
    held = session.profile.figures.get(Key(*place.cell, place.source))
    return held.number if held is not None else None


def editable_text(session: ProfileSession, place: Place) -> str:
    """What the editor opens with: the text as typed, or the value in the profile's format; a mark for a reason."""
    held = observation_at(session, place)
    if held is None or held.is_blank:
        return ""
    if held.typed is not None:
        return held.typed
    if held.is_reason:
        return {"O": "..", "M": "z", "Q": "c"}.get(held.status, "")
    indicator = session.profile.catalogue.indicators[place.cell.indicator]
    if indicator.is_numeric and held.value is not None:
        return held.value if indicator.unit == "year" else shown(held.value, session.profile.settings.numbers)
    return words.value_text(session.profile.catalogue, indicator, held, session.profile.settings.numbers)


def name_of(session: ProfileSession, cell: Cell) -> str:
    """A cell in words: "Immigrant stock (foreign-born), Female, 2024"."""
    indicator = session.profile.catalogue.indicators[cell.indicator]
    items = words.members_words(session.profile.catalogue, cell.items)
    return ", ".join(part for part in (words.title(indicator), items, wording.period_text(cell.period)) if part)


def refusal(session: ProfileSession, place: Place) -> str:
    """Why nothing can be typed here; empty if it can."""
    if not session.is_writable:
        return _("This profile is open to read only.")
    if place.row.derived and session.profile.evaluator.computed(place.cell) is not None:
        return _("This figure is worked out. Change one of the figures it is made from.")
    if key_of(session, place) is None:
        return _("Several values stand side by side here and none is chosen. Open the row and type in a source's line.")
    return ""


def enter(model: GridModel, place: Place, text: str) -> bool:
    """Store a typed text, or ask about it, or say why not. True if something was stored."""
    session = model.session
    why = refusal(session, place)
    if why:
        model.told.emit(why)
        return False
    if text == editable_text(session, place):
        return False
    return enter_all(model, [place], text)


def is_clear(session: ProfileSession, place: Place, text: str) -> bool:
    """Whether a text can be stored as it is, and needs no answer first."""
    try:
        return not recording.understand(session.profile, place.cell.indicator, clean(text)).is_ambiguous
    except KnownError:
        return False


def enter_all(model: GridModel, places: Sequence[Place], text: str) -> bool:
    """Store one text in several cells as one step, or ask about it; where nothing can be typed is left and counted."""
    session = model.session
    free = [place for place in places if not refusal(session, place)]
    edits = []
    try:
        for place in free:
            entry = recording.understand(session.profile, place.cell.indicator, clean(text))
            if entry.is_ambiguous:
                model.asked.emit(Question(place, text.strip(), entry.readings, tuple(free)))
                return False
            edits.append(_edit(session, place, entry, text))
    except KnownError as error:
        session.tell(error)
        return False
    _tell_left(model, len(places) - len(free))
    return _record(session, edits, _typed_words(session, edits, text))


def answer(session: ProfileSession, question: Question, reading: str) -> bool:
    """Store the reading a person chose: a number, or a mark for a reason."""
    edits = []
    for place in question.places or (question.place,):
        key = key_of(session, place)
        if key is None:
            continue
        entry = recording.understand(session.profile, place.cell.indicator, question.text)
        if entry.is_ambiguous:
            stored = session.profile.figures.get(key) or NOTHING
            edits.append(ObservationEdit(key, chosen(reading, question.text, stored, entry.status)))
        else:
            edits.append(_edit(session, place, entry, question.text))
    return _record(session, edits, _typed_words(session, edits, question.text))


def keep_as_text(session: ProfileSession, question: Question) -> bool:
    """Store a text in doubt as it is, marked as unreadable: nobody has said how it is to be read, and it must not be lost."""
    edits = []
    for place in question.places or (question.place,):
        key = key_of(session, place)
        if key is not None and not refusal(session, place):
            stored = session.profile.figures.get(key) or NOTHING
            edits.append(ObservationEdit(key, recording.observation_of(UNREADABLE, question.text, stored)))
    return _record(session, edits, _typed_words(session, edits, question.text))


def _edit(session: ProfileSession, place: Place, entry: Entry, text: str) -> ObservationEdit:
    key = key_of(session, place)
    assert key is not None  # `refusal` was asked before
    stored = session.profile.figures.get(key) or NOTHING
    return ObservationEdit(key, recording.observation_of(entry, text, stored))


def _typed_words(session: ProfileSession, edits: Sequence[ObservationEdit], text: str) -> str:
    """What an undo step of typing says: the text as it is read in the cell, and where."""
    if not edits:
        return ""
    key, after = edits[0].key, edits[0].after
    shown_text = text.strip()
    indicator = session.profile.catalogue.indicators[key.indicator]
    if after is not None and after.value is not None and not indicator.is_numeric:
        shown_text = words.value_text(session.profile.catalogue, indicator, after, session.profile.settings.numbers)
    shown_text = " ".join(shown_text.split())
    if not shown_text:
        return _cleared_words(session, edits)
    shown_text = shown_text if len(shown_text) <= MOST_SHOWN else shown_text[:MOST_SHOWN] + "…"
    if len(edits) == 1:
        return _("Type {text} in {cell}").format(text=shown_text, cell=name_of(session, key.cell))
    where = plural("{n} figure", "{n} figures", len(edits))
    return _("Type {text} in {cell}").format(text=shown_text, cell=where)


def _cleared_words(session: ProfileSession, edits: Sequence[ObservationEdit]) -> str:
    if len(edits) == 1:
        return _("Clear {cell}").format(cell=name_of(session, edits[0].key.cell))
    return plural("Clear {n} figure", "Clear {n} figures", len(edits))


def _tell_left(model: GridModel, left: int) -> None:
    if left:
        model.told.emit(
            plural("{n} cell cannot be typed in and stays.", "{n} cells cannot be typed in and stay.", left)
        )


def chosen(reading: str, text: str, stored: Observation, flag: str | None = None) -> Observation:
    """An observation for one reading of a text that had several; `flag`: the status the text names beside the number."""
    if reading in ("O", "M", "L", "Q"):
        return stored._replace(value=None, typed=None, status=reading)
    status = flag or ("A" if stored.is_reason else stored.status)
    return stored._replace(value=reading, typed=None if text == reading else text, status=status)


def reading_word(session: ProfileSession, reading: str) -> str:
    """A reading as the button shows it."""
    named = {"O": _("Missing"), "M": _("Cannot exist")}
    return named.get(reading) or shown(reading, session.profile.settings.numbers)


def clear(session: ProfileSession, places: Sequence[Place]) -> bool:
    """Take away the values of several cells; notes go with them."""
    edits = []
    for place in places:
        key = key_of(session, place)
        if key is not None and session.profile.figures.get(key) is not None:
            edits.append(ObservationEdit(key, None))
    return _record(session, edits, _cleared_words(session, edits))


def fill(session: ProfileSession, pairs: Sequence[tuple[Place, Place]]) -> bool:
    """Repeat figures: (from, to) pairs, all in one step; cells that cannot be typed in are left."""
    edits = []
    for origin, target in pairs:
        key = key_of(session, target)
        held = observation_at(session, origin)
        if key is not None and not refusal(session, target) and held is not None:
            edits.append(ObservationEdit(key, held._replace(note="")))
    if len(edits) == 1:
        return _record(session, edits, _("Fill {cell}").format(cell=name_of(session, edits[0].key.cell)))
    return _record(session, edits, plural("Fill {n} figure", "Fill {n} figures", len(edits)))


def set_note(session: ProfileSession, places: Sequence[Place], text: str) -> bool:
    """The same note on figures; where nothing stands a note may stand alone only on a single cell."""
    try:
        note = clean(text.strip())
    except KnownError as error:
        session.tell(error)
        return False
    edits = _changed(session, places, lambda held: held._replace(note=note), also_empty=len(places) == 1)
    told = _("Write a note on {cell}") if note else _("Remove the note from {cell}")
    return _record(session, edits, told.format(cell=_named(session, [edit.key for edit in edits])))


def set_status(session: ProfileSession, places: Sequence[Place], status: str) -> bool:
    """A status that says why there is no figure takes the value away; the others keep it, and change only what is there."""
    is_reason = status in ("O", "M", "L", "Q")

    def change(held: Observation) -> Observation:
        return held._replace(value=None, typed=None, status=status) if is_reason else held._replace(status=status)

    edits = _changed(session, places, change, also_empty=is_reason or len(places) == 1)
    known = in_language(session.profile.catalogue.dimensions["OBS_STATUS"].members[status].title, current())
    return _record(
        session,
        edits,
        _("Mark {cell} as: {status}").format(cell=_named(session, [edit.key for edit in edits]), status=known),
    )


def set_multiplier(session: ProfileSession, places: Sequence[Place], multiplier: int) -> bool:
    """Say what power of ten the figures are counted in; the digits stay as they were typed."""
    edits = _changed(session, places, lambda held: held._replace(multiplier=multiplier))
    return _record(
        session, edits, _("Change what {cell} is counted in").format(cell=_named(session, [edit.key for edit in edits]))
    )


def set_confidentiality(session: ProfileSession, places: Sequence[Place], confidentiality: str) -> bool:
    edits = _changed(session, places, lambda held: held._replace(confidentiality=confidentiality))
    return _record(
        session, edits, _("Change who may see {cell}").format(cell=_named(session, [edit.key for edit in edits]))
    )


def _named(session: ProfileSession, keys: Sequence[Key]) -> str:
    """What a step is about: the cell in words, of several how many."""
    return name_of(session, keys[0].cell) if len(keys) == 1 else plural("{n} figure", "{n} figures", len(keys))


def _changed(
    session: ProfileSession, places: Sequence[Place], change: Callable[[Observation], Observation], *, also_empty: bool = False
) -> list[ObservationEdit]:  # fmt: skip
    """Edits of what can be typed in; of empty cells only with `also_empty`."""
    edits = []
    for place in places:
        key = key_of(session, place)
        if key is None or refusal(session, place):
            continue
        held = session.profile.figures.get(key) or NOTHING
        if held.is_nothing and not also_empty:
            continue
        after = change(held)
        if after != held:
            edits.append(ObservationEdit(key, None if after.is_nothing else after))
    return edits


def set_source(session: ProfileSession, places: Sequence[Place], source: str) -> bool:
    """Say where figures come from: they move to the source's line, note and status with them; without a source nobody says."""
    keys = [key for key in _held_keys(session, places) if key.source != source]
    session.last_source = source or session.last_source
    if not keys:
        return False
    named = _("Name {source} as the source of {cell}") if source else _("Take the source away from {cell}")
    told = named.format(source=words.source_word(session.profile.figures, source), cell=_named(session, keys))
    return session.do(told, lambda: recording.name_source(session.profile, keys, source), len(keys)) is not None


def set_new_source(session: ProfileSession, places: Sequence[Place], title: str) -> bool:
    """Describe a source by its title and say that figures come from it, as one step."""
    keys = _held_keys(session, places)
    if not keys:
        return False
    told = _("Name {source} as the source of {cell}").format(source=title, cell=_named(session, keys))
    done = session.do(told, lambda: sources.name_new(session.profile, keys, title), len(keys))
    session.last_source = sources.titled(session.profile, title) or session.last_source
    return done is not None


def _held_keys(session: ProfileSession, places: Sequence[Place]) -> list[Key]:
    """The observations that stand at these places, each once."""
    keys = dict.fromkeys(key for place in places if (key := key_of(session, place)) is not None)
    return [key for key in keys if session.profile.figures.get(key) is not None]


def set_published(session: ProfileSession, cell: Cell, source: str, reason: str, *, all_periods: bool = False) -> bool:
    """Choose whose figure is published, in one cell or at every period at which the source has one beside others."""
    profile = session.profile
    if all_periods:
        cells = [cell._replace(period=period) for period in profile.figures.of(cell.indicator)[cell.items][source]]
        keys = [Key(*it, source) for it in cells if profile.figures.has_rivals(it)]
    else:
        keys = [Key(*cell, source)]
    name = words.source_word(profile.figures, source)
    text = _("Publish {source} for {cell}").format(source=name, cell=_named(session, keys))
    return session.do(text, lambda: recording.publish_all(profile, keys, reason)) is not None


def store(session: ProfileSession, edits: Sequence[Edit], text: str, kind: str = "typed") -> bool:
    """Several edits as one step, with where they came from."""
    return _record(session, edits, text, kind)


def _record(session: ProfileSession, edits: Sequence[Edit], text: str, kind: str = "typed") -> bool:
    if not edits:
        return False
    origin = Origin(kind)

    def deed() -> recording.Recorded:
        # what rules say of the new values comes from the check that follows every deed, in its own time
        return recording.record(session.profile, edits, origin=origin, look=False)

    return session.do(text, deed, len(edits)) is not None
