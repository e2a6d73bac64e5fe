package org.realtimeupdates.application.port.persistence;

import java.util.List;
import java.util.Map;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Ref;

/**
 * The app's memory of what it has processed: runs effects and remembers their refs, once, together [RTU-21] [RTU-22].
 *
 * <p>Called by one thread at a time for each account; may block.
 */
public interface AppliedUpdates {

    /**
     * In one transaction, for each effect in order: skips it if its ref is remembered, else runs it and remembers its ref. When
     * this returns, all of it is durable, as far as this store promises; when it throws, nothing of it has happened.
     *
     * @param effects refs of one account, each at most once
     * @return for each effect, in order, whether it ran
     * @throws EffectFailedException when an effect threw something else than a {@link StoreException}
     * @throws StoreException when the store is at fault
     */
    List<Boolean> applyOnce(AccountType account, List<Effect> effects);

    /**
     * Counts one more try of each ref that is not remembered yet, durably, before the try [RTU-33]. Forgotten when the ref is
     * remembered.
     *
     * @return the tries so far of each ref given, this one included; 0 for a remembered one
     * @throws StoreException when the store is at fault
     */
    Map<Ref, Integer> countAttempts(AccountType account, List<Ref> refs);
}
