package org.realtimeupdates.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.realtimeupdates.domain.CommandOutcome;
import org.realtimeupdates.domain.Ref;
import org.realtimeupdates.domain.UpdateOutcome;

/** Which commits wait for the disk, and which do not have to. */
class WaitingForTheDiskTest {

    @Nested
    class OnSqlite extends Rules {
        OnSqlite() {
            super(TestDatabase.sqlite(), "PRAGMA synchronous", "2", "1");
        }
    }

    @Nested
    class OnPostgresql extends Rules {
        OnPostgresql() {
            super(TestDatabase.postgresql(), "SHOW synchronous_commit", "on", "off");
        }

        @Test
        @DisplayName("RTU-30: publishing waits for the disk though the connections are not set to")
        void publishingWaitsThoughTheConnectionsAreNotSetTo() throws Exception {
            try (Connection connection = database.dataSource().getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("ALTER ROLE postgres SET synchronous_commit = off");
                try {
                    SpyingDataSource spy = new SpyingDataSource(database.dataSource(), "SHOW synchronous_commit");
                    JdbcServerStore store = open(spy.dataSource(), 10);
                    spy.answers();
                    store.pendingUpdates().append(List.of(forDevice(PHONE, "a")));
                    assertThat(spy.answers()).containsExactly("on");
                } finally {
                    statement.execute("ALTER ROLE postgres RESET synchronous_commit");
                }
            }
        }
    }

    abstract static class Rules extends ServerStoreFixture {

        private final String question;
        private final String waits;
        private final String doesNot;

        Rules(TestDatabase database, String question, String waits, String doesNot) {
            super(database);
            this.question = question;
            this.waits = waits;
            this.doesNot = doesNot;
        }

        @Test
        @DisplayName("RTU-30: publishing, new devices and commands wait for the disk; replies and notes do not")
        void whatWaitsForTheDisk() throws Exception {
            DataSource dataSource = database.dataSource();
            SpyingDataSource spy = new SpyingDataSource(dataSource, question);
            JdbcServerStore store = open(spy.dataSource(), 10);
            spy.answers();

            store.devices().register(PHONE);
            assertThat(spy.answers()).containsExactly(waits);
            store.pendingUpdates().append(List.of(forAnna("a"), forAnna("b")));
            assertThat(spy.answers()).containsExactly(waits);
            store.handledCommands().handleOnce(PHONE, Optional.of(new Ref("c")), t -> CommandOutcome.processed());
            store.handledCommands().countAttempt(PHONE, new Ref("d"));
            store.mailboxDirectory().drop(PHONE_PERSONAL);
            assertThat(spy.answers()).containsExactly(waits, waits, waits);

            store.pendingUpdates().append(List.of(forAnna("e"), forAnna("f")));
            spy.answers();
            assertThat(store.pendingUpdates().remove(PHONE_PERSONAL, refs("e", "f"), Long.MAX_VALUE))
                    .isEqualTo(2);
            assertThat(spy.answers()).containsExactly(doesNot);
            store.unappliedUpdates().record(PHONE_PERSONAL, refs("e"), UpdateOutcome.QUARANTINED);
            assertThat(spy.answers()).containsExactly(doesNot);
        }

        @Test
        @DisplayName("RTU-30: registering a known device again writes once a minute, without waiting for the disk")
        void registeringAgainWritesOnceAMinute() throws Exception {
            SpyingDataSource spy = new SpyingDataSource(database.dataSource(), question);
            JdbcServerStore store = open(spy.dataSource(), 10);
            store.devices().register(PHONE);
            spy.answers();

            clock.advance(Duration.ofSeconds(59));
            store.devices().register(PHONE);
            assertThat(spy.answers()).isEmpty();
            clock.advance(SECOND);
            store.devices().register(PHONE);
            assertThat(spy.answers()).containsExactly(doesNot);
        }

        @Test
        @DisplayName("RTU-30: a connection that did not wait for the disk waits again for its next user")
        void aConnectionWaitsAgainForItsNextUser() throws Exception {
            DataSource dataSource = database.dataSource();
            JdbcServerStore store = open(dataSource, 10);
            store.pendingUpdates().append(List.of(forDevice(PHONE, "a")));
            store.pendingUpdates().remove(PHONE_PERSONAL, refs("a"), Long.MAX_VALUE);

            // This thread gets the connection it used last.
            try (Connection connection = dataSource.getConnection();
                    Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery(question)) {
                assertThat(row.next()).isTrue();
                assertThat(row.getString(1)).isEqualTo(waits);
            }
        }
    }
}
