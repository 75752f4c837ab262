"""Owns finding and replacing in a module: labels, values, notes and sources of everything stored and everything shown."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from desktop.catalogue.model import Indicator
from desktop.domain.address import Cell, Key, items_of
from desktop.domain.change import ObservationEdit
from desktop.domain.errors import KnownError
from desktop.domain.number import shown
from desktop.domain.observation import REASONS, Observation
from desktop.domain.series import Series
from desktop.language import _, marked, plural
from desktop.services import recording
from desktop.services.texts import clean
from desktop.ui.common import words
from desktop.ui.common.matching import fold
from desktop.ui.grid import commands
from desktop.ui.grid.model import GridModel
from desktop.ui.session import ProfileSession

PARTS = (
    ("all", marked("Everything")), ("label", marked("Labels")), ("value", marked("Values")), ("note", marked("Notes")),
    ("source", marked("Sources")),
)  # fmt: skip
MOST_FOUND = 5000
EVERYWHERE = sys.maxsize
REPLACED = ("value", "note")
"""Parts in which texts are replaced; labels are the catalogue's and sources have a page of their own."""


class Found(NamedTuple):
    """One place where the text stands: the cell to go to, the source's line in it, and in which part it was found."""

    cell: Cell
    source: str | None
    part: str


class Replacing(NamedTuple):
    """What a replacement would store, and how often it does not for which reason."""

    edits: list[ObservationEdit]
    left: dict[str, int]

    @property
    def left_words(self) -> str:
        return ", ".join(_why(why, n) for why, n in self.left.items())


def _why(why: str, n: int) -> str:
    """Why texts are not replaced."""
    match why:
        case "worked out":
            return plural("{n} is worked out", "{n} are worked out", n)
        case "unreadable":
            return plural("{n} could not be read as a value", "{n} could not be read as values", n)
        case "two ways":
            return plural("{n} could be read in two ways", "{n} could be read in two ways", n)
        case "empty":
            return plural("{n} would be empty", "{n} would be empty", n)
    return plural("{n} is written differently", "{n} are written differently", n)


Order = Callable[[Cell], tuple[object, ...]]


def order_of(session: ProfileSession, codes: Sequence[str]) -> Order:
    """The order in which cells stand in the table: by indicator, by items, by period."""
    numbers = {code: number for number, code in enumerate(codes)}
    dimensions = session.profile.catalogue.dimensions
    places: dict[str, dict[str, int]] = {}

    def member_at(dimension: str, member: str) -> tuple[int, str]:
        if dimension not in places:
            places[dimension] = {code: at for at, code in enumerate(dimensions[dimension].members)}
        return places[dimension].get(member, len(places[dimension])), member

    def order(cell: Cell) -> tuple[object, ...]:
        items = tuple((name, *member_at(name, member)) for name, member in items_of(cell.items).items())
        return numbers.get(cell.indicator, -1), items, cell.period

    return order


def find(
    grid: GridModel, codes: Sequence[str], text: str, part: str, period: str, *, most: int = MOST_FOUND
) -> list[Found]:
    """Places in these indicators where a text stands, in the order of the table; letters without case and accents.

    At most so many: of hundreds of thousands nobody goes from one to the next. A label is found at `period`, the cursor's column.
    """
    sought = fold(text.strip())
    if not sought:
        return []
    session = grid.session
    found: dict[tuple[Cell, str | None], Found] = {}
    wanted = {name for name, _word in PARTS if part in (name, "all")}
    shown_periods = {column.period for column in grid.columns}
    for code in codes:
        indicator = session.profile.catalogue.indicators[code]
        stored = (it for it in _stored(session, indicator, sought, wanted) if it.cell.period in shown_periods)
        labels = _labels(session, indicator, sought, period) if "label" in wanted else iter(())
        for it in chain(labels, stored):
            found.setdefault((it.cell, it.source), it)
            if len(found) >= most:
                break
    if "value" in wanted:
        for it in _worked_out(grid, frozenset(codes), sought):
            found.setdefault((it.cell, it.source), it)
    order = order_of(session, codes)
    return sorted(found.values(), key=lambda it: (order(it.cell), it.source or ""))


def _labels(session: ProfileSession, indicator: Indicator, sought: str, period: str) -> Iterator[Found]:
    if sought in fold(f"{words.title(indicator)} {indicator.code}"):
        yield Found(Cell(indicator.code, "", period), None, "label")
    catalogue = session.profile.catalogue
    has_it: dict[str, bool] = {}
    for items in session.profile.figures.of(indicator.code):
        last = items.rpartition(",")[2]
        found = has_it.get(last)
        if found is None:  # of thousands of rows the last item is one of a few hundred
            dimension, _sign, member = last.partition("=")
            found = has_it[last] = bool(last) and sought in fold(
                f"{words.member_word(catalogue, dimension, member)} {member}"
            )
        if found:
            yield Found(Cell(indicator.code, items, period), None, "label")


def _stored(session: ProfileSession, indicator: Indicator, sought: str, wanted: set[str]) -> Iterator[Found]:
    profile = session.profile
    named = {
        source: sought in fold(f"{words.source_word(profile.figures, source)} {source}")
        for sources in profile.figures.of(indicator.code).values()
        for source in sources
        if source
    }
    digits = re.sub(r"\D", "", sought)
    for items, sources in profile.figures.of(indicator.code).items():
        for source, periods in sources.items():
            if not named.get(source) and _cannot_have(periods, digits):
                continue
            line = source if len(sources) > 1 else None
            for period, held in periods.items():
                cell = Cell(indicator.code, items, period)
                if "value" in wanted and any(sought in fold(text) for text in _texts(session, indicator, held)):
                    yield Found(cell, line, "value")
                elif "note" in wanted and held.note and sought in fold(held.note):
                    yield Found(cell, line, "note")
                elif "source" in wanted and named.get(source):
                    yield Found(cell, line, "source")


def _cannot_have(series: Series, digits: str) -> bool:
    """Whether a packed series, which has neither notes nor typed texts, can be passed over: its digits do not hold those sought."""
    packed = series.packed
    if packed is None or packed.status in REASONS or packed.multiplier:
        return False
    return not digits or digits not in packed.texts.replace(".", "")


def _texts(session: ProfileSession, indicator: Indicator, held: Observation) -> Iterator[str]:
    """A value as stored, as typed and as shown."""
    if held.is_reason:
        yield f"[{held.status}]"
        return
    if held.value is not None:
        yield held.value
        yield words.value_text(session.profile.catalogue, indicator, held, session.profile.settings.numbers)
    if held.typed is not None:
        yield held.typed


def _worked_out(grid: GridModel, codes: frozenset[str], sought: str) -> Iterator[Found]:
    """What the rows that are open show beside what is stored."""
    for number, row in enumerate(grid.rows):
        if row.has_figures and row.key.indicator in codes:
            for at, column in enumerate(grid.columns):
                made = grid.prepared(number, at)
                cell = row.cell(column) if made.computed and sought in fold(made.text) else None
                if cell is not None:
                    yield Found(cell, None, "value")


def replace(session: ProfileSession, places: Sequence[Found], old: str, new: str, part: str) -> Replacing:
    """What replacing a text in values and notes would store. A value is read as if it had been typed: what cannot be
    read, or in two ways, is left as it is."""
    result = Replacing([], {})
    parts = [name for name in REPLACED if part in (name, "all")]
    pattern = _pattern(old)
    for it in places:
        there = session.profile.figures.at(it.cell)
        key = _key(session, it, there)
        held = there.get(key.source) if key else None
        after, why = (held, "") if held is not None else (None, "worked out" if it.part in parts else "")
        if key is not None and held is not None:
            for name in parts:
                if after is not None and not why:
                    after, why = _replaced(session, key, after, pattern, new=new, part=name)
        if after is not None and after != held and key is not None and not why:
            result.edits.append(ObservationEdit(key, after))
        elif why or it.part in parts:
            why = why or "spelled"
            result.left[why] = result.left.get(why, 0) + 1
    return result


def _pattern(text: str) -> re.Pattern[str]:
    """Letters in any case; a blank stands for every blank and a minus for both signs, as numbers are shown with others."""
    words_of = (re.escape(word).replace(r"\-", "[-−]") for word in text.split())
    return re.compile(r"\s+".join(words_of), re.IGNORECASE)


def _key(session: ProfileSession, it: Found, there: dict[str, Observation]) -> Key | None:
    """The observation that was found; None where the figure is worked out, whatever stands below it."""
    indicator = session.profile.catalogue.indicators[it.cell.indicator]
    if indicator.is_derived and session.profile.evaluator.computed(it.cell) is not None:
        return None
    source = it.source if it.source is not None else next(iter(there), None)
    return Key(*it.cell, source) if source is not None else None


def _replaced(
    session: ProfileSession, key: Key, held: Observation, pattern: re.Pattern[str], *, new: str, part: str
) -> tuple[Observation | None, str]:
    """An observation after one part of it was replaced, and why not; unchanged where the text is not in this part."""
    if part == "note":
        if not pattern.search(held.note):
            return held, ""
        return held._replace(note=clean(pattern.sub(lambda _match: new, held.note)).strip()), ""
    base = next((text for text in _editable(session, key, held) if pattern.search(text)), None)
    if base is None:
        return held, ""
    text = pattern.sub(lambda _match: new, base)
    if not text.strip():
        return held, "empty"
    try:
        entry = recording.understand(session.profile, key.indicator, clean(text))
    except KnownError:
        return held, "unreadable"
    if entry.is_ambiguous:
        return held, "two ways"
    return (recording.observation_of(entry, text, held), "") if entry.is_readable else (held, "unreadable")


def _editable(session: ProfileSession, key: Key, held: Observation) -> Iterator[str]:
    """The text as typed, as shown, and the bare value without groups: in each of them a text may be replaced."""
    if held.typed is not None:
        yield held.typed
    if held.value is not None:
        indicator = session.profile.catalogue.indicators[key.indicator]
        if indicator.is_numeric and indicator.unit != "year":
            yield shown(held.value, session.profile.settings.numbers)
            if "." not in held.value:
                yield held.value
        else:
            yield words.value_text(session.profile.catalogue, indicator, held, session.profile.settings.numbers)


def store(session: ProfileSession, plan: Replacing) -> bool:
    """Store a replacement as one step."""
    number = len(plan.edits)
    if number == 1:
        told = _("Replace in {cell}").format(cell=commands.name_of(session, plan.edits[0].key.cell))
    else:
        told = plural("Replace {n} figure", "Replace {n} figures", number)
    return commands.store(session, plan.edits, told)
