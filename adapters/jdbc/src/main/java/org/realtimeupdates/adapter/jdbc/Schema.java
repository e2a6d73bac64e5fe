package org.realtimeupdates.adapter.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.regex.Pattern;
import org.realtimeupdates.application.port.persistence.StoreException;

/**
 * The tables of one half, by version: {@code HALF-VERSION.DIALECT.sql} beside this class takes a database from the version before to
 * that one. The table {@code rtu_schema} tells which version a database has.
 */
enum Schema {
    CLIENT("client", 1),
    SERVER("server", 1);

    private static final Pattern END_OF_STATEMENT = Pattern.compile(";\\s*\\R");

    private static final int NONE = 0;

    private final String half;
    private final int newest;

    Schema(String half, int newest) {
        this.half = half;
        this.newest = newest;
    }

    /**
     * Brings the tables up to date, within the running transaction.
     *
     * @throws StoreException when a newer version of this adapter made them
     */
    void migrate(Connection connection, Dialect dialect) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    "CREATE TABLE IF NOT EXISTS rtu_schema (half TEXT PRIMARY KEY, version INTEGER NOT NULL)");
        }
        int version = version(connection);
        if (version > newest) {
            throw new StoreException(
                    "the database was made by a newer version of this program: its tables have version " + version
                            + ", this one knows " + newest);
        }
        for (int next = version + 1; next <= newest; next++) {
            run(connection, half + "-" + next + "." + dialect.name() + ".sql");
        }
        // Also where nothing has changed: a database that cannot be written to is found out now.
        record(connection);
    }

    private int version(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT version FROM rtu_schema WHERE half = ?")) {
            select.setString(1, half);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? row.getInt(1) : NONE;
            }
        }
    }

    private void record(Connection connection) throws SQLException {
        String sql = """
                INSERT INTO rtu_schema (half, version) VALUES (?, ?)
                ON CONFLICT (half) DO UPDATE SET version = excluded.version
                """;
        try (PreparedStatement upsert = connection.prepareStatement(sql)) {
            upsert.setString(1, half);
            upsert.setInt(2, newest);
            upsert.executeUpdate();
        }
    }

    /** Statements end with a semicolon at the end of a line. */
    private static void run(Connection connection, String file) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : END_OF_STATEMENT.split(text(file), -1)) {
                if (!sql.isBlank()) {
                    statement.execute(sql);
                }
            }
        }
    }

    private static String text(String file) {
        try (InputStream in = Schema.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("schema file is missing: " + file);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
