package org.realtimeupdates.adapter.jdbc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.realtimeupdates.application.port.persistence.StoreException;

/** The write-ahead log of a SQLite file; once in use it stays. */
final class WriteAheadLog {

    private static final int SQLITE_BUSY = 5;

    /** Each wait behind another one who does the same is bounded by the connection's lock timeout. */
    private static final int MAX_TRIES = 20;

    private WriteAheadLog() {}

    /**
     * Lets the file have one.
     *
     * @param connection in no transaction
     * @throws StoreException when the database is no file
     */
    static void use(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (int tries = 1; ; tries++) {
                try {
                    require(statement);
                    return;
                } catch (SQLException e) {
                    if ((e.getErrorCode() & 0xff) != SQLITE_BUSY || tries == MAX_TRIES) {
                        throw e;
                    }
                    awaitTurn(statement);
                }
            }
        }
    }

    private static void require(Statement statement) throws SQLException {
        try (ResultSet mode = statement.executeQuery("PRAGMA journal_mode = WAL")) {
            String now = mode.next() ? mode.getString(1) : "";
            if (!now.equalsIgnoreCase("wal")) {
                throw new StoreException("the database must be a file with a write-ahead log, its journal is " + now);
            }
        }
    }

    /** Of two who set it up at once SQLite lets one fail without waiting; for the write lock it waits. */
    private static void awaitTurn(Statement statement) throws SQLException {
        statement.execute("BEGIN IMMEDIATE");
        statement.execute("ROLLBACK");
    }
}
