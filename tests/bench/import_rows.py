"""Rows about spreadsheets read: values, details, other formats, the cage around them, its memory, and how soon a bomb is refused."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from xml.parsers import expat

from desktop.domain.errors import Refused
from desktop.exchange.cage import parent
from desktop.exchange.cage.parent import read_book
from desktop.services.exporting import export
from desktop.services.importing.plan import Steps
from desktop.services.importing.returned.planning import plan_returned
from desktop.services.profile import open_profile
from tests.bench import sized
from tests.bench.measure import ROOT, Line, compared, seconds
from tests.helpers.hostile import every_case
from tests.helpers.spreadsheets import numbers, ods_numbers, open_book, styles, xlsb, zipped

SIZE = (25, 107, 30)
LARGEST = (1, 10_000, 200)
BOMBS = ("bomb of one part", "unpacks too far", "very long texts everywhere", "a million merged areas", "endless lines")
_PEAK = (
    "import os, subprocess, sys\n"
    "with open(sys.argv[1], 'rb') as file:\n"
    "    child = subprocess.Popen(sys.argv[2:], stdin=file, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)\n"
    "while child.stdout.read(1 << 20): pass\n"
    "print(os.wait4(child.pid, 0)[2].ru_maxrss / 1024)\n"
)


def rows(folder: Path, sizes: tuple[int, ...]) -> Iterator[Line]:
    parts = numbers(*SIZE)
    values, detailed = zipped(parts), zipped(with_details(parts))
    floor_is = "unzip + expat, no handlers"
    yield compared("workbook values read", "80,000", floor_is, walk(values), lambda: open_book(values), 2)
    yield compared("… formulas, percentages too", "80,000", floor_is, walk(detailed), lambda: open_book(detailed), 28)

    def by_calamine() -> None:
        from python_calamine import CalamineWorkbook

        workbook = CalamineWorkbook.from_filelike(io.BytesIO(values))
        for name in workbook.sheet_names:
            workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)

    for ending, data, goal in (
        (".xls", xls(folder, values), 0.5),
        (".xlsb", xlsb(*SIZE), 0.5),
        (".ods", ods_numbers(*SIZE), 1.5),
    ):
        if data:
            work = reading(data)
            yield compared(f"{ending} of the same", "80,000", ".xlsx by calamine", by_calamine, work, goal)
        else:
            sys.stderr.write("NOT MEASURED: .xls is made by LibreOffice, which is not installed here\n")
    yield returned(folder)
    yield from through_the_cage(folder, values)
    yield from refusals(folder)


def returned(folder: Path) -> Line:
    """Our own workbook on its way back: read, and every cell compared with what was sent and what is here; the cage apart."""
    path = folder / "returned.xlsx"
    with open_profile(sized.make(folder, 80_000), write=False) as profile:
        export(profile, path)
        data = path.read_bytes()

        def compare() -> None:
            plan_returned(profile, path, open_book(data), "changes", Steps(None, None))

        compare()  # figures are loaded once, not by the comparison
        return compared("return: read and compared", "80,000", "unzip + expat, no handlers", walk(data), compare, 4)


def walk(data: bytes) -> Callable[[], None]:
    def parts_walked() -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for entry in archive.infolist():
                expat.ParserCreate().Parse(archive.read(entry), True)

    return parts_walked


def reading(data: bytes) -> Callable[[], object]:
    return lambda: open_book(data)


def with_details(parts: dict[str, bytes]) -> dict[str, bytes]:
    """Every seventh value a formula, every third column a percentage, one formula without its result."""

    def sheet(text: bytes) -> bytes:
        text = re.sub(rb'(<c r="[CFI]\d+") s="0"', rb'\1 s="1"', text)
        text = re.sub(rb"(<c[^>]*>)(<v>\d*[07]</v>)", rb"\1<f>1+1</f>\2", text)
        return text.replace(b"</row>", b'<c r="AE1"><f>1</f></c></row>', 1)

    changed = {name: sheet(text) if "worksheets/" in name else text for name, text in parts.items()}
    return {**changed, "xl/styles.xml": styles("General", "0.0%").encode()}


def xls(folder: Path, data: bytes) -> bytes | None:
    program = shutil.which("soffice")
    if not program:
        return None
    (folder / "numbers.xlsx").write_bytes(data)
    command = [program, "--headless", "--convert-to", "xls", "--outdir", str(folder), str(folder / "numbers.xlsx")]
    subprocess.run(command, check=True, capture_output=True)
    return (folder / "numbers.xls").read_bytes()


def through_the_cage(folder: Path, values: bytes) -> Iterator[Line]:
    small, normal, largest = folder / "small.csv", folder / "normal.xlsx", folder / "largest.xlsx"
    small.write_text("a,b\n", "utf-8")
    normal.write_bytes(values)
    largest.write_bytes(zipped(numbers(*LARGEST)))
    bare = [sys.executable, "-I", "-c", "pass"]
    yield compared(
        "child started, nearly nothing read",
        "2 cells",
        "bare Python started",
        lambda: subprocess.run(bare, check=True),
        lambda: read_book(small),
        None,
    )
    yield compared(
        "workbook through the cage", "80,000", "read here", lambda: open_book(values), lambda: read_book(normal), None
    )
    taken = seconds(lambda: read_book(largest))
    yield Line("largest workbook through the cage", "2,000,000", "30 s allowed", 30_000, taken * 1000, 1)
    for path, size, allowed in ((normal, "80,000", 200), (largest, "2,000,000", 300)):
        yield Line("memory of the child", size, f"{allowed} MB allowed", allowed, peak(path), 1, "MB")


def refusals(folder: Path) -> Iterator[Line]:
    cases = every_case()
    for name in BOMBS:
        path = folder / "bomb"
        path.write_bytes(cases[name][0]())

        def refused(path: Path = path) -> None:
            try:
                read_book(path)
            except Refused:
                return
            raise AssertionError

        yield Line(f"refused: {name}", f"{megabytes(path)} MB", "3 s allowed", 3000, seconds(refused) * 1000, 1)
        yield Line("… memory of the child", f"{megabytes(path)} MB", "150 MB allowed", 150, peak(path), 1, "MB")


def megabytes(path: Path) -> str:
    return f"{path.stat().st_size / 2**20:.1f}"


def peak(path: Path) -> float:
    """Memory (MB) of the child at its largest, seen by a small process: a large one would lend it its own peak."""
    child = [sys.executable, "-I", "-c", parent._CHILD]
    done = subprocess.run(
        [sys.executable, "-c", _PEAK, str(path), *child], cwd=ROOT, check=True, capture_output=True, text=True
    )
    return float(done.stdout)
