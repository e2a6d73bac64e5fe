package org.realtimeupdates.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.realtimeupdates.application.port.persistence.Mailboxes.Backlog;
import org.realtimeupdates.application.port.persistence.NewPendingUpdate;
import org.realtimeupdates.application.port.persistence.PendingUpdates;
import org.realtimeupdates.application.port.persistence.RefConflictException;
import org.realtimeupdates.application.port.persistence.StoreException;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.CommandOutcome;
import org.realtimeupdates.domain.Recipient;
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
        @DisplayName("RTU-30: all that was kept is there when the store is opened again")
        void allThatWasKeptIsThere() throws Exception {
            Optional<Ref> command = Optional.of(new Ref("command"));
            long last;
            try (TestDatabase.Pool pool = database.open()) {
                JdbcServerStore store = open(pool.dataSource(), 10);
                store.devices().register(PHONE);
                store.pendingUpdates().append(List.of(forAnna("a"), forAnna("b"), forAnna("c")));
                store.pendingUpdates().remove(PHONE_PERSONAL, refs("b"), Long.MAX_VALUE);
                store.unappliedUpdates().record(PHONE_PERSONAL, refs("b"), UpdateOutcome.UNSUPPORTED);
                store.handledCommands().handleOnce(PHONE, command, transaction -> CommandOutcome.rejected("no"));
                store.handledCommands().countAttempt(PHONE, new Ref("other"));
                last = store.pendingUpdates().backlog(PHONE_PERSONAL).lastPosition();
            }

            JdbcServerStore store = open(10);
            PendingUpdates pending = store.pendingUpdates();
            assertThat(waiting(pending, PHONE_PERSONAL)).containsExactly("a", "c");
            assertThat(pending.backlog(PHONE_PERSONAL)).isEqualTo(new Backlog(2, last));
            assertThat(store.devices().known("anna")).containsExactly(PHONE);
            assertThat(store.devices().lastSeen(PHONE)).contains(clock.instant());
            assertThat(store.unappliedUpdates().count(PHONE_PERSONAL)).isEqualTo(1);
            assertThat(store.handledCommands().handleOnce(PHONE, command, transaction -> CommandOutcome.processed()))
                    .isEqualTo(CommandOutcome.rejected("no"));
            assertThat(store.handledCommands().countAttempt(PHONE, new Ref("other")))
                    .isEqualTo(2);

            pending.append(List.of(forAnna("b"), forAnna("d")));
            assertThat(waiting(pending, PHONE_PERSONAL)).containsExactly("a", "c", "d");
            assertThat(pending.backlog(PHONE_PERSONAL).lastPosition()).isGreaterThan(last);
        }

        @Test
        @DisplayName("RTU-11: a ref with other content is an error after a restart too")
        void aRefWithOtherContentIsAnErrorAfterARestartToo() throws Exception {
            try (TestDatabase.Pool pool = database.open()) {
                open(pool.dataSource(), 10).pendingUpdates().append(List.of(forDevice(PHONE, "a")));
            }
            PendingUpdates pending = open(10).pendingUpdates();

            assertThatThrownBy(() -> pending.append(List.of(new NewPendingUpdate(
                            Recipient.user("anna"), AccountType.PERSONAL, new Ref("a"), "other content"))))
                    .isInstanceOf(RefConflictException.class);
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
