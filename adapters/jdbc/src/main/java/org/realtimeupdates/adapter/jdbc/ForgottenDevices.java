package org.realtimeupdates.adapter.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.realtimeupdates.domain.Device;

/** Forgets a device with all that belongs to it: at once for everybody, its rows after that, little by little. */
final class ForgottenDevices {

    private static final int ROWS_AT_ONCE = 1_000;

    private final JdbcDatabase database;
    private final InstantSource clock;
    private final LockedUsers users;
    private final LetGoSweep sweep;

    ForgottenDevices(JdbcDatabase database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
        this.users = new LockedUsers(database.dialect());
        this.sweep = new LetGoSweep(database);
    }

    void forget(Device device) {
        deleteSome("rtu_handled", "ref", device);
        deleteSome("rtu_unapplied", "id", device);
        List<Long> orphans = database.inTransaction(transaction -> cutOff(transaction.connection(), device));
        for (long mailbox : orphans) {
            while (sweep.sweepSomeOf(mailbox)) {
                // A small transaction each time.
            }
        }
    }

    /** Removes rows that go by the names of user and device. */
    private void deleteSome(String table, String key, Device device) {
        String sql = """
                DELETE FROM %1$s WHERE user_name = ? AND device = ? AND %2$s IN (
                    SELECT %2$s FROM %1$s WHERE user_name = ? AND device = ? ORDER BY %2$s LIMIT ?
                )
                """.formatted(table, key);
        int deleted = ROWS_AT_ONCE;
        while (deleted == ROWS_AT_ONCE) {
            deleted = database.<Integer, RuntimeException>inRelaxedTransaction(transaction -> {
                try (PreparedStatement delete = transaction.connection().prepareStatement(sql)) {
                    setDevice(delete, 1, device);
                    setDevice(delete, 3, device);
                    delete.setInt(5, ROWS_AT_ONCE);
                    return delete.executeUpdate();
                }
            });
        }
    }

    /** Nobody finds the device or its mailboxes any more. Gives the rows of the mailboxes. */
    private List<Long> cutOff(Connection connection, Device device) throws SQLException {
        List<String> name = List.of(device.user());
        LockedUser user = users.lock(connection, name).get(device.user());
        if (user == null) {
            return List.of();
        }
        List<Long> orphans = orphan(connection, user, device);
        try (PreparedStatement delete =
                connection.prepareStatement("DELETE FROM rtu_device WHERE user_id = ? AND name = ?")) {
            delete.setLong(1, user.id());
            delete.setString(2, StoredText.of(device.id()));
            delete.executeUpdate();
        }
        return orphans;
    }

    private List<Long> orphan(Connection connection, LockedUser user, Device device) throws SQLException {
        String sql = """
                UPDATE rtu_mailbox SET device_id = NULL, waiting = 0, bytes = 0, let_go_to = ?, let_go_at = ?
                WHERE device_id = (SELECT id FROM rtu_device WHERE user_id = ? AND name = ?)
                RETURNING id
                """;
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setLong(1, Long.MAX_VALUE);
            update.setLong(2, clock.instant().toEpochMilli());
            update.setLong(3, user.id());
            update.setString(4, StoredText.of(device.id()));
            List<Long> orphans = new ArrayList<>();
            try (ResultSet row = update.executeQuery()) {
                while (row.next()) {
                    orphans.add(row.getLong(1));
                }
            }
            return orphans;
        }
    }

    private static void setDevice(PreparedStatement statement, int index, Device device) throws SQLException {
        statement.setString(index, StoredText.of(device.user()));
        statement.setString(index + 1, StoredText.of(device.id()));
    }
}
