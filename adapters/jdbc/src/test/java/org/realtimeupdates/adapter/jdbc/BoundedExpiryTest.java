package org.realtimeupdates.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.realtimeupdates.application.port.persistence.NewPendingUpdate;
import org.realtimeupdates.application.port.persistence.PendingUpdates;
import org.realtimeupdates.domain.Device;
import org.realtimeupdates.domain.Ref;

/** Each call of expiry does so much and no more. */
class BoundedExpiryTest {

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
        @DisplayName(
                "RTU-15: a call lets go of the old in a hundred mailboxes at most, in those that wait longest first")
        void aCallLetsGoInAHundredMailboxes() throws Exception {
            JdbcServerStore store = open(10);
            List<NewPendingUpdate> updates = IntStream.range(0, 150)
                    .mapToObj(i -> forDevice(new Device("user" + i, "phone"), "a"))
                    .toList();
            store.pendingUpdates().append(updates.subList(0, 75));
            clock.advance(SECOND);
            store.pendingUpdates().append(updates.subList(75, 150));
            clock.advance(MAX_AGE);

            assertThat(store.expiry().expire()).isTrue();
            assertThat(rows("rtu_update WHERE reset")).isEqualTo(100);
            assertThat(rows("rtu_mailbox WHERE let_go_to > 0 AND user_id <= 75"))
                    .isEqualTo(75);
            expireAll(store);
            assertThat(rows("rtu_update WHERE reset")).isEqualTo(150);
            assertThat(rows("rtu_update")).isEqualTo(150);
            assertRowsAgree();
        }

        @Test
        @DisplayName("RTU-11: a call forgets a thousand refs at most, and none that is remembered still")
        void aCallForgetsAThousandRefs() throws Exception {
            JdbcServerStore store = open(10_000);
            PendingUpdates pending = store.pendingUpdates();
            pending.append(IntStream.range(0, 1_300)
                    .mapToObj(i -> forDevice(PHONE, "ref" + i))
                    .toList());
            pending.remove(PHONE_PERSONAL, range(0, 1_200), Long.MAX_VALUE);
            clock.advance(SECOND);
            pending.remove(PHONE_PERSONAL, range(1_200, 1_250), Long.MAX_VALUE);
            clock.advance(REF_MEMORY.minus(SECOND));

            assertThat(store.expiry().expire()).isTrue();
            assertThat(rows("rtu_seen")).isEqualTo(300);
            expireAll(store);
            assertThat(rows("rtu_seen")).isEqualTo(100);
            clock.advance(SECOND);
            expireAll(store);
            assertThat(rows("rtu_seen")).isEqualTo(50);
        }

        @Test
        @DisplayName("RTU-15: two servers that expire at once let go of each mailbox once")
        void twoServersThatExpireAtOnce() throws Exception {
            JdbcServerStore one = open(10);
            JdbcServerStore other = open(10);
            one.pendingUpdates()
                    .append(IntStream.range(0, 120)
                            .mapToObj(i -> forDevice(new Device("user" + i, "phone"), "a"))
                            .toList());
            clock.advance(MAX_AGE);

            Threads.runAtOnce(() -> expireAll(one), () -> expireAll(other));
            expireAll(one);

            assertThat(rows("rtu_update WHERE reset")).isEqualTo(120);
            assertThat(rows("rtu_update")).isEqualTo(120);
            assertRowsAgree();
        }

        private static List<Ref> range(int from, int to) {
            return IntStream.range(from, to).mapToObj(i -> new Ref("ref" + i)).toList();
        }
    }
}
