package org.realtimeupdates.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.realtimeupdates.adapter.jdbc.NoteTable.inTransaction;
import static org.realtimeupdates.adapter.jdbc.NoteTable.noting;
import static org.realtimeupdates.domain.AccountType.PERSONAL;
import static org.realtimeupdates.domain.EntityTypes.GROUP;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.realtimeupdates.adapter.jsonb.JsonbEntityCodec;
import org.realtimeupdates.application.port.persistence.Effect;
import org.realtimeupdates.application.port.persistence.StoreException;
import org.realtimeupdates.application.port.persistence.Transaction;
import org.realtimeupdates.domain.Group;

/** Copies of entities are written late; nobody notices. */
class SavedCopiesTest {

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

    abstract static class Rules {

        @RegisterExtension
        final TestDatabase database;

        JdbcClientStore store;

        Rules(TestDatabase database) {
            this.database = database;
        }

        @BeforeEach
        void open() throws Exception {
            database.execute(NoteTable.CREATE);
            store = JdbcClientStore.open(database.dataSource(), new JsonbEntityCodec(), InstantSource.system());
        }

        @AfterEach
        void close() {
            store.close();
        }

        @Test
        void theRunningConnectionShowsThoseSavedBeforeAndAfterItWasGiven() {
            List<Long> seen = new ArrayList<>();

            apply(saving("a", "1"), saving("b", "2"), inTransaction("c", transaction -> {
                save(transaction, "3", "choir");
                Connection connection = transaction.unwrap(Connection.class);
                seen.add(copies(connection));
                save(transaction, "4", "choir");
                seen.add(copies(connection));
            }));

            assertThat(seen).containsExactly(3L, 4L);
        }

        @Test
        void aReturnToASavepointTakesThoseSavedSinceThen() {
            apply(saving("a", "1"), inTransaction("b", transaction -> {
                Connection connection = transaction.unwrap(Connection.class);
                Savepoint before = connection.setSavepoint();
                save(transaction, "2", "choir");
                connection.rollback(before);
            }));

            assertThat(store.entities().list(PERSONAL, GROUP)).containsExactly(new Group("1", "choir"));
        }

        @Test
        void theLastOneStands() {
            apply(
                    saving("a", "1"),
                    saving("b", "2"),
                    inTransaction("c", transaction -> save(transaction, "1", "band")),
                    inTransaction("d", transaction -> store.entities().delete(transaction, PERSONAL, GROUP, "2")),
                    saving("e", "3"));

            assertThat(store.entities().list(PERSONAL, GROUP))
                    .containsExactly(new Group("1", "band"), new Group("3", "choir"));
        }

        @Test
        @DisplayName("RTU-22: copies that cannot be written are the store's fault, and no ref is remembered")
        void whatCannotBeWrittenIsTheStoresFault() throws Exception {
            database.execute("DROP TABLE rtu_entity");

            assertTheStoreFails(saving("a", "1"), noting("b"));
            assertTheStoreFails(noting("a"), saving("b", "1"));
        }

        @Test
        @DisplayName("RTU-22: nothing is committed after a fault of the store that an effect passes over")
        void aFaultThatIsPassedOverIsStillOne() throws Exception {
            database.execute("DROP TABLE rtu_entity");
            List<Throwable> passedOver = new ArrayList<>();

            assertTheStoreFails(saving("a", "1"), inTransaction("b", transaction -> {
                assertThatThrownBy(() -> transaction.unwrap(Connection.class))
                        .isInstanceOfSatisfying(StoreException.class, passedOver::add);
            }));
            assertTheStoreFails(inTransaction("c", transaction -> {
                Connection connection = transaction.unwrap(Connection.class);
                assertThatThrownBy(() -> save(transaction, "1", "choir"))
                        .isInstanceOfSatisfying(StoreException.class, passedOver::add);
                assertThatThrownBy(() -> NoteTable.insert(connection, "c")).isIn(passedOver);
            }));
            assertThat(passedOver).hasSize(2);
        }

        private void assertTheStoreFails(Effect... effects) throws SQLException {
            assertThatThrownBy(() -> apply(effects)).isInstanceOf(StoreException.class);
            assertThat(database.number("SELECT count(*) FROM rtu_applied")).isZero();
            assertThat(database.number(NoteTable.COUNT)).isZero();
        }

        private void apply(Effect... effects) {
            store.appliedUpdates().applyOnce(PERSONAL, List.of(effects));
        }

        private Effect saving(String ref, String id) {
            return inTransaction(ref, transaction -> save(transaction, id, "choir"));
        }

        private void save(Transaction transaction, String id, String name) {
            store.entities().save(transaction, PERSONAL, GROUP, new Group(id, name));
        }

        private static long copies(Connection connection) throws SQLException {
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("SELECT count(*) FROM rtu_entity")) {
                row.next();
                return row.getLong(1);
            }
        }
    }
}
