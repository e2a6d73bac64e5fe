package org.realtimeupdates.adapter.cli.powerloss;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Opens what a power loss has left, and says what is wrong with it. */
final class Recovery {

    private Recovery() {}

    /**
     * Compares a recovered database with what was promised before the power went.
     *
     * @param refsQuery gives the refs that the database remembers
     * @param atomicityQuery gives a number that is 0 as long as each transaction is there wholly or not at all
     * @param promised refs that were told to be durable
     */
    static List<String> check(Path database, String refsQuery, String atomicityQuery, Set<String> promised) {
        List<String> violations = new ArrayList<>();
        if (promised.isEmpty() && !Files.exists(database)) {
            return violations;
        }
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement statement = connection.createStatement()) {
            String integrity = texts(statement, "PRAGMA integrity_check").toString();
            if (!integrity.equals("[ok]")) {
                violations.add("corrupted: " + integrity);
            }
            Set<String> refs = new HashSet<>(texts(statement, refsQuery));
            promised.stream()
                    .filter(ref -> !refs.contains(ref))
                    .forEach(ref -> violations.add(ref + " was told to be durable and is gone"));
            if (!texts(statement, atomicityQuery).equals(List.of("0"))) {
                violations.add("a transaction is there in part");
            }
        } catch (SQLException e) {
            if (!promised.isEmpty()) {
                violations.add("cannot be opened: " + e.getMessage());
            }
        }
        return violations;
    }

    private static List<String> texts(Statement statement, String sql) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
        }
        return texts;
    }
}
