package org.realtimeupdates.adapter.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.realtimeupdates.application.port.persistence.Transaction;

/** A running transaction of a {@link JdbcDatabase}. */
final class JdbcTransaction implements Transaction {

    private final Connection connection;
    private final Dialect dialect;
    private final CommitTasks tasks;
    private final HeldAccounts held;
    private final LentConnection lent;

    JdbcTransaction(Connection connection, Dialect dialect, CommitTasks tasks) {
        this(connection, dialect, tasks, new HeldAccounts());
    }

    private JdbcTransaction(Connection connection, Dialect dialect, CommitTasks tasks, HeldAccounts held) {
        this.connection = connection;
        this.dialect = dialect;
        this.tasks = tasks;
        this.held = held;
        this.lent = new LentConnection(connection, dialect);
    }

    /** The connection itself, for the adapter. */
    Connection connection() {
        return connection;
    }

    /** The same transaction under a handle that can be taken back before its end. */
    JdbcTransaction lend() {
        return new JdbcTransaction(connection, dialect, tasks, held);
    }

    /** Gives the running {@link Connection}, which refuses to be committed, rolled back or closed. */
    @Override
    public <T> T unwrap(Class<T> type) {
        requireRunning();
        return type == HeldAccounts.class ? type.cast(held) : Handles.connection(type, lent.view());
    }

    @Override
    public void afterCommit(Runnable task) {
        requireRunning();
        tasks.add(task);
    }

    /** The handles given out are of no more use. */
    void end() {
        lent.takeBack();
    }

    /**
     * Makes sure that the transaction can go on after what was done by this handle.
     *
     * @throws SQLException the fault after which it cannot, thrown and passed over before
     */
    void requireGoingOn() throws SQLException {
        lent.requireGoingOn();
    }

    /** What failed on the handles given out, passed over or not. */
    Optional<SQLException> fault() {
        return lent.fault();
    }

    private void requireRunning() {
        if (lent.isTakenBack()) {
            throw new IllegalStateException("the transaction is over");
        }
    }
}
