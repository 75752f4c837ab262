"""Owns the comparison of the sheets of figures: rows by key, periods by heading, every cell against what was sent and what stands here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from desktop.catalogue.addresses import canonical_items, find_indicator
from desktop.catalogue.model import Indicator
from desktop.domain.address import SOURCE_ID, Key, split_address
from desktop.domain.change import ObservationEdit
from desktop.domain.errors import Message, Refused
from desktop.domain.observation import NOTHING, Observation
from desktop.exchange.excel.returned.base import Base, BaseCell
from desktop.exchange.excel.returned.rows import SentRow
from desktop.exchange.excel.returned.values import EMPTY, Meant, meant, text_of
from desktop.exchange.sheets.model import FORMULA, Value, cell_name
from desktop.services.importing.plan import PlannedCell, Steps
from desktop.services.importing.returned.attributes import Attributes
from desktop.services.importing.returned.comparing import accepted, compare
from desktop.services.importing.rows import content
from desktop.services.profile import OpenProfile
from desktop.services.recognising.words import is_in_millions, power_of

NEARLY = 1e-9
"""Two programs work the same formula out with so much difference at most, relatively."""
SCALES = (1000, 1_000_000)


class Place(NamedTuple):
    """Whose figures a row holds."""

    code: str
    items: str
    source: str


class Spot(NamedTuple):
    """One cell of a sheet and all that is known of it: whose figure, as sent, as it stands here, what the row says of it.

    `asked` is why the whole row is in doubt, if it is.
    """

    row: SentRow
    column: int
    key: Key
    indicator: Indicator
    was: BaseCell | None
    here: Observation | None
    attributes: Attributes
    asked: Message | None

    @property
    def value(self) -> Value:
        return self.row.value(self.column)

    @property
    def is_as_sent(self) -> bool:
        return _is_as_sent(self.was, self.value) and self.row.doubt(self.column) != FORMULA


class Comparison(NamedTuple):
    """How a workbook is compared. `form`: in which number format texts in it are read; `titles`: folded title → id of a source."""

    profile: OpenProfile
    base: Base | None
    accept: str
    form: str
    titles: Mapping[str, str]
    everything: bool
    """Whether cells that are unchanged are listed too."""


class Figures:
    """Compares the rows of figures; `same` counts cells that are unchanged and were not asked for."""

    def __init__(self, how: Comparison, steps: Steps):
        self.how, self.steps, self.same = how, steps, 0
        self.keys: set[str] = set()
        """Keys of rows that came back."""

    def plan(self, rows: Iterable[SentRow]) -> Iterator[PlannedCell]:
        """What would become of each cell. Rows that stand twice are asked about where they differ."""
        placed: dict[Place, list[SentRow]] = defaultdict(list)
        for row in rows:
            if not row.key:
                yield from self._refuse(row, Message("ROW-NO-KEY", {}))
                continue
            self.keys.add(row.key)
            try:
                placed[self._place(row)].append(row)
            except Refused as refusal:
                yield from self._refuse(row, refusal.problems[0].message)
        for place, copies in placed.items():
            yield from self._row(place, copies, placed)

    def _refuse(self, row: SentRow, why: Message) -> Iterator[PlannedCell]:
        """Every figure of a row that belongs nowhere."""
        for column in row.found.columns.periods:
            text = text_of(row.value(column)).strip()
            if text:
                yield self._told("refused", None, row, column, why, sent=text)

    def _place(self, row: SentRow) -> Place:
        """Whose figures a row holds; the source is what its column says, where it has one. Raises `Refused`."""
        if row.base is not None:
            code, items, source = row.base.code, row.base.items, row.base.source
            find_indicator(code, self.how.profile.catalogue)
        else:
            written = split_address(row.key)
            catalogue = self.how.profile.catalogue
            indicator = find_indicator(written.code, catalogue)
            code, items, source = (
                indicator.code,
                canonical_items(written.items, indicator, catalogue),
                written.source or "",
            )
        named = row.written.get("source")
        if named is not None and named != source:
            source = self.how.titles.get(named.casefold(), named)
            if source and not SOURCE_ID.fullmatch(source):
                raise Refused("SOURCE-FORM", source=source)
        return Place(code, items, source)

    def _row(self, place: Place, copies: list[SentRow], placed: Mapping[Place, object]) -> Iterator[PlannedCell]:
        row = copies[0]
        catalogue = self.how.profile.catalogue
        indicator = catalogue.indicators[place.code]
        attributes = Attributes(row, catalogue)
        renamed = row.base is not None and row.base.source != place.source
        asked = None
        if renamed and row.base and Place(place.code, place.items, row.base.source) not in placed:
            asked = Message("SOURCE-CHANGED", {"was": row.base.source or "–", "now": place.source or "–"})
        elif self._says_thousands(row, indicator):
            asked = Message("ROW-THOUSANDS", {"unit": row.text("unit")})
        is_plain = not (
            row.found.sheet.doubts
            or renamed
            or attributes.changed
            or self.how.everything
            or len(copies) > 1
            or indicator.is_counter
        )
        stored = self.how.profile.figures.of(place.code).get(place.items, {}).get(place.source)
        for column, period in row.found.columns.periods.items():
            self.steps.one()
            was = row.base.cells.get(period) if row.base is not None else None
            here = None if stored is None else stored.at(period)
            if is_plain and _is_untouched(was, row.value(column), here):
                self.same += was is not None
                continue
            is_open = was is None or was.kind == "c"
            spot = Spot(
                row, column, Key(place.code, place.items, period, place.source), indicator, None if renamed else was,
                here, attributes, None if renamed and is_open else asked,
            )  # fmt: skip
            if len(copies) > 1 and (differing := self._differing(copies, column)):
                why = Message("ROW-TWICE-DIFFERS", {"places": ", ".join(differing)})
                yield self._told("doubtful", spot.key, row, column, why, sent=text_of(spot.value))
            else:
                yield from self._cell(spot)
        for name, fault in attributes.faults.items():
            column = row.found.columns.names[name]
            yield self._told("refused", None, row, column, fault, sent=text_of(row.value(column)))

    @staticmethod
    def _differing(copies: list[SentRow], column: int) -> list[str]:
        """Places of the cells of rows that stand twice, where they do not say the same."""
        period = copies[0].found.columns.periods[column]
        cells = [(row, at) for row in copies for at, held in row.found.columns.periods.items() if held == period]
        if len({text_of(row.value(at)).strip() for row, at in cells}) == 1:
            return []
        return [f"{row.found.sheet.name} {cell_name(row.number, at)}" for row, at in cells]

    @staticmethod
    def _says_thousands(row: SentRow, indicator: Indicator) -> bool:
        """Whether somebody wrote "thousands" where the unit stands."""
        power = power_of(row.text("unit"))
        return bool(power) and not is_in_millions(indicator, power) and "million" not in indicator.unit

    def _cell(self, spot: Spot) -> Iterator[PlannedCell]:
        """What would become of one cell; nothing for one in which nothing was, is, or came back."""
        how, was, here = self.how, spot.was, spot.here
        is_sent = how.base is not None
        if was is None or was.kind == "c":
            told = self._worked_out(spot)
            if told is not None:
                yield from told
                return
        is_as_sent = is_sent and spot.is_as_sent
        base = was.observation if was is not None and was.kind != "c" else None if is_sent else here
        if is_sent and is_as_sent and not spot.attributes.changed:
            theirs, said = base, EMPTY
        else:
            kind = how.profile.catalogue.value_kind(spot.key.indicator)
            said = meant(spot.value, spot.row.doubt(spot.column), kind, how.form)
            if is_as_sent and base is not None:
                said = Meant(base.value, base.typed, base.status if base.is_reason else None)
            theirs = self._observation(said, spot)
        outcome, side = compare(content(base), content(here), content(theirs), NOTHING)
        if outcome == "unchanged" and theirs is None and (here is None or (how.base is not None and how.base.is_blank)):
            return
        wrong = said.fault or said.doubt
        if wrong is not None:
            yield self._listed("refused" if said.fault else "doubtful", spot, base, None, wrong)
            return
        asked = spot.asked or self._scaled(base, theirs, spot.indicator)
        if asked is not None and outcome != "unchanged":
            yield self._listed("doubtful", spot, base, theirs, asked)
            return
        outcome, reason = accepted(outcome, how.accept, spot.key.address, is_empty=theirs is None)
        if outcome == "unchanged" and not how.everything and side != "here":
            self.same += 1
        else:
            yield self._listed(outcome, spot, base, theirs, reason, side)

    def _worked_out(self, spot: Spot) -> Iterable[PlannedCell] | None:
        """What becomes of a cell that the program works out; None where a figure may be typed."""
        was, value, indicator = spot.was, spot.value, spot.indicator
        may_be = indicator.is_derived or indicator.is_counter
        if was is None and not may_be:
            return None
        if not text_of(value).strip() or spot.row.is_formula(spot.column) is not False:
            return ()
        computed = None if was is None else was.text
        if self.how.base is None and (found := self.how.profile.evaluator.computed(spot.key.cell)) is not None:
            computed = found.text
        if computed is None:
            return None  # a part is missing, so the figure itself may be typed
        if isinstance(value, (int, float)) and abs(float(computed) - value) <= NEARLY * abs(value):
            return ()
        why = Message("CELL-WORKED-OUT")
        return [self._told("refused", spot.key, spot.row, spot.column, why, sent=text_of(value))]

    @staticmethod
    def _observation(said: Meant, spot: Spot) -> Observation | None:
        """What a cell and the columns beside it say together."""
        if said.is_empty:
            return None
        of, period, here = spot.attributes.of, spot.key.period, spot.here
        value, typed = said.value, said.typed
        if here is not None and _is_same_number(spot.value, here.value):
            value, typed = here.value, here.typed
        return Observation(
            value, typed,
            said.status or of("status", period, spot.was) or "A", of("confidentiality", period, spot.was) or "F",
            int(of("multiplier", period, spot.was) or "0"), of("note", period, spot.was),
        )  # fmt: skip

    @staticmethod
    def _scaled(base: Observation | None, theirs: Observation | None, indicator: Indicator) -> Message | None:
        """A figure that is a thousandth or a millionth of what was sent may be typed in another unit."""
        if base is None or theirs is None or base.value is None or theirs.value is None or not indicator.is_numeric:
            return None
        was, now = float(base.value), float(theirs.value)
        if now and any(abs(now * scale - was) <= 0.01 * abs(was) for scale in SCALES):
            return Message("CELL-SCALED", {"was": base.value, "now": theirs.value})
        return None

    def _told(
        self, outcome: str, key: Key | None, row: SentRow, column: int, why: Message, *, sent: str = ""
    ) -> PlannedCell:
        """A cell of which nothing is taken."""
        here = None if key is None else self.how.profile.figures.get(key)
        place = row.found.sheet.name, cell_name(row.number, column)
        return PlannedCell(outcome, key, here, None, 0, why, *place, None, sent[:200])

    def _listed(  # noqa: PLR0917
        self,
        outcome: str,
        spot: Spot,
        base: Observation | None,
        after: Observation | None,
        why: Message | None,
        side: str = "",
    ) -> PlannedCell:
        """A cell with what takes it in; a figure that nobody can read is none."""
        is_open = outcome != "refused" and (
            after is not None or outcome == "cleared" or (why and why.code == "EMPTY-OVER-VALUE")
        )
        edits = (ObservationEdit(spot.key, after),) if is_open and outcome != "unchanged" else ()
        place = spot.row.found.sheet.name, cell_name(spot.row.number, spot.column)
        sent = "" if after is not None else text_of(spot.value).strip()[:200]
        base = base if self.how.base is not None else None
        return PlannedCell(outcome, spot.key, spot.here, after, 0, why, *place, base, sent, edits, side)


def _is_untouched(was: BaseCell | None, value: Value, here: Observation | None) -> bool:
    """Whether a number is as it was sent and here, or nothing was, is and came back: nearly all cells of a workbook."""
    if was is None or here is None:
        return was is None and here is None and value is None
    if was.kind != "v" or here.value != was.text or not _is_same_number(value, was.text):
        return False
    return here == (was.text, here.typed, was.status, was.confidentiality, int(was.multiplier), was.note)


def _is_same_number(value: Value, text: str | None) -> bool:
    """Whether a number of a spreadsheet is a stored one: it keeps no zeros at the end."""
    if not isinstance(value, (int, float)) or isinstance(value, bool) or text is None:
        return False
    try:
        return float(text) == value
    except ValueError:  # a category
        return False


def _is_as_sent(was: BaseCell | None, value: Value) -> bool:
    """Whether a cell holds what it was sent with, whatever form a program gave it."""
    if was is None:
        return value is None or (isinstance(value, str) and not value.strip())
    if was.kind == "v":
        return value.strip() == was.text if isinstance(value, str) else _is_same_number(value, was.text)
    if was.kind == "t":
        return isinstance(value, str) and value.strip() == was.text.strip()
    if was.kind == "r":
        shown = f"[{was.status}]" if was.observation.is_reason else ""
        return (value or "") == shown
    return False
