package org.realtimeupdates.adapter.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.realtimeupdates.application.port.persistence.StoreException;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TransactionMode;

/**
 * Connections to a SQLite file: a write-ahead log, commits that wait for the disk, writing transactions that take the write lock as
 * they begin. A small pool; close it after the store that uses it.
 */
public final class SqliteDataSource implements AutoCloseable {

    /** How long a connection waits for a lock that another process holds. */
    private static final Duration LOCK_TIMEOUT = Duration.ofSeconds(5);

    private static final int MAX_CONNECTIONS = 8;

    private final HikariDataSource pool;

    private SqliteDataSource(HikariDataSource pool) {
        this.pool = pool;
    }

    /**
     * A pool of connections to that file, which is made if it does not exist.
     *
     * @throws StoreException when it cannot be opened or is no database
     */
    public static SqliteDataSource open(Path file) {
        HikariConfig pool = new HikariConfig();
        pool.setDataSource(connections(file));
        pool.setMaximumPoolSize(MAX_CONNECTIONS);
        pool.setMinimumIdle(1);
        pool.setPoolName("realtime-sqlite");
        // One try to connect, which tells what is wrong with the file.
        pool.setInitializationFailTimeout(1);
        pool.setConnectionTimeout(LOCK_TIMEOUT.toMillis());
        try {
            SqliteDataSource source = new SqliteDataSource(new HikariDataSource(pool));
            source.prepare();
            return source;
        } catch (PoolInitializationException e) {
            throw JdbcDatabase.cannotBeOpened(e);
        }
    }

    private void prepare() {
        try (Connection connection = pool.getConnection()) {
            WriteAheadLog.use(connection);
        } catch (SQLException e) {
            pool.close();
            throw JdbcDatabase.cannotBeOpened(e);
        } catch (StoreException e) {
            pool.close();
            throw e;
        }
    }

    /** For stores, and for an application's own tables in the same file. */
    public DataSource dataSource() {
        return pool;
    }

    /** Closes the connections. Idempotent. */
    @Override
    public void close() {
        pool.close();
    }

    private static DataSource connections(Path file) {
        SQLiteConfig config = new SQLiteConfig();
        config.setSynchronous(SynchronousMode.FULL);
        config.setTransactionMode(TransactionMode.IMMEDIATE);
        config.setBusyTimeout((int) LOCK_TIMEOUT.toMillis());
        config.enforceForeignKeys(true);
        org.sqlite.SQLiteDataSource source = new org.sqlite.SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file);
        return source;
    }
}
