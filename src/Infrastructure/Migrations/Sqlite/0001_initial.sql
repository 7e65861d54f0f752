CREATE TABLE installation (
    id          INTEGER PRIMARY KEY CHECK (id = 1),
    created_at  INTEGER NOT NULL
) STRICT;

CREATE TABLE users (
    id            TEXT    PRIMARY KEY,
    email         TEXT    NOT NULL,
    email_key     TEXT    NOT NULL UNIQUE,
    name          TEXT    NOT NULL,
    password_hash TEXT    NOT NULL,
    role          TEXT    NOT NULL CHECK (role IN ('viewer', 'developer', 'admin')),
    is_active     INTEGER NOT NULL CHECK (is_active IN (0, 1)),
    created_at    INTEGER NOT NULL
) STRICT;

-- The number of active admins: unknown (NULL) until the first one, and never 0 again after that.
CREATE TABLE admin_count (
    id     INTEGER PRIMARY KEY CHECK (id = 1),
    active INTEGER CONSTRAINT last_active_admin CHECK (active > 0)
) STRICT;

INSERT INTO admin_count (id, active) VALUES (1, NULL);

CREATE TRIGGER users_admin_added AFTER INSERT ON users
WHEN NEW.role = 'admin' AND NEW.is_active = 1
BEGIN
    UPDATE admin_count SET active = coalesce(active, 0) + 1;
END;

CREATE TRIGGER users_admin_gained AFTER UPDATE OF role, is_active ON users
WHEN (NEW.role = 'admin' AND NEW.is_active = 1) AND NOT (OLD.role = 'admin' AND OLD.is_active = 1)
BEGIN
    UPDATE admin_count SET active = coalesce(active, 0) + 1;
END;

CREATE TRIGGER users_admin_lost AFTER UPDATE OF role, is_active ON users
WHEN (OLD.role = 'admin' AND OLD.is_active = 1) AND NOT (NEW.role = 'admin' AND NEW.is_active = 1)
BEGIN
    UPDATE admin_count SET active = active - 1;
END;

CREATE TRIGGER users_admin_deleted AFTER DELETE ON users
WHEN OLD.role = 'admin' AND OLD.is_active = 1
BEGIN
    UPDATE admin_count SET active = active - 1;
END;

CREATE TABLE environments (
    id           TEXT    PRIMARY KEY,
    key          TEXT    NOT NULL UNIQUE,
    name         TEXT    NOT NULL,
    description  TEXT    NOT NULL,
    is_protected INTEGER NOT NULL CHECK (is_protected IN (0, 1)),
    version      INTEGER NOT NULL,
    created_at   INTEGER NOT NULL
) STRICT;

CREATE TABLE flags (
    id             TEXT    PRIMARY KEY,
    environment_id TEXT    NOT NULL REFERENCES environments (id) ON DELETE CASCADE,
    key            TEXT    NOT NULL,
    name           TEXT    NOT NULL,
    description    TEXT    NOT NULL,
    flag_type      TEXT    NOT NULL CHECK (flag_type IN ('boolean', 'percentage')),
    is_enabled     INTEGER NOT NULL CHECK (is_enabled IN (0, 1)),
    rollout_weight INTEGER NOT NULL CHECK (rollout_weight BETWEEN 0 AND 100000),
    salt           TEXT    NOT NULL,
    tags           TEXT    NOT NULL,
    owner          TEXT,
    purpose        TEXT    NOT NULL,
    expires_on     TEXT,
    is_archived    INTEGER NOT NULL CHECK (is_archived IN (0, 1)),
    search_text    TEXT    NOT NULL,
    version        INTEGER NOT NULL,
    created_at     INTEGER NOT NULL,
    updated_at     INTEGER NOT NULL,
    UNIQUE (environment_id, key)
) STRICT;

CREATE INDEX flags_by_key ON flags (key);

CREATE TABLE audit_entries (
    sequence        INTEGER PRIMARY KEY AUTOINCREMENT,
    id              TEXT    NOT NULL UNIQUE,
    entity_type     TEXT    NOT NULL,
    entity_id       TEXT    NOT NULL,
    entity_key      TEXT    NOT NULL,
    action          TEXT    NOT NULL,
    user_id         TEXT,
    user_email      TEXT    NOT NULL,
    environment_key TEXT,
    changes         TEXT    NOT NULL,
    created_at      INTEGER NOT NULL
) STRICT;

CREATE INDEX audit_entries_by_entity ON audit_entries (entity_type, entity_key, sequence);

CREATE TRIGGER audit_entries_never_updated BEFORE UPDATE ON audit_entries
BEGIN
    SELECT RAISE(ABORT, 'audit entries are never changed');
END;

CREATE TRIGGER audit_entries_never_deleted BEFORE DELETE ON audit_entries
BEGIN
    SELECT RAISE(ABORT, 'audit entries are never deleted');
END;

-- INSERT OR REPLACE deletes the row in its way without asking the trigger above.
CREATE TRIGGER audit_entries_never_replaced BEFORE INSERT ON audit_entries
WHEN EXISTS (SELECT 1 FROM audit_entries WHERE id = NEW.id OR sequence = NEW.sequence)
BEGIN
    SELECT RAISE(ABORT, 'audit entries are never replaced');
END;
