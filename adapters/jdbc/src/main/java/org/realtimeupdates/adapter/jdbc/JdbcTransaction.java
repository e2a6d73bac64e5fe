package org.realtimeupdates.adapter.jdbc;

import java.sql.Connection;
import org.realtimeupdates.application.port.persistence.Transaction;

/** A running transaction of a {@link JdbcDatabase}. */
final class JdbcTransaction implements Transaction {

    private final Connection connection;
    private final Connection lent;
    private final CommitTasks tasks = new CommitTasks();
    private volatile boolean ended;

    JdbcTransaction(Connection connection) {
        this.connection = connection;
        this.lent = LentConnection.of(connection, () -> ended);
    }

    /** The connection itself, for the adapter. */
    Connection connection() {
        return connection;
    }

    /** Gives the running {@link Connection}, which refuses to be committed, rolled back or closed. */
    @Override
    public <T> T unwrap(Class<T> type) {
        if (ended) {
            throw new IllegalStateException("the transaction is over");
        }
        return Handles.connection(type, lent);
    }

    @Override
    public void afterCommit(Runnable task) {
        tasks.add(task);
    }

    /** The handles given out are of no more use. */
    void end() {
        ended = true;
    }

    void runAfterCommit() {
        tasks.run();
    }
}
