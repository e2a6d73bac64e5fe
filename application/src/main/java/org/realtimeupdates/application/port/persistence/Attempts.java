package org.realtimeupdates.application.port.persistence;

import java.util.List;
import java.util.Map;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Ref;

/**
 * How often updates were tried that have no outcome yet [RTU-33]; of the same store as {@link AppliedUpdates}: its
 * {@code applyOnce} forgets the counts of all refs that it is given, with its commit.
 *
 * <p>Called by one thread at a time for each account; may block.
 */
public interface Attempts {

    /**
     * The tries counted so far of those that were tried; the others are left out. Asked before each batch, when hardly ever one is.
     *
     * @throws StoreException when the store is at fault
     */
    Map<Ref, Integer> counted(AccountType account, List<Ref> refs);

    /**
     * Counts one more try of each ref, durably, before the try; without a look at which are remembered.
     *
     * @param refs that are tried together, each once
     * @return how often each was tried, this try included
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
