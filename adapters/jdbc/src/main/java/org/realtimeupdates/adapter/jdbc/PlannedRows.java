package org.realtimeupdates.adapter.jdbc;

import static java.util.stream.Collectors.partitioningBy;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Device;

/** Writes what is planned for users that are locked. */
final class PlannedRows {

    private final Connection connection;
    private final Dialect dialect;
    private final long now;

    /**
     * Writes in a running transaction.
     *
     * @param now in milliseconds since 1970
     */
    PlannedRows(Connection connection, Dialect dialect, long now) {
        this.connection = connection;
        this.dialect = dialect;
        this.now = now;
    }

    void write(Collection<LockedUser> users) throws SQLException {
        for (LockedUser user : users) {
            for (Device device : user.newDevices()) {
                insertDevice(user, device);
            }
        }
        updatePositions(users);
        List<PlannedUpdate> updates = new ArrayList<>();
        List<PlannedMailbox> mailboxes = new ArrayList<>();
        for (LockedUser user : users) {
            for (PlannedMailbox mailbox : user.mailboxes()) {
                mailbox.reset().ifPresent(updates::add);
                if (mailbox.isChanged()) {
                    mailboxes.add(mailbox);
                }
            }
            updates.addAll(user.updates());
        }
        insertUpdates(updates);
        updateMailboxes(mailboxes);
    }

    private void insertDevice(LockedUser user, Device device) throws SQLException {
        long row;
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO rtu_device (user_id, name) VALUES (?, ?) RETURNING id")) {
            insert.setLong(1, user.id());
            insert.setString(2, StoredText.of(device.id()));
            row = newId(insert);
        }
        for (AccountType account : AccountType.values()) {
            String sql = "INSERT INTO rtu_mailbox (user_id, device_id, account) VALUES (?, ?, ?) RETURNING id";
            try (PreparedStatement insert = connection.prepareStatement(sql)) {
                insert.setLong(1, user.id());
                insert.setLong(2, row);
                insert.setString(3, account.wireName());
                user.mailbox(device.id(), account).written(newId(insert));
            }
        }
    }

    private static long newId(PreparedStatement insert) throws SQLException {
        try (ResultSet row = insert.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    private void updatePositions(Collection<LockedUser> users) throws SQLException {
        Batch.run(
                connection,
                "UPDATE rtu_user SET last_position = ? WHERE id = ?",
                users.stream().filter(LockedUser::hasNewPositions).toList(),
                (update, user) -> {
                    update.setLong(1, user.lastPosition());
                    update.setLong(2, user.id());
                });
    }

    private void insertUpdates(List<PlannedUpdate> updates) throws SQLException {
        List<PlannedUpdate> held =
                updates.stream().filter(update -> !update.holders().isEmpty()).toList();
        String sql = """
                INSERT INTO rtu_update (user_id, position, ref, since, reset, holders, frame)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """;
        Batch.run(connection, sql, held, (insert, update) -> {
            insert.setLong(1, update.user().id());
            insert.setLong(2, update.position());
            insert.setString(3, StoredText.of(update.ref().value()));
            insert.setLong(4, now);
            insert.setBoolean(5, update.isReset());
            insert.setInt(6, update.holders().size());
            insert.setBytes(7, update.frame().bytes());
        });
        insertPending(held);
        insertSeen(updates);
    }

    private void insertPending(List<PlannedUpdate> updates) throws SQLException {
        String sql = """
                INSERT INTO rtu_pending (mailbox_id, position, bytes)
                SELECT id, ?, ? FROM rtu_mailbox WHERE id
                """;
        insertForMailboxes(sql, updates, PlannedUpdate::holders, 3, (insert, update) -> {
            insert.setLong(1, update.position());
            insert.setInt(2, update.frame().bytes().length);
        });
    }

    private void insertSeen(List<PlannedUpdate> updates) throws SQLException {
        List<Seen> seen = new ArrayList<>();
        for (PlannedUpdate update : updates) {
            seen.add(new Seen(update, update.holders(), OptionalLong.empty()));
            seen.add(new Seen(update, update.passed(), OptionalLong.of(now)));
        }
        seen.removeIf(some -> some.mailboxes().isEmpty());
        String sql = """
                INSERT INTO rtu_seen (mailbox_id, ref, position, let_go, digest)
                SELECT id, ?, ?, ?, ? FROM rtu_mailbox WHERE id
                """;
        insertForMailboxes(sql, seen, Seen::mailboxes, 5, (insert, some) -> {
            insert.setString(1, StoredText.of(some.update().ref().value()));
            insert.setLong(2, some.update().position());
            if (some.letGo().isPresent()) {
                insert.setLong(3, some.letGo().getAsLong());
            } else {
                insert.setNull(3, Types.BIGINT);
            }
            insert.setBytes(4, some.update().frame().digest());
        });
    }

    /**
     * A row for each mailbox of each; most have one mailbox only, and a number costs less than a list.
     *
     * @param sql ends where the condition on the mailbox' id stands
     * @param index of the condition's parameter
     */
    private <T> void insertForMailboxes(
            String sql, List<T> rows, Function<T, List<Long>> mailboxes, int index, Batch.Binder<T> others)
            throws SQLException {
        Map<Boolean, List<T>> byOne =
                rows.stream().collect(partitioningBy(row -> mailboxes.apply(row).size() == 1));
        Batch.run(connection, sql + " = ?", byOne.getOrDefault(true, List.of()), (insert, row) -> {
            others.bind(insert, row);
            insert.setLong(index, mailboxes.apply(row).get(0));
        });
        Batch.run(connection, sql + ' ' + dialect.isAmong(), byOne.getOrDefault(false, List.of()), (insert, row) -> {
            others.bind(insert, row);
            dialect.setLongs(insert, index, mailboxes.apply(row));
        });
    }

    private void updateMailboxes(List<PlannedMailbox> mailboxes) throws SQLException {
        // What others remove meanwhile is taken off by them.
        Batch.run(
                connection,
                "UPDATE rtu_mailbox SET waiting = waiting + ?, bytes = bytes + ? WHERE id = ?",
                mailboxes.stream().filter(mailbox -> mailbox.reset().isEmpty()).toList(),
                (update, mailbox) -> {
                    update.setInt(1, mailbox.added().size());
                    update.setLong(2, mailbox.addedBytes());
                    update.setLong(3, mailbox.id());
                });
        Batch.run(
                connection,
                "UPDATE rtu_mailbox SET waiting = ?, bytes = ?, let_go_to = ?, let_go_at = ? WHERE id = ?",
                mailboxes.stream()
                        .filter(mailbox -> mailbox.reset().isPresent())
                        .toList(),
                (update, mailbox) -> {
                    update.setInt(1, mailbox.waiting());
                    update.setLong(2, mailbox.bytes());
                    update.setLong(3, mailbox.reset().orElseThrow().position() - 1);
                    update.setLong(4, now);
                    update.setLong(5, mailbox.id());
                });
    }

    /** Mailboxes that see an update; let go of at that time, or waiting. */
    private record Seen(PlannedUpdate update, List<Long> mailboxes, OptionalLong letGo) {}
}
