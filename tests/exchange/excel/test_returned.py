"""A workbook that goes back with what was not taken: the cells as they were sent, marked, with the reason."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from desktop.domain.address import Key
from desktop.exchange.base import Sent
from desktop.exchange.excel.writing import write_workbook
from desktop.services import checking
from desktop.services.exporting import content_of
from tests.helpers.exports import filled
from tests.helpers.workbooks import carried_rows, cell_of, keys_of, sheet_of

SENT = {
    Key("CTX.EXT.FDI", "", "2012", ""): Sent("12,5 or so", "refused", "It cannot be read as a number."),
    Key("CTX.EXT.FDI", "", "2020", ""): Sent("99.50", "doubtful", "Is this in thousands?"),
    Key("IMM.STOCK.TOT", "SEX=F", "2020", "CENSUS"): Sent("55000", "conflict", "The profile has 54000 by now."),
    Key("IMM.STOCK.TOT", "SEX=M", "2031", "NEW"): Sent("=1+1", "refused", "A formula without a result."),
    Key("IMM.STOCK.SHARE", "", "2020", ""): Sent("7", "refused", "This figure is worked out."),
    Key("GOV.RAT.C97", "", "2020", ""): Sent("perhaps", "doubtful", "Yes or no?"),
}


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Any:
    folder = tmp_path_factory.mktemp("returned")
    with filled(folder) as profile:
        content = content_of(profile, checking.check(profile).findings, ["CTX", "IMM", "GOV"])._replace(sent=SENT)
        write_workbook(content, folder / "o.xlsx", "en")
    return openpyxl.load_workbook(folder / "o.xlsx")


@pytest.mark.parametrize(
    ("key", "year", "value", "ground"),
    [
        ("CTX.EXT.FDI", "2012", "12,5 or so", "FBE9E7"),
        ("CTX.EXT.FDI", "2020", 99.5, "FFF3D9"),
        ("IMM.STOCK.TOT[SEX=F]#CENSUS", "2020", 55000, "F8E8F4"),
        ("IMM.STOCK.TOT[SEX=M]#NEW", "2031", "=1+1", "FBE9E7"),
        ("IMM.STOCK.SHARE", "2020", 7, "FBE9E7"),
        ("GOV.RAT.C97", "2020", "perhaps", "FFF3D9"),
    ],
)
def test_a_cell_stands_as_it_was_sent(book: Any, key: str, year: str, value: object, ground: str) -> None:
    cell = cell_of(book, key, year)
    assert (cell.value, cell.data_type) == (value, "n" if isinstance(value, int | float) else "s")
    assert (cell.fill.fgColor.rgb, cell.border.left.style) == (f"00{ground}", "thick")
    assert not cell.protection.locked
    reasons = {sent.reason for sent in SENT.values()}
    assert cell.comment is not None and cell.comment.text in reasons


def test_the_rest_and_the_base_are_those_of_the_profile(book: Any) -> None:
    assert cell_of(book, "CTX.EXT.FDI", "2013").value == -4
    assert "IMM.STOCK.TOT[SEX=M]#CENSUS" in keys_of(sheet_of(book, "IMM"))
    rows = {fields[0]: fields for fields in carried_rows(book, "row")}
    assert "12.50" in rows["CTX.EXT.FDI"] and "99.50" not in rows["CTX.EXT.FDI"]
    assert rows["IMM.STOCK.TOT[SEX=M]#NEW"][9:] == []


def test_the_cover_says_how_many(book: Any) -> None:
    assert any(str(cell.value).startswith("6 cells of what you sent were not taken") for cell in book["Cover"]["A"])


def test_one_is_said_in_its_own_words(tmp_path: Path) -> None:
    key = Key("CTX.EXT.FDI", "", "2012", "")
    with filled(tmp_path) as profile:
        content = content_of(profile, [], ["CTX"])._replace(sent={key: SENT[key]})
        write_workbook(content, tmp_path / "o.xlsx", "fr")
    made = openpyxl.load_workbook(tmp_path / "o.xlsx")
    assert any(str(cell.value).startswith("1 cellule de votre envoi") for cell in made.worksheets[0]["A"])
    made.close()
