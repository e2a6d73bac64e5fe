package org.realtimeupdates.adapter.jdbc;

import java.sql.Connection;
import java.sql.SQLException;

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
     * Begins a transaction that writes.
     *
     * @param durable whether its commit waits for the disk
     */
    void begin(Connection connection, boolean durable) throws SQLException;

    /** Undoes on the connection what {@link #begin} set on it; the transaction is over. */
    void end(Connection connection, boolean durable) throws SQLException;

    /** Whether only one transaction can write at a time, so that writers of one process had better take turns. */
    boolean hasOneWriter();

    /** Holds off other processes that migrate the same database until this transaction ends. */
    void lockSchema(Connection connection) throws SQLException;

    /** What is wrong with the store, for people; empty when the fault is the statement's own. */
    String storeFault(SQLException e);

    /**
     * Whether it only says that an earlier statement of the transaction has failed, which the one who sent that has passed over.
     */
    boolean followsAnEarlierFault(SQLException e);

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
