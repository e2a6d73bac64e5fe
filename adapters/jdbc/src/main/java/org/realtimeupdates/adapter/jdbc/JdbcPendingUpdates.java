package org.realtimeupdates.adapter.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.realtimeupdates.application.port.persistence.NewPendingUpdate;
import org.realtimeupdates.application.port.persistence.PendingLimits;
import org.realtimeupdates.application.port.persistence.PendingUpdate;
import org.realtimeupdates.application.port.persistence.PendingUpdates;
import org.realtimeupdates.application.port.persistence.ResetUpdates;
import org.realtimeupdates.application.port.persistence.Transaction;
import org.realtimeupdates.domain.Device;
import org.realtimeupdates.domain.Mailbox;
import org.realtimeupdates.domain.Ref;

/**
 * {@link PendingUpdates} in a database. Publishers to the same user wait for each other; readers wait for nobody.
 *
 * <p>Locks are taken in one order: users by name, then mailboxes, then updates.
 */
final class JdbcPendingUpdates implements PendingUpdates {

    private static final int REMOVED_AT_ONCE = 1_000;

    private final JdbcDatabase database;
    private final PendingLimits limits;
    private final InstantSource clock;
    private final ResetUpdates resets;
    private final LockedUsers users;
    private final PendingRemoval removal;

    JdbcPendingUpdates(JdbcDatabase database, PendingLimits limits, InstantSource clock, ResetUpdates resets) {
        this.database = database;
        this.limits = limits;
        this.clock = clock;
        this.resets = resets;
        this.users = new LockedUsers(database.dialect());
        this.removal = new PendingRemoval(database.dialect());
    }

    @Override
    public List<Set<Device>> append(List<NewPendingUpdate> updates) {
        return updates.isEmpty()
                ? List.of()
                : database.inTransaction(transaction -> append(transaction.connection(), updates));
    }

    @Override
    public List<Set<Device>> append(Transaction joined, List<NewPendingUpdate> updates) {
        return updates.isEmpty() ? List.of() : database.inJoined(joined, connection -> append(connection, updates));
    }

    private List<Set<Device>> append(Connection connection, List<NewPendingUpdate> updates) throws SQLException {
        List<String> names = updates.stream().map(update -> update.to().user()).toList();
        List<String> created = updates.stream()
                .filter(update -> update.to().device().isPresent())
                .map(update -> update.to().user())
                .toList();
        Map<String, LockedUser> locked = users.lockOrCreate(connection, names, created);
        List<Set<Device>> recipients =
                new AppendPlan(limits, resets, locked).add(connection, database.dialect(), updates);
        new PlannedRows(connection, database.dialect(), clock.instant().toEpochMilli()).write(locked.values());
        return recipients;
    }

    @Override
    public List<PendingUpdate> readAfter(Mailbox mailbox, long position, int max, int maxBytes) {
        if (max < 1) {
            throw new IllegalArgumentException("max: must be positive, got " + max);
        }
        return database.read(
                connection -> PendingPages.readAfter(connection, database.dialect(), mailbox, position, max, maxBytes));
    }

    @Override
    public int remove(Mailbox mailbox, Collection<Ref> refs, long lastPosition) {
        List<Ref> distinct = refs.stream().distinct().toList();
        int removed = 0;
        for (int from = 0; from < distinct.size(); from += REMOVED_AT_ONCE) {
            List<Ref> some = distinct.subList(from, Math.min(from + REMOVED_AT_ONCE, distinct.size()));
            long now = clock.instant().toEpochMilli();
            removed += database.<Integer, RuntimeException>inRelaxedTransaction(
                    transaction -> removal.remove(transaction.connection(), mailbox, some, lastPosition, now));
        }
        return removed;
    }

    @Override
    public Backlog backlog(Mailbox mailbox) {
        return database.read(connection -> PendingPages.backlog(connection, mailbox));
    }
}
