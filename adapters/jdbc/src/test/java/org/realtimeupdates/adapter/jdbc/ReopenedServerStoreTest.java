package org.realtimeupdates.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.realtimeupdates.application.port.persistence.StoreException;
import org.realtimeupdates.domain.Ref;
import org.realtimeupdates.domain.UpdateOutcome;

/** What a server finds when it starts again. */
class ReopenedServerStoreTest {

    @Nested
    class OnSqlite extends Rules {
        OnSqlite() {
            super(TestDatabase.sqlite());
        }
    }

    @Nested
    class OnPostgresql extends Rules {
        OnPostgresql() {
            super(TestDatabase.postgresql());
        }
    }

    abstract static class Rules extends ServerStoreFixture {

        Rules(TestDatabase database) {
            super(database);
        }

        @Test
        @DisplayName("RTU-20: what need not be durable at once is there as well after an end in order")
        void whatNeedNotBeDurableAtOnceIsThereAsWell() throws Exception {
            try (TestDatabase.Pool pool = database.open()) {
                JdbcServerStore store = open(pool.dataSource(), 10);
                store.devices().register(PHONE);
                store.pendingUpdates().append(List.of(forAnna("a"), forAnna("b")));
                store.pendingUpdates().remove(PHONE_PERSONAL, refs("b"), Long.MAX_VALUE);
                store.unappliedUpdates().record(PHONE_PERSONAL, refs("b"), UpdateOutcome.UNSUPPORTED);
                store.handledCommands().countAttempt(PHONE, new Ref("command"));
            }

            JdbcServerStore store = open(10);
            assertThat(waiting(store.pendingUpdates(), PHONE_PERSONAL)).containsExactly("a");
            assertThat(store.devices().lastSeen(PHONE)).contains(clock.instant());
            assertThat(store.unappliedUpdates().count(PHONE_PERSONAL)).isEqualTo(1);
            assertThat(store.handledCommands().countAttempt(PHONE, new Ref("command")))
                    .isEqualTo(2);
        }

        @Test
        void tablesOfANewerVersionAreRefused() throws Exception {
            open(10);
            database.execute("UPDATE rtu_schema SET version = 99 WHERE half = 'server'");

            assertThatThrownBy(() -> open(10))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("newer version")
                    .hasMessageContaining("99");
        }

        @Test
        void twoServersMayOpenAnEmptyDatabaseAtOnce() throws Exception {
            Threads.runAtOnce(() -> open(10), () -> open(10), () -> open(10));

            assertThat(database.number("SELECT COUNT(*) FROM rtu_schema")).isEqualTo(1);
        }
    }
}
