package org.realtimeupdates.adapter.cli.kill;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What took effect in the app's database, written by a trigger of the database itself in the transaction of the effect: a row each time a
 * specific action writes its message, never changed afterwards.
 */
final class Journal {

    private final Path database;

    Journal(Path database) {
        this.database = database;
    }

    /** Begins the journal of a database that a client has made and that none uses now. */
    static void create(Path database) {
        String row = """
                BEGIN
                  INSERT INTO journal (account, ref) VALUES (new.account, json_extract(new.json, '$[0].text'));
                END
                """;
        try (Connection connection = open(database);
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "CREATE TABLE journal (n INTEGER PRIMARY KEY AUTOINCREMENT, account TEXT NOT NULL, ref TEXT NOT NULL)");
            statement.execute("CREATE TRIGGER journal_insert AFTER INSERT ON rtu_entity " + row);
            statement.execute("CREATE TRIGGER journal_update AFTER UPDATE ON rtu_entity " + row);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What is wrong with the effects on an account, if each of these refs was published once, in this order. */
    List<String> compare(String account, List<String> published) {
        List<String> applied = refs(account);
        List<String> violations = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (String ref : applied) {
            if (!seen.add(ref)) {
                violations.add(account + " " + ref + ": applied more than once");
            }
        }
        for (String ref : published) {
            if (!seen.contains(ref)) {
                violations.add(account + " " + ref + ": published, never applied");
            }
        }
        if (violations.isEmpty() && !applied.equals(published)) {
            violations.add(account + ": applied in another order than published, or what was never confirmed");
        }
        return violations;
    }

    /** How many effects there are so far; may be asked while the app runs. */
    int size() {
        try (Connection connection = open(database);
                Statement statement = connection.createStatement();
                ResultSet newest = statement.executeQuery("SELECT coalesce(max(n), 0) FROM journal")) {
            return newest.next() ? newest.getInt(1) : 0;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<String> refs(String account) {
        List<String> refs = new ArrayList<>();
        try (Connection connection = open(database);
                PreparedStatement select =
                        connection.prepareStatement("SELECT ref FROM journal WHERE account = ? ORDER BY n")) {
            select.setString(1, account);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    refs.add(rows.getString(1));
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return refs;
    }

    private static Connection open(Path database) throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + database);
    }
}
