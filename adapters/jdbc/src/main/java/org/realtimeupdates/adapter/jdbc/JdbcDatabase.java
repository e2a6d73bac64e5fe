package org.realtimeupdates.adapter.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.realtimeupdates.application.port.persistence.StoreException;

/** A database with the tables of one half: runs transactions and turns its faults into {@link StoreException}s. Thread-safe. */
final class JdbcDatabase {

    /** How long a transaction waits for others of this process, where the database has one writer. */
    private static final long TURN_SECONDS = 60;

    private final DataSource dataSource;
    private final Dialect dialect;
    private final ReentrantLock turn = new ReentrantLock(true);

    private JdbcDatabase(DataSource dataSource, Dialect dialect) {
        this.dataSource = dataSource;
        this.dialect = dialect;
    }

    /**
     * Opens a database and brings its tables up to date.
     *
     * @throws StoreException when it cannot be opened, is corrupted, or was made by a newer version of this adapter
     * @throws IllegalArgumentException when it is neither SQLite nor PostgreSQL
     */
    static JdbcDatabase open(DataSource dataSource, Schema schema) {
        try (Connection connection = dataSource.getConnection()) {
            JdbcDatabase database = new JdbcDatabase(dataSource, Dialect.of(connection));
            database.prepare(connection);
            return database.inTransaction(transaction -> {
                database.dialect.lockSchema(transaction.connection());
                schema.migrate(transaction.connection(), database.dialect);
                return database;
            });
        } catch (SQLException e) {
            throw new StoreException("the database cannot be opened", e);
        }
    }

    private void prepare(Connection connection) {
        try {
            dialect.prepare(connection);
        } catch (SQLException e) {
            throw storeException(dialect, e);
        }
    }

    Dialect dialect() {
        return dialect;
    }

    DataSource dataSource() {
        return dataSource;
    }

    /**
     * Does the work in a transaction: durable when this returns, rolled back when it throws.
     *
     * @throws StoreException when the store is at fault
     * @throws IllegalStateException when this thread is in a transaction of a database with one writer already
     */
    <R, X extends Exception> R inTransaction(Work<R, X> work) throws X {
        return transact(true, work);
    }

    /** As {@link #inTransaction}, but the commit does not wait for the disk: a power failure may undo it, never a part of it. */
    <R, X extends Exception> R inRelaxedTransaction(Work<R, X> work) throws X {
        return transact(false, work);
    }

    /**
     * Asks what is committed; one statement.
     *
     * @throws StoreException when the store is at fault
     */
    <R> R read(Query<R> query) {
        try (Connection connection = dataSource.getConnection()) {
            return query.run(connection);
        } catch (SQLException e) {
            throw storeException(dialect, e);
        }
    }

    private <R, X extends Exception> R transact(boolean durable, Work<R, X> work) throws X {
        if (!dialect.hasOneWriter()) {
            return transactNow(durable, work);
        }
        if (turn.isHeldByCurrentThread()) {
            throw new IllegalStateException(
                    "this thread is in a transaction of this database already: a specific action sends commands by its context");
        }
        takeTurn();
        try {
            return transactNow(durable, work);
        } finally {
            turn.unlock();
        }
    }

    private <R, X extends Exception> R transactNow(boolean durable, Work<R, X> work) throws X {
        JdbcTransaction transaction;
        R result;
        try (Connection connection = dataSource.getConnection()) {
            dialect.begin(connection, durable);
            transaction = new JdbcTransaction(connection);
            try {
                result = work.run(transaction);
                connection.commit();
            } catch (Throwable e) {
                rollBack(connection, e);
                throw e;
            } finally {
                transaction.end();
            }
            dialect.end(connection, durable);
        } catch (SQLException e) {
            throw storeException(dialect, e);
        }
        transaction.runAfterCommit();
        return result;
    }

    /** A broken connection cannot even be rolled back; it is closed and its transaction gone anyway. */
    private void rollBack(Connection connection, Throwable cause) {
        try {
            connection.rollback();
            dialect.end(connection, true);
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    private void takeTurn() {
        try {
            if (!turn.tryLock(TURN_SECONDS, TimeUnit.SECONDS)) {
                throw new StoreException("the database is busy: another transaction of this process runs for long");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException("interrupted while waiting for the database", e);
        }
    }

    /** The message holds nothing of the content; the cause may quote a ref or an id. */
    static StoreException storeException(Dialect dialect, SQLException e) {
        String fault = dialect.storeFault(e);
        return new StoreException(fault.isEmpty() ? "the database failed" : fault, e);
    }

    /** What a transaction does. */
    @FunctionalInterface
    interface Work<R, X extends Exception> {
        R run(JdbcTransaction transaction) throws SQLException, X;
    }

    /** What is asked of a connection. */
    @FunctionalInterface
    interface Query<R> {
        R run(Connection connection) throws SQLException;
    }
}
