package org.realtimeupdates.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import org.realtimeupdates.application.port.persistence.PendingUpdates;
import org.realtimeupdates.application.port.persistence.StoreException;
import org.realtimeupdates.domain.CommandOutcome;
import org.realtimeupdates.domain.Ref;

/** What is said when PostgreSQL goes away, and that all goes on once it is back. */
class PostgresqlFaultsTest extends ServerStoreFixture {

    private DataSource dataSource;
    private JdbcServerStore store;
    private PendingUpdates pending;

    @SuppressWarnings("NullAway.Init")
    PostgresqlFaultsTest() {
        super(TestDatabase.postgresql());
    }

    @BeforeEach
    void openStore() throws Exception {
        dataSource = database.dataSource();
        store = open(dataSource, 10);
        store.devices().register(PHONE);
        pending = store.pendingUpdates();
    }

    @Test
    @DisplayName(
            "RTU-40: a connection that is lost while a command is handled is the store's fault, and the next one works")
    void aConnectionIsLostWhileACommandIsHandled() throws Exception {
        Optional<Ref> ref = Optional.of(new Ref("command"));
        assertThatThrownBy(() -> store.handledCommands().handleOnce(PHONE, ref, transaction -> {
                    pending.append(transaction, List.of(forAnna("gone")));
                    terminate(transaction.unwrap(Connection.class));
                    return CommandOutcome.processed();
                }))
                .isInstanceOf(StoreException.class);

        assertThat(store.handledCommands().handleOnce(PHONE, ref, transaction -> CommandOutcome.rejected("second")))
                .isEqualTo(CommandOutcome.rejected("second"));
        assertThat(waiting(pending, PHONE_PERSONAL)).isEmpty();
    }

    @Test
    @DisplayName("RTU-30: publishing on a connection that is lost fails, and what it has published is gone")
    void aConnectionIsLostBetweenTwoCalls() throws Exception {
        Connection connection = dataSource.getConnection();
        connection.setAutoCommit(false);
        JoinedTransaction joined = JoinedTransaction.of(connection);
        pending.append(joined, List.of(forAnna("a")));
        terminate(connection);
        assertThatThrownBy(() -> pending.append(joined, List.of(forAnna("b"))))
                .isInstanceOf(StoreException.class)
                .hasMessageMatching("the (database was stopped|connection to the database is lost)");
        assertThatThrownBy(connection::commit).isInstanceOf(SQLException.class);
        connection.close();

        assertThat(waiting(pending, PHONE_PERSONAL)).isEmpty();
        pending.append(List.of(forAnna("a")));
        assertThat(waiting(pending, PHONE_PERSONAL)).containsExactly("a");
    }

    @Test
    void aServerThatIsNotThereIsRefused() {
        PGSimpleDataSource nowhere = new PGSimpleDataSource();
        nowhere.setServerNames(new String[] {"localhost"});
        nowhere.setPortNumbers(new int[] {1});

        assertThatThrownBy(() -> open(nowhere, 10))
                .isInstanceOf(StoreException.class)
                .hasMessage("the connection to the database is lost");
    }

    @Test
    @DisplayName("RTU-30: a database that was made to read only is refused")
    void aReadOnlyDatabaseIsRefused() throws Exception {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("ALTER ROLE postgres SET default_transaction_read_only = on");
            try {
                assertThatThrownBy(() -> open(10))
                        .isInstanceOf(StoreException.class)
                        .hasMessage("the database cannot be written to");
            } finally {
                statement.execute("ALTER ROLE postgres RESET default_transaction_read_only");
            }
        }
    }

    @Test
    @DisplayName("RTU-30: a transaction with a snapshot of its own does not overlook a device registered after it")
    void aTransactionWithASnapshotDoesNotOverlookADevice() throws Exception {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            try (Statement statement = connection.createStatement()) {
                statement.execute("SELECT COUNT(*) FROM rtu_device");
            }
            store.devices().register(TABLET);

            assertThatThrownBy(() -> pending.append(JoinedTransaction.of(connection), List.of(forAnna("a"))))
                    .isInstanceOf(StoreException.class)
                    .hasMessage("the transaction got in the way of another one");
            connection.rollback();
        }
    }

    private void terminate(Connection connection) throws SQLException {
        long backend;
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT pg_backend_pid()")) {
            row.next();
            backend = row.getLong(1);
        }
        // Waits until it is gone.
        assertThat(database.number("SELECT pg_terminate_backend(" + backend + ", 10000)::int"))
                .isEqualTo(1);
    }
}
