"""Importing: every row has an outcome, nothing is stored that the plan did not show."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.domain.errors import Cancelled, Refused
from desktop.services import asking
from desktop.services.importing.plan import ImportPlan
from desktop.services.importing.planning import plan_import
from desktop.services.importing.storing import apply_import
from desktop.services.profile import OpenProfile
from tests.helpers.profiles import opened, table, typed


def plan(profile: OpenProfile, text: str, **options: object) -> ImportPlan:
    return plan_import(profile, table(profile.path.with_name("t.csv"), text), **options)  # type: ignore[arg-type]


def outcomes(done: ImportPlan) -> list[str]:
    return [cell.outcome for cell in done.cells]


@pytest.mark.parametrize(
    ("accept", "expected", "held"),
    [
        ("new", ["changed", "unchanged", "new", "doubtful"], {"2020": "1", "2021": "2", "2022": "9", "2023": "4"}),
        ("changes", ["changed", "unchanged", "new", "doubtful"], {"2020": "7", "2021": "2", "2022": "9", "2023": "4"}),
        ("all", ["changed", "unchanged", "new", "cleared"], {"2020": "7", "2021": "2", "2022": "9"}),
    ],
)
def test_what_is_accepted(accept: str, expected: list[str], held: dict[str, str], tmp_path: Path) -> None:
    with opened(
        tmp_path, *((f"CTX.EXT.FDI@{year}", value) for year, value in (("2020", "1"), ("2021", "2"), ("2023", "4")))
    ) as profile:
        done = plan(
            profile,
            'indicator period value\nCTX.EXT.FDI 2020 7\nCTX.EXT.FDI 2021 2\nCTX.EXT.FDI 2022 9\nCTX.EXT.FDI 2023 ""',
            accept=accept,
        )
        assert outcomes(done) == expected
        apply_import(profile, done)
        assert {key.period: obs.value for key, obs in profile.figures.observations()} == held


def test_absent_columns_leave_what_is_there_and_empty_cells_mean_ordinary(tmp_path: Path) -> None:
    with opened(tmp_path) as profile:
        typed(profile, ("CTX.EXT.FDI@2020", "1"), status="E", note="n", multiplier=3)
        apply_import(profile, plan(profile, "indicator period value\nCTX.EXT.FDI 2020 2"))
        assert next(profile.figures.observations())[1] == ("2", None, "E", "F", 3, "n")
        apply_import(
            profile, plan(profile, 'indicator period value status note multiplier\nCTX.EXT.FDI 2020 2 "" "" ""')
        )
        assert next(profile.figures.observations())[1] == ("2", None, "A", "F", 0, "")


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("NO.SUCH.CODE 2020 1 A F 0", "CODE-UNKNOWN"),
        ("CTX.EXT.FDI 2020x 1 A F 0", "PERIOD-FORM"),
        ("CTX.EXT.FDI 2020 1,5 A F 0", "VALUE-DECIMAL"),
        ("CTX.EXT.FDI 2020 1 ZZ F 0", "STATUS-UNKNOWN"),
        ("CTX.EXT.FDI 2020 1 A Z 0", "CONFIDENTIALITY-UNKNOWN"),
        ("CTX.EXT.FDI 2020 1 A F 4", "MULTIPLIER-UNKNOWN"),
        ("CTX.EXT.FDI 2020 1e9 A F 0", "VALUE-DECIMAL"),
        ("CTX.EXT.FDI 2020 99999999999999999999 A F 0", "NUMBER-SIZE"),
        ("GOV.SDG.CAT 2020 nice A F 0", "VALUE-CATEGORY"),
        ("CTX.EXT.FDI 2020 1 A F 0 extra", "ROW-CELLS"),
        ("CTX.EXT.FDI 2020", "ROW-CELLS"),
    ],
)
def test_a_bad_cell_refuses_its_row_only(row: str, code: str, tmp_path: Path) -> None:
    with opened(tmp_path) as profile:
        done = plan(
            profile,
            f"indicator period value status confidentiality multiplier\nCTX.EXT.FDI 2019 5 A F 0\n{row}\nCTX.EXT.FDI 2021 6 A F 0",
        )
        assert outcomes(done) == ["new", "refused", "new"]
        assert done.cells[1].reason is not None
        assert (done.cells[1].reason.code, done.cells[1].line) == (code, 3)


def test_an_address_and_columns_that_name_another_cell_refuse_the_row(tmp_path: Path) -> None:
    with opened(tmp_path) as profile:
        done = plan(
            profile,
            "indicator period address value\nCTX.EXT.FDI 2020 CTX.EXT.FDI@2021 5\nCTX.EXT.FDI 2022 CTX.EXT.FDI@2022 6",
        )
        assert outcomes(done) == ["refused", "new"]
        assert done.cells[0].reason is not None
        assert done.cells[0].reason.code == "ADDRESS-OTHER"


def test_two_readings_are_doubtful_and_stay_out(tmp_path: Path) -> None:
    with opened(tmp_path) as profile:
        done = plan(profile, "indicator period value\nCTX.EXT.FDI 2020 8.412\nCTX.EXT.FDI 2021 8,5", numbers="fr")
        assert outcomes(done) == ["doubtful", "new"]
        apply_import(profile, done)
        assert [obs.value for _, obs in profile.figures.observations()] == ["8.5"]


def test_rows_twice_and_choices_twice(tmp_path: Path) -> None:
    with opened(tmp_path) as profile:
        done = plan(
            profile,
            "indicator period value source published\nCTX.EXT.FDI 2020 1 A yes\nCTX.EXT.FDI 2020 2 A no\n"
            "CTX.EXT.FDI 2020 3 B 1\nCTX.EXT.FDI 2020 4 C maybe",
        )
        assert outcomes(done) == ["new", "refused", "refused", "refused"]
        apply_import(profile, done)
        assert [row.key.source for row in asking.published_only(asking.stored(profile))] == ["A"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("indicator period value colour\nX 2020 1 red", "COLUMN-UNKNOWN"),
        ("indicator period\nX 2020", "COLUMN-MISSING"),
        ("indicator value\nX 1", "COLUMN-MISSING"),
        ("indicator period value value\nX 2020 1 1", "COLUMN-TWICE"),
        ("first second\n1 2", "NO-TABLE"),
        ("id title colour\nA a red", "COLUMN-UNKNOWN"),
    ],
)
def test_tables_that_are_none_are_refused_whole(text: str, code: str, tmp_path: Path) -> None:
    with opened(tmp_path) as profile, pytest.raises(Refused) as refused:
        plan(profile, text)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "FILE-EMPTY"),
        (b"\n \n", "FILE-EMPTY"),
        (bytes(range(256)), "FILE-ENCODING"),
        ("indicator,période".encode("cp1252"), "FILE-ENCODING"),
        (b"PK\x03\x04" + bytes(300), "ARCHIVE-DAMAGED"),
        (b'indicator,period,value\nCTX.EXT.FDI,2020,"1', "CSV-BROKEN"),
    ],
)
def test_files_that_are_no_text_are_refused(content: bytes, code: str, tmp_path: Path) -> None:
    with opened(tmp_path) as profile:
        path = tmp_path / "t.csv"
        path.write_bytes(content)
        start = asking.fingerprint(profile)
        with pytest.raises(Refused) as refused:
            apply_import(profile, plan_import(profile, path))
        assert refused.value.code == code
        assert asking.fingerprint(profile) == start


def test_utf_16_of_spreadsheets_is_read(tmp_path: Path) -> None:
    with opened(tmp_path) as profile:
        path = tmp_path / "t.csv"
        path.write_bytes("indicator\tperiod\tvalue\tnote\nCTX.EXT.FDI\t2020\t5\té\n".encode("utf-16"))
        apply_import(profile, plan_import(profile, path))
        assert next(profile.figures.observations())[1].note == "é"


def test_cancelling_a_plan_or_its_application_changes_nothing(tmp_path: Path) -> None:
    with opened(tmp_path) as profile:
        rows = "\n".join(
            f"IMM.STOCK.TOT COUNTRY_OF_BIRTH={a}{b}{c} 2020 1"
            for a in "ABCDEFGHIJKL"
            for b in "ABCDEFGHIJ"
            for c in "ABCDEFGHIJ"
        )
        done = plan(profile, f"indicator items period value\n{rows}")
        with pytest.raises(Cancelled):
            plan(profile, f"indicator items period value\n{rows}", cancelled=lambda: True)
        with pytest.raises(Cancelled):
            apply_import(profile, done, cancelled=lambda: True)
        assert list(profile.figures.observations()) == []
