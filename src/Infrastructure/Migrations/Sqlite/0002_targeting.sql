-- SQLite cannot change a CHECK: the table is made anew.
CREATE TABLE flags_2 (
    id                  TEXT    PRIMARY KEY,
    environment_id      TEXT    NOT NULL REFERENCES environments (id) ON DELETE CASCADE,
    key                 TEXT    NOT NULL,
    name                TEXT    NOT NULL,
    description         TEXT    NOT NULL,
    flag_type           TEXT    NOT NULL CHECK (flag_type IN ('boolean', 'percentage', 'multivariate')),
    value_type          TEXT    NOT NULL DEFAULT 'boolean' CHECK (value_type IN ('boolean', 'string', 'number', 'object')),
    is_enabled          INTEGER NOT NULL CHECK (is_enabled IN (0, 1)),
    rollout_weight      INTEGER NOT NULL CHECK (rollout_weight BETWEEN 0 AND 100000),
    salt                TEXT    NOT NULL,
    definition          TEXT    NOT NULL DEFAULT '{}',
    tags                TEXT    NOT NULL,
    owner               TEXT,
    purpose             TEXT    NOT NULL,
    expires_on          TEXT,
    is_archived         INTEGER NOT NULL CHECK (is_archived IN (0, 1)),
    search_text         TEXT    NOT NULL,
    version             INTEGER NOT NULL,
    environment_version INTEGER NOT NULL DEFAULT 0,
    created_at          INTEGER NOT NULL,
    updated_at          INTEGER NOT NULL,
    UNIQUE (environment_id, key)
) STRICT;

INSERT INTO flags_2 (id, environment_id, key, name, description, flag_type, is_enabled, rollout_weight, salt, tags, owner,
                     purpose, expires_on, is_archived, search_text, version, created_at, updated_at)
SELECT id, environment_id, key, name, description, flag_type, is_enabled, rollout_weight, salt, tags, owner,
       purpose, expires_on, is_archived, search_text, version, created_at, updated_at
FROM flags;

DROP TABLE flags;

ALTER TABLE flags_2 RENAME TO flags;

CREATE INDEX flags_by_key ON flags (key);

CREATE INDEX flags_by_environment_version ON flags (environment_id, environment_version);

CREATE TABLE segments (
    id                  TEXT    PRIMARY KEY,
    environment_id      TEXT    NOT NULL REFERENCES environments (id) ON DELETE CASCADE,
    key                 TEXT    NOT NULL,
    name                TEXT    NOT NULL,
    description         TEXT    NOT NULL,
    definition          TEXT    NOT NULL,
    included_count      INTEGER NOT NULL DEFAULT 0,
    excluded_count      INTEGER NOT NULL DEFAULT 0,
    has_when            INTEGER NOT NULL DEFAULT 0 CHECK (has_when IN (0, 1)),
    search_text         TEXT    NOT NULL,
    version             INTEGER NOT NULL,
    environment_version INTEGER NOT NULL DEFAULT 0,
    created_at          INTEGER NOT NULL,
    updated_at          INTEGER NOT NULL,
    UNIQUE (environment_id, key)
) STRICT;

CREATE INDEX segments_by_environment_version ON segments (environment_id, environment_version);

-- Which flags and segments look into which others: how often at most, and which of a flag's variants (JSON) they name.
CREATE TABLE dependencies (
    environment_id TEXT NOT NULL REFERENCES environments (id) ON DELETE CASCADE,
    source_type    TEXT NOT NULL CHECK (source_type IN ('flag', 'segment')),
    source_key     TEXT NOT NULL,
    target_type    TEXT NOT NULL CHECK (target_type IN ('flag', 'segment')),
    target_key     TEXT NOT NULL,
    lookups        INTEGER NOT NULL,
    variants       TEXT NOT NULL,
    PRIMARY KEY (environment_id, source_type, source_key, target_type, target_key)
) STRICT;

CREATE INDEX dependencies_by_target ON dependencies (environment_id, target_type, target_key);

-- What is gone, so that a node that comes back can learn of it.
CREATE TABLE deletions (
    environment_id      TEXT    NOT NULL REFERENCES environments (id) ON DELETE CASCADE,
    entity_type         TEXT    NOT NULL CHECK (entity_type IN ('flag', 'segment')),
    key                 TEXT    NOT NULL,
    environment_version INTEGER NOT NULL,
    PRIMARY KEY (environment_id, entity_type, key)
) STRICT;

CREATE INDEX deletions_by_environment_version ON deletions (environment_id, environment_version);

-- Triggers, so that no writer can forget.
CREATE TRIGGER flags_added_note_version AFTER INSERT ON flags
BEGIN
    UPDATE flags SET environment_version = (SELECT version FROM environments WHERE id = NEW.environment_id) WHERE id = NEW.id;
END;

CREATE TRIGGER flags_changed_note_version AFTER UPDATE OF version ON flags
BEGIN
    UPDATE flags SET environment_version = (SELECT version FROM environments WHERE id = NEW.environment_id) WHERE id = NEW.id;
END;

CREATE TRIGGER segments_added_note_version AFTER INSERT ON segments
BEGIN
    UPDATE segments SET environment_version = (SELECT version FROM environments WHERE id = NEW.environment_id) WHERE id = NEW.id;
END;

CREATE TRIGGER segments_changed_note_version AFTER UPDATE OF version ON segments
BEGIN
    UPDATE segments SET environment_version = (SELECT version FROM environments WHERE id = NEW.environment_id) WHERE id = NEW.id;
END;

CREATE TRIGGER flags_note_deletion AFTER DELETE ON flags
BEGIN
    INSERT INTO deletions (environment_id, entity_type, key, environment_version)
    SELECT OLD.environment_id, 'flag', OLD.key, version FROM environments WHERE id = OLD.environment_id
    ON CONFLICT (environment_id, entity_type, key) DO UPDATE SET environment_version = excluded.environment_version;
    DELETE FROM dependencies WHERE environment_id = OLD.environment_id AND source_type = 'flag' AND source_key = OLD.key;
END;

CREATE TRIGGER segments_note_deletion AFTER DELETE ON segments
BEGIN
    INSERT INTO deletions (environment_id, entity_type, key, environment_version)
    SELECT OLD.environment_id, 'segment', OLD.key, version FROM environments WHERE id = OLD.environment_id
    ON CONFLICT (environment_id, entity_type, key) DO UPDATE SET environment_version = excluded.environment_version;
    DELETE FROM dependencies WHERE environment_id = OLD.environment_id AND source_type = 'segment' AND source_key = OLD.key;
END;

CREATE TABLE sdk_keys (
    id             TEXT    PRIMARY KEY,
    environment_id TEXT    NOT NULL REFERENCES environments (id) ON DELETE CASCADE,
    name           TEXT    NOT NULL,
    kind           TEXT    NOT NULL CHECK (kind IN ('server', 'client')),
    secret_hash    TEXT    NOT NULL UNIQUE,
    secret_hint    TEXT    NOT NULL,
    is_plain_bulk  INTEGER NOT NULL CHECK (is_plain_bulk IN (0, 1)),
    expires_at     INTEGER,
    last_used_at   INTEGER,
    created_at     INTEGER NOT NULL
) STRICT;

CREATE INDEX sdk_keys_by_environment ON sdk_keys (environment_id);
