package org.realtimeupdates.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.realtimeupdates.application.port.persistence.HandledCommands;
import org.realtimeupdates.application.port.persistence.StoreException;
import org.realtimeupdates.application.port.persistence.Transaction;
import org.realtimeupdates.domain.CommandOutcome;
import org.realtimeupdates.domain.Ref;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** A command handler that writes to the service's own tables. */
class CommandTransactionTest {

    private static final Optional<Ref> REF = Optional.of(new Ref("command"));

    @Nested
    class OnSqlite extends Rules {
        OnSqlite() {
            super(TestDatabase.sqlite(), new SQLiteException("full", SQLiteErrorCode.SQLITE_FULL));
        }
    }

    @Nested
    class OnPostgresql extends Rules {

        OnPostgresql() {
            super(TestDatabase.postgresql(), new SQLException("no space left on device", "53100"));
        }

        @Test
        @DisplayName("RTU-40: a handler that goes on after its own statement failed has failed, and the store has not")
        void aHandlerThatGoesOnAfterAFailure() {
            assertThatThrownBy(() -> commands().handleOnce(PHONE, REF, transaction -> {
                        assertThatThrownBy(() -> execute(transaction, "INSERT INTO nowhere VALUES (1)"))
                                .isInstanceOf(SQLException.class);
                        return CommandOutcome.processed();
                    }))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("went on");
        }
    }

    abstract static class Rules extends ServerStoreFixture {

        private final SQLException storeFault;
        private JdbcServerStore store;

        @SuppressWarnings("NullAway.Init")
        Rules(TestDatabase database, SQLException storeFault) {
            super(database);
            this.storeFault = storeFault;
        }

        @BeforeEach
        void openStore() throws Exception {
            store = open(10);
            database.execute("CREATE TABLE chat (text VARCHAR(20) PRIMARY KEY)");
        }

        HandledCommands commands() {
            return store.handledCommands();
        }

        @Test
        @DisplayName("RTU-40: what a handler writes is committed together with the outcome, once for each ref")
        void whatAHandlerWritesIsCommittedOnce() throws Exception {
            for (int i = 0; i < 2; i++) {
                commands().handleOnce(PHONE, REF, transaction -> {
                    execute(transaction, "INSERT INTO chat VALUES ('hello')");
                    return CommandOutcome.processed();
                });
            }

            assertThat(rows("chat")).isEqualTo(1);
        }

        @Test
        @DisplayName("RTU-40: what a handler that throws wrote is gone, and so is its outcome")
        void whatAFailedHandlerWroteIsGone() throws Exception {
            Exception failure = new Exception("thrown on purpose");
            assertThatThrownBy(() -> commands().handleOnce(PHONE, REF, transaction -> {
                        execute(transaction, "INSERT INTO chat VALUES ('hello')");
                        throw failure;
                    }))
                    .isSameAs(failure);

            assertThat(rows("chat")).isZero();
            assertThat(commands().handleOnce(PHONE, REF, transaction -> CommandOutcome.rejected("second")))
                    .isEqualTo(CommandOutcome.rejected("second"));
        }

        @Test
        @DisplayName("RTU-40: a statement of a handler's that fails is the handler's failure")
        void aStatementThatFailsIsTheHandlersFailure() throws Exception {
            database.execute("INSERT INTO chat VALUES ('hello')");

            assertThatThrownBy(() -> commands().handleOnce(PHONE, REF, transaction -> {
                        execute(transaction, "INSERT INTO chat VALUES ('hello')");
                        return CommandOutcome.processed();
                    }))
                    .isInstanceOf(SQLException.class);
            assertThatThrownBy(() -> commands().handleOnce(PHONE, Optional.empty(), transaction -> {
                        execute(transaction, "INSERT INTO chat VALUES ('hello')");
                        return CommandOutcome.processed();
                    }))
                    .isInstanceOf(SQLException.class);
        }

        @Test
        @DisplayName("RTU-40: a fault of the database that a handler meets is the store's")
        void aFaultOfTheDatabaseIsTheStores() {
            assertThatThrownBy(() -> commands().handleOnce(PHONE, REF, transaction -> {
                        throw storeFault;
                    }))
                    .isInstanceOf(StoreException.class)
                    .hasCause(storeFault);
            StoreException ownFault = new StoreException("thrown on purpose");
            assertThatThrownBy(() -> commands().handleOnce(PHONE, REF, transaction -> {
                        throw ownFault;
                    }))
                    .isSameAs(ownFault);
        }

        @Test
        @DisplayName("RTU-40: a handler cannot end the transaction")
        void aHandlerCannotEndTheTransaction() throws Exception {
            commands().handleOnce(PHONE, REF, transaction -> {
                assertThatThrownBy(() -> transaction.unwrap(Connection.class).commit())
                        .isInstanceOf(UnsupportedOperationException.class);
                return CommandOutcome.processed();
            });
        }

        @Test
        @DisplayName("RTU-40: outcomes and attempts are forgotten after 14 days")
        void outcomesAreForgottenAfterTwoWeeks() throws Exception {
            commands().handleOnce(PHONE, REF, transaction -> CommandOutcome.processed());
            commands().countAttempt(PHONE, new Ref("never handled"));
            clock.advance(Duration.ofDays(14).minus(SECOND));
            expireAll(store);
            assertThat(rows("rtu_handled")).isEqualTo(2);

            clock.advance(SECOND);
            expireAll(store);
            assertThat(rows("rtu_handled")).isZero();
        }

        static void execute(Transaction transaction, String sql) throws SQLException {
            try (Statement statement = transaction.unwrap(Connection.class).createStatement()) {
                statement.execute(sql);
            }
        }
    }
}
