-- Times are milliseconds since 1970. Names and refs are written as StoredText does.

-- Gives the positions of all updates of a user.
CREATE TABLE rtu_user (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    last_position INTEGER NOT NULL DEFAULT 0
);

CREATE TABLE rtu_device (
    id INTEGER PRIMARY KEY,
    user_id INTEGER NOT NULL REFERENCES rtu_user,
    name TEXT NOT NULL,
    last_seen INTEGER,
    UNIQUE (user_id, name)
);

-- What waits lies behind let_go_to. What lies up to it was let go at let_go_at and is not swept yet, unless that is null.
-- Without a device it belongs to one that was forgotten. An id is never used again: sweeping goes by it.
CREATE TABLE rtu_mailbox (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    user_id INTEGER NOT NULL REFERENCES rtu_user,
    device_id INTEGER REFERENCES rtu_device,
    account TEXT NOT NULL,
    waiting INTEGER NOT NULL DEFAULT 0,
    bytes INTEGER NOT NULL DEFAULT 0,
    let_go_to INTEGER NOT NULL DEFAULT 0,
    let_go_at INTEGER,
    UNIQUE (device_id, account)
);
CREATE INDEX rtu_mailbox_user ON rtu_mailbox (user_id);
CREATE INDEX rtu_mailbox_unswept ON rtu_mailbox (id) WHERE let_go_at IS NOT NULL;

-- One row for all mailboxes (holders) that an update waits in.
CREATE TABLE rtu_update (
    user_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    ref TEXT NOT NULL,
    since INTEGER NOT NULL,
    reset INTEGER NOT NULL,
    holders INTEGER NOT NULL,
    frame BLOB NOT NULL,
    PRIMARY KEY (user_id, position)
);
CREATE INDEX rtu_update_since ON rtu_update (since) WHERE NOT reset;

CREATE TABLE rtu_pending (
    mailbox_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    bytes INTEGER NOT NULL,
    PRIMARY KEY (mailbox_id, position)
) WITHOUT ROWID;

-- The refs a mailbox has seen, with a SHA-256 of the frame. let_go is null while the update waits.
CREATE TABLE rtu_seen (
    mailbox_id INTEGER NOT NULL,
    ref TEXT NOT NULL,
    position INTEGER NOT NULL,
    let_go INTEGER,
    digest BLOB NOT NULL,
    PRIMARY KEY (mailbox_id, ref)
) WITHOUT ROWID;
CREATE INDEX rtu_seen_let_go ON rtu_seen (let_go) WHERE let_go IS NOT NULL;

-- Commands; outcome is null while there is none, attempts counts the tries without one.
CREATE TABLE rtu_handled (
    user_name TEXT NOT NULL,
    device TEXT NOT NULL,
    ref TEXT NOT NULL,
    outcome TEXT,
    reason TEXT,
    attempts INTEGER NOT NULL,
    changed INTEGER NOT NULL,
    PRIMARY KEY (user_name, device, ref)
) WITHOUT ROWID;
CREATE INDEX rtu_handled_changed ON rtu_handled (changed);

CREATE TABLE rtu_unapplied (
    id INTEGER PRIMARY KEY,
    user_name TEXT NOT NULL,
    device TEXT NOT NULL,
    account TEXT NOT NULL,
    ref TEXT NOT NULL,
    outcome TEXT NOT NULL,
    since INTEGER NOT NULL,
    UNIQUE (user_name, device, account, ref)
);
CREATE INDEX rtu_unapplied_newest ON rtu_unapplied (user_name, device, account, id);
