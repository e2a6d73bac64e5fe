package org.realtimeupdates.adapter.jdbc;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.realtimeupdates.domain.Ref;

/** The counts of one account in the table {@code rtu_attempt}. No row means none. */
record CountedAttempts(RefRows rows) {

    /** The counts that are not 0. */
    Map<Ref, Integer> find(List<Ref> refs) throws SQLException {
        return rows.find("rtu_attempt", "attempts", refs, row -> row.getInt(2));
    }

    void addOne(Collection<Ref> refs, Instant now) throws SQLException {
        String sql = """
                INSERT INTO rtu_attempt (account, ref, attempts, counted_at) VALUES (?, ?, 1, ?)
                ON CONFLICT (account, ref)
                DO UPDATE SET attempts = rtu_attempt.attempts + 1, counted_at = excluded.counted_at
                """;
        rows.forEach(sql, refs, (statement, ref) -> statement.setLong(3, now.toEpochMilli()));
    }

    void takeOne(Collection<Ref> refs) throws SQLException {
        rows.forEach("DELETE FROM rtu_attempt WHERE account = ? AND ref = ? AND attempts = 1", refs);
        rows.forEach("UPDATE rtu_attempt SET attempts = attempts - 1 WHERE account = ? AND ref = ?", refs);
    }

    void clear(Collection<Ref> refs) throws SQLException {
        rows.delete("rtu_attempt", refs);
    }

    /** Clears those counted last before that time. */
    void clearBefore(Instant time) throws SQLException {
        String sql = "DELETE FROM rtu_attempt WHERE account = ? AND counted_at < ?";
        try (PreparedStatement delete = rows.connection().prepareStatement(sql)) {
            delete.setString(1, rows.account().wireName());
            delete.setLong(2, time.toEpochMilli());
            delete.executeUpdate();
        }
    }
}
