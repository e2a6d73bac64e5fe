package org.realtimeupdates.adapter.journal;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.realtimeupdates.adapter.mailboxes.AppendPlan;
import org.realtimeupdates.adapter.mailboxes.AppendPlan.Addition;
import org.realtimeupdates.adapter.mailboxes.Digest;
import org.realtimeupdates.adapter.mailboxes.KeptUpdate;
import org.realtimeupdates.application.port.persistence.NewPendingUpdate;
import org.realtimeupdates.application.port.persistence.PendingLimits;
import org.realtimeupdates.application.port.persistence.ResetUpdates;
import org.realtimeupdates.application.port.persistence.ResetUpdates.ResetUpdate;
import org.realtimeupdates.domain.Device;
import org.realtimeupdates.domain.Mailbox;

/** Says what changes when updates are put into mailboxes, and when those let go of theirs. Thread-safe. */
final class Appends {

    private final PendingLimits limits;
    private final InstantSource clock;
    private final ResetUpdates resets;

    Appends(PendingLimits limits, InstantSource clock, ResetUpdates resets) {
        this.limits = limits;
        this.clock = clock;
        this.resets = resets;
    }

    /** The updates with their digests; done before the lock is taken. */
    List<KeptUpdate> prepare(List<NewPendingUpdate> updates) {
        return KeptUpdate.all(updates, clock.instant());
    }

    /** A plan of an append to the mailboxes as they are. */
    AppendPlan newPlan(Index index) {
        Instant now = clock.instant();
        return new AppendPlan(index::known, mailbox -> {
            var found = index.find(mailbox);
            found.ifPresent(entry -> entry.seen().forgetOld(now));
            return found;
        });
    }

    /**
     * Puts updates into the mailboxes they are for.
     *
     * @return for each the devices it is for
     */
    List<Set<Device>> append(Index index, Change change, List<NewPendingUpdate> updates, List<KeptUpdate> prepared) {
        AppendPlan plan = newPlan(index);
        plan.addAll(updates, prepared);
        plan.newDevices().forEach(change::known);
        Puts puts = new Puts(index, change);
        for (Addition addition : plan.additions()) {
            puts.put(addition.update(), addition.mailboxes());
        }
        return plan.recipients();
    }

    /** Lets go of all that waits in mailboxes, and puts the update that says so in its place [RTU-15]. */
    void letGo(Index index, Change change, List<Mailbox> mailboxes) {
        Puts puts = new Puts(index, change);
        mailboxes.forEach(puts::reset);
    }

    /** What one change puts into mailboxes, one update after the other. */
    private final class Puts {

        private final Index index;
        private final Change change;
        private final Instant now = clock.instant();
        private final Map<Mailbox, Fill> fills = new HashMap<>();
        private final Digest.Maker digests = new Digest.Maker();
        private long position;

        Puts(Index index, Change change) {
            this.index = index;
            this.change = change;
            this.position = index.lastPosition();
        }

        void put(KeptUpdate update, List<Mailbox> to) {
            for (Mailbox mailbox : to) {
                if (fill(mailbox).isTooFullFor(update)) {
                    reset(mailbox);
                }
                fill(mailbox).add(update);
            }
            write(update, to);
        }

        void reset(Mailbox mailbox) {
            change.letGo(mailbox, now);
            ResetUpdate reset = resets.create(mailbox.account());
            KeptUpdate kept = new KeptUpdate(reset.ref(), reset.frame(), true, now, digests);
            Fill empty = new Fill(0, 0, false);
            empty.add(kept);
            fills.put(mailbox, empty);
            write(kept, List.of(mailbox));
        }

        private void write(KeptUpdate update, List<Mailbox> to) {
            position++;
            change.put(position, update, to);
        }

        private Fill fill(Mailbox mailbox) {
            return fills.computeIfAbsent(
                    mailbox,
                    key -> index.find(key)
                            .map(MailboxEntry::waiting)
                            .map(waiting -> new Fill(waiting.size(), waiting.bytes(), waiting.first(false) != null))
                            .orElseGet(() -> new Fill(0, 0, false)));
        }
    }

    /** How much will wait in a mailbox. */
    private final class Fill {

        private int count;
        private long bytes;

        /** Whether there is more than an update that says that others were let go. */
        private boolean hasUpdates;

        Fill(int count, long bytes, boolean hasUpdates) {
            this.count = count;
            this.bytes = bytes;
            this.hasUpdates = hasUpdates;
        }

        boolean isTooFullFor(KeptUpdate update) {
            return hasUpdates && (count + 1 > limits.maxUpdates() || bytes + update.bytes() > limits.maxBytes());
        }

        void add(KeptUpdate update) {
            count++;
            bytes += update.bytes();
            hasUpdates |= !update.isReset();
        }
    }
}
