"""What a ministry gets: its share of the indicators, an empty questionnaire, the narrative."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from desktop.catalogue.narrative import blocks_of
from desktop.domain.errors import Refused
from desktop.services.assigning import assign
from desktop.services.exporting import export
from desktop.services.narrative import write_texts
from tests.helpers.exports import filled
from tests.helpers.profiles import opened, typed
from tests.helpers.workbooks import carried_rows, cell_of, facts_of, keys_of, sheet_of


def test_a_share_has_only_what_is_assigned(tmp_path: Path) -> None:
    with filled(tmp_path) as profile:
        assign(profile, "Ministry & Co", ["CTX.POP.TOT", "CTX.POP.GROWTH", "REM.COST.IN"])
        write_texts(profile, {("REM/introduction", "en"): "Remittances", ("GOV/introduction", "en"): "Governance"})
        done = export(profile, tmp_path / "o.xlsx", institution="ministry & co")
        whole = export(profile, tmp_path / "whole.xlsx")
    assert done.fingerprint == whole.fingerprint
    assert done.observations < whole.observations
    made = openpyxl.load_workbook(done.path)
    assert [s.title[:3] for s in made.worksheets[2:4]] == ["CTX", "REM"]
    assert keys_of(sheet_of(made, "CTX")) == ["CTX.POP.TOT", "CTX.POP.GROWTH"]
    facts = facts_of(made)
    assert (facts["institution"], facts["modules"], facts["blank"]) == ("Ministry & Co", "CTX REM", "0")
    assert [fields[0] for fields in carried_rows(made, "text")] == ["REM/introduction"]
    said = [cell.value for cell in made["Cover"]["B"]]
    assert "Ministry & Co: the share assigned to it" in said
    codes = {
        row[3].partition("[")[0].partition("@")[0]
        for row in made["Findings"].iter_rows(min_row=5, values_only=True)
        if row[3]
    }
    assert codes <= {"CTX.POP.TOT", "CTX.POP.GROWTH", "REM.COST.IN"}
    made.close()


def test_a_share_of_some_modules_is_what_belongs_to_both(tmp_path: Path) -> None:
    with filled(tmp_path) as profile:
        assign(profile, "Interior", ["CTX.POP.TOT", "IMM"])
        made = openpyxl.load_workbook(
            export(profile, tmp_path / "o.xlsx", institution="Interior", modules=["CTX", "REM"]).path
        )
        with pytest.raises(Refused) as refused:
            export(profile, tmp_path / "o.xlsx", institution="Interior", modules=["REM"])
    assert refused.value.code == "SHARE-EMPTY"
    assert [sheet.title[:3] for sheet in made.worksheets[2:4]] == ["CTX", "Nar"]
    made.close()


def test_tables_can_be_a_share_and_reports_cannot(tmp_path: Path) -> None:
    with filled(tmp_path) as profile:
        assign(profile, "Interior", ["CTX.EXT.FDI"])
        export(profile, tmp_path / "o.long.csv", institution="Interior")
        with pytest.raises(Refused) as refused:
            export(profile, tmp_path / "o.pdf", institution="Interior")
        assert refused.value.code == "SHARE-REPORT"
        with pytest.raises(Refused) as refused:
            export(profile, tmp_path / "p.xlsx", institution="Labour")
    assert refused.value.code == "INSTITUTION-UNKNOWN"
    assert not (tmp_path / "p.xlsx").exists()
    lines = (tmp_path / "o.long.csv").read_text("utf-8-sig").splitlines()[1:]
    assert lines and all("CTX.EXT.FDI" in line or not line.startswith("CTX") for line in lines)


def test_a_blank_workbook_keeps_the_items_that_a_catalogue_lists(tmp_path: Path) -> None:
    with filled(tmp_path) as profile:
        made = openpyxl.load_workbook(export(profile, tmp_path / "o.xlsx", blank=True).path)
    keys = [key for key in keys_of(sheet_of(made, "IMM")) if key.startswith("IMM.STOCK.TOT")]
    assert keys == ["IMM.STOCK.TOT", "IMM.STOCK.TOT[SEX=F]", "IMM.STOCK.TOT[SEX=M]"]
    for key in keys:
        cell = cell_of(made, key, "2020")
        assert cell.value is None and not cell.protection.locked
    assert [row[0].value for row in made["Sources"].iter_rows(min_row=5, max_row=6)] == ["CENSUS", "REG"]
    assert not any(
        cell.comment and "SUM" in cell.comment.text for row in sheet_of(made, "IMM").iter_rows() for cell in row
    )
    assert "Findings" not in [cell.value for cell in made["Cover"]["A"]] + made.sheetnames
    made.close()


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_narrative_has_a_row_for_each_block(tmp_path: Path, language: str) -> None:
    title, heads, words = {
        "en": ("Narrative", ["Module", "Issue", "Text", "Key"], ("Introduction", "Conclusions")),
        "fr": ("Texte", ["Module", "Question", "Texte", "Clé"], ("Introduction", "Conclusions")),
    }[language]
    with opened(tmp_path, modules=("CTX", "IMM")) as profile:
        write_texts(profile, {("IMM/introduction", language): "=1+1\nSecond line", ("CTX/conclusions", "es"): "Fin"})
        typed(profile, ("CTX.POP.TOT@2020", "5"))
        made = openpyxl.load_workbook(export(profile, tmp_path / "o.xlsx", report_language=language).path)
        blocks = [
            block for module in ("CTX", "IMM") for block in blocks_of(profile.catalogue.modules[module], language)
        ]
    rows = list(made[title].iter_rows(min_row=4))
    assert [cell.value for cell in rows[0]] == heads
    assert [row[3].value for row in rows[1:]] == [block.id for block in blocks]
    assert [row[1].value for row in rows[1:]] == [
        {"introduction": words[0], "conclusions": words[1]}.get(block.kind, block.prompt[:1].upper() + block.prompt[1:])
        for block in blocks
    ]
    texts = {row[3].value: row[2] for row in rows[1:]}
    assert texts["IMM/introduction"].value == "=1+1\nSecond line"
    assert texts["CTX/conclusions"].value is None
    assert not any(cell.protection.locked for cell in texts.values())
    assert all(cell.protection.locked for row in rows for cell in (row[0], row[1], row[3]))
    made.close()
