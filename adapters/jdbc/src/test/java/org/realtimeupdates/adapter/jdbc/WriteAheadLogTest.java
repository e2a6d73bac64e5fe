package org.realtimeupdates.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The write-ahead log of a file, whoever opens it first. */
class WriteAheadLogTest {

    private static final int ROUNDS = 60;

    @TempDir
    private Path folder;

    @Test
    void manyMayOpenANewFileAtOnce() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            Path file = folder.resolve("round" + round + ".db");
            Threads.runAtOnce(() -> open(file), () -> open(file), () -> open(file), () -> open(file));
        }
    }

    private static void open(Path file) throws SQLException {
        try (SqliteDataSource source = SqliteDataSource.open(file);
                Connection connection = source.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet mode = statement.executeQuery("PRAGMA journal_mode")) {
            assertThat(mode.next()).isTrue();
            assertThat(mode.getString(1)).isEqualTo("wal");
        }
    }
}
