CREATE TABLE rtu_client (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
);

CREATE TABLE rtu_applied (
    account TEXT NOT NULL,
    ref TEXT NOT NULL,
    outcome TEXT NOT NULL,
    seen_at INTEGER NOT NULL,
    PRIMARY KEY (account, ref)
) WITHOUT ROWID;

-- Without the account: a planner without statistics would take this index to find refs.
CREATE INDEX rtu_applied_seen ON rtu_applied (seen_at);

CREATE TABLE rtu_attempt (
    position INTEGER PRIMARY KEY,
    account TEXT NOT NULL,
    refs TEXT NOT NULL,
    counted_at INTEGER NOT NULL
);

CREATE TABLE rtu_quarantine (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    account TEXT,
    ref TEXT,
    type TEXT NOT NULL,
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
    account TEXT NOT NULL,
    type TEXT NOT NULL,
    id TEXT NOT NULL,
    position INTEGER NOT NULL,
    PRIMARY KEY (account, type, id, position)
) WITHOUT ROWID;

CREATE INDEX rtu_held_position ON rtu_held (position);

CREATE TABLE rtu_outbox (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    ref TEXT NOT NULL UNIQUE,
    account TEXT NOT NULL,
    name TEXT NOT NULL,
    arguments TEXT NOT NULL,
    since TEXT NOT NULL
);

CREATE TABLE rtu_entity (
    account TEXT NOT NULL,
    type TEXT NOT NULL,
    id TEXT NOT NULL,
    json TEXT NOT NULL,
    PRIMARY KEY (account, type, id)
);
