package org.realtimeupdates.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.realtimeupdates.adapter.jdbc.NoteTable.effect;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.realtimeupdates.adapter.jsonb.JsonbEntityCodec;
import org.realtimeupdates.application.client.ClientOptions;
import org.realtimeupdates.application.port.persistence.Effect;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Ref;
import org.realtimeupdates.testfixtures.time.ManualClock;

/** A year of an app that connects once a day. */
class RefsOfAYearTest {

    private static final int DAYS = 365;
    private static final int UPDATES_A_DAY = 20;
    private static final Duration MEMORY = ClientOptions.Retention.DEFAULT.refs();

    @TempDir
    Path directory;

    private final ManualClock clock = new ManualClock();

    @Test
    @DisplayName("RTU-36: what is remembered of a year is what came in its last days")
    void whatIsRememberedIsBounded() throws Exception {
        try (SqliteDataSource source = SqliteDataSource.open(directory.resolve("app.db"));
                JdbcClientStore store = JdbcClientStore.open(source.dataSource(), new JsonbEntityCodec(), clock)) {
            long most = 0;
            for (int day = 0; day < DAYS; day++) {
                for (AccountType account : AccountType.values()) {
                    // The server lets go of this one before the app has done with it.
                    store.attempts().count(account, List.of(new Ref("let go of on day " + day)));
                    store.appliedUpdates().applyOnce(account, updatesOf(day));
                    store.appliedUpdates().forget(account, clock.instant().minus(MEMORY));
                }
                most = Math.max(most, count(source, "rtu_applied"));
                clock.advance(Duration.ofDays(1));
            }

            long accounts = AccountType.values().length;
            assertThat(most).isEqualTo(accounts * UPDATES_A_DAY * (MEMORY.toDays() + 1));
            assertThat(count(source, "rtu_attempt")).isLessThanOrEqualTo(accounts * (MEMORY.toDays() + 91));
        }
    }

    private static List<Effect> updatesOf(int day) {
        return IntStream.range(0, UPDATES_A_DAY)
                .mapToObj(i -> effect(day + "-" + i, connection -> {}))
                .toList();
    }

    private static long count(SqliteDataSource source, String table) throws SQLException {
        try (Connection connection = source.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM " + table)) {
            return row.getLong(1);
        }
    }
}
