package org.realtimeupdates.adapter.jdbc;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/** The one PostgreSQL server of this JVM, as durable as in production; it ends with the JVM. */
final class EmbeddedPostgresql {

    private static final EmbeddedPostgres SERVER = start();
    private static final AtomicInteger databases = new AtomicInteger();

    private EmbeddedPostgresql() {}

    /** Makes an empty database and gives its name. */
    static String newDatabase() throws SQLException {
        String name = "test" + databases.incrementAndGet();
        execute("CREATE DATABASE " + name);
        return name;
    }

    /** Removes a database, and ends the connections to it. */
    static void drop(String database) throws SQLException {
        execute("DROP DATABASE " + database + " WITH (FORCE)");
    }

    /** Unpooled connections to a database. */
    static DataSource connections(String database) {
        return SERVER.getDatabase("postgres", database);
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = SERVER.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static EmbeddedPostgres start() {
        try {
            return EmbeddedPostgres.builder()
                    .setServerConfig("fsync", "on")
                    .setServerConfig("full_page_writes", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
