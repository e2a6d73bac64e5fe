package org.realtimeupdates.adapter.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.Savepoint;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.realtimeupdates.application.port.persistence.StoreException;
import org.realtimeupdates.application.port.persistence.Transaction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A database with the tables of one half: runs transactions and turns its faults into {@link StoreException}s. Thread-safe. */
final class JdbcDatabase {

    private static final Logger log = LoggerFactory.getLogger(JdbcDatabase.class);

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
        JdbcDatabase database = connect(dataSource);
        database.migrate(schema);
        return database;
    }

    /** The first half of {@link #open}: makes sure that it is a database which can be used. */
    static JdbcDatabase connect(DataSource dataSource) {
        try (Connection connection = dataSource.getConnection()) {
            Dialect dialect = Dialect.of(connection);
            dialect.prepare(connection);
            return new JdbcDatabase(dataSource, dialect);
        } catch (SQLException e) {
            throw cannotBeOpened(e);
        }
    }

    /** The second half of {@link #open}. */
    void migrate(Schema schema) {
        inTransaction(transaction -> {
            dialect.lockSchema(transaction.connection());
            schema.migrate(transaction.connection(), dialect);
            return schema;
        });
    }

    /** The message holds nothing of the content. */
    static StoreException cannotBeOpened(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException e) {
                String fault = Dialect.ofFailure(e).storeFault(e);
                if (!fault.isEmpty()) {
                    return new StoreException(fault, failure);
                }
            }
        }
        return new StoreException("the database cannot be opened", failure);
    }

    Dialect dialect() {
        return dialect;
    }

    DataSource dataSource() {
        return dataSource;
    }

    /**
     * Takes the database's one place for a running client.
     *
     * @throws StoreException when it is taken
     */
    ClientLock lockClient() {
        try {
            return dialect.lockClient(dataSource);
        } catch (SQLException e) {
            throw storeException(dialect, e);
        }
    }

    /**
     * Does the work in a transaction: durable when this returns, rolled back when it throws. Then runs what was to be done after the
     * commit.
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

    /**
     * Asks or writes in a running transaction of this store.
     *
     * @throws IllegalArgumentException when it is no JDBC transaction
     * @throws StoreException when the store is at fault; the transaction will not commit then
     */
    <R> R within(Transaction running, Query<R> query) {
        Connection connection = running.unwrap(Connection.class);
        try {
            return query.run(connection);
        } catch (SQLException e) {
            throw storeException(dialect, e);
        }
    }

    /**
     * Does the work in a running transaction of the caller's, who ends it; when this throws, nothing of the work has happened in it.
     *
     * @throws IllegalArgumentException when it is no JDBC transaction
     * @throws StoreException when the store is at fault
     */
    <R> R inJoined(Transaction joined, Query<R> work) {
        Connection connection = joined.unwrap(Connection.class);
        try {
            Savepoint before = connection.setSavepoint();
            try {
                R result = work.run(connection);
                connection.releaseSavepoint(before);
                return result;
            } catch (Throwable e) {
                rollBack(connection, before, e);
                throw e;
            }
        } catch (SQLException e) {
            throw storeException(dialect, e);
        }
    }

    private static void rollBack(Connection connection, Savepoint savepoint, Throwable cause) {
        try {
            connection.rollback(savepoint);
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    private <R, X extends Exception> R transact(boolean durable, Work<R, X> work) throws X {
        CommitTasks tasks = new CommitTasks();
        R result = dialect.hasOneWriter() ? transactInTurn(durable, tasks, work) : transactNow(durable, tasks, work);
        tasks.run();
        return result;
    }

    private <R, X extends Exception> R transactInTurn(boolean durable, CommitTasks tasks, Work<R, X> work) throws X {
        if (turn.isHeldByCurrentThread()) {
            throw new IllegalStateException(
                    "this thread is in a transaction of this database already: what belongs to it is written through it, "
                            + "and a specific action sends commands by its context");
        }
        takeTurn();
        try {
            return transactNow(durable, tasks, work);
        } finally {
            turn.unlock();
        }
    }

    private <R, X extends Exception> R transactNow(boolean durable, CommitTasks tasks, Work<R, X> work) throws X {
        try {
            Connection connection = dataSource.getConnection();
            JdbcTransaction transaction = new JdbcTransaction(connection, dialect, tasks);
            try {
                dialect.begin(connection, durable);
                return runAndCommit(transaction, durable, work);
            } finally {
                transaction.end();
                close(connection);
            }
        } catch (SQLException e) {
            throw storeException(dialect, e);
        }
    }

    private <R, X extends Exception> R runAndCommit(JdbcTransaction transaction, boolean durable, Work<R, X> work)
            throws SQLException, X {
        Connection connection = transaction.connection();
        R result;
        try {
            result = work.run(transaction);
            dialect.commit(connection);
        } catch (Throwable e) {
            rollBack(connection, durable, e);
            throw e;
        }
        try {
            dialect.end(connection, durable);
        } catch (SQLException e) {
            log.warn("A connection to the database broke after a commit; the commit stands", e);
        }
        return result;
    }

    /** A broken connection cannot even be rolled back; it is closed and its transaction gone anyway. */
    private void rollBack(Connection connection, boolean durable, Throwable cause) {
        try {
            dialect.rollBack(connection);
            dialect.end(connection, durable);
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    private static void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            log.warn("A connection to the database could not be closed", e);
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
        if (!fault.isEmpty()) {
            return new StoreException(fault, e);
        }
        return e instanceof SQLTransientConnectionException
                ? new StoreException("no connection to the database could be had in time", e)
                : new StoreException("the database failed", e);
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
