package org.realtimeupdates.adapter.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** PostgreSQL: many writers; each transaction says whether its commit waits for the disk. */
record PostgresqlDialect() implements Dialect {

    private static final Logger log = LoggerFactory.getLogger(PostgresqlDialect.class);

    /** Classes of SQLSTATE (PostgreSQL manual, appendix A) that blame the store and not the statement. */
    private static final Map<String, String> FAULTS = Map.ofEntries(
            Map.entry("08", "the connection to the database is lost"),
            Map.entry("28", "the database does not let this user in"),
            Map.entry("3D", "the database does not exist"),
            Map.entry("40", "the transaction got in the way of another one"),
            Map.entry("53", "the database has no room or memory left"),
            Map.entry("55", "what the transaction needs is locked"),
            Map.entry("57", "the database was stopped"),
            Map.entry("58", "the database cannot be read or written"),
            Map.entry("F0", "the database is misconfigured"),
            Map.entry("XX", "the database is broken"));

    /** Whoever waited for a row's lock must see what the one before has committed. */
    private static final String ISOLATION = "SET TRANSACTION ISOLATION LEVEL READ COMMITTED";

    /** Any number that other users of advisory locks are unlikely to take. */
    private static final long SCHEMA_LOCK = 0x7274_755f_7363_6801L;

    @Override
    public String name() {
        return "postgresql";
    }

    @Override
    public void prepare(Connection connection) throws SQLException {
        if (setting(connection, "fsync").equals("off")) {
            log.warn(
                    "This PostgreSQL runs with fsync = off: what it says it has committed does not survive a power failure");
        }
    }

    @Override
    public void begin(Connection connection, boolean durable) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    ISOLATION + (durable ? "; SHOW synchronous_commit" : "; SET LOCAL synchronous_commit TO OFF"));
            if (durable && statement.getMoreResults() && isOff(statement.getResultSet())) {
                statement.execute("SET LOCAL synchronous_commit TO ON");
            }
        }
    }

    @Override
    public void commit(Connection connection) throws SQLException {
        connection.commit();
    }

    @Override
    public void rollBack(Connection connection) throws SQLException {
        connection.rollback();
    }

    @Override
    public void end(Connection connection, boolean durable) throws SQLException {
        connection.setAutoCommit(true);
    }

    private static boolean isOff(ResultSet setting) throws SQLException {
        return setting.next() && setting.getString(1).equals("off");
    }

    @Override
    public boolean hasOneWriter() {
        return false;
    }

    @Override
    public boolean readsRowByRow() {
        return false;
    }

    @Override
    public void lockSchema(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SELECT pg_advisory_xact_lock(" + SCHEMA_LOCK + ")");
        }
    }

    @Override
    public void takeTurns(Connection connection, String table) throws SQLException {
        String sql = "SELECT pg_advisory_xact_lock(hashtext(?), hashtext(current_schema()))";
        try (PreparedStatement lock = connection.prepareStatement(sql)) {
            lock.setString(1, table);
            lock.execute();
        }
    }

    @Override
    public ClientLock lockClient(DataSource dataSource) throws SQLException {
        return AdvisoryLock.take(dataSource);
    }

    @Override
    public String isAmong() {
        return "= ANY (?)";
    }

    @Override
    public String list() {
        return "unnest(?) AS list (value)";
    }

    @Override
    public void setLongs(PreparedStatement statement, int index, Collection<Long> values) throws SQLException {
        statement.setArray(index, statement.getConnection().createArrayOf("bigint", values.toArray()));
    }

    @Override
    public void setTexts(PreparedStatement statement, int index, Collection<String> values) throws SQLException {
        statement.setArray(index, statement.getConnection().createArrayOf("text", values.toArray()));
    }

    @Override
    public String pairs() {
        return "unnest(?, ?) AS wanted (mailbox_id, ref)";
    }

    @Override
    public void setPairs(PreparedStatement statement, int index, List<Long> mailboxIds, List<String> refs)
            throws SQLException {
        setLongs(statement, index, mailboxIds);
        setTexts(statement, index + 1, refs);
    }

    @Override
    public String lock(String table) {
        return "FOR UPDATE OF " + table;
    }

    @Override
    public String lockFree(String table) {
        return "FOR UPDATE OF " + table + " SKIP LOCKED";
    }

    @Override
    public String storeFaultOf(SQLException e) {
        String state = e.getSQLState();
        if (state == null || state.length() < 2) {
            return "";
        }
        if (state.equals("25006")) {
            return "the database cannot be written to";
        }
        return FAULTS.getOrDefault(state.substring(0, 2), "");
    }

    @Override
    public boolean followsAnEarlierFault(SQLException e) {
        return "25P02".equals(e.getSQLState());
    }

    /** It refuses further statements until the transaction is rolled back. */
    @Override
    public boolean hasEnded(Connection connection) {
        return false;
    }

    private static String setting(Connection connection, String name) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SHOW " + name)) {
            return result.next() ? result.getString(1) : "";
        }
    }
}
