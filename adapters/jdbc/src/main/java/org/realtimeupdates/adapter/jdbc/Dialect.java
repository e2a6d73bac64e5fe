package org.realtimeupdates.adapter.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import javax.sql.DataSource;
import org.sqlite.SQLiteException;

/** What differs between the databases. */
sealed interface Dialect permits SqliteDialect, PostgresqlDialect {

    /** As it is called in the names of schema files. */
    String name();

    /**
     * Brings a database into the state this adapter needs, before its tables are made.
     *
     * @throws org.realtimeupdates.application.port.persistence.StoreException when the database cannot be used
     */
    void prepare(Connection connection) throws SQLException;

    /**
     * Begins a transaction that writes; each of its statements sees what was committed before that statement. When this throws, the
     * connection is as before.
     *
     * @param durable whether its commit waits for the disk
     */
    void begin(Connection connection, boolean durable) throws SQLException;

    /** Commits what {@link #begin} began. */
    void commit(Connection connection) throws SQLException;

    /** Rolls back what {@link #begin} began; nothing happens if the database has done so already. */
    void rollBack(Connection connection) throws SQLException;

    /** Undoes on the connection what {@link #begin} set on it; the transaction is over. */
    void end(Connection connection, boolean durable) throws SQLException;

    /** Whether only one transaction can write at a time, so that writers of one process had better take turns. */
    boolean hasOneWriter();

    /** Whether rows of a result are made as they are read, so that those behind cost nothing. */
    boolean readsRowByRow();

    /** Holds off other processes that migrate the same database until this transaction ends. */
    void lockSchema(Connection connection) throws SQLException;

    /**
     * Holds off other transactions that write to that table by this method, until this one ends: they commit in the order of the
     * positions they give.
     */
    void takeTurns(Connection connection, String table) throws SQLException;

    /**
     * Takes the database's one place for a running client.
     *
     * @throws org.realtimeupdates.application.port.persistence.StoreException when it is taken
     */
    ClientLock lockClient(DataSource dataSource) throws SQLException;

    /** A condition on a column, that a list has its value; the list is the one parameter in it, set by {@link #setLongs} or {@link #setTexts}. */
    String isAmong();

    /** A table with one column {@code value}, of a list; the list is the one parameter in it, set by {@link #setTexts}. */
    String list();

    /** Sets the parameter of {@link #isAmong}. */
    void setLongs(PreparedStatement statement, int index, Collection<Long> values) throws SQLException;

    /** Sets the parameter of {@link #isAmong} or {@link #list}; of texts as {@link StoredText} writes them. */
    void setTexts(PreparedStatement statement, int index, Collection<String> values) throws SQLException;

    /**
     * A table {@code wanted (mailbox_id, ref)} of the pairs that {@link #setPairs} sets.
     */
    String pairs();

    /** Sets the parameters of {@link #pairs}, the first of which has that index; as many numbers as texts. */
    void setPairs(PreparedStatement statement, int index, List<Long> mailboxIds, List<String> refs) throws SQLException;

    /** The end of a SELECT that locks the rows it reads of a table, and waits for those that others have locked. */
    String lock(String table);

    /** As {@link #lock}, but leaves out the rows that others have locked. */
    String lockFree(String table);

    /** What is wrong with the store, for people; empty when the fault is the statement's own, or no fault of a database. */
    default String storeFault(Throwable e) {
        // An exception of a batch or of a pool tells by its cause.
        int depth = 0;
        for (Throwable cause = e; cause != null && depth < 100; cause = cause.getCause()) {
            String fault = cause instanceof SQLException own ? storeFaultOf(own) : "";
            if (!fault.isEmpty()) {
                return fault;
            }
            depth++;
        }
        return "";
    }

    /** As {@link #storeFault}, by this exception alone. */
    String storeFaultOf(SQLException e);

    /**
     * Whether it only says that an earlier statement of the transaction has failed, which the one who sent that has passed over.
     */
    boolean followsAnEarlierFault(SQLException e);

    /**
     * Whether a fault has ended the transaction, so that further statements would be committed one by one.
     *
     * @param connection on which the statement has just failed
     */
    boolean hasEnded(Connection connection) throws SQLException;

    /** The dialect of the driver that could not connect, as far as its exception shows. */
    static Dialect ofFailure(SQLException failure) {
        return failure instanceof SQLiteException ? new SqliteDialect() : new PostgresqlDialect();
    }

    /** The dialect of a connection's database. */
    static Dialect of(Connection connection) throws SQLException {
        String product = connection.getMetaData().getDatabaseProductName();
        return switch (product) {
            case "SQLite" -> new SqliteDialect();
            case "PostgreSQL" -> new PostgresqlDialect();
            default ->
                throw new IllegalArgumentException("database: SQLite and PostgreSQL are supported, got " + product);
        };
    }
}
