"""Owns what a paste would do: each figure of a block with its cell, read or asked about; nothing is stored before it is plain or agreed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from desktop.catalogue.model import Indicator
from desktop.domain.address import Key
from desktop.domain.change import Edit, ObservationEdit, RegisterEdit, publish_register
from desktop.domain.entry import Entry, ValueKind, read_entry
from desktop.domain.observation import NOTHING, Observation
from desktop.language import _, plural
from desktop.services import recording
from desktop.services.recognising.names import Names
from desktop.services.recognising.numbers import COMMA, POINT, Doubt, Reader, SheetCell, form_of
from desktop.services.recognising.words import is_in_millions, takes_power
from desktop.services.recording import NO_ATTRIBUTES, Attributes
from desktop.ui.grid import commands
from desktop.ui.grid.model import GridModel
from desktop.ui.grid.paste import heads
from desktop.ui.grid.paste.clipboard import Copied
from desktop.ui.grid.paste.heads import Aim, Layout, Target
from desktop.ui.grid.paste.sheet import Sheet

LEAVE_OUT = "leave"
_POWER = {power: Attributes(multiplier=power) for power in (3, 6)}


@dataclass(frozen=True, slots=True)
class Choices:
    """What a person settled: how numbers are written (of all, of single texts), thousands or not, what a dash means; whether figures
    copied here that come back from another program are taken as they were.
    """

    form: str = ""
    forms: Mapping[str, str] = field(default_factory=dict)
    takes_power: bool = True
    dash: str = LEAVE_OUT
    as_copied: bool = True


class Outcome(NamedTuple):
    """What becomes of one figure. `kind`: new, changed, same, cleared, skipped, outside, unreadable, dash, twice."""

    target: Target | None
    text: str
    kind: str
    after: Observation | None = None


@dataclass(slots=True)
class Plan:
    """What a paste would do. With a `doubt` nothing may be stored yet."""

    layout: Layout = field(default_factory=Layout)
    edits: list[Edit] = field(default_factory=list)
    outcomes: list[list[Outcome]] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    doubt: Doubt | None = None
    was_asked: bool = False
    stored: int = 0
    """Figures that would differ afterwards."""
    dashes: int = 0
    unreadable: str = ""
    """The first text that cannot be read."""
    more_digits: int = 0
    """Figures of which the sheet has more digits than it shows."""
    power: int = 0
    """3 or 6 where names of the block say thousands or millions of figures that can be."""
    power_unfit: int = 0
    """Figures that the block says are in thousands and whose unit has none."""
    strange_sources: list[str] = field(default_factory=list)
    came_back: bool = False
    """The block is the one that was copied here last, handed back by another program."""

    def count(self, *kinds: str) -> int:
        return sum(self.counts.get(kind, 0) for kind in kinds)

    @property
    def is_plain(self) -> bool:
        """Whether there is nothing that a person should see before it is stored."""
        odd = self.count("cleared", "skipped", "outside", "unreadable", "twice")
        said = (
            self.dashes
            or self.unreadable
            or self.more_digits
            or self.power
            or self.power_unfit
            or self.strange_sources
            or self.came_back
        )
        return not (odd or said or self.doubt or self.was_asked or self.layout.named or self.layout.periods)

    @property
    def words(self) -> str:
        """What it does, in one line."""
        new, changed, same = (self.count(kind) for kind in ("new", "changed", "same"))
        cleared, kept = self.count("cleared"), self.count("unreadable")
        parts = [
            plural("{n} new", "{n} new", new) if new else "",
            plural("{n} changed", "{n} changed", changed) if changed else "",
            plural("{n} the same", "{n} the same", same) if same else "",
            plural("{n} cleared", "{n} cleared", cleared) if cleared else "",
            plural("{n} kept as text", "{n} kept as text", kept) if kept else "",
        ]
        text = plural("{n} cell", "{n} cells", new + changed + same + cleared + kept)
        if any(parts):
            text = _("{what}: {which}").format(what=text, which=", ".join(filter(None, parts)))
        return f"{text}."


def names_of(grid: GridModel) -> Names:
    """The words that may stand at the edges of a block for this table."""
    indicators: dict[str, Indicator] = {
        row.key.indicator: row.indicator for row in grid.rows if row.indicator is not None
    }
    shown = {row.key.dimension for row in grid.rows if row.kind == "item"}
    return Names(grid.session.profile, indicators.values(), {column.period for column in grid.columns}, shown)


def plan_sheet(grid: GridModel, sheet: Sheet, row: int, column: int, choices: Choices) -> Plan:
    """What a block of another program would do at a cell."""
    layout = heads.lay_out(grid, sheet, row, column, names_of(grid))
    planner = _Planner(grid, Plan(layout), choices)
    planner.read_all(sheet.decimal)
    return planner.plan


def plan_own(grid: GridModel, block: Copied, row: int, column: int) -> Plan:
    """The same for figures copied here: nothing has to be read; what is blank clears."""
    planner = _Planner(grid, Plan(), Choices())
    for down, line in enumerate(block):
        planner.plan.outcomes.append([])
        for across, copied in enumerate(line):
            target = heads.target_at(grid, row + down, column + across)
            planner.put(target, copied.held if copied else None, copied.source if copied else "")
    return planner.plan


class _Planner:
    """Goes over the figures of a block once."""

    def __init__(self, grid: GridModel, plan: Plan, choices: Choices):
        self.session, self.plan, self.choices = grid.session, plan, choices
        self.profile = grid.session.profile
        self._kinds: dict[str, ValueKind] = {}
        self._at: dict[Key, tuple[int, int, int]] = {}

    def read_all(self, decimal: str) -> None:
        """Read the texts of the layout; stops at the first number in doubt."""
        plan, own = self.plan, self.profile.settings.numbers
        aims = (aim for line in plan.layout.lines for aim in line if aim.cell.text and not aim.cell.exact)
        texts = [aim.cell.text for aim in aims if aim.target and self._is_numeric(aim.target.cell.indicator)]
        said = {".": POINT, ",": COMMA}.get(decimal, "")
        plan.was_asked = bool(self.choices.form or self.choices.forms)
        reader = Reader(own, self.choices.form or said or form_of(text.strip() for text in texts), self.choices.forms)
        for line in plan.layout.lines:
            plan.outcomes.append([])
            for aim in line:
                if aim.cell.text.strip():
                    self._take(aim, reader)
                if plan.doubt is not None:
                    return

    def _take(self, aim: Aim, reader: Reader) -> None:
        target, text = aim.target, aim.cell.text.strip()
        key = self._key(target, text)
        if target is None or key is None:
            return
        code = target.cell.indicator
        cell = aim.cell if aim.cell.text == text else SheetCell(text, aim.cell.exact)
        reading = reader.read(cell, self._kind(code), code)
        if isinstance(reading, Doubt):
            self.plan.doubt = reading
            return
        stored = self.profile.figures.get(key) or NOTHING
        entry = reading.entry
        if entry.is_ambiguous:
            self.plan.dashes += 1
            if self.choices.dash == LEAVE_OUT:
                self._say(target, text, "dash")
            else:
                self._settle(target, key, commands.chosen(self.choices.dash, text, stored))
            return
        self.plan.more_digits += reading.has_more
        attributes = NO_ATTRIBUTES if not aim.power or reading.is_scaled else self._power(aim.power, code, entry)
        after = recording.observation_of(entry, text, stored, attributes)
        self._settle(target, key, after, "" if entry.is_readable else "unreadable")

    def put(self, target: Target | None, held: Observation | None, source: str) -> None:
        """One figure copied here: under its own source, unless a source's line says another."""
        key = self._key(target, "" if held is None else held.text or held.status)
        if target is None or key is None:
            return
        after = held and self._fitting(held, target.cell.indicator)
        kind = "unreadable" if after is not None and after.is_unreadable else ""
        if not source or target.source is not None or held is None:
            self._settle(target, key, after, kind)
            return
        if source not in self.profile.figures.sources and source not in self.plan.strange_sources:
            self.plan.strange_sources.append(source)
        named = key._replace(source=source)
        if named != key and self.profile.figures.get(key) is not None:
            self.plan.edits.append(ObservationEdit(key, None))
            choice = self.profile.figures.choices.get(key.cell)
            if choice and choice.source == key.source:
                self.plan.edits.append(RegisterEdit(publish_register(key.cell), [source, choice.reason]))
        self._settle(target, named, after, kind, shown=self.profile.figures.get(key))

    def _key(self, target: Target | None, text: str) -> Key | None:
        """What a figure would be stored under; None, and said, where nothing can be typed."""
        if target is None:
            if text:
                self._say(None, text, "outside")
            return None
        cell = target.cell
        is_worked_out = self._is_derived(cell.indicator) and self.profile.evaluator.computed(cell) is not None
        key = (
            commands.key_at(self.session, cell, target.source)
            if self.session.is_writable and not is_worked_out
            else None
        )
        if key is None and text:
            self._say(target, text, "skipped")
        return key

    def _settle(
        self, target: Target, key: Key, after: Observation | None, kind: str = "", *, shown: Observation | None = None
    ) -> None:
        """One figure is stored; `shown` is what the cell showed where that is not what stands under the key."""
        before = self.profile.figures.get(key)
        was = before or shown
        text = (after.text or after.status) if after else ""
        is_other_text = bool(after and after.is_unreadable) and (before is None or before.typed != after.typed)  # type: ignore[union-attr]
        if key in self._at:
            self._take_back(key, target, text)
            return
        if (before or NOTHING)._replace(typed=None) == (after or NOTHING)._replace(typed=None) and not is_other_text:
            if before is not None and not before.is_blank:
                self._say(target, text, "same", after)
            return
        if after is None:
            kind = "cleared"
        if kind == "unreadable":
            self.plan.unreadable = self.plan.unreadable or text
        self._say(target, text, kind or ("new" if was is None or was.is_blank else "changed"), after)
        self._at[key] = (len(self.plan.edits), len(self.plan.outcomes) - 1, len(self.plan.outcomes[-1]) - 1)
        self.plan.edits.append(ObservationEdit(key, after))
        self.plan.stored += 1

    def _take_back(self, key: Key, target: Target, text: str) -> None:
        """Two figures of the block are for one cell: neither is taken."""
        at, line, number = self._at[key]
        first = self.plan.outcomes[line][number]
        if first.kind != "twice":
            self.plan.outcomes[line][number] = first._replace(kind="twice")
            self.plan.counts[first.kind] -= 1
            self.plan.counts["twice"] = self.plan.count("twice") + 1
            self.plan.edits[at] = ObservationEdit(key, self.profile.figures.get(key))
            self.plan.stored -= 1
        self._say(target, text, "twice")

    def _say(self, target: Target | None, text: str, kind: str, after: Observation | None = None) -> None:
        self.plan.outcomes[-1].append(Outcome(target, text, kind, after))
        self.plan.counts[kind] = self.plan.counts.get(kind, 0) + 1

    def _kind(self, code: str) -> ValueKind:
        kind = self._kinds.get(code)
        if kind is None:
            kind = self._kinds[code] = self.profile.catalogue.value_kind(code)
        return kind

    def _is_numeric(self, code: str) -> bool:
        return self.profile.catalogue.indicators[code].is_numeric

    def _is_derived(self, code: str) -> bool:
        return self.profile.catalogue.indicators[code].is_derived

    def _power(self, power: int, code: str, entry: Entry) -> Attributes:
        """Thousands or millions, where the block says so and the unit can be; of no number nothing is said."""
        indicator = self.profile.catalogue.indicators[code]
        if entry.value is None or is_in_millions(indicator, power):
            return NO_ATTRIBUTES
        if not takes_power(indicator):
            self.plan.power_unfit += 1
            return NO_ATTRIBUTES
        self.plan.power = power
        return _POWER[power] if self.choices.takes_power else NO_ATTRIBUTES

    def _fitting(self, held: Observation, code: str) -> Observation:
        """A copied figure as its new indicator can hold it: a word where numbers stand is kept as text that cannot be read."""
        kind = self._kind(code)
        if held.value is None:
            return held
        if read_entry(held.value, kind, "plain").value is not None:
            return held
        return held._replace(value=None, typed=held.typed or held.value)
