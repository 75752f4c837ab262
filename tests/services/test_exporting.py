"""Exports: the format by its ending, blank workbooks, final exports, sources beside tables."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from desktop.domain.errors import Refused
from desktop.domain.source import Source
from desktop.services import asking, recording
from desktop.services.exporting import export, kind_of
from tests.helpers.profiles import opened


@pytest.mark.parametrize(
    ("name", "kind"),
    [("a.xlsx", "workbook"), ("a.PDF", "report"), ("a.csv", "sdmx"), ("a.long.csv", "table"), ("a.b.csv", "sdmx")],
)
def test_the_ending_names_the_format(name: str, kind: str) -> None:
    assert kind_of(Path(name)) == kind


@pytest.mark.parametrize(
    ("name", "code"), [("a.docm", "ENDING-UNKNOWN"), ("a", "ENDING-UNKNOWN"), ("a.docx", "ENDING-LATER")]
)
def test_other_endings_are_refused(name: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        kind_of(Path(name))
    assert refused.value.code == code


def test_a_blank_workbook_has_rows_and_no_figures(tmp_path: Path) -> None:
    with opened(tmp_path, ("CTX.POP.TOT@2020", "2600000")) as profile:
        done = export(profile, tmp_path / "blank.xlsx", blank=True)
        assert done.fingerprint == asking.fingerprint(profile)
        with pytest.raises(Refused) as refused:
            export(profile, tmp_path / "blank.pdf", blank=True)
    assert refused.value.code == "BLANK-WORKBOOK"
    book = openpyxl.load_workbook(tmp_path / "blank.xlsx")
    cells = [cell.value for sheet in book for row in sheet.iter_rows() for cell in row]
    assert 2600000 not in cells
    assert any(str(value).startswith("CTX.POP.TOT") for value in cells)


def test_a_final_export_names_everything_that_stands_against_it(tmp_path: Path) -> None:
    with opened(tmp_path, ("CTX.POP.TOT@2020", "6000"), ("IMM.STOCK.TOT@2020", "7500")) as profile:
        with pytest.raises(Refused) as refused:
            export(profile, tmp_path / "o.long.csv", final=True)
        codes = {problem.message.code for problem in refused.value.problems}
    assert codes == {"FINAL-ERROR", "FINAL-WARNING"}
    assert not (tmp_path / "o.long.csv").exists()


def test_sources_go_beside_only_where_there_are_any(tmp_path: Path) -> None:
    with opened(tmp_path, ("CTX.POP.TOT@2020", "6000")) as profile:
        export(profile, tmp_path / "o.csv")
        assert not (tmp_path / "o.sources.csv").exists()
        recording.save_source(profile, Source("UN", "Stock"))
        export(profile, tmp_path / "o.csv")
        assert "UN,Stock" in (tmp_path / "o.sources.csv").read_text(encoding="utf-8")
        recording.remove_source(profile, "UN")
        export(profile, tmp_path / "o.csv")
        assert "UN" not in (tmp_path / "o.sources.csv").read_text(encoding="utf-8")
