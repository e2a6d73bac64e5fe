package org.realtimeupdates.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.realtimeupdates.adapter.jdbc.NoteTable.effect;
import static org.realtimeupdates.adapter.jdbc.NoteTable.insert;
import static org.realtimeupdates.adapter.jdbc.NoteTable.noting;
import static org.realtimeupdates.domain.AccountType.PERSONAL;

import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Isolated;
import org.realtimeupdates.adapter.jsonb.JsonbEntityCodec;
import org.realtimeupdates.application.port.persistence.Effect;
import org.realtimeupdates.application.port.persistence.StoreException;

/** PostgreSQL ends the connections, as when it is restarted. */
@Isolated("ends the connections of all")
class LostConnectionTest {

    private static final String END_ALL = """
            SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
            WHERE datname = current_database() AND pid <> pg_backend_pid()
            """;

    @RegisterExtension
    final TestDatabase database = TestDatabase.postgresql();

    private JdbcClientStore store;

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
    @DisplayName("RTU-33: a connection lost within an effect is the store's fault, and the next one works")
    void aConnectionLostWithinAnEffect() throws Exception {
        Effect losing = effect("b", connection -> {
            database.number(END_ALL);
            insert(connection, "b");
        });
        Effect passingOver = effect("b", connection -> {
            database.number(END_ALL);
            assertThatThrownBy(() -> insert(connection, "b")).isInstanceOf(SQLException.class);
        });

        for (Effect effect : List.of(losing, passingOver)) {
            assertThatThrownBy(() -> apply(noting("a"), effect, noting("c"))).isInstanceOf(StoreException.class);
            assertThat(database.number(NoteTable.COUNT)).isZero();
        }
        applyUntilConnected(noting("a"), noting("b"), noting("c"));
        assertThat(database.number(NoteTable.COUNT)).isEqualTo(3);
    }

    @Test
    void connectionsLostBetweenTransactions() throws Exception {
        apply(noting("a"));
        database.number(END_ALL);

        applyUntilConnected(noting("b"));

        assertThat(database.number(NoteTable.COUNT)).isEqualTo(2);
    }

    /** A pool may hand out a connection of which it does not know yet that it is lost. */
    private void applyUntilConnected(Effect... effects) {
        StoreException last = new StoreException("not tried");
        for (int i = 0; i < 20; i++) {
            try {
                apply(effects);
                return;
            } catch (StoreException e) {
                last = e;
            }
        }
        throw last;
    }

    private void apply(Effect... effects) {
        store.appliedUpdates().applyOnce(PERSONAL, List.of(effects));
    }
}
