"""Owns the profile file: one SQLite database, its checks at opening, the change log and what is projected from it, backups, upgrades.

Imports `desktop.domain` and `desktop.catalogue`; the only package that imports SQLAlchemy, alembic and sqlcipher3. Hands out domain
objects; a connection never leaves it.

`schema.py` numbers of the file format · `tables.py` the tables · `queries.py` what is read · `inspection.py` is this file ours and
whole · `connection.py` driver and pragmas · `lock.py` one writer · `reading.py` open and read · `recording.py` the one door for
writing · `log.py` identity of a change · `history.py` the past · `health.py` check, rebuild · `backup.py` copies · `places.py` where a
profile may be written · `creation.py` a new file · `upgrade.py`, `migrations/` older files.
"""
