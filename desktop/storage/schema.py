"""Owns the numbers by which a profile file is known: application id, schema version, digest of its table definitions."""

from __future__ import annotations

APPLICATION_ID = 0x4D50524F
"""`MPRO` in the header of the SQLite file."""

SCHEMA_VERSION = 1
"""`PRAGMA user_version`; a file with a higher one is refused (design.md 5)."""

SCHEMA_DIGESTS = {1: "bc0eec3afce7e545e2e6ba6e398b415c388896f417d5a1885a78ab612c905146"}
"""Per released version: SHA-256 over the definitions in `sqlite_master`. A file with any other table, index, view or trigger is refused."""

ALEMBIC_REVISIONS = {1: "0001"}
"""The migration that leads to each version."""
