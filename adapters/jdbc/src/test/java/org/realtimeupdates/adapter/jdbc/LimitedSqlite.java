package org.realtimeupdates.adapter.jdbc;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteDataSource;

/** Unpooled connections, as an application's own data source may give them, to a file on a disk that can get full. */
final class LimitedSqlite extends SQLiteDataSource {

    private static final int LOCK_TIMEOUT_MILLIS = 50;

    private volatile long maxPages = Integer.MAX_VALUE;

    LimitedSqlite(Path file) {
        super(config(new SQLiteConfig()));
        setUrl("jdbc:sqlite:" + file);
    }

    /** The disk has room for so many pages more than the file has now. */
    void leaveRoom(int pages) throws SQLException {
        maxPages = Integer.MAX_VALUE;
        try (Connection connection = getConnection();
                Statement statement = connection.createStatement();
                ResultSet count = statement.executeQuery("PRAGMA page_count")) {
            maxPages = count.getLong(1) + pages;
        }
    }

    /** The disk has room. */
    void leaveRoom() {
        maxPages = Integer.MAX_VALUE;
    }

    @Override
    public SQLiteConnection getConnection(String user, String password) throws SQLException {
        SQLiteConnection connection = super.getConnection(user, password);
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA max_page_count = " + maxPages);
        }
        return connection;
    }

    private static SQLiteConfig config(SQLiteConfig config) {
        config.setBusyTimeout(LOCK_TIMEOUT_MILLIS);
        return config;
    }
}
