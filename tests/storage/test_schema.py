"""The tables are those of the released schema, by migration as by creation; any other file is refused and left alone."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from desktop.domain.errors import CannotOpen
from desktop.services.profile import open_profile
from desktop.storage.connection import connect, prepare_new
from desktop.storage.inspection import inspect, schema_digest
from desktop.storage.schema import SCHEMA_DIGESTS, SCHEMA_VERSION
from desktop.storage.upgrade import migrate, upgrade
from tests.helpers.profiles import make_profile, opened, typed

SAMPLES = Path(__file__).resolve().parents[1] / "data" / "schemas"


def test_created_and_migrated_files_have_the_pinned_tables(tmp_path: Path) -> None:
    migrated = tmp_path / "m.mprofile"
    connection = connect(migrated, "rwc")
    prepare_new(connection, 0)
    connection.close()
    migrate(migrated, SCHEMA_VERSION)
    digests = set()
    for path in (make_profile(tmp_path), migrated):
        connection = connect(path, "rw")
        digests.add(schema_digest(connection))
        connection.close()
    assert digests == {SCHEMA_DIGESTS[SCHEMA_VERSION]}


@pytest.mark.parametrize("version", sorted(SCHEMA_DIGESTS))
def test_a_file_of_each_released_schema_opens(version: int, tmp_path: Path) -> None:
    path = tmp_path / "old.mprofile"
    shutil.copyfile(SAMPLES / f"schema-{version}.mprofile", path)
    with open_profile(path, write=True) as profile:
        assert profile.settings.country == "MDA"
        typed(profile, ("CTX.EXT.FDI@2024", "7"))
    with open_profile(path, write=False) as profile:
        held = {key.address: obs.text for key, obs in profile.figures.observations()}
    assert held == {
        "CTX.EXT.FDI@2020": "12.50",
        "CTX.EXT.FDI@2021": "about 5",
        "CTX.EXT.FDI@2024": "7",
        "IMM.STOCK.TOT@2020#CENSUS": "104000",
    }


STEP = """
from alembic import op
revision = "0002"
down_revision = "0001"
def upgrade():
    with op.batch_alter_table("bundle") as batch:
        {change}
"""


@pytest.mark.parametrize(
    ("change", "is_kept"), [("batch.drop_column('body')", True), ("op.execute('DELETE FROM observation')", False)]
)
def test_upgrade_keeps_everything_or_changes_nothing(change: str, is_kept: bool, tmp_path: Path) -> None:
    from desktop.storage.upgrade import MIGRATIONS

    steps = tmp_path / "migrations"
    shutil.copytree(MIGRATIONS, steps, ignore=shutil.ignore_patterns("__pycache__"))
    (steps / "versions" / "v0002_next.py").write_text(STEP.format(change=change), encoding="utf-8")
    with opened(tmp_path, ("CTX.EXT.FDI@2020", "12.50")) as profile:
        path = profile.path
    before = path.read_bytes()
    backup = tmp_path / "before.mprofile"
    if is_kept:
        upgrade(path, backup, target=2, migrations=steps)
        connection = connect(path, "rw")
        assert connection.execute("SELECT num FROM observation").fetchall() == [("12.50",)]
        assert connection.execute("PRAGMA user_version").fetchone() == (2,)
        connection.close()
    else:
        with pytest.raises(CannotOpen) as error:
            upgrade(path, backup, target=2, migrations=steps)
        assert error.value.code == "UPGRADE-DIFFERS"
        assert path.read_bytes() == before
    assert inspect(backup) == SCHEMA_VERSION


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "PROFILE-EMPTY"),
        (bytes(4096), "PROFILE-ZEROED"),
        (b"Dear colleague,\n" * 99, "PROFILE-FOREIGN"),
        (b"SQLite format 3\0", "PROFILE-FOREIGN"),
    ],
)
def test_what_is_no_profile_is_refused(content: bytes, code: str, tmp_path: Path) -> None:
    path = tmp_path / "x.mprofile"
    path.write_bytes(content)
    with pytest.raises(CannotOpen) as error:
        open_profile(path, write=True)
    assert error.value.code == code
    assert path.read_bytes() == content
    assert [p.name for p in tmp_path.iterdir()] == ["x.mprofile"]


@pytest.mark.parametrize(
    ("at", "value", "code"), [(60, b"\x7f\0\0\0", "PROFILE-NEWER"), (68, b"ABCD", "PROFILE-FOREIGN")]
)
def test_newer_and_foreign_headers(at: int, value: bytes, code: str, tmp_path: Path) -> None:
    path = make_profile(tmp_path)
    raw = bytearray(path.read_bytes())
    raw[at : at + len(value)] = value
    path.write_bytes(raw)
    with pytest.raises(CannotOpen) as error:
        open_profile(path, write=False)
    assert error.value.code == code
    assert path.read_bytes() == bytes(raw)


@pytest.mark.parametrize("pages", [0.3, 0.5, 0.95])
def test_a_cut_file_is_refused(pages: float, tmp_path: Path) -> None:
    path = make_profile(tmp_path)
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * pages)])
    with pytest.raises(CannotOpen) as error:
        open_profile(path, write=False)
    assert error.value.code in ("PROFILE-CUT", "PROFILE-DAMAGED")


@pytest.mark.parametrize(
    "sql",
    [
        "CREATE VIEW extra AS SELECT 1",
        "CREATE TABLE extra(a)",
        "CREATE TRIGGER t AFTER INSERT ON grp BEGIN DELETE FROM grp; END",
        "DROP INDEX ix_change_rid",
    ],
)
def test_other_tables_are_refused(sql: str, tmp_path: Path) -> None:
    path = make_profile(tmp_path)
    connection = connect(path, "rw")
    connection.execute(sql)
    connection.close()
    before = path.read_bytes()
    with pytest.raises(CannotOpen) as error:
        open_profile(path, write=True)
    assert error.value.code == "PROFILE-CHANGED"
    assert path.read_bytes() == before
