"""Rows about worked-out values and rules: all derived cells, the full check, the check after an edit, memory."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from desktop.domain.address import Key
from desktop.domain.change import ObservationEdit
from desktop.domain.observation import Observation
from desktop.services import checking
from desktop.services.profile import open_profile
from desktop.services.recording import record
from desktop.validation.evaluation import Evaluator
from desktop.validation.live import LiveCheck
from tests.bench import sized
from tests.bench.measure import Line, compared, memory, seconds

PASTED = 7_500
TEXTS = [str(n * 37 % 100_003) for n in range(10_000)]


def ten_thousand_floats() -> None:
    """F10k of performance.md."""
    _ = [float(text) for text in TEXTS]


def rows(folder: Path, sizes: tuple[int, ...]) -> Iterator[Line]:
    for size in sizes:
        path = sized.make(folder, size)
        yield _derived(path, size)
        yield _full(path, size)
        yield _edit(path, size)
        yield from _after_an_edit(path, size)
        yield from _after_a_paste(path, size)
        yield _memory(path, size)


def _derived(path: Path, size: int) -> Line:
    with open_profile(path, write=False) as profile:
        codes = [code for code, indicator in profile.catalogue.indicators.items() if indicator.is_derived]
        for code in profile.figures.codes():
            profile.figures.of(code)

        def work() -> int:
            fresh = Evaluator(profile.catalogue, profile.figures)
            return sum(len(fresh.computed_cells(code)) for code in codes)

        cells = work()
        line = compared(
            f"derived indicators ({cells:,} cells)",
            f"{size:,}",
            "floats of as many texts",
            ten_thousand_floats,
            work,
            None,
            times=3,
        )
    return line._replace(floor=line.floor * max(cells, 1) / 10_000, goal=8 if size < 500_000 else 5)


def _full(path: Path, size: int) -> Line:
    with open_profile(path, write=False) as profile:
        connection = profile.store.connection

        def floor() -> None:
            connection.execute("SELECT rid, num FROM observation").fetchall()

        def work() -> None:
            with open_profile(path, write=False) as fresh:
                checking.check(fresh)

        return compared(
            "full check, load included",
            f"{size:,}",
            "read (rid, num) of all",
            floor,
            work,
            10 if size < 500_000 else 11,
            times=3,
        )


def _edit(path: Path, size: int) -> Line:
    with open_profile(path, write=True) as profile:
        live = LiveCheck(Evaluator(profile.catalogue, profile.figures), 2026)
        live.full()
        taken = []
        for n in range(30):
            key = Key(
                "IMM.STOCK.TOT", f"SEX={'FM'[n % 2]},COUNTRY_OF_BIRTH={sized.COUNTRIES[n]}", str(2001 + n % 20), "REG"
            )
            before = profile.figures.get(key)
            if before is None or before.value is None:
                continue
            began = time.perf_counter()
            record(profile, [ObservationEdit(key, Observation(str(int(before.value) + 1)))])
            live.update([key.cell])
            taken.append(time.perf_counter() - began)
    floor = median(seconds(ten_thousand_floats) for _ in range(5)) * 1000
    return Line(
        "edit, commit and incremental check, median", f"{size:,}", "10,000 floats", floor, median(taken) * 1000, None
    )


def _after_an_edit(path: Path, size: int) -> Iterator[Line]:
    """The check alone, after edits anywhere."""
    goals = (0.2, 0.5, 2) if size < 500_000 else (0.5, 2, 5)
    with open_profile(path, write=False) as profile:
        figures, live = profile.figures, LiveCheck(profile.evaluator, 2026)
        live.full()
        taken = []
        for key in random.Random(1).sample([key for key, _ in figures.observations()], 100):
            before = figures.get(key)
            assert before is not None
            figures.put(key, before._replace(value=str(int(before.value or 0) + 1)))
            began = time.perf_counter()
            live.update([key.cell])
            taken.append((time.perf_counter() - began) * 1000)
    floor = median(seconds(ten_thousand_floats) for _ in range(5)) * 1000
    taken.sort()
    for name, at, goal in zip(("median", "95th", "worst"), (50, 95, 99), goals, strict=True):
        yield Line(f"check after an edit, {name}", f"{size:,}", "10,000 floats", floor, taken[at], goal)


def _after_a_paste(path: Path, size: int) -> Iterator[Line]:
    """The check alone, after a block of 7,500 cells of one indicator, as a person pastes it, and after as many anywhere."""
    with open_profile(path, write=False) as profile:
        figures, live = profile.figures, LiveCheck(profile.evaluator, 2026)
        live.full()
        chance, everywhere = random.Random(2), [key for key, _ in figures.observations()]
        largest = max(figures.codes(), key=lambda code: sum(1 for _ in figures.observations_of(code)))
        floor = median(seconds(ten_thousand_floats) for _ in range(5)) * 1000
        block = [key for key, _ in figures.observations_of(largest)][:PASTED]
        anywhere = chance.sample(everywhere, min(len(everywhere), PASTED))
        for name, pasted in (("in a block", block), ("anywhere", anywhere)):
            for key in pasted:
                before = figures.get(key)
                assert before is not None
                figures.put(key, before._replace(value=str(int(before.value or 0) + 1)))
            began = time.perf_counter()
            live.update([key.cell for key in pasted])
            took = (time.perf_counter() - began) * 1000
            yield Line(f"check after {len(pasted):,} cells {name}", f"{size:,}", "10,000 floats", floor, took, 25)


def _memory(path: Path, size: int) -> Line:
    bare = memory("import desktop.services.checking")
    used = memory(
        "import sys; from pathlib import Path\nfrom desktop.services.profile import open_profile\nfrom desktop.services import checking\n"
        "p = open_profile(Path(sys.argv[1]), write=False); found = checking.check(p).findings",
        str(path),
    )
    floor = 8 * size / 1e6
    goal = (20 if size < 500_000 else 120) / floor if size >= 80_000 else None
    return Line("memory of open and check, above bare", f"{size:,}", "8 B a value", floor, used - bare, goal, "MB")
