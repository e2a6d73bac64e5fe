package org.realtimeupdates.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.realtimeupdates.adapter.jdbc.NoteTable.effect;
import static org.realtimeupdates.adapter.jdbc.NoteTable.insert;
import static org.realtimeupdates.adapter.jdbc.NoteTable.noting;
import static org.realtimeupdates.domain.AccountType.PERSONAL;
import static org.realtimeupdates.domain.EntityTypes.GROUP;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.realtimeupdates.adapter.jsonb.JsonbEntityCodec;
import org.realtimeupdates.application.client.ManageUpdate;
import org.realtimeupdates.application.client.ProcessedUpdate;
import org.realtimeupdates.application.client.ReceivedUpdate;
import org.realtimeupdates.application.client.UpdateActions;
import org.realtimeupdates.application.port.persistence.Effect;
import org.realtimeupdates.application.port.persistence.StoreException;
import org.realtimeupdates.domain.Action;
import org.realtimeupdates.domain.Command;
import org.realtimeupdates.domain.Entities;
import org.realtimeupdates.domain.Group;
import org.realtimeupdates.domain.Ref;
import org.realtimeupdates.domain.Update;

/** A full disk stops the app's half and breaks nothing. */
class FullDiskTest {

    private static final String FULL = "the database or its disk is full";
    private static final String LARGE = "x".repeat(1_000_000);

    @TempDir
    Path directory;

    private LimitedSqlite disk;
    private JdbcClientStore store;

    @BeforeEach
    void open() throws Exception {
        disk = new LimitedSqlite(directory.resolve("app.db"));
        store = JdbcClientStore.open(disk, new JsonbEntityCodec(), InstantSource.system());
        try (Connection connection = disk.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(NoteTable.CREATE);
        }
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    @DisplayName("RTU-33: a full disk is the store's fault, nothing happens, and it goes on when there is room")
    void aFullDiskIsTheStoresFault() throws Exception {
        Effect saving = NoteTable.inTransaction(
                "b", transaction -> store.entities().save(transaction, PERSONAL, GROUP, new Group("1", LARGE)));
        disk.leaveRoom(0);

        for (int i = 0; i < 3; i++) {
            assertFull(noting("a"), saving);
        }
        assertThat(notes()).isZero();

        disk.leaveRoom();
        apply(noting("a"), saving);
        assertThat(notes()).isEqualTo(1);
        assertThat(store.entities().list(PERSONAL, GROUP)).hasSize(1);
    }

    @Test
    void theRefsThemselvesMayFindItFull() throws Exception {
        disk.leaveRoom(0);
        Effect[] many = new Effect[5_000];
        for (int i = 0; i < many.length; i++) {
            many[i] = effect("ref" + i, connection -> {});
        }

        assertFull(many);

        disk.leaveRoom();
        apply(many);
    }

    @Test
    @DisplayName("RTU-33: it is the store's fault in the application's own statement too, and is not counted")
    void itIsTheStoresFaultInTheApplicationsOwnStatementToo() throws Exception {
        UpdateActions actions = UpdateActions.builder()
                .on(
                        Action.NEW,
                        GROUP,
                        (context, groups) -> insert(context.transaction().unwrap(Connection.class), LARGE))
                .build();
        ManageUpdate manageUpdate = new ManageUpdate(
                actions,
                store.appliedUpdates(),
                store.attempts(),
                store.quarantine(),
                new JsonbEntityCodec(),
                InstantSource.system());
        Ref ref = new Ref("a");
        List<ReceivedUpdate> updates = List.of(new ReceivedUpdate.WellFormed(
                new Update(ref, false, Action.NEW, Entities.of(GROUP, new Group("1", null))), "text"));
        disk.leaveRoom(1);

        for (int i = 0; i < 2 * ManageUpdate.MAX_ATTEMPTS; i++) {
            assertThatThrownBy(() -> manageUpdate.process(PERSONAL, updates, (transaction, account, command) -> {}))
                    .isInstanceOf(StoreException.class)
                    .hasMessage(FULL);
        }
        assertThat(store.attempts().counted(PERSONAL, List.of(ref))).isEmpty();

        disk.leaveRoom();
        assertThat(manageUpdate.process(PERSONAL, updates, (transaction, account, command) -> {}))
                .hasOnlyElementsOfType(ProcessedUpdate.Applied.class);
    }

    @Test
    @DisplayName("RTU-21: who passes over a full disk writes nothing more: the database has ended the transaction")
    void whoPassesOverAFullDiskWritesNothingMore() throws Exception {
        Effect careless = effect("b", connection -> {
            assertThatThrownBy(() -> insert(connection, LARGE)).isInstanceOf(SQLException.class);
            disk.leaveRoom();
            assertThatThrownBy(() -> insert(connection, "b"))
                    .isInstanceOf(SQLException.class)
                    .hasMessage("the database has ended the transaction");
        });
        disk.leaveRoom(10);

        assertFull(noting("a"), careless, noting("c"));

        assertThat(notes()).isZero();
        apply(noting("a"));
    }

    @Test
    void whoHandsItOnAsSomethingElseIsNotToBlame() throws Exception {
        Effect careless = effect("b", connection -> {
            assertThatThrownBy(() -> insert(connection, LARGE)).isInstanceOf(SQLException.class);
            throw new IllegalStateException("the note cannot be saved");
        });
        disk.leaveRoom(0);

        assertFull(careless);
    }

    @Test
    void commandsAreRefusedUntilThereIsRoom() throws Exception {
        Command command = Command.of("ping", "{\"text\":\"" + LARGE + "\"}").withRef(new Ref("c"));
        disk.leaveRoom(0);
        assertThatThrownBy(() -> store.outbox().add(PERSONAL, command))
                .isInstanceOf(StoreException.class)
                .hasMessage(FULL);

        disk.leaveRoom();
        store.outbox().add(PERSONAL, command);
        assertThat(store.outbox().list(0, 10)).hasSize(1);
    }

    private void assertFull(Effect... effects) {
        assertThatThrownBy(() -> apply(effects))
                .isInstanceOf(StoreException.class)
                .hasMessage(FULL);
    }

    private void apply(Effect... effects) {
        store.appliedUpdates().applyOnce(PERSONAL, List.of(effects));
    }

    private int notes() throws SQLException {
        try (Connection connection = disk.getConnection();
                Statement statement = connection.createStatement();
                ResultSet count = statement.executeQuery(NoteTable.COUNT)) {
            return count.getInt(1);
        }
    }
}
