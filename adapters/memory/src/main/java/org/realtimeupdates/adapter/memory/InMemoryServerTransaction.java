package org.realtimeupdates.adapter.memory;

import org.jspecify.annotations.Nullable;
import org.realtimeupdates.application.port.persistence.Transaction;

/** A running transaction of a server's store: what it publishes is put into the mailboxes when it commits. Belongs to one thread. */
final class InMemoryServerTransaction implements Transaction {

    private final InMemoryDevices store;
    private final CommitTasks tasks = new CommitTasks();
    private @Nullable JoinedAppends appends;
    private boolean ended;

    /** A transaction of the stores made with these devices. */
    InMemoryServerTransaction(InMemoryDevices store) {
        this.store = store;
    }

    @Override
    public <T> T unwrap(Class<T> type) {
        requireRunning();
        if (type != InMemoryServerTransaction.class) {
            throw new IllegalArgumentException(
                    "a server's transaction in memory has no handle of type " + type.getName());
        }
        return type.cast(this);
    }

    @Override
    public void afterCommit(Runnable task) {
        requireRunning();
        tasks.add(task);
    }

    /** What it publishes there. */
    JoinedAppends appendsTo(InMemoryPendingUpdates pending) {
        if (!pending.isMadeWith(store)) {
            throw new IllegalArgumentException("the transaction is of another store");
        }
        if (appends == null) {
            appends = new JoinedAppends(pending);
        }
        return appends;
    }

    /** Nothing is done through it any more: the work it was given to has returned. */
    void end() {
        ended = true;
    }

    /** Does what it is to do, all at once or, where that fails, nothing. */
    void commit() {
        if (appends != null) {
            appends.commit();
        }
    }

    /** To be run after the commit. */
    CommitTasks tasks() {
        return tasks;
    }

    private void requireRunning() {
        if (ended) {
            throw new IllegalStateException("the work that this transaction was given to has returned");
        }
    }
}
