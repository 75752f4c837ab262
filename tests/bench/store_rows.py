"""Rows about the profile file: opening, an edit, a paste, an import, a page, bytes."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from desktop.domain.address import Key
from desktop.domain.change import ObservationEdit, Origin
from desktop.domain.observation import Observation
from desktop.services import person
from desktop.services.profile import create_profile, open_profile
from desktop.storage import queries
from desktop.storage.connection import connect
from desktop.storage.numbering import WORDS
from desktop.storage.store import ProfileStore
from tests.bench import sized
from tests.bench.measure import Line, compared

FIVE_TABLES = [*(queries.WORDS.format(table) for table in WORDS), queries.SERIES]
BARE = "INSERT INTO bare VALUES (?, ?, ?, ?, ?, ?, ?, ?)"


def rows(folder: Path, sizes: tuple[int, ...]) -> Iterator[Line]:
    for size in sizes:
        path = sized.make(folder, size)
        yield _opening(path, size)
        yield _edit(path, size)
        yield _page(path, size)
        yield _bytes(path, size)
    yield _many(folder, 7_500, "paste stored", 5)
    yield _many(folder, 100_000, "import of own rows", 4.5)


def _opening(path: Path, size: int) -> Line:
    def floor() -> None:
        connection = connect(path, "rw")
        for sql in FIVE_TABLES:
            connection.execute(sql).fetchall()
        connection.close()

    return compared(
        "open, check and dictionaries",
        f"{size:,}",
        "connect + five small tables",
        floor,
        lambda: ProfileStore.to_read(path).close(),
        2.5,
    )


def _edit(path: Path, size: int) -> Line:
    """One value through the store, against a bare commit into a copy of the same file."""
    copy = path.with_suffix(".copy")
    shutil.copyfile(path, copy)
    bare = connect(copy, "rw")
    bare.execute("CREATE TABLE bare(a, b, c, d, e, f, g, h)")
    with open_profile(path, write=True) as profile:
        values = iter(range(1, 10_000))

        def commit() -> None:
            bare.execute("BEGIN IMMEDIATE")
            bare.execute(BARE, (next(values), 1, 1, 1, 1, "1", "1", b"1"))
            bare.execute("COMMIT")

        def edit() -> None:
            one = ObservationEdit(Key("CTX.POP.TOT", "", "2010", ""), Observation(str(next(values))))
            profile.store.record([one], profile.author, Origin(), "", person.now())

        edit()
        line = compared("single edit committed", f"{size:,}", "bare commit", commit, edit, 3, times=101)
    bare.close()
    copy.unlink()
    return line


def _page(path: Path, size: int) -> Line:
    """One bilateral indicator by sex: as many rows read in sequence."""
    with open_profile(path, write=False) as profile:
        connection = profile.store.connection
        n = sum(1 for _ in profile.figures.observations_of("IMM.STOCK.TOT"))

        def floor() -> None:
            connection.execute("SELECT rid, num, typed, fid FROM observation LIMIT ?", (n,)).fetchall()

        work = profile.store.reader.figures_of
        return compared(
            f"page of one indicator ({n:,} rows)",
            f"{size:,}",
            "as many rows in sequence",
            floor,
            lambda: work("IMM.STOCK.TOT"),
            None,
        )


def _bytes(path: Path, size: int) -> Line:
    connection = connect(path, "rw")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    empty = path.with_name("empty.mprofile")
    if not empty.exists():
        create_profile(empty, "MDA")
    each = (os.path.getsize(path) - os.path.getsize(empty)) / size
    return Line("file, observation with its first change", f"{size:,}", "both bare tables", 76, each, 1.5, "B")


def _many(folder: Path, size: int, row: str, goal: float) -> Line:
    edits = list(sized.edits(size))
    bare_path = folder / "bare.db"

    def floor() -> None:
        bare_path.unlink(missing_ok=True)
        connection = connect(bare_path, "rwc")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("CREATE TABLE bare(a, b, c, d, e, f, g, h)")
        connection.execute("CREATE TABLE shown(a INTEGER PRIMARY KEY, b, c, d, e, f)")
        for start in range(0, size, 20_000):
            part = edits[start : start + 20_000]
            connection.execute("BEGIN IMMEDIATE")
            connection.executemany(
                BARE,
                [(n, b"1" * 16, n, 1, n, n << 16, 1, e.after.value if e.after else "") for n, e in enumerate(part)],
            )
            rows_shown = [(start + n, n, e.after.value if e.after else "", None, 1, 0) for n, e in enumerate(part)]
            connection.executemany("INSERT INTO shown VALUES (?, ?, ?, ?, ?, ?)", rows_shown)
            connection.execute("COMMIT")
        connection.close()

    def work() -> None:
        path = folder / "many.mprofile"
        path.unlink(missing_ok=True)
        shutil.copyfile(folder / "empty.mprofile", path)
        with open_profile(path, write=True) as profile:
            profile.store.record(edits, profile.author, Origin(), "", person.now())

    return compared(row, f"{size:,}", "bare insert", floor, work, goal, times=3)
