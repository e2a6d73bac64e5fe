package org.realtimeupdates.testfixtures.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.realtimeupdates.application.port.persistence.MailboxDirectory.Summary;
import org.realtimeupdates.application.port.persistence.Mailboxes;
import org.realtimeupdates.application.port.persistence.PendingLimits;
import org.realtimeupdates.application.port.persistence.PendingUpdate;
import org.realtimeupdates.application.port.persistence.RefConflictException;
import org.realtimeupdates.application.port.persistence.ResetUpdates;
import org.realtimeupdates.application.port.transport.Utf8;
import org.realtimeupdates.domain.Mailbox;
import org.realtimeupdates.domain.Ref;

/** What waits in one mailbox, and the refs it has seen. */
final class SimulatedMailbox {

    private final Mailbox mailbox;
    private final SimulatedDatabase database;
    private final PendingLimits limits;
    private final ResetUpdates resets;
    private final SimulatedTable<Long, Waiting> waiting;
    private final SimulatedTable<Ref, Seen> seen;

    SimulatedMailbox(Mailbox mailbox, SimulatedDatabase database, PendingLimits limits, ResetUpdates resets) {
        this.mailbox = mailbox;
        this.database = database;
        this.limits = limits;
        this.resets = resets;
        this.waiting = SimulatedTable.sorted(database);
        this.seen = SimulatedTable.of(database);
    }

    /** Puts an update there, unless its ref was seen; lets go of those before it if it is one too many. */
    void append(SimulatedTransaction transaction, Ref ref, String frame, Instant now) {
        Seen before = seen.find(transaction, ref);
        if (before != null) {
            if (!before.frame.equals(frame)) {
                throw new RefConflictException(ref, mailbox.account());
            }
            return;
        }
        Map<Long, Waiting> view = waiting.view(transaction);
        Waiting update = new Waiting(ref, frame, Utf8.size(frame), now, false);
        boolean tooMany =
                view.size() + 1 > limits.maxUpdates() || bytes(view.values()) + update.bytes > limits.maxBytes();
        if (tooMany && oldest(view) != null) {
            reset(transaction, now);
        }
        put(transaction, update);
    }

    List<PendingUpdate> readAfter(long position, int max, int maxBytes) {
        List<PendingUpdate> page = new ArrayList<>();
        long size = 0;
        for (Map.Entry<Long, Waiting> row : waiting.list()) {
            if (row.getKey() <= position) {
                continue;
            }
            Waiting next = row.getValue();
            size += next.bytes;
            if (page.size() == max || (size > maxBytes && !page.isEmpty())) {
                break;
            }
            page.add(new PendingUpdate(row.getKey(), next.ref, next.frame, next.reset));
        }
        return page;
    }

    int remove(SimulatedTransaction transaction, Collection<Ref> refs, long lastPosition, Instant now) {
        int removed = 0;
        for (Map.Entry<Long, Waiting> row : waiting.view(transaction).entrySet()) {
            if (row.getKey() <= lastPosition && refs.contains(row.getValue().ref)) {
                drop(transaction, row.getKey(), row.getValue(), now);
                transaction.note(new StoreNote.Removed(mailbox, row.getValue().ref));
                removed++;
            }
        }
        return removed;
    }

    Mailboxes.Backlog backlog() {
        List<Map.Entry<Long, Waiting>> rows = waiting.list();
        return new Mailboxes.Backlog(
                rows.size(),
                rows.isEmpty() ? Mailboxes.START : rows.get(rows.size() - 1).getKey());
    }

    Optional<Summary> summary() {
        List<Map.Entry<Long, Waiting>> rows = waiting.list();
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        long bytes = bytes(rows.stream().map(Map.Entry::getValue).toList());
        return Optional.of(new Summary(mailbox, rows.size(), bytes, rows.get(0).getValue().since));
    }

    /** Lets go of all updates; tells how many. */
    int dropAll(SimulatedTransaction transaction, Instant now) {
        int updates = (int) waiting.view(transaction).values().stream()
                .filter(update -> !update.reset)
                .count();
        if (updates > 0) {
            reset(transaction, now);
        }
        return updates;
    }

    /** Lets go of what waited too long, forgets refs. */
    void expire(SimulatedTransaction transaction, Instant now) {
        Waiting oldest = oldest(waiting.view(transaction));
        if (oldest != null && Duration.between(oldest.since, now).compareTo(limits.maxAge()) >= 0) {
            reset(transaction, now);
        }
        List<Ref> old = new ArrayList<>();
        seen.view(transaction).forEach((ref, row) -> {
            if (row.letGo != null && Duration.between(row.letGo, now).compareTo(limits.refMemory()) >= 0) {
                old.add(ref);
            }
        });
        old.forEach(ref -> seen.remove(transaction, ref));
    }

    void forget(SimulatedTransaction transaction) {
        List.copyOf(waiting.view(transaction).entrySet()).forEach(row -> {
            waiting.remove(transaction, row.getKey());
            transaction.note(new StoreNote.LetGo(mailbox, row.getValue().ref));
        });
        List.copyOf(seen.view(transaction).keySet()).forEach(ref -> seen.remove(transaction, ref));
    }

    private void reset(SimulatedTransaction transaction, Instant now) {
        List.copyOf(waiting.view(transaction).entrySet()).forEach(row -> {
            drop(transaction, row.getKey(), row.getValue(), now);
            transaction.note(new StoreNote.LetGo(mailbox, row.getValue().ref));
        });
        ResetUpdates.ResetUpdate reset = resets.create(mailbox.account());
        put(transaction, new Waiting(reset.ref(), reset.frame(), Utf8.size(reset.frame()), now, true));
    }

    private void put(SimulatedTransaction transaction, Waiting update) {
        waiting.put(transaction, database.nextNumber(), update);
        seen.put(transaction, update.ref, new Seen(update.frame, null));
        transaction.note(new StoreNote.Appended(mailbox, update.ref, update.frame, update.reset));
    }

    private void drop(SimulatedTransaction transaction, long position, Waiting update, Instant now) {
        waiting.remove(transaction, position);
        seen.put(transaction, update.ref, new Seen(update.frame, now));
    }

    private static @Nullable Waiting oldest(Map<Long, Waiting> view) {
        return view.values().stream()
                .filter(update -> !update.reset)
                .findFirst()
                .orElse(null);
    }

    private static long bytes(Collection<Waiting> updates) {
        long bytes = 0;
        for (Waiting update : updates) {
            bytes += update.bytes;
        }
        return bytes;
    }

    private record Waiting(Ref ref, String frame, int bytes, Instant since, boolean reset) {}

    /** A ref with its content, and since when it does not wait any more. */
    private record Seen(String frame, @Nullable Instant letGo) {}
}
