package org.realtimeupdates.adapter.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.realtimeupdates.application.port.persistence.MailboxDirectory;
import org.realtimeupdates.application.port.persistence.ResetUpdates;
import org.realtimeupdates.domain.Device;
import org.realtimeupdates.domain.Mailbox;

/** {@link MailboxDirectory} in a database. */
final class JdbcMailboxDirectory implements MailboxDirectory {

    /** Tables are joined in the order of the result, which SQLite keeps to for a CROSS JOIN, so that a page is read in order. */
    private static final String LIST = """
            SELECT u.name, d.name, m.account, m.waiting, m.bytes, (
                SELECT first.since FROM rtu_pending AS p
                JOIN rtu_update AS first ON first.user_id = m.user_id AND first.position = p.position
                WHERE p.mailbox_id = m.id AND p.position > m.let_go_to
                ORDER BY p.position LIMIT 1
            )
            FROM rtu_user AS u CROSS JOIN rtu_device AS d CROSS JOIN rtu_mailbox AS m
            WHERE d.user_id = u.id AND m.device_id = d.id AND m.waiting > 0 %s
            ORDER BY u.name, d.name, m.account LIMIT ?
            """;

    /** The first condition is for the index, the second one means it. */
    private static final String LATER = "AND u.name >= ? AND (u.name, d.name, m.account) > (?, ?, ?) ";

    private static final String OF_USER = "AND u.name = ? ";

    private final JdbcDatabase database;
    private final InstantSource clock;
    private final ResetUpdates resets;
    private final LockedUsers users;

    JdbcMailboxDirectory(JdbcDatabase database, InstantSource clock, ResetUpdates resets) {
        this.database = database;
        this.clock = clock;
        this.resets = resets;
        this.users = new LockedUsers(database.dialect());
    }

    @Override
    public List<Summary> list(Optional<String> user, Optional<Mailbox> after, int max) {
        if (max < 1) {
            throw new IllegalArgumentException("max: must be positive, got " + max);
        }
        List<String> values = new ArrayList<>();
        StringBuilder conditions = new StringBuilder();
        user.ifPresent(name -> {
            conditions.append(OF_USER);
            values.add(StoredText.of(name));
        });
        after.ifPresent(mailbox -> {
            conditions.append(LATER);
            String name = StoredText.of(mailbox.device().user());
            values.addAll(List.of(
                    name,
                    name,
                    StoredText.of(mailbox.device().id()),
                    mailbox.account().wireName()));
        });
        return database.read(connection -> list(connection, LIST.formatted(conditions), values, max));
    }

    private static List<Summary> list(Connection connection, String sql, List<String> values, int max)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            int index = 1;
            for (String value : values) {
                select.setString(index++, value);
            }
            select.setInt(index, max);
            List<Summary> page = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    Device device = new Device(StoredText.read(row.getString(1)), StoredText.read(row.getString(2)));
                    Mailbox mailbox = new Mailbox(device, Accounts.read(row.getString(3)));
                    Instant oldest = Instant.ofEpochMilli(row.getLong(6));
                    page.add(new Summary(mailbox, row.getInt(4), row.getLong(5), oldest));
                }
            }
            return page;
        }
    }

    @Override
    public int drop(Mailbox mailbox) {
        return database.<Integer, RuntimeException>inTransaction(
                transaction -> drop(transaction.connection(), mailbox));
    }

    private int drop(Connection connection, Mailbox mailbox) throws SQLException {
        Device device = mailbox.device();
        Map<String, LockedUser> locked = users.lock(connection, List.of(device.user()));
        Optional<PlannedMailbox> found = locked.values().stream()
                .flatMap(user -> user.find(device.id(), mailbox.account()).stream())
                .findFirst();
        if (found.isEmpty() || found.get().waiting() == 0) {
            return 0;
        }
        int dropped = found.get().waiting();
        found.get().letGo(resets);
        new PlannedRows(connection, database.dialect(), clock.instant().toEpochMilli()).write(locked.values());
        return dropped;
    }
}
