package org.realtimeupdates.adapter.memory;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.realtimeupdates.application.port.persistence.MailboxDirectory.Summary;
import org.realtimeupdates.application.port.persistence.Mailboxes.Backlog;
import org.realtimeupdates.application.port.persistence.PendingLimits;
import org.realtimeupdates.application.port.persistence.PendingUpdate;
import org.realtimeupdates.application.port.persistence.PendingUpdates;
import org.realtimeupdates.application.port.persistence.ResetUpdates;
import org.realtimeupdates.application.port.persistence.ResetUpdates.ResetUpdate;
import org.realtimeupdates.domain.Mailbox;
import org.realtimeupdates.domain.Ref;

/** What waits in one mailbox, and which refs it has seen. Guarded by the lock of its user. */
final class MailboxContent {

    private final Mailbox mailbox;
    private final PendingLimits limits;
    private final ResetUpdates resets;
    private final NavigableMap<Long, Waiting> waiting = new TreeMap<>();
    private final Map<Ref, Long> positions = new HashMap<>();
    private final SeenRefs seen;
    private final LongSupplier nextPosition;
    private long bytes;

    /**
     * Nothing waits yet.
     *
     * @param nextPosition gives a higher one each time
     */
    MailboxContent(Mailbox mailbox, PendingLimits limits, ResetUpdates resets, LongSupplier nextPosition) {
        this.mailbox = mailbox;
        this.limits = limits;
        this.resets = resets;
        this.nextPosition = nextPosition;
        this.seen = new SeenRefs(limits.refMemory());
    }

    /** Does what time has made due: lets go of what waited too long, forgets refs. Called before anything else is asked. */
    void catchUp(Instant now) {
        if (oldestUpdate().filter(update -> isTooOld(update, now)).isPresent()) {
            reset(now);
        }
        seen.forgetOld(now);
    }

    /** The content that ref came with, if it was seen. */
    Optional<Frame.Digest> findSeen(Ref ref) {
        return seen.find(ref);
    }

    /** Puts a new update behind the others; lets go of those first if it is one too many. */
    void append(Ref ref, Frame frame, Instant now) {
        boolean tooMany = waiting.size() + 1 > limits.maxUpdates() || bytes + frame.bytes() > limits.maxBytes();
        if (tooMany && oldestUpdate().isPresent()) {
            reset(now);
        }
        put(new Waiting(ref, frame, now, false));
    }

    List<PendingUpdate> readAfter(long position, int max, int maxBytes) {
        List<PendingUpdate> page = new ArrayList<>();
        long pageBytes = 0;
        for (Map.Entry<Long, Waiting> entry : waiting.tailMap(position, false).entrySet()) {
            Waiting next = entry.getValue();
            pageBytes += next.frame.bytes();
            if (page.size() == max || (pageBytes > maxBytes && !page.isEmpty())) {
                break;
            }
            page.add(new PendingUpdate(entry.getKey(), next.ref, next.frame.text(), next.isReset));
        }
        return page;
    }

    int remove(Collection<Ref> refs, long upTo, Instant now) {
        int removed = 0;
        for (Ref ref : refs) {
            Long position = positions.get(ref);
            if (position != null && position <= upTo) {
                drop(position, now);
                removed++;
            }
        }
        return removed;
    }

    Backlog backlog() {
        return new Backlog(waiting.size(), waiting.isEmpty() ? PendingUpdates.START : waiting.lastKey());
    }

    /** How much waits, if anything does. */
    Optional<Summary> summary() {
        return waiting.values().stream()
                .findFirst()
                .map(oldest -> new Summary(mailbox, waiting.size(), bytes, oldest.since));
    }

    /** Lets go of all updates; tells how many. */
    int dropAll(Instant now) {
        int updates = (int)
                waiting.values().stream().filter(update -> !update.isReset).count();
        if (updates > 0) {
            reset(now);
        }
        return updates;
    }

    /** Lets go of all that waits and puts the update that says so in its place [RTU-15]. */
    private void reset(Instant now) {
        List.copyOf(waiting.keySet()).forEach(position -> drop(position, now));
        ResetUpdate reset = resets.create(mailbox.account());
        put(new Waiting(reset.ref(), new Frame(reset.frame()), now, true));
    }

    private void put(Waiting update) {
        long position = nextPosition.getAsLong();
        waiting.put(position, update);
        positions.put(update.ref, position);
        bytes += update.frame.bytes();
        seen.add(update.ref, update.frame.digest());
    }

    private void drop(long position, Instant now) {
        Waiting dropped = waiting.remove(position);
        if (dropped != null) {
            positions.remove(dropped.ref);
            bytes -= dropped.frame.bytes();
            seen.letGo(dropped.ref, now);
        }
    }

    /** The first that waits; not an update that says others were let go, which is always first and waits for ever. */
    private Optional<Waiting> oldestUpdate() {
        return waiting.values().stream().filter(update -> !update.isReset).findFirst();
    }

    private boolean isTooOld(Waiting update, Instant now) {
        return Duration.between(update.since, now).compareTo(limits.maxAge()) >= 0;
    }

    /** An update in its place. */
    private record Waiting(Ref ref, Frame frame, Instant since, boolean isReset) {}
}
