package org.realtimeupdates.adapter.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.realtimeupdates.application.port.persistence.Expiry;
import org.realtimeupdates.application.port.persistence.PendingLimits;
import org.realtimeupdates.application.port.persistence.ResetUpdates;

/**
 * {@link Expiry} in a database: first the rows of what was let go before, then what is too old, then what was remembered long enough.
 */
final class JdbcExpiry implements Expiry {

    private static final int ROWS_AT_ONCE = 1_000;
    private static final int MAILBOXES_AT_ONCE = 100;

    /** Longer than an app sends a command for. */
    private static final Duration OUTCOME_MEMORY = Duration.ofDays(14);

    private final JdbcDatabase database;
    private final PendingLimits limits;
    private final InstantSource clock;
    private final ResetUpdates resets;
    private final LockedUsers users;
    private final LetGoSweep sweep;

    JdbcExpiry(JdbcDatabase database, PendingLimits limits, InstantSource clock, ResetUpdates resets) {
        this.database = database;
        this.limits = limits;
        this.clock = clock;
        this.resets = resets;
        this.users = new LockedUsers(database.dialect());
        this.sweep = new LetGoSweep(database);
    }

    @Override
    public boolean expire() {
        return sweep.sweepSome() || letGoOfTheOld() || forgetRefs() || forgetOutcomes();
    }

    /** Updates that waited too long, with all that waits in their mailboxes. Whether there were any. */
    private boolean letGoOfTheOld() {
        long now = clock.instant().toEpochMilli();
        long until = ago(now, limits.maxAge());
        Map<Long, String> old = database.read(connection -> findOld(connection, until));
        if (old.isEmpty()) {
            return false;
        }
        return database.inTransaction(transaction -> {
            Connection connection = transaction.connection();
            Map<String, LockedUser> locked = users.lock(connection, new TreeSet<>(old.values()));
            // What was old before the lock may have been replied meanwhile.
            Set<Long> stillOld = findOld(connection, until).keySet();
            List<PlannedMailbox> mailboxes = locked.values().stream()
                    .flatMap(user -> user.mailboxes().stream())
                    .filter(mailbox -> old.containsKey(mailbox.id()) && stillOld.contains(mailbox.id()))
                    .toList();
            mailboxes.forEach(mailbox -> mailbox.letGo(resets));
            new PlannedRows(connection, database.dialect(), now).write(locked.values());
            return !mailboxes.isEmpty();
        });
    }

    /** Some mailboxes, by their rows, with the names of their users. */
    private static Map<Long, String> findOld(Connection connection, long until) throws SQLException {
        String sql = """
                SELECT m.id, x.name
                FROM rtu_update AS u
                JOIN rtu_mailbox AS m ON m.user_id = u.user_id AND m.device_id IS NOT NULL
                JOIN rtu_pending AS p ON p.mailbox_id = m.id AND p.position = u.position AND p.position > m.let_go_to
                JOIN rtu_user AS x ON x.id = u.user_id
                WHERE NOT u.reset AND u.since <= ?
                ORDER BY u.since LIMIT ?
                """;
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setLong(1, until);
            select.setInt(2, ROWS_AT_ONCE);
            Map<Long, String> old = new LinkedHashMap<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next() && old.size() < MAILBOXES_AT_ONCE) {
                    old.put(row.getLong(1), StoredText.read(row.getString(2)));
                }
            }
            return old;
        }
    }

    private boolean forgetRefs() {
        return deleteUntil("""
                DELETE FROM rtu_seen WHERE (mailbox_id, ref) IN (
                    SELECT mailbox_id, ref FROM rtu_seen WHERE let_go <= ? ORDER BY let_go LIMIT ? %s
                )
                """.formatted(database.dialect().lockFree("rtu_seen")), limits.refMemory());
    }

    private boolean forgetOutcomes() {
        return deleteUntil("""
                DELETE FROM rtu_handled WHERE (user_name, device, ref) IN (
                    SELECT user_name, device, ref FROM rtu_handled WHERE changed <= ? ORDER BY changed LIMIT ? %s
                )
                """.formatted(database.dialect().lockFree("rtu_handled")), OUTCOME_MEMORY);
    }

    /** Whether there may be more. */
    private boolean deleteUntil(String sql, Duration age) {
        long until = ago(clock.instant().toEpochMilli(), age);
        return database.inRelaxedTransaction(transaction -> {
            try (PreparedStatement delete = transaction.connection().prepareStatement(sql)) {
                delete.setLong(1, until);
                delete.setInt(2, ROWS_AT_ONCE);
                return delete.executeUpdate() == ROWS_AT_ONCE;
            }
        });
    }

    /** So long before; not before 1970, where nothing was yet. */
    private static long ago(long now, Duration age) {
        return Duration.ofMillis(now).compareTo(age) < 0 ? 0 : now - age.toMillis();
    }
}
