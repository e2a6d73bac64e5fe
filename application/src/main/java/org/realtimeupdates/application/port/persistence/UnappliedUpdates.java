package org.realtimeupdates.application.port.persistence;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.realtimeupdates.domain.Mailbox;
import org.realtimeupdates.domain.Ref;
import org.realtimeupdates.domain.UpdateOutcome;

/**
 * What apps replied that they could not apply [RTU-20], so that a service learns of it. Bounded: of each mailbox the newest are kept.
 * Callable from any thread; may block.
 */
public interface UnappliedUpdates {

    /**
     * Notes refs; one that is noted stays as it is. Need not be durable at once.
     *
     * @param outcome not {@link UpdateOutcome#PROCESSED}
     * @throws StoreException when the store is at fault
     */
    void record(Mailbox mailbox, Collection<Ref> refs, UpdateOutcome outcome);

    /**
     * What was noted of a mailbox, the newest first.
     *
     * @param max how many at most; positive
     * @throws StoreException when the store is at fault
     */
    List<Unapplied> list(Mailbox mailbox, int max);

    /**
     * How many are noted of a mailbox.
     *
     * @throws StoreException when the store is at fault
     */
    int count(Mailbox mailbox);

    /** An update that an app could not apply. */
    record Unapplied(Ref ref, UpdateOutcome outcome, Instant since) {
        public Unapplied {
            Objects.requireNonNull(ref, "ref");
            Objects.requireNonNull(outcome, "outcome");
            Objects.requireNonNull(since, "since");
        }
    }
}
