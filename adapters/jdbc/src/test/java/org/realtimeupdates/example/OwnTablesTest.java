package org.realtimeupdates.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.realtimeupdates.adapter.jdbc.JdbcClientStore;
import org.realtimeupdates.adapter.jdbc.SqliteDataSource;
import org.realtimeupdates.adapter.jsonb.JsonbEntityCodec;
import org.realtimeupdates.application.client.ManageUpdate;
import org.realtimeupdates.application.client.ProcessedUpdate;
import org.realtimeupdates.application.client.ReceivedUpdate;
import org.realtimeupdates.application.client.UpdateActions;
import org.realtimeupdates.application.client.UpdateContext;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Action;
import org.realtimeupdates.domain.Entities;
import org.realtimeupdates.domain.EntityTypes;
import org.realtimeupdates.domain.Message;
import org.realtimeupdates.domain.Ref;
import org.realtimeupdates.domain.Update;

/**
 * The documented example of an application with tables of its own: its specific action writes rows by the running connection, and
 * they are committed together with the ref of the update. So each update counts exactly once, however often it is delivered.
 */
class OwnTablesTest {

    @TempDir
    Path directory;

    private SqliteDataSource sqlite;
    private DataSource dataSource;
    private JdbcClientStore store;

    @BeforeEach
    void startTheApplication() throws SQLException {
        sqlite = SqliteDataSource.open(directory.resolve("app.db"));
        dataSource = sqlite.dataSource();
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE unread (group_id TEXT NOT NULL PRIMARY KEY, messages INTEGER NOT NULL)");
        }
        store = JdbcClientStore.open(dataSource, new JsonbEntityCodec(), InstantSource.system());
    }

    @AfterEach
    void stopTheApplication() {
        store.close();
        sqlite.close();
    }

    /** The specific action. It neither commits nor closes the connection: that is the library's matter. */
    private static void countUnread(UpdateContext context, List<Message> messages) throws SQLException {
        Connection connection = context.transaction().unwrap(Connection.class);
        String sql = """
                INSERT INTO unread (group_id, messages) VALUES (?, 1)
                ON CONFLICT (group_id) DO UPDATE SET messages = messages + 1
                """;
        try (PreparedStatement count = connection.prepareStatement(sql)) {
            for (Message message : messages) {
                count.setString(1, message.group());
                count.executeUpdate();
            }
        }
    }

    @Test
    void anUpdateThatIsDeliveredTwiceCountsOnce() throws Exception {
        ManageUpdate manageUpdate = manageUpdate();

        assertThat(process(manageUpdate, newMessage("r1", to("choir")))).isInstanceOf(ProcessedUpdate.Applied.class);
        assertThat(process(manageUpdate, newMessage("r1", to("choir"))))
                .isInstanceOf(ProcessedUpdate.AlreadyProcessed.class);

        assertThat(unread("choir")).isEqualTo(1);
    }

    // The row that was refused takes the first row of its update with it; the update is tried again, and then set
    // aside.
    @Test
    void anUpdateCountsWholeOrNotAtAll() throws Exception {
        assertThat(process(manageUpdate(), newMessage("r1", to("choir"), to(null))))
                .isInstanceOf(ProcessedUpdate.SetAside.class);

        assertThat(unread("choir")).isZero();
        assertThat(store.quarantine().list(0, 10)).hasSize(1);
    }

    private ManageUpdate manageUpdate() {
        UpdateActions actions = UpdateActions.builder()
                .on(Action.NEW, EntityTypes.MESSAGE, OwnTablesTest::countUnread)
                .build();
        return new ManageUpdate(
                actions,
                store.appliedUpdates(),
                store.attempts(),
                store.quarantine(),
                new JsonbEntityCodec(),
                InstantSource.system());
    }

    private int unread(String group) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select =
                        connection.prepareStatement("SELECT messages FROM unread WHERE group_id = ?")) {
            select.setString(1, group);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? row.getInt(1) : 0;
            }
        }
    }

    private static ProcessedUpdate process(ManageUpdate manageUpdate, Update update) {
        ReceivedUpdate received = new ReceivedUpdate.WellFormed(update, "the frame as it was sent");
        return manageUpdate
                .process(AccountType.PERSONAL, List.of(received), (transaction, account, command) -> {})
                .get(0);
    }

    private static Update newMessage(String ref, Message... messages) {
        return new Update(new Ref(ref), false, Action.NEW, new Entities<>(EntityTypes.MESSAGE, List.of(messages)));
    }

    private static Message to(@Nullable String group) {
        return new Message("m-" + group, group, "p1", "hello", null);
    }
}
