package org.realtimeupdates.adapter.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Locks users for a transaction, always in the order of their names, so that transactions do not wait for each other in a circle. */
final class LockedUsers {

    private final Dialect dialect;

    LockedUsers(Dialect dialect) {
        this.dialect = dialect;
    }

    /**
     * Locks those of the users that are known, and waits for whoever holds one of them.
     *
     * @return by name, each with its devices and mailboxes as they are now
     */
    Map<String, LockedUser> lock(Connection connection, Collection<String> names) throws SQLException {
        Map<Long, LockedUser> byId = lockRows(connection, names);
        if (!byId.isEmpty()) {
            findMailboxes(connection, byId);
        }
        Map<String, LockedUser> byName = new LinkedHashMap<>();
        byId.values().forEach(user -> byName.put(user.name(), user));
        return byName;
    }

    /** As {@link #lock}, but makes users known who are not. */
    Map<String, LockedUser> lockOrCreate(Connection connection, Collection<String> names, Collection<String> created)
            throws SQLException {
        String sql = """
                INSERT INTO rtu_user (name)
                SELECT ? WHERE NOT EXISTS (SELECT 1 FROM rtu_user WHERE name = ?)
                ON CONFLICT (name) DO NOTHING
                """;
        List<String> ordered =
                created.stream().distinct().map(StoredText::of).sorted().toList();
        Batch.run(connection, sql, ordered, (statement, name) -> {
            statement.setString(1, name);
            statement.setString(2, name);
        });
        return lock(connection, names);
    }

    private Map<Long, LockedUser> lockRows(Connection connection, Collection<String> names) throws SQLException {
        String sql = """
                SELECT id, name, last_position FROM rtu_user WHERE name %s ORDER BY name %s
                """.formatted(dialect.isAmong(), dialect.lock("rtu_user"));
        Map<Long, LockedUser> users = new LinkedHashMap<>();
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            dialect.setTexts(
                    select, 1, names.stream().distinct().map(StoredText::of).toList());
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    long id = row.getLong(1);
                    users.put(id, new LockedUser(id, StoredText.read(row.getString(2)), row.getLong(3)));
                }
            }
        }
        return users;
    }

    private void findMailboxes(Connection connection, Map<Long, LockedUser> users) throws SQLException {
        String sql = """
                SELECT m.user_id, d.name, m.account, m.id, m.waiting, m.bytes
                FROM rtu_mailbox AS m JOIN rtu_device AS d ON d.id = m.device_id
                WHERE m.user_id %s ORDER BY m.id
                """.formatted(dialect.isAmong());
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            dialect.setLongs(select, 1, users.keySet());
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    LockedUser user = users.get(row.getLong(1));
                    String device = StoredText.read(row.getString(2));
                    if (user != null) {
                        user.found(device);
                        user.mailbox(device, Accounts.read(row.getString(3)))
                                .found(row.getLong(4), row.getInt(5), row.getLong(6));
                    }
                }
            }
        }
    }
}
