"""Owns the making of a profile file: tables, identity, definitions, first settings; it appears complete and never overwrites."""

from __future__ import annotations

import uuid
import zlib
from pathlib import Path

from desktop.catalogue.model import Catalogue
from desktop.domain.change import Author, Origin, RegisterEdit, setting_register
from desktop.domain.profile import Settings
from desktop.storage import tables
from desktop.storage.connection import connect, in_words, prepare_new, write_engine
from desktop.storage.files import appearing
from desktop.storage.numbering import Numbering
from desktop.storage.recording import Recorder
from desktop.storage.schema import ALEMBIC_REVISIONS, SCHEMA_VERSION


def new_profile_id() -> str:
    return str(uuid.uuid4())


def create(path: Path, settings: Settings, catalogue: Catalogue, author: Author, now: int) -> None:
    """A new profile file with these settings as its first group of changes. Raises `Refused` FILE-EXISTS, FOLDER-MISSING …"""
    with appearing(path, replace=False) as temporary, in_words(path.name):
        connection = connect(temporary, "rwc")
        prepare_new(connection, SCHEMA_VERSION)
        connection.close()
        engine = write_engine(temporary)
        with engine.begin() as writing:
            tables.metadata.create_all(writing, checkfirst=False)
            writing.execute(tables.alembic_version.insert(), {"version_num": ALEMBIC_REVISIONS[SCHEMA_VERSION]})
            writing.execute(tables.identity.insert(), {"name": "profile", "value": settings.profile_id})
            rows = [
                {"sha256": catalogue.identity.sha256, "name": name, "content": zlib.compress(content, 9)}
                for name, content in catalogue.files.items()
            ]
            writing.execute(tables.catalogue_file.insert(), rows)
        reading = connect(temporary, "rw")
        recorder = Recorder(engine, Numbering(reading), settings.profile_id, author)
        reading.close()
        recorder.record(_first_settings(settings), Origin("created"), "", now, lambda: False)
        engine.dispose()


def _first_settings(settings: Settings) -> list[RegisterEdit]:
    held = {
        "country": settings.country,
        "title": settings.title,
        "years": list(settings.years),
        "modules": list(settings.modules),
        "languages": list(settings.languages),
        "numbers": settings.numbers,
        "institution": settings.institution,
        "practice": settings.practice,
        "catalogue": list(settings.catalogue),
    }
    return [RegisterEdit(setting_register(name), value) for name, value in held.items()]  # type: ignore[arg-type]
