"""Owns the deeds of the table:
typing, clearing, filling, notes, sources, status; each one undo step through the session.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from desktop.catalogue import wording
from desktop.domain.address import Cell, Key
from desktop.domain.change import Edit, ObservationEdit, Origin
from desktop.domain.errors import KnownError
from desktop.domain.number import shown
from desktop.domain.observation import NOTHING, Observation
from desktop.domain.profile import Undecided
from desktop.language import _, plural
from desktop.services import recording
from desktop.services.texts import clean
from desktop.ui.common import words
from desktop.ui.session import ProfileSession

if TYPE_CHECKING:
    from desktop.ui.grid.model import GridModel, Place


class Question(NamedTuple):
    """A text that can be read in several ways: where it was typed, the readings as they would be stored, a flag beside them."""

    place: Place
    text: str
    readings: tuple[str, ...]
    status: str | None = None


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
    try:
        entry = recording.understand(session.profile, place.cell.indicator, clean(text))
    except KnownError as error:
        session.tell(error)
        return False
    if entry.is_ambiguous:
        model.asked.emit(Question(place, text.strip(), entry.readings, entry.status))
        return False
    key = key_of(session, place)
    assert key is not None
    stored = session.profile.figures.get(key) or NOTHING
    after = recording.observation_of(entry, text, stored)
    return _record(session, [ObservationEdit(key, after)], _("Type {text}").format(text=text.strip() or _("nothing")))


def answer(session: ProfileSession, question: Question, reading: str) -> bool:
    """Store the reading a person chose: a number, or a mark for a reason."""
    key = key_of(session, question.place)
    if key is None:
        return False
    stored = session.profile.figures.get(key) or NOTHING
    after = chosen(reading, question.text, stored, question.status)
    return _record(session, [ObservationEdit(key, after)], _("Type {text}").format(text=question.text))


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
    return _record(session, edits, plural("Clear {n} figure", "Clear {n} figures", len(edits)))


def fill(session: ProfileSession, pairs: Sequence[tuple[Place, Place]]) -> bool:
    """Repeat figures: (from, to) pairs, all in one step; cells that cannot be typed in are left."""
    edits = []
    for origin, target in pairs:
        key = key_of(session, target)
        held = observation_at(session, origin)
        if key is not None and not refusal(session, target) and held is not None:
            edits.append(ObservationEdit(key, held._replace(note="")))
    return _record(session, edits, plural("Fill {n} figure", "Fill {n} figures", len(edits)))


def set_note(session: ProfileSession, place: Place, text: str) -> bool:
    return _change(session, place, {"note": text.strip()}, _("Write a note"))


def set_status(session: ProfileSession, place: Place, status: str) -> bool:
    """A status that says why there is no figure takes the value away; the others keep it."""
    held = observation_at(session, place) or NOTHING
    changed: dict[str, str | None] = {"status": status}
    if status in ("O", "M", "L", "Q") and held.text is not None:
        changed |= {"value": None, "typed": None}
    return _change(session, place, changed, _("Change the status"))


def set_source(session: ProfileSession, places: Sequence[Place], source: str) -> bool:
    """Say where figures come from: they move to the source's line, note and status with them."""
    keys = [key for place in places if (key := key_of(session, place)) is not None and key.source != source]
    keys = [key for key in keys if session.profile.figures.get(key) is not None]
    if not keys:
        return False
    done = session.do(_("Name the source"), lambda: recording.name_source(session.profile, keys, source))
    return done is not None


def set_published(session: ProfileSession, cell: Cell, source: str, reason: str) -> bool:
    address = Key(*cell, source).marked_address(has_rivals=True)
    done = session.do(_("Choose the published figure"), lambda: recording.publish(session.profile, address, reason))
    return done is not None


def _change(session: ProfileSession, place: Place, changed: dict[str, str | None], text: str) -> bool:
    key = key_of(session, place)
    if key is None:
        return False
    held = session.profile.figures.get(key) or NOTHING
    after: Observation | None = held._replace(**changed)  # type: ignore[arg-type]
    if after is not None and after.is_nothing:
        after = None
    try:
        clean(changed.get("note") or "")
    except KnownError as error:
        session.tell(error)
        return False
    return _record(session, [ObservationEdit(key, after)], text)


def store(session: ProfileSession, edits: Sequence[Edit], text: str, kind: str = "typed") -> bool:
    """Several edits as one step, with where they came from."""
    return _record(session, edits, text, kind)


def _record(session: ProfileSession, edits: Sequence[Edit], text: str, kind: str = "typed") -> bool:
    if not edits:
        return False
    origin = Origin(kind)
    # what rules say of the new values comes from the check that follows every deed, in its own time
    return session.do(text, lambda: recording.record(session.profile, edits, origin=origin, look=False)) is not None
