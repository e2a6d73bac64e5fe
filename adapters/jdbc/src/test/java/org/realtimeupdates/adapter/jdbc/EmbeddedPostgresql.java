package org.realtimeupdates.adapter.jdbc;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/** The one PostgreSQL server of this JVM, as durable as in production; it ends with the JVM. */
final class EmbeddedPostgresql {

    private static final EmbeddedPostgres SERVER = start();
    private static final AtomicInteger schemas = new AtomicInteger();

    private EmbeddedPostgresql() {}

    /** Makes an empty schema, which is cheaper than a database of its own and separates tests as well; gives its name. */
    static String newSchema() throws SQLException {
        String name = "test" + schemas.incrementAndGet();
        execute("CREATE SCHEMA " + name);
        return name;
    }

    /** Removes a schema. */
    static void drop(String schema) throws SQLException {
        execute("DROP SCHEMA " + schema + " CASCADE");
    }

    /** Unpooled connections that find that schema first. */
    static DataSource connections(String schema) {
        return SERVER.getDatabase("postgres", "postgres", Map.of("currentSchema", schema));
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
