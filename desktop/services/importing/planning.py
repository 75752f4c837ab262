"""Owns what kind a file is, by its content, and the plan of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from desktop.domain.errors import Refused
from desktop.domain.number import FORMATS
from desktop.exchange.cage.parent import read_book
from desktop.exchange.csvfile import CsvFile, look_at
from desktop.exchange.sdmx.reading import COLUMNS as SDMX_COLUMNS
from desktop.exchange.sdmx.reading import read_sdmx
from desktop.exchange.sheets.model import Book
from desktop.exchange.table.reading import COLUMNS, SOURCE_COLUMNS, read_sources, read_table
from desktop.services.importing.plan import ACCEPT, ImportPlan, PlannedCell, Progress, Steps
from desktop.services.importing.rows import plan_rows
from desktop.services.importing.sources import plan_sources
from desktop.services.profile import OpenProfile

KINDS = ("table", "sources", "workbook", "sdmx", "sheet")
BOOK_KINDS = ("workbook", "sheet")
_KNOWN = frozenset(COLUMNS | SOURCE_COLUMNS | {name.lower() for name in SDMX_COLUMNS})
_BOOK_STARTS = (b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0")
"""First bytes of archives and of the old kind of workbook."""


def plan_import(
    profile: OpenProfile, path: Path, *, kind: str = "", numbers: str = "", accept: str = "changes",
    everything: bool = False, progress: Progress | None = None, cancelled: Callable[[], bool] | None = None,
) -> ImportPlan:  # fmt: skip
    """Read a file and say what every row of it would do; nothing changes. Raises `Refused` for what is no such file.

    With `everything` the unchanged cells of a workbook are listed too, not only counted.
    """
    if kind and kind not in KINDS:
        raise Refused("KIND-UNKNOWN", kind=kind, kinds=" ".join(KINDS))
    if accept not in ACCEPT:
        raise Refused("ACCEPT-UNKNOWN", accept=accept, words=" ".join(ACCEPT))
    if numbers and numbers not in FORMATS:
        raise Refused("NUMBERS-UNKNOWN", numbers=numbers)
    if kind in BOOK_KINDS or (not kind and _is_book(path)):
        book = read_book(path, progress=progress, cancelled=cancelled)
        return _plan_book(profile, path, book, kind, accept, everything, Steps(progress, cancelled))
    kind, file = kind_and_file(path, kind)
    steps = Steps(progress, cancelled)
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


def _plan_book(  # noqa: PLR0917
    profile: OpenProfile, path: Path, book: Book, kind: str, accept: str, everything: bool, steps: Steps
) -> ImportPlan:
    from desktop.services.importing.returned.planning import is_ours, plan_returned  # noqa: PLC0415

    if kind == "workbook" or (not kind and is_ours(book)):
        return plan_returned(profile, path, book, accept, steps, everything=everything)
    raise Refused("KIND-WORKBOOK", file=path.name)


def kind_and_file(path: Path, kind: str = "") -> tuple[str, CsvFile]:
    """What kind of table of text it is, by content where it is not given, and the file looked at. Raises `Refused`."""
    if _is_book(path):
        raise Refused("KIND-WORKBOOK", file=path.name)
    file = look_at(path, _KNOWN)
    return kind or _kind_of(file), file


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
