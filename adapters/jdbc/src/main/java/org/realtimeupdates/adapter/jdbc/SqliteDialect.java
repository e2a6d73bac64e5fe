package org.realtimeupdates.adapter.jdbc;

import static java.util.stream.Collectors.joining;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.realtimeupdates.application.port.persistence.StoreException;
import org.sqlite.SQLiteConfig.TransactionMode;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteConnectionConfig;
import org.sqlite.SQLiteException;

/** SQLite: one writer, a write-ahead log, and a commit that waits for the disk only where {@code synchronous} is FULL. */
record SqliteDialect() implements Dialect {

    /** The result code for what has none of its own. */
    private static final int SQLITE_ERROR = 1;

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
        connection.setAutoCommit(true);
        try (Statement statement = connection.createStatement()) {
            check(statement);
        }
        WriteAheadLog.use(connection);
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
        connection.setAutoCommit(true);
        execute(connection, "PRAGMA synchronous = " + (durable ? "FULL" : "NORMAL"));
        SQLiteConnectionConfig driver = driver(connection);
        TransactionMode mode = driver.getTransactionMode();
        driver.setTransactionMode(TransactionMode.IMMEDIATE);
        try {
            connection.setAutoCommit(false);
        } catch (SQLException e) {
            // The driver believes it has begun.
            driver.setAutoCommit(true);
            end(connection, durable);
            throw e;
        } finally {
            driver.setTransactionMode(mode);
        }
    }

    @Override
    public void commit(Connection connection) throws SQLException {
        endTransaction(connection, Connection::commit);
    }

    @Override
    public void rollBack(Connection connection) throws SQLException {
        try {
            endTransaction(connection, Connection::rollback);
        } catch (SQLException e) {
            // After an error like a full disk the database has rolled back by itself, and says that there is nothing to
            // roll back.
            driver(connection).setAutoCommit(true);
            if ((e.getErrorCode() & 0xff) != SQLITE_ERROR) {
                throw e;
            }
        }
    }

    @Override
    public void end(Connection connection, boolean durable) throws SQLException {
        connection.setAutoCommit(true);
        if (!durable) {
            execute(connection, "PRAGMA synchronous = FULL");
        }
    }

    /** The driver begins the next transaction at once, which must not wait for the lock, and fail, after this one was committed. */
    private static void endTransaction(Connection connection, End end) throws SQLException {
        SQLiteConnectionConfig driver = driver(connection);
        TransactionMode mode = driver.getTransactionMode();
        driver.setTransactionMode(TransactionMode.DEFERRED);
        try {
            end.run(connection);
        } finally {
            driver.setTransactionMode(mode);
        }
    }

    private static SQLiteConnectionConfig driver(Connection connection) throws SQLException {
        return connection.unwrap(SQLiteConnection.class).getConnectionConfig();
    }

    @Override
    public boolean hasOneWriter() {
        return true;
    }

    @Override
    public boolean readsRowByRow() {
        return true;
    }

    @Override
    public void lockSchema(Connection connection) {
        // A transaction that writes has the database to itself.
    }

    @Override
    public void takeTurns(Connection connection, String table) {
        // As above.
    }

    @Override
    public ClientLock lockClient(DataSource dataSource) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet main = statement.executeQuery("SELECT file FROM pragma_database_list WHERE name = 'main'")) {
            if (!main.next()) {
                throw new StoreException("the database is no file");
            }
            return LockFile.take(Path.of(main.getString(1)));
        }
    }

    @Override
    public String isAmong() {
        return "IN (SELECT value FROM json_each(?))";
    }

    @Override
    public String list() {
        return "json_each(?)";
    }

    @Override
    public void setLongs(PreparedStatement statement, int index, Collection<Long> values) throws SQLException {
        statement.setString(index, values.stream().map(String::valueOf).collect(joining(",", "[", "]")));
    }

    @Override
    public void setTexts(PreparedStatement statement, int index, Collection<String> values) throws SQLException {
        statement.setString(index, values.stream().map(SqliteDialect::json).collect(joining(",", "[", "]")));
    }

    @Override
    public String pairs() {
        return "(SELECT value ->> 0 AS mailbox_id, value ->> 1 AS ref FROM json_each(?)) AS wanted";
    }

    @Override
    public void setPairs(PreparedStatement statement, int index, List<Long> mailboxIds, List<String> refs)
            throws SQLException {
        statement.setString(
                index,
                IntStream.range(0, refs.size())
                        .mapToObj(i -> "[" + mailboxIds.get(i) + "," + json(refs.get(i)) + "]")
                        .collect(joining(",", "[", "]")));
    }

    /** A JSON string. */
    private static String json(String text) {
        if (isPlain(text)) {
            return '"' + text + '"';
        }
        StringBuilder json = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ') {
                json.append(String.format("\\u%04x", (int) c));
            } else if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else {
                json.append(c);
            }
        }
        return json.append('"').toString();
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c == '"' || c == '\\') {
                return false;
            }
        }
        return true;
    }

    @Override
    public String lock(String table) {
        return "";
    }

    @Override
    public String lockFree(String table) {
        return "";
    }

    @Override
    public String storeFaultOf(SQLException e) {
        return e instanceof SQLiteException ? FAULTS.getOrDefault(e.getErrorCode() & 0xff, "") : "";
    }

    @Override
    public boolean followsAnEarlierFault(SQLException e) {
        return false;
    }

    @Override
    public boolean hasEnded(Connection connection) {
        try {
            execute(connection, "BEGIN");
            execute(connection, "ROLLBACK");
            return true;
        } catch (SQLException e) {
            // There is no transaction in a transaction: it goes on.
            return false;
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** How a transaction ends. */
    @FunctionalInterface
    private interface End {
        void run(Connection connection) throws SQLException;
    }
}
