"""The first released schema: observations keyed by series and period, the change log, registers."""

from alembic import op

revision = "0001"
down_revision = None

STATEMENTS = (
    """
CREATE TABLE awaited (
	id BLOB NOT NULL,
	CONSTRAINT pk_awaited PRIMARY KEY (id)
)
 STRICT
""",
    """
CREATE TABLE bundle (
	bid INTEGER NOT NULL,
	hash BLOB NOT NULL,
	first INTEGER NOT NULL,
	n INTEGER NOT NULL,
	header TEXT NOT NULL,
	body BLOB,
	CONSTRAINT pk_bundle PRIMARY KEY (bid),
	CONSTRAINT uq_bundle_hash UNIQUE (hash)
)
 STRICT
""",
    """
CREATE TABLE catalogue_file (
	sha256 TEXT NOT NULL,
	name TEXT NOT NULL,
	content BLOB NOT NULL,
	CONSTRAINT pk_catalogue_file PRIMARY KEY (sha256, name)
)
 STRICT
""",
    """
CREATE TABLE facet (
	fid INTEGER NOT NULL,
	json TEXT NOT NULL,
	CONSTRAINT pk_facet PRIMARY KEY (fid),
	CONSTRAINT uq_facet_json UNIQUE (json)
)
 STRICT
""",
    """
CREATE TABLE grp (
	gid INTEGER NOT NULL,
	id TEXT NOT NULL,
	why TEXT NOT NULL,
	first INTEGER NOT NULL,
	last INTEGER NOT NULL,
	CONSTRAINT pk_grp PRIMARY KEY (gid),
	CONSTRAINT uq_grp_id UNIQUE (id)
)
 STRICT
""",
    """
CREATE TABLE identity (
	name TEXT NOT NULL,
	value TEXT NOT NULL,
	CONSTRAINT pk_identity PRIMARY KEY (name)
)
 STRICT
""",
    """
CREATE TABLE indicator (
	number INTEGER NOT NULL,
	text TEXT NOT NULL,
	CONSTRAINT pk_indicator PRIMARY KEY (number),
	CONSTRAINT uq_indicator_text UNIQUE (text)
)
 STRICT
""",
    """
CREATE TABLE items (
	number INTEGER NOT NULL,
	text TEXT NOT NULL,
	CONSTRAINT pk_items PRIMARY KEY (number),
	CONSTRAINT uq_items_text UNIQUE (text)
)
 STRICT
""",
    """
CREATE TABLE origin (
	oid INTEGER NOT NULL,
	hash BLOB NOT NULL,
	json TEXT NOT NULL,
	CONSTRAINT pk_origin PRIMARY KEY (oid),
	CONSTRAINT uq_origin_hash UNIQUE (hash)
)
 STRICT
""",
    """
CREATE TABLE period (
	number INTEGER NOT NULL,
	text TEXT NOT NULL,
	CONSTRAINT pk_period PRIMARY KEY (number),
	CONSTRAINT uq_period_text UNIQUE (text)
)
 STRICT
""",
    """
CREATE TABLE register (
	rid INTEGER NOT NULL,
	"key" TEXT NOT NULL,
	head INTEGER NOT NULL,
	value TEXT NOT NULL,
	rivals INTEGER NOT NULL,
	CONSTRAINT pk_register PRIMARY KEY (rid),
	CONSTRAINT ck_register_negative CHECK (rid < 0),
	CONSTRAINT ck_register_length CHECK (length(value) <= 1048576),
	CONSTRAINT uq_register_key UNIQUE ("key")
)
 STRICT
""",
    """
CREATE TABLE rival (
	rid INTEGER NOT NULL,
	seq INTEGER NOT NULL,
	CONSTRAINT pk_rival PRIMARY KEY (rid, seq)
)
 STRICT
""",
    """
CREATE TABLE source_ref (
	number INTEGER NOT NULL,
	text TEXT NOT NULL,
	CONSTRAINT pk_source_ref PRIMARY KEY (number),
	CONSTRAINT uq_source_ref_text UNIQUE (text)
)
 STRICT
""",
    """
CREATE TABLE change (
	seq INTEGER NOT NULL,
	id BLOB NOT NULL,
	rid INTEGER NOT NULL,
	oid INTEGER NOT NULL,
	n INTEGER NOT NULL,
	hlc INTEGER NOT NULL,
	gid INTEGER NOT NULL,
	num TEXT,
	typed TEXT,
	fid INTEGER,
	parents BLOB,
	raw BLOB,
	CONSTRAINT pk_change PRIMARY KEY (seq),
	CONSTRAINT fk_change_oid FOREIGN KEY(oid) REFERENCES origin (oid),
	CONSTRAINT fk_change_gid FOREIGN KEY(gid) REFERENCES grp (gid),
	CONSTRAINT fk_change_fid FOREIGN KEY(fid) REFERENCES facet (fid)
)
 STRICT
""",
    """
CREATE INDEX ix_change_rid ON change (rid)
""",
    """
CREATE TABLE observation (
	rid INTEGER NOT NULL,
	head INTEGER NOT NULL,
	num TEXT,
	typed TEXT,
	fid INTEGER NOT NULL,
	rivals INTEGER NOT NULL,
	CONSTRAINT pk_observation PRIMARY KEY (rid),
	CONSTRAINT ck_observation_length CHECK (length(num) <= 32767 AND length(typed) <= 32767),
	CONSTRAINT fk_observation_fid FOREIGN KEY(fid) REFERENCES facet (fid)
)
 STRICT
""",
    """
CREATE TABLE series (
	sid INTEGER NOT NULL,
	indicator INTEGER NOT NULL,
	items INTEGER NOT NULL,
	source INTEGER NOT NULL,
	CONSTRAINT pk_series PRIMARY KEY (sid),
	CONSTRAINT uq_series_indicator_items_source UNIQUE (indicator, items, source),
	CONSTRAINT fk_series_indicator FOREIGN KEY(indicator) REFERENCES indicator (number),
	CONSTRAINT fk_series_items FOREIGN KEY(items) REFERENCES items (number),
	CONSTRAINT fk_series_source FOREIGN KEY(source) REFERENCES source_ref (number)
)
 STRICT
""",
)


def upgrade() -> None:
    for statement in STATEMENTS:
        op.execute(statement)
