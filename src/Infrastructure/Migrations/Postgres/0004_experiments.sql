CREATE TABLE metric_definitions (
    id             text   COLLATE "C" PRIMARY KEY,
    environment_id text   COLLATE "C" NOT NULL REFERENCES environments (id) ON DELETE CASCADE,
    key            text   COLLATE "C" NOT NULL,
    name           text   NOT NULL,
    description    text   NOT NULL,
    definition     text   NOT NULL,
    search_text    text   NOT NULL,
    version        bigint NOT NULL,
    created_at     bigint NOT NULL,
    updated_at     bigint NOT NULL,
    UNIQUE (environment_id, key)
);

CREATE TABLE layers (
    id             text   COLLATE "C" PRIMARY KEY,
    environment_id text   COLLATE "C" NOT NULL REFERENCES environments (id) ON DELETE CASCADE,
    key            text   COLLATE "C" NOT NULL,
    name           text   NOT NULL,
    description    text   NOT NULL,
    bucket_by      text   NOT NULL,
    salt           text   NOT NULL,
    search_text    text   NOT NULL,
    version        bigint NOT NULL,
    created_at     bigint NOT NULL,
    updated_at     bigint NOT NULL,
    UNIQUE (environment_id, key)
);

-- The numbers under which exposures are kept: of experiments' runs and of holdouts, never used again.
CREATE TABLE runs (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY
);

CREATE TABLE holdouts (
    id             text   COLLATE "C" PRIMARY KEY,
    run            bigint NOT NULL UNIQUE REFERENCES runs (id),
    environment_id text   COLLATE "C" NOT NULL REFERENCES environments (id) ON DELETE CASCADE,
    key            text   COLLATE "C" NOT NULL,
    name           text   NOT NULL,
    description    text   NOT NULL,
    share          integer NOT NULL CHECK (share BETWEEN 1 AND 50000),
    bucket_by      text   NOT NULL,
    salt           text   NOT NULL,
    flags          text   NOT NULL,
    search_text    text   NOT NULL,
    version        bigint NOT NULL,
    created_at     bigint NOT NULL,
    updated_at     bigint NOT NULL,
    UNIQUE (environment_id, key)
);

CREATE TABLE experiments (
    id              text   COLLATE "C" PRIMARY KEY,
    environment_id  text   COLLATE "C" NOT NULL REFERENCES environments (id) ON DELETE CASCADE,
    key             text   COLLATE "C" NOT NULL UNIQUE,
    flag_key        text   COLLATE "C" NOT NULL,
    name            text   NOT NULL,
    status          text   COLLATE "C" NOT NULL CHECK (status IN ('draft', 'running', 'stopped', 'archived')),
    layer_key       text   COLLATE "C",
    holdout_key     text   COLLATE "C",
    definition      text   NOT NULL,
    shipped_variant text,
    conclusion      text   NOT NULL,
    search_text     text   NOT NULL,
    version         bigint NOT NULL,
    created_at      bigint NOT NULL,
    updated_at      bigint NOT NULL
);

CREATE INDEX experiments_by_environment ON experiments (environment_id, status);

-- A flag deals its units for one experiment at a time.
CREATE UNIQUE INDEX experiments_running_on_flag ON experiments (environment_id, flag_key) WHERE status = 'running';

CREATE TABLE experiment_runs (
    run           bigint PRIMARY KEY REFERENCES runs (id),
    experiment_id text   COLLATE "C" NOT NULL REFERENCES experiments (id) ON DELETE CASCADE,
    number        integer NOT NULL,
    started_at    bigint NOT NULL,
    ended_at      bigint,
    definition    text   NOT NULL,
    UNIQUE (experiment_id, number)
);

-- Results as they were computed, as of an instant.
CREATE TABLE results (
    run         bigint NOT NULL REFERENCES runs (id),
    as_of       bigint NOT NULL,
    computed_at bigint NOT NULL,
    basis       text   NOT NULL,
    content     text   NOT NULL,
    PRIMARY KEY (run, as_of)
);

-- Who saw what: one row per unit and variant, whatever the order and number of sightings.
CREATE TABLE exposures (
    run        bigint NOT NULL,
    unit       text   COLLATE "C" NOT NULL,
    variant    text   COLLATE "C" NOT NULL,
    first_at   bigint NOT NULL,
    sightings  bigint NOT NULL,
    attributes json,
    PRIMARY KEY (run, unit, variant)
);

-- Names of metric events, so that each event carries a number.
CREATE TABLE event_names (
    id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    environment_id text   COLLATE "C" NOT NULL REFERENCES environments (id) ON DELETE CASCADE,
    name           text   COLLATE "C" NOT NULL,
    first_at       bigint NOT NULL,
    last_at        bigint NOT NULL,
    UNIQUE (environment_id, name)
);

-- A partition per week of ts, made when the first event of that week comes, dropped when retention is over.
CREATE TABLE metric_events (
    event      bigint NOT NULL,
    unit       text   COLLATE "C" NOT NULL,
    ts         bigint NOT NULL,
    value      double precision,
    attributes json
) PARTITION BY RANGE (ts);

CREATE INDEX metric_events_by_unit ON metric_events (event, unit, ts) INCLUDE (value);

-- Ids of all events within retention, exposures too, as 128 bits of SHA-256 over environment and id; and the day they came (Unix days).
CREATE TABLE event_ids (
    id  uuid    PRIMARY KEY,
    day integer NOT NULL
);

-- Rows stand in the order they came, so that few pages hold what is to be removed.
CREATE INDEX event_ids_by_day ON event_ids USING brin (day);

-- By the minute of arrival, how far back the events went: which stored results they make out of date.
CREATE TABLE event_arrivals (
    environment_id text   COLLATE "C" NOT NULL REFERENCES environments (id) ON DELETE CASCADE,
    minute         bigint NOT NULL,
    earliest_at    bigint NOT NULL,
    PRIMARY KEY (environment_id, minute)
);

-- How often flags were evaluated, by hour (Unix hours): one by one, and in bulk.
CREATE TABLE flag_usage (
    environment_id text   COLLATE "C" NOT NULL REFERENCES environments (id) ON DELETE CASCADE,
    flag_key       text   COLLATE "C" NOT NULL,
    hour           bigint NOT NULL,
    variant        text   COLLATE "C" NOT NULL,
    single_count   bigint NOT NULL,
    bulk_count     bigint NOT NULL,
    last_at        bigint NOT NULL,
    PRIMARY KEY (environment_id, flag_key, variant, hour)
);
