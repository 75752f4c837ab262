"""What stayed out goes back in our layout, with what was sent and the reason, and can come in again once it is put right."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from desktop.domain.errors import Refused
from desktop.services.importing.refusals import send_back
from desktop.services.importing.storing import apply_import
from tests.helpers.profiles import typed
from tests.helpers.returned import changed, compared, place, put, sent_out, sheet_of, told

STOCK, WOMEN = "IMM.STOCK.TOT", "IMM.STOCK.TOT[SEX=F]"


def _wrong(book: Any) -> None:
    put(book, STOCK, "2024", "about 12")
    put(book, STOCK, "2020", 101.73)
    put(book, WOMEN, "2020", 61_000)
    put(book, WOMEN, "2022", 62_000)


def test_what_goes_back_says_why_and_comes_in_once_it_is_right(tmp_path: Path) -> None:
    profile, path = sent_out(tmp_path)
    with profile:
        back = changed(path, _wrong)
        typed(profile, (f"{WOMEN}@2020", "60500"))
        plan = compared(profile, back)
        apply_import(profile, plan)
        assert send_back(profile, plan.cells, tmp_path / "again.xlsx") == 3
        book = openpyxl.load_workbook(tmp_path / "again.xlsx")
        sheet = sheet_of(book, "IMM")
        cells = {at: sheet.cell(*place(sheet, *at)) for at in ((STOCK, "2024"), (STOCK, "2020"), (WOMEN, "2020"))}
        assert [cell.value for cell in cells.values()] == ["about 12", 101.73, 61_000]
        assert all(cell.comment and not cell.protection.locked for cell in cells.values())
        assert "not a number" in cells[STOCK, "2024"].comment.text
        assert [it.title for it in book.worksheets if it.title[:3].isupper() and it.title[3] == " "] == [sheet.title]
        book.close()

        def right(book: Any) -> None:
            put(book, STOCK, "2024", 104_000)
            put(book, STOCK, "2020", 101_730)
            put(book, WOMEN, "2020", 60_500)

        mended = compared(profile, changed(tmp_path / "again.xlsx", right, "mended.xlsx"))
        assert told(mended) == {f"{STOCK}@2024": ("new", "104000")}


def test_nothing_goes_back_where_nothing_stayed_out(tmp_path: Path) -> None:
    profile, path = sent_out(tmp_path)
    with profile, pytest.raises(Refused, match="NOTHING-STAYED-OUT"):
        send_back(profile, compared(profile, path, everything=True).cells, tmp_path / "again.xlsx")
    assert not (tmp_path / "again.xlsx").exists()
