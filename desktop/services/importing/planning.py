"""Owns what kind a file is, by its content, and the plan of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.domain.errors import Refused
from desktop.domain.number import FORMATS
from desktop.exchange.cage.parent import read_book
from desktop.exchange.csvfile import CsvFile, look_at
from desktop.exchange.sdmx.reading import COLUMNS as SDMX_COLUMNS
from desktop.exchange.sdmx.reading import read_sdmx
from desktop.exchange.table.reading import COLUMNS, SOURCE_COLUMNS, read_sources, read_table
from desktop.services.importing.plan import ACCEPT, ImportPlan, PlannedCell, Progress, Steps
from desktop.services.importing.rows import plan_rows
from desktop.services.importing.sources import plan_sources
from desktop.services.profile import OpenProfile

if TYPE_CHECKING:
    from desktop.services.foreign.conversation import Conversation
    from desktop.services.foreign.mapping import Mapping

KINDS = ("table", "sources", "workbook", "sdmx", "sheet")
BOOK_KINDS = ("workbook", "sheet")
_KNOWN = frozenset(COLUMNS | SOURCE_COLUMNS | {name.lower() for name in SDMX_COLUMNS})
_BOOK_STARTS = (b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0")
"""First bytes of archives and of the old kind of workbook."""


def plan_import(
    profile: OpenProfile, path: Path, *, kind: str = "", numbers: str = "", accept: str = "changes",
    everything: bool = False, mapping: Mapping | None = None, is_trial: bool = False, progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> ImportPlan:  # fmt: skip
    """Read a file and say what every row of it would do; nothing changes. Raises `Refused`.

    With `everything` the unchanged cells of a workbook are listed too, not only counted. `mapping` is that of a foreign spreadsheet;
    `is_trial`: what is in question is told, not refused.
    """
    if kind and kind not in KINDS:
        raise Refused("KIND-UNKNOWN", kind=kind, kinds=" ".join(KINDS))
    if accept not in ACCEPT:
        raise Refused("ACCEPT-UNKNOWN", accept=accept, words=" ".join(ACCEPT))
    if numbers and numbers not in FORMATS:
        raise Refused("NUMBERS-UNKNOWN", numbers=numbers)
    steps = Steps(progress, cancelled)
    if not kind and mapping is None:
        kind, no_table = _kind_by_content(path)
    else:
        kind, no_table = kind or "sheet", None
    if kind not in BOOK_KINDS and kind != "book":
        return _plan_text(profile, path, kind, numbers, accept, steps)
    from desktop.services.importing.foreign import plan_foreign  # noqa: PLC0415
    from desktop.services.importing.returned.planning import is_ours, plan_returned  # noqa: PLC0415

    book = read_book(path, progress=progress, cancelled=cancelled)
    if kind == "workbook" or (kind == "book" and is_ours(book)):
        return plan_returned(profile, path, book, accept, steps, everything=everything)
    try:
        return plan_foreign(profile, path, book, accept, steps, mapping, is_trial=is_trial)
    except Refused as refusal:
        if no_table is None:
            raise
        more = () if refusal.code == "SHEET-NO-NUMBERS" else refusal.problems
        raise Refused.of((*no_table.problems, *more)) from refusal


def _plan_text(  # noqa: PLR0917
    profile: OpenProfile, path: Path, kind: str, numbers: str, accept: str, steps: Steps
) -> ImportPlan:
    """The plan of a long table, a table of sources or SDMX-CSV."""
    kind, file = kind_and_file(path, kind)
    form = numbers or "plain"
    cells: Iterable[PlannedCell]
    if kind == "sources":
        cells = plan_sources(profile, read_sources(file, profile.catalogue), steps)
    else:
        rows = (
            read_sdmx(file, profile.catalogue, profile.settings, form)
            if kind == "sdmx"
            else read_table(file, profile.catalogue, form, practice=profile.settings.practice)
        )
        cells = plan_rows(profile, rows, accept, steps)
    return ImportPlan(file.path, file.sha256, kind, accept, tuple(cells))


def read_with_person(
    profile: OpenProfile, path: Path, *, numbers: str = "", accept: str = "changes", progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> ImportPlan | Conversation:  # fmt: skip
    """As `plan_import`, but a spreadsheet of another office is read together with a person, who settles what is in question."""
    from desktop.services.foreign.conversation import Conversation  # noqa: PLC0415
    from desktop.services.importing.returned.planning import is_ours, plan_returned  # noqa: PLC0415

    if _kind_by_content(path)[0] != "book":
        return plan_import(profile, path, numbers=numbers, accept=accept, progress=progress, cancelled=cancelled)
    book = read_book(path, progress=progress, cancelled=cancelled)
    if is_ours(book):
        return plan_returned(profile, path, book, accept, Steps(progress, cancelled), everything=True)
    return Conversation(profile, book, path)


def kind_and_file(path: Path, kind: str = "") -> tuple[str, CsvFile]:
    """What kind of table of text it is, by content where it is not given, and the file looked at. Raises `Refused`."""
    if _is_book(path):
        raise Refused("KIND-WORKBOOK", file=path.name)
    file = look_at(path, _KNOWN)
    return kind or _kind_of(file), file


def _kind_by_content(path: Path) -> tuple[str, Refused | None]:
    """The kind of a table of ours; `book` for a workbook, and for a table of text with other columns or in other letters, with why it is
    none of ours.
    """
    if _is_book(path):
        return "book", None
    try:
        return kind_and_file(path)[0], None
    except Refused as refusal:
        if refusal.code in ("NO-TABLE", "FILE-ENCODING"):
            return "book", refusal
        raise


def _is_book(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(4).startswith(_BOOK_STARTS)
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
