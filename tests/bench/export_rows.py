"""Rows about files: workbook, report, SDMX-CSV."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path

from desktop.services.exporting import export
from desktop.services.profile import open_profile
from tests.bench import sized
from tests.bench.measure import Line, compared


def rows(folder: Path, sizes: tuple[int, ...]) -> Iterator[Line]:
    path = sized.make(folder, 80_000)
    with open_profile(path, write=False) as profile:
        cells = [(key.address, obs.value or "") for key, obs in profile.figures.observations()]
        target = folder / "out"

        def xml_of_the_cells() -> None:
            body = "".join(f'<c r="A{n}" s="3"><v>{value}</v></c>' for n, (_, value) in enumerate(cells))
            with zipfile.ZipFile(folder / "floor.zip", "w", zipfile.ZIP_DEFLATED) as archive:
                archive.writestr("sheet.xml", body)

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

        yield compared(
            "workbook out",
            "80,000",
            "same cells as XML, zipped",
            xml_of_the_cells,
            lambda: export(profile, target.with_suffix(".xlsx")),
            13,
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
