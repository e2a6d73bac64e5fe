CREATE TABLE rtu_client (
    name TEXT COLLATE "C" PRIMARY KEY,
    value TEXT NOT NULL
);

CREATE TABLE rtu_applied (
    account TEXT COLLATE "C" NOT NULL,
    ref TEXT COLLATE "C" NOT NULL,
    outcome TEXT NOT NULL,
    seen_at BIGINT NOT NULL,
    PRIMARY KEY (account, ref)
);

-- Without the account: a planner without statistics would take this index to find refs.
CREATE INDEX rtu_applied_seen ON rtu_applied (seen_at);

CREATE TABLE rtu_attempt (
    position BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    account TEXT COLLATE "C" NOT NULL,
    refs TEXT NOT NULL,
    counted_at BIGINT NOT NULL
);

CREATE TABLE rtu_quarantine (
    position BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    account TEXT COLLATE "C",
    ref TEXT COLLATE "C",
    type TEXT COLLATE "C" NOT NULL,
    ids TEXT NOT NULL,
    cause TEXT NOT NULL,
    reason TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    since TEXT NOT NULL,
    text TEXT NOT NULL
);

CREATE INDEX rtu_quarantine_with_ref ON rtu_quarantine (position) WHERE ref IS NOT NULL;

CREATE INDEX rtu_quarantine_without_ref ON rtu_quarantine (position) WHERE ref IS NULL;

CREATE TABLE rtu_held (
    account TEXT COLLATE "C" NOT NULL,
    type TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    position BIGINT NOT NULL,
    PRIMARY KEY (account, type, id, position)
);

CREATE INDEX rtu_held_position ON rtu_held (position);

CREATE TABLE rtu_outbox (
    position BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    ref TEXT COLLATE "C" NOT NULL UNIQUE,
    account TEXT COLLATE "C" NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    arguments TEXT NOT NULL,
    since TEXT NOT NULL
);

CREATE TABLE rtu_entity (
    account TEXT COLLATE "C" NOT NULL,
    type TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    json TEXT NOT NULL,
    PRIMARY KEY (account, type, id)
);
