ALTER TABLE flags DROP CONSTRAINT flags_flag_type_check;
ALTER TABLE flags ADD CONSTRAINT flags_flag_type_check CHECK (flag_type IN ('boolean', 'percentage', 'multivariate'));
ALTER TABLE flags
    ADD COLUMN value_type text NOT NULL DEFAULT 'boolean' CHECK (value_type IN ('boolean', 'string', 'number', 'object')),
    ADD COLUMN definition text NOT NULL DEFAULT '{}',
    ADD COLUMN environment_version bigint NOT NULL DEFAULT 0;

CREATE INDEX flags_by_environment_version ON flags (environment_id, environment_version);

CREATE TABLE segments (
    id                  text   COLLATE "C" PRIMARY KEY,
    environment_id      text   COLLATE "C" NOT NULL REFERENCES environments (id) ON DELETE CASCADE,
    key                 text   COLLATE "C" NOT NULL,
    name                text   NOT NULL,
    description         text   NOT NULL,
    definition          text   NOT NULL,
    included_count      integer NOT NULL DEFAULT 0,
    excluded_count      integer NOT NULL DEFAULT 0,
    has_when            boolean NOT NULL DEFAULT false,
    search_text         text   NOT NULL,
    version             bigint NOT NULL,
    environment_version bigint NOT NULL DEFAULT 0,
    created_at          bigint NOT NULL,
    updated_at          bigint NOT NULL,
    UNIQUE (environment_id, key)
);

CREATE INDEX segments_by_environment_version ON segments (environment_id, environment_version);

-- Which flags and segments look into which others: how often at most, and which of a flag's variants (JSON) they name.
CREATE TABLE dependencies (
    environment_id text COLLATE "C" NOT NULL REFERENCES environments (id) ON DELETE CASCADE,
    source_type    text COLLATE "C" NOT NULL CHECK (source_type IN ('flag', 'segment')),
    source_key     text COLLATE "C" NOT NULL,
    target_type    text COLLATE "C" NOT NULL CHECK (target_type IN ('flag', 'segment')),
    target_key     text COLLATE "C" NOT NULL,
    lookups        integer NOT NULL,
    variants       text NOT NULL,
    PRIMARY KEY (environment_id, source_type, source_key, target_type, target_key)
);

CREATE INDEX dependencies_by_target ON dependencies (environment_id, target_type, target_key);

-- What is gone, so that a node that comes back can learn of it.
CREATE TABLE deletions (
    environment_id      text   COLLATE "C" NOT NULL REFERENCES environments (id) ON DELETE CASCADE,
    entity_type         text   COLLATE "C" NOT NULL CHECK (entity_type IN ('flag', 'segment')),
    key                 text   COLLATE "C" NOT NULL,
    environment_version bigint NOT NULL,
    PRIMARY KEY (environment_id, entity_type, key)
);

CREATE INDEX deletions_by_environment_version ON deletions (environment_id, environment_version);

-- Triggers, so that no writer can forget: not even a node of the release before, during an upgrade.
CREATE FUNCTION note_environment_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.environment_version := (SELECT version FROM environments WHERE id = NEW.environment_id);
    RETURN NEW;
END $$;

CREATE FUNCTION note_deletion() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO deletions (environment_id, entity_type, key, environment_version)
    SELECT OLD.environment_id, TG_ARGV[0], OLD.key, version FROM environments WHERE id = OLD.environment_id
    ON CONFLICT (environment_id, entity_type, key) DO UPDATE SET environment_version = excluded.environment_version;
    DELETE FROM dependencies WHERE environment_id = OLD.environment_id AND source_type = TG_ARGV[0] AND source_key = OLD.key;
    RETURN NULL;
END $$;

CREATE TRIGGER flags_note_version BEFORE INSERT OR UPDATE ON flags FOR EACH ROW EXECUTE FUNCTION note_environment_version();
CREATE TRIGGER segments_note_version BEFORE INSERT OR UPDATE ON segments FOR EACH ROW EXECUTE FUNCTION note_environment_version();
CREATE TRIGGER flags_note_deletion AFTER DELETE ON flags FOR EACH ROW EXECUTE FUNCTION note_deletion('flag');
CREATE TRIGGER segments_note_deletion AFTER DELETE ON segments FOR EACH ROW EXECUTE FUNCTION note_deletion('segment');

CREATE TABLE sdk_keys (
    id             text    COLLATE "C" PRIMARY KEY,
    environment_id text    COLLATE "C" NOT NULL REFERENCES environments (id) ON DELETE CASCADE,
    name           text    NOT NULL,
    kind           text    NOT NULL CHECK (kind IN ('server', 'client')),
    secret_hash    text    COLLATE "C" NOT NULL UNIQUE,
    secret_hint    text    NOT NULL,
    is_plain_bulk  boolean NOT NULL,
    expires_at     bigint,
    last_used_at   bigint,
    created_at     bigint  NOT NULL
);

CREATE INDEX sdk_keys_by_environment ON sdk_keys (environment_id);
