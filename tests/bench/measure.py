"""How a row is measured: floor and program in turn, medians, memory of a process of its own."""

from __future__ import annotations

import gc
import math
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]


class Line(NamedTuple):
    """One row of the table. `goal` is the largest ratio allowed; `unit` of floor and measured."""

    row: str
    size: str
    floor_is: str
    floor: float
    measured: float
    goal: float | None
    unit: str = "ms"

    @property
    def ratio(self) -> float:
        return self.measured / self.floor if self.floor else math.inf


def seconds(work: Callable[[], object]) -> float:
    gc.collect()
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def compared(  # noqa: PLR0917
    row: str,
    size: str,
    floor_is: str,
    floor: Callable[[], object],
    work: Callable[[], object],
    goal: float | None,
    times: int = 5,
) -> Line:
    """Medians of floor and work, taken in turn, in milliseconds."""
    floors, works = [], []
    for _ in range(times):
        floors.append(seconds(floor))
        works.append(seconds(work))
    return Line(row, size, floor_is, statistics.median(floors) * 1000, statistics.median(works) * 1000, goal)


def process_seconds(*command: str, env: dict[str, str] | None = None, times: int = 7) -> float:
    """Median time of a whole process, in milliseconds."""
    taken = []
    for _ in range(times):
        began = time.perf_counter()
        subprocess.run(command, cwd=ROOT, check=True, capture_output=True, env={**os.environ, **(env or {})})
        taken.append(time.perf_counter() - began)
    return statistics.median(taken) * 1000


def memory(code: str, *arguments: str) -> float:
    """Memory of its own (USS, MB) of a process after it ran `code`."""
    told = f"{code}\nimport gc; gc.collect()\nfrom tests.bench.measure import own_memory; print(own_memory())"
    done = subprocess.run(
        [sys.executable, "-c", told, *arguments], cwd=ROOT, check=True, capture_output=True, text=True
    )
    return float(done.stdout.split()[-1])


def own_memory() -> float:
    """USS of this process in MB, where the system tells."""
    try:
        text = Path("/proc/self/smaps_rollup").read_text(encoding="ascii")
    except OSError:
        return math.nan
    kilobytes = sum(int(line.split()[1]) for line in text.splitlines() if line.startswith("Private_"))
    return kilobytes / 1024


def table(lines: list[Line]) -> str:
    """The rows in columns, and whether each goal is met."""
    head = ("row", "size", "floor", "floor measured", "measured", "ratio", "goal", "")
    cells = [head]
    for line in lines:
        met = "" if line.goal is None else "met" if line.ratio <= line.goal else "MISSED"
        goal = "" if line.goal is None else f"<= {line.goal:g}"
        figures = (f"{line.floor:,.2f} {line.unit}", f"{line.measured:,.2f} {line.unit}", f"{line.ratio:.2f}")
        cells.append((line.row, line.size, line.floor_is, *figures, goal, met))
    widths = [max(len(row[at]) for row in cells) for at in range(len(head))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in cells
    )


def growth(lines: list[Line]) -> str:
    """Slope in log–log of the rows that were measured at several sizes (1 = linear)."""
    by_row: dict[str, list[tuple[float, float]]] = {}
    for line in lines:
        digits = line.size.replace(",", "").split()[0]
        if digits.isdigit():
            by_row.setdefault(line.row, []).append((math.log(int(digits)), math.log(max(line.measured, 1e-6))))
    told = []
    for row, points in by_row.items():
        if len(points) > 1:
            (x0, y0), (x1, y1) = min(points), max(points)
            told.append(f"{row}: {(y1 - y0) / (x1 - x0):.2f}")
    return "growth (1 = linear): " + "; ".join(told) if told else ""
