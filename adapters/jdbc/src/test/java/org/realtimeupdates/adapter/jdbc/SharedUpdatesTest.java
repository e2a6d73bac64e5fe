package org.realtimeupdates.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.realtimeupdates.application.port.persistence.PendingUpdates;
import org.realtimeupdates.application.port.persistence.StoreException;
import org.realtimeupdates.domain.Ref;

/** The rows behind the mailboxes: as few as can be, and none left behind. */
class SharedUpdatesTest {

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
        @DisplayName("RTU-30: an update for several devices is stored once, until the last has replied")
        void anUpdateForSeveralDevicesIsStoredOnce() throws Exception {
            JdbcServerStore store = open(10);
            store.devices().register(PHONE);
            store.devices().register(TABLET);
            PendingUpdates pending = store.pendingUpdates();
            pending.append(List.of(forAnna("a"), forAnna("b")));
            assertThat(rows("rtu_update")).isEqualTo(2);
            assertThat(rows("rtu_pending")).isEqualTo(4);

            pending.remove(PHONE_PERSONAL, refs("a"), Long.MAX_VALUE);
            assertThat(rows("rtu_update")).isEqualTo(2);
            assertRowsAgree();
            pending.remove(TABLET_PERSONAL, refs("a"), Long.MAX_VALUE);
            assertThat(rows("rtu_update")).isEqualTo(1);
            pending.remove(TABLET_PERSONAL, refs("a", "b"), Long.MAX_VALUE);
            pending.remove(PHONE_PERSONAL, refs("b", "a"), Long.MAX_VALUE);

            assertThat(rows("rtu_update")).isZero();
            assertThat(rows("rtu_pending")).isZero();
            assertRowsAgree();
        }

        @Test
        @DisplayName("RTU-23: devices that reply at the same time leave nothing behind")
        void devicesThatReplyAtTheSameTimeLeaveNothingBehind() throws Exception {
            JdbcServerStore store = open(10_000);
            store.devices().register(PHONE);
            store.devices().register(TABLET);
            PendingUpdates pending = store.pendingUpdates();
            int count = 400;
            pending.append(
                    IntStream.range(0, count).mapToObj(i -> forAnna("ref" + i)).toList());

            Threads.runAtOnce(
                    () -> {
                        for (int i = 0; i < count; i += 5) {
                            pending.remove(PHONE_PERSONAL, range(i, i + 5), Long.MAX_VALUE);
                        }
                    },
                    () -> {
                        for (int i = 0; i < count; i += 8) {
                            pending.remove(TABLET_PERSONAL, range(i, i + 8), Long.MAX_VALUE);
                        }
                    });

            assertThat(rows("rtu_update")).isZero();
            assertThat(rows("rtu_pending")).isZero();
            assertRowsAgree();
        }

        @Test
        @DisplayName("RTU-15: what was let go is swept little by little, and counts for nothing meanwhile")
        void whatWasLetGoIsSwept() throws Exception {
            int max = 1_100;
            JdbcServerStore store = open(max);
            store.devices().register(PHONE);
            store.devices().register(TABLET);
            PendingUpdates pending = store.pendingUpdates();
            pending.append(
                    IntStream.range(0, max).mapToObj(i -> forAnna("ref" + i)).toList());
            pending.append(List.of(forDevice(PHONE, "late")));
            assertThat(pending.backlog(PHONE_PERSONAL).count()).isEqualTo(2);
            assertThat(pending.remove(PHONE_PERSONAL, range(0, max), Long.MAX_VALUE))
                    .isZero();
            assertThat(rows("rtu_pending")).isEqualTo(2 * max + 2);

            assertThat(store.expiry().expire()).isTrue();
            assertThat(rows("rtu_pending")).isEqualTo(2 * max + 2 - 1_000);
            assertThat(pending.backlog(PHONE_PERSONAL).count()).isEqualTo(2);
            expireAll(store);

            assertThat(rows("rtu_pending")).isEqualTo(max + 2);
            assertThat(waiting(pending, TABLET_PERSONAL)).hasSize(max);
            assertThat(waiting(pending, PHONE_PERSONAL)).containsExactly("reset 1", "late");
            assertRowsAgree();
            assertThat(pending.remove(TABLET_PERSONAL, range(0, max), Long.MAX_VALUE))
                    .isEqualTo(max);
            assertThat(rows("rtu_update")).isEqualTo(2);
        }

        @Test
        @DisplayName("RTU-11: refs that a call itself went over the bound with are remembered, and forgotten in time")
        void refsOfACallThatWentOverTheBound() throws Exception {
            JdbcServerStore store = open(10);
            PendingUpdates pending = store.pendingUpdates();
            pending.append(IntStream.range(0, 35)
                    .mapToObj(i -> forDevice(PHONE, "ref" + i))
                    .toList());
            List<String> waiting = waiting(pending, PHONE_PERSONAL);
            assertRowsAgree();

            pending.append(IntStream.range(0, 35)
                    .mapToObj(i -> forDevice(PHONE, "ref" + i))
                    .toList());
            assertThat(waiting(pending, PHONE_PERSONAL)).isEqualTo(waiting);
            clock.advance(REF_MEMORY);
            expireAll(store);

            assertThat(rows("rtu_seen")).isEqualTo(waiting.size());
            assertRowsAgree();
        }

        @Test
        @DisplayName("RTU-30: nothing is left of a forgotten device, however much waited for it")
        void nothingIsLeftOfAForgottenDevice() throws Exception {
            JdbcServerStore store = open(10_000);
            store.devices().register(PHONE);
            PendingUpdates pending = store.pendingUpdates();
            pending.append(
                    IntStream.range(0, 2_200).mapToObj(i -> forAnna("ref" + i)).toList());
            pending.remove(PHONE_PERSONAL, range(0, 1_200), Long.MAX_VALUE);

            store.devices().forget(PHONE);

            for (String table : List.of("rtu_device", "rtu_mailbox", "rtu_update", "rtu_pending", "rtu_seen")) {
                assertThat(rows(table)).as(table).isZero();
            }
        }

        @Test
        @DisplayName("RTU-30: what a crash left of a forgotten device is swept later")
        void whatACrashLeftOfAForgottenDeviceIsSwept() throws Exception {
            JdbcServerStore store = open(10_000);
            store.devices().register(PHONE);
            store.devices().register(TABLET);
            store.pendingUpdates()
                    .append(IntStream.range(0, 1_100)
                            .mapToObj(i -> forAnna("ref" + i))
                            .toList());
            store.pendingUpdates().remove(PHONE_PERSONAL, range(0, 300), Long.MAX_VALUE);
            database.execute("""
                    UPDATE rtu_mailbox SET device_id = NULL, waiting = 0, bytes = 0, let_go_to = 9223372036854775807, let_go_at = 1
                    WHERE device_id = (SELECT id FROM rtu_device WHERE name = 'phone')
                    """);
            database.execute("DELETE FROM rtu_device WHERE name = 'phone'");

            expireAll(store);

            assertThat(rows("rtu_mailbox")).isEqualTo(2);
            assertThat(rows("rtu_seen")).isEqualTo(1_100);
            assertThat(waiting(store.pendingUpdates(), TABLET_PERSONAL)).hasSize(1_100);
            assertRowsAgree();
        }

        @Test
        @DisplayName("RTU-30: a call that fails half-way has changed nothing")
        void aCallThatFailsHalfWayHasChangedNothing() throws Exception {
            JdbcServerStore store = open(10);
            store.devices().register(PHONE);
            PendingUpdates pending = store.pendingUpdates();
            pending.append(List.of(forAnna("a")));
            // Written after the devices and the updates.
            database.execute("ALTER TABLE rtu_pending RENAME TO elsewhere");
            assertThatThrownBy(() -> pending.append(List.of(forAnna("b"), forDevice(TABLET, "c"))))
                    .isInstanceOf(StoreException.class)
                    .hasMessage("the database failed");
            database.execute("ALTER TABLE elsewhere RENAME TO rtu_pending");

            assertThat(waiting(pending, PHONE_PERSONAL)).containsExactly("a");
            assertThat(store.devices().known("anna")).containsExactly(PHONE);
            assertRowsAgree();
        }

        private static List<Ref> range(int from, int to) {
            return IntStream.range(from, to).mapToObj(i -> new Ref("ref" + i)).toList();
        }
    }
}
