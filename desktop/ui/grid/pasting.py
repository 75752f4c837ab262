"""Owns pasting:
where a block goes, how its numbers are written, what each cell would become; nothing is stored before a person
agrees.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from desktop.catalogue.model import in_language
from desktop.domain.change import ObservationEdit
from desktop.domain.entry import Entry, read_entry
from desktop.domain.errors import KnownError
from desktop.domain.observation import NOTHING, Observation
from desktop.language import _, current, plural
from desktop.services import recording
from desktop.services.texts import clean
from desktop.ui.grid import commands
from desktop.ui.grid.clipboard import Copied
from desktop.ui.grid.model import GridModel, Place

POINT, COMMA = "en", "es"
"""Formats that stand for the two ways of writing: a point, or a comma, as the decimal sign."""
_POINT_SURE = re.compile(r"\d,\d{3}\.|^\D*\d{1,3}(,\d{3}){2,}|\d\.\d{1,2}\D*$|\d\.\d{4,}|(^|\D)0\.\d|\d{4,}\.\d|^\.\d")
_COMMA_SURE = re.compile(
    r"\d\.\d{3},|^\D*\d{1,3}(\.\d{3}){2,}|\d,\d{1,2}\D*$|\d,\d{4,}|(^|\D)0,\d|\d{4,},\d|[ \u00a0\u202f]\d{3},\d|^,\d"
)


@dataclass(slots=True)
class Plan:
    """What a paste would do. `forms` holds the ways of writing still to choose from; with one the edits are ready."""

    edits: list[ObservationEdit] = field(default_factory=list)
    new: int = 0
    changed: int = 0
    same: int = 0
    skipped: int = 0
    outside: int = 0
    unreadable: int = 0
    forms: tuple[str, ...] = ()
    example: tuple[str, str, str] = ("", "", "")
    """A number that can be read in two ways, and its two readings."""
    dashes: int = 0

    @property
    def words(self) -> str:
        """What it will do, in one line."""
        parts = [plural("{n} cell", "{n} cells", self.new + self.changed + self.same)]
        named = (
            (self.new, ("{n} new", "{n} new")), (self.changed, ("{n} changed", "{n} changed")),
            (self.same, ("{n} the same", "{n} the same")),
            (self.skipped, ("{n} cannot be typed in and stays", "{n} cannot be typed in and stay")),
            (self.outside, ("{n} beside the table is left out", "{n} beside the table are left out")),
            (self.unreadable, ("{n} cannot be read as a number", "{n} cannot be read as numbers")),
            (self.dashes, ("{n} dash is left out", "{n} dashes are left out")),
        )  # fmt: skip
        parts += [plural(one, many, n) for n, (one, many) in named if n]
        return parts[0] + ": " + ", ".join(parts[1:]) + "." if len(parts) > 1 else parts[0] + "."


def forms_of(texts: list[str], own: str) -> tuple[str, ...]:
    """How the numbers of a block are written: one form where the block itself shows it, both where it does not."""
    point = any(_POINT_SURE.search(text) for text in texts)
    comma = any(_COMMA_SURE.search(text) for text in texts)
    if point != comma:
        return (POINT,) if point else (COMMA,)
    if any(re.fullmatch(r"\D*[1-9]\d{0,2}[.,]\d{3}\D*", text) for text in texts) or (point and comma):
        return (POINT, COMMA)
    return (own,)


def plan_texts(grid: GridModel, rows: list[list[str]], row: int, column: int, form: str = "") -> Plan:
    """What a block of texts would do at a cell. `form` chooses one of `Plan.forms`."""
    targets = _targets(grid, rows, row, column)
    own = grid.session.profile.settings.numbers
    numbers = [
        text.strip() for text, place in targets if place and text.strip() and _is_numeric(grid, place)
    ]  # fmt: skip
    forms = (form,) if form else forms_of(numbers, own)
    plan = Plan(forms=forms)
    if len(forms) > 1:
        plan.example = _example(numbers)
    for text, place in targets:
        _put(grid, plan, place, text, _reading(grid, forms[0]))
    return plan


def plan_own(grid: GridModel, rows: Copied, row: int, column: int) -> Plan:
    """The same for figures copied here: nothing has to be read."""
    plan = Plan(forms=("plain",))
    for down, line in enumerate(rows):
        for across, held in enumerate(line):
            place = _place(grid, row + down, column + across)
            if place is None:
                plan.outside += 1
            elif commands.refusal(grid.session, place):
                plan.skipped += 1
            else:
                _edit(grid, plan, place, held)
    return plan


def _reading(grid: GridModel, form: str) -> Callable[[Place, str], Entry]:
    def read(place: Place, text: str) -> Entry:
        kind = grid.session.profile.catalogue.value_kind(place.cell.indicator)
        return read_entry(text, kind, form)

    return read


def _put(grid: GridModel, plan: Plan, place: Place | None, text: str, read: Callable[[Place, str], Entry]) -> None:
    if place is None:
        plan.outside += bool(text.strip())
        return
    if commands.refusal(grid.session, place):
        plan.skipped += bool(text.strip())
        return
    if not text.strip():
        return
    try:
        entry = read(place, clean(text))
    except KnownError:
        entry = Entry(None, is_readable=False)
    if entry.is_ambiguous:
        plan.dashes += 1
        return
    plan.unreadable += not entry.is_readable
    key = commands.key_of(grid.session, place)
    stored = (grid.session.profile.figures.get(key) if key else None) or NOTHING
    _edit(grid, plan, place, recording.observation_of(entry, text, stored))


def _edit(grid: GridModel, plan: Plan, place: Place, after: Observation | None) -> None:
    key = commands.key_of(grid.session, place)
    if key is None:
        plan.skipped += 1
        return
    before = grid.session.profile.figures.get(key)
    if (before or NOTHING)._replace(typed=None) == (after or NOTHING)._replace(typed=None):
        plan.same += before is not None
        return
    plan.new += before is None or before.is_blank
    plan.changed += before is not None and not before.is_blank
    plan.edits.append(ObservationEdit(key, after))


def _targets(grid: GridModel, rows: list[list[str]], row: int, column: int) -> list[tuple[str, Place | None]]:
    """Each text with the cell it goes to: by the heads of the block if it has them, else from the cursor on."""
    years = _years(grid, rows[0]) if len(rows) > 1 else {}
    if len(years) >= 2:
        return _by_heads(grid, rows, years, row)
    return [
        (text, _place(grid, row + down, column + across))
        for down, line in enumerate(rows)
        for across, text in enumerate(line)
    ]


def _years(grid: GridModel, heads: list[str]) -> dict[int, int]:
    """Column of the block → column of the table, where the heads are periods."""
    known = {column.period: number for number, column in enumerate(grid.columns) if not column.items}
    return {at: known[head.strip()] for at, head in enumerate(heads) if head.strip() in known}


def _by_heads(
    grid: GridModel, rows: list[list[str]], years: dict[int, int], row: int
) -> list[tuple[str, Place | None]]:
    named = _names(grid)
    first = min(years)
    targets: list[tuple[str, Place | None]] = []
    at = row
    any_named = any(_named_row(named, line[:first]) is not None for line in rows[1:])
    for line in rows[1:]:
        found = _named_row(named, line[:first])
        if found is None and any_named:
            targets += [(line[i], None) for i in years if i < len(line)]
            continue
        target = at if found is None else found
        at += 1
        targets += [(line[i], _place(grid, target, number + 1)) for i, number in years.items() if i < len(line)]
    return targets


def _names(grid: GridModel) -> dict[str, int]:
    """What a row may be called: its code, its title in any language, the label shown."""
    names: dict[str, int] = {}
    for number, row in enumerate(grid.rows):
        if not row.has_figures or row.indicator is None:
            continue
        if row.kind == "indicator":
            for name in (row.key.indicator, *row.indicator.title.values(), in_language(row.indicator.title, current())):
                names.setdefault(name.casefold().strip(), number)
        else:
            names.setdefault(f"{row.key.indicator}[{row.key.items}]".casefold(), number)
    return names


def _named_row(names: dict[str, int], cells: list[str]) -> int | None:
    return next((names[text.casefold().strip()] for text in cells if text.casefold().strip() in names), None)


def _place(grid: GridModel, row: int, column: int) -> Place | None:
    if 0 <= row < grid.rowCount() and 1 <= column < grid.columnCount():
        return grid.place(grid.index(row, column))
    return None


def _is_numeric(grid: GridModel, place: Place) -> bool:
    return grid.session.profile.catalogue.indicators[place.cell.indicator].is_numeric


def _example(texts: list[str]) -> tuple[str, str, str]:
    for text in texts:
        if re.fullmatch(r"\D*[1-9]\d{0,2}[.,]\d{3}\D*", text):
            digits = re.sub(r"[^\d.,]", "", text)
            whole, fraction = digits.replace(",", "."), re.sub(r"[.,]", "", digits)
            point = (whole, fraction) if "." in digits else (fraction, whole)
            return text, point[0], point[1]
    return texts[0] if texts else "", "", ""


def question(plan: Plan) -> str:
    """The one question about the whole block."""
    return _("`{text}` can be read in two ways. Nothing is stored yet; the choice holds for the whole paste.").format(
        text=plan.example[0]
    )
