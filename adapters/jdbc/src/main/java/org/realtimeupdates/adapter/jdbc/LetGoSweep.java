package org.realtimeupdates.adapter.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Removes the rows of what mailboxes have let go of, little by little: letting go is one write however much waits, and nobody who
 * publishes has to wait for the rest.
 */
final class LetGoSweep {

    private static final int ROWS_AT_ONCE = 1_000;

    private final JdbcDatabase database;
    private final HeldUpdates updates;

    LetGoSweep(JdbcDatabase database) {
        this.database = database;
        this.updates = new HeldUpdates(database.dialect());
    }

    /** Removes some rows of some mailbox; a small transaction. Whether there were any. */
    boolean sweepSome() {
        return sweep("let_go_at IS NOT NULL ORDER BY id LIMIT 1 "
                + database.dialect().lockFree("rtu_mailbox"));
    }

    /** As {@link #sweepSome}, of that mailbox. */
    boolean sweepSomeOf(long mailboxId) {
        return sweep("let_go_at IS NOT NULL AND id = " + mailboxId + " "
                + database.dialect().lock("rtu_mailbox"));
    }

    private boolean sweep(String which) {
        return database.inRelaxedTransaction(transaction -> {
            Optional<LetGo> mailbox = find(transaction.connection(), which);
            if (mailbox.isPresent()) {
                sweep(transaction.connection(), mailbox.get());
            }
            return mailbox.isPresent();
        });
    }

    private static Optional<LetGo> find(Connection connection, String which) throws SQLException {
        String sql = "SELECT id, user_id, device_id, let_go_to, let_go_at FROM rtu_mailbox WHERE " + which;
        try (PreparedStatement select = connection.prepareStatement(sql);
                ResultSet row = select.executeQuery()) {
            if (!row.next()) {
                return Optional.empty();
            }
            boolean orphan = row.getLong(3) == 0;
            return Optional.of(new LetGo(row.getLong(1), row.getLong(2), orphan, row.getLong(4), row.getLong(5)));
        }
    }

    private void sweep(Connection connection, LetGo mailbox) throws SQLException {
        List<Long> positions = deletePending(connection, mailbox);
        if (!positions.isEmpty()) {
            List<String> refs = updates.letGo(connection, mailbox.userId(), positions);
            if (!mailbox.orphan()) {
                markSeen(connection, mailbox, refs);
            }
        }
        if (positions.size() == ROWS_AT_ONCE) {
            return;
        }
        if (!mailbox.orphan()) {
            change(connection, "UPDATE rtu_mailbox SET let_go_at = NULL WHERE id = ?", mailbox);
        } else if (deleteSeen(connection, mailbox) < ROWS_AT_ONCE) {
            change(connection, "DELETE FROM rtu_mailbox WHERE id = ?", mailbox);
        }
    }

    private static List<Long> deletePending(Connection connection, LetGo mailbox) throws SQLException {
        String sql = """
                DELETE FROM rtu_pending WHERE mailbox_id = ? AND position IN (
                    SELECT position FROM rtu_pending WHERE mailbox_id = ? AND position <= ? ORDER BY position LIMIT ?
                ) RETURNING position
                """;
        try (PreparedStatement delete = connection.prepareStatement(sql)) {
            delete.setLong(1, mailbox.id());
            delete.setLong(2, mailbox.id());
            delete.setLong(3, mailbox.to());
            delete.setInt(4, ROWS_AT_ONCE);
            List<Long> positions = new ArrayList<>();
            try (ResultSet row = delete.executeQuery()) {
                while (row.next()) {
                    positions.add(row.getLong(1));
                }
            }
            return positions;
        }
    }

    /** The time begins after which the refs are forgotten. */
    private void markSeen(Connection connection, LetGo mailbox, List<String> refs) throws SQLException {
        String sql = "UPDATE rtu_seen SET let_go = ? WHERE mailbox_id = ? AND ref "
                + database.dialect().isAmong();
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setLong(1, mailbox.at());
            update.setLong(2, mailbox.id());
            database.dialect().setTexts(update, 3, refs);
            update.executeUpdate();
        }
    }

    private int deleteSeen(Connection connection, LetGo mailbox) throws SQLException {
        String sql = """
                DELETE FROM rtu_seen WHERE mailbox_id = ? AND ref IN (
                    SELECT ref FROM rtu_seen WHERE mailbox_id = ? ORDER BY ref LIMIT ? %s
                )
                """.formatted(database.dialect().lock("rtu_seen"));
        try (PreparedStatement delete = connection.prepareStatement(sql)) {
            delete.setLong(1, mailbox.id());
            delete.setLong(2, mailbox.id());
            delete.setInt(3, ROWS_AT_ONCE);
            return delete.executeUpdate();
        }
    }

    private static void change(Connection connection, String sql, LetGo mailbox) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, mailbox.id());
            statement.executeUpdate();
        }
    }

    /**
     * A mailbox with rows to remove, locked.
     *
     * @param orphan whether its device was forgotten: nothing of it stays
     * @param to the last position that was let go
     * @param at when it was
     */
    private record LetGo(long id, long userId, boolean orphan, long to, long at) {}
}
