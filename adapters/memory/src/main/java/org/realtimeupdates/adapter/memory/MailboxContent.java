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
import org.jspecify.annotations.Nullable;
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
    private final Map<Ref, Waiting> byRef = new HashMap<>();
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

    /** The content that its ref came with, if it was seen. */
    @Nullable
    Digest findSeen(KeptUpdate update) {
        Waiting same = byRef.get(update.ref());
        return same == null ? seen.find(update.refDigest()) : same.update.content();
    }

    /** Puts a new update behind the others; lets go of those first if it is one too many. */
    void append(KeptUpdate update, Instant now) {
        boolean tooMany = waiting.size() + 1 > limits.maxUpdates() || bytes + update.bytes() > limits.maxBytes();
        if (tooMany && oldestUpdate().isPresent()) {
            reset(now);
        }
        put(update, now, false);
    }

    List<PendingUpdate> readAfter(long position, int max, int maxBytes) {
        List<PendingUpdate> page = new ArrayList<>();
        long pageBytes = 0;
        for (Waiting next : waiting.tailMap(position, false).values()) {
            pageBytes += next.update.bytes();
            if (page.size() == max || (pageBytes > maxBytes && !page.isEmpty())) {
                break;
            }
            page.add(new PendingUpdate(next.position, next.update.ref(), next.update.frame(), next.isReset));
        }
        return page;
    }

    int remove(Collection<Ref> refs, long upTo, Instant now) {
        int removed = 0;
        for (Ref ref : refs) {
            Waiting update = byRef.get(ref);
            if (update != null && update.position <= upTo) {
                drop(update, now);
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
        List.copyOf(waiting.values()).forEach(update -> drop(update, now));
        ResetUpdate reset = resets.create(mailbox.account());
        put(new KeptUpdate(reset.ref(), reset.frame(), new Digest.Maker()), now, true);
    }

    private void put(KeptUpdate update, Instant now, boolean isReset) {
        Waiting last = new Waiting(nextPosition.getAsLong(), update, now, isReset);
        waiting.put(last.position, last);
        byRef.put(update.ref(), last);
        bytes += update.bytes();
    }

    private void drop(Waiting dropped, Instant now) {
        KeptUpdate update = dropped.update;
        waiting.remove(dropped.position);
        byRef.remove(update.ref());
        bytes -= update.bytes();
        seen.letGo(update.refDigest(), update.content(), now);
    }

    /** The first that waits; not an update that says others were let go, which is always first and waits for ever. */
    private Optional<Waiting> oldestUpdate() {
        for (Waiting update : waiting.values()) {
            if (!update.isReset) {
                return Optional.of(update);
            }
        }
        return Optional.empty();
    }

    private boolean isTooOld(Waiting update, Instant now) {
        return Duration.between(update.since, now).compareTo(limits.maxAge()) >= 0;
    }

    /** An update in its place. */
    private record Waiting(long position, KeptUpdate update, Instant since, boolean isReset) {}
}
