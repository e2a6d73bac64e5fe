package org.realtimeupdates.adapter.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A lock of a PostgreSQL session, for the schema that the tables are in. The server frees it when the connection is lost. */
final class AdvisoryLock implements ClientLock {

    private static final Logger log = LoggerFactory.getLogger(AdvisoryLock.class);

    private static final String KEY = "(hashtext('realtime-updates client'), hashtext(current_schema()))";

    private final Connection connection;

    private AdvisoryLock(Connection connection) {
        this.connection = connection;
    }

    /**
     * Takes it, on a connection that is held open.
     *
     * @throws org.realtimeupdates.application.port.persistence.StoreException when it is taken
     */
    static ClientLock take(DataSource dataSource) throws SQLException {
        Connection connection = dataSource.getConnection();
        try {
            connection.setAutoCommit(true);
            if (isFree(connection)) {
                return new AdvisoryLock(connection);
            }
        } catch (SQLException e) {
            close(connection);
            throw e;
        }
        close(connection);
        throw ClientLock.taken();
    }

    private static boolean isFree(Connection connection) throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement("SELECT pg_try_advisory_lock" + KEY);
                ResultSet result = lock.executeQuery()) {
            return result.next() && result.getBoolean(1);
        }
    }

    /** A pool keeps the session, so the lock is given back before the connection. */
    @Override
    public void close() {
        try (Statement unlock = connection.createStatement()) {
            unlock.execute("SELECT pg_advisory_unlock" + KEY);
        } catch (SQLException e) {
            log.debug("The lock was lost with its connection", e);
        }
        close(connection);
    }

    private static void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            log.debug("The connection of the lock was lost", e);
        }
    }
}
