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
    private final SavedCopies copies;
    private final LentConnection lent;

    JdbcTransaction(Connection connection, Dialect dialect, CommitTasks tasks) {
        this(connection, dialect, tasks, new HeldAccounts(), new SavedCopies(connection, dialect));
    }

    private JdbcTransaction(
            Connection connection, Dialect dialect, CommitTasks tasks, HeldAccounts held, SavedCopies copies) {
        this.connection = connection;
        this.dialect = dialect;
        this.tasks = tasks;
        this.held = held;
        this.copies = copies;
        this.lent = new LentConnection(connection, dialect, copies);
    }

    /** The connection itself, for the adapter. */
    Connection connection() {
        return connection;
    }

    /**
     * The same transaction under a handle that can be taken back before its end. Copies of entities saved by it are written together with
     * those of the next ones: see {@link #writeCopies}.
     */
    JdbcTransaction lend() {
        copies.gather();
        return new JdbcTransaction(connection, dialect, tasks, held, copies);
    }

    /** Writes what is gathered; before the commit. */
    void writeCopies() {
        copies.write();
    }

    /**
     * Gives the running {@link Connection}, which refuses to be committed, rolled back or closed. It shows the copies of entities saved
     * before and from now on.
     */
    @Override
    public <T> T unwrap(Class<T> type) {
        requireRunning();
        if (type == HeldAccounts.class) {
            return type.cast(held);
        }
        if (type == SavedCopies.class) {
            return type.cast(copies);
        }
        T handle = Handles.connection(type, lent.view());
        copies.writeAtOnce();
        return handle;
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
