package org.realtimeupdates.adapter.memory;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.realtimeupdates.adapter.mailboxes.Digest;
import org.realtimeupdates.adapter.mailboxes.KeptUpdate;
import org.realtimeupdates.adapter.mailboxes.SeenContents;
import org.realtimeupdates.adapter.mailboxes.SeenRefs;
import org.realtimeupdates.adapter.mailboxes.WaitingUpdates;
import org.realtimeupdates.application.port.persistence.MailboxDirectory.Summary;
import org.realtimeupdates.application.port.persistence.Mailboxes.Backlog;
import org.realtimeupdates.application.port.persistence.PendingLimits;
import org.realtimeupdates.application.port.persistence.PendingUpdate;
import org.realtimeupdates.application.port.persistence.ResetUpdates;
import org.realtimeupdates.application.port.persistence.ResetUpdates.ResetUpdate;
import org.realtimeupdates.domain.Mailbox;
import org.realtimeupdates.domain.Ref;

/** What waits in one mailbox, and which refs it has seen. Guarded by the lock of its user. */
final class MailboxContent implements SeenContents {

    private final Mailbox mailbox;
    private final PendingLimits limits;
    private final ResetUpdates resets;
    private WaitingUpdates<KeptUpdate> waiting = new WaitingUpdates<>();
    private final SeenRefs seen;
    private final LongSupplier nextPosition;

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
        KeptUpdate oldest = waiting.first(false);
        if (oldest != null && isTooOld(oldest, now)) {
            reset(now);
        }
        seen.forgetOld(now);
    }

    @Override
    @Nullable
    public Digest findSeen(KeptUpdate update) {
        KeptUpdate same = waiting.find(update::refHash, other -> other.ref().equals(update.ref()));
        return same == null ? seen.find(update.refDigest()) : same.content();
    }

    /** Puts a new update behind the others; lets go of those first if it is one too many. */
    void append(KeptUpdate update, Instant now) {
        boolean tooMany =
                waiting.size() + 1 > limits.maxUpdates() || waiting.bytes() + update.bytes() > limits.maxBytes();
        if (tooMany && waiting.first(false) != null) {
            reset(now);
        }
        put(update);
    }

    List<PendingUpdate> readAfter(long position, int max, int maxBytes) {
        List<PendingUpdate> page = new ArrayList<>();
        long[] bytes = {0};
        waiting.forEachAfter(position, (at, update) -> {
            bytes[0] += update.bytes();
            boolean isFull = page.size() == max || (bytes[0] > maxBytes && !page.isEmpty());
            if (!isFull) {
                page.add(new PendingUpdate(at, update.ref(), update.frame(), update.isReset()));
            }
            return !isFull;
        });
        return page;
    }

    int remove(Collection<Ref> refs, long upTo, Instant now) {
        int count = 0;
        for (Ref ref : refs) {
            KeptUpdate removed =
                    waiting.remove(() -> hash(ref), update -> update.ref().equals(ref), upTo);
            if (removed != null) {
                letGo(removed, now);
                count++;
            }
        }
        return count;
    }

    Backlog backlog() {
        return new Backlog(waiting.size(), waiting.lastUpTo(Long.MAX_VALUE));
    }

    /** How much waits, if anything does. */
    Optional<Summary> summary() {
        return Optional.ofNullable(waiting.first(true))
                .map(oldest -> new Summary(mailbox, waiting.size(), waiting.bytes(), oldest.since()));
    }

    /** Lets go of all updates; tells how many. */
    int dropAll(Instant now) {
        if (waiting.first(false) == null) {
            return 0;
        }
        return reset(now);
    }

    /** Lets go of all that waits and puts the update that says so in its place [RTU-15]; tells how many updates it was. */
    private int reset(Instant now) {
        List<KeptUpdate> all = waiting.all();
        waiting = new WaitingUpdates<>();
        int updates = 0;
        for (KeptUpdate update : all) {
            letGo(update, now);
            updates += update.isReset() ? 0 : 1;
        }
        ResetUpdate reset = resets.create(mailbox.account());
        put(new KeptUpdate(reset.ref(), reset.frame(), true, now, new Digest.Maker()));
        return updates;
    }

    private void put(KeptUpdate update) {
        waiting.add(nextPosition.getAsLong(), update);
    }

    /** What was taken out is remembered for a while. */
    private void letGo(KeptUpdate update, Instant now) {
        seen.letGo(update.refDigest(), update.content(), now);
    }

    /** As {@link KeptUpdate#refHash} gives it. */
    private static int hash(Ref ref) {
        return new Digest.Maker().of(ref.value()).hashCode();
    }

    private boolean isTooOld(KeptUpdate update, Instant now) {
        return Duration.between(update.since(), now).compareTo(limits.maxAge()) >= 0;
    }
}
