package org.realtimeupdates.adapter.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Ref;
import org.realtimeupdates.domain.UpdateOutcome;

/** The refs of one account in the table {@code rtu_applied}, on a running connection; each method is one statement for all refs. */
record AppliedRefs(Dialect dialect, Connection connection, AccountType account) {

    /** The outcomes of those that are remembered. */
    Map<Ref, UpdateOutcome> find(List<Ref> refs) throws SQLException {
        Map<Ref, UpdateOutcome> found = new HashMap<>();
        String last = last();
        List<String> wanted =
                texts(refs).stream().filter(text -> !isBehind(text, last)).toList();
        if (wanted.isEmpty()) {
            return found;
        }
        String sql = "SELECT ref, outcome FROM rtu_applied WHERE account = ? AND ref " + dialect.isAmong();
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, account.wireName());
            dialect.setTexts(select, 2, wanted);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    UpdateOutcome outcome = UpdateOutcome.find(row.getString(2)).orElseThrow();
                    found.put(new Ref(StoredText.read(row.getString(1))), outcome);
                }
            }
        }
        return found;
    }

    /** The last remembered one in the order of the index, as stored; an empty text when there is none. */
    private String last() throws SQLException {
        String sql = "SELECT ref FROM rtu_applied WHERE account = ? ORDER BY ref DESC LIMIT 1";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, account.wireName());
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? row.getString(1) : "";
            }
        }
    }

    /**
     * Whether a ref stands behind another one in the index, so that it need not be looked for: nearly always, as a server's refs begin
     * with the time [RTU-11]. Of other text than ASCII it is not said: encodings differ in its order.
     */
    private static boolean isBehind(String text, String other) {
        return text.compareTo(other) > 0 && text.chars().allMatch(c -> c < 128);
    }

    /** Remembers new ones; fails where another process has done so in the meantime. */
    void remember(Map<Ref, UpdateOutcome> outcomes, Instant now) throws SQLException {
        insert("", outcomes, now);
    }

    /** Notes that known ones came again. */
    void seenAgain(Map<Ref, UpdateOutcome> outcomes, Instant now) throws SQLException {
        insert("ON CONFLICT (account, ref) DO UPDATE SET seen_at = excluded.seen_at", outcomes, now);
    }

    /** Nearly always all have the same outcome. */
    private void insert(String onConflict, Map<Ref, UpdateOutcome> outcomes, Instant now) throws SQLException {
        Map<UpdateOutcome, List<Ref>> byOutcome = new EnumMap<>(UpdateOutcome.class);
        outcomes.forEach((ref, outcome) ->
                byOutcome.computeIfAbsent(outcome, key -> new ArrayList<>()).add(ref));
        // Without the condition SQLite would take ON CONFLICT for that of a join.
        String sql = "INSERT INTO rtu_applied (account, ref, outcome, seen_at) SELECT ?, value, ?, ? FROM "
                + dialect.list() + " WHERE true " + onConflict;
        for (Map.Entry<UpdateOutcome, List<Ref>> some : byOutcome.entrySet()) {
            try (PreparedStatement insert = connection.prepareStatement(sql)) {
                insert.setString(1, account.wireName());
                insert.setString(2, some.getKey().wireName());
                insert.setLong(3, now.toEpochMilli());
                dialect.setTexts(insert, 4, texts(some.getValue()));
                insert.executeUpdate();
            }
        }
    }

    /**
     * Forgets those not seen since that time.
     *
     * @param max how many at most
     * @return how many it were
     */
    int forget(Instant notSeenSince, int max) throws SQLException {
        String sql = """
                DELETE FROM rtu_applied WHERE account = ? AND ref IN
                (SELECT ref FROM rtu_applied WHERE account = ? AND seen_at < ? LIMIT ?)
                """;
        try (PreparedStatement delete = connection.prepareStatement(sql)) {
            delete.setString(1, account.wireName());
            delete.setString(2, account.wireName());
            delete.setLong(3, notSeenSince.toEpochMilli());
            delete.setInt(4, max);
            return delete.executeUpdate();
        }
    }

    /** In their order in the index, nearly: where they stand side by side the database goes through it once. */
    private static List<String> texts(Collection<Ref> refs) {
        return refs.stream().map(ref -> StoredText.of(ref.value())).sorted().toList();
    }
}
