"""Owns the texts of what is read from a profile file; run on the bare driver, so that reading starts without SQLAlchemy."""

SCHEMA = "SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name"
PROFILE_ID = "SELECT value FROM identity WHERE name = 'profile'"
WORDS = "SELECT number, text FROM {}"
SERIES = "SELECT sid, indicator, items, source FROM series"
FACETS = "SELECT fid, json FROM facet"
NEWEST_NUMBERS = "SELECT (SELECT max(fid) FROM facet), (SELECT max(number) FROM period)"
CATALOGUE_FILES = "SELECT name, content FROM catalogue_file WHERE sha256 = ?"
CHANGES = "SELECT count(*) FROM change"
CONFLICTS = (
    "SELECT (SELECT count(*) FROM observation WHERE rivals > 0) + (SELECT count(*) FROM register WHERE rivals > 0)"
)
OBSERVATIONS_OF = """
SELECT o.rid, o.num, o.typed, o.fid FROM json_each(?) AS s CROSS JOIN observation AS o
ON o.rid BETWEEN s.value * 65536 AND s.value * 65536 + 65535
"""
"""Observations of the series given as one JSON array; the CROSS JOIN fixes the order of the loops."""
SERIES_OF = """
SELECT s.value, (SELECT json_array(
    group_concat(o.rid & 65535), group_concat(o.num), count(*), count(o.num), count(o.typed), min(o.fid), max(o.fid)
) FROM observation AS o WHERE o.rid BETWEEN s.value * 65536 AND s.value * 65536 + 65535) FROM json_each(?) AS s
"""
"""Each series given as one JSON array: its period codes and texts joined by commas, and what tells whether it can be kept like that."""
OBSERVATIONS = "SELECT rid, num, typed, fid FROM observation ORDER BY rid"
CODES_WITH_OBSERVATIONS = """
SELECT DISTINCT s.indicator FROM series AS s WHERE EXISTS
(SELECT 1 FROM observation AS o WHERE o.rid BETWEEN s.sid * 65536 AND s.sid * 65536 + 65535)
"""
REGISTERS = "SELECT key, value FROM register WHERE key >= ? AND key < ? AND value <> 'null' ORDER BY key"
REGISTER = "SELECT value FROM register WHERE key = ?"
REGISTER_AT = "SELECT c.hlc, o.json FROM register AS r JOIN change AS c ON c.seq = r.head JOIN origin AS o ON o.oid = c.oid WHERE r.key = ?"
OBSERVATION_HEADS = """
SELECT o.rid, o.head, o.num, o.typed, o.fid, o.rivals, c.id, c.hlc
FROM json_each(?) AS t CROSS JOIN observation AS o ON o.rid = t.value CROSS JOIN change AS c ON c.seq = o.head
"""
REGISTER_HEADS = """
SELECT r.rid, r.key, r.head, r.value, r.rivals, c.id, c.hlc
FROM json_each(?) AS t CROSS JOIN register AS r ON r.key = t.value CROSS JOIN change AS c ON c.seq = r.head
"""
RIVALS_OF = (
    "SELECT r.seq, c.id, c.num, c.typed, c.fid FROM rival AS r JOIN change AS c ON c.seq = r.seq WHERE r.rid = ?"
)
LAST_NUMBERS = """
SELECT coalesce((SELECT max(seq) FROM change), 0), coalesce((SELECT max(gid) FROM grp), 0), coalesce((SELECT min(rid) FROM register), 0)
"""
LAST_CHANGE = "SELECT seq, hlc FROM change ORDER BY seq DESC LIMIT 1"
CHANGED_SINCE = """
SELECT DISTINCT rid / 65536 FROM change WHERE rid > 0 AND
CASE WHEN (SELECT hlc FROM change WHERE seq = ?1) = ?2 THEN seq > ?1 ELSE hlc > ?2 END
"""
"""Series changed after a change; by its time where the file no longer holds it at this place (a backup was restored)."""
GROUP = "SELECT gid, first, last FROM grp WHERE id = ?"
CHANGES_OF_GROUP = """
SELECT c.seq, c.id, c.rid, c.num, c.typed, c.fid, c.parents FROM change AS c WHERE c.seq BETWEEN ? AND ? AND c.gid = ? ORDER BY c.seq
"""
CHANGE_BY_ID = "SELECT seq, num, typed, fid FROM change WHERE rid = ? AND id = ?"
LOG = """
SELECT c.seq, c.id, c.rid, c.oid, c.n, c.hlc, c.gid, c.num, c.typed, c.fid, c.parents, c.raw FROM change AS c ORDER BY c.seq
"""
LOG_OF = """
SELECT c.seq, c.id, c.rid, c.oid, c.n, c.hlc, c.gid, c.num, c.typed, c.fid, c.parents, c.raw
FROM json_each(?) AS t CROSS JOIN change AS c ON c.rid = t.value ORDER BY c.seq
"""
LOG_BY_REGISTER = """
SELECT c.rid, c.seq, c.id, c.hlc, c.num, c.typed, c.fid, c.parents FROM change AS c ORDER BY c.rid, c.seq
"""
GROUPS = "SELECT gid, id, why FROM grp"
ORIGINS = "SELECT oid, json FROM origin"
REGISTER_KEYS = "SELECT rid, key FROM register"
LAST_CHANGES = "SELECT seq, id, rid, oid, gid FROM change ORDER BY seq DESC LIMIT 200"
HEADS = "SELECT o.rid, c.id FROM observation AS o CROSS JOIN change AS c ON c.seq = o.head ORDER BY o.rid"
WRITERS_OF = """
SELECT c.oid, count(*), max(c.seq) FROM json_each(?) AS s CROSS JOIN observation AS o
ON o.rid BETWEEN s.value * 65536 AND s.value * 65536 + 65535 CROSS JOIN change AS c ON c.seq = o.head GROUP BY c.oid
"""
"""By origin the number of shown observations of the given series, and the last change."""
HAS_NOTES = "SELECT EXISTS (SELECT 1 FROM register WHERE key >= 'obsnote|' AND key < 'obsnote}')"
