package org.realtimeupdates.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.realtimeupdates.adapter.jdbc.NoteTable.effect;
import static org.realtimeupdates.adapter.jdbc.NoteTable.inTransaction;
import static org.realtimeupdates.adapter.jdbc.NoteTable.insert;
import static org.realtimeupdates.adapter.jdbc.NoteTable.noting;
import static org.realtimeupdates.domain.AccountType.PERSONAL;
import static org.realtimeupdates.domain.UpdateOutcome.PROCESSED;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.postgresql.jdbc.PgConnection;
import org.realtimeupdates.adapter.jsonb.JsonbEntityCodec;
import org.realtimeupdates.application.port.persistence.AppliedUpdates.Result;
import org.realtimeupdates.application.port.persistence.Effect;
import org.realtimeupdates.application.port.persistence.EffectFailedException;
import org.realtimeupdates.application.port.persistence.StoreException;
import org.realtimeupdates.application.port.persistence.Transaction;
import org.realtimeupdates.domain.Command;
import org.realtimeupdates.domain.EntityTypes;
import org.realtimeupdates.domain.Group;
import org.realtimeupdates.domain.Ref;

/** What effects do with the running connection, and who is to blame when it fails. */
class EffectsTest {

    @Nested
    class OnSqlite extends Rules {
        OnSqlite() {
            super(TestDatabase.sqlite());
        }

        @Test
        void theOneWriterTellsWhoWaitsForItselfWhatToDo() {
            Command command = Command.of("ping").withRef(new Ref("c"));

            assertThatThrownBy(() -> apply(
                            inTransaction("a", transaction -> store.outbox().add(PERSONAL, command))))
                    .isInstanceOf(EffectFailedException.class)
                    .cause()
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("sends commands by its context");
        }
    }

    @Nested
    class OnPostgresql extends Rules {
        OnPostgresql() {
            super(TestDatabase.postgresql());
        }

        @Test
        @DisplayName(
                "RTU-33: an effect that passes over an error after which the database goes on no more is at fault itself")
        void theOneWhoPassesOverAnErrorIsToBlame() throws Exception {
            assertFails(1, noting("a"), effect("b", EffectsTest::passOverAnError), noting("c"));
            assertFails(0, effect("b", EffectsTest::passOverAnError), inTransaction("c", this::holdsNothing));
            assertFails(2, noting("a"), noting("c"), effect("b", EffectsTest::passOverAnError));
        }

        @Test
        void anErrorOnTheDriversOwnConnectionIsNoticedToo() throws Exception {
            assertFails(
                    0,
                    effect("a", connection -> passOverAnError(connection.unwrap(PgConnection.class))),
                    inTransaction("b", this::holdsNothing));
        }
    }

    private static void passOverAnError(Connection connection) throws SQLException {
        assertThatThrownBy(() -> connection.createStatement().execute("SELECT * FROM no_such_table"))
                .isInstanceOf(SQLException.class);
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
        @DisplayName("RTU-21: rows of the application's own commit with the ref")
        void ownRowsCommitWithTheRef() throws Exception {
            assertThat(apply(noting("a"), noting("b"))).containsOnly(new Result(true, PROCESSED));
            assertThat(apply(noting("b"), noting("c")))
                    .containsExactly(new Result(false, PROCESSED), new Result(true, PROCESSED));

            assertThat(notes()).isEqualTo(3);
        }

        @Test
        @DisplayName("RTU-21: rows of the application's own are rolled back with the ref")
        void ownRowsAreRolledBackWithTheRef() throws Exception {
            Effect failing = effect("b", connection -> {
                insert(connection, "b");
                throw new IllegalStateException("thrown on purpose");
            });

            assertFails(1, noting("a"), failing);
            assertThat(apply(noting("a"))).containsExactly(new Result(true, PROCESSED));
        }

        @Test
        @DisplayName("RTU-33: a broken rule of the application's own table is the fault of the effect")
        void aConstraintIsTheFaultOfTheEffect() throws Exception {
            assertFails(2, noting("a"), noting("b"), effect("c", connection -> insert(connection, "a")));
            assertFails(
                    0, effect("c", connection -> connection.createStatement().execute("no SQL")));
        }

        @Test
        void anEffectMayPassOverAnErrorWhereItReturnsToASavepoint() throws Exception {
            Effect careful = effect("a", connection -> {
                Savepoint before = connection.setSavepoint();
                passOverAnError(connection);
                connection.rollback(before);
                insert(connection, "a");
            });

            assertThat(apply(careful, noting("b"))).containsOnly(new Result(true, PROCESSED));
            assertThat(notes()).isEqualTo(2);
        }

        @Test
        @DisplayName("RTU-21: an effect cannot end the transaction")
        void anEffectCannotEndTheTransaction() throws Exception {
            apply(effect("a", connection -> {
                insert(connection, "a");
                assertThat(connection.getAutoCommit()).isFalse();
                Connection back = connection.getMetaData().getConnection();
                try (PreparedStatement statement = connection.prepareStatement("SELECT 1")) {
                    assertThat(statement.getConnection()).isSameAs(back).isSameAs(connection);
                }
                for (ThrowingCallable end : List.<ThrowingCallable>of(
                        connection::commit,
                        connection::rollback,
                        connection::close,
                        () -> connection.abort(Runnable::run),
                        () -> connection.setAutoCommit(true))) {
                    assertThatThrownBy(end)
                            .isInstanceOf(UnsupportedOperationException.class)
                            .hasMessageContaining("not yours to end");
                }
            }));
            assertFails(0, effect("b", Connection::commit));

            assertThat(notes()).isEqualTo(1);
        }

        @Test
        void nothingIsOfUseAfterTheEffect() throws Exception {
            List<ThrowingCallable> kept = new ArrayList<>();
            Effect keeping = inTransaction("a", transaction -> {
                Connection connection = transaction.unwrap(Connection.class);
                PreparedStatement statement = connection.prepareStatement("DELETE FROM note");
                kept.add(() -> transaction.unwrap(Connection.class));
                kept.add(() -> transaction.afterCommit(() -> {}));
                kept.add(connection::createStatement);
                kept.add(statement::executeUpdate);
            });
            Effect using = effect("b", connection -> {
                insert(connection, "b");
                assertUseless(kept);
            });

            apply(keeping, using);

            assertThat(kept).hasSize(4);
            assertUseless(kept);
            assertThat(notes()).isEqualTo(1);
        }

        @Test
        void theConnectionIsAnObjectLikeOthers() {
            apply(effect("a", connection -> {
                assertThat(connection.equals(connection)).isTrue();
                assertThat(connection).hasSameHashCodeAs(connection).hasToString("a view of a running transaction");
            }));
        }

        @Test
        @DisplayName("RTU-21: copies, commands and own rows of one update commit together")
        void allThatAnUpdateWritesCommitsTogether() throws Exception {
            NoteTable.TransactionWork writes = transaction -> {
                store.entities().save(transaction, PERSONAL, EntityTypes.GROUP, new Group("1", "choir"));
                store.outbox().add(transaction, PERSONAL, Command.of("ping").withRef(new Ref("c")));
                insert(transaction.unwrap(Connection.class), "a");
            };

            assertFails(0, inTransaction("a", transaction -> {
                writes.run(transaction);
                throw new IllegalStateException("thrown on purpose");
            }));
            assertThat(store.entities().list(PERSONAL, EntityTypes.GROUP)).isEmpty();
            assertThat(store.outbox().list(0, 10)).isEmpty();

            apply(inTransaction("a", writes));
            assertThat(store.entities().list(PERSONAL, EntityTypes.GROUP)).hasSize(1);
            assertThat(store.outbox().list(0, 10)).hasSize(1);
            assertThat(notes()).isEqualTo(1);
        }

        @Test
        @DisplayName("RTU-33: a store's fault is the store's, however an effect hands it on")
        void aFaultOfTheStoreIsTheStoresHoweverItIsHandedOn() {
            StoreException thrown = new StoreException("thrown on purpose");

            assertThatThrownBy(() -> apply(effect("a", connection -> {
                        throw thrown;
                    })))
                    .isSameAs(thrown);
        }

        List<Result> apply(Effect... effects) {
            return store.appliedUpdates().applyOnce(PERSONAL, List.of(effects));
        }

        long notes() throws SQLException {
            return database.number(NoteTable.COUNT);
        }

        void holdsNothing(Transaction transaction) {
            assertThat(store.quarantine().holds(transaction, PERSONAL, "message", List.of("1")))
                    .isFalse();
        }

        /** With that index, and nothing has happened. */
        void assertFails(int index, Effect... effects) throws SQLException {
            long before = remembered();
            assertThatThrownBy(() -> apply(effects))
                    .isInstanceOfSatisfying(
                            EffectFailedException.class,
                            failure -> assertThat(failure.index()).isEqualTo(index));
            assertThat(remembered()).isEqualTo(before);
            assertThat(notes()).isEqualTo(before);
        }

        private long remembered() throws SQLException {
            return database.number("SELECT count(*) FROM rtu_applied");
        }

        private static void assertUseless(List<ThrowingCallable> kept) {
            kept.forEach(use -> assertThatThrownBy(use)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("the transaction is over"));
        }
    }
}
