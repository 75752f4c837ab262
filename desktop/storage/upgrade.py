"""Owns the upgrade of an older profile file: backup, migration of a copy, comparison, swap; till then the old file stays."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from desktop.domain.errors import CannotOpen
from desktop.storage.backup import copy_profile
from desktop.storage.connection import connect, in_words, write_engine
from desktop.storage.files import appearing
from desktop.storage.schema import ALEMBIC_REVISIONS, SCHEMA_VERSION

MIGRATIONS = Path(__file__).with_name("migrations")
_COMPARED = (
    "SELECT count(*), total(rid), total(head), total(length(num)) FROM observation",
    "SELECT count(*), total(seq), total(hlc), total(length(parents)) FROM change",
    "SELECT count(*), total(length(key)), total(length(value)) FROM register",
)
"""What must say the same before and after: nothing is lost or altered by an upgrade."""


def upgrade(path: Path, backup: Path, *, target: int = SCHEMA_VERSION, migrations: Path = MIGRATIONS) -> None:
    """Bring a file to the schema `target`, by way of a backup at `backup` and a migrated copy that takes its place.

    Raises `CannotOpen` UPGRADE-DIFFERS; the file is as it was then.
    """
    with in_words(path.name):
        reading = connect(path, "rw")
        try:
            copy_profile(reading, backup, replace=False)
            reading.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            before = [reading.execute(question).fetchall() for question in _COMPARED]
        finally:
            reading.close()
        with appearing(path, replace=True) as temporary:
            copying = connect(backup, "ro")
            copy_profile(copying, temporary, replace=False)
            copying.close()
            migrate(temporary, target, migrations)
            migrated = connect(temporary, "rw")
            after = [migrated.execute(question).fetchall() for question in _COMPARED]
            broken = migrated.execute("PRAGMA foreign_key_check").fetchall()
            migrated.close()
            if before != after or broken:
                raise CannotOpen("UPGRADE-DIFFERS", file=path.name)


def migrate(path: Path, target: int, migrations: Path = MIGRATIONS) -> None:
    """Run the migrations on a file that nobody else has open."""
    from alembic import command  # noqa: PLC0415  0.3 s that only an upgrade pays
    from alembic.config import Config  # noqa: PLC0415

    engine = write_engine(path)
    with engine.connect() as connection:
        raw: Any = connection.connection.driver_connection
        raw.execute("PRAGMA foreign_keys = OFF")
        with connection.begin():
            config = Config()
            config.set_main_option("script_location", migrations.as_posix().replace("%", "%%"))
            config.attributes["connection"] = connection
            command.upgrade(config, ALEMBIC_REVISIONS.get(target, f"{target:04d}"))
            connection.exec_driver_sql(f"PRAGMA user_version = {target}")
    engine.dispose()
