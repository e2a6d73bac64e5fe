package org.realtimeupdates.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.realtimeupdates.application.port.persistence.NewPendingUpdate;
import org.realtimeupdates.application.port.persistence.PendingUpdates;
import org.realtimeupdates.application.port.persistence.RefConflictException;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Recipient;
import org.realtimeupdates.domain.Ref;

/** A service that publishes in its own transactions. */
class JoinedTransactionTest {

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

        private final List<String> happened = new ArrayList<>();
        private DataSource dataSource;
        private PendingUpdates pending;

        @SuppressWarnings("NullAway.Init")
        Rules(TestDatabase database) {
            super(database);
        }

        @BeforeEach
        void makeTheServicesTable() throws Exception {
            dataSource = database.dataSource();
            JdbcServerStore store = open(dataSource, 10);
            store.devices().register(PHONE);
            pending = store.pendingUpdates();
            try (Connection connection = dataSource.getConnection()) {
                execute(connection, "CREATE TABLE chat (text VARCHAR(20))");
            }
        }

        @Test
        @DisplayName("RTU-30: a service's row and the update that tells of it are committed together")
        void rowAndUpdateAreCommittedTogether() throws Exception {
            try (Connection connection = dataSource.getConnection()) {
                connection.setAutoCommit(false);
                JoinedTransaction joined = JoinedTransaction.of(connection);
                execute(connection, "INSERT INTO chat VALUES ('hello')");
                assertThat(pending.append(joined, List.of(forAnna("a")))).containsExactly(Set.of(PHONE));
                joined.afterCommit(() -> happened.add("bell"));
                assertThat(waiting(pending, PHONE_PERSONAL)).isEmpty();

                connection.commit();
                assertThat(happened).isEmpty();
                joined.committed();
            }

            assertThat(happened).containsExactly("bell");
            assertThat(waiting(pending, PHONE_PERSONAL)).containsExactly("a");
            assertThat(database.number("SELECT COUNT(*) FROM chat")).isEqualTo(1);
        }

        @Test
        @DisplayName("RTU-30: neither is there when the service rolls back")
        void neitherIsThereAfterARollback() throws Exception {
            try (Connection connection = dataSource.getConnection()) {
                connection.setAutoCommit(false);
                JoinedTransaction joined = JoinedTransaction.of(connection);
                execute(connection, "INSERT INTO chat VALUES ('hello')");
                pending.append(joined, List.of(forAnna("a"), forDevice(TABLET, "b")));
                connection.rollback();
            }

            assertThat(waiting(pending, PHONE_PERSONAL)).isEmpty();
            assertThat(waiting(pending, TABLET_PERSONAL)).isEmpty();
            assertThat(database.number("SELECT COUNT(*) FROM chat")).isZero();
            pending.append(List.of(forAnna("a")));
            assertThat(waiting(pending, PHONE_PERSONAL)).containsExactly("a");
        }

        @Test
        @DisplayName("RTU-11: a service may go on after a ref was refused, and nothing of that call has happened")
        void aServiceMayGoOnAfterARefWasRefused() throws Exception {
            pending.append(List.of(forAnna("a")));
            try (Connection connection = dataSource.getConnection()) {
                connection.setAutoCommit(false);
                JoinedTransaction joined = JoinedTransaction.of(connection);
                assertThatThrownBy(() -> pending.append(
                                joined, List.of(forDevice(TABLET, "x"), forAnna("b"), withOtherContent("a"))))
                        .isInstanceOf(RefConflictException.class);
                pending.append(joined, List.of(forAnna("c")));
                connection.commit();
            }

            assertThat(waiting(pending, PHONE_PERSONAL)).containsExactly("a", "c");
            assertThat(waiting(pending, TABLET_PERSONAL)).isEmpty();
        }

        @Test
        void aConnectionThatCommitsByItselfIsRefused() throws Exception {
            try (Connection connection = dataSource.getConnection()) {
                assertThatThrownBy(() -> JoinedTransaction.of(connection))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("connection");
            }
        }

        private static NewPendingUpdate withOtherContent(String ref) {
            return new NewPendingUpdate(Recipient.user("anna"), AccountType.PERSONAL, new Ref(ref), "other content");
        }

        private static void execute(Connection connection, String sql) throws SQLException {
            try (Statement statement = connection.createStatement()) {
                statement.execute(sql);
            }
        }
    }
}
