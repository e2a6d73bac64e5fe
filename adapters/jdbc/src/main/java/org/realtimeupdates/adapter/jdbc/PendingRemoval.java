package org.realtimeupdates.adapter.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.realtimeupdates.domain.Mailbox;
import org.realtimeupdates.domain.Ref;

/** Takes replied updates out of a mailbox. Locks its row, then those of the updates; never the user's. */
final class PendingRemoval {

    private final Dialect dialect;
    private final HeldUpdates updates;

    PendingRemoval(Dialect dialect) {
        this.dialect = dialect;
        this.updates = new HeldUpdates(dialect);
    }

    /**
     * Removes those of the updates that wait and are not behind a position.
     *
     * @param now in milliseconds since 1970
     * @return how many
     */
    int remove(Connection connection, Mailbox mailbox, Collection<Ref> refs, long lastPosition, long now)
            throws SQLException {
        Optional<Row> row = lock(connection, mailbox);
        if (row.isEmpty()) {
            return 0;
        }
        List<Long> positions = letGo(connection, row.get(), refs, lastPosition, now);
        if (!positions.isEmpty()) {
            long bytes = delete(connection, row.get(), positions);
            updates.letGo(connection, row.get().userId(), positions);
            count(connection, row.get(), positions.size(), bytes);
        }
        return positions.size();
    }

    private Optional<Row> lock(Connection connection, Mailbox mailbox) throws SQLException {
        String sql = """
                SELECT m.id, m.user_id, m.let_go_to
                FROM rtu_user AS u
                JOIN rtu_device AS d ON d.user_id = u.id
                JOIN rtu_mailbox AS m ON m.device_id = d.id
                WHERE u.name = ? AND d.name = ? AND m.account = ?
                """ + dialect.lock("m");
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, StoredText.of(mailbox.device().user()));
            select.setString(2, StoredText.of(mailbox.device().id()));
            select.setString(3, mailbox.account().wireName());
            try (ResultSet row = select.executeQuery()) {
                return row.next()
                        ? Optional.of(new Row(row.getLong(1), row.getLong(2), row.getLong(3)))
                        : Optional.empty();
            }
        }
    }

    private List<Long> letGo(Connection connection, Row mailbox, Collection<Ref> refs, long lastPosition, long now)
            throws SQLException {
        String sql = """
                UPDATE rtu_seen SET let_go = ?
                WHERE mailbox_id = ? AND ref %s AND let_go IS NULL AND position > ? AND position <= ?
                RETURNING position
                """.formatted(dialect.isAmong());
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setLong(1, now);
            update.setLong(2, mailbox.id());
            dialect.setTexts(
                    update,
                    3,
                    refs.stream().map(ref -> StoredText.of(ref.value())).toList());
            update.setLong(4, mailbox.letGoTo());
            update.setLong(5, lastPosition);
            List<Long> positions = new ArrayList<>();
            try (ResultSet row = update.executeQuery()) {
                while (row.next()) {
                    positions.add(row.getLong(1));
                }
            }
            return positions;
        }
    }

    private long delete(Connection connection, Row mailbox, List<Long> positions) throws SQLException {
        String sql = """
                DELETE FROM rtu_pending WHERE mailbox_id = ? AND position %s RETURNING bytes
                """.formatted(dialect.isAmong());
        try (PreparedStatement delete = connection.prepareStatement(sql)) {
            delete.setLong(1, mailbox.id());
            dialect.setLongs(delete, 2, positions);
            long bytes = 0;
            try (ResultSet row = delete.executeQuery()) {
                while (row.next()) {
                    bytes += row.getLong(1);
                }
            }
            return bytes;
        }
    }

    private static void count(Connection connection, Row mailbox, int removed, long bytes) throws SQLException {
        String sql = "UPDATE rtu_mailbox SET waiting = waiting - ?, bytes = bytes - ? WHERE id = ?";
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setInt(1, removed);
            update.setLong(2, bytes);
            update.setLong(3, mailbox.id());
            update.executeUpdate();
        }
    }

    /** The row of a mailbox. */
    private record Row(long id, long userId, long letGoTo) {}
}
