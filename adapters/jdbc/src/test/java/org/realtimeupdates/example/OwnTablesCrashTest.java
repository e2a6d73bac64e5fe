package org.realtimeupdates.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.realtimeupdates.adapter.jdbc.JdbcClientStore;
import org.realtimeupdates.adapter.jdbc.SqliteDataSource;
import org.realtimeupdates.adapter.jsonb.JsonbEntityCodec;
import org.realtimeupdates.application.client.UpdateActions;
import org.realtimeupdates.application.client.UpdateContext;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Action;
import org.realtimeupdates.domain.Entities;
import org.realtimeupdates.domain.EntityTypes;
import org.realtimeupdates.domain.Message;
import org.realtimeupdates.domain.Ref;
import org.realtimeupdates.domain.Update;
import org.realtimeupdates.testfixtures.contract.ClientStorePorts;
import org.realtimeupdates.testfixtures.crash.CrashTest;
import org.realtimeupdates.testfixtures.crash.CrashableApp;

/** The documented example of a crash test of an application with tables of its own, in a database on disk. */
class OwnTablesCrashTest {

    private static final List<Update> HISTORY = List.of(message("r1"));

    @TempDir
    Path directory;

    @Test
    @DisplayName("RTU-21: a row of the application's own is there exactly once, whatever call the process dies at")
    void aRowIsThereExactlyOnce() {
        assertThat(CrashTest.of(Diary::new).verify(AccountType.PERSONAL, HISTORY))
                .isGreaterThan(10);
    }

    /** Writes down each message; an installation has a directory of its own. */
    private final class Diary implements CrashableApp {

        private final Path home = directory.resolve(UUID.randomUUID().toString());
        private @Nullable SqliteDataSource sqlite;
        private @Nullable JdbcClientStore store;

        @Override
        public ClientStorePorts open() throws Exception {
            Files.createDirectories(home);
            sqlite = SqliteDataSource.open(home.resolve("app.db"));
            try (Connection connection = sqlite.dataSource().getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("CREATE TABLE IF NOT EXISTS diary (id INTEGER PRIMARY KEY, message TEXT NOT NULL)");
            }
            JdbcClientStore opened =
                    JdbcClientStore.open(sqlite.dataSource(), new JsonbEntityCodec(), InstantSource.system());
            store = opened;
            return new ClientStorePorts(
                    opened.appliedUpdates(),
                    opened.attempts(),
                    opened.quarantine(),
                    opened.outbox(),
                    opened.entities());
        }

        @Override
        public UpdateActions actions(ClientStorePorts ports) {
            return UpdateActions.builder()
                    .on(Action.NEW, EntityTypes.MESSAGE, this::write)
                    .build();
        }

        private void write(UpdateContext context, List<Message> messages) throws SQLException {
            Connection connection = context.transaction().unwrap(Connection.class);
            try (PreparedStatement insert = connection.prepareStatement("INSERT INTO diary (message) VALUES (?)")) {
                insert.setString(1, messages.get(0).id());
                insert.executeUpdate();
            }
        }

        @Override
        public List<?> effects() throws SQLException {
            List<String> effects = new ArrayList<>();
            try (Connection connection =
                            Objects.requireNonNull(sqlite).dataSource().getConnection();
                    Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("SELECT message FROM diary ORDER BY id")) {
                while (rows.next()) {
                    effects.add(rows.getString(1));
                }
            }
            return effects;
        }

        @Override
        public void died() {
            Objects.requireNonNull(store).close();
            Objects.requireNonNull(sqlite).close();
        }
    }

    private static Update message(String ref) {
        Message message = new Message(ref, "choir", "ada", "Hello", null);
        return new Update(new Ref(ref), false, Action.NEW, Entities.of(EntityTypes.MESSAGE, message));
    }
}
