package org.realtimeupdates.adapter.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
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
            connection.setAutoCommit(true);
            Dialect dialect = Dialect.of(connection);
            dialect.prepare(connection);
            return new JdbcDatabase(dataSource, dialect);
        } catch (SQLException e) {
            // There may be no connection to tell whose fault it is.
            throw new StoreException(
                    Stream.of(new SqliteDialect(), new PostgresqlDialect())
                            .map(dialect -> dialect.storeFaultIn(e))
                            .filter(fault -> !fault.isEmpty())
                            .findFirst()
                            .orElse("the database cannot be opened"),
                    e);
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
            throw storeException(e);
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
     * Takes part in a running transaction.
     *
     * @throws StoreException when the store is at fault
     * @throws IllegalArgumentException when the transaction is of another kind of store
     */
    <R> R within(Transaction transaction, Query<R> query) {
        Connection connection = transaction.unwrap(Connection.class);
        try {
            return query.run(connection);
        } catch (SQLException e) {
            throw storeException(e);
        }
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
            throw storeException(e);
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
                    "this thread is in a transaction of this database already: a specific action sends commands by its context");
        }
        takeTurn();
        try {
            return transactNow(durable, tasks, work);
        } finally {
            turn.unlock();
        }
    }

    private <R, X extends Exception> R transactNow(boolean durable, CommitTasks tasks, Work<R, X> work) throws X {
        Connection connection = connection();
        boolean over = false;
        try {
            R result;
            try {
                dialect.begin(connection, durable);
                JdbcTransaction transaction = new JdbcTransaction(connection, dialect, tasks);
                try {
                    result = work.run(transaction);
                } finally {
                    transaction.end();
                }
                dialect.commit(connection);
            } catch (Throwable e) {
                over = isRolledBack(connection, e);
                throw e;
            }
            over = true;
            return result;
        } catch (SQLException e) {
            throw storeException(e);
        } finally {
            giveBack(connection, durable, over);
        }
    }

    private Connection connection() {
        try {
            return dataSource.getConnection();
        } catch (SQLException e) {
            throw storeException(e);
        }
    }

    /** A broken connection cannot even be rolled back; it is closed and its transaction gone anyway. */
    private boolean isRolledBack(Connection connection, Throwable cause) {
        try {
            dialect.rollBack(connection);
            return true;
        } catch (SQLException e) {
            cause.addSuppressed(e);
            return false;
        }
    }

    /** What is committed stays so, whatever happens here. */
    private void giveBack(Connection connection, boolean durable, boolean over) {
        try (connection) {
            if (over) {
                dialect.end(connection, durable);
            }
        } catch (SQLException e) {
            log.debug("A connection broke after its transaction", e);
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
    StoreException storeException(SQLException e) {
        String fault = dialect.storeFaultIn(e);
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
