package org.realtimeupdates.adapter.jdbc;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.realtimeupdates.domain.Ref;
import org.realtimeupdates.domain.UpdateOutcome;

/** The refs of one account in the table {@code rtu_applied}. */
record AppliedRefs(RefRows rows) {

    private static final String INSERT = "INSERT INTO rtu_applied (account, ref, outcome, seen_at) VALUES (?, ?, ?, ?)";

    /** The outcomes of those that are remembered. */
    Map<Ref, UpdateOutcome> find(List<Ref> refs) throws SQLException {
        return rows.find(
                "rtu_applied",
                "outcome",
                refs,
                row -> UpdateOutcome.find(row.getString(2)).orElseThrow());
    }

    /** Remembers new ones; fails where another process has done so in the meantime. */
    void remember(Map<Ref, UpdateOutcome> outcomes, Instant now) throws SQLException {
        forEach(INSERT, outcomes, now);
    }

    /** Notes that known ones came again. */
    void seenAgain(Map<Ref, UpdateOutcome> outcomes, Instant now) throws SQLException {
        forEach(INSERT + " ON CONFLICT (account, ref) DO UPDATE SET seen_at = excluded.seen_at", outcomes, now);
    }

    private void forEach(String sql, Map<Ref, UpdateOutcome> outcomes, Instant now) throws SQLException {
        rows.forEach(sql, outcomes.keySet(), (statement, ref) -> {
            statement.setString(3, Objects.requireNonNull(outcomes.get(ref)).wireName());
            statement.setLong(4, now.toEpochMilli());
        });
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
        try (PreparedStatement delete = rows.connection().prepareStatement(sql)) {
            delete.setString(1, rows.account().wireName());
            delete.setString(2, rows.account().wireName());
            delete.setLong(3, notSeenSince.toEpochMilli());
            delete.setInt(4, max);
            return delete.executeUpdate();
        }
    }
}
