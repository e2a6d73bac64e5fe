package org.realtimeupdates.adapter.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import org.realtimeupdates.application.port.persistence.StoreException;
import org.realtimeupdates.application.port.persistence.Transaction;

/**
 * A transaction of a service's own, so that updates are published if and only if the change they tell of is committed. The service
 * begins and ends it; after the commit it calls {@link #committed}, and the updates go out.
 *
 * <pre>{@code
 * connection.setAutoCommit(false);
 * JoinedTransaction joined = JoinedTransaction.of(connection);
 * // the service's own writes
 * publisher.publishAll(joined, List.of(publication));
 * connection.commit();
 * joined.committed();
 * }</pre>
 *
 * <p>Without that call they are kept all the same, and go out when the device connects or hears of something else. Not thread-safe.
 */
public final class JoinedTransaction implements Transaction {

    private final Connection connection;
    private final CommitTasks tasks = new CommitTasks();

    private JoinedTransaction(Connection connection) {
        this.connection = connection;
    }

    /**
     * The running transaction of a connection.
     *
     * @param connection to the database that the server's store is in
     * @throws IllegalArgumentException when it commits each statement by itself
     * @throws StoreException when the connection is broken
     */
    public static JoinedTransaction of(Connection connection) {
        try {
            if (connection.getAutoCommit()) {
                throw new IllegalArgumentException("connection: must not commit each statement by itself");
            }
        } catch (SQLException e) {
            throw new StoreException("the connection to the database is lost", e);
        }
        return new JoinedTransaction(connection);
    }

    /** Gives the {@link Connection}. */
    @Override
    public <T> T unwrap(Class<T> type) {
        return Handles.connection(type, connection);
    }

    @Override
    public void afterCommit(Runnable task) {
        tasks.add(task);
    }

    /** The transaction was committed: what waited for that is done now. */
    public void committed() {
        tasks.run();
    }
}
