package org.realtimeupdates.application.port.persistence;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.UpdateOutcome;

/**
 * The app's memory of what it has processed: runs effects and remembers their refs, once, together [RTU-21] [RTU-22].
 *
 * <p>Called by one thread at a time for each account; may block.
 */
public interface AppliedUpdates {

    /**
     * In one transaction, for each effect in order: skips it if its ref is remembered, else runs it and remembers its ref with
     * its outcome. When this returns, all of it is durable, as far as this store promises; when it throws, nothing of it has
     * happened.
     *
     * @param effects refs of one account, each at most once
     * @return for each effect, in order, what became of it
     * @throws EffectFailedException when an effect threw something else than a {@link StoreException}
     * @throws StoreException when the store is at fault
     */
    List<Result> applyOnce(AccountType account, List<Effect> effects);

    /**
     * Forgets refs that were neither remembered nor came again since that time [RTU-36]. Need not be durable at once; does its work
     * in small transactions, so that it holds up others only shortly.
     *
     * @throws StoreException when the store is at fault
     */
    void forget(AccountType account, Instant notSeenSince);

    /**
     * What became of an effect.
     *
     * @param ran whether it ran just now; otherwise its ref was remembered
     * @param outcome what is remembered with its ref
     */
    record Result(boolean ran, UpdateOutcome outcome) {
        public Result {
            Objects.requireNonNull(outcome, "outcome");
        }
    }
}
