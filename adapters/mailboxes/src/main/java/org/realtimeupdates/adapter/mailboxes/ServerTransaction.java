package org.realtimeupdates.adapter.mailboxes;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.realtimeupdates.application.port.persistence.Transaction;

/** A running transaction of a server's store: what it publishes is put into the mailboxes when it commits. Belongs to one thread. */
public final class ServerTransaction implements Transaction {

    private final Object store;
    private final CommitTasks tasks = new CommitTasks();
    private @Nullable JoinedAppends appends;
    private boolean ended;

    /** A transaction of that store. */
    public ServerTransaction(Object store) {
        this.store = store;
    }

    @Override
    public <T> T unwrap(Class<T> type) {
        requireRunning();
        if (type != ServerTransaction.class) {
            throw new IllegalArgumentException("this store's transaction has no handle of type " + type.getName());
        }
        return type.cast(this);
    }

    @Override
    public void afterCommit(Runnable task) {
        requireRunning();
        tasks.add(task);
    }

    /**
     * What it publishes there.
     *
     * @throws IllegalArgumentException when it is a transaction of another store
     */
    public JoinedAppends appendsTo(Object ofStore, AppendTarget target) {
        if (store != ofStore) {
            throw new IllegalArgumentException("the transaction is of another store");
        }
        if (appends == null) {
            appends = new JoinedAppends(target);
        }
        return appends;
    }

    /** Nothing is done through it any more: the work it was given to has returned. */
    public void end() {
        ended = true;
    }

    /** What it has published so far; empty if nothing. */
    public Optional<JoinedAppends> appends() {
        return Optional.ofNullable(appends);
    }

    /** To be run after the commit. */
    public CommitTasks tasks() {
        return tasks;
    }

    private void requireRunning() {
        if (ended) {
            throw new IllegalStateException("the work that this transaction was given to has returned");
        }
    }
}
