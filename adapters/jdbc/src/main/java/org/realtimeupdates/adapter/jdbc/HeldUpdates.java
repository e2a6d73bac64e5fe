package org.realtimeupdates.adapter.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The updates that mailboxes share: kept until the last that holds one has let go of it. */
final class HeldUpdates {

    private final Dialect dialect;

    HeldUpdates(Dialect dialect) {
        this.dialect = dialect;
    }

    /**
     * A mailbox that held the updates, and whose row is locked, holds them no more.
     *
     * @return their refs, as they are stored
     */
    List<String> letGo(Connection connection, long userId, Collection<Long> positions) throws SQLException {
        List<String> refs = new ArrayList<>();
        List<Long> shared = new ArrayList<>();
        List<Long> last = new ArrayList<>();
        // All are locked first, and in one order: two mailboxes that let go of the same updates neither wait for each
        // other in a
        // circle nor leave each other the last one.
        String sql = """
                SELECT position, ref, holders FROM rtu_update WHERE user_id = ? AND position %s ORDER BY position %s
                """.formatted(dialect.isAmong(), dialect.lock("rtu_update"));
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setLong(1, userId);
            dialect.setLongs(select, 2, positions);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    refs.add(row.getString(2));
                    (row.getInt(3) > 1 ? shared : last).add(row.getLong(1));
                }
            }
        }
        change(connection, "UPDATE rtu_update SET holders = holders - 1", userId, shared);
        change(connection, "DELETE FROM rtu_update", userId, last);
        return refs;
    }

    private void change(Connection connection, String change, long userId, List<Long> positions) throws SQLException {
        if (positions.isEmpty()) {
            return;
        }
        String sql = change + " WHERE user_id = ? AND position " + dialect.isAmong();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, userId);
            dialect.setLongs(statement, 2, positions);
            statement.executeUpdate();
        }
    }
}
