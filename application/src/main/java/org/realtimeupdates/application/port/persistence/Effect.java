package org.realtimeupdates.application.port.persistence;

import java.util.Objects;
import java.util.Optional;
import org.realtimeupdates.domain.Ref;
import org.realtimeupdates.domain.UpdateOutcome;

/**
 * Work that happens once per ref.
 *
 * @param ref what the work is remembered by; without one it is done each time
 * @param work the work
 */
public record Effect(Optional<Ref> ref, Work work) {

    public Effect {
        Objects.requireNonNull(ref, "ref");
        Objects.requireNonNull(work, "work");
    }

    /** What an effect does. */
    @FunctionalInterface
    public interface Work {

        /**
         * Writes through the transaction. May be called again for the same ref when a transaction was rolled back.
         *
         * @return what became of the update; remembered with its ref
         * @throws StoreException when the store is at fault
         * @throws Exception when the work itself fails
         */
        UpdateOutcome run(Transaction transaction) throws Exception;
    }
}
