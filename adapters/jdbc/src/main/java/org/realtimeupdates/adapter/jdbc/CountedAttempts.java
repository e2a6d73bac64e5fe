package org.realtimeupdates.adapter.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Ref;

/**
 * The tries of one account in the table {@code rtu_attempt}: a row for what was counted together, with the refs that have no outcome yet.
 * So a batch that goes well costs a row, however many updates it has.
 */
record CountedAttempts(Connection connection, AccountType account) {

    /** How often those were tried that were. */
    Map<Ref, Integer> find(Collection<Ref> refs) throws SQLException {
        Map<Ref, Integer> counts = new HashMap<>();
        for (Tried tried : list()) {
            tried.among(refs).forEach(ref -> counts.merge(ref, 1, Integer::sum));
        }
        return counts;
    }

    void addOne(Collection<Ref> refs, Instant now) throws SQLException {
        String sql = "INSERT INTO rtu_attempt (account, refs, counted_at) VALUES (?, ?, ?)";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setString(1, account.wireName());
            insert.setString(2, text(refs));
            insert.setLong(3, now.toEpochMilli());
            insert.executeUpdate();
        }
    }

    /** Takes one try of each back. */
    void takeOne(Collection<Ref> refs) throws SQLException {
        Set<Ref> open = new HashSet<>(refs);
        for (Tried tried : list()) {
            Set<Ref> taken = tried.among(open);
            open.removeAll(taken);
            replace(tried, taken);
        }
    }

    /** Takes all tries of each back. */
    void clear(Collection<Ref> refs) throws SQLException {
        for (Tried tried : list()) {
            replace(tried, tried.among(refs));
        }
    }

    /** Clears those counted before that time. */
    void clearBefore(Instant time) throws SQLException {
        String sql = "DELETE FROM rtu_attempt WHERE account = ? AND counted_at < ?";
        try (PreparedStatement delete = connection.prepareStatement(sql)) {
            delete.setString(1, account.wireName());
            delete.setLong(2, time.toEpochMilli());
            delete.executeUpdate();
        }
    }

    private List<Tried> list() throws SQLException {
        List<Tried> all = new ArrayList<>();
        String sql = "SELECT position, refs FROM rtu_attempt WHERE account = ? ORDER BY position";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, account.wireName());
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    Set<Ref> refs = new HashSet<>();
                    StoredText.readAll(row.getString(2)).forEach(ref -> refs.add(new Ref(ref)));
                    all.add(new Tried(row.getLong(1), refs));
                }
            }
        }
        return all;
    }

    private void replace(Tried tried, Set<Ref> gone) throws SQLException {
        if (gone.size() == tried.refs.size()) {
            try (PreparedStatement delete = connection.prepareStatement("DELETE FROM rtu_attempt WHERE position = ?")) {
                delete.setLong(1, tried.position);
                delete.executeUpdate();
            }
        } else if (!gone.isEmpty()) {
            tried.refs.removeAll(gone);
            try (PreparedStatement update =
                    connection.prepareStatement("UPDATE rtu_attempt SET refs = ? WHERE position = ?")) {
                update.setString(1, text(tried.refs));
                update.setLong(2, tried.position);
                update.executeUpdate();
            }
        }
    }

    private static String text(Collection<Ref> refs) {
        return StoredText.ofAll(refs.stream().map(Ref::value).toList());
    }

    /** A row. */
    private record Tried(long position, Set<Ref> refs) {

        Set<Ref> among(Collection<Ref> some) {
            Set<Ref> both = new HashSet<>();
            for (Ref ref : some) {
                if (refs.contains(ref)) {
                    both.add(ref);
                }
            }
            return both;
        }
    }
}
