package org.realtimeupdates.adapter.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A database of one test, empty at first and removed after it.
 *
 * <pre>{@code
 * @RegisterExtension
 * final TestDatabase database = TestDatabase.sqlite();
 * }</pre>
 */
abstract class TestDatabase implements AfterEachCallback {

    /** Closed after the test, the newest first. */
    final Deque<Pool> open = new ArrayDeque<>();

    private TestDatabase() {}

    /** A file of its own. */
    static TestDatabase sqlite() {
        return new Sqlite();
    }

    /** A schema of its own in the one PostgreSQL of this JVM. */
    static TestDatabase postgresql() {
        return new Postgresql();
    }

    /** A new pool of connections to the database, which is made if it is not there; closed after the test, or earlier. */
    final Pool open() throws SQLException {
        Pool pool = newPool();
        open.push(pool);
        return pool;
    }

    /** As {@link #open}, for tests that open it once. */
    final DataSource dataSource() throws SQLException {
        return open().dataSource();
    }

    /** The process that uses the database dies now, whatever it does; what it leaves is what is opened from now on. */
    abstract void crash() throws IOException;

    /** A statement that answers nothing, committed, on a connection of its own. */
    final void execute(String sql) throws SQLException {
        try (Pool pool = newPool();
                Connection connection = pool.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The number that a query answers, on a connection of its own. */
    final long number(String query) throws SQLException {
        try (Pool pool = newPool();
                Connection connection = pool.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            if (!result.next()) {
                throw new SQLException("no row");
            }
            return result.getLong(1);
        }
    }

    abstract Pool newPool() throws SQLException;

    abstract void remove() throws SQLException, IOException;

    @Override
    public final void afterEach(ExtensionContext context) throws Exception {
        open.forEach(Pool::close);
        remove();
    }

    /** Connections to a database. */
    record Pool(DataSource dataSource, Runnable end) implements AutoCloseable {

        /** Idempotent. */
        @Override
        public void close() {
            end.run();
        }
    }

    private static final class Sqlite extends TestDatabase {

        private final Path directory = temporaryDirectory();
        private Path current = directory;

        @Override
        Pool newPool() {
            SqliteDataSource source = SqliteDataSource.open(current.resolve("test.db"));
            return new Pool(source.dataSource(), source::close);
        }

        /** Goes on with a copy of the files as they are now, but for the index of the log: that is memory of the process. */
        @Override
        void crash() throws IOException {
            Path copy = Files.createTempDirectory(directory, "crash");
            for (String file : List.of("test.db", "test.db-wal")) {
                if (Files.exists(current.resolve(file))) {
                    Files.copy(current.resolve(file), copy.resolve(file));
                }
            }
            current = copy;
        }

        @Override
        void remove() throws IOException {
            List<Path> files;
            try (Stream<Path> found = Files.walk(directory)) {
                files = found.sorted(Comparator.reverseOrder()).toList();
            }
            for (Path file : files) {
                Files.delete(file);
            }
        }

        private static Path temporaryDirectory() {
            try {
                return Files.createTempDirectory("rtu-jdbc-test");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static final class Postgresql extends TestDatabase {

        private static final int MAX_CONNECTIONS = 16;

        private String name = "";

        @Override
        Pool newPool() throws SQLException {
            if (name.isEmpty()) {
                name = EmbeddedPostgresql.newSchema();
            }
            HikariConfig config = new HikariConfig();
            config.setDataSource(EmbeddedPostgresql.connections(name));
            config.setMaximumPoolSize(MAX_CONNECTIONS);
            config.setMinimumIdle(1);
            HikariDataSource pool = new HikariDataSource(config);
            return new Pool(pool, pool::close);
        }

        /** Cuts the connections: the database rolls back what ran on them. */
        @Override
        void crash() {
            open.forEach(Pool::close);
            open.clear();
        }

        @Override
        void remove() throws SQLException {
            if (!name.isEmpty()) {
                EmbeddedPostgresql.drop(name);
            }
        }
    }
}
