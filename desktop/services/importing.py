"""Owns bringing files in: what kind a file is, a plan of every cell, and applying it as one group through the one door."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from desktop.domain.address import Cell, Key
from desktop.domain.change import Edit, ObservationEdit, Origin, RegisterEdit, publish_register, source_register
from desktop.domain.errors import Cancelled, Message, Refused
from desktop.domain.number import FORMATS
from desktop.domain.observation import NOTHING, Observation
from desktop.exchange.base import ReadRow, ReadSource
from desktop.exchange.csvfile import CsvFile, look_at
from desktop.exchange.sdmx.reading import COLUMNS as SDMX_COLUMNS
from desktop.exchange.sdmx.reading import read_sdmx
from desktop.exchange.table.reading import COLUMNS, SOURCE_COLUMNS, read_sources, read_table
from desktop.services.profile import OpenProfile, backup_before
from desktop.services.recording import Stored, carry, store

OUTCOMES = ("new", "changed", "unchanged", "cleared", "conflict", "refused", "doubtful")
KINDS = ("table", "sources", "workbook", "sdmx", "sheet")
ACCEPT = ("new", "changes", "all", "theirs")
WORKBOOK_KINDS = ("workbook", "sheet")
_KNOWN = frozenset(COLUMNS | SOURCE_COLUMNS | {name.lower() for name in SDMX_COLUMNS})


class PlannedCell(NamedTuple):
    """What would become of one row. `about` is the key, the id of a source, or None where none could be read; `before` and `after`
    are None where there is nothing; `line` is where the row begins in the file.
    """

    outcome: str
    about: Key | str | None
    before: Observation | None
    after: Observation | None
    line: int
    reason: Message | None = None

    @property
    def address(self) -> str | None:
        return self.about.address if isinstance(self.about, Key) else self.about


class ImportPlan(NamedTuple):
    """Everything a file would do, and the edits that do it under the chosen acceptance."""

    path: Path
    sha256: str
    kind: str
    counts: dict[str, int]
    cells: tuple[PlannedCell, ...]
    edits: tuple[Edit, ...]

    @property
    def needs_attention(self) -> bool:
        """Something was refused, is doubtful or in conflict (exit 1)."""
        return any(self.counts[name] for name in ("refused", "doubtful", "conflict"))


Progress = Callable[[int], None]


class _Steps:
    """Counts rows, tells how far it is, and stops when asked to."""

    def __init__(self, progress: Progress | None, cancelled: Callable[[], bool] | None):
        self.progress, self.cancelled, self.n = progress, cancelled, 0

    def one(self) -> None:
        self.n += 1
        if self.n % 1000 == 0:
            if self.progress:
                self.progress(self.n)
            if self.cancelled and self.cancelled():
                raise Cancelled


def plan_import(
    profile: OpenProfile, path: Path, *, kind: str = "", numbers: str = "", accept: str = "changes",
    progress: Progress | None = None, cancelled: Callable[[], bool] | None = None,
) -> ImportPlan:  # fmt: skip
    """Read a file and say what every row of it would do; nothing changes. Raises `Refused` for what is no such file."""
    if kind and kind not in KINDS:
        raise Refused("KIND-UNKNOWN", kind=kind, kinds=" ".join(KINDS))
    if accept not in ACCEPT:
        raise Refused("ACCEPT-UNKNOWN", accept=accept, words=" ".join(ACCEPT))
    if numbers and numbers not in FORMATS:
        raise Refused("NUMBERS-UNKNOWN", numbers=numbers)
    kind, file = kind_and_file(path, kind)
    steps = _Steps(progress, cancelled)
    form = numbers or "plain"
    if kind == "sources":
        return _plan_sources(profile, file, read_sources(file, profile.catalogue), accept, steps)
    if kind == "sdmx":
        rows = read_sdmx(file, profile.catalogue, profile.settings, form)
    else:
        rows = read_table(file, profile.catalogue, form, practice=profile.settings.practice)
    return _plan_rows(profile, file, kind, rows, accept, steps)


def store_import(
    profile: OpenProfile, plan: ImportPlan, *, reason: str = "", cancelled: Callable[[], bool] | None = None
) -> Stored:
    """Write what a plan holds to disk as one group, after a backup; `recording.carry` makes the open profile follow."""
    if not plan.edits:
        return Stored(None, (), ())
    backup_before(profile, "import")
    origin = Origin("imported", plan.path.name, plan.sha256)
    return store(profile, plan.edits, origin=origin, reason=reason, cancelled=cancelled or (lambda: False))


def apply_import(
    profile: OpenProfile, plan: ImportPlan, *, reason: str = "", cancelled: Callable[[], bool] | None = None
) -> str | None:
    """Store what a plan holds as one group, after a backup; the id of the group, None where there was nothing to store."""
    return carry(profile, store_import(profile, plan, reason=reason, cancelled=cancelled), look=False).group


def kind_and_file(path: Path, kind: str = "") -> tuple[str, CsvFile]:
    """What kind of file it is, by content where it is not given, and the file looked at. Raises `Refused`."""
    if kind in WORKBOOK_KINDS or (not kind and _is_archive(path)):
        raise Refused("KIND-WORKBOOK", file=path.name)
    file = look_at(path, _KNOWN)
    return kind or _kind_of(file), file


def _is_archive(path: Path) -> bool:
    return (path.is_file() and zipfile.is_zipfile(path)) or _starts_as_archive(path)


def _starts_as_archive(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(4) == b"PK\x03\x04"
    except OSError:
        return False


def _kind_of(file: CsvFile) -> str:
    """By the names in the header. Raises `Refused` NO-TABLE."""
    names = {name.lower() for name in file.header}
    if {"structure", "structure_id", "obs_value", "time_period"} & names:
        return "sdmx"
    if "address" in names or "indicator" in names:
        return "table"
    if "id" in names and ("title" in names or names <= SOURCE_COLUMNS):
        return "sources"
    raise Refused("NO-TABLE", file=file.path.name, columns=", ".join(file.header)[:200])


def _plan_rows(  # noqa: PLR0917
    profile: OpenProfile, file: CsvFile, kind: str, rows: Iterable[ReadRow], accept: str, steps: _Steps
) -> ImportPlan:
    counts = dict.fromkeys(OUTCOMES, 0)
    cells: list[PlannedCell] = []
    edits: list[Edit] = []
    seen: set[Key] = set()
    published: set[Cell] = set()
    for row in rows:
        steps.one()
        planned, new_edits = _plan_row(profile, row, accept, seen, published)
        counts[planned.outcome] += 1
        cells.append(planned)
        edits += new_edits
    return ImportPlan(file.path, file.sha256, kind, counts, tuple(cells), tuple(edits))


def _plan_row(
    profile: OpenProfile, row: ReadRow, accept: str, seen: set[Key], published: set[Cell]
) -> tuple[PlannedCell, Sequence[Edit]]:
    if row.fault or row.cell is None:
        return PlannedCell("refused", None, None, None, row.line, row.fault), ()
    key = Key(*row.cell, row.source)
    before = profile.figures.get(key)
    if key in seen:
        return PlannedCell("refused", key, before, None, row.line, Message("ROW-TWICE", {"address": key.address})), ()
    seen.add(key)
    if row.doubt:
        return PlannedCell("doubtful", key, before, None, row.line, row.doubt), ()
    if row.published:
        if row.cell in published:
            fault = Message("PUBLISHED-TWICE", {"address": row.cell.address})
            return PlannedCell("refused", key, before, None, row.line, fault), ()
        published.add(row.cell)
    after = _after(row, before)
    outcome, doubt = _outcome(profile, key, before, after, row, accept)
    planned = PlannedCell(outcome, key, before, after, row.line, doubt)
    if outcome not in _taken(accept):
        return planned, ()
    edits: list[Edit] = []
    if after != before:
        edits.append(ObservationEdit(key, after))
    if row.published and not _is_chosen(profile, key):
        edits.append(RegisterEdit(publish_register(row.cell), [key.source, row.reason]))
    return planned, edits


def _taken(accept: str) -> frozenset[str]:
    return frozenset({"new": ("new",), "changes": ("new", "changed")}.get(accept, ("new", "changed", "cleared")))


def _after(row: ReadRow, before: Observation | None) -> Observation | None:
    """What the row says the observation is: absent columns leave what is there, empty cells mean ordinary (design.md 5)."""
    stored = before or NOTHING
    status = row.status
    if status is None:
        status = "A" if stored.is_reason and row.value is not None else stored.status
    after = Observation(
        row.value,
        row.typed,
        status,
        stored.confidentiality if row.confidentiality is None else row.confidentiality,
        stored.multiplier if row.multiplier is None else row.multiplier,
        stored.note if row.note is None else row.note,
    )
    return None if after.is_nothing else after


def _outcome(  # noqa: PLR0917
    profile: OpenProfile, key: Key, before: Observation | None, after: Observation | None, row: ReadRow, accept: str
) -> tuple[str, Message | None]:
    is_empty = after is None or after.is_blank
    if before is not None and not before.is_blank and is_empty:
        if accept in ("all", "theirs"):
            return "cleared", None
        return "doubtful", Message("EMPTY-OVER-VALUE", {"address": key.address})
    same = _content(before) == _content(after)
    chooses = row.published and not is_empty and not _is_chosen(profile, key)
    if same and not chooses:
        return "unchanged", None
    if before is None or (before.is_blank and not is_empty):
        return "new", None
    return "changed", Message("NOT-ACCEPTED", {"accept": accept}) if accept == "new" else None


def _content(observation: Observation | None) -> Observation:
    """For comparing: the text as typed does not count where the value can be read."""
    observation = observation or NOTHING
    return observation._replace(typed=None) if observation.value is not None else observation


def _is_chosen(profile: OpenProfile, key: Key) -> bool:
    choice = profile.figures.choices.get(key.cell)
    return choice is not None and choice.source == key.source


def _plan_sources(
    profile: OpenProfile, file: CsvFile, rows: Iterator[ReadSource], accept: str, steps: _Steps
) -> ImportPlan:
    counts = dict.fromkeys(OUTCOMES, 0)
    cells: list[PlannedCell] = []
    edits: list[Edit] = []
    for row in rows:
        steps.one()
        outcome, changed = ("refused", {}) if row.fault else _source_outcome(profile, row)
        counts[outcome] += 1
        cells.append(PlannedCell(outcome, row.id or None, None, None, row.line, row.fault))
        if outcome == "new" or (outcome == "changed" and accept != "new"):
            edits += [RegisterEdit(source_register(row.id, name), text or None) for name, text in changed.items()]
    return ImportPlan(file.path, file.sha256, "sources", counts, tuple(cells), tuple(edits))


def _source_outcome(profile: OpenProfile, row: ReadSource) -> tuple[str, dict[str, str]]:
    held = profile.figures.sources.get(row.id)
    if held is None:
        return "new", {name: text for name, text in row.fields.items() if text}
    changed = {name: text for name, text in row.fields.items() if text != getattr(held, name)}
    return ("changed", changed) if changed else ("unchanged", {})
