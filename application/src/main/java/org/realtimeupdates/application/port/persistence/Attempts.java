package org.realtimeupdates.application.port.persistence;

import java.util.List;
import java.util.Map;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Ref;

/**
 * How often updates were tried that have no outcome yet [RTU-33]; of the same store as {@link AppliedUpdates}, which forgets the
 * count when it remembers the ref.
 *
 * <p>Called by one thread at a time for each account; may block.
 */
public interface Attempts {

    /**
     * The tries counted so far of each ref given; 0 for one that is remembered or was never counted.
     *
     * @throws StoreException when the store is at fault
     */
    Map<Ref, Integer> counted(AccountType account, List<Ref> refs);

    /**
     * Counts one more try of each ref that is not remembered yet, durably, before the try.
     *
     * @return as {@link #counted}, this try included
     * @throws StoreException when the store is at fault
     */
    Map<Ref, Integer> count(AccountType account, List<Ref> refs);

    /**
     * Takes one counted try of each ref back: the store was at fault, not the update.
     *
     * @throws StoreException when the store is at fault
     */
    void forgive(AccountType account, List<Ref> refs);
}
