package org.realtimeupdates.adapter.jdbc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.realtimeupdates.application.port.persistence.StoreException;

/** SQLite: one writer, a write-ahead log, and a commit that waits for the disk only where {@code synchronous} is FULL. */
record SqliteDialect() implements Dialect {

    /** Result codes of SQLite ({@code sqlite3.h}) that blame the store and not the statement. */
    private static final Map<Integer, String> FAULTS = Map.ofEntries(
            Map.entry(3, "access to the database is denied"),
            Map.entry(5, "the database is locked"),
            Map.entry(6, "the database is locked"),
            Map.entry(7, "there is no memory for the database"),
            Map.entry(8, "the database cannot be written to"),
            Map.entry(9, "the database was interrupted"),
            Map.entry(10, "the database cannot be read or written"),
            Map.entry(11, "the database is corrupted"),
            Map.entry(13, "the database or its disk is full"),
            Map.entry(14, "the database cannot be opened"),
            Map.entry(15, "the database is locked"),
            Map.entry(17, "the database was changed by another program"),
            Map.entry(22, "the database is too large"),
            Map.entry(26, "the file is no SQLite database"));

    @Override
    public String name() {
        return "sqlite";
    }

    @Override
    public void prepare(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            check(statement);
            try (ResultSet mode = statement.executeQuery("PRAGMA journal_mode = WAL")) {
                String now = mode.next() ? mode.getString(1) : "";
                if (!now.equalsIgnoreCase("wal")) {
                    throw new StoreException(
                            "the database must be a file with a write-ahead log, its journal is " + now);
                }
            }
        }
    }

    /** Finds a file that is no database, or a broken one, before anything is built on it. */
    private static void check(Statement statement) throws SQLException {
        try (ResultSet result = statement.executeQuery("PRAGMA quick_check(1)")) {
            if (!result.next() || !result.getString(1).equals("ok")) {
                throw new StoreException("the database is corrupted");
            }
        }
    }

    @Override
    public void begin(Connection connection, boolean durable) throws SQLException {
        execute(connection, "PRAGMA synchronous = " + (durable ? "FULL" : "NORMAL"));
        connection.setAutoCommit(false);
    }

    @Override
    public void end(Connection connection, boolean durable) throws SQLException {
        connection.setAutoCommit(true);
    }

    @Override
    public boolean hasOneWriter() {
        return true;
    }

    @Override
    public void lockSchema(Connection connection) {
        // A transaction that writes has the database to itself.
    }

    @Override
    public String storeFault(SQLException e) {
        return FAULTS.getOrDefault(e.getErrorCode() & 0xff, "");
    }

    @Override
    public boolean followsAnEarlierFault(SQLException e) {
        return false;
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
