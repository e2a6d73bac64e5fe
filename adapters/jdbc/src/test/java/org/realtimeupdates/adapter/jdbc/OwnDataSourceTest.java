package org.realtimeupdates.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.realtimeupdates.adapter.jdbc.NoteTable.noting;
import static org.realtimeupdates.domain.AccountType.PERSONAL;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.realtimeupdates.adapter.jsonb.JsonbEntityCodec;
import org.realtimeupdates.application.port.persistence.StoreException;

/** A pool of the application's own, set up in its own way: one connection, whose transactions begin by themselves and lock late. */
class OwnDataSourceTest {

    private static final String FULL = "2";

    @TempDir
    Path directory;

    private LimitedSqlite file;
    private HikariDataSource pool;
    private JdbcClientStore store;

    @BeforeEach
    void open() throws Exception {
        file = new LimitedSqlite(directory.resolve("app.db"));
        HikariConfig config = new HikariConfig();
        config.setDataSource(file);
        config.setMaximumPoolSize(1);
        config.setAutoCommit(false);
        pool = new HikariDataSource(config);
        store = JdbcClientStore.open(pool, new JsonbEntityCodec(), InstantSource.system());
        execute(NoteTable.CREATE);
    }

    @AfterEach
    void close() {
        store.close();
        pool.close();
    }

    @Test
    void theStoreWorksOnIt() throws Exception {
        store.appliedUpdates().applyOnce(PERSONAL, List.of(noting("a")));
        store.appliedUpdates().forget(PERSONAL, Instant.EPOCH);

        assertThat(store.outbox().list(0, 10)).isEmpty();
        assertThat(execute(NoteTable.COUNT)).isEqualTo("1");
    }

    @Test
    void theApplicationsOwnCommitsWaitForTheDiskStill() throws Exception {
        store.appliedUpdates().forget(PERSONAL, Instant.EPOCH);
        assertThat(execute("PRAGMA synchronous")).isEqualTo(FULL);

        try (Connection other = file.getConnection();
                Statement lock = other.createStatement()) {
            lock.execute("BEGIN IMMEDIATE");
            assertThatThrownBy(() -> store.appliedUpdates().forget(PERSONAL, Instant.EPOCH))
                    .isInstanceOf(StoreException.class);
        }
        assertThat(execute("PRAGMA synchronous")).isEqualTo(FULL);
    }

    /** As the application does it; gives the first answer. */
    private String execute(String sql) throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            String answer = "";
            if (statement.execute(sql)) {
                try (ResultSet result = statement.getResultSet()) {
                    answer = result.getString(1);
                }
            }
            connection.commit();
            return answer;
        }
    }
}
