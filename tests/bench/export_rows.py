"""Rows about files: workbook, report, SDMX-CSV."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path

from openpyxl.utils import get_column_letter

from desktop.exchange.excel.writing import write_workbook
from desktop.services.checking import check
from desktop.services.exporting import content_of, export
from desktop.services.profile import open_profile
from tests.bench import sized
from tests.bench.measure import Line, compared

SHEETS, ROWS, COLUMNS = 25, 107, 30
"""The workbook of which performance.md speaks: 80,250 cells."""


def rows(folder: Path, sizes: tuple[int, ...]) -> Iterator[Line]:
    path = sized.make(folder, 80_000)
    with open_profile(path, write=False) as profile:
        cells = [(key.address, obs.value or "") for key, obs in profile.figures.observations()]
        target = folder / "out"
        letters = [get_column_letter(column) for column in range(1, COLUMNS + 1)]

        def sheets_as_xml() -> None:
            with zipfile.ZipFile(folder / "floor.zip", "w", zipfile.ZIP_DEFLATED) as archive:
                values = cycle(value for _, value in cells)
                for sheet in range(SHEETS):
                    body = "".join(
                        f'<row r="{row}">'
                        + "".join(f'<c r="{letter}{row}" s="3"><v>{next(values)}</v></c>' for letter in letters)
                        + "</row>"
                        for row in range(1, ROWS + 1)
                    )
                    archive.writestr(
                        f"xl/worksheets/sheet{sheet}.xml", f"<worksheet><sheetData>{body}</sheetData></worksheet>"
                    )

        def drawn_texts() -> None:
            from reportlab.pdfgen.canvas import Canvas

            canvas = Canvas(str(folder / "floor.pdf"))
            for n, (address, value) in enumerate(cells[:40_000]):
                canvas.drawString(40 + n % 8 * 60, 800 - n // 8 % 60 * 13, value or address)
                if n % 480 == 479:
                    canvas.showPage()
            canvas.save()

        def same_bytes() -> None:
            with (folder / "floor.csv").open("w", encoding="utf-8") as file:
                file.writelines(
                    f"dataflow,MPROFILE:MP(1),R,A,MDA,{address},{value},A,F,persons,0,0,,\n" for address, value in cells
                )

        content = content_of(profile, check(profile).findings)
        for code in profile.catalogue.indicators:
            content.derived(code)  # the content is at hand: what is worked out, too
        floor = f"{SHEETS} sheets x {ROWS} rows x {COLUMNS} columns as XML, zipped"
        yield compared(
            "workbook out, writing",
            "80,000",
            floor,
            sheets_as_xml,
            lambda: write_workbook(content, target.with_suffix(".xlsx"), "en"),
            13,
            5,
        )
        yield compared(
            "workbook out, whole export",
            "80,000",
            floor,
            sheets_as_xml,
            lambda: export(profile, target.with_suffix(".xlsx")),
            None,
            3,
        )
        yield compared(
            "report",
            "80,000",
            "same texts by Canvas",
            drawn_texts,
            lambda: export(profile, target.with_suffix(".pdf")),
            None,
            3,
        )
        yield compared(
            "SDMX-CSV out",
            "80,000",
            "same bytes from texts",
            same_bytes,
            lambda: export(profile, target.with_suffix(".csv")),
            None,
            3,
        )
