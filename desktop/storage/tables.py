"""Owns the tables of a profile file, in the shapes that `performance.md` (a) measured.

Everything a person sees of an observation is one row of `observation`, keyed by `rid` = series × 65536 + period code; every change is
one row of `change`. Integers that stand for texts are local to the file and never travel. Imported only to write, create or upgrade:
reading does without SQLAlchemy.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    BLOB,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    UniqueConstraint,
)

NAMES = {
    "pk": "pk_%(table_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
}
metadata = MetaData(naming_convention=NAMES)
LONGEST = 32_767
STRICT: dict[str, Any] = {"sqlite_strict": True}


def _number(column: str, *, references: str = "", null: bool = False) -> Column[int]:
    return Column(column, Integer, *([ForeignKey(references)] if references else []), nullable=null)


def _words(name: str) -> Table:
    """A dictionary of texts that stand as integers elsewhere."""
    return Table(
        name,
        metadata,
        Column("number", Integer, primary_key=True),
        Column("text", Text, nullable=False, unique=True),
        **STRICT,
    )


identity = Table(
    "identity", metadata, Column("name", Text, primary_key=True), Column("value", Text, nullable=False), **STRICT
)
"""The one thing that is no register: which profile this is."""

catalogue_file = Table(
    "catalogue_file",
    metadata,
    Column("sha256", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("content", BLOB, nullable=False),
    PrimaryKeyConstraint("sha256", "name"),
    **STRICT,
)
"""The definitions the profile was made with, each file compressed by zlib."""

indicator = _words("indicator")
items = _words("items")
source_ref = _words("source_ref")
period = _words("period")
"""Periods other than years, with codes from 4096 up; a year is its own number and has no row."""

series = Table(
    "series",
    metadata,
    Column("sid", Integer, primary_key=True),
    _number("indicator", references="indicator.number"),
    _number("items", references="items.number"),
    _number("source", references="source_ref.number"),
    UniqueConstraint("indicator", "items", "source"),
    **STRICT,
)
facet = Table(
    "facet",
    metadata,
    Column("fid", Integer, primary_key=True),
    Column("json", Text, nullable=False, unique=True),
    **STRICT,
)
"""`[status, confidentiality, multiplier]` of an observation, canonical JSON."""

origin = Table(
    "origin",
    metadata,
    Column("oid", Integer, primary_key=True),
    Column("hash", BLOB, nullable=False, unique=True),
    Column("json", Text, nullable=False),
    **STRICT,
)
"""Who wrote, on which device, at which opening (sync.md 2)."""

grp = Table(
    "grp",
    metadata,
    Column("gid", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("why", Text, nullable=False),
    Column("first", Integer, nullable=False),
    Column("last", Integer, nullable=False),
    **STRICT,
)
"""A deed: changes `first` to `last` in `seq`, and its reason."""

observation = Table(
    "observation",
    metadata,
    Column("rid", Integer, primary_key=True),
    Column("head", Integer, nullable=False),
    Column("num", Text),
    Column("typed", Text),
    _number("fid", references="facet.fid"),
    Column("rivals", Integer, nullable=False),
    CheckConstraint(f"length(num) <= {LONGEST} AND length(typed) <= {LONGEST}", name="length"),
    **STRICT,
)
"""The shown head of each observation register. `num`: value; `typed`: text as entered where it differs; both NULL: no value."""

register = Table(
    "register",
    metadata,
    Column("rid", Integer, primary_key=True),
    Column("key", Text, nullable=False, unique=True),
    Column("head", Integer, nullable=False),
    Column("value", Text, nullable=False),
    Column("rivals", Integer, nullable=False),
    CheckConstraint("rid < 0", name="negative"),
    CheckConstraint("length(value) <= 1048576", name="length"),
    **STRICT,
)
"""The shown head of every other register (sources, notes, choices, settings …); `value` canonical JSON, `null` when emptied."""

change = Table(
    "change",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("id", BLOB, nullable=False),
    Column("rid", Integer, nullable=False),
    _number("oid", references="origin.oid"),
    Column("n", Integer, nullable=False),
    Column("hlc", Integer, nullable=False),
    _number("gid", references="grp.gid"),
    Column("num", Text),
    Column("typed", Text),
    _number("fid", references="facet.fid", null=True),
    Column("parents", BLOB),
    Column("raw", BLOB),
    **STRICT,
)
"""The log, never edited. `parents`: ids of 16 bytes one after another; for other registers `num` holds the JSON value, `fid` is NULL."""
Index(None, change.c.rid)

rival = Table(
    "rival", metadata, Column("rid", Integer), Column("seq", Integer), PrimaryKeyConstraint("rid", "seq"), **STRICT
)
"""Heads beside the shown one: conflicts, and equal siblings."""

awaited = Table("awaited", metadata, Column("id", BLOB, primary_key=True), **STRICT)
"""Parents named before they arrived."""

bundle = Table(
    "bundle",
    metadata,
    Column("bid", Integer, primary_key=True),
    Column("hash", BLOB, nullable=False, unique=True),
    Column("first", Integer, nullable=False),
    Column("n", Integer, nullable=False),
    Column("header", Text, nullable=False),
    Column("body", BLOB),
    **STRICT,
)
"""Bundles sent or received: ranges of `seq` (sync.md 6)."""

alembic_version = Table(
    "alembic_version",
    metadata,
    Column("version_num", String(32), nullable=False),
    PrimaryKeyConstraint("version_num", name="alembic_version_pkc"),
)
