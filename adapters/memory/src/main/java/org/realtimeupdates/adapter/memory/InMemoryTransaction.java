package org.realtimeupdates.adapter.memory;

import java.util.HashMap;
import java.util.Map;
import org.realtimeupdates.adapter.mailboxes.CommitTasks;
import org.realtimeupdates.application.port.persistence.Transaction;

/** A running transaction of an {@link InMemoryDatabase}: the writes that are not committed yet. Belongs to one thread. */
public final class InMemoryTransaction implements Transaction {

    private final InMemoryDatabase database;
    private final Map<Object, Uncommitted> writes;
    private final CommitTasks tasks;
    private boolean ended;

    InMemoryTransaction(InMemoryDatabase database) {
        this(database, new HashMap<>(), new CommitTasks());
    }

    private InMemoryTransaction(InMemoryDatabase database, Map<Object, Uncommitted> writes, CommitTasks tasks) {
        this.database = database;
        this.writes = writes;
        this.tasks = tasks;
    }

    /** Gives itself and nothing else. */
    @Override
    public <T> T unwrap(Class<T> type) {
        requireRunning();
        if (type != InMemoryTransaction.class) {
            throw new IllegalArgumentException("a transaction in memory has no handle of type " + type.getName()
                    + ", only of " + InMemoryTransaction.class.getName());
        }
        return type.cast(this);
    }

    @Override
    public void afterCommit(Runnable task) {
        requireRunning();
        tasks.add(task);
    }

    /** The same transaction under a handle that can be taken back. */
    InMemoryTransaction lend() {
        return new InMemoryTransaction(database, writes, tasks);
    }

    /** Makes this handle useless; the transaction goes on. */
    void end() {
        ended = true;
    }

    void requireRunning() {
        if (ended) {
            throw new IllegalStateException("the effect that this transaction was given to has returned");
        }
    }

    InMemoryDatabase database() {
        return database;
    }

    CommitTasks tasks() {
        return tasks;
    }

    /** What was written so far, by where it belongs. */
    Map<Object, Uncommitted> writes() {
        return writes;
    }
}
