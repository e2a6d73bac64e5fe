-- Times are milliseconds since 1970. Names and refs are written as StoredText does; "C" orders and compares them by their bytes.

-- Gives the positions of all updates of a user: whoever holds its lock is the only one to add to the user's mailboxes.
CREATE TABLE rtu_user (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name TEXT COLLATE "C" NOT NULL UNIQUE,
    last_position BIGINT NOT NULL DEFAULT 0
) WITH (fillfactor = 50);

CREATE TABLE rtu_device (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    user_id BIGINT NOT NULL REFERENCES rtu_user,
    name TEXT COLLATE "C" NOT NULL,
    last_seen BIGINT,
    UNIQUE (user_id, name)
) WITH (fillfactor = 80);

-- What waits lies behind let_go_to. What lies up to it was let go at let_go_at and is not swept yet, unless that is null.
-- Without a device it belongs to one that was forgotten.
CREATE TABLE rtu_mailbox (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    user_id BIGINT NOT NULL REFERENCES rtu_user,
    device_id BIGINT REFERENCES rtu_device,
    account TEXT COLLATE "C" NOT NULL,
    waiting INTEGER NOT NULL DEFAULT 0,
    bytes BIGINT NOT NULL DEFAULT 0,
    let_go_to BIGINT NOT NULL DEFAULT 0,
    let_go_at BIGINT,
    UNIQUE (device_id, account)
) WITH (fillfactor = 50);
CREATE INDEX rtu_mailbox_user ON rtu_mailbox (user_id);
CREATE INDEX rtu_mailbox_unswept ON rtu_mailbox (id) WHERE let_go_at IS NOT NULL;

-- One row for all mailboxes (holders) that an update waits in.
CREATE TABLE rtu_update (
    user_id BIGINT NOT NULL,
    position BIGINT NOT NULL,
    ref TEXT COLLATE "C" NOT NULL,
    since BIGINT NOT NULL,
    reset BOOLEAN NOT NULL,
    holders INTEGER NOT NULL,
    frame BYTEA NOT NULL,
    PRIMARY KEY (user_id, position)
);
CREATE INDEX rtu_update_since ON rtu_update (since) WHERE NOT reset;

CREATE TABLE rtu_pending (
    mailbox_id BIGINT NOT NULL,
    position BIGINT NOT NULL,
    bytes INTEGER NOT NULL,
    PRIMARY KEY (mailbox_id, position)
) WITH (autovacuum_vacuum_scale_factor = 0.02);

-- The refs a mailbox has seen, with a SHA-256 of the frame. let_go is null while the update waits.
CREATE TABLE rtu_seen (
    mailbox_id BIGINT NOT NULL,
    ref TEXT COLLATE "C" NOT NULL,
    position BIGINT NOT NULL,
    let_go BIGINT,
    digest BYTEA NOT NULL,
    PRIMARY KEY (mailbox_id, ref)
);
CREATE INDEX rtu_seen_let_go ON rtu_seen (let_go) WHERE let_go IS NOT NULL;

-- Commands; outcome is null while there is none, attempts counts the tries without one.
CREATE TABLE rtu_handled (
    user_name TEXT COLLATE "C" NOT NULL,
    device TEXT COLLATE "C" NOT NULL,
    ref TEXT COLLATE "C" NOT NULL,
    outcome TEXT,
    reason TEXT,
    attempts INTEGER NOT NULL,
    changed BIGINT NOT NULL,
    PRIMARY KEY (user_name, device, ref)
);
CREATE INDEX rtu_handled_changed ON rtu_handled (changed);

CREATE TABLE rtu_unapplied (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    user_name TEXT COLLATE "C" NOT NULL,
    device TEXT COLLATE "C" NOT NULL,
    account TEXT COLLATE "C" NOT NULL,
    ref TEXT COLLATE "C" NOT NULL,
    outcome TEXT NOT NULL,
    since BIGINT NOT NULL,
    UNIQUE (user_name, device, account, ref)
);
CREATE INDEX rtu_unapplied_newest ON rtu_unapplied (user_name, device, account, id);
