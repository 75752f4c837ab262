"""A workbook that was sent out, changed as people and programs change it, and compared on its way back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl

from desktop.domain.source import Source
from desktop.services.exporting import export
from desktop.services.importing.plan import ImportPlan, PlannedCell
from desktop.services.importing.planning import plan_import
from desktop.services.profile import OpenProfile
from desktop.services.recording import save_source
from tests.helpers.profiles import opened, typed

HEADER = 4
FIGURES = (
    *((f"IMM.STOCK.TOT@{year}", value) for year, value in (("2020", "101730"), ("2021", "102000"), ("2022", "103500.50"))),
    *((f"IMM.STOCK.TOT[SEX=F]@{year}", value) for year, value in (("2020", "60000"), ("2021", "60500"))),
    *((f"IMM.STOCK.TOT[SEX=M]@{year}", value) for year, value in (("2020", "41730"), ("2021", "41500"))),
    ("CTX.EXT.FDI@2020", "-12.50"), ("CTX.EXT.FDI@2021", "0"), ("GOV.SDG.CAT@2021", "2"),
)  # fmt: skip


def sent_out(folder: Path, **options: Any) -> tuple[OpenProfile, Path]:
    """A profile with some figures, open to write, and its workbook."""
    profile = opened(folder, modules=("CTX", "DRV", "IMM", "EMI", "GOV", "DAT"), **options)
    save_source(profile, Source("CENSUS", title="Population census"))
    typed(profile, *FIGURES[:-1])
    typed(profile, ("IMM.STOCK.TOT@2021", "102000"), status="E", note="Estimated")
    typed(profile, ("IMM.STOCK.TOT@2023", ".."))
    return profile, export(profile, folder / "sent.xlsx").path


def changed(path: Path, change: Callable[[Any], object], name: str = "back.xlsx") -> Path:
    """The workbook after somebody changed it with openpyxl, under another name."""
    book = openpyxl.load_workbook(path)
    change(book)
    target = path.with_name(name)
    book.save(target)
    return target


def compared(profile: OpenProfile, path: Path, **options: Any) -> ImportPlan:
    return plan_import(profile, path, **options)


def told(plan: ImportPlan) -> dict[str, tuple[str, str | None]]:
    """Address → outcome and value of what came back, of the cells that are listed and of figures."""
    return {str(cell.address or cell.cell): (cell.outcome, _value(cell)) for cell in plan.cells}


def _value(cell: PlannedCell) -> str | None:
    return cell.after.text if cell.after else None


def sheet_of(book: Any, module: str) -> Any:
    return next(sheet for sheet in book.worksheets if sheet.title.startswith(module))


def place(sheet: Any, key: str, heading: str) -> tuple[int, int]:
    """Row and column (from 1) of a cell by the key of its row and the heading of its column."""
    headings = [cell.value for cell in sheet[HEADER]]
    keys = {sheet.cell(row, headings.index("Key") + 1).value: row for row in range(HEADER + 1, sheet.max_row + 1)}
    return keys[key], headings.index(heading) + 1


def put(book: Any, key: str, heading: str, value: object) -> Any:
    """Type a value into a cell; the cell."""
    sheet = sheet_of(book, key.partition(".")[0])
    cell = sheet.cell(*place(sheet, key, heading))
    cell.value = value
    return cell


def change_something_of_everything(book: Any) -> None:
    """What a ministry might do to the workbook of the Moldova sample."""
    for key, period, value in (
        ("IMM.STOCK.TOT#UNDESA-IMS-2024", "2020", 105_001), ("IMM.STOCK.TOT#UNDESA-IMS-2024", "2024", 87.1),
        ("IMM.FLOW.TOT", "2021", 8_200), ("IMM.FLOW.TOT", "2022", 9_900), ("IMM.FLOW.TOT", "2023", None),
        ("IMM.FLOW.TOT", "2024", "5,12O"), ("IMM.STOCK.CIT", "2022", 25_184), ("IMM.STOCK.CIT", "2021", "21 307"),
        ("IMM.STOCK.CIT", "2020", "[L]"), ("IMM.PERMIT.FIRST", "2020", 2_650), ("IMM.PERMIT.FIRST", "2024", "3.921"),
    ):  # fmt: skip
        put(book, key, period, value)
