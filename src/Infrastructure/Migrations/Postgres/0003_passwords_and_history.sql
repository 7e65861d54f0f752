-- Tokens carry it: those from before the last change are not valid any more. NULL: never changed.
ALTER TABLE users ADD COLUMN password_changed_at bigint;

CREATE INDEX audit_entries_by_type ON audit_entries (entity_type, sequence);

CREATE INDEX audit_entries_by_environment ON audit_entries (environment_key, sequence);
