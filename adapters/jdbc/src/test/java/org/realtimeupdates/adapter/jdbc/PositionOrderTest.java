package org.realtimeupdates.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.realtimeupdates.domain.AccountType.PERSONAL;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.realtimeupdates.application.port.persistence.NewPendingUpdate;
import org.realtimeupdates.application.port.persistence.PendingUpdate;
import org.realtimeupdates.application.port.persistence.PendingUpdates;
import org.realtimeupdates.domain.Device;
import org.realtimeupdates.domain.Mailbox;

/** What is committed later has the later position: a cursor that reads on from its last position misses nothing. */
class PositionOrderTest {

    private static final int EACH = 60;
    private static final int MANY = 10_000;

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

        @Test
        @DisplayName(
                "RTU-31: who publishes to a user waits for the end of a transaction that has published to the same user")
        void publishersToTheSameUserWait() throws Exception {
            JdbcServerStore store = open(MANY);
            store.devices().register(PHONE);
            CompletableFuture<Void> second;
            try (Connection connection = dataSource().getConnection()) {
                connection.setAutoCommit(false);
                store.pendingUpdates().append(JoinedTransaction.of(connection), List.of(forAnna("first")));
                second = CompletableFuture.runAsync(() -> store.pendingUpdates().append(List.of(forAnna("second"))));
                awaitLockedOrDone(second);
                assertThat(second).isNotDone();
                assertThat(waiting(store.pendingUpdates(), PHONE_PERSONAL)).isEmpty();
                connection.commit();
            }
            second.get(Threads.SECONDS, TimeUnit.SECONDS);

            assertThat(waiting(store.pendingUpdates(), PHONE_PERSONAL)).containsExactly("first", "second");
        }

        @Test
        @DisplayName(
                "RTU-30: a device waits to be registered for the end of a transaction that has published to its user")
        void registeringWaits() throws Exception {
            JdbcServerStore store = open(MANY);
            store.devices().register(PHONE);
            CompletableFuture<Void> registered;
            try (Connection connection = dataSource().getConnection()) {
                connection.setAutoCommit(false);
                store.pendingUpdates().append(JoinedTransaction.of(connection), List.of(forAnna("a")));
                registered = CompletableFuture.runAsync(() -> store.devices().register(TABLET));
                awaitLockedOrDone(registered);
                assertThat(registered).isNotDone();
                connection.commit();
            }
            registered.get(Threads.SECONDS, TimeUnit.SECONDS);

            assertThat(waiting(store.pendingUpdates(), TABLET_PERSONAL)).isEmpty();
        }

        private void awaitLockedOrDone(CompletableFuture<Void> other) throws SQLException {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(Threads.SECONDS);
            while (!other.isDone() && rows("pg_locks WHERE NOT granted") == 0) {
                assertThat(System.nanoTime()).as("waits for a lock").isLessThan(end);
            }
        }
    }

    abstract static class Rules extends ServerStoreFixture {

        private DataSource dataSource;

        @SuppressWarnings("NullAway.Init")
        Rules(TestDatabase database) {
            super(database);
        }

        @BeforeEach
        void connect() throws Exception {
            dataSource = database.dataSource();
        }

        DataSource dataSource() {
            return dataSource;
        }

        @Test
        @DisplayName(
                "RTU-31: readers miss nothing and see nothing twice while many publish, in transactions of their own and not")
        void readersMissNothing() throws Exception {
            JdbcServerStore store = open(dataSource, MANY);
            store.devices().register(PHONE);
            store.devices().register(TABLET);
            PendingUpdates pending = store.pendingUpdates();
            CountDownLatch publishing = new CountDownLatch(6);
            List<String> onPhone = new ArrayList<>();
            List<String> onTablet = new ArrayList<>();

            List<Threads.Step> steps = new ArrayList<>();
            for (int publisher = 0; publisher < 3; publisher++) {
                String name = "own " + publisher + " ";
                steps.add(() -> publish(publishing, name, updates -> pending.append(updates)));
            }
            for (int publisher = 0; publisher < 3; publisher++) {
                String name = "joined " + publisher + " ";
                steps.add(() -> publish(publishing, name, updates -> append(pending, updates)));
            }
            steps.add(() -> readUntilPublished(pending, PHONE_PERSONAL, publishing, onPhone));
            steps.add(() -> readUntilPublished(pending, TABLET_PERSONAL, publishing, onTablet));
            Threads.runAtOnce(steps);

            assertThat(onPhone).hasSize(6 * EACH).doesNotHaveDuplicates().isEqualTo(onTablet);
            for (String name : List.of("own 0 ", "own 2 ", "joined 0 ", "joined 2 ")) {
                assertThat(onPhone.stream().filter(ref -> ref.startsWith(name)))
                        .isEqualTo(
                                IntStream.range(0, EACH).mapToObj(i -> name + i).toList());
            }
            assertRowsAgree();
        }

        @Test
        @DisplayName("RTU-30: calls for several users do not block each other, in whatever order they name them")
        void callsForSeveralUsersDoNotBlockEachOther() throws Exception {
            PendingUpdates pending = open(dataSource, MANY).pendingUpdates();
            List<Threads.Step> steps = new ArrayList<>();
            for (int publisher = 0; publisher < 4; publisher++) {
                int first = publisher;
                steps.add(() -> {
                    for (int i = 0; i < EACH / 2; i++) {
                        List<NewPendingUpdate> updates = new ArrayList<>();
                        for (int user = 0; user < 4; user++) {
                            Device device = new Device("user" + (first + user) % 4 + "-" + i / 10, "phone");
                            updates.add(forDevice(device, first + " " + i));
                        }
                        pending.append(updates);
                    }
                });
            }

            Threads.runAtOnce(steps);

            assertThat(waiting(pending, new Mailbox(new Device("user3-0", "phone"), PERSONAL)))
                    .hasSize(40);
            assertRowsAgree();
        }

        @Test
        @DisplayName("RTU-30: devices come and go, and reply, while many publish")
        void devicesComeAndGoMeanwhile() throws Exception {
            JdbcServerStore store = open(dataSource, 20);
            store.devices().register(PHONE);
            PendingUpdates pending = store.pendingUpdates();
            CountDownLatch publishing = new CountDownLatch(2);

            Threads.runAtOnce(
                    () -> publish(publishing, "a", updates -> pending.append(updates)),
                    () -> publish(publishing, "b", updates -> append(pending, updates)),
                    () -> readUntilPublished(pending, PHONE_PERSONAL, publishing, new ArrayList<>()),
                    () -> {
                        while (publishing.getCount() > 0) {
                            store.devices().register(TABLET);
                            readAndReply(pending, TABLET_PERSONAL, PendingUpdates.START, new ArrayList<>());
                            store.devices().forget(TABLET);
                        }
                    },
                    () -> {
                        while (publishing.getCount() > 0) {
                            store.expiry().expire();
                        }
                    });

            expireAll(store);
            assertThat(store.devices().known("anna")).containsExactly(PHONE);
            assertThat(rows("rtu_mailbox")).isEqualTo(2);
            assertRowsAgree();
        }

        private static void publish(CountDownLatch publishing, String name, Publishing publish) throws SQLException {
            try {
                for (int i = 0; i < EACH; i += 2) {
                    publish.publish(List.of(forAnna(name + i), forAnna(name + (i + 1))));
                }
            } finally {
                publishing.countDown();
            }
        }

        private void append(PendingUpdates pending, List<NewPendingUpdate> updates) throws SQLException {
            try (Connection connection = dataSource.getConnection()) {
                connection.setAutoCommit(false);
                pending.append(JoinedTransaction.of(connection), updates);
                connection.commit();
            }
        }

        private static void readUntilPublished(
                PendingUpdates pending, Mailbox mailbox, CountDownLatch publishing, List<String> read) {
            long position = PendingUpdates.START;
            boolean more = true;
            while (more) {
                more = publishing.getCount() > 0;
                position = readAndReply(pending, mailbox, position, read);
            }
        }

        private static long readAndReply(PendingUpdates pending, Mailbox mailbox, long after, List<String> read) {
            long position = after;
            List<PendingUpdate> page = pending.readAfter(mailbox, position, MANY, Integer.MAX_VALUE);
            for (PendingUpdate update : page) {
                assertThat(update.position()).isGreaterThan(position);
                position = update.position();
                read.add(update.ref().value());
            }
            pending.remove(mailbox, page.stream().map(PendingUpdate::ref).toList(), position);
            return position;
        }
    }

    /** A way to publish. */
    @FunctionalInterface
    private interface Publishing {
        void publish(List<NewPendingUpdate> updates) throws SQLException;
    }
}
