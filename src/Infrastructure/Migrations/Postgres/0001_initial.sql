CREATE TABLE installation (
    id          integer PRIMARY KEY CHECK (id = 1),
    created_at  bigint  NOT NULL
);

CREATE TABLE users (
    id            text    COLLATE "C" PRIMARY KEY,
    email         text    NOT NULL,
    email_key     text    COLLATE "C" NOT NULL UNIQUE,
    name          text    NOT NULL,
    password_hash text    NOT NULL,
    role          text    NOT NULL CHECK (role IN ('viewer', 'developer', 'admin')),
    is_active     boolean NOT NULL,
    created_at    bigint  NOT NULL
);

-- The number of active admins: unknown (NULL) until the first one, and never 0 again after that.
-- Its row lock makes two demotions at once wait for each other.
CREATE TABLE admin_count (
    id     integer PRIMARY KEY CHECK (id = 1),
    active integer CONSTRAINT last_active_admin CHECK (active > 0)
);

INSERT INTO admin_count (id, active) VALUES (1, NULL);

CREATE FUNCTION count_admins() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    was boolean := TG_OP <> 'INSERT' AND OLD.role = 'admin' AND OLD.is_active;
    is_ boolean := TG_OP <> 'DELETE' AND NEW.role = 'admin' AND NEW.is_active;
BEGIN
    IF is_ AND NOT was THEN
        UPDATE admin_count SET active = coalesce(active, 0) + 1;
    ELSIF was AND NOT is_ THEN
        UPDATE admin_count SET active = active - 1;
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER users_admins_counted AFTER INSERT OR UPDATE OR DELETE ON users
    FOR EACH ROW EXECUTE FUNCTION count_admins();

-- TRUNCATE fires no row triggers: it would leave the count wrong for ever.
CREATE FUNCTION refuse_truncation() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'users are not removed by TRUNCATE, which does not count the last_active_admin';
END $$;

CREATE TRIGGER users_never_truncated BEFORE TRUNCATE ON users
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_truncation();

CREATE TABLE environments (
    id           text    COLLATE "C" PRIMARY KEY,
    key          text    COLLATE "C" NOT NULL UNIQUE,
    name         text    NOT NULL,
    description  text    NOT NULL,
    is_protected boolean NOT NULL,
    version      bigint  NOT NULL,
    created_at   bigint  NOT NULL
);

CREATE TABLE flags (
    id             text    COLLATE "C" PRIMARY KEY,
    environment_id text    COLLATE "C" NOT NULL REFERENCES environments (id) ON DELETE CASCADE,
    key            text    COLLATE "C" NOT NULL,
    name           text    NOT NULL,
    description    text    NOT NULL,
    flag_type      text    NOT NULL CHECK (flag_type IN ('boolean', 'percentage')),
    is_enabled     boolean NOT NULL,
    rollout_weight integer NOT NULL CHECK (rollout_weight BETWEEN 0 AND 100000),
    salt           text    NOT NULL,
    tags           text    NOT NULL,
    owner          text,
    purpose        text    NOT NULL,
    expires_on     text,
    is_archived    boolean NOT NULL,
    search_text    text    NOT NULL,
    version        bigint  NOT NULL,
    created_at     bigint  NOT NULL,
    updated_at     bigint  NOT NULL,
    UNIQUE (environment_id, key)
);

CREATE INDEX flags_by_key ON flags (key);

CREATE TABLE audit_entries (
    sequence        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id              text   NOT NULL UNIQUE,
    entity_type     text   NOT NULL,
    entity_id       text   NOT NULL,
    entity_key      text   NOT NULL,
    action          text   NOT NULL,
    user_id         text,
    user_email      text   NOT NULL,
    environment_key text,
    changes         text   NOT NULL,
    created_at      bigint NOT NULL
);

CREATE INDEX audit_entries_by_entity ON audit_entries (entity_type, entity_key, sequence);

CREATE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'audit entries are never changed or deleted';
END $$;

CREATE TRIGGER audit_entries_never_changed BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entries
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change();
