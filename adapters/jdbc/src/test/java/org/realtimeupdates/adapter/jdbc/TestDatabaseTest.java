package org.realtimeupdates.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The databases the tests run on promise what those of an adopter do. */
class TestDatabaseTest {

    @RegisterExtension
    final TestDatabase sqlite = TestDatabase.sqlite();

    @RegisterExtension
    final TestDatabase postgresql = TestDatabase.postgresql();

    @Test
    void postgresqlWaitsForTheDisk() throws Exception {
        try (Connection connection = postgresql.dataSource().getConnection()) {
            assertThat(ask(connection, "SHOW fsync")).isEqualTo("on");
            assertThat(ask(connection, "SHOW full_page_writes")).isEqualTo("on");
            assertThat(ask(connection, "SHOW synchronous_commit")).isEqualTo("on");
        }
    }

    @Test
    void sqliteWaitsForTheDisk() throws Exception {
        try (Connection connection = sqlite.dataSource().getConnection()) {
            assertThat(ask(connection, "PRAGMA journal_mode")).isEqualTo("wal");
            assertThat(ask(connection, "PRAGMA synchronous")).isEqualTo("2");
        }
    }

    @Test
    void contentSurvivesItsPool() throws Exception {
        for (TestDatabase database : new TestDatabase[] {sqlite, postgresql}) {
            database.execute("CREATE TABLE survivor (id INTEGER)");
            database.execute("INSERT INTO survivor VALUES (7)");

            assertThat(database.number("SELECT id FROM survivor")).isEqualTo(7);
        }
    }

    private static String ask(Connection connection, String sql) throws Exception {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            assertThat(result.next()).isTrue();
            return result.getString(1);
        }
    }
}
