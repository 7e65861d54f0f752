CREATE TABLE metric_definitions (
    id             TEXT    PRIMARY KEY,
    environment_id TEXT    NOT NULL REFERENCES environments (id) ON DELETE CASCADE,
    key            TEXT    NOT NULL,
    name           TEXT    NOT NULL,
    description    TEXT    NOT NULL,
    definition     TEXT    NOT NULL,
    search_text    TEXT    NOT NULL,
    version        INTEGER NOT NULL,
    created_at     INTEGER NOT NULL,
    updated_at     INTEGER NOT NULL,
    UNIQUE (environment_id, key)
) STRICT;

CREATE TABLE layers (
    id             TEXT    PRIMARY KEY,
    environment_id TEXT    NOT NULL REFERENCES environments (id) ON DELETE CASCADE,
    key            TEXT    NOT NULL,
    name           TEXT    NOT NULL,
    description    TEXT    NOT NULL,
    bucket_by      TEXT    NOT NULL,
    salt           TEXT    NOT NULL,
    search_text    TEXT    NOT NULL,
    version        INTEGER NOT NULL,
    created_at     INTEGER NOT NULL,
    updated_at     INTEGER NOT NULL,
    UNIQUE (environment_id, key)
) STRICT;

-- The numbers under which exposures are kept: of experiments' runs and of holdouts, never used again.
CREATE TABLE runs (
    id INTEGER PRIMARY KEY AUTOINCREMENT
) STRICT;

CREATE TABLE holdouts (
    id             TEXT    PRIMARY KEY,
    run            INTEGER NOT NULL UNIQUE REFERENCES runs (id),
    environment_id TEXT    NOT NULL REFERENCES environments (id) ON DELETE CASCADE,
    key            TEXT    NOT NULL,
    name           TEXT    NOT NULL,
    description    TEXT    NOT NULL,
    share          INTEGER NOT NULL CHECK (share BETWEEN 1 AND 50000),
    bucket_by      TEXT    NOT NULL,
    salt           TEXT    NOT NULL,
    flags          TEXT    NOT NULL,
    search_text    TEXT    NOT NULL,
    version        INTEGER NOT NULL,
    created_at     INTEGER NOT NULL,
    updated_at     INTEGER NOT NULL,
    UNIQUE (environment_id, key)
) STRICT;

CREATE TABLE experiments (
    id              TEXT    PRIMARY KEY,
    environment_id  TEXT    NOT NULL REFERENCES environments (id) ON DELETE CASCADE,
    key             TEXT    NOT NULL UNIQUE,
    flag_key        TEXT    NOT NULL,
    name            TEXT    NOT NULL,
    status          TEXT    NOT NULL CHECK (status IN ('draft', 'running', 'stopped', 'archived')),
    layer_key       TEXT,
    holdout_key     TEXT,
    definition      TEXT    NOT NULL,
    shipped_variant TEXT,
    conclusion      TEXT    NOT NULL,
    search_text     TEXT    NOT NULL,
    version         INTEGER NOT NULL,
    created_at      INTEGER NOT NULL,
    updated_at      INTEGER NOT NULL
) STRICT;

CREATE INDEX experiments_by_environment ON experiments (environment_id, status);

-- A flag deals its units for one experiment at a time.
CREATE UNIQUE INDEX experiments_running_on_flag ON experiments (environment_id, flag_key) WHERE status = 'running';

CREATE TABLE experiment_runs (
    run           INTEGER PRIMARY KEY REFERENCES runs (id),
    experiment_id TEXT    NOT NULL REFERENCES experiments (id) ON DELETE CASCADE,
    number        INTEGER NOT NULL,
    started_at    INTEGER NOT NULL,
    ended_at      INTEGER,
    definition    TEXT    NOT NULL,
    UNIQUE (experiment_id, number)
) STRICT;

-- Results as they were computed, as of an instant.
CREATE TABLE results (
    run         INTEGER NOT NULL REFERENCES runs (id),
    as_of       INTEGER NOT NULL,
    computed_at INTEGER NOT NULL,
    basis       TEXT    NOT NULL,
    content     TEXT    NOT NULL,
    PRIMARY KEY (run, as_of)
) STRICT, WITHOUT ROWID;

-- Who saw what: one row per unit and variant, whatever the order and number of sightings.
CREATE TABLE exposures (
    run        INTEGER NOT NULL,
    unit       TEXT    NOT NULL,
    variant    TEXT    NOT NULL,
    first_at   INTEGER NOT NULL,
    sightings  INTEGER NOT NULL,
    attributes TEXT,
    PRIMARY KEY (run, unit, variant)
) STRICT, WITHOUT ROWID;

-- Names of metric events, so that each event carries a number.
CREATE TABLE event_names (
    id             INTEGER PRIMARY KEY AUTOINCREMENT,
    environment_id TEXT    NOT NULL REFERENCES environments (id) ON DELETE CASCADE,
    name           TEXT    NOT NULL,
    first_at       INTEGER NOT NULL,
    last_at        INTEGER NOT NULL,
    UNIQUE (environment_id, name)
) STRICT;

-- The key is the path of every query, and covers it. The id (a hash) keeps apart what else is equal.
CREATE TABLE metric_events (
    event      INTEGER NOT NULL,
    unit       TEXT    NOT NULL,
    ts         INTEGER NOT NULL,
    id         BLOB    NOT NULL,
    value      REAL,
    attributes TEXT,
    PRIMARY KEY (event, unit, ts, id)
) STRICT, WITHOUT ROWID;

-- Ids of all events within retention, exposures too, as 128 bits of SHA-256 over environment and id; and the day they came (Unix days).
CREATE TABLE event_ids (
    id  BLOB    PRIMARY KEY,
    day INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Events in the order they came, until they are sorted into metric_events and event_ids, many at once: writing one by one
-- into places all over those would write a page for each. An exposure is here with its id alone.
CREATE TABLE event_log (
    seq        INTEGER PRIMARY KEY,
    id         BLOB    NOT NULL,
    day        INTEGER NOT NULL,
    event      INTEGER,
    unit       TEXT,
    ts         INTEGER,
    value      REAL,
    attributes TEXT
) STRICT;

-- By the minute of arrival, how far back the events went: which stored results they make out of date.
CREATE TABLE event_arrivals (
    environment_id TEXT    NOT NULL REFERENCES environments (id) ON DELETE CASCADE,
    minute         INTEGER NOT NULL,
    earliest_at    INTEGER NOT NULL,
    PRIMARY KEY (environment_id, minute)
) STRICT, WITHOUT ROWID;

-- How often flags were evaluated, by hour (Unix hours): one by one, and in bulk.
CREATE TABLE flag_usage (
    environment_id TEXT    NOT NULL REFERENCES environments (id) ON DELETE CASCADE,
    flag_key       TEXT    NOT NULL,
    hour           INTEGER NOT NULL,
    variant        TEXT    NOT NULL,
    single_count   INTEGER NOT NULL,
    bulk_count     INTEGER NOT NULL,
    last_at        INTEGER NOT NULL,
    PRIMARY KEY (environment_id, flag_key, variant, hour)
) STRICT, WITHOUT ROWID;
