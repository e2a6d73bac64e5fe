package org.realtimeupdates.benchmarks;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Real databases for a measurement: SQLite files, and one PostgreSQL whose commits wait for the disk. */
final class BenchDatabases implements AutoCloseable {

    private final Path folder;
    private final EmbeddedPostgres postgres;
    private int made;

    BenchDatabases() throws IOException {
        folder = Files.createTempDirectory("benchmark");
        postgres = EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .start();
    }

    /** A file that does not exist yet. */
    Path newFile() {
        return folder.resolve("database" + made++ + ".db");
    }

    /** The URL of a new, empty PostgreSQL database. */
    String newPostgresqlUrl() throws SQLException {
        String name = "benchmark" + made++;
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        }
        return postgres.getJdbcUrl("postgres", name);
    }

    static HikariDataSource pool(String url) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        return new HikariDataSource(config);
    }

    @Override
    public void close() throws IOException {
        postgres.close();
    }
}
