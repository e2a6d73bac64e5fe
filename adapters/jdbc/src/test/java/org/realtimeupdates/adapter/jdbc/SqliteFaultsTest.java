package org.realtimeupdates.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.realtimeupdates.application.port.persistence.NewPendingUpdate;
import org.realtimeupdates.application.port.persistence.PendingUpdates;
import org.realtimeupdates.application.port.persistence.StoreException;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Recipient;
import org.realtimeupdates.domain.Ref;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/** What is said when a SQLite file cannot be used, and that all goes on once it can. */
class SqliteFaultsTest extends ServerStoreFixture {

    private static final int MANY = 10_000;

    @TempDir
    private Path directory;

    @SuppressWarnings("NullAway.Init")
    SqliteFaultsTest() {
        super(TestDatabase.sqlite());
    }

    @Test
    @DisplayName("RTU-30: a publish fails while another program holds the lock, and works after that")
    void aPublishFailsWhileTheDatabaseIsLocked() throws Exception {
        PragmaDataSource impatient = new PragmaDataSource(database.dataSource());
        impatient.set("PRAGMA busy_timeout = 50");
        PendingUpdates pending = open(impatient.dataSource(), MANY).pendingUpdates();
        pending.append(List.of(forDevice(PHONE, "a")));
        try (Connection other = database.dataSource().getConnection();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("UPDATE rtu_user SET name = name");

            assertThatThrownBy(() -> pending.append(List.of(forAnna("b"))))
                    .isInstanceOf(StoreException.class)
                    .hasMessage("the database is locked");
            assertThatThrownBy(() -> pending.remove(PHONE_PERSONAL, refs("a"), Long.MAX_VALUE))
                    .isInstanceOf(StoreException.class)
                    .hasMessage("the database is locked");
            assertThat(waiting(pending, PHONE_PERSONAL)).containsExactly("a");
            other.rollback();
        }

        pending.append(List.of(forAnna("b"), forAnna("c")));
        assertThat(waiting(pending, PHONE_PERSONAL)).containsExactly("a", "b", "c");
        assertRowsAgree();
    }

    @Test
    @DisplayName("RTU-30: a transaction is whole on a connection whose last one could not begin")
    void aTransactionIsWholeAfterOneThatCouldNotBegin() throws Exception {
        PragmaDataSource impatient = new PragmaDataSource(database.dataSource());
        impatient.set("PRAGMA busy_timeout = 50");
        JdbcDatabase tables = JdbcDatabase.open(impatient.dataSource(), Schema.SERVER);
        try (Connection other = database.dataSource().getConnection();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("UPDATE rtu_user SET name = name");
            assertThatThrownBy(() -> tables.inTransaction(transaction -> true)).isInstanceOf(StoreException.class);
            other.rollback();
        }

        assertThatThrownBy(() -> tables.inTransaction(transaction -> {
                    try (Statement statement = transaction.connection().createStatement()) {
                        statement.execute("INSERT INTO rtu_user (name) VALUES ('half')");
                    }
                    throw new IllegalStateException("thrown on purpose");
                }))
                .hasMessage("thrown on purpose");
        assertThat(rows("rtu_user")).isZero();
    }

    @Test
    @DisplayName("RTU-30: a publish that finds the disk full has changed nothing, and works when there is room again")
    void aPublishFindsTheDiskFull() throws Exception {
        PragmaDataSource limited = new PragmaDataSource(database.dataSource());
        JdbcServerStore store = open(limited.dataSource(), MANY);
        store.devices().register(PHONE);
        store.devices().register(TABLET);
        PendingUpdates pending = store.pendingUpdates();
        pending.append(List.of(forAnna("a")));
        limited.set("PRAGMA max_page_count = " + (database.number("PRAGMA page_count") + 2));

        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> pending.append(large(50)))
                    .isInstanceOf(StoreException.class)
                    .hasMessage("the database or its disk is full");
            assertThat(waiting(pending, PHONE_PERSONAL)).containsExactly("a");
            assertRowsAgree();
        }
        assertThat(pending.remove(PHONE_PERSONAL, refs("a"), Long.MAX_VALUE)).isEqualTo(1);

        limited.set("PRAGMA max_page_count = 1000000");
        pending.append(large(50));
        assertThat(waiting(pending, PHONE_PERSONAL)).hasSize(50);
        assertRowsAgree();
    }

    @Test
    void aFileThatIsNoDatabaseIsRefused() throws Exception {
        Path file = directory.resolve("letter.txt");
        Files.writeString(file, "Dear Anna, ".repeat(1_000));

        assertThatThrownBy(() -> openFile(file))
                .isInstanceOf(StoreException.class)
                .hasMessage("the file is no SQLite database");
        assertThat(Files.readString(file)).startsWith("Dear Anna");
    }

    @Test
    void aFileInAFolderThatIsNotThereIsRefused() {
        assertThatThrownBy(() -> openFile(directory.resolve("missing").resolve("store.db")))
                .isInstanceOf(StoreException.class)
                .hasMessageStartingWith("the database cannot be opened");
    }

    @Test
    void aCorruptedFileIsRefused() throws Exception {
        Path file = directory.resolve("store.db");
        try (SqliteDataSource source = SqliteDataSource.open(file)) {
            open(source.dataSource(), MANY).pendingUpdates().append(large(200));
        }
        overwrite(file);

        assertThatThrownBy(() -> openFile(file))
                .isInstanceOf(StoreException.class)
                .hasMessage("the database is corrupted");
    }

    @Test
    void aFileThatIsOpenedToReadOnlyIsRefused() throws Exception {
        Path file = directory.resolve("store.db");
        openFile(file);
        SQLiteConfig readOnly = new SQLiteConfig();
        readOnly.setReadOnly(true);
        SQLiteDataSource source = new SQLiteDataSource(readOnly);
        source.setUrl("jdbc:sqlite:" + file);

        assertThatThrownBy(() -> open(source, MANY))
                .isInstanceOf(StoreException.class)
                .hasMessage("the database cannot be written to");
    }

    @Test
    @DisplayName("RTU-30: a publish fails while the file cannot be written to, and works after that")
    void aPublishFailsWhileTheFileCannotBeWrittenTo() throws Exception {
        PragmaDataSource connections = new PragmaDataSource(database.dataSource());
        PendingUpdates pending = open(connections.dataSource(), MANY).pendingUpdates();
        pending.append(List.of(forDevice(PHONE, "a")));

        connections.set("PRAGMA query_only = ON");
        assertThatThrownBy(() -> pending.append(List.of(forAnna("b"))))
                .isInstanceOf(StoreException.class)
                .hasMessage("the database cannot be written to");
        assertThat(waiting(pending, PHONE_PERSONAL)).containsExactly("a");

        connections.set("PRAGMA query_only = OFF");
        pending.append(List.of(forAnna("b")));
        assertThat(waiting(pending, PHONE_PERSONAL)).containsExactly("a", "b");
    }

    private void openFile(Path file) {
        try (SqliteDataSource source = SqliteDataSource.open(file)) {
            open(source.dataSource(), MANY);
        }
    }

    private static List<NewPendingUpdate> large(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new NewPendingUpdate(
                        Recipient.device("anna", "phone"),
                        AccountType.PERSONAL,
                        new Ref("large" + i),
                        "x".repeat(2_000)))
                .toList();
    }

    /** Destroys pages behind the first. */
    private static void overwrite(Path file) throws IOException {
        byte[] noise = new byte[60_000];
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (byte) (i * 31 + 7);
        }
        try (RandomAccessFile writer = new RandomAccessFile(file.toFile(), "rw")) {
            writer.seek(8_192);
            writer.write(noise);
        }
    }
}
