package org.realtimeupdates.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.realtimeupdates.adapter.jdbc.NoteTable.effect;
import static org.realtimeupdates.domain.AccountType.PERSONAL;

import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.realtimeupdates.adapter.jsonb.JsonbEntityCodec;
import org.realtimeupdates.application.port.persistence.Effect;
import org.realtimeupdates.application.port.persistence.StoreException;

/** SQLite files that cannot be used, or not now. */
class BrokenFileTest {

    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void nameTheFile() {
        file = directory.resolve("app.db");
    }

    @Test
    void aFileThatIsNoDatabaseIsRefused() throws Exception {
        Files.writeString(file, "no database ".repeat(1_000));

        assertRefused(new LimitedSqlite(file), "the file is no SQLite database");
        assertThatThrownBy(() -> SqliteDataSource.open(file))
                .isInstanceOf(StoreException.class)
                .hasMessage("the file is no SQLite database");
    }

    @Test
    void aCorruptedDatabaseIsRefused() throws Exception {
        try (JdbcClientStore store = open(new LimitedSqlite(file))) {
            apply(store, 2_000);
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.allocate((int) channel.size() / 2), channel.size() / 2);
        }

        assertRefused(new LimitedSqlite(file), "the database is corrupted");
    }

    @Test
    void aDatabaseThatCannotBeWrittenToIsRefused() throws Exception {
        open(new LimitedSqlite(file)).close();
        LimitedSqlite readOnly = new LimitedSqlite(file);
        readOnly.setReadOnly(true);

        assertRefused(readOnly, "the database cannot be written to");
    }

    @Test
    void aDirectoryThatDoesNotExistIsRefused() {
        assertThatThrownBy(() -> SqliteDataSource.open(directory.resolve("none").resolve("app.db")))
                .isInstanceOf(StoreException.class);
    }

    @Test
    void aDatabaseInMemoryIsRefused() {
        LimitedSqlite memory = new LimitedSqlite(file);
        memory.setUrl("jdbc:sqlite::memory:");

        assertThatThrownBy(() -> open(memory))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("must be a file");
    }

    @Test
    void aDatabaseThatAnotherProgramWritesToIsBusyForNow() throws Exception {
        DataSource source = new LimitedSqlite(file);
        try (JdbcClientStore store = open(source);
                Connection other = source.getConnection();
                Statement statement = other.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            assertThatThrownBy(() -> apply(store, 1))
                    .isInstanceOf(StoreException.class)
                    .hasMessage("the database is locked");
            assertThat(store.outbox().list(0, 1)).isEmpty();

            statement.execute("ROLLBACK");
            apply(store, 1);
        }
    }

    /** The place of the running client is free again. */
    private static void assertRefused(DataSource source, String message) {
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> open(source))
                    .isInstanceOf(StoreException.class)
                    .hasMessage(message);
        }
    }

    private static JdbcClientStore open(DataSource source) {
        return JdbcClientStore.open(source, new JsonbEntityCodec(), InstantSource.system());
    }

    private static void apply(JdbcClientStore store, int refs) {
        List<Effect> effects = IntStream.range(0, refs)
                .mapToObj(i -> effect("ref" + i, connection -> {}))
                .toList();
        store.appliedUpdates().applyOnce(PERSONAL, effects);
    }
}
